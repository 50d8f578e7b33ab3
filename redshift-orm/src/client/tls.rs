//! How the connection is encrypted, and what is asked of the server's certificate.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::url::SslMode;
use crate::error::{Error, Result};

/// How connections are made: with TLS or without.
#[derive(Clone)]
pub(super) enum Connector {
    Plain,
    Tls {
        tls: MakeRustlsConnect,
        /// Whether there is no connection without it.
        needed: bool,
    },
}

impl Connector {
    /// # Errors
    /// When the file of certificates cannot be read or has none, or the mode does not look at it.
    pub(super) fn new(mode: SslMode, root_cert: Option<&Path>) -> Result<Self> {
        // libpq's word for the public authorities, who certify everybody: so the name has to be compared.
        let is_system = root_cert == Some(Path::new("system"));
        if is_system && mode != SslMode::VerifyFull {
            return Err(Error::configuration(
                "`sslrootcert=system` goes with `sslmode=verify-full` alone: the public authorities certify everybody, each for his own name",
            ));
        }
        let root_cert = root_cert.filter(|_| !is_system);
        let verify = match (mode, root_cert) {
            (SslMode::Disable, _) => return Ok(Connector::Plain),
            (SslMode::Prefer, Some(_)) => {
                return Err(Error::configuration(
                    "`sslmode=prefer` looks at no certificate, and sslrootcert names one; use `sslmode=verify-full`",
                ));
            }
            (SslMode::Prefer | SslMode::Require, None) => Verify::Nothing,
            // As libpq has it: who names an authority wants it asked.
            (SslMode::VerifyCa, _) | (SslMode::Require, Some(_)) => Verify::Authority(roots(root_cert)?),
            (SslMode::VerifyFull, _) => Verify::Host(roots(root_cert)?),
        };
        // Named here, so that nothing depends on a provider that the process has set or not.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|cause| Error::configuration(format!("TLS cannot be set up: {cause}")))?;
        let config = match verify {
            Verify::Host(roots) => builder.with_root_certificates(roots).with_no_client_auth(),
            Verify::Authority(roots) => builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(NameUnchecked { roots: Some(roots), provider }))
                .with_no_client_auth(),
            Verify::Nothing => builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(NameUnchecked { roots: None, provider }))
                .with_no_client_auth(),
        };
        Ok(Connector::Tls { tls: MakeRustlsConnect::new(config), needed: mode.needs_tls() })
    }

    /// The mode of tokio-postgres that goes with it.
    pub(super) fn ssl_mode(&self) -> tokio_postgres::config::SslMode {
        match self {
            Connector::Plain => tokio_postgres::config::SslMode::Disable,
            Connector::Tls { needed: false, .. } => tokio_postgres::config::SslMode::Prefer,
            Connector::Tls { needed: true, .. } => tokio_postgres::config::SslMode::Require,
        }
    }
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Connector::Plain => "Plain",
            Connector::Tls { .. } => "Tls",
        })
    }
}

enum Verify {
    Nothing,
    Authority(RootCertStore),
    Host(RootCertStore),
}

fn roots(file: Option<&Path>) -> Result<RootCertStore> {
    let Some(file) = file else {
        return Ok(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() });
    };
    let unreadable = |cause: &dyn fmt::Display| {
        Error::configuration(format!("the certificates of sslrootcert cannot be read from {}: {cause}", file.display()))
    };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|cause| unreadable(&cause))? {
        let certificate = certificate.map_err(|cause| unreadable(&cause))?;
        roots.add(certificate).map_err(|cause| unreadable(&cause))?;
    }
    if roots.is_empty() {
        return Err(unreadable(&"the file has no certificate in PEM form"));
    }
    Ok(roots)
}

/// Checks the authority if it has any, and never the name: `verify-ca` and `require`.
#[derive(Debug)]
struct NameUnchecked {
    roots: Option<RootCertStore>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for NameUnchecked {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if let Some(roots) = &self.roots {
            verify_server_cert_signed_by_trust_anchor(
                &ParsedCertificate::try_from(end_entity)?,
                roots,
                intermediates,
                now,
                self.provider.signature_verification_algorithms.all,
            )?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

//! TLS with a certificate of our own: an authority made for one server, and what the server shows.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::net::IpAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::error::{Error, Result};

/// The file among kept data that holds the authority's certificate, the server's, and its key.
const KEPT: &str = "redshift-local.tls.pem";

/// What a server with TLS shows, and what its clients check it with.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    /// The certificate of the authority, in PEM form.
    pub(crate) authority: String,
    pub(crate) config: Arc<ServerConfig>,
}

impl Certificate {
    /// The one that is kept among these data, when it is for this host; else a new one, which is then kept.
    pub(crate) fn of(host: IpAddr, data: Option<&Path>) -> Result<Self> {
        let head = format!("# {}\n", names(host).join(" "));
        let kept = data.map(|folder| folder.join(KEPT));
        if let Some(text) = kept.as_ref().and_then(|file| fs::read_to_string(file).ok())
            && let Some(pem) = text.strip_prefix(&head)
        {
            return Self::read(pem);
        }
        let pem = make(host).map_err(|error| Error::start(format!("no certificate can be made: {error}")))?;
        let certificate = Self::read(&pem)?;
        if let Some(file) = kept {
            write_secret(&file, &format!("{head}{pem}"))
                .map_err(|error| Error::io(format!("{} cannot be written", file.display()), error))?;
        }
        Ok(certificate)
    }

    fn read(pem: &str) -> Result<Self> {
        let broken =
            || Error::start(format!("{KEPT} in the folder of the data is broken; remove it to have a new one"));
        let certificates: Vec<CertificateDer<'static>> =
            CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<_, _>>().map_err(|_| broken())?;
        let [_, own] = certificates.as_slice() else { return Err(broken()) };
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| broken())?;
        let end = "-----END CERTIFICATE-----\n";
        let authority = pem.split_inclusive(end).next().unwrap_or_default().to_owned();
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![own.clone()], key))
            .map_err(|_| broken())?;
        Ok(Self { authority, config: Arc::new(config) })
    }
}

/// The names that clients know the server by.
fn names(host: IpAddr) -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    if !host.is_loopback() && !host.is_unspecified() {
        names.push(host.to_string());
    }
    names
}

/// An authority, a certificate that it signed, and its key. The authority's own key is forgotten.
fn make(host: IpAddr) -> Result<String, rcgen::Error> {
    let mut params = CertificateParams::new([])?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.distinguished_name.push(DnType::CommonName, "redshift-local");
    let key = KeyPair::generate()?;
    let authority = params.self_signed(&key)?.pem();
    let issuer = Issuer::new(params, key);

    let mut params = CertificateParams::new(names(host))?;
    params.distinguished_name.push(DnType::CommonName, "localhost");
    params.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate()?;
    let own = params.signed_by(&key, &issuer)?.pem();
    // The lines end alike on every machine.
    Ok([authority, own, key.serialize_pem()].concat().replace("\r\n", "\n"))
}

/// Writes a file that its owner alone can read.
fn write_secret(file: &Path, text: &str) -> std::io::Result<()> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?.write_all(text.as_bytes())
}

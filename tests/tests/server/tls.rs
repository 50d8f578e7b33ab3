//! Connecting: a server of our own that says what no stand-in says, with TLS and without.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use rcgen::{CertificateParams, Issuer, KeyPair};
use redshift_orm::prelude::*;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What the server says to a startup message.
pub(crate) const WELCOME: &[u8] = b"R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I";

/// A server that answers every login with the same bytes.
pub(crate) struct Fake {
    pub(crate) port: u16,
    /// The startup messages it got.
    pub(crate) startups: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Fake {
    pub(crate) fn start(tls: Option<Arc<ServerConfig>>, answer: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let startups = Arc::new(Mutex::new(Vec::new()));
        let answer = answer.into();
        let seen = Arc::clone(&startups);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // What a client breaks off is the client's to report.
                let _ = serve(stream, tls.clone(), &answer, &seen);
            }
        });
        Fake { port, startups }
    }

    pub(crate) fn url(&self, parameters: &str) -> String {
        format!("redshift://me:hunter2@localhost:{}/dev?{parameters}", self.port)
    }
}

fn serve(
    mut stream: TcpStream,
    tls: Option<Arc<ServerConfig>>,
    answer: &[u8],
    startups: &Mutex<Vec<Vec<u8>>>,
) -> std::io::Result<()> {
    let first = message(&mut stream)?;
    let asks_for_tls = first == 80_877_103_u32.to_be_bytes();
    match tls {
        Some(config) if asks_for_tls => {
            stream.write_all(b"S")?;
            let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
            let mut stream = StreamOwned::new(connection, stream);
            let startup = message(&mut stream)?;
            startups.lock().unwrap().push(startup);
            stream.write_all(answer)?;
            stream.flush()?;
            let _ = stream.read(&mut [0; 1024])?;
        }
        _ if asks_for_tls => stream.write_all(b"N")?,
        _ => {
            startups.lock().unwrap().push(first);
            stream.write_all(answer)?;
            let _ = stream.read(&mut [0; 1024])?;
        }
    }
    Ok(())
}

/// A message without a type byte: its length, and what follows.
fn message(stream: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
    let mut body = vec![0; length.saturating_sub(4)];
    stream.read_exact(&mut body)?;
    Ok(body)
}

/// Two authorities, and what a server of the first one needs.
struct Authorities {
    /// The files of their certificates.
    files: [PathBuf; 2],
    localhost: Arc<ServerConfig>,
    elsewhere: Arc<ServerConfig>,
}

fn authorities() -> &'static Authorities {
    static MADE: OnceLock<Authorities> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("tls");
        std::fs::create_dir_all(&folder).unwrap();
        let authority = |name: &str| {
            let mut params = CertificateParams::new([]).unwrap();
            params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
            params.distinguished_name.push(rcgen::DnType::CommonName, name);
            let key = KeyPair::generate().unwrap();
            let file = folder.join(format!("{name}.pem"));
            std::fs::write(&file, params.self_signed(&key).unwrap().pem()).unwrap();
            (Issuer::new(params, key), file)
        };
        let (first, first_file) = authority("first");
        let (_, second_file) = authority("second");
        let server = |name: &str| {
            let key = KeyPair::generate().unwrap();
            let certificate = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &first).unwrap();
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            let config = ServerConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(
                    vec![certificate.der().clone()],
                    PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())),
                )
                .unwrap();
            Arc::new(config)
        };
        Authorities {
            localhost: server("localhost"),
            elsewhere: server("elsewhere.example"),
            files: [first_file, second_file],
        }
    })
}

/// Connects with these parameters; `None` when that works, else what is said.
async fn says(server: &Fake, mode: &str, authority: Option<usize>) -> Option<String> {
    let mut parameters = format!("sslmode={mode}");
    if let Some(index) = authority {
        let file = authorities().files[index].to_str().unwrap().replace('/', "%2F");
        parameters = format!("{parameters}&sslrootcert={file}");
    }
    let error = Database::connect(server.url(&parameters)).await.err()?;
    assert!(error.is_connection());
    let text = format!("{error} {error:?}");
    assert!(!text.contains("hunter2"), "{text}");
    Some(error.to_string())
}

#[tokio::test]
async fn a_trusted_certificate_for_the_host_pleases_every_mode() {
    let server = Fake::start(Some(authorities().localhost.clone()), WELCOME);
    for mode in ["require", "verify-ca", "verify-full"] {
        assert_eq!(says(&server, mode, Some(0)).await, None, "{mode}");
    }
    assert_eq!(says(&server, "require", None).await, None);
}

#[tokio::test]
async fn a_certificate_for_another_host_pleases_verify_ca() {
    let server = Fake::start(Some(authorities().elsewhere.clone()), WELCOME);
    assert_eq!(says(&server, "verify-ca", Some(0)).await, None);
    assert_eq!(says(&server, "require", Some(0)).await, None);
    let said = says(&server, "verify-full", Some(0)).await.unwrap();
    assert!(said.contains("another name"), "{said}");
}

#[tokio::test]
async fn a_certificate_of_a_foreign_authority_pleases_require_alone() {
    let server = Fake::start(Some(authorities().localhost.clone()), WELCOME);
    for (mode, authority) in [
        ("verify-full", None),
        ("verify-full", Some(1)),
        ("verify-ca", None),
        ("verify-ca", Some(1)),
        ("require", Some(1)),
    ] {
        let said = says(&server, mode, authority).await.unwrap_or_else(|| panic!("{mode} was pleased"));
        assert!(said.contains("not trusted"), "{said}");
    }
}

#[tokio::test]
async fn a_server_without_tls_is_refused() {
    let server = Fake::start(None, WELCOME);
    for mode in ["require", "verify-ca", "verify-full"] {
        let said = says(&server, mode, None).await.unwrap();
        assert!(said.contains("does not speak TLS"), "{said}");
    }
    assert!(server.startups.lock().unwrap().is_empty(), "the login was sent without TLS");
    assert_eq!(says(&server, "disable", None).await, None);
}

#[tokio::test]
async fn a_file_without_certificates_is_refused() {
    let file = authorities().files[0].with_file_name("empty.pem");
    for content in [None, Some("nothing"), Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")] {
        if let Some(content) = content {
            std::fs::write(&file, content).unwrap();
        }
        let url = format!("redshift://me:hunter2@localhost/dev?sslrootcert={}", file.display());
        let error = Database::connect(url).await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("sslrootcert"), "{error}");
    }
}

#[tokio::test]
async fn only_what_redshift_takes_is_sent_at_startup() {
    let server = Fake::start(None, WELCOME);
    Database::connect(server.url("sslmode=disable&application_name=report")).await.unwrap();
    let startups = server.startups.lock().unwrap();
    let text = String::from_utf8(startups[0][4..].to_vec()).unwrap();
    let words: Vec<_> = text.trim_end_matches('\0').split('\0').collect();
    let mut pairs: Vec<_> = words.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        [("application_name", "report"), ("client_encoding", "UTF8"), ("database", "dev"), ("user", "me")]
    );
}

//! Connecting with TLS: to the stand-in, and to a server of our own that says what no stand-in says.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use rcgen::{CertificateParams, Issuer, KeyPair};
use redshift_local::{Server, Tls};
use redshift_orm::prelude::*;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What Redshift says to a startup message.
pub(crate) const WELCOME: &[u8] = b"R\0\0\0\x08\0\0\0\0S\0\0\0\x1bpadb_version\x001.0.63269\0Z\0\0\0\x05I";

/// A server that answers every login with the same bytes; without any it hangs up.
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
        _ => {
            let mut startup = first;
            if asks_for_tls {
                stream.write_all(b"N")?;
                // Who insists on TLS sends no more.
                startup = message(&mut stream)?;
            }
            startups.lock().unwrap().push(startup);
            stream.write_all(answer)?;
            if !answer.is_empty() {
                let _ = stream.read(&mut [0; 1024])?;
            }
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

/// An authority, and what servers with its certificates need.
struct Authority {
    /// The file of its certificate.
    file: PathBuf,
    /// For another host.
    elsewhere: Arc<ServerConfig>,
    /// For the workgroups of an account, as a serverless endpoint has it.
    serverless: Arc<ServerConfig>,
}

fn authority() -> &'static Authority {
    static MADE: OnceLock<Authority> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("tls");
        std::fs::create_dir_all(&folder).unwrap();
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let file = folder.join("authority.pem");
        std::fs::write(&file, params.self_signed(&key).unwrap().pem()).unwrap();
        let issuer = Issuer::new(params, key);
        let certified = |name: &str| {
            let key = KeyPair::generate().unwrap();
            let certificate = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
            let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
            Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap())
        };
        let serverless = certified("*.123456789012.eu-west-1.redshift-serverless.amazonaws.com");
        Authority { file, elsewhere: certified("elsewhere.example"), serverless }
    })
}

/// The parameters for this mode and authority.
fn parameters(mode: &str, authority: Option<&Path>) -> String {
    match authority {
        Some(file) => format!("sslmode={mode}&sslrootcert={}", file.to_str().unwrap().replace('/', "%2F")),
        None => format!("sslmode={mode}"),
    }
}

/// Connects; `None` when that works, else what is said.
async fn says(url: String) -> Option<String> {
    let error = Database::connect(url).await.err()?;
    assert!(error.is_connection());
    let text = format!("{error} {error:?}");
    assert!(!text.contains("hunter2"), "{text}");
    Some(error.to_string())
}

#[tokio::test]
async fn a_trusted_certificate_for_the_host_pleases_every_mode() {
    let server = Server::builder().tls(Tls::Required).start().await.unwrap();
    let (url, file) = server.url().split_once("?sslmode=verify-full&sslrootcert=").map(owned).unwrap();
    let connect = async |mode: &str, authority: Option<&Path>| {
        says(format!("{}?{}", url.replace("awsuser", "awsuser:hunter2"), parameters(mode, authority))).await
    };
    let trusted = Path::new(&file);
    for mode in ["require", "verify-ca", "verify-full"] {
        assert_eq!(connect(mode, Some(trusted)).await, None, "{mode}");
    }
    assert_eq!(connect("require", None).await, None);
    // Of a foreign authority it pleases `require` alone.
    let foreign = authority().file.as_path();
    for (mode, authority) in [
        ("verify-full", None),
        ("verify-full", Some(foreign)),
        ("verify-ca", None),
        ("verify-ca", Some(foreign)),
        ("require", Some(foreign)),
    ] {
        let said = connect(mode, authority).await.unwrap_or_else(|| panic!("{mode} was pleased"));
        assert!(said.contains("not trusted"), "{said}");
    }
    let said = connect("disable", None).await.unwrap();
    assert!(said.contains("takes only TLS"), "{said}");
    // What was connected is spoken with.
    let db = Database::connect(server.url()).await.unwrap();
    let one: i32 = sql_query("SELECT 1").one(&db).await.unwrap();
    assert_eq!(one, 1);
}

fn owned((url, file): (&str, &str)) -> (String, String) {
    (url.to_owned(), file.to_owned())
}

#[tokio::test]
async fn a_certificate_for_another_host_pleases_verify_ca() {
    let server = Fake::start(Some(authority().elsewhere.clone()), WELCOME);
    let connect = async |mode, authority| says(server.url(&parameters(mode, authority))).await;
    let trusted = Some(authority().file.as_path());
    assert_eq!(connect("verify-ca", trusted).await, None);
    assert_eq!(connect("require", None).await, None);
    let said = connect("verify-full", trusted).await.unwrap();
    assert!(said.contains("another name"), "{said}");
}

#[tokio::test]
async fn the_name_of_a_serverless_workgroup_is_compared_wherever_it_is() {
    let server = Fake::start(Some(authority().serverless.clone()), WELCOME);
    let connect = async |host: &str| {
        let parameters = parameters("verify-full", Some(&authority().file)) + "&hostaddr=127.0.0.1";
        says(server.url(&parameters).replace("localhost", host)).await
    };
    let account = "123456789012.eu-west-1.redshift-serverless.amazonaws.com";
    assert_eq!(connect(&format!("default.{account}")).await, None);
    for other in [
        account.to_owned(),
        format!("a.b.{account}"),
        "default.210987654321.eu-west-1.redshift-serverless.amazonaws.com".into(),
    ] {
        let said = connect(&other).await.unwrap();
        assert!(said.contains("another name"), "{said}");
    }
}

#[tokio::test]
async fn prefer_takes_tls_where_there_is_any() {
    let with = Fake::start(Some(authority().elsewhere.clone()), WELCOME);
    assert_eq!(says(with.url("sslmode=prefer")).await, None);
    assert_eq!(with.startups.lock().unwrap().len(), 1, "the login was sent with TLS");
    let without = Fake::start(None, WELCOME);
    assert_eq!(says(without.url("sslmode=prefer")).await, None);
    assert_eq!(without.startups.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn an_authority_that_nobody_would_ask_is_refused() {
    let file = authority().file.as_path();
    for (mode, authority, expected) in [
        ("prefer", file, "no certificate"),
        ("require", Path::new("system"), "verify-full"),
        ("verify-ca", Path::new("system"), "verify-full"),
    ] {
        let server = Fake::start(None, WELCOME);
        let error = Database::connect(server.url(&parameters(mode, Some(authority)))).await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains(expected), "{error}");
        assert!(server.startups.lock().unwrap().is_empty());
    }
    // The public authorities are the default; they have not certified this server.
    let server = Fake::start(Some(crate::tls::authority().elsewhere.clone()), WELCOME);
    let said = says(server.url(&parameters("verify-full", Some(Path::new("system"))))).await.unwrap();
    assert!(said.contains("not trusted"), "{said}");
}

#[tokio::test]
async fn a_server_without_tls_is_refused() {
    let server = Fake::start(None, WELCOME);
    for mode in ["require", "verify-ca", "verify-full"] {
        let said = says(server.url(&parameters(mode, None))).await.unwrap();
        assert!(said.contains("does not speak TLS"), "{said}");
    }
    assert!(server.startups.lock().unwrap().is_empty(), "the login was sent without TLS");
    assert_eq!(says(server.url("sslmode=disable")).await, None);
}

#[tokio::test]
async fn a_file_without_certificates_is_refused() {
    let file = authority().file.with_file_name("empty.pem");
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

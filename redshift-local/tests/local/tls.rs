//! TLS: with the certificate that the server makes for itself.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use redshift_local::{Server, Tls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Client;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{connect, said};

/// What trusts one authority alone.
fn trusting(certificate: &str) -> MakeRustlsConnect {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth())
}

/// Connects with TLS, checking the certificate and the name.
async fn securely(server: &Server, host: &str, certificate: &str) -> Result<Client, tokio_postgres::Error> {
    let port = server.address().port();
    let url = format!("host={host} port={port} user=awsuser dbname=dev sslmode=require");
    let (client, connection) = tokio_postgres::connect(&url, trusting(certificate)).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The URL without its file, for a client without TLS.
fn plain(server: &Server) -> String {
    format!("redshift://awsuser@{}/dev?sslmode=disable", server.address())
}

#[tokio::test]
async fn the_certificate_is_for_its_host_and_of_its_authority() {
    let server = Server::builder().tls(Tls::Accepted).start().await.unwrap();
    let certificate = server.certificate().unwrap();
    for host in ["localhost", "127.0.0.1"] {
        let client = securely(&server, host, certificate).await.unwrap();
        let rows = client.query("SELECT LPAD('x', 60000, 'x') FROM pg_class LIMIT 40", &[]).await.unwrap();
        assert_eq!((rows.len(), rows[0].get::<_, &str>(0).len()), (40, 60_000));
        // A cancel request goes through TLS too, and a fault ends it.
        client.cancel_token().cancel_query(trusting(certificate)).await.unwrap();
    }
    let client = securely(&server, "localhost", certificate).await.unwrap();
    client.batch_execute("SET redshift_local.fault = 'drop before statement'").await.unwrap();
    assert!(client.batch_execute("SELECT 1").await.unwrap_err().is_closed());
    let other = Server::builder().tls(Tls::Accepted).start().await.unwrap();
    assert!(securely(&server, "localhost", other.certificate().unwrap()).await.is_err());
    // Those who do not want TLS are served as well.
    connect(&plain(&server)).await.unwrap().batch_execute("SELECT 1").await.unwrap();
}

#[tokio::test]
async fn where_tls_is_required_nobody_is_served_without() {
    let server = Server::builder().tls(Tls::Required).start().await.unwrap();
    let error = connect(&plain(&server)).await.err().unwrap();
    let text = "no pg_hba.conf entry for host \"127.0.0.1\", user \"awsuser\", database \"dev\", SSL off";
    assert_eq!(said(&error), ("28000", text));
    securely(&server, "localhost", server.certificate().unwrap()).await.unwrap();
}

#[tokio::test]
async fn the_url_names_the_certificate() {
    let folder = std::env::temp_dir().join(format!("redshift local tls {}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("authority.pem");
    let server = Server::builder().tls(Tls::Accepted).certificate_file(&file).start().await.unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), server.certificate().unwrap());
    let end = "/authority.pem";
    let url = server.url();
    assert!(url.contains("@localhost:") && url.contains("?sslmode=verify-full&sslrootcert=/"), "{url}");
    assert!(url.ends_with(end) && url.contains("redshift%20local%20tls"), "{url}");
    std::fs::remove_dir_all(&folder).unwrap();
    let without = Server::shared().await.unwrap();
    assert_eq!(without.certificate(), None);
}

#[tokio::test]
async fn requests_for_encryption_are_answered_as_asked() {
    let ask = |server: &Server, code: u32, more: &[u8]| {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.write_all(&[&8_u32.to_be_bytes(), code.to_be_bytes().as_slice(), more].concat()).unwrap();
        let mut answer = [0];
        stream.read_exact(&mut answer).unwrap();
        answer[0]
    };
    let with = Server::builder().tls(Tls::Accepted).start().await.unwrap();
    let without = Server::shared().await.unwrap();
    let (tls, gss) = (80_877_103, 80_877_104);
    assert_eq!([ask(&with, tls, b""), ask(&with, gss, b""), ask(without, tls, b""), ask(without, gss, b"")], *b"SNNN");
    // What is sent before the answer is not read as if it had come through TLS.
    assert_eq!(ask(&with, tls, b"\0\0\0\x08"), b'E');
}

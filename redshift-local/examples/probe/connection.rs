//! A connection that keeps what drivers leave out: command tags, the types of columns under both protocols, notices.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use postgres_protocol::IsNull;
use postgres_protocol::authentication::md5_hash;
use postgres_protocol::message::backend::{ErrorFields, Message};
use postgres_protocol::message::frontend;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_postgres::config::Host;
use tokio_postgres::types::Type;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where to connect, and as whom.
pub(crate) struct Address {
    host: String,
    port: u16,
    user: String,
    password: Option<String>,
    database: String,
    tls: Option<Arc<ClientConfig>>,
}

impl Address {
    /// Reads `redshift://user[:password]@host[:port]/database[?sslmode=..&sslrootcert=FILE]`. Without `sslmode=disable` the server must
    /// have a certificate for its name, of the authority in the file or of one that browsers trust.
    ///
    /// # Errors
    /// When it cannot be read, or names what is not supported.
    pub(crate) fn parse(url: &str, password: Option<String>) -> Result<Self, String> {
        let (server, parameters) = url.split_once('?').unwrap_or((url, ""));
        let server = ["redshift://", "postgres://"].into_iter().find_map(|scheme| server.strip_prefix(scheme));
        let server = server.ok_or("a URL begins with redshift:// or postgres://")?;
        let config: tokio_postgres::Config =
            format!("postgres://{server}").parse().map_err(|_| "the URL is not redshift://user@host:port/database")?;
        let Some(Host::Tcp(host)) = config.get_hosts().first() else { return Err("the URL has no host".to_owned()) };
        let (mut plain, mut file) = (false, None);
        for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
            match parameter.split_once('=') {
                Some(("sslmode", "disable")) => plain = true,
                Some(("sslmode", "verify-full")) => plain = false,
                Some(("sslrootcert", path)) => file = Some(path),
                _ => {
                    return Err(format!(
                        "{parameter}: sslmode=disable, sslmode=verify-full and sslrootcert=FILE are known"
                    ));
                }
            }
        }
        let given = config.get_password().map(|password| String::from_utf8_lossy(password).into_owned());
        Ok(Address {
            host: host.clone(),
            port: config.get_ports().first().copied().unwrap_or(5439),
            user: config.get_user().ok_or("the URL has no user")?.to_owned(),
            password: given.or(password),
            database: config.get_dbname().ok_or("the URL has no database")?.to_owned(),
            tls: if plain { None } else { Some(tls(file)?) },
        })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "database {} of {}:{}", self.database, self.host, self.port)
    }
}

/// Trusts the authority of a file, or those that browsers trust.
fn tls(file: Option<&str>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    match file {
        Some(file) => {
            let said = |error: &dyn std::fmt::Display| format!("{file}: {error}");
            let certificate = CertificateDer::from_pem_file(file).map_err(|error| said(&error))?;
            roots.add(certificate).map_err(|error| said(&error))?;
        }
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(Arc::new(config.map_err(|error| error.to_string())?.with_root_certificates(roots).with_no_client_auth()))
}

/// What a server says to a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The names and types of the columns.
    pub(crate) columns: Vec<(String, String)>,
    /// The rows, as `name=value ..`.
    pub(crate) rows: Vec<String>,
    /// The command tag.
    pub(crate) tag: Option<String>,
    /// Notices, with their severities.
    pub(crate) notices: Vec<String>,
    /// The error.
    pub(crate) error: Option<Failure>,
}

/// An error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) sqlstate: String,
    pub(crate) message: String,
    pub(crate) detail: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) position: Option<String>,
}

impl Answer {
    /// That no answer came.
    pub(crate) fn lost(error: &io::Error) -> Self {
        let message = format!("the connection was lost: {error}");
        Answer {
            error: Some(Failure { sqlstate: "08006".to_owned(), message, ..Failure::default() }),
            ..Answer::default()
        }
    }

    /// Takes in a message; whether it was the last one.
    fn take(&mut self, message: Message) -> io::Result<bool> {
        use fallible_iterator::FallibleIterator as _;
        match message {
            Message::RowDescription(body) => {
                let column = |field: postgres_protocol::message::backend::Field<'_>| {
                    Ok((field.name().to_owned(), type_name(field.type_oid())))
                };
                self.columns = body.fields().map(column).collect()?;
            }
            Message::DataRow(body) => {
                let mut row = String::new();
                let mut ranges = body.ranges();
                for (name, _) in &self.columns {
                    let value = ranges.next()?.flatten().map(|range| String::from_utf8_lossy(&body.buffer()[range]));
                    let blank = if row.is_empty() { "" } else { " " };
                    let _ = write!(row, "{blank}{name}={}", value.as_deref().unwrap_or("-"));
                }
                self.rows.push(row);
            }
            Message::CommandComplete(body) => self.tag = Some(body.tag()?.to_owned()),
            Message::NoticeResponse(body) => {
                let (severity, notice) = failure(body.fields())?;
                self.notices.push(format!("{severity}: {}", notice.message));
            }
            Message::ErrorResponse(body) => self.error = Some(failure(body.fields())?.1),
            Message::ReadyForQuery(_) => return Ok(true),
            _ => {}
        }
        Ok(false)
    }
}

/// The severity and the fields of an error or a notice.
fn failure(mut fields: ErrorFields<'_>) -> io::Result<(String, Failure)> {
    use fallible_iterator::FallibleIterator as _;
    let (mut severity, mut failure) = (String::new(), Failure::default());
    while let Some(field) = fields.next()? {
        let value = String::from_utf8_lossy(field.value_bytes()).into_owned();
        match field.type_() {
            b'S' => severity = value,
            b'C' => failure.sqlstate = value,
            b'M' => failure.message = value,
            b'D' => failure.detail = Some(value),
            b'H' => failure.hint = Some(value),
            b'P' => failure.position = Some(value),
            _ => {}
        }
    }
    Ok((severity, failure))
}

/// The name of a type; those that only Redshift has among them.
fn type_name(oid: u32) -> String {
    match oid {
        1188 => "intervaly2m".to_owned(),
        1190 => "intervald2s".to_owned(),
        2935 => "hllsketch".to_owned(),
        3000 => "geometry".to_owned(),
        3001 => "geography".to_owned(),
        4000 => "super".to_owned(),
        6551 => "varbyte".to_owned(),
        oid => Type::from_oid(oid).map_or_else(|| oid.to_string(), |known| known.name().to_owned()),
    }
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// A connection to a server.
pub(crate) struct Connection {
    stream: Box<dyn Stream>,
    received: BytesMut,
}

/// The two ways in which a statement is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// One message.
    Simple,
    /// Parsed, bound, described and executed, with the rows as text.
    Extended,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When the server cannot be reached, or does not let us in.
    pub(crate) async fn open(address: &Address) -> io::Result<Self> {
        timeout(PATIENCE, Self::connect(address)).await.map_err(io::Error::from)?
    }

    async fn connect(address: &Address) -> io::Result<Self> {
        let mut stream = TcpStream::connect((address.host.as_str(), address.port)).await?;
        let stream: Box<dyn Stream> = match &address.tls {
            None => Box::new(stream),
            Some(config) => {
                let mut request = BytesMut::new();
                frontend::ssl_request(&mut request);
                stream.write_all(&request).await?;
                if stream.read_u8().await? != b'S' {
                    return Err(io::Error::other("the server does not speak TLS"));
                }
                let name = ServerName::try_from(address.host.clone()).map_err(io::Error::other)?;
                Box::new(tokio_rustls::TlsConnector::from(Arc::clone(config)).connect(name, stream).await?)
            }
        };
        let mut connection = Connection { stream, received: BytesMut::new() };
        connection.log_in(address).await?;
        Ok(connection)
    }

    async fn log_in(&mut self, address: &Address) -> io::Result<()> {
        let mut request = BytesMut::new();
        let parameters =
            [("user", address.user.as_str()), ("database", &address.database), ("client_encoding", "UTF8")];
        frontend::startup_message(parameters, &mut request)?;
        self.stream.write_all(&request).await?;
        let password = || address.password.as_deref().ok_or_else(|| io::Error::other("the server asks for a password"));
        loop {
            let mut reply = BytesMut::new();
            let message = self.message().await.map_err(|error| match error.kind() {
                // Redshift's own, for passwords that are stored as SHA-256.
                io::ErrorKind::InvalidInput => {
                    let hint = "take a user whose password was set as plain text, or temporary credentials";
                    io::Error::other(format!("{error}; {hint}"))
                }
                _ => error,
            });
            match message? {
                Message::AuthenticationCleartextPassword => {
                    frontend::password_message(password()?.as_bytes(), &mut reply)?
                }
                Message::AuthenticationMd5Password(body) => {
                    let hash = md5_hash(address.user.as_bytes(), password()?.as_bytes(), body.salt());
                    frontend::password_message(hash.as_bytes(), &mut reply)?;
                }
                Message::ErrorResponse(body) => return Err(io::Error::other(failure(body.fields())?.1.message)),
                Message::ReadyForQuery(_) => return Ok(()),
                _ => {}
            }
            self.stream.write_all(&reply).await?;
        }
    }

    /// Sends a statement, and waits for all of its answer.
    ///
    /// # Errors
    /// When the connection ends, or no answer comes.
    pub(crate) async fn send(&mut self, sql: &str, protocol: Protocol) -> io::Result<Answer> {
        timeout(PATIENCE, self.exchange(sql, protocol)).await.map_err(io::Error::from)?
    }

    async fn exchange(&mut self, sql: &str, protocol: Protocol) -> io::Result<Answer> {
        let mut request = BytesMut::new();
        match protocol {
            Protocol::Simple => frontend::query(sql, &mut request)?,
            Protocol::Extended => {
                frontend::parse("", sql, [], &mut request)?;
                let no_value = |(), _: &mut BytesMut| Ok(IsNull::Yes);
                frontend::bind("", "", [], [], no_value, [0], &mut request).map_err(|_| io::Error::other("bind"))?;
                frontend::describe(b'P', "", &mut request)?;
                frontend::execute("", 0, &mut request)?;
                frontend::sync(&mut request);
            }
        }
        self.stream.write_all(&request).await?;
        let mut answer = Answer::default();
        loop {
            let message = self.message().await?;
            if matches!(message, Message::CopyInResponse(_)) {
                let mut end = BytesMut::new();
                frontend::copy_fail("nothing to load", &mut end)?;
                self.stream.write_all(&end).await?;
            }
            if answer.take(message)? {
                return Ok(answer);
            }
        }
    }

    async fn message(&mut self) -> io::Result<Message> {
        loop {
            if let Some(message) = Message::parse(&mut self.received)? {
                return Ok(message);
            }
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}

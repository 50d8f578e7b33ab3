//! The URL of a PostgreSQL that is there already, in the form that `libpq` reads.

use std::env;
use std::path::Path;

use super::route::{Address, Credentials};
use crate::error::{Error, Result};

/// The port of PostgreSQL.
const PORT: u16 = 5432;
/// Where its packages put the socket.
const SOCKET_FOLDERS: [&str; 2] = ["/var/run/postgresql", "/tmp"];

/// Where a server is, who logs in, and which database is there for that.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Url {
    pub(super) address: Address,
    pub(super) credentials: Credentials,
    pub(super) database: String,
}

impl Url {
    /// Reads `postgres://user:password@host:port/database`; the host may be the folder of a Unix socket, percent-encoded or as `?host=`.
    ///
    /// No error repeats the text, which may have a password in it.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let wrong = |what: &str| Error::start(format!("the URL of the PostgreSQL to use {what}"));
        let rest = ["postgres://", "postgresql://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .ok_or_else(|| wrong("does not have the form postgres://user:password@host:port/database"))?;
        let decoded =
            |part: &str| decode(part).ok_or_else(|| wrong("has a % that two hexadecimal digits do not follow"));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (login, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = login.split_once(':').map_or((login, None), |(user, password)| (user, Some(password)));
        let (host, port) = match place.strip_prefix('[').and_then(|place| place.split_once(']')) {
            Some((host, port)) => (host, port.strip_prefix(':').unwrap_or(port)),
            None => place.split_once(':').unwrap_or((place, "")),
        };
        let (mut user, mut host, mut database) = (decoded(user)?, decoded(host)?, decoded(database)?);
        let mut password = password.map(decoded).transpose()?;
        let mut port = port.to_owned();
        for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
            let (name, value) = parameter.split_once('=').ok_or_else(|| wrong("has a parameter without a value"))?;
            let value = decoded(value)?;
            match name {
                "user" => user = value,
                "password" => password = Some(value),
                "host" => host = value,
                "port" => port = value,
                "dbname" => database = value,
                "sslmode" if ["disable", "allow", "prefer"].contains(&value.as_str()) => {}
                "sslmode" => return Err(wrong("asks for TLS, which is not spoken to the PostgreSQL behind the gate")),
                _ => {
                    return Err(wrong("has a parameter other than user, password, host, port, dbname and sslmode"));
                }
            }
        }
        let port = if port.is_empty() {
            PORT
        } else {
            port.parse().map_err(|_| wrong("has a port that is no number up to 65535"))?
        };
        let address = if host.is_empty() {
            socket(port).unwrap_or_else(|| Address::Tcp("localhost".to_owned(), port))
        } else if host.starts_with('/') {
            Address::Socket(Path::new(&host).join(socket_name(port)))
        } else {
            Address::Tcp(host, port)
        };
        if user.is_empty() {
            "postgres".clone_into(&mut user);
        }
        if database.is_empty() {
            "postgres".clone_into(&mut database);
        }
        let password = password.or_else(|| env::var("PGPASSWORD").ok());
        Ok(Self { address, credentials: Credentials { user, password }, database })
    }
}

fn socket_name(port: u16) -> String {
    format!(".s.PGSQL.{port}")
}

/// The socket of a server of this machine, in a usual folder.
fn socket(port: u16) -> Option<Address> {
    let sockets = SOCKET_FOLDERS.iter().map(|folder| Path::new(folder).join(socket_name(port)));
    sockets.into_iter().find(|socket| socket.exists()).map(Address::Socket)
}

/// A part of a URL with its bytes that are written as `%41`; `None` when it is no text so.
fn decode(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            bytes.push(digit(rest.next())? * 16 + digit(rest.next())?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tcp(host: &str, port: u16) -> Address {
        Address::Tcp(host.to_owned(), port)
    }

    #[test]
    fn reads_the_forms_of_libpq() {
        let url = Url::parse("postgres://ci:s%40cret@db.example:6543/app?sslmode=disable").unwrap();
        assert_eq!((url.address, url.database.as_str()), (tcp("db.example", 6543), "app"));
        assert_eq!(url.credentials, Credentials { user: "ci".to_owned(), password: Some("s@cret".to_owned()) });
        let url = Url::parse("postgresql://db").unwrap();
        assert_eq!(
            (url.address, url.credentials.user.as_str(), url.database.as_str()),
            (tcp("db", 5432), "postgres", "postgres")
        );
        assert_eq!(Url::parse("postgres://u@[::1]:1/d").unwrap().address, tcp("::1", 1));
        let socket = Address::Socket("/var/run/x/.s.PGSQL.5433".into());
        for text in ["postgres://u@%2Fvar%2Frun%2Fx:5433/d", "postgres:///d?host=/var/run/x&port=5433&user=u"] {
            let url = Url::parse(text).unwrap();
            assert_eq!((url.address, url.credentials.user.as_str()), (socket.clone(), "u"), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong_without_the_password() {
        for (text, part) in [
            ("mysql://u:secret@h/d", "does not have the form"),
            ("postgres://u:secret@h:port/d", "a port that is no number"),
            ("postgres://u:secret%4@h/d", "a % that"),
            ("postgres://u:secret@h/d?sslmode=require", "asks for TLS"),
            ("postgres://u:secret@h/d?target_session_attrs=any", "a parameter other than"),
            ("postgres://u:secret@h/d?host", "a parameter without a value"),
        ] {
            let said = Url::parse(text).unwrap_err().to_string();
            assert!(said.contains(part) && !said.contains("secret"), "{said}");
        }
    }
}

//! The connection URL. No message of this file shows any part of it but names of parameters.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use super::settings;
use super::wire::Wire;
use crate::error::{Error, Result};

/// Where to connect and as whom.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Url {
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
    /// At least one.
    pub(super) hosts: Vec<Host>,
    pub(super) database: String,
    pub(super) ssl_mode: SslMode,
    pub(super) ssl_root_cert: Option<PathBuf>,
    pub(super) application_name: Option<String>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) search_path: Option<Vec<String>>,
    pub(super) query_group: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) wire: Wire,
}

/// One of the hosts that are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Host {
    pub(super) name: String,
    pub(super) port: u16,
    /// Where it is, in place of what its name is looked up as.
    pub(super) address: Option<IpAddr>,
}

/// What is asked of the server's TLS certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SslMode {
    /// No TLS.
    Disable,
    /// TLS with whatever certificate where the server speaks it, and none where it does not.
    Prefer,
    /// TLS with whatever certificate.
    Require,
    /// A certificate of a trusted authority, whatever name it carries.
    VerifyCa,
    /// A certificate of a trusted authority for this host.
    VerifyFull,
}

/// Redshift's port (`connecting-to-cluster` of the management guide).
const DEFAULT_PORT: u16 = 5439;

/// What a URL looks like, for messages.
const FORM: &str = "redshift://user:password@host:5439/database";

impl Url {
    /// Reads `redshift://user:password@host:port,host:port/database?parameter=value`.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let rest = ["redshift://", "postgres://", "postgresql://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .ok_or_else(|| invalid(format!("it does not begin with `redshift://`; its form is {FORM}")))?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let (login, address) = match authority.rsplit_once('@') {
            Some((login, address)) => (login, address),
            // Without the `@` in its place, what looks like a host may be a piece of a password.
            None if rest.contains('@') => {
                return Err(invalid(
                    "a `/`, `?` or `#` in the user name or the password must be written `%2F`, `%3F` or `%23`",
                ));
            }
            None => ("", authority),
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        if path.contains('#') || query.contains('#') {
            return Err(invalid("a `#` must be written `%23`"));
        }

        let (user, password) = match login.split_once(':') {
            Some((user, password)) => (user, Some(decode(password, "password")?)),
            None => (login, None),
        };
        let mut url = Url {
            user: Some(decode(user, "user name")?).filter(|user| !user.is_empty()),
            password,
            hosts: address.split(',').map(parse_host).collect::<Result<_>>()?,
            database: decode(path.strip_prefix('/').unwrap_or(path), "database name")?,
            ssl_mode: SslMode::VerifyFull,
            ssl_root_cert: None,
            application_name: None,
            connect_timeout: None,
            search_path: None,
            query_group: None,
            timezone: None,
            wire: Wire::default(),
        };
        if url.database.is_empty() {
            return Err(invalid(format!("it names no database; its form is {FORM}")));
        }
        for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            url.set(name, decode(value, "value of a parameter")?)?;
        }
        Ok(url)
    }

    fn set(&mut self, name: &str, value: String) -> Result<()> {
        match name {
            "sslmode" => self.ssl_mode = parse_ssl_mode(&value)?,
            "sslrootcert" => self.ssl_root_cert = Some(PathBuf::from(value)),
            "application_name" => self.application_name = Some(value),
            "connect_timeout" => {
                let seconds = value.parse().map_err(|_| {
                    invalid("`connect_timeout` is a whole number of seconds, such as `connect_timeout=10`")
                })?;
                // As libpq has it.
                self.connect_timeout = Some(if seconds == 0 { Duration::MAX } else { Duration::from_secs(seconds) });
            }
            "hostaddr" => self.set_addresses(&value)?,
            "search_path" => {
                let schemas = settings::parse_search_path(&value).ok_or_else(|| {
                    invalid(
                        "`search_path` is a list of schemas with commas between, such as `search_path=sales,public`",
                    )
                })?;
                self.search_path = Some(schemas);
            }
            "query_group" => self.query_group = Some(value),
            "timezone" => self.timezone = Some(value),
            "wire" => {
                self.wire = Wire::parse(&value)
                    .ok_or_else(|| invalid("`wire` is one of unnamed (the default), prepared and text"))?;
            }
            _ => {
                return Err(invalid(format!(
                    "the parameter `{name}` is not known; there are sslmode, sslrootcert, application_name, \
                     connect_timeout, hostaddr, search_path, query_group, timezone and wire"
                )));
            }
        }
        Ok(())
    }

    /// Reads the addresses of the hosts, in their order. One that is left out is looked up.
    fn set_addresses(&mut self, list: &str) -> Result<()> {
        let addresses: Vec<_> = list.split(',').map(str::trim).collect();
        if addresses.len() != self.hosts.len() {
            return Err(invalid("`hostaddr` has not as many addresses as there are hosts"));
        }
        for (host, address) in self.hosts.iter_mut().zip(addresses) {
            if !address.is_empty() {
                let address = address.parse().map_err(|_| {
                    invalid("`hostaddr` is an IP address, such as `hostaddr=127.0.0.1`; names go before the `/`")
                })?;
                host.address = Some(address);
            }
        }
        Ok(())
    }

    /// Why a URL without a user is not enough.
    pub(super) fn without_user() -> Error {
        invalid(format!("it names no user; its form is {FORM}"))
    }

    /// `host:port/database`, for messages.
    pub(super) fn target(&self) -> String {
        let hosts: Vec<_> = self.hosts.iter().map(ToString::to_string).collect();
        format!("{}/{}", hosts.join(","), self.database)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Host { name, port, address } = self;
        if name.contains(':') { write!(f, "[{name}]:{port}") } else { write!(f, "{name}:{port}") }?;
        address.map_or(Ok(()), |address| write!(f, " ({address})"))
    }
}

fn parse_host(address: &str) -> Result<Host> {
    let (host, port) = match address.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']').ok_or_else(|| invalid("the `[` of its IPv6 address has no `]`"))?;
            match rest.strip_prefix(':') {
                Some(port) => (host, port),
                None if rest.is_empty() => (host, ""),
                None => return Err(invalid("between the `]` of its IPv6 address and the port goes a `:`")),
            }
        }
        None if address.matches(':').count() > 1 => return Err(invalid("an IPv6 address goes in `[` and `]`")),
        None => address.split_once(':').unwrap_or((address, "")),
    };
    if host.is_empty() {
        return Err(invalid(format!("it names no host; its form is {FORM}")));
    }
    let port = match port {
        "" => DEFAULT_PORT,
        port => port
            .parse()
            .ok()
            .filter(|port| *port != 0)
            .ok_or_else(|| invalid("its port is not a number from 1 to 65535"))?,
    };
    Ok(Host { name: decode(host, "host")?, port, address: None })
}

fn parse_ssl_mode(value: &str) -> Result<SslMode> {
    match value {
        "disable" => Ok(SslMode::Disable),
        "prefer" => Ok(SslMode::Prefer),
        "require" => Ok(SslMode::Require),
        "verify-ca" => Ok(SslMode::VerifyCa),
        "verify-full" => Ok(SslMode::VerifyFull),
        "allow" => Err(invalid(
            "`sslmode=allow` asks for TLS only when the server insists; use verify-full, or disable where no TLS is meant",
        )),
        _ => Err(invalid("`sslmode` is one of verify-full (the default), verify-ca, require, prefer and disable")),
    }
}

/// Undoes percent-encoding.
fn decode(text: &str, part: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = (rest.next().and_then(digit), rest.next().and_then(digit));
        let (Some(high), Some(low)) = digits else {
            return Err(invalid(format!(
                "a `%` in its {part} is not followed by two hexadecimal digits; a plain `%` is written `%25`"
            )));
        };
        bytes.push((high << 4) | low);
    }
    let text = String::from_utf8(bytes).map_err(|_| invalid(format!("its {part} is not UTF-8")))?;
    if text.contains('\0') {
        return Err(invalid(format!("its {part} contains a NUL character")));
    }
    Ok(text)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn invalid(what: impl fmt::Display) -> Error {
    Error::configuration(format!("the connection URL is not valid: {what}"))
}

impl SslMode {
    /// Whether there is no connection without TLS.
    pub(super) fn needs_tls(self) -> bool {
        !matches!(self, SslMode::Disable | SslMode::Prefer)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Url")
            .field("user", &self.user)
            .field("hosts", &self.hosts)
            .field("database", &self.database)
            .field("ssl_mode", &self.ssl_mode)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_read() {
        let url = Url::parse(
            "redshift://us%3Aer:p%40ss%2F%25@example.com:1234/d%20b?sslmode=verify-ca&sslrootcert=%2Fca.pem\
             &application_name=report&connect_timeout=7&search_path=%22a%2Cb%22%2C%20c&query_group=night&timezone=Europe%2FParis&wire=text",
        )
        .unwrap();
        assert_eq!(
            url,
            Url {
                user: Some("us:er".into()),
                password: Some("p@ss/%".into()),
                hosts: vec![Host { name: "example.com".into(), port: 1234, address: None }],
                database: "d b".into(),
                ssl_mode: SslMode::VerifyCa,
                ssl_root_cert: Some("/ca.pem".into()),
                application_name: Some("report".into()),
                connect_timeout: Some(Duration::from_secs(7)),
                search_path: Some(vec!["a,b".into(), "c".into()]),
                query_group: Some("night".into()),
                timezone: Some("Europe/Paris".into()),
                wire: Wire::Text,
            }
        );
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        for url in ["redshift://host/dev", "redshift://@host/dev", "redshift://:hunter2@host/dev"] {
            assert_eq!(Url::parse(url).unwrap().user, None);
        }
        let url = Url::parse("postgresql://me@[::1]/dev").unwrap();
        assert_eq!((url.hosts[0].name.as_str(), url.hosts[0].port), ("::1", 5439));
        assert_eq!(url.target(), "[::1]:5439/dev");
        assert_eq!(url.ssl_mode, SslMode::VerifyFull);
        assert_eq!(url.password, None);
        assert_eq!(Url::parse("postgres://me@[::1]:1/dev").unwrap().hosts[0].port, 1);
        assert_eq!(
            Url::parse("redshift://me@host/dev?connect_timeout=0").unwrap().connect_timeout,
            Some(Duration::MAX)
        );
    }

    #[test]
    fn hosts_have_ports_and_addresses_of_their_own() {
        let url = Url::parse("redshift://me@a,b:1234,[::1]:7/dev?hostaddr=127.0.0.1,,::2").unwrap();
        let expected = [("a", 5439, Some("127.0.0.1")), ("b", 1234, None), ("::1", 7, Some("::2"))];
        let expected = expected.map(|(name, port, address)| Host {
            name: name.into(),
            port,
            address: address.map(|address| address.parse().unwrap()),
        });
        assert_eq!(url.hosts, expected);
        assert_eq!(url.target(), "a:5439 (127.0.0.1),b:1234,[::1]:7 (::2)/dev");
    }

    #[test]
    fn a_password_may_hold_colons_and_ats() {
        let url = Url::parse("redshift://IAM%3Ame:a:b@c@host/dev").unwrap();
        assert_eq!((url.user.as_deref(), url.hosts[0].name.as_str()), (Some("IAM:me"), "host"));
        assert_eq!(url.password.as_deref(), Some("a:b@c"));
    }

    #[test]
    fn every_bad_part_is_said_and_the_password_is_not() {
        let messages = [
            ("mysql://me:hunter2@host/dev", "`redshift://`"),
            ("host=localhost password=hunter2", "`redshift://`"),
            ("redshift://me:hunter2@/dev", "no host"),
            ("redshift://me:hunter2@a,,b/dev", "no host"),
            ("redshift://me:hunter2@a,b:x/dev", "port"),
            ("redshift://me:hunter2@a,b/dev?hostaddr=::1", "as many"),
            ("redshift://me:hunter2@a/dev?hostaddr=localhost", "IP address"),
            ("redshift://me:hunter2@host/dev?search_path=a,,b", "search_path"),
            ("redshift://me:hunter2@host", "no database"),
            ("redshift://me:hunter2@host/", "no database"),
            ("redshift://me:hunter2@host:x/dev", "port"),
            ("redshift://me:hunter2@host:0/dev", "port"),
            ("redshift://me:hunter2@host:65536/dev", "port"),
            ("redshift://me:hunter2@::1/dev", "IPv6"),
            ("redshift://me:hunter2@[::1/dev", "IPv6"),
            ("redshift://me:hunter2@[::1]5/dev", "IPv6"),
            ("redshift://me:/hunter2@host/dev", "%2F"),
            ("redshift://me:?hunter2@host/dev", "%3F"),
            ("redshift://me:hunter2%@host/dev", "%25"),
            ("redshift://me:hunter2%zz@host/dev", "%25"),
            ("redshift://me:hunter2%ff@host/dev", "UTF-8"),
            ("redshift://me:hunter2%00@host/dev", "NUL"),
            ("redshift://me:hunter2@host/dev?sslmode=allow", "verify-full"),
            ("redshift://me:hunter2@host/dev?sslmode=on", "verify-full"),
            ("redshift://me:hunter2@host/dev?ssl=on", "`ssl`"),
            ("redshift://me:hunter2@host/dev?connect_timeout=x", "seconds"),
            ("redshift://me:hunter2@host/dev?wire=binary", "prepared"),
            ("redshift://me:hunter2@host/dev#x", "%23"),
        ];
        for (url, expected) in messages {
            let error = Url::parse(url).unwrap_err();
            assert!(error.is_configuration());
            let text = format!("{error} {error:?}");
            assert!(text.contains(expected), "{url}: {text}");
            assert!(!text.contains("hunter2"), "{url}: {text}");
        }
        let url = Url::parse("redshift://me:hunter2@host/dev").unwrap();
        assert!(!format!("{url:?}").contains("hunter2"));
    }
}

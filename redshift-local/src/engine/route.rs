//! The way to an engine: where it listens, who logs in there, and what a session begins with.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use postgres_protocol::authentication::md5_hash;
use postgres_protocol::authentication::sasl::{ChannelBinding, SCRAM_SHA_256, ScramSha256};

use super::{Admin, FIRST_DATABASE, TEMPLATE, USER, foreign};
use crate::error::{Error, Result};
use crate::gate::frame::{self, Fields};

/// The way to the engine, for the gate and for the server itself.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    pub(crate) address: Address,
    /// Whose the engine is when somebody else has started it.
    pub(crate) foreign: Option<Foreign>,
}

/// Where an engine listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// At a Unix socket.
    Socket(PathBuf),
    /// At a port of a host.
    Tcp(String, u16),
}

/// What is needed on a server that somebody else has started.
#[derive(Debug, Clone)]
pub(crate) struct Foreign {
    /// Who logs in.
    pub(crate) credentials: Credentials,
    /// Whether that is a superuser: then the session becomes that of `awsuser`, who logs in otherwise.
    pub(crate) is_superuser: bool,
    /// What the sessions begin with, whatever the server's own settings are.
    pub(crate) session: Vec<(&'static str, &'static str)>,
    /// What the databases begin with, which the stand-in's own server is started with.
    pub(crate) settings: Vec<(&'static str, &'static str)>,
}

/// A user, and the password if there is one.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Credentials {
    pub(crate) user: String,
    pub(crate) password: Option<String>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => write!(f, "{}", path.display()),
            Self::Tcp(host, port) if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Tcp(host, port) => write!(f, "{host}:{port}"),
        }
    }
}

impl Route {
    /// To the stand-in's own server, which asks nobody for a password.
    pub(crate) fn own(socket: PathBuf) -> Self {
        Self { address: Address::Socket(socket), foreign: None }
    }

    /// Whether the engine's user is no superuser, so that the pack lacks what needs one.
    pub(crate) fn is_limited(&self) -> bool {
        self.foreign.as_ref().is_some_and(|foreign| !foreign.is_superuser)
    }

    /// The path of its socket, if it has one.
    pub(crate) fn socket(&self) -> Option<&Path> {
        match &self.address {
            Address::Socket(path) => Some(path),
            Address::Tcp(..) => None,
        }
    }

    /// A startup packet with these parameters, among them the user.
    pub(crate) fn startup(&self, parameters: &[(&str, &str)]) -> Vec<u8> {
        let mut out = Vec::new();
        let Some(foreign) = &self.foreign else {
            frame::startup(&mut out, parameters);
            return out;
        };
        let is_sent = |name: &str| parameters.iter().any(|(sent, _)| *sent == name);
        let others = parameters.iter().filter(|(name, _)| *name != "user");
        let settings = foreign.session.iter().filter(|(name, _)| !is_sent(name));
        let all: Vec<(&str, &str)> =
            [("user", foreign.credentials.user.as_str())].iter().chain(others).chain(settings).copied().collect();
        frame::startup(&mut out, &all);
        out
    }

    /// The exchange that a login begins with.
    pub(crate) fn login(&self) -> Login<'_> {
        Login { credentials: self.foreign.as_ref().map(|foreign| &foreign.credentials), scram: None }
    }

    /// A connection as `awsuser`.
    pub(crate) fn admin(&self, database: &str) -> Result<Admin> {
        Admin::connect(self, database).map_err(|error| Error::io("PostgreSQL does not answer", error))
    }

    /// Creates an empty database.
    pub(crate) fn create_database(&self, name: &str, settings: &[(&str, &str)]) -> Result<()> {
        match &self.foreign {
            None => {
                let mut admin = self.admin(FIRST_DATABASE)?;
                copy_template(&mut admin, name)?;
                set(&mut admin, name, settings)
            }
            Some(foreign) => foreign::create_database(&mut self.admin(FIRST_DATABASE)?, foreign, name, settings),
        }
    }

    /// Drops a database that was created so.
    pub(crate) fn drop_database(&self, name: &str) -> Result<()> {
        self.admin(FIRST_DATABASE)?.run(&format!("DROP DATABASE \"{name}\" WITH (FORCE)")).map(drop)
    }
}

/// Copies the template of the stand-in's own server. Copying its files takes a quarter of the time that the log of their pages takes.
pub(super) fn copy_template(admin: &mut Admin, name: &str) -> Result<()> {
    admin.run(&format!("CREATE DATABASE \"{name}\" TEMPLATE {TEMPLATE} STRATEGY file_copy")).map(drop)
}

/// What the sessions of a database begin with.
pub(super) fn set(admin: &mut Admin, database: &str, settings: &[(&str, &str)]) -> Result<()> {
    for (setting, value) in settings {
        admin.run(&format!("ALTER DATABASE \"{database}\" SET {setting} TO '{value}'"))?;
    }
    Ok(())
}

impl Foreign {
    /// The statement after which a session is one of the stand-in's user, where it is none yet.
    pub(crate) fn become_user(&self) -> Option<String> {
        self.is_superuser.then(|| format!("SET SESSION AUTHORIZATION {USER}"))
    }
}

/// The exchange of a login with an engine.
pub(crate) struct Login<'a> {
    credentials: Option<&'a Credentials>,
    scram: Option<ScramSha256>,
}

/// What follows a message of a login.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The engine has let the user in.
    In,
    /// It will say more.
    Wait,
    /// It waits for this message.
    Send(Vec<u8>),
}

impl Login<'_> {
    /// Answers an authentication request.
    pub(crate) fn answer(&mut self, body: &[u8]) -> io::Result<Step> {
        let mut fields = Fields(body);
        let malformed = || io::Error::other("its authentication request cannot be read");
        match fields.u32().ok_or_else(malformed)? {
            0 => Ok(Step::In),
            3 => self
                .password()
                .map(|(_, password)| Step::Send(message(|out| frame::put_text(out, password.as_bytes())))),
            5 => {
                let (user, password) = self.password()?;
                let salt = fields.0.try_into().map_err(|_| malformed())?;
                let answer = md5_hash(user.as_bytes(), password.as_bytes(), salt);
                Ok(Step::Send(message(|out| frame::put_text(out, answer.as_bytes()))))
            }
            10 => {
                let mut has_scram = false;
                while let Some(mechanism) = fields.text().filter(|mechanism| !mechanism.is_empty()) {
                    has_scram |= mechanism == SCRAM_SHA_256.as_bytes();
                }
                if !has_scram {
                    return Err(io::Error::other("it asks for a SASL mechanism other than SCRAM-SHA-256"));
                }
                let (_, password) = self.password()?;
                let scram = ScramSha256::new(password.as_bytes(), ChannelBinding::unsupported());
                let first = message(|out| {
                    frame::put_text(out, SCRAM_SHA_256.as_bytes());
                    let length = u32::try_from(scram.message().len()).unwrap_or(u32::MAX);
                    out.extend_from_slice(&length.to_be_bytes());
                    out.extend_from_slice(scram.message());
                });
                self.scram = Some(scram);
                Ok(Step::Send(first))
            }
            11 => {
                let scram = self.scram.as_mut().ok_or_else(malformed)?;
                scram.update(fields.0)?;
                let answer = scram.message();
                Ok(Step::Send(message(|out| out.extend_from_slice(answer))))
            }
            12 => self.scram.as_mut().ok_or_else(malformed)?.finish(fields.0).map(|()| Step::Wait),
            other => Err(io::Error::other(format!(
                "it asks for an authentication (number {other}) that is neither a password, MD5 nor SCRAM"
            ))),
        }
    }

    fn password(&self) -> io::Result<(&str, &str)> {
        let known = self.credentials.and_then(|known| Some((known.user.as_str(), known.password.as_deref()?)));
        known.ok_or_else(|| io::Error::other("it asks for a password, and none was given"))
    }
}

fn message(body: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    frame::write(&mut out, b'p', body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(password: Option<&str>) -> Route {
        let credentials = Credentials { user: "ci".to_owned(), password: password.map(str::to_owned) };
        Route {
            address: Address::Tcp("db".to_owned(), 5432),
            foreign: Some(Foreign { credentials, is_superuser: true, session: Vec::new(), settings: Vec::new() }),
        }
    }

    #[test]
    fn answers_what_servers_ask_for() {
        let route = route(Some("secret"));
        let mut login = route.login();
        assert_eq!(login.answer(&[0, 0, 0, 0]).unwrap(), Step::In);
        assert_eq!(login.answer(&[0, 0, 0, 3]).unwrap(), Step::Send(b"p\0\0\0\x0bsecret\0".to_vec()));
        let Step::Send(md5) = login.answer(&[0, 0, 0, 5, 1, 2, 3, 4]).unwrap() else { panic!("it sends a hash") };
        assert!(md5[5..].starts_with(b"md5") && md5.len() == 5 + 35 + 1, "{md5:?}");
        let Step::Send(scram) = login.answer(b"\0\0\0\x0aSCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0").unwrap() else {
            panic!("it sends a nonce")
        };
        assert!(scram[5..].starts_with(b"SCRAM-SHA-256\0"), "{scram:?}");
    }

    #[test]
    fn says_what_it_cannot_answer() {
        let said = |password, body: &[u8]| route(password).login().answer(body).unwrap_err().to_string();
        assert_eq!(said(None, &[0, 0, 0, 3]), "it asks for a password, and none was given");
        assert!(said(Some("x"), &[0, 0, 0, 7]).contains("number 7"));
        assert!(said(Some("x"), b"\0\0\0\x0aOTHER\0\0").contains("SASL"));
        assert!(said(Some("x"), &[0]).contains("cannot be read"));
    }

    #[test]
    fn no_password_is_shown() {
        assert!(!format!("{:?}", route(Some("secret"))).contains("secret"));
    }
}

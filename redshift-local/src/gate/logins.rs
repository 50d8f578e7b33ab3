//! Who may log in to a database, and the exchange of a password.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

use postgres_protocol::authentication::md5_hash;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};

use super::frame::{self, Fields, Incoming};
use super::session::End;

/// What stands before the name of a database user in the name that AWS's API makes for a temporary password.
const TEMPORARY: [&str; 2] = ["IAM:", "IAMA:"];

/// The logins of a server, by database. A database without any lets everybody in.
#[derive(Debug, Default)]
pub(crate) struct Logins {
    databases: Mutex<HashMap<String, Vec<Login>>>,
}

/// A user and one of the passwords that are valid.
#[derive(Clone)]
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) password: String,
}

impl Logins {
    /// Replaces the logins of a database.
    pub(crate) fn set(&self, database: &str, logins: Vec<Login>) {
        if logins.is_empty() {
            self.lock().remove(database);
        } else {
            self.lock().insert(database.to_owned(), logins);
        }
    }

    /// Asks a client for its password, where the database has logins, and gives the name of the database user.
    pub(super) async fn admit(
        &self,
        client: &mut (impl AsyncRead + AsyncWrite + Unpin),
        incoming: &mut Incoming,
        database: &str,
        user: &str,
    ) -> Result<String, End> {
        let Some(logins) = self.lock().get(database).cloned() else { return Ok(user.to_owned()) };
        let temporary = TEMPORARY.iter().find_map(|prefix| user.strip_prefix(prefix));
        let question = if temporary.is_some() { Question::Clear } else { Question::Md5(salt()) };
        client.write_all(&question.message()).await?;
        client.flush().await?;
        let answer = password(client, incoming).await?;
        let is_right = |login: &Login| login.user == user && question.expects(login) == answer;
        if !logins.iter().any(is_right) {
            return Err(End::Fatal("28000", format!("password authentication failed for user \"{user}\"")));
        }
        Ok(temporary.unwrap_or(user).to_owned())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Vec<Login>>> {
        self.databases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

/// How a password is asked for. A stored one is an MD5 hash with the user's name; a temporary one is asked for as it is.
#[derive(Debug, Clone, Copy)]
enum Question {
    Clear,
    Md5([u8; 4]),
}

impl Question {
    fn message(self) -> Vec<u8> {
        let mut out = Vec::new();
        frame::write(&mut out, b'R', |out| match self {
            Question::Clear => out.extend(3_u32.to_be_bytes()),
            Question::Md5(salt) => {
                out.extend(5_u32.to_be_bytes());
                out.extend(salt);
            }
        });
        out
    }

    /// The answer of who knows the password.
    fn expects(self, login: &Login) -> Vec<u8> {
        match self {
            Question::Clear => login.password.clone().into_bytes(),
            Question::Md5(salt) => md5_hash(login.user.as_bytes(), login.password.as_bytes(), salt).into_bytes(),
        }
    }
}

fn salt() -> [u8; 4] {
    let [a, b, c, d, ..] = RandomState::new().hash_one(()).to_be_bytes();
    [a, b, c, d]
}

/// The client's answer.
async fn password(client: &mut (impl AsyncRead + Unpin), incoming: &mut Incoming) -> Result<Vec<u8>, End> {
    loop {
        if let Some(message) = incoming.next()? {
            let password = (message.kind == b'p').then(|| Fields(message.body).text()).flatten();
            let Some(password) = password else {
                return Err(End::Fatal("08P01", "expected password response".to_owned()));
            };
            return Ok(password.to_owned());
        }
        if !incoming.fill(client).await? {
            return Err(End::Closed);
        }
    }
}

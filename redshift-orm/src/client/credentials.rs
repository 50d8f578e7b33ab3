//! Who logs in, where that changes while the program runs.
//!
//! The user and the password of a URL stay as they are. [`Builder::credentials`](super::Builder::credentials) takes a provider instead, which
//! every new connection asks:
//!
//! | provider | |
//! |---|---|
//! | [`PasswordFile`] | the password from a file, in the form of PostgreSQL's `~/.pgpass` |
//! | [`PasswordVariable`] | the password from an environment variable |
//! | [`Credentials`] | always the same |
//! | `Iam`, with the feature `iam` | a temporary password from AWS, for a cluster or a serverless workgroup |
//!
//! Every type that implements [`CredentialProvider`] does as well, such as one that asks a store of secrets.
//!
//! # When a provider is asked
//!
//! Credentials that say when they expire are kept until 80 % of their life are over, or until the time that they name. Others are asked for
//! with each connection. There is one request at a time; whoever asks meanwhile shares its answer.
//!
//! - Where a request fails and what was kept has not expired yet, that goes on being used, and an event of `tracing` at the level `warn` says why.
//! - Where the server refuses a login (SQLSTATE 28000 or 28P01), the provider is asked once more, and the login repeated if it gives anything
//!   else. A wrong password that stays the same is sent once: Redshift locks a user who fails five times.
//! - Sessions outlive their passwords, which are looked at when a session begins.
//!
//! No password is in a `Debug`, in an error, or in what is told to `tracing`.

#[cfg(feature = "iam")]
pub mod iam;
mod keeper;
mod password_file;
mod password_variable;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

pub(super) use keeper::Keeper;
pub use password_file::PasswordFile;
pub use password_variable::PasswordVariable;

use crate::error::{Error, Result};

/// What gives the user and the password for a new connection; see [the module](self) for when it is asked.
///
/// The implementations of this crate are as good as any: implement it for whatever knows the password.
///
/// # Examples
///
/// ```no_run
/// use redshift_orm::client::credentials::{CredentialProvider, Credentials, Login};
/// use redshift_orm::prelude::*;
///
/// struct Vault;
/// # impl Vault {
/// #     async fn lease(&self, role: &str) -> std::io::Result<(String, String, std::time::SystemTime)> { Err(std::io::ErrorKind::NotFound.into()) }
/// # }
///
/// impl CredentialProvider for Vault {
///     async fn credentials(&self, login: &Login) -> Result<Credentials> {
///         let (user, password, until) = self.lease(&login.database).await.map_err(Error::other)?;
///         Ok(Credentials::new(user, password).expires_at(until))
///     }
/// }
///
/// # async fn example() -> Result<()> {
/// let db = Database::builder().url("redshift://host/dev").credentials(Vault).connect().await?;
/// # Ok(())
/// # }
/// ```
pub trait CredentialProvider: Send + Sync {
    /// The credentials for a login that is about to be made. Write it as `async fn`.
    ///
    /// # Errors
    /// Whatever is in the way; [`Error::other`](crate::Error::other) wraps it. The connection is not made, and its error
    /// [is about credentials](crate::Error::is_credentials).
    fn credentials(&self, login: &Login) -> impl Future<Output = Result<Credentials>> + Send;
}

/// What somebody logs in to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Login {
    /// The host, as the URL names it.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The database.
    pub database: String,
    /// The user of the URL or of [`Builder::user`](super::Builder::user), if they name one.
    pub user: Option<String>,
}

impl Login {
    /// A login without a user, for trying a provider out.
    #[must_use]
    pub fn new(host: impl Into<String>, port: u16, database: impl Into<String>) -> Self {
        Login { host: host.into(), port, database: database.into(), user: None }
    }

    /// The user, for a provider that has none of its own.
    fn named_user(&self, why: impl FnOnce() -> String) -> Result<&str> {
        let missing = || Error::configuration(format!("{}: name the user in the URL or with `.user(..)`", why()));
        self.user.as_deref().ok_or_else(missing)
    }
}

/// A user and a password, and how long they are valid.
///
/// They are a [provider](CredentialProvider) too, of themselves.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    user: String,
    password: String,
    expires_at: Option<SystemTime>,
    refresh_at: Option<SystemTime>,
}

impl Credentials {
    /// Credentials that do not say how long they are valid, and so are asked for with each connection.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Credentials { user: user.into(), password: password.into(), expires_at: None, refresh_at: None }
    }

    /// Says when they expire. They are kept for 80 % of the time until then.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// Says when there are others, which is before they expire: they are kept until then.
    #[must_use]
    pub fn refresh_at(mut self, time: SystemTime) -> Self {
        self.refresh_at = Some(time);
        self
    }

    /// The user.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The password.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.password
    }

    /// When they expire, if they say so.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires_at
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.user)
            .field("expires_at", &self.expires_at)
            .field("refresh_at", &self.refresh_at)
            .finish_non_exhaustive()
    }
}

impl CredentialProvider for Credentials {
    async fn credentials(&self, _: &Login) -> Result<Credentials> {
        Ok(self.clone())
    }
}

impl<P: CredentialProvider> CredentialProvider for Arc<P> {
    async fn credentials(&self, login: &Login) -> Result<Credentials> {
        P::credentials(self, login).await
    }
}

/// A provider of whatever type.
#[derive(Clone)]
pub(super) struct Provider(Arc<dyn Ask>);

type Answering<'a> = Pin<Box<dyn Future<Output = Result<Credentials>> + Send + 'a>>;

/// [`CredentialProvider`] with a boxed future, which makes it a type of its own.
trait Ask: Send + Sync {
    fn ask<'a>(&'a self, login: &'a Login) -> Answering<'a>;
}

impl<P: CredentialProvider> Ask for P {
    fn ask<'a>(&'a self, login: &'a Login) -> Answering<'a> {
        Box::pin(self.credentials(login))
    }
}

impl Provider {
    pub(super) fn new(provider: impl CredentialProvider + 'static) -> Self {
        Provider(Arc::new(provider))
    }

    async fn ask(&self, login: &Login) -> Result<Credentials> {
        self.0.ask(login).await
    }
}

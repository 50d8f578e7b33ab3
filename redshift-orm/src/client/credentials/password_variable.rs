//! A password from the environment.

use std::env::{self, VarError};

use super::{CredentialProvider, Credentials, Login};
use crate::error::{Error, Result};

/// Takes the password from an environment variable, and the user from the URL or the builder.
///
/// # Examples
///
/// ```no_run
/// use redshift_orm::client::credentials::PasswordVariable;
/// # use redshift_orm::prelude::*;
///
/// # async fn example() -> Result<()> {
/// let password = PasswordVariable::new("REPORTS_PASSWORD");
/// let db = Database::builder().url("redshift://report@host/dev").credentials(password).connect().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct PasswordVariable {
    name: String,
}

impl PasswordVariable {
    /// The variable of this name.
    pub fn new(name: impl Into<String>) -> Self {
        PasswordVariable { name: name.into() }
    }
}

impl CredentialProvider for PasswordVariable {
    async fn credentials(&self, login: &Login) -> Result<Credentials> {
        let name = &self.name;
        let user = login.named_user(|| format!("the environment variable {name} has a password alone"))?;
        match env::var(name) {
            Ok(password) if password.is_empty() => {
                Err(Error::configuration(format!("the environment variable {name} is empty; it is to be a password")))
            }
            Ok(password) => Ok(Credentials::new(user, password)),
            Err(VarError::NotPresent) => {
                Err(Error::configuration(format!("the environment variable {name} is not set; it is to be a password")))
            }
            Err(VarError::NotUnicode(_)) => {
                Err(Error::configuration(format!("the environment variable {name} is not UTF-8")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(name: &str, user: Option<&str>) -> Result<Credentials> {
        let mut login = Login::new("host", 5439, "dev");
        login.user = user.map(str::to_owned);
        PasswordVariable::new(name).credentials(&login).await
    }

    #[tokio::test]
    async fn the_password_is_the_variable() {
        // Cargo sets it.
        let credentials = ask("CARGO_PKG_NAME", Some("report")).await.unwrap();
        assert_eq!((credentials.user(), credentials.password()), ("report", "redshift-orm"));
        let error = ask("NO_SUCH_VARIABLE", Some("report")).await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("NO_SUCH_VARIABLE is not set"), "{error}");
        let error = ask("CARGO_PKG_NAME", None).await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("`.user(..)`"), "{error}");
        // Cargo sets it, to nothing.
        let error = ask("CARGO_PKG_VERSION_PRE", Some("report")).await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("CARGO_PKG_VERSION_PRE is empty"), "{error}");
    }
}

//! The database that the environment names.

use std::env;

use super::database::{Builder, Database};
use crate::error::{Error, Result};

/// What the environment says.
struct Environment {
    url: Option<String>,
    /// What REDSHIFT_ENV says where it says anything but development or test.
    production: Option<String>,
}

impl Database {
    /// Connects to the database that the environment names.
    ///
    /// - `REDSHIFT_URL` is the URL, as [`connect`](Database::connect) takes it.
    /// - Without it the local stand-in is started and used, where the crate's feature `local` is on: one for the process, its data
    ///   gone when the process ends.
    /// - `REDSHIFT_ENV=production` makes it an error to have no URL, or one that does without TLS. So does every other value but
    ///   `development` and `test`, so that a misspelt one does no harm.
    ///
    /// # Errors
    /// When the environment names no database and there is no stand-in to use, and as [`connect`](Database::connect).
    pub async fn from_env() -> Result<Database> {
        let builder = Environment::read()?.into_builder().await?;
        builder.connect().await
    }
}

impl Environment {
    fn read() -> Result<Self> {
        let variable = |name| match env::var(name) {
            Ok(value) => Ok(Some(value).filter(|value: &String| !value.is_empty())),
            Err(env::VarError::NotPresent) => Ok(None),
            Err(env::VarError::NotUnicode(_)) => Err(Error::configuration(format!("{name} is not UTF-8"))),
        };
        Ok(Environment {
            url: variable("REDSHIFT_URL")?,
            production: variable("REDSHIFT_ENV")?.filter(|value| !["development", "test"].contains(&value.as_str())),
        })
    }

    async fn into_builder(self) -> Result<Builder> {
        match (self.url, self.production) {
            (Some(url), production) => {
                let builder = Database::builder().url(url);
                match production {
                    Some(value) if !builder.needs_tls()? => Err(Error::configuration(format!(
                        "REDSHIFT_URL does without TLS (sslmode=disable or prefer), which REDSHIFT_ENV={value} does not \
                         allow; only development and test do"
                    ))),
                    _ => Ok(builder),
                }
            }
            (None, Some(value)) => Err(Error::configuration(format!(
                "REDSHIFT_URL is not set, and with REDSHIFT_ENV={value} no other database is used; only development and \
                 test use the local stand-in"
            ))),
            (None, None) => local().await,
        }
    }
}

#[cfg(feature = "local")]
async fn local() -> Result<Builder> {
    let failed = |cause: redshift_local::Error| {
        Error::configuration(format!("REDSHIFT_URL is not set, and the local stand-in did not start: {cause}"))
    };
    let server = redshift_local::Server::shared().await.map_err(failed)?;
    Ok(Database::builder().url(server.url()))
}

#[cfg(not(feature = "local"))]
#[expect(clippy::unused_async, reason = "with the feature it waits for the server")]
async fn local() -> Result<Builder> {
    Err(Error::configuration(
        "REDSHIFT_URL is not set: set it to redshift://user:password@host:5439/database, or turn the feature `local` of \
         redshift-orm on to use the local stand-in",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn builder(url: Option<&str>, production: Option<&str>) -> Result<Builder> {
        let environment = Environment { url: url.map(str::to_owned), production: production.map(str::to_owned) };
        environment.into_builder().await
    }

    #[tokio::test]
    async fn production_needs_a_url_with_tls() {
        let with_tls = "redshift://me:hunter2@host/dev";
        let without = "redshift://me:hunter2@host/dev?sslmode=disable";
        assert!(builder(Some(with_tls), Some("production")).await.is_ok());
        assert!(builder(Some(without), None).await.is_ok());
        let perhaps = "redshift://me:hunter2@host/dev?sslmode=prefer";
        let refused = [
            (Some(without), "sslmode=disable"),
            (Some(perhaps), "sslmode=disable or prefer"),
            (None, "REDSHIFT_URL is not set"),
        ];
        for (url, expected) in refused {
            let error = builder(url, Some("production")).await.unwrap_err();
            assert!(error.is_configuration());
            assert!(error.to_string().contains(expected), "{error}");
            assert!(!format!("{error:?}").contains("hunter2"));
        }
    }

    #[cfg(not(feature = "local"))]
    #[tokio::test]
    async fn without_a_url_both_ways_out_are_said() {
        let error = builder(None, None).await.unwrap_err().to_string();
        assert!(error.contains("REDSHIFT_URL") && error.contains("`local`"), "{error}");
    }
}

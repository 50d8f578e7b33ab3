//! The database that the environment names.

use std::env;
use std::path::{Path, PathBuf};

use super::database::{Builder, Database};
use crate::error::{Error, Result};

/// What the environment says.
struct Environment {
    url: Option<String>,
    reader: Option<String>,
    stage: Stage,
}

/// What the program runs for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Development,
    Test,
    /// Production, or whatever else stands in REDSHIFT_ENV, so that a misspelt word does no harm.
    Production(String),
}

impl Database {
    /// Connects to the database that the environment names.
    ///
    /// | variable | |
    /// |---|---|
    /// | `REDSHIFT_URL` | where to connect, as [`connect`](Database::connect) takes it |
    /// | `REDSHIFT_READER_URL` | where [`read`](Database::read) goes, as [`Builder::reader`] takes it; needs `REDSHIFT_URL` |
    /// | `REDSHIFT_ENV` | `development`, `test` or `production`; any other word counts as `production` |
    ///
    /// Without `REDSHIFT_URL` the local stand-in is started and used, where the crate's feature `local` is on:
    ///
    /// - In development it keeps its data, in the folder `redshift-local` of the `target` folder that the program was built into. Several
    ///   programs at once use the same data. To begin anew, remove the folder; `cargo clean` does too.
    /// - In tests the data are the process's own, and gone when it ends.
    /// - In production it is an error to have no URL, or a URL, a reader's too, that does without TLS.
    ///
    /// Without `REDSHIFT_ENV`, what Cargo has built to be run is in development. What it has built to be tested or measured, and a
    /// program that is in no `target` folder, is a test. Where PostgreSQL cannot reach the folder, because the program runs as root,
    /// nothing is kept.
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
        let stage = match variable("REDSHIFT_ENV")? {
            None if is_run_by_cargo() => Stage::Development,
            None => Stage::Test,
            Some(word) => match word.as_str() {
                "development" => Stage::Development,
                "test" => Stage::Test,
                _ => Stage::Production(word),
            },
        };
        Ok(Environment { url: variable("REDSHIFT_URL")?, reader: variable("REDSHIFT_READER_URL")?, stage })
    }

    async fn into_builder(self) -> Result<Builder> {
        let Some(url) = self.url else {
            return match (self.reader, self.stage) {
                (Some(_), _) => Err(Error::configuration(
                    "REDSHIFT_READER_URL is set and REDSHIFT_URL is not; set both, for what is written goes to the second",
                )),
                (None, Stage::Production(word)) => Err(Error::configuration(format!(
                    "REDSHIFT_URL is not set, and with REDSHIFT_ENV={word} no other database is used; only development and \
                     test use the local stand-in"
                ))),
                (None, stage) => local(stage == Stage::Development).await,
            };
        };
        if let Stage::Production(word) = &self.stage {
            need_tls("REDSHIFT_URL", &url, word)?;
            if let Some(reader) = &self.reader {
                need_tls("REDSHIFT_READER_URL", reader, word)?;
            }
        }
        Ok(self.reader.into_iter().fold(Database::builder().url(url), Builder::reader))
    }
}

/// Refuses a URL that does without TLS.
fn need_tls(variable: &str, url: &str, word: &str) -> Result<()> {
    if Database::builder().url(url).needs_tls()? {
        return Ok(());
    }
    Err(Error::configuration(format!(
        "{variable} does without TLS (sslmode=disable or prefer), which REDSHIFT_ENV={word} does not allow; only development \
         and test do"
    )))
}

/// The program's file.
fn program() -> Option<PathBuf> {
    env::current_exe().ok()
}

/// What Cargo leaves in a `target` folder: the mark of a cache, where it has made the folder itself, and what it knows of the compiler.
const OF_CARGO: [&str; 2] = ["CACHEDIR.TAG", ".rustc_info.json"];

/// The `target` folder that a program was built into.
fn target_of(program: &Path) -> Option<&Path> {
    program.ancestors().skip(1).find(|folder| OF_CARGO.iter().any(|file| folder.join(file).is_file()))
}

/// Whether Cargo has built the program to be run. Tests and benchmarks are in `target/debug/deps` and its like, and those of
/// documentation elsewhere.
fn is_run_by_cargo() -> bool {
    let is_meant_to_run = |program: PathBuf| {
        target_of(&program).is_some() && program.parent().is_some_and(|folder| !folder.ends_with("deps"))
    };
    program().is_some_and(is_meant_to_run)
}

#[cfg(feature = "local")]
async fn local(kept: bool) -> Result<Builder> {
    use redshift_local::Server;
    use tokio::sync::OnceCell;

    static DEVELOPMENT: OnceCell<Server> = OnceCell::const_new();

    let failed = |cause: redshift_local::Error| {
        Error::configuration(format!("REDSHIFT_URL is not set, and the local stand-in did not start: {cause}"))
    };
    if kept {
        let program = program().unwrap_or_default();
        let Some(target) = target_of(&program) else {
            return Err(Error::configuration(
                "REDSHIFT_URL is not set, and the program is in no `target` folder of Cargo's, where the local stand-in keeps its data in \
                 development; set REDSHIFT_URL, or with REDSHIFT_ENV=test let the data go with the program",
            ));
        };
        let start = || Server::builder().data(target.join("redshift-local")).start();
        match DEVELOPMENT.get_or_try_init(start).await {
            Ok(server) => return Ok(Database::builder().url(server.url())),
            Err(error) if error.is_data_closed() => {
                tracing::warn!(%error, "the local stand-in keeps no data");
            }
            Err(error) => return Err(failed(error)),
        }
    }
    let server = Server::shared().await.map_err(failed)?;
    Ok(Database::builder().url(server.url()))
}

#[cfg(not(feature = "local"))]
#[expect(clippy::unused_async, reason = "with the feature it waits for the server")]
async fn local(_kept: bool) -> Result<Builder> {
    Err(Error::configuration(
        "REDSHIFT_URL is not set: set it to redshift://user:password@host:5439/database, or turn the feature `local` of \
         redshift-orm on to use the local stand-in",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn builder(url: Option<&str>, stage: Stage) -> Result<Builder> {
        with_reader(url, None, stage).await
    }

    async fn with_reader(url: Option<&str>, reader: Option<&str>, stage: Stage) -> Result<Builder> {
        let owned = |url: Option<&str>| url.map(str::to_owned);
        Environment { url: owned(url), reader: owned(reader), stage }.into_builder().await
    }

    #[tokio::test]
    async fn a_reader_is_held_to_the_same() {
        let production = || Stage::Production("production".to_owned());
        let with_tls = Some("redshift://me:hunter2@host/dev");
        let without = Some("redshift://me:hunter2@host/dev?sslmode=disable");
        assert!(with_reader(with_tls, with_tls, production()).await.is_ok());
        assert!(with_reader(without, without, Stage::Development).await.is_ok());
        let refused = [
            (with_tls, without, production(), "REDSHIFT_READER_URL does without TLS"),
            (without, with_tls, production(), "REDSHIFT_URL does without TLS"),
            (None, with_tls, Stage::Development, "REDSHIFT_URL is not"),
        ];
        for (url, reader, stage, expected) in refused {
            let error = with_reader(url, reader, stage).await.unwrap_err();
            assert!(error.is_configuration() && error.to_string().contains(expected), "{error}");
            assert!(!format!("{error:?}").contains("hunter2"));
        }
    }

    #[tokio::test]
    async fn production_needs_a_url_with_tls() {
        let production = || Stage::Production("production".to_owned());
        let with_tls = "redshift://me:hunter2@host/dev";
        let without = "redshift://me:hunter2@host/dev?sslmode=disable";
        assert!(builder(Some(with_tls), production()).await.is_ok());
        assert!(builder(Some(without), Stage::Development).await.is_ok());
        let perhaps = "redshift://me:hunter2@host/dev?sslmode=prefer";
        let refused = [
            (Some(without), "sslmode=disable"),
            (Some(perhaps), "sslmode=disable or prefer"),
            (None, "REDSHIFT_URL is not set"),
        ];
        for (url, expected) in refused {
            let error = builder(url, production()).await.unwrap_err();
            assert!(error.is_configuration());
            assert!(error.to_string().contains(expected), "{error}");
            assert!(!format!("{error:?}").contains("hunter2"));
        }
    }

    #[cfg(not(feature = "local"))]
    #[tokio::test]
    async fn without_a_url_both_ways_out_are_said() {
        let error = builder(None, Stage::Test).await.unwrap_err().to_string();
        assert!(error.contains("REDSHIFT_URL") && error.contains("`local`"), "{error}");
    }

    #[test]
    fn the_target_folder_is_that_of_cargo() {
        let program = program().unwrap();
        assert!(
            target_of(&program).is_some_and(|target| target.join("debug").is_dir() || target.join("release").is_dir())
        );
        assert_eq!(target_of(Path::new("/")), None);
        // This is a test.
        assert!(!is_run_by_cargo());
    }
}

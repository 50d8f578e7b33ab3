//! Finding an installed PostgreSQL.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};

/// Names the folder of `initdb` and `postgres` when it is not in a usual place.
const VARIABLE: &str = "REDSHIFT_LOCAL_POSTGRES_BIN";
/// The first PostgreSQL with `MERGE`.
const OLDEST: u32 = 15;

/// A PostgreSQL that can be started.
#[derive(Debug, Clone)]
pub(super) struct Installation {
    bin: PathBuf,
    /// What `postgres --version` prints.
    pub(super) version: String,
}

impl Installation {
    /// The one named by the environment, else the first recent enough one in the usual places.
    pub(super) fn find() -> Result<Self> {
        if let Some(bin) = env::var_os(VARIABLE) {
            let bin = PathBuf::from(bin);
            let Some((installation, major)) = Self::look(&bin) else {
                return Err(Error::postgres_missing(format!(
                    "{VARIABLE} is {}, where there is no working `initdb` and `postgres`",
                    bin.display()
                )));
            };
            return if major >= OLDEST { Ok(installation) } else { Err(too_old(&installation)) };
        }
        let mut old = None;
        for bin in usual_places() {
            match Self::look(&bin) {
                Some((installation, major)) if major >= OLDEST => return Ok(installation),
                Some((installation, _)) => {
                    old.get_or_insert(installation);
                }
                None => {}
            }
        }
        Err(match old {
            Some(installation) => too_old(&installation),
            None => Error::postgres_missing(format!(
                "redshift-local runs on PostgreSQL {OLDEST} or newer, and none was found: install it with `apt install postgresql` \
                 on Debian or `brew install postgresql@17` on macOS, or set {VARIABLE} to the folder of `initdb` and `postgres`"
            )),
        })
    }

    /// The path of one of its programs.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    fn look(bin: &Path) -> Option<(Self, u32)> {
        if !bin.join("initdb").is_file() {
            return None;
        }
        let output = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
        let version = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        let major = major(&version)?;
        Some((Self { bin: bin.to_owned(), version }, major))
    }
}

fn too_old(installation: &Installation) -> Error {
    Error::postgres_missing(format!(
        "redshift-local needs PostgreSQL {OLDEST} or newer (for MERGE), and {} has {}",
        installation.bin.display(),
        installation.version
    ))
}

/// `postgres (PostgreSQL) 15.18 (Debian ..)` is 15.
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    let digits = number.split(|end: char| !end.is_ascii_digit()).next()?;
    digits.parse().ok()
}

fn usual_places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    places.extend(newest_first("/usr/lib/postgresql", "", "bin"));
    for prefix in ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"] {
        places.extend(newest_first(prefix, "postgresql@", "bin"));
    }
    places.extend(newest_first("/usr", "pgsql-", "bin"));
    places.extend(newest_first("/Applications/Postgres.app/Contents/Versions", "", "bin"));
    places.push("/usr/local/pgsql/bin".into());
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output()
        && let Ok(bin) = String::from_utf8(output.stdout)
    {
        places.push(bin.trim().into());
    }
    places
}

/// The folders `parent/<prefix><version>/child`, the highest version first.
fn newest_first(parent: &str, prefix: &str, child: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(std::result::Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name();
            let version = OsStr::to_str(&name)?.strip_prefix(prefix)?.split('.').next()?.parse().ok()?;
            Some((version, entry.path().join(child)))
        })
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, path)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_the_major_version() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 17devel"), Some(17));
        assert_eq!(major("postgres"), None);
    }
}

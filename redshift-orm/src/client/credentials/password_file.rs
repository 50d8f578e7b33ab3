//! A password from a file in the form of PostgreSQL's `~/.pgpass`.

use std::fmt::Display;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{CredentialProvider, Credentials, Login};
use crate::error::{Error, Result};

/// Takes the password from a file in the form of PostgreSQL's `~/.pgpass`, and the user from the URL or the builder.
///
/// The file is read for each new connection, so a password that is changed in it is used from then on. Each of its lines is
///
/// ```text
/// host:port:database:user:password
/// ```
///
/// where each of the first four may be `*`, for whatever. The first line that fits counts. A `:` or a `\` inside of a part is written `\:`
/// or `\\`. Lines that begin with `#` are comments.
///
/// As for libpq, the file must be one that nobody but its owner may read or write (`chmod 600`).
///
/// # Examples
///
/// ```
/// use redshift_orm::client::credentials::{CredentialProvider, Login, PasswordFile};
/// # use redshift_orm::prelude::*;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<()> {
/// # let path = std::env::temp_dir().join(format!("password_file_example_{}", std::process::id()));
/// std::fs::write(&path, "*:5439:dev:report:it is a secret\n").unwrap();
/// # #[cfg(unix)]
/// std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
///
/// let file = PasswordFile::new(&path);
/// let mut login = Login::new("examplecluster.abc123xyz789.us-west-2.redshift.amazonaws.com", 5439, "dev");
/// login.user = Some("report".into());
/// assert_eq!(file.credentials(&login).await?.password(), "it is a secret");
/// # std::fs::remove_file(&path).unwrap();
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct PasswordFile {
    path: PathBuf,
}

impl PasswordFile {
    /// The file at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        PasswordFile { path: path.into() }
    }
}

impl CredentialProvider for PasswordFile {
    async fn credentials(&self, login: &Login) -> Result<Credentials> {
        let user = login.named_user(|| "a password file is looked through for a user".into())?.to_owned();
        let path = self.path.clone();
        // It may be on another machine.
        let reading = tokio::task::spawn_blocking(move || read(&path)).await;
        let text = reading.map_err(|cause| self.unusable(&cause))?.map_err(|why| self.unusable(&why))?;
        let Login { host, port, database, .. } = login;
        match text.lines().find_map(|line| password(line, [host, &port.to_string(), database, &user])) {
            Some(password) => Ok(Credentials::new(user, password)),
            None => Err(self.unusable(&format!(
                "no line of it fits {host}:{port}:{database}:{user}; a line is host:port:database:user:password, with `*` \
                 for whatever"
            ))),
        }
    }
}

impl PasswordFile {
    fn unusable(&self, why: &dyn Display) -> Error {
        Error::configuration(format!("the password file {} cannot be used: {why}", self.path.display()))
    }
}

/// The text of the file, if nobody else can read it.
fn read(path: &Path) -> Result<String, String> {
    let mut file = File::open(path).map_err(|cause| cause.to_string())?;
    let metadata = file.metadata().map_err(|cause| cause.to_string())?;
    if !metadata.is_file() {
        return Err("it is not a file".into());
    }
    if is_open_to_others(&metadata) {
        return Err("others than its owner may read or write it; say `chmod 600`".into());
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(|cause| cause.to_string())?;
    Ok(text)
}

#[cfg(unix)]
fn is_open_to_others(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(metadata) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Metadata) -> bool {
    false
}

/// The password of a line, if the line is for these.
fn password(line: &str, login: [&str; 4]) -> Option<String> {
    let mut rest = Some(line).filter(|line| !line.starts_with('#'))?;
    for expected in login {
        let (part, behind) = part(rest);
        let fits = rest.starts_with("*:") || part == expected;
        rest = behind.filter(|_| fits)?;
    }
    Some(part(rest).0)
}

/// The text up to the next `:`, and what stands behind that.
fn part(text: &str) -> (String, Option<&str>) {
    let mut part = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            ':' => return (part, Some(characters.as_str())),
            '\\' => part.push(characters.next().unwrap_or('\\')),
            character => part.push(character),
        }
    }
    (part, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGIN: [&str; 4] = ["host", "5439", "dev", "me"];

    #[test]
    fn the_parts_of_a_line_are_those_of_libpq() {
        let cases = [
            ("host:5439:dev:me:hunter2", Some("hunter2")),
            ("*:*:*:*:hunter2", Some("hunter2")),
            ("host:5439:*:me:a\\:b\\\\c\\d", Some("a:b\\cd")),
            ("host:5439:dev:me:hunter2:more", Some("hunter2")),
            ("host:5439:dev:me: spaces stay ", Some(" spaces stay ")),
            ("host:5439:dev:me:end\\", Some("end\\")),
            ("host:5439:dev:m\\e:hunter2", Some("hunter2")),
            ("host:5439:dev:me:", Some("")),
            ("host:5439:dev:me", None),
            ("host:5439:dev:\\*:hunter2", None),
            ("host*:5439:dev:me:hunter2", None),
            ("other:5439:dev:me:hunter2", None),
            ("host:5432:dev:me:hunter2", None),
            ("#host:5439:dev:me:hunter2", None),
            (" host:5439:dev:me:hunter2", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(password(line, LOGIN).as_deref(), expected, "{line}");
        }
        assert_eq!(password("\\:\\:1:5439:d\\\\:IAM\\:me:x", ["::1", "5439", "d\\", "IAM:me"]).as_deref(), Some("x"));
        assert_eq!(password("\\*:5439:dev:me:x", ["*", "5439", "dev", "me"]).as_deref(), Some("x"));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_file_is_read_anew_and_must_be_private() {
        use std::os::unix::fs::PermissionsExt;

        let path = std::env::temp_dir().join(format!("redshift_orm_passwords_{}", std::process::id()));
        let file = PasswordFile::new(&path);
        let mut login = Login::new("host", 5439, "dev");
        let write = |mode, text: &str| {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        };
        let refused = async |login: &Login| {
            let error = file.credentials(login).await.unwrap_err();
            assert!(error.is_configuration());
            let text = format!("{error} {error:?}");
            assert!(!text.contains("hunter2"), "{text}");
            text
        };
        assert!(refused(&login).await.contains("`.user(..)`"));
        login.user = Some("me".into());
        assert!(refused(&login).await.contains("No such file"));
        write(0o600, "# mine\r\n\r\nother:*:*:*:hunter1\r\nhost:*:*:*:hunter2\r\n*:*:*:*:hunter3");
        assert_eq!(file.credentials(&login).await.unwrap(), Credentials::new("me", "hunter2"));
        write(0o400, "host:5439:dev:me:hunter4");
        assert_eq!(file.credentials(&login).await.unwrap().password(), "hunter4");
        write(0o600, "host:5439:prod:me:hunter2\n");
        assert!(refused(&login).await.contains("no line of it fits host:5439:dev:me"));
        for mode in [0o640, 0o604, 0o620] {
            write(mode, "*:*:*:*:hunter2");
            assert!(refused(&login).await.contains("chmod 600"));
        }
        std::fs::write(&path, b"*:*:*:*:hunter2\xff").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
        assert!(refused(&login).await.contains("UTF-8"));
        std::fs::remove_file(&path).unwrap();
        let error = PasswordFile::new(std::env::temp_dir()).credentials(&login).await.unwrap_err();
        assert!(error.to_string().contains("not a file"), "{error}");
    }
}

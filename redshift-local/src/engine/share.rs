//! Kept data, and the processes that use them at once: the first starts the PostgreSQL, each has a gate of its own, and the last one
//! ends it.
//!
//! What keeps the PostgreSQL alive is a named pipe in its private folder, which every owner holds open for writing. The supervisor
//! reads it until nobody does, however they ended. A name that is written there gets a file, so that an owner knows that it was heard,
//! and whether there are others.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::route::Route;
use super::{Admin, EngineOptions, FIRST_DATABASE, PATIENCE, SOCKET_NAME};
use crate::error::{Error, Result};

/// The named pipe.
const PIPE: &str = "owners";
/// What the files of the owners begin with; the supervisor makes them.
const OWNER: &str = "owner-";
/// How long a wait is before it looks again.
const MOMENT: Duration = Duration::from_millis(5);

/// One of those who use a PostgreSQL.
#[derive(Debug)]
pub(super) struct Owner {
    folder: PathBuf,
    file: PathBuf,
    /// Held so that the supervisor does not see its end.
    pipe: Option<File>,
}

/// Makes the pipe of a PostgreSQL that is to be started: what the supervisor reads, and what keeps it reading.
pub(super) fn make_pipe(folder: &Path) -> Result<(File, File)> {
    let path = folder.join(PIPE);
    let made = Command::new("mkfifo").arg("-m").arg("600").arg(&path).status();
    if !made.as_ref().is_ok_and(std::process::ExitStatus::success) {
        let error = made.err().unwrap_or_else(|| io::Error::other("mkfifo failed"));
        return Err(Error::io(format!("the pipe {} cannot be made", path.display()), error));
    }
    // Open for both at first: either alone would wait for the other.
    open_pipe(&path)
        .and_then(|pipe| Ok((File::open(&path)?, pipe)))
        .map_err(|error| Error::io(format!("the pipe {} cannot be opened", path.display()), error))
}

fn open_pipe(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).open(path)
}

/// Waits until nobody else starts a PostgreSQL on the data; until the file is closed nobody does.
pub(super) fn lock(data: &Path) -> Result<File> {
    let folder = File::open(data).map_err(|error| Error::io(format!("{} cannot be opened", data.display()), error))?;
    if let Err(error) = folder.lock() {
        tracing::debug!(%error, "the file system has no locks: nobody else should start on these data now");
    }
    Ok(folder)
}

/// Joins those who use the PostgreSQL that runs on the data; `None` when none does.
pub(super) fn join(data: &Path, options: &EngineOptions) -> Result<Option<(Owner, Admin)>> {
    let Some(folder) = folder_of(data) else { return Ok(None) };
    let pipe = match open_pipe(&folder.join(PIPE)) {
        Ok(pipe) => pipe,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io("the data are in use by a server that cannot be joined", error)),
    };
    let Some(owner) = Owner::sign(folder, pipe)? else { return Ok(None) };
    // The supervisor may have outlived its PostgreSQL.
    let Ok(mut admin) = Admin::connect(&Route::own(owner.socket()), FIRST_DATABASE) else { return Ok(None) };
    for (name, value) in &options.settings {
        let rows = admin.run(&format!("SELECT pg_catalog.current_setting('{name}')"))?;
        if rows.into_iter().flatten().next().flatten().as_deref() != Some(value) {
            return Err(Error::start(format!(
                "the data are in use by another server, whose {name} is not {value}; end it first, or use another folder"
            )));
        }
    }
    Ok(Some((owner, admin)))
}

/// The private folder of the PostgreSQL that runs on the data, or ran when everything ended at once.
fn folder_of(data: &Path) -> Option<PathBuf> {
    let said = fs::read_to_string(data.join("postmaster.pid")).ok()?;
    let folder = PathBuf::from(said.lines().nth(4)?);
    folder.is_dir().then_some(folder)
}

impl Owner {
    /// Writes a name into the pipe and waits until it was heard; `None` when the PostgreSQL ends, and then it has ended.
    pub(super) fn sign(folder: PathBuf, mut pipe: File) -> Result<Option<Self>> {
        let name = format!("{:016x}", RandomState::new().hash_one(std::process::id()));
        pipe.write_all(format!("{name}\n").as_bytes())
            .map_err(|error| Error::io("the server on the data cannot be joined", error))?;
        let file = folder.join(format!("{OWNER}{name}"));
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            if file.exists() {
                return Ok(Some(Self { folder, file, pipe: Some(pipe) }));
            }
            if !folder.exists() || is_deserted(&folder) {
                return Ok(None);
            }
            thread::sleep(MOMENT);
        }
        Err(Error::start(
            "the data are in use by another server, which does not answer; end it first, or use another folder",
        ))
    }

    /// Where the PostgreSQL listens.
    pub(super) fn socket(&self) -> PathBuf {
        self.folder.join(SOCKET_NAME)
    }

    /// The private folder of the PostgreSQL.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Leaves; the last one waits until the PostgreSQL has ended.
    fn leave(&mut self) {
        drop(fs::remove_file(&self.file));
        drop(self.pipe.take());
        let begin = Instant::now();
        while self.folder.exists() && !self.has_others() && begin.elapsed() < PATIENCE {
            thread::sleep(MOMENT);
        }
    }

    fn has_others(&self) -> bool {
        let Ok(entries) = fs::read_dir(&self.folder) else { return false };
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(OWNER))
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Whether a folder was left behind by a PostgreSQL and a supervisor that were killed.
fn is_deserted(folder: &Path) -> bool {
    let socket = folder.join(SOCKET_NAME);
    socket.exists() && UnixStream::connect(socket).is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

//! Prepared data, kept from one start to the next: copying them is quicker than making them anew.
//!
//! An entry is written beside its place and moved there in one step, so that it is whole or absent, whoever else starts at that
//! moment. Everything here is for speed alone: what fails is done without.

use std::env;
use std::fs;
use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Account;

/// Names the folder of the cache; empty, there is none.
const VARIABLE: &str = "REDSHIFT_LOCAL_CACHE";
/// Entries of other versions are removed when they are older.
const AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// The place of the data that belong to one version of everything.
#[derive(Debug)]
pub(super) struct Entry {
    place: PathBuf,
}

impl Entry {
    /// The place for this version, if there is a folder for caches.
    pub(super) fn of(version: &str) -> Option<Self> {
        let folder = match env::var_os(VARIABLE) {
            Some(folder) if folder.is_empty() => return None,
            Some(folder) => PathBuf::from(folder),
            None => user_folder()?.join("redshift-local"),
        };
        let mut hasher = DefaultHasher::new();
        version.hash(&mut hasher);
        Some(Self { place: folder.join(format!("data-{:016x}", hasher.finish())) })
    }

    /// Copies the entry to a folder that does not exist or is empty; whether it was there.
    pub(super) fn take(&self, data: &Path, account: &Account) -> bool {
        if !self.place.is_dir() {
            return false;
        }
        // An empty folder may stand there already, and others wait for it.
        let copied = fs::create_dir_all(data).and_then(|()| fill(data, &self.place, Some(account)));
        if let Err(error) = &copied {
            tracing::debug!(%error, "the cache was of no use");
            drop(clear(data));
        }
        copied.is_ok()
    }

    /// Keeps a copy of a folder, unless there is one.
    pub(super) fn keep(&self, data: &Path) {
        // Several may stage at once, in this process too.
        let staged = self.place.with_extension(format!("{:016x}", RandomState::new().hash_one(std::process::id())));
        let kept = fs::create_dir_all(staged.parent().unwrap_or(&staged))
            .and_then(|()| copy(data, &staged, None))
            .and_then(|()| fs::rename(&staged, &self.place));
        if let Err(error) = kept {
            tracing::debug!(%error, "nothing was put into the cache");
            drop(fs::remove_dir_all(&staged));
        }
        self.remove_old();
    }

    /// Removes the entry, which turned out not to work.
    pub(super) fn discard(&self) {
        drop(fs::remove_dir_all(&self.place));
    }

    fn remove_old(&self) {
        let Some(Ok(entries)) = self.place.parent().map(fs::read_dir) else { return };
        for entry in entries.flatten() {
            let is_ours = entry.file_name().to_string_lossy().starts_with("data-");
            let age = entry.metadata().and_then(|metadata| metadata.modified()).map(|time| time.elapsed());
            if is_ours && entry.path() != self.place && matches!(age, Ok(Ok(age)) if age > AGE) {
                drop(fs::remove_dir_all(entry.path()));
            }
        }
    }
}

/// Where this user's caches are.
fn user_folder() -> Option<PathBuf> {
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME").or_else(|| {
        let home = absolute("HOME")?;
        Some(if cfg!(target_os = "macos") { home.join("Library/Caches") } else { home.join(".cache") })
    })
}

/// Copies a folder with all that is in it, for an account if one is named.
fn copy(from: &Path, to: &Path, account: Option<&Account>) -> io::Result<()> {
    fs::create_dir(to)?;
    fill(to, from, account)
}

fn fill(to: &Path, from: &Path, account: Option<&Account>) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target, account)?;
        } else {
            fs::copy(entry.path(), &target)?;
            if let Some(account) = account {
                account.chown(&target)?;
            }
        }
    }
    // Last, since the new permissions may keep us out.
    fs::set_permissions(to, fs::metadata(from)?.permissions())?;
    account.map_or(Ok(()), |account| account.chown(to))
}

/// Removes what is in a folder, which stays.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn an_entry_is_whole_or_absent() {
        let folder = env::temp_dir().join(format!("redshift-local-cache-test-{}", std::process::id()));
        let data = folder.join("made/inner");
        fs::create_dir_all(&data).unwrap();
        fs::write(data.join("file"), "text").unwrap();
        let entry = Entry { place: folder.join("cache/data-0") };
        let account = Account { other: None };
        assert!(!entry.take(&folder.join("first"), &account));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| entry.keep(&folder.join("made")));
            }
        });
        assert!(entry.take(&folder.join("second"), &account));
        assert_eq!(fs::read_to_string(folder.join("second/inner/file")).unwrap(), "text");
        entry.discard();
        assert!(!entry.take(&folder.join("third"), &account));
        fs::remove_dir_all(&folder).unwrap();
    }
}

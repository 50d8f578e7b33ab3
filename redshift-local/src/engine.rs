//! The PostgreSQL behind the gate: started in a private folder and ended with its owner, or one that is there already.

mod admin;
mod cache;
pub(crate) mod foreign;
mod installation;
pub(crate) mod route;
mod share;
mod url;

use std::collections::hash_map::RandomState;
use std::env;
use std::fmt;
use std::fs::{self, DirBuilder};
use std::hash::BuildHasher;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) use self::admin::{Admin, Stream, USER};
use self::installation::Installation;
use self::route::{Route, copy_template};
use self::share::Owner;
use crate::error::{Error, Result};
use crate::gate::response::Domains;
use crate::pack;

/// The database every other one is copied from; nobody can connect to it. Redshift has one of that name too.
const TEMPLATE: &str = "template1";
/// The first database of a cluster, by Redshift's custom.
pub(crate) const FIRST_DATABASE: &str = "dev";
/// How long a start may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the processes of a server that was killed may take to go.
const LEAVING: Duration = Duration::from_secs(10);
/// The longest path a Unix socket can have everywhere (104 bytes with the final zero on macOS).
const SOCKET_PATH: usize = 103;
/// The file among the data that says which version made them.
const STAMP: &str = "redshift-local.version";
const SOCKET_NAME: &str = ".s.PGSQL.5432";

/// Starts the server, waits for the end of its standard input, stops the server and removes the folder.
///
/// The owner holds the other end of that input, so that the server ends with the owner, however the owner ends. Where there may be
/// several, each writes its name. The server alone holds standard output, as number 3, so that its end shows there.
const SUPERVISOR: &str = r#"
trap : TERM INT HUP
folder=$1
signal=$2
shift 2
"$@" 3>&1 </dev/null >>"$folder/log" 2>&1 &
server=$!
exec >/dev/null
while read -r owner; do : >"$folder/owner-$owner"; done
exec </dev/null
kill -s "$signal" "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
"#;

/// Settings that only who starts a server can make: it is for tests, and for nobody else.
const SERVER: &[(&str, &str)] = &[
    ("listen_addresses", ""),
    ("unix_socket_permissions", "0700"),
    ("max_connections", "300"),
    ("shared_buffers", "16MB"),
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
    ("max_wal_size", "1GB"),
    ("max_logical_replication_workers", "0"),
    ("autovacuum", "off"),
    ("logging_collector", "off"),
    ("log_timezone", "UTC"),
];

/// Settings of a session that make it behave like one of Redshift, whatever the server's own are.
const SESSION: &[(&str, &str)] = &[
    ("lc_monetary", "C"),
    ("lc_numeric", "C"),
    ("lc_time", "C"),
    ("client_min_messages", "notice"),
    ("statement_timeout", "0"),
    ("lock_timeout", "0"),
    ("idle_in_transaction_session_timeout", "0"),
    ("idle_session_timeout", "0"),
    ("default_transaction_read_only", "off"),
    ("default_transaction_deferrable", "off"),
    ("default_table_access_method", "heap"),
    ("default_tablespace", ""),
    ("row_security", "on"),
    ("check_function_bodies", "on"),
    ("transform_null_equals", "off"),
    ("quote_all_identifiers", "off"),
    ("array_nulls", "on"),
    ("bytea_output", "hex"),
    ("intervalstyle", "postgres"),
    ("plan_cache_mode", "auto"),
    ("max_parallel_workers_per_gather", "0"),
    ("jit", "off"),
    ("timezone", "UTC"),
    ("datestyle", "ISO, MDY"),
    ("extra_float_digits", "0"),
    ("standard_conforming_strings", "off"),
    ("escape_string_warning", "off"),
    ("backslash_quote", "on"),
    ("search_path", r#""$user", public, redshift_local, pg_catalog"#),
];

/// Further ones, which nobody but a superuser may make.
const SUPERUSER_SESSION: &[(&str, &str)] = &[
    ("lc_messages", "C"),
    ("deadlock_timeout", "100ms"),
    // Foreign keys are not enforced: their triggers do not fire in this role. Triggers of the pack are ENABLE ALWAYS.
    ("session_replication_role", "replica"),
];

/// Raised when data are prepared in another way, so that older ones are not taken for them.
const LAYOUT: u32 = 1;

/// How the data are made.
const INITDB: &[&str] = &[
    "--username=awsuser",
    "--auth=trust",
    "--no-locale",
    "--encoding=UTF8",
    "--no-sync",
    "--no-instructions",
    "--wal-segsize=1",
];

/// How to start an engine.
#[derive(Debug, Clone, Default)]
pub(crate) struct EngineOptions {
    /// Where the data stay, for several engines at once; a private folder that goes with the engine when `None`.
    pub(crate) data: Option<PathBuf>,
    /// The server to use in place of one that is started.
    pub(crate) url: Option<ServerUrl>,
    /// Further settings.
    pub(crate) settings: Vec<(&'static str, &'static str)>,
}

/// The URL of a server, whose password is not shown.
#[derive(Clone)]
pub(crate) struct ServerUrl(pub(crate) String);

impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerUrl").finish_non_exhaustive()
    }
}

/// A running PostgreSQL.
#[derive(Debug)]
pub(crate) struct Engine {
    route: Route,
    /// For files that go with it, where there is one.
    folder: Option<PathBuf>,
    hold: Hold,
    /// Read to its end when the server has ended.
    end: Option<End>,
}

/// What ends when the server does.
#[derive(Debug)]
pub(crate) enum End {
    /// The standard output of the supervisor.
    Pipe(ChildStdout),
    /// A connection.
    Connection(Stream),
}

/// What keeps the engine alive.
#[derive(Debug)]
enum Hold {
    /// It is this process's alone: the supervisor, and what it sees the end of.
    Own(Child, Option<ChildStdin>),
    /// It may be others' too.
    Shared(Option<Owner>, Option<Child>),
    /// It is somebody else's.
    Foreign,
}

impl Engine {
    /// Finds an installation, creates the data when there are none, starts the server and prepares its databases.
    pub(crate) fn start(options: &EngineOptions) -> Result<Self> {
        if let Some(ServerUrl(url)) = &options.url {
            let (route, connection) = foreign::prepare(url, options.settings.clone())?;
            let end = Some(End::Connection(connection.into_stream()));
            return Ok(Self { route, folder: None, hold: Hold::Foreign, end });
        }
        let installation = Installation::find()?;
        let account = Account::of_servers()?;
        let folder = private_folder(&account)?;
        let started = Self::start_in(&folder, &installation, &account, options);
        if started.is_err() {
            // Either the supervisor has removed it, or it was never started.
            drop(fs::remove_dir_all(&folder));
        }
        started
    }

    fn start_in(
        folder: &Path,
        installation: &Installation,
        account: &Account,
        options: &EngineOptions,
    ) -> Result<Self> {
        let data = match &options.data {
            Some(data) => fs::create_dir_all(data)
                .and_then(|()| fs::canonicalize(data))
                .map_err(|error| Error::io(format!("the folder {} cannot be used", data.display()), error))?,
            None => folder.join("data"),
        };
        if let (Some(_), Some(parent)) = (&account.other, data.parent().filter(|_| options.data.is_some()))
            && !is_open_to_all(parent)
        {
            return Err(Error::data_closed(format!(
                "PostgreSQL does not run as root but as another user, who cannot reach {}; open the folders above it, or use another one",
                data.display()
            )));
        }
        let _others_wait = options.data.as_ref().map(|_| share::lock(&data)).transpose()?;
        let is_made = data.join("PG_VERSION").exists();
        // Before anything is done to the folder.
        if !is_made && fs::read_dir(&data).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(Error::start(format!(
                "{} holds something else; name a folder that is empty, or does not exist yet, for the data",
                data.display()
            )));
        }
        account.own(&data)?;
        let version = format!("{} {} {} {LAYOUT}\n", installation.version, pack::fingerprint(), INITDB.join(" "));
        if is_made {
            if fs::read_to_string(data.join(STAMP)).unwrap_or_default() != version {
                return Err(Error::start(format!(
                    "the data in {} were made by another version of redshift-local or PostgreSQL; remove the folder to begin anew",
                    data.display()
                )));
            }
            if let Some((owner, connection)) = share::join(&data, options)? {
                drop(fs::remove_dir_all(folder));
                let end = Some(End::Connection(connection.into_stream()));
                let (route, folder) = (Route::own(owner.socket()), Some(owner.folder().to_owned()));
                return Ok(Self { route, folder, hold: Hold::Shared(Some(owner), None), end });
            }
            return Self::reopen(&data, folder, installation, account, options);
        }
        let cached = cache::Entry::of(&version);
        if let Some(entry) = cached.as_ref().filter(|entry| entry.take(&data, account)) {
            match Self::open(&data, folder, installation, account, options) {
                Err(error) => {
                    tracing::warn!(%error, "the cached data do not work");
                    entry.discard();
                    drop(cache::clear(&data));
                    // The supervisor has removed it.
                    create_folder(folder).and_then(|()| account.own(folder))?;
                }
                opened => return opened,
            }
        }
        Self::make(&data, installation, account, &version)?;
        if let Some(entry) = &cached {
            entry.keep(&data);
        }
        Self::open(&data, folder, installation, account, options)
    }

    /// Makes new data with the help of a server that ends before they are used, so that they are at rest and can be copied.
    fn make(data: &Path, installation: &Installation, account: &Account, version: &str) -> Result<()> {
        let folder = private_folder(account)?;
        let made = create_data(data, &folder, installation, account)
            .and_then(|()| Self::spawn(data, &folder, installation, account, &[], Kept::Alone))
            .and_then(|engine| {
                engine.wait(&folder.join("log"), "postgres")?;
                engine.prepare()
            });
        // Removed by the supervisor already, if it was started.
        drop(fs::remove_dir_all(&folder));
        made?;
        remove_forks(data).map_err(|error| Error::io("the new data cannot be made smaller", error))?;
        let stamp = data.join(STAMP);
        fs::write(&stamp, version).map_err(|error| Error::io(format!("{} cannot be written", stamp.display()), error))
    }

    /// Starts the server on data that another has had. If that was killed, its processes may need a moment to go.
    fn reopen(
        data: &Path,
        folder: &Path,
        installation: &Installation,
        account: &Account,
        options: &EngineOptions,
    ) -> Result<Self> {
        let begin = Instant::now();
        loop {
            match Self::open(data, folder, installation, account, options) {
                Err(error) if error.is_in_use() && begin.elapsed() < LEAVING => {
                    // The supervisor has removed it.
                    create_folder(folder).and_then(|()| account.own(folder))?;
                }
                opened => return opened,
            }
        }
    }

    /// Starts the server on data that are there.
    fn open(
        data: &Path,
        folder: &Path,
        installation: &Installation,
        account: &Account,
        options: &EngineOptions,
    ) -> Result<Self> {
        let kept = if options.data.is_some() { Kept::Shared } else { Kept::No };
        let engine = Self::spawn(data, folder, installation, account, &options.settings, kept)?;
        engine.wait(&folder.join("log"), FIRST_DATABASE)?;
        Ok(engine)
    }

    fn spawn(
        data: &Path,
        folder: &Path,
        installation: &Installation,
        account: &Account,
        settings: &[(&str, &str)],
        kept: Kept,
    ) -> Result<Self> {
        // Kept data are written out; others need not be.
        let signal = if kept == Kept::No { "QUIT" } else { "INT" };
        let mut command = account.command(Path::new("/bin/sh"), folder);
        command.args(["-c", SUPERVISOR, "redshift-local"]).arg(folder).arg(signal);
        command.arg(installation.program("postgres")).arg("-D").arg(data).arg("-k").arg(folder);
        for (name, value) in SERVER.iter().chain(SESSION).chain(SUPERUSER_SESSION).chain(settings) {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        let pipe = match kept {
            Kept::Shared => {
                // What was committed is there also when the server is killed.
                command.arg("-c").arg("synchronous_commit=on");
                let (read, pipe) = share::make_pipe(folder)?;
                command.stdin(read);
                Some(pipe)
            }
            Kept::No | Kept::Alone => {
                command.stdin(Stdio::piped());
                None
            }
        };
        // Away from the terminal's group, so that Ctrl-C reaches the owner alone and the end is orderly.
        command.stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        let spawned = command.spawn();
        // It holds the end that is read.
        drop(command);
        let mut supervisor = spawned.map_err(|error| Error::io("PostgreSQL cannot be started by /bin/sh", error))?;
        let end = supervisor.stdout.take().map(End::Pipe);
        let hold = match pipe {
            None => {
                let alive = supervisor.stdin.take();
                Hold::Own(supervisor, alive)
            }
            Some(pipe) => Hold::Shared(Owner::sign(folder.to_owned(), pipe)?, Some(supervisor)),
        };
        Ok(Self { route: Route::own(folder.join(SOCKET_NAME)), folder: Some(folder.to_owned()), hold, end })
    }

    /// Waits until the server answers, or has given up.
    fn wait(&self, log: &Path, database: &str) -> Result<()> {
        let begin = Instant::now();
        loop {
            let error = match Admin::connect(&self.route, database) {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            let said = fs::read_to_string(log).unwrap_or_default();
            if said.contains("lock file \"postmaster.pid\" already exists") || said.contains("is still in use") {
                return Err(Error::in_use(
                    "the data are in use by another server; end it first, or use another folder",
                ));
            }
            if said.lines().any(is_fatal) || begin.elapsed() > PATIENCE {
                let last: Vec<&str> = said.lines().rev().take(5).collect();
                let last: Vec<&str> = last.into_iter().rev().collect();
                return Err(Error::io(format!("PostgreSQL did not start: {}", last.join(" / ")), error));
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Installs the pack into the template and creates the first database.
    fn prepare(&self) -> Result<()> {
        let mut postgres = self.route.admin("postgres")?;
        install(&mut self.route.admin(TEMPLATE)?, true)?;
        postgres
            .run(&format!("UPDATE pg_catalog.pg_database SET datallowconn = false WHERE datname = '{TEMPLATE}'"))?;
        copy_template(&mut postgres, FIRST_DATABASE)?;
        drop(postgres);
        // A cluster does not have these, and every file less makes copies quicker.
        let mut first = self.route.admin(FIRST_DATABASE)?;
        first.run("UPDATE pg_catalog.pg_database SET datistemplate = false WHERE datname = 'template0'")?;
        first.run("DROP DATABASE template0")?;
        first.run("DROP DATABASE postgres WITH (FORCE)").map(drop)
    }

    /// Which numbers the engine has given to the types of the pack.
    pub(crate) fn domains(&self) -> Result<Domains> {
        let sql = "SELECT to_regtype('redshift_local.super')::oid, to_regtype('redshift_local.varbyte')::oid";
        let rows = self.route.admin(FIRST_DATABASE)?.run(sql)?;
        let mut columns = rows.into_iter().next().unwrap_or_default().into_iter();
        let mut number = || columns.next().flatten().and_then(|text| text.parse().ok());
        Ok(Domains { super_: number(), varbyte: number() })
    }

    /// What is read to its end when the server has ended; once.
    pub(crate) fn end(&mut self) -> Option<End> {
        self.end.take()
    }

    /// What the server has written last.
    pub(crate) fn last_words(&self) -> Option<String> {
        let said = fs::read_to_string(self.folder.as_ref()?.join("log")).ok()?;
        said.lines().last().map(str::to_owned)
    }

    /// The way there.
    pub(crate) fn route(&self) -> &Route {
        &self.route
    }

    /// A private folder that goes with it.
    pub(crate) fn folder(&mut self) -> Result<&Path> {
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => private_folder(&Account { other: None })?,
        };
        Ok(self.folder.insert(folder))
    }
}

/// Installs the pack, as a superuser or as somebody else.
fn install(template: &mut Admin, is_superuser: bool) -> Result<()> {
    for (name, text) in pack::FILES {
        template.run("SET search_path TO redshift_local, pg_catalog; SET client_min_messages TO warning")?;
        if is_superuser {
            template.run("SET allow_system_table_mods TO on")?;
        }
        template.run(&pack::part(text, is_superuser)).map_err(|error| Error::sql(format!("{name}: {error}")))?;
    }
    Ok(())
}

/// Whether a line of the log says that the server will not come up. That it refuses clients until it is up is no such line.
fn is_fatal(line: &str) -> bool {
    let is_early = line.contains("the database system is ");
    (line.contains("FATAL:") && !is_early) || line.contains("PANIC:") || line.contains("not found")
}

impl Drop for Engine {
    fn drop(&mut self) {
        match &mut self.hold {
            Hold::Own(supervisor, alive) => {
                drop(alive.take());
                if let Err(error) = supervisor.wait() {
                    tracing::warn!(%error, "the end of PostgreSQL was not seen");
                }
            }
            Hold::Shared(owner, supervisor) => {
                drop(owner.take());
                // It may stay for others.
                if let Some(mut supervisor) = supervisor.take() {
                    thread::spawn(move || supervisor.wait());
                }
            }
            Hold::Foreign => {
                if let Some(folder) = &self.folder {
                    drop(fs::remove_dir_all(folder));
                }
            }
        }
    }
}

/// Whether data stay when the engine ends, and who may use them meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    No,
    Alone,
    Shared,
}

/// Removes what PostgreSQL makes anew when it is missing (free space and visibility maps), a quarter of all files.
fn remove_forks(data: &Path) -> std::io::Result<()> {
    for database in fs::read_dir(data.join("base"))? {
        for file in fs::read_dir(database?.path())? {
            let file = file?;
            let name = file.file_name();
            if name.to_str().is_some_and(|name| name.ends_with("_fsm") || name.ends_with("_vm")) {
                fs::remove_file(file.path())?;
            }
        }
    }
    Ok(())
}

/// Runs `initdb`.
fn create_data(data: &Path, folder: &Path, installation: &Installation, account: &Account) -> Result<()> {
    let output = account
        .command(&installation.program("initdb"), folder)
        .arg("-D")
        .arg(data)
        .args(INITDB)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Error::io("initdb cannot be run", error))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Error::start(format!("initdb failed: {}", said.trim().replace('\n', " / "))))
}

/// The account PostgreSQL runs under: it refuses to be the administrator.
#[derive(Debug)]
struct Account {
    other: Option<(u32, u32)>,
}

impl Account {
    fn of_servers() -> Result<Self> {
        if number("-u", None) != Some(0) {
            return Ok(Self { other: None });
        }
        for name in ["postgres", "nobody"] {
            if let (Some(user), Some(group)) = (number("-u", Some(name)), number("-g", Some(name))) {
                return Ok(Self { other: Some((user, group)) });
            }
        }
        Err(Error::start("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody` to run it as"))
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env("LC_ALL", "C").env_remove("PGDATA").env_remove("PGOPTIONS");
        if let Some((user, group)) = self.other {
            command.uid(user).gid(group);
        }
        command
    }

    /// Gives a folder to the account, when it exists and is not its own already.
    fn own(&self, folder: &Path) -> Result<()> {
        let (Some((user, group)), Ok(metadata)) = (self.other, fs::metadata(folder)) else {
            return Ok(());
        };
        if metadata.uid() == user {
            return Ok(());
        }
        chown(folder, Some(user), Some(group))
            .map_err(|error| Error::io(format!("{} cannot be given to PostgreSQL", folder.display()), error))
    }

    /// Gives one file or folder to the account.
    fn chown(&self, path: &Path) -> std::io::Result<()> {
        self.other.map_or(Ok(()), |(user, group)| chown(path, Some(user), Some(group)))
    }
}

/// A number that `id` prints.
fn number(what: &str, name: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(what).args(name).output().ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// A new folder that only the account of the server can enter, with a path short enough for a socket.
fn private_folder(account: &Account) -> Result<PathBuf> {
    let temporary = env::temp_dir();
    let temporary = fs::canonicalize(&temporary).unwrap_or(temporary);
    let random = RandomState::new();
    let mut failure = None;
    for attempt in 0..16_u32 {
        let name = format!("redshift-local-{:016x}", random.hash_one((std::process::id(), attempt)));
        let mut folder = temporary.join(&name);
        let is_long = folder.join(SOCKET_NAME).as_os_str().len() > SOCKET_PATH;
        if is_long || (account.other.is_some() && !is_open_to_all(&temporary)) {
            folder = Path::new("/tmp").join(&name);
        }
        match create_folder(&folder) {
            Ok(()) => {
                account.own(&folder)?;
                return Ok(folder);
            }
            Err(error) => failure = Some(error),
        }
    }
    Err(failure.unwrap_or_else(|| Error::start("no private folder can be created for PostgreSQL")))
}

/// Creates a folder for one user alone.
fn create_folder(folder: &Path) -> Result<()> {
    DirBuilder::new()
        .mode(0o700)
        .create(folder)
        .map_err(|error| Error::io(format!("the private folder {} cannot be created", folder.display()), error))
}

/// Whether every user can reach the folder.
fn is_open_to_all(folder: &Path) -> bool {
    folder
        .ancestors()
        .all(|ancestor| fs::metadata(ancestor).is_ok_and(|metadata| metadata.permissions().mode() & 0o001 != 0))
}

//! A PostgreSQL that is there already, in place of one that the stand-in starts: one of the tests' own, with settings of its own.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use redshift_local::{Isolation, Server, Tls};
use tokio::sync::OnceCell;
use tokio_postgres::{Client, Config, NoTls};

use crate::{connect, corpus, of, rows, said};

/// A PostgreSQL that somebody has set up for other things. Its superuser is `boss`.
struct Other {
    folder: PathBuf,
    port: u16,
    process: Child,
}

const PASSWORD: &str = "s3cret@";

/// Starts a server, and ends it with the owner of the standard input.
const UNTIL_THE_END: &str = r#"
"$@" </dev/null >/dev/null 2>"$0/log" &
server=$!
cat >/dev/null
kill -s QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$0"
"#;

/// None of these must reach the stand-in's sessions.
const SETTINGS: &[&str] = &[
    "standard_conforming_strings=on",
    "default_transaction_read_only=on",
    "timezone=Europe/Berlin",
    "datestyle=German, DMY",
    "extra_float_digits=3",
    "bytea_output=escape",
    "transform_null_equals=on",
    "search_path=elsewhere",
    "fsync=off",
    "shared_buffers=16MB",
    "max_connections=200",
];

impl Other {
    /// The one that the tests share.
    async fn shared() -> &'static Self {
        static SHARED: OnceCell<Other> = OnceCell::const_new();
        SHARED.get_or_init(Self::start).await
    }

    /// Starts one of the programs that the stand-in's own PostgreSQL is started with, for the same user.
    async fn start() -> Self {
        let own = Server::start().await.unwrap();
        let socket = own.engine_socket().unwrap();
        let owner = fs::metadata(socket).unwrap();
        let engine =
            log_in(Config::new().host_path(socket.parent().unwrap()).user("awsuser").dbname("dev")).await.unwrap();
        let bin = engine.query_one("SELECT setting FROM pg_config WHERE name = 'BINDIR'", &[]).await.unwrap();
        let bin = PathBuf::from(bin.get::<_, String>(0));

        // Short, since the path of a socket is.
        let folder = PathBuf::from(format!("/tmp/rsl-other-{}-{}", std::process::id(), free_port()));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("password"), PASSWORD).unwrap();
        let is_ours = fs::metadata(&folder).unwrap().uid() == owner.uid();
        if !is_ours {
            chown(&folder, Some(owner.uid()), Some(owner.gid())).unwrap();
        }
        let as_owner = |program: &Path| {
            let mut command = Command::new(program);
            command.current_dir(&folder).stdin(Stdio::piped());
            if !is_ours {
                command.uid(owner.uid()).gid(owner.gid());
            }
            command
        };
        let made = as_owner(&bin.join("initdb"))
            .args(["-D", "data", "-U", "boss", "--auth=scram-sha-256", "--pwfile=password", "--locale=C.UTF-8", "-N"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        for _ in 0..5 {
            let port = free_port();
            let mut command = as_owner(Path::new("/bin/sh"));
            command.args(["-c", UNTIL_THE_END]).arg(&folder).arg(bin.join("postgres"));
            command
                .args(["-D", "data", "-c", "listen_addresses=127.0.0.1", "-p", &port.to_string(), "-k"])
                .arg(&folder);
            for setting in SETTINGS {
                command.args(["-c", setting]);
            }
            let mut other = Self { folder: folder.clone(), port, process: command.process_group(0).spawn().unwrap() };
            if other.comes_up().await {
                return other;
            }
            // Somebody else has taken the port: not this folder, but the process is given up.
            other.process.kill().unwrap();
            other.process.wait().unwrap();
            std::mem::forget(other);
        }
        panic!("no port is free: {}", fs::read_to_string(folder.join("log")).unwrap());
    }

    async fn comes_up(&self) -> bool {
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(60) {
            if self.boss("postgres").await.is_ok() {
                return true;
            }
            if fs::read_to_string(self.folder.join("log")).is_ok_and(|log| log.contains("FATAL:  could not create")) {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it does not start: {}", fs::read_to_string(self.folder.join("log")).unwrap());
    }

    /// Its superuser, without the stand-in.
    async fn boss(&self, database: &str) -> Result<Client, tokio_postgres::Error> {
        let mut config = Config::new();
        config.host_path(&self.folder).port(self.port).user("boss").password(PASSWORD).dbname(database);
        // The tests change it where the settings above forbid it.
        log_in(config.options("-c default_transaction_read_only=off -c search_path=public")).await
    }

    fn url(&self) -> String {
        format!("postgres://boss:s3cret%40@127.0.0.1:{}", self.port)
    }

    /// The same over its socket.
    fn socket_url(&self) -> String {
        let folder = self.folder.to_str().unwrap();
        format!("postgresql:///postgres?host={folder}&port={}&user=boss&password={PASSWORD}", self.port)
    }

    /// Ends it, and waits until nothing is left.
    fn end(&mut self) {
        drop(self.process.stdin.take());
        self.process.wait().unwrap();
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        self.end();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn log_in(config: &Config) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The stand-in in front of the shared one.
async fn server() -> Server {
    Server::builder().url(Other::shared().await.url()).start().await.unwrap()
}

/// What it says instead of starting.
async fn refused(url: impl Into<String>) -> String {
    use std::error::Error as _;
    let error = Server::builder().url(url).start().await.unwrap_err();
    let source = error.source().map(|source| format!(": {source}")).unwrap_or_default();
    format!("{error}{source}")
}

/// The keys of a database, and those of `parents` and `children`.
const KEYS: &str = "SELECT conname, contype FROM pg_constraint WHERE contype IN ('p', 'u', 'f') ORDER BY conname";
const KEYS_OF_PARENTS: [&str; 3] =
    ["conname=children_parent_fkey contype=f", "conname=parents_name_key contype=u", "conname=parents_pkey contype=p"];

#[tokio::test]
async fn the_corpus_is_answered_as_on_its_own_server() {
    let found = corpus::answered_otherwise(&server().await).await;
    assert!(found.is_empty(), "{found}");
}

#[tokio::test]
async fn keys_lengths_blanks_and_settings_are_those_of_redshift() {
    let server = Server::builder().url(Other::shared().await.socket_url()).identity_gaps(true).start().await.unwrap();
    let db = of(server.create_database().await.unwrap()).await;
    db.batch_execute(
        "CREATE TABLE parents (id INT PRIMARY KEY, name VARCHAR(4) UNIQUE);
         CREATE TABLE children (id INT IDENTITY(1, 1), parent INT REFERENCES parents (id), data SUPER, bytes VARBYTE);
         INSERT INTO parents VALUES (1, 'a'), (1, 'a');
         INSERT INTO children (parent, data, bytes) SELECT 7, JSON_PARSE('{\"a\": [1]}'), TO_VARBYTE('ff', 'hex') FROM parents",
    )
    .await
    .unwrap();
    assert_eq!(rows(&db, "SELECT COUNT(*) AS n FROM parents WHERE name = 'a  '").await, ["n=2"]);
    assert_eq!(
        rows(&db, "SELECT id, parent, data, bytes FROM children ORDER BY id").await,
        ["id=1 parent=7 data={\"a\":[1]} bytes=ff", "id=4 parent=7 data={\"a\":[1]} bytes=ff"]
    );
    let error = db.batch_execute("INSERT INTO parents VALUES (1, 'äöü')").await.unwrap_err();
    assert_eq!(said(&error), ("22001", "value too long for type character varying(4)"));
    assert_eq!(rows(&db, KEYS).await, KEYS_OF_PARENTS);
    let session = "SELECT '\\\\n' AS text, '2020-02-03'::DATE AS day, 0.1::FLOAT4 AS number, NULL = NULL AS nothing";
    assert_eq!(rows(&db, session).await, ["text=\\n day=2020-02-03 number=0.1 nothing=-"]);
    assert_eq!(rows(&db, "SHOW search_path").await, ["search_path=\"$user\", public"]);
    db.batch_execute("SET timezone TO 'Asia/Tokyo'; RESET ALL").await.unwrap();
    assert_eq!(rows(&db, "SHOW timezone").await, ["TimeZone=UTC"]);
    let missing = db.database.url().replace(db.database.name(), "missing");
    let error = connect(&missing).await.err().unwrap();
    assert_eq!(said(&error), ("3D000", "database \"missing\" does not exist"));
    // A cancel request finds the way.
    let running = db.another().await;
    let statement = running.batch_execute("SELECT COUNT(*) FROM parents a, parents b; LOCK TABLE parents");
    db.batch_execute("BEGIN; LOCK TABLE parents").await.unwrap();
    let address = server.address();
    let error = crate::cancelled_at(address, &running, statement).await;
    assert_eq!(said(&error).0, "57014");
}

#[tokio::test]
async fn what_others_have_there_is_neither_seen_nor_reached() {
    let other = Other::shared().await;
    let boss = other.boss("postgres").await.unwrap();
    boss.batch_execute("CREATE DATABASE shop").await.unwrap();
    boss.batch_execute("CREATE ROLE clerk LOGIN").await.unwrap();
    let server = server().await;
    let database = server.create_database().await.unwrap();
    let name = database.name().to_owned();
    let url = database.url().to_owned();
    let db = of(database).await;
    assert_eq!(rows(&db, "SELECT datname FROM pg_database WHERE datname IN ('postgres', 'shop')").await, [""; 0]);
    let listed = rows(&db, "SHOW DATABASES").await;
    assert!(listed.iter().any(|row| row.starts_with(&format!("database_name={name} "))), "{listed:?}");
    assert!(!listed.iter().any(|row| row.contains("shop") || row.contains("redshift_local")), "{listed:?}");
    let users = "SELECT usename, usesysid = CURRENT_USER_ID AS me, usesuper FROM pg_user";
    assert_eq!(rows(&db, users).await, ["usename=awsuser me=t usesuper=t"]);
    let sessions = format!("SELECT DISTINCT RTRIM(user_name) AS u FROM stv_sessions WHERE db_name = '{name}'");
    assert_eq!(rows(&db, &sessions).await, ["u=awsuser"]);
    db.batch_execute("SET SESSION AUTHORIZATION DEFAULT").await.unwrap();
    assert_eq!(rows(&db, "SELECT CURRENT_USER AS c, SESSION_USER AS s").await, ["c=awsuser s=awsuser"]);
    for sql in ["COMMENT ON DATABASE shop IS 'x'", "GRANT CREATE ON DATABASE shop TO PUBLIC"] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert_eq!(said(&error), ("3D000", "database \"shop\" does not exist"), "{sql}");
    }
    db.batch_execute(&format!("COMMENT ON DATABASE {name} IS 'x'; GRANT TEMP ON DATABASE {name} TO PUBLIC"))
        .await
        .unwrap();
    let error = connect(&url.replace(&name, "shop")).await.err().unwrap();
    assert_eq!(said(&error), ("3D000", "database \"shop\" does not exist"));
    for user in ["boss", "clerk", "nobody"] {
        let error = connect(&url.replace("awsuser", user)).await.err().unwrap();
        assert_eq!(said(&error), ("28000", format!("password authentication failed for user \"{user}\"").as_str()));
    }
    // It goes with its owner, and nothing else does.
    drop(db);
    let left = "SELECT COUNT(*) FROM pg_database WHERE datname = $1";
    let begin = Instant::now();
    while boss.query_one(left, &[&name]).await.unwrap().get::<_, i64>(0) > 0 {
        assert!(begin.elapsed() < Duration::from_secs(60), "{name} stays");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(boss.query_one(left, &[&"shop"]).await.unwrap().get::<_, i64>(0), 1);
}

#[tokio::test]
async fn a_password_is_asked_for_in_every_way_and_never_shown() {
    let other = Other::shared().await;
    let boss = other.boss("postgres").await.unwrap();
    boss.batch_execute("SET password_encryption = 'md5'; CREATE ROLE older SUPERUSER LOGIN PASSWORD 'hidden'")
        .await
        .unwrap();
    // A password that is kept as MD5 is asked for as MD5.
    let hba = other.folder.join("data/pg_hba.conf");
    let rules = fs::read_to_string(&hba).unwrap();
    fs::write(&hba, format!("host all older 127.0.0.1/32 md5\nlocal all older password\n{rules}")).unwrap();
    boss.batch_execute("SELECT pg_reload_conf()").await.unwrap();
    let tcp = format!("postgres://older:hidden@127.0.0.1:{}/postgres", other.port);
    let socket = format!(
        "postgres://older:hidden@{}:{}/postgres",
        other.folder.to_str().unwrap().replace('/', "%2F"),
        other.port
    );
    for url in [&tcp, &socket] {
        // The server reads its rules when it comes to it.
        let begin = Instant::now();
        let server = loop {
            match Server::builder().url(url).start().await {
                Ok(server) => break server,
                Err(error) => assert!(begin.elapsed() < Duration::from_secs(60), "{error}"),
            }
        };
        connect(&server.url()).await.unwrap().batch_execute("SELECT 1").await.unwrap();
        assert!(!format!("{server:?} {:?}", Server::builder().url(url)).contains("hidden"));
    }
    for (url, part) in [
        (tcp.replace("hidden", "wrong"), "password authentication failed for user \"older\""),
        (tcp.replace(":hidden", ""), "it asks for a password, and none was given"),
        (other.url().replace("s3cret", "wrong"), "password authentication failed for user \"boss\""),
        (tcp.replace(&other.port.to_string(), "1"), "the PostgreSQL at 127.0.0.1:1 cannot be used: "),
        (tcp.replace("postgres://", "mysql://"), "does not have the form postgres://user:password@host:port/database"),
    ] {
        let said = refused(url).await;
        assert!(said.contains(part), "{said}");
        assert!(["hidden", "wrong", "s3cret"].iter().all(|secret| !said.contains(secret)), "{said}");
    }
}

/// The URL of one whose user is no superuser.
async fn limited(other: &Other) -> String {
    let boss = other.boss("postgres").await.unwrap();
    boss.batch_execute("CREATE ROLE tenant LOGIN CREATEDB CREATEROLE PASSWORD 'p''w'").await.unwrap();
    format!("postgres://tenant:p%27w@127.0.0.1:{}/postgres", other.port)
}

#[tokio::test]
async fn a_user_without_rights_is_refused() {
    let other = Other::shared().await;
    let boss = other.boss("postgres").await.unwrap();
    boss.batch_execute("CREATE ROLE lodger LOGIN CREATEDB PASSWORD 'pw'").await.unwrap();
    let said = refused(format!("postgres://lodger:pw@127.0.0.1:{}/postgres", other.port)).await;
    let begin =
        format!("the user lodger of the PostgreSQL at 127.0.0.1:{} is neither a superuser nor may create", other.port);
    assert!(said.starts_with(&begin), "{said}");
    let error = Server::builder().url(other.url()).data("/tmp/unused").start().await.unwrap_err();
    assert!(error.to_string().contains("cannot be in a folder"), "{error}");
}

#[tokio::test]
async fn without_a_superuser_the_corpus_is_answered_as_elsewhere_or_refused() {
    let other = Other::start().await;
    let server = Server::builder().url(limited(&other).await).start().await.unwrap();
    assert!(server.unsimulated().unwrap().contains("SUPER"));
    let (found, answered) = corpus::answered_otherwise_or_refused(&server).await;
    assert!(found.is_empty(), "{found}");
    // Most of it is no question of rights.
    assert!(answered.same > 4 * answered.refused, "{answered:?}");
}

#[tokio::test]
async fn without_a_superuser_tables_and_queries_are_those_of_redshift() {
    let other = Other::start().await;
    let url = limited(&other).await;
    let server = Server::builder().url(&url).start().await.unwrap();
    let db = of(server.create_database().await.unwrap()).await;
    db.batch_execute(
        "CREATE TABLE parents (id INT PRIMARY KEY, name VARCHAR(4) UNIQUE, code CHAR(3));
         CREATE TABLE children (id INT IDENTITY(1, 1), parent INT REFERENCES parents (id), at TIMESTAMP SORTKEY);
         INSERT INTO parents VALUES (1, 'a', 'x'), (1, 'a', 'y');
         INSERT INTO children (parent, at) VALUES (7, '2026-01-02'), (1, '2026-01-03')",
    )
    .await
    .unwrap();
    assert_eq!(rows(&db, "SELECT COUNT(*) AS n FROM parents WHERE name = 'a  ' AND code = 'x  '").await, ["n=1"]);
    assert_eq!(rows(&db, "SELECT id FROM parents WHERE id IS NULL").await, [""; 0]);
    let query = "SELECT c.id, p.code FROM children c JOIN parents p ON p.id = c.parent \
                 QUALIFY ROW_NUMBER() OVER (PARTITION BY c.id ORDER BY p.code DESC) = 1";
    assert_eq!(rows(&db, query).await, ["id=2 code=y  "]);
    assert_eq!(rows(&db, KEYS).await, KEYS_OF_PARENTS);
    for (sql, state, message) in [
        ("INSERT INTO parents VALUES (1, 'äöü')", "22001", "value too long for type character varying(4)"),
        ("INSERT INTO parents VALUES (1, 'a', 'ä')", "22001", "value too long for type character(3)"),
        ("INSERT INTO parents (name) VALUES ('a')", "XX000", "Cannot insert a NULL value into column id"),
        (
            "INSERT INTO parents VALUES (1, 'a ')",
            "0A000",
            "redshift-local: a VARCHAR with blanks at its end is not simulated on a PostgreSQL without a superuser",
        ),
        (
            "CREATE TABLE s (a SUPER)",
            "0A000",
            "redshift-local: the type SUPER on a PostgreSQL whose user is no superuser is not simulated",
        ),
        (
            "SELECT id FROM parents WHERE (name, code) = ('a', 'x')",
            "0A000",
            "redshift-local: a comparison of rows with texts on a PostgreSQL whose user is no superuser is not simulated",
        ),
    ] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert_eq!(said(&error), (state, message), "{sql}");
    }
    assert_eq!(rows(&db, "SELECT CURRENT_USER AS c, SESSION_USER AS s").await, ["c=awsuser s=awsuser"]);
    let users = "SELECT usename, usesuper FROM pg_user";
    assert_eq!(rows(&db, users).await, ["usename=awsuser usesuper=t"]);
    db.batch_execute("BEGIN; DELETE FROM parents; ROLLBACK; SET timezone TO 'Asia/Tokyo'; RESET ALL").await.unwrap();
    assert_eq!(rows(&db, "SELECT COUNT(*) AS n FROM parents").await, ["n=2"]);
    assert_eq!(rows(&db, "SHOW timezone").await, ["TimeZone=UTC"]);
    // A table that is made like another has its columns, and none of its keys.
    db.batch_execute("CREATE TABLE copies (LIKE children)").await.unwrap();
    assert_eq!(rows(&db, "SELECT conname FROM pg_constraint WHERE conname LIKE 'copies%'").await, [""; 0]);
    // What the key refers to is not dropped while it stands.
    let error = db.batch_execute("DROP TABLE parents").await.unwrap_err();
    assert_eq!(said(&error).0, "2BP01");
    db.batch_execute("DROP TABLE children; DROP TABLE parents; DROP TABLE copies").await.unwrap();

    let error = connect(&db.database.url().replace(db.database.name(), "postgres")).await.err().unwrap();
    assert_eq!(said(&error), ("3D000", "database \"postgres\" does not exist"));
    let error =
        connect(&format!("{}&options=-c%20redshift_local.identity_gaps%3Don", db.database.url())).await.err().unwrap();
    assert_eq!(said(&error).0, "0A000");
    let name = db.database.name().to_owned();
    drop(db);
    let error = Server::builder().url(&url).identity_gaps(true).start().await.unwrap_err();
    assert!(error.to_string().starts_with("gaps between identity values are not simulated"), "{error}");
    // Another one uses the same; nothing is left of the databases of tests.
    let second = Server::builder().url(&url).isolation(Isolation::Serializable).start().await.unwrap();
    connect(&second.url()).await.unwrap().batch_execute("CREATE TABLE t (a INT)").await.unwrap();
    let boss = other.boss("postgres").await.unwrap();
    let left = "SELECT COUNT(*) FROM pg_database WHERE datname = $1";
    let begin = Instant::now();
    while boss.query_one(left, &[&name]).await.unwrap().get::<_, i64>(0) > 0 {
        assert!(begin.elapsed() < Duration::from_secs(60), "{name} stays");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // A superuser has other databases.
    let why = refused(other.url()).await;
    assert!(why.contains("a role awsuser that is no superuser"), "{why}");
}

#[tokio::test]
async fn several_servers_use_it_at_once_and_its_data_stay() {
    let mut other = Other::start().await;
    let boss = other.boss("postgres").await.unwrap();
    boss.batch_execute("CREATE DATABASE dev").await.unwrap();
    let why = refused(other.url()).await;
    assert!(why.starts_with("the server has a database dev that redshift-local has not made"), "{why}");
    boss.batch_execute("DROP DATABASE dev").await.unwrap();

    // All at once, where there is nothing yet.
    let start = || Server::builder().url(other.url()).start();
    let (first, second, third) = tokio::join!(start(), start(), start());
    let (first, second) = (first.unwrap(), second.unwrap());
    drop(third.unwrap());
    let db = connect(&first.url()).await.unwrap();
    db.batch_execute("CREATE TABLE t (a INT); INSERT INTO t VALUES (7)").await.unwrap();
    let (mine, yours) = tokio::join!(first.create_database(), second.create_database());
    assert_ne!(mine.unwrap().name(), yours.unwrap().name());
    drop(first);
    assert_eq!(rows(&connect(&second.url()).await.unwrap(), "SELECT a FROM t").await, ["a=7"]);
    assert_eq!(second.engine_of_others(), Some(format!("127.0.0.1:{}", other.port)));
    assert_eq!(second.engine_socket(), None);
    drop(second);

    let server =
        Server::builder().url(other.url()).isolation(Isolation::Serializable).tls(Tls::Accepted).start().await.unwrap();
    assert!(server.certificate().is_some());
    let plain = format!("postgres://awsuser@{}/dev", server.address());
    let db = connect(&plain).await.unwrap();
    let level = "SELECT database_isolation_level FROM svv_redshift_databases WHERE database_name = 'dev'";
    assert_eq!(rows(&db, level).await, ["database_isolation_level=Serializable"]);
    assert_eq!(rows(&db, "SELECT a FROM t").await, ["a=7"]);
    let databases = boss.query("SELECT datname FROM pg_database ORDER BY datname COLLATE \"C\"", &[]).await.unwrap();
    let databases: Vec<String> = databases.iter().map(|row| row.get(0)).collect();
    assert!(databases.iter().all(|name| !name.contains("staged")), "{databases:?}");

    other.end();
    let error = server.ended().await;
    assert!(error.is_ended(), "{error}");
    let error = connect(&plain).await.err().unwrap();
    assert_eq!(said(&error).0, "57P03");
}

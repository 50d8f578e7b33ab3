//! What new connections are told, and what they are told of the server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use redshift_local::Server;
use redshift_orm::client::{Builder, ServerKind};
use redshift_orm::prelude::*;
use redshift_orm_tests::server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UnixStream};

use crate::tls::{Fake, WELCOME};

async fn connected(set: impl FnOnce(Builder) -> Builder) -> Database {
    let url = server::url(|database| database).await;
    set(Database::builder().url(url)).connect().await.unwrap()
}

async fn show(executor: &impl Executor, setting: &str) -> String {
    sql_query(format!("SHOW {setting}")).one(executor).await.unwrap()
}

#[tokio::test]
async fn every_connection_has_the_settings() {
    let db = connected(|builder| {
        builder
            .search_path(["$user", "reports", "public"])
            .query_group("nightly")
            .timezone("Europe/Paris")
            .application_name_suffix("/report")
    })
    .await;
    // One transaction per connection, all open at once.
    let transactions = [db.begin().await.unwrap(), db.begin().await.unwrap(), db.begin().await.unwrap()];
    for tx in &transactions {
        assert_eq!(show(tx, "search_path").await, "\"$user\", reports, public");
        assert_eq!(show(tx, "query_group").await, "nightly");
        assert_eq!(show(tx, "timezone").await, "Europe/Paris");
        assert_eq!(show(tx, "application_name").await, "redshift-orm/report");
    }
}

#[tokio::test]
async fn the_search_path_is_where_tables_are() {
    let url = server::url(|database| database).await;
    let plain = Database::connect(&url).await.unwrap();
    raw_sql("CREATE SCHEMA \"Odd \"\"name, so\"").execute(&plain).await.unwrap();
    let db = Database::builder().url(&url).search_path(["Odd \"name, so", "public"]).connect().await.unwrap();
    raw_sql("CREATE TABLE here (a INTEGER)").execute(&db).await.unwrap();
    let schema: String =
        sql_query("SELECT schemaname FROM pg_tables WHERE tablename = 'here'").one(&plain).await.unwrap();
    assert_eq!(schema, "odd \"name, so");
    // The same by the URL.
    let db = Database::connect(format!("{url}&search_path=%22Odd%20%22%22name%2C%20so%22,public")).await.unwrap();
    sql_query::<i32>("SELECT a FROM here").all(&db).await.unwrap();
}

#[tokio::test]
async fn the_url_has_settings_and_the_builder_others() {
    let url =
        server::url(|database| database).await + "&query_group=url&timezone=Asia%2FTokyo&application_name=billing";
    let db = Database::builder()
        .url(url)
        .query_group("builder")
        .application_name_suffix("/nightly")
        .connect()
        .await
        .unwrap();
    assert_eq!(show(&db, "query_group").await, "builder");
    assert_eq!(show(&db, "timezone").await, "Asia/Tokyo");
    assert_eq!(show(&db, "application_name").await, "billing/nightly");
}

#[tokio::test]
async fn no_value_is_taken_for_sql() {
    let url = server::url(|database| database).await;
    for value in [
        "it's",
        "'; DROP SCHEMA public; --",
        "\\'; DROP SCHEMA public; --",
        "\\",
        "a\\\\'b",
        "\"; RESET ALL; --",
        "$$ $1 $tag$",
        "two words -c timezone=UTC",
        "/* */ --",
        "ünïcödé \u{1f600}",
        "line\nbreak",
    ] {
        let db =
            Database::builder().url(&url).query_group(value).search_path([value, "public"]).connect().await.unwrap();
        assert_eq!(show(&db, "query_group").await, value);
        let quoted = format!("\"{}\", public", value.to_lowercase().replace('"', "\"\""));
        assert_eq!(show(&db, "search_path").await, quoted);
        sql_query::<i64>("SELECT COUNT(*) FROM pg_tables").one(&db).await.unwrap();
    }
    for builder in [
        Database::builder().query_group("a\0b"),
        Database::builder().timezone("a\0b"),
        Database::builder().application_name("a\0b"),
        Database::builder().search_path(["a\0b"]),
        Database::builder().search_path([""]),
        Database::builder().search_path::<String>([]),
    ] {
        let error = builder.url(&url).connect().await.unwrap_err();
        assert!(error.is_configuration(), "{error}");
    }
}

#[tokio::test]
async fn a_setting_that_the_server_refuses_is_said() {
    let url = server::url(|database| database).await;
    let error = Database::builder().url(url).timezone("Mars/Olympus").connect().await.unwrap_err();
    assert!(error.is_connection() && error.to_string().contains("refuses a setting"), "{error}");
    assert!(error.to_string().contains("Mars/Olympus") && error.code() == Some("22023"), "{error}");
}

#[tokio::test]
async fn the_stand_in_is_recognised() {
    let db = connected(|builder| builder).await;
    let server = db.server();
    assert_eq!((server.kind, server.version.as_str()), (ServerKind::StandIn, "1.0.63269"));
    assert!(server.to_string().contains("redshift-local"), "{server}");
}

/// A way to the engine of the stand-in, which is a PostgreSQL with a database of its own: its port, and how often it was asked for its
/// version.
async fn postgresql() -> (u16, Arc<AtomicUsize>) {
    let socket = Server::shared().await.unwrap().engine_socket().unwrap().to_owned();
    let mut config = tokio_postgres::Config::new();
    config.host_path(socket.parent().unwrap()).user("awsuser").dbname("dev");
    let (engine, connection) = config.connect(tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    engine.batch_execute("CREATE DATABASE foreign_one TEMPLATE template1").await.unwrap();
    // Without the stand-in's functions it is one like any other.
    engine.batch_execute("ALTER DATABASE foreign_one SET search_path TO public").await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let engine = UnixStream::connect(&socket).await.unwrap();
            let (mut from_client, mut to_client) = client.into_split();
            let (mut from_engine, mut to_engine) = engine.into_split();
            let counter = Arc::clone(&counter);
            tokio::spawn(async move {
                let mut buffer = [0; 8192];
                while let Ok(count @ 1..) = from_client.read(&mut buffer).await {
                    let words = buffer[..count].windows(9).filter(|words| words == b"version()");
                    counter.fetch_add(words.count(), Ordering::SeqCst);
                    to_engine.write_all(&buffer[..count]).await.unwrap();
                }
            });
            tokio::spawn(async move { tokio::io::copy(&mut from_engine, &mut to_client).await });
        }
    });
    (port, asked)
}

#[tokio::test]
async fn a_postgresql_is_refused_unless_it_is_allowed() {
    let (port, asked) = postgresql().await;
    let url = format!("redshift://awsuser@127.0.0.1:{port}/foreign_one?sslmode=disable");
    let error = Database::connect(&url).await.unwrap_err();
    assert!(error.is_configuration(), "{error}");
    for part in [
        &format!("127.0.0.1:{port}/foreign_one"),
        "the server is PostgreSQL 1",
        "not Amazon Redshift",
        ".allow_postgresql()",
    ] {
        assert!(error.to_string().contains(part), "{error}");
    }
    assert_eq!(asked.swap(0, Ordering::SeqCst), 1);

    let db = Database::builder().url(&url).allow_postgresql().connect().await.unwrap();
    assert_eq!(db.server().kind, ServerKind::PostgreSql);
    let transactions = [db.begin().await.unwrap(), db.begin().await.unwrap(), db.begin().await.unwrap()];
    let version: String = sql_query("SHOW server_version").one(&transactions[2]).await.unwrap();
    assert_eq!(version.split(' ').next(), Some(db.server().version.as_str()));
    assert_eq!(asked.load(Ordering::SeqCst), 1, "later connections are recognised without a question");
}

/// When the system asks the other side of the connections to this port whether it is there, in seconds from now; `None` for never.
#[cfg(target_os = "linux")]
fn keepalives(port: u16) -> Vec<Option<u64>> {
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let remote = format!("0100007F:{port:04X}");
    let timer = |line: &str| {
        let words: Vec<_> = line.split_whitespace().collect();
        let (kind, hundredths) = words[5].split_once(':').unwrap();
        let is_established = words[2] == remote && words[3] == "01";
        // 02 is the timer of the keepalives.
        is_established.then(|| (kind == "02").then(|| u64::from_str_radix(hundredths, 16).unwrap() / 100))
    };
    table.lines().skip(1).filter_map(timer).collect()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn keepalives_are_the_builders() {
    use std::time::Duration;
    let set: [(fn(Builder) -> Builder, std::ops::RangeInclusive<u64>); 2] = [
        (|builder| builder, 0..=30),
        (|builder| builder.keepalives_idle(Duration::from_secs(20_000)), 10_000..=20_000),
    ];
    for (set, expected) in set {
        let server = Fake::start(None, WELCOME);
        let url = server.url("sslmode=disable&hostaddr=127.0.0.1");
        let _db = set(Database::builder().url(url)).connect().await.unwrap();
        let [Some(seconds)] = keepalives(server.port)[..] else { panic!("there is one connection, with keepalives") };
        assert!(expected.contains(&seconds), "{seconds}");
    }
    let server = Fake::start(None, WELCOME);
    let url = server.url("sslmode=disable&hostaddr=127.0.0.1");
    let _db = Database::builder().url(url).keepalives_idle(None).connect().await.unwrap();
    assert_eq!(keepalives(server.port), [None]);
}

#[tokio::test]
async fn what_the_system_would_not_take_is_refused() {
    use std::time::Duration;
    let long = Duration::from_secs(40_000);
    for (builder, expected) in [
        (Database::builder().keepalives_idle(Duration::from_millis(1)), "keepalives_idle"),
        (Database::builder().keepalives_idle(long), "keepalives_idle"),
        (Database::builder().keepalives_interval(Duration::ZERO), "keepalives_interval"),
        (Database::builder().keepalives_count(0), "keepalives_count"),
        (Database::builder().keepalives_count(128), "keepalives_count"),
        (Database::builder().tcp_user_timeout(Duration::ZERO), "tcp_user_timeout"),
        (Database::builder().tcp_user_timeout(Duration::MAX), "tcp_user_timeout"),
        (Database::builder().connect_timeout(Duration::ZERO), "connect_timeout"),
    ] {
        let server = Fake::start(None, WELCOME);
        let error = builder.url(server.url("sslmode=disable")).connect().await.unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains(expected), "{error}");
    }
}

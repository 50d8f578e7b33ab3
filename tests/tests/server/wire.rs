//! The modes of the wire: what is sent in each, and that it comes to the same.

use std::sync::{Arc, Mutex};

use futures_util::TryStreamExt as _;
use redshift_orm::Wire;
use redshift_orm::client::Builder;
use redshift_orm::prelude::*;
use redshift_orm_tests::server::{Fresh, fresh};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpListener, TcpStream};

use crate::models::{Everything, Person, everything, person};

/// What stands between a client and the stand-in, and hears what the client says.
struct Proxy {
    fresh: Fresh,
    address: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// One that ends a connection at the first message of the extended protocol, where `simple` says so.
    async fn start(simple: bool) -> Self {
        let fresh = fresh().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (server, log) = (host(fresh.url()).to_owned(), Arc::clone(&heard));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server.clone(), Arc::clone(&log), simple));
            }
        });
        Proxy { fresh, address, heard }
    }

    /// A database with an empty table of people, reached through the proxy.
    async fn connect(&self, set: impl FnOnce(Builder) -> Builder) -> Database {
        let url = self.fresh.url().replace(host(self.fresh.url()), &self.address);
        let db = set(Database::builder().url(url)).connect().await.unwrap();
        Schema::of::<Person>().create_all(&db).await.unwrap();
        self.heard();
        db
    }

    /// The messages since the last call up to each `Sync` or `Query`, as the letters that they begin with. Those that close a statement
    /// are sent when there is time, and left out.
    fn heard(&self) -> Vec<String> {
        let mut heard = std::mem::take(&mut *self.heard.lock().unwrap());
        heard.retain(|batch| batch != "CS");
        heard
    }
}

/// The host and the port of a URL.
fn host(url: &str) -> &str {
    url.split(['@', '/']).find(|part| part.starts_with("127.0.0.1:")).unwrap()
}

async fn carry(client: TcpStream, server: String, log: Arc<Mutex<Vec<String>>>, simple: bool) {
    let server = TcpStream::connect(server).await.unwrap();
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let answers = tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let (mut batch, mut first) = (String::new(), true);
    while let Some(message) = message(&mut from_client, first).await {
        if !first {
            let letter = char::from(message[0]);
            if simple && !"QXp".contains(letter) {
                break;
            }
            batch.push(letter);
            if "SQ".contains(letter) {
                log.lock().unwrap().push(std::mem::take(&mut batch));
            }
        }
        first = false;
        if to_server.write_all(&message).await.is_err() {
            break;
        }
    }
    drop(to_server);
    answers.abort();
}

/// The next message whole; the first of a connection has no letter.
async fn message(client: &mut OwnedReadHalf, first: bool) -> Option<Vec<u8>> {
    let mut message = vec![0; if first { 4 } else { 5 }];
    client.read_exact(&mut message).await.ok()?;
    let length = u32::from_be_bytes(message[message.len() - 4..].try_into().unwrap());
    let begin = message.len();
    message.resize(begin + length as usize - 4, 0);
    client.read_exact(&mut message[begin..]).await.ok()?;
    Some(message)
}

async fn named(name: &str, db: &Database) -> Result<Vec<Person>> {
    Person::query().filter(|p| p.name.eq(name.to_owned())).all(db).await
}

#[tokio::test]
async fn a_statement_is_one_round_trip_once_it_is_known() {
    let modes = [
        (Wire::Unnamed, ["PBDES"].as_slice(), ["PBDES"].as_slice()),
        (Wire::Prepared, &["PDS", "BES"], &["BES"]),
        (Wire::Text, &["Q"], &["Q"]),
    ];
    let proxy = Proxy::start(false).await;
    for (wire, first, second) in modes {
        let db = proxy.connect(|builder| builder.wire(wire).max_connections(1)).await;
        assert!(named("Ada", &db).await.unwrap().is_empty());
        assert_eq!(proxy.heard(), first, "{wire:?}");
        named("Bob", &db).await.unwrap();
        assert_eq!(proxy.heard(), second, "{wire:?}");
        // What does not come again is not kept.
        raw_sql("ANALYZE people").execute(&db).await.unwrap();
        assert_eq!(proxy.heard(), if wire == Wire::Text { ["Q"] } else { ["PBDES"] }, "{wire:?}");
    }
}

#[tokio::test]
async fn the_url_chooses_as_well() {
    let proxy = Proxy::start(false).await;
    let url = proxy.fresh.url().replace(host(proxy.fresh.url()), &proxy.address);
    let url = url.split_once("&wire").map_or(url.as_str(), |(url, _)| url);
    for (wire, sent) in [("unnamed", "PBDES"), ("prepared", "PDS"), ("text", "Q")] {
        let db = Database::connect(format!("{url}&wire={wire}")).await.unwrap();
        proxy.heard();
        sql_query::<i32>("SELECT 1").one(&db).await.unwrap();
        assert_eq!(proxy.heard()[0], sent, "{wire}");
    }
}

/// Drops and makes the table of people, as another program would.
async fn make_anew(proxy: &Proxy) {
    let other = Database::builder().url(proxy.fresh.url()).wire(Wire::Unnamed).connect().await.unwrap();
    raw_sql("DROP TABLE people").execute(&other).await.unwrap();
    Schema::of::<Person>().create_all(&other).await.unwrap();
    Person::insert(person("Ada", 36)).execute(&other).await.unwrap();
}

#[tokio::test]
async fn a_stale_statement_is_prepared_again() {
    let proxy = Proxy::start(false).await;
    let db = proxy.connect(|builder| builder.wire(Wire::Prepared).max_connections(1)).await;
    assert_eq!(named("Ada", &db).await.unwrap().len(), 0);
    make_anew(&proxy).await;
    proxy.heard();
    assert_eq!(named("Ada", &db).await.unwrap().len(), 1);
    assert_eq!(proxy.heard(), ["BES", "PDS", "BES"], "refused, prepared, executed");
    let older = || Person::update().set(|p| p.age.to(37)).filter(|p| p.name.eq("Ada")).execute(&db);
    assert_eq!(older().await.unwrap(), 1);
    make_anew(&proxy).await;
    assert_eq!(older().await.unwrap(), 1, "so is a change, of which nothing has come");
}

#[tokio::test]
async fn a_transaction_with_a_stale_statement_is_run_again() {
    let proxy = Proxy::start(false).await;
    let db = proxy.connect(|builder| builder.wire(Wire::Prepared).max_connections(1)).await;
    named("Ada", &db).await.unwrap();
    make_anew(&proxy).await;
    let tx = db.begin().await.unwrap();
    let error = Person::query().filter(|p| p.name.eq("Ada")).all(&tx).await.unwrap_err();
    assert!(error.is_stale_statement() && !error.is_serialization_conflict(), "{error}");
    assert!(tx.commit().await.unwrap_err().is_stale_statement());

    named("Ada", &db).await.unwrap();
    make_anew(&proxy).await;
    let runs = Mutex::new(0);
    let rows = db
        .transaction(async |tx| {
            *runs.lock().unwrap() += 1;
            Person::query().filter(|p| p.name.eq("Ada")).all(&tx).await
        })
        .await;
    assert_eq!((rows.unwrap().len(), *runs.lock().unwrap()), (1, 2));
}

#[tokio::test]
async fn what_the_database_itself_changes_makes_nothing_stale() {
    let proxy = Proxy::start(false).await;
    let db = proxy.connect(|builder| builder.wire(Wire::Prepared).max_connections(2)).await;
    let prepare_on_both = async || {
        let (one, other) = (db.begin().await.unwrap(), db.begin().await.unwrap());
        for tx in [one, other] {
            Person::query().filter(|p| p.name.eq("Ada")).all(&tx).await.unwrap();
            tx.commit().await.unwrap();
        }
        proxy.heard();
    };
    prepare_on_both().await;
    prepare_on_both().await;
    raw_sql("DROP TABLE people").execute(&db).await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    proxy.heard();
    let (one, other) = (db.begin().await.unwrap(), db.begin().await.unwrap());
    for tx in [one, other] {
        Person::query().filter(|p| p.name.eq("Ada")).all(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(proxy.heard(), ["Q", "Q", "PDS", "BES", "Q", "PDS", "BES", "Q"]);

    // Others see what a transaction does when it ends.
    let tx = db.begin().await.unwrap();
    raw_sql("DROP TABLE people").execute(&tx).await.unwrap();
    raw_sql("CREATE TABLE people (id BIGINT, name VARCHAR(256), age INTEGER)").execute(&tx).await.unwrap();
    let both = db.begin().await.unwrap();
    sql_query::<i32>("SELECT 1").one(&both).await.unwrap();
    both.commit().await.unwrap();
    tx.commit().await.unwrap();
    prepare_on_both().await;
}

#[tokio::test]
async fn rollback_and_settings_forget_the_statements_of_the_session() {
    let proxy = Proxy::start(false).await;
    let db = proxy.connect(|builder| builder.wire(Wire::Prepared).max_connections(1)).await;
    named("Ada", &db).await.unwrap();
    db.begin().await.unwrap().rollback().await.unwrap();
    proxy.heard();
    named("Ada", &db).await.unwrap();
    assert_eq!(proxy.heard(), ["PDS", "BES"]);
    let tx = db.begin().await.unwrap();
    raw_sql("CREATE SCHEMA other").execute(&tx).await.unwrap();
    raw_sql("CREATE TABLE other.people (id BIGINT, name VARCHAR(256), age INTEGER)").execute(&tx).await.unwrap();
    Person::insert(person("Ada", 36)).execute(&tx).await.unwrap();
    assert_eq!(Person::query().filter(|p| p.name.eq("Ada")).all(&tx).await.unwrap().len(), 1);
    for (change, rows) in [("SET search_path TO other", 0), ("RESET search_path", 1)] {
        raw_sql(change).execute(&tx).await.unwrap();
        assert_eq!(Person::query().filter(|p| p.name.eq("Ada")).all(&tx).await.unwrap().len(), rows, "{change}");
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_statements_that_were_used_last_are_kept() {
    let proxy = Proxy::start(false).await;
    let db = proxy.connect(|builder| builder.wire(Wire::Prepared).max_connections(1)).await;
    let number = async |number: i32| {
        let text = format!("SELECT {number} + $1");
        assert_eq!(sql_query::<i32>(text).bind(1).one(&db).await.unwrap(), number + 1);
        proxy.heard()
    };
    for wanted in 0..256 {
        assert_eq!(number(wanted).await, ["PDS", "BES"]);
    }
    assert_eq!(number(0).await, ["BES"]);
    assert_eq!(number(256).await, ["PDS", "BES"]);
    assert_eq!(number(0).await, ["BES"], "it was used");
    assert_eq!(number(1).await, ["PDS", "BES"], "it was not");
    // The same text with parameters of other types is another statement.
    let text = "SELECT 256 + $1";
    assert_eq!(sql_query::<i64>(text).bind(1_i64).one(&db).await.unwrap(), 257);
    assert_eq!(proxy.heard(), ["PDS", "BES"]);
    assert_eq!(number(256).await, ["BES"]);
    // The server has an error of its own for a value that is missing.
    let error = sql_query::<i32>("SELECT CAST($1 AS INTEGER)").one(&db).await.unwrap_err();
    assert_eq!(error.code(), Some("08P01"), "{error}");
}

#[tokio::test]
async fn text_needs_no_extended_protocol() {
    let proxy = Proxy::start(true).await;
    let db = proxy.connect(|builder| builder.wire(Wire::Text)).await;
    Schema::of::<Everything>().create_all(&db).await.unwrap();
    let id = Everything::insert(everything("it's \\ text")).id(&db).await.unwrap();
    assert_eq!(Everything::insert_many((0..30).map(|_| everything("x"))).execute(&db).await.unwrap(), 30);
    let one = Everything::query().filter(|e| e.text.eq("it's \\ text")).one(&db).await.unwrap();
    assert_eq!((one.id, one.code.as_str(), one.real), (id, "ab", 0.1));
    assert_eq!(Everything::query().stream(&db).try_collect::<Vec<_>>().await.unwrap().len(), 31);
    Person::insert(person("Ada", 36)).execute(&db).await.unwrap();
    assert_eq!(Person::update().set(|p| p.age.to(37)).filter(|p| p.name.eq("Ada")).execute(&db).await.unwrap(), 1);
    assert_eq!(Person::delete().filter(|p| p.age.eq(37)).execute(&db).await.unwrap(), 1);
    let rows: Vec<(i32, String, Option<f64>)> =
        sql_query("SELECT $1, $2, $3").bind(1).bind("$1'".to_owned()).bind(None::<f64>).all(&db).await.unwrap();
    assert_eq!(rows, [(1, "$1'".to_owned(), None)]);
    assert!(Person::query().explain(&db).await.is_ok());
    let counted = db.transaction(async |tx| Person::query().count(&tx).await).await.unwrap();
    assert_eq!(counted, 0);
    assert!(proxy.heard().iter().all(|batch| batch == "Q"));
}

/// A database with an empty table of everything, in this mode.
async fn in_mode(fresh: &Fresh, wire: Wire) -> Database {
    let db = Database::builder().url(fresh.url()).wire(wire).connect().await.unwrap();
    Schema::of::<Everything>().create_all(&db).await.unwrap();
    db
}

#[tokio::test]
async fn texts_of_char_columns_have_no_blanks_in_any_mode() {
    let fresh = fresh().await;
    for wire in [Wire::Unnamed, Wire::Prepared, Wire::Text] {
        let db = in_mode(&fresh, wire).await;
        Everything::insert(everything("x  ")).execute(&db).await.unwrap();
        let query = || Everything::query().limit(1);
        let (code, text, real) = query().select(|e| (e.code, e.text, e.real)).one(&db).await.unwrap();
        assert_eq!((code.as_str(), text.as_str(), real), ("ab", "x  ", 0.1), "{wire:?}");
        assert_eq!(query().select(|e| e.code).distinct().one(&db).await.unwrap(), "ab", "{wire:?}");
        assert_eq!(Everything::query().select(|e| e.code.max()).one(&db).await.unwrap().unwrap(), "ab", "{wire:?}");
        assert_eq!(query().select(|e| e.code).derived().one(&db).await.unwrap(), "ab", "{wire:?}");
        let codes: Vec<String> = query().select(|e| e.code).stream(&db).try_collect().await.unwrap();
        assert_eq!(codes, ["ab"], "{wire:?}");
        let everything = query().one(&db).await.unwrap();
        assert_eq!((everything.code.as_str(), everything.text.as_str()), ("ab", "x  "), "{wire:?}");
        let text: String = sql_query("SELECT CAST(code AS VARCHAR(5)) FROM \"Odd \"\"schema\".everything LIMIT 1")
            .one(&db)
            .await
            .unwrap();
        assert_eq!(text, "ab", "{wire:?}");
    }
}

#[tokio::test]
async fn an_instant_is_the_same_in_every_time_zone_and_mode() {
    let fresh = fresh().await;
    for wire in [Wire::Unnamed, Wire::Prepared, Wire::Text] {
        let db = in_mode(&fresh, wire).await;
        Everything::insert(everything("x")).execute(&db).await.unwrap();
        for zone in ["Asia/Kolkata", "America/New_York", "UTC"] {
            let tx = db.begin().await.unwrap();
            raw_sql(format!("SET timezone TO '{zone}'")).execute(&tx).await.unwrap();
            let instants = Everything::query().select(|e| (e.instant, e.at)).limit(1).one(&tx).await.unwrap();
            assert_eq!(instants, (everything("").instant, everything("").at), "{wire:?} {zone}");
            let found = Everything::query().filter(|e| e.instant.eq(everything("").instant)).count(&tx).await.unwrap();
            assert!(found > 0, "{wire:?} {zone}");
            tx.rollback().await.unwrap();
        }
    }
}

#[tokio::test]
async fn errors_are_the_same_in_every_mode() {
    let fresh = fresh().await;
    for wire in [Wire::Unnamed, Wire::Prepared, Wire::Text] {
        let db = Database::builder().url(fresh.url()).wire(wire).connect().await.unwrap();
        let error = raw_sql("SELECT $1, nothing").bind("it's 'the secret'".to_owned()).execute(&db).await.unwrap_err();
        assert_eq!((error.code(), error.position()), (Some("42703"), Some(12)), "{wire:?}: {error}");
        assert_eq!(error.statement_text(), Some("SELECT $1, nothing"), "{wire:?}");
        let error =
            raw_sql("SELECT $1 RETURNING 1").bind("it's 'the secret'".to_owned()).execute(&db).await.unwrap_err();
        assert_eq!((error.code(), error.position()), (Some("42601"), Some(11)), "{wire:?}: {error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{wire:?}: {error}");
        assert!(raw_sql("SELECT 1; SELECT 2").execute(&db).await.is_err(), "{wire:?}");
        assert!(sql_query::<i32>("SELECT CAST($2 AS INTEGER)").bind(1).one(&db).await.is_err(), "{wire:?}");
    }
}

//! What those who run a program see of it.

use std::time::Duration;

use redshift_local::{At, Fault};
use redshift_orm::client::RetryPolicy;
use redshift_orm::prelude::*;
use redshift_orm_tests::server;
use redshift_orm_tests::{Customer, InsertKeptSpend, KeptSpend, Order};
use tracing::{Instrument, Level};

use crate::eyes::Eyes;
use crate::models::{Person, people, person};

const SECRET: &str = "hunter2 is the password";

/// A database with the table of people, connected to as the builder says.
async fn people_by(set: impl FnOnce(redshift_orm::client::Builder) -> redshift_orm::client::Builder) -> Database {
    people_at(&server::url(|database| database).await, set).await
}

/// The same at a URL.
async fn people_at(
    url: &str,
    set: impl FnOnce(redshift_orm::client::Builder) -> redshift_orm::client::Builder,
) -> Database {
    let db = set(Database::builder().url(url)).connect().await.unwrap();
    Person::create_table().execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn a_statement_is_a_span_with_opentelemetrys_names() {
    let eyes = Eyes::open();
    let db = people().await;
    Person::insert_many([person("Ada", 1), person("Bob", 2)]).execute(&db).await.unwrap();
    let insert = eyes.statement("INSERT");
    for (name, value) in [
        ("otel.name", "INSERT people"),
        ("otel.kind", "client"),
        ("db.system.name", "aws.redshift"),
        ("db.operation.name", "INSERT"),
        ("db.collection.name", "people"),
        ("db.query.text", "INSERT INTO \"people\" (\"name\", \"age\") VALUES ($1, $2), ($3, $4)"),
        ("affected_rows", "2"),
        ("db.response.returned_rows", ""),
        ("error.type", ""),
    ] {
        assert_eq!(insert.field(name), value, "{name}");
    }
    assert!(["localhost", "127.0.0.1"].contains(&insert.field("server.address")));
    assert!(insert.field("server.port").parse::<u16>().unwrap() > 0);
    let namespace = sql_query::<String>("SELECT current_database()").one(&db).await.unwrap();
    assert_eq!(insert.field("db.namespace"), namespace);
    Person::query().all(&db).await.unwrap();
    let select = eyes.statement("FROM \"people\"");
    assert_eq!((select.field("otel.name"), select.field("db.response.returned_rows")), ("SELECT people", "2"));
    let executed = eyes.events(Level::DEBUG).pop().unwrap();
    assert_eq!((executed.field("message"), eyes.parent(&executed)), ("executed", Some("statement")));
    assert!(executed.field("duration_ms").parse::<f64>().unwrap() > 0.0);
}

#[tokio::test]
async fn an_error_is_in_the_span_of_its_statement() {
    let eyes = Eyes::open();
    let fresh = server::fresh().await;
    let db = people_at(fresh.url(), |builder| builder).await;
    raw_sql("SELECT a FROM nowhere").execute(&db).await.unwrap_err();
    sql_query::<i32>("SELECT name FROM pg_class").all(&db).await.unwrap_err();
    Person::insert(person("Ada", 1)).execute(&db).await.unwrap();
    sql_query::<i32>("SELECT name FROM people").all(&db).await.unwrap_err();
    for (text, kind, code) in [("nowhere", "server", "42P01"), ("name FROM people", "decode", "")] {
        let span = eyes.statement(text);
        let seen = ["error.type", "db.response.status_code", "otel.status_code"].map(|name| span.field(name));
        assert_eq!(seen, [kind, code, "ERROR"]);
    }
    // A future that is dropped ends its span as well.
    fresh.faults().set([Fault::delay(Duration::from_secs(60), At::statement(1))]);
    let counting = Person::query().count(&db);
    tokio::time::timeout(Duration::from_millis(50), counting).await.unwrap_err();
    assert_eq!(eyes.statement("COUNT").field("error.type"), "abandoned");
}

#[tokio::test]
async fn rows_that_were_asked_for_ahead_and_are_not_wanted_are_no_error() {
    let eyes = Eyes::open();
    let db = people().await;
    Person::insert_many((0..200).map(|age| person("x", age))).execute(&db).await.unwrap();
    let mut rows = Person::query().stream(&db);
    rows.next().await.unwrap().unwrap();
    drop(rows);
    assert_eq!(eyes.statement("FETCH").field("otel.name"), "FETCH");
    for seen in eyes.all() {
        assert_eq!(seen.field("error.type"), "", "{}", seen.metadata.name());
    }
}

#[tokio::test]
async fn no_span_and_no_event_has_a_value() {
    let eyes = Eyes::open();
    let db = people_by(|builder| {
        builder.slow_statement(Duration::ZERO).retry(RetryPolicy::default().first_pause(Duration::ZERO))
    })
    .await;
    Schema::of::<(Customer, Order)>().create_all(&db).await.unwrap();
    let secret = || Person::query().filter(|p| p.name.eq(SECRET));
    Person::insert(person(SECRET, 424_242)).id(&db).await.unwrap();
    Person::insert_many((0..3).map(|_| person(SECRET, 424_242))).execute(&db).await.unwrap();
    secret().filter(|p| p.age.eq(424_242)).all(&db).await.unwrap();
    secret().one(&db).await.unwrap_err();
    secret().explain(&db).await.unwrap();
    secret().stream(&db).next().await.unwrap().unwrap();
    let rows = Order::query().filter(|o| o.note.eq(SECRET)).group_by(|o| o.customer_id).select(|customer, o| {
        InsertKeptSpend { customer, orders: count_star(), total: o.total.sum(), note: o.note.min() }
    });
    KeptSpend::create_table_as(rows).execute(&db).await.unwrap();
    Person::insert(person(&SECRET.repeat(100), 1)).execute(&db).await.unwrap_err();
    for text in [
        "SELECT CAST('hunter2' AS INTEGER)",
        "CREATE USER me PASSWORD 'hunter2' NONSENSE",
        "SELECT 1 -- it's\n, 'hunter2' FROM nowhere",
        "SELECT /* it's hunter2 */ $$hunter2$$ FROM nowhere",
        "'hunter2'",
    ] {
        raw_sql(text).execute(&db).await.unwrap_err();
    }
    sql_query::<i32>("SELECT CAST($1 AS INTEGER)").bind(SECRET.to_owned()).one(&db).await.unwrap_err();
    raw_sql("SET redshift_local.fault = 'database: error 1023 at commit'").execute(&db).await.unwrap();
    db.transaction(async |tx| Person::insert(person(SECRET, 424_242)).execute(&tx).await).await.unwrap();

    assert!(eyes.statement("CREATE TABLE \"kept spend\"").field("db.query.text").contains("= $1"));
    assert!(eyes.statement("EXPLAIN SELECT").field("db.query.text").contains("= $1"));
    assert!(eyes.statement("DECLARE").field("db.query.text").contains("= $1"));
    let seen = eyes.all();
    assert!(seen.len() > 100);
    for seen in seen {
        let text = format!("{:?}", seen.fields);
        assert!(!text.contains("hunter2") && !text.contains("424242"), "{}: {text}", seen.metadata.name());
    }
}

#[tokio::test]
async fn statements_stand_in_their_transaction() {
    let eyes = Eyes::open();
    let db = people().await;
    let insert = |name: &str| Person::insert(person(name, 1));
    db.transaction(async |tx| {
        insert("Ada").execute(&tx).await?;
        Person::query().all(&tx).instrument(tracing::info_span!("of the program")).await
    })
    .await
    .unwrap();
    assert_eq!(eyes.parent(&eyes.statement("INSERT")), Some("transaction"));
    assert_eq!(eyes.parent(&eyes.statement("COMMIT")), Some("transaction"));
    assert_eq!(eyes.parent(&eyes.statement("SELECT")), Some("of the program"));
    assert_eq!(eyes.parent(&eyes.named("of the program").pop().unwrap()), Some("transaction"));
    // One that the program ends itself, inside of a span of the program's.
    async {
        let tx = db.begin().await.unwrap();
        Person::query().count(&tx).await.unwrap();
        tx.rollback().await.unwrap();
        drop(db.begin().await.unwrap());
        Person::delete().all_rows().execute(&db).await.unwrap();
    }
    .instrument(tracing::info_span!("handler"))
    .await;
    assert_eq!(eyes.parent(&eyes.statement("COUNT")), Some("transaction"));
    assert_eq!(eyes.parent(&eyes.statement("DELETE")), Some("handler"));
    let transactions = eyes.named("transaction");
    let outcomes: Vec<_> = transactions.iter().map(|span| (eyes.parent(span), span.field("outcome"))).collect();
    assert_eq!(outcomes, [(None, "committed"), (Some("handler"), "rolled_back"), (Some("handler"), "rolled_back")]);
}

#[tokio::test]
async fn a_transaction_that_is_run_again_is_logged() {
    let db = people_by(|builder| builder.retry(RetryPolicy::default().first_pause(Duration::ZERO))).await;
    let eyes = Eyes::open();
    raw_sql("SET redshift_local.fault = 'database: error 1023 at commit'").execute(&db).await.unwrap();
    db.transaction(async |tx| Person::insert(person("Ada", 1)).execute(&tx).await).await.unwrap();
    let outcomes: Vec<_> = eyes.named("transaction").iter().map(|span| span.field("outcome").to_owned()).collect();
    assert_eq!(outcomes, ["rolled_back", "committed"]);
    let events = eyes.events(Level::INFO);
    let [again] = events.iter().filter(|seen| seen.metadata.is_event()).collect::<Vec<_>>()[..] else { panic!() };
    let seen = ["message", "error.type", "attempt"].map(|name| again.field(name));
    assert_eq!(seen, ["the transaction is run again", "serialization_conflict", "1"]);
}

#[tokio::test]
async fn slow_statements_are_warned_of() {
    let eyes = Eyes::open();
    for (threshold, warnings) in [(Duration::from_millis(50), 1), (Duration::from_secs(3600), 0)] {
        let fresh = server::fresh().await;
        let db = people_at(fresh.url(), |builder| builder.slow_statement(threshold)).await;
        fresh.faults().set([Fault::delay(Duration::from_millis(100), At::statement(1))]);
        let before = eyes.all().len();
        raw_sql("SELECT 'hunter2' FROM people").execute(&db).await.unwrap();
        let warned: Vec<_> = eyes.all().drain(before..).filter(|seen| *seen.metadata.level() == Level::WARN).collect();
        assert_eq!(warned.len(), warnings);
        for warning in warned {
            let seen = ["message", "db.query.text", "threshold"].map(|name| warning.field(name));
            assert_eq!(seen, ["slow statement", "SELECT '..' FROM people", "50ms"]);
            assert!(warning.field("duration_ms").parse::<f64>().unwrap() >= 100.0);
        }
    }
}

#[tokio::test]
async fn waiting_for_a_connection_is_a_span() {
    let eyes = Eyes::open();
    let db = people_by(|builder| builder.max_connections(1).acquire_timeout(Duration::from_millis(50))).await;
    let tx = db.begin().await.unwrap();
    assert!(Person::query().count(&db).await.unwrap_err().is_timeout());
    assert_eq!(eyes.named("acquire").pop().unwrap().field("error.type"), "timeout");
    drop(tx);
    let url = server::url(|database| database).await;
    Database::connect(url.replace("awsuser@", "nobody:hunter2@")).await.unwrap_err();
    let refused = eyes.named("acquire").pop().unwrap();
    let seen = ["error.type", "db.response.status_code", "db.system.name"].map(|name| refused.field(name));
    assert_eq!(seen, ["authentication", "28000", "aws.redshift"]);
    assert!(!format!("{:?}", eyes.all().iter().map(|seen| &seen.fields).collect::<Vec<_>>()).contains("hunter2"));
}

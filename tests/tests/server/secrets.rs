//! What is bound, and what opens the database, shows nowhere.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use redshift_orm::prelude::*;
use tracing::field::{Field, Visit};
use tracing::span;

use crate::models::{Person, people, person};

const SECRET: &str = "hunter2 is the password";

/// Everything that an error shows, through whatever a program prints it with.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(error) = cause {
        let _ = write!(text, " {error} {error:?}");
        cause = error.source();
    }
    text
}

#[tokio::test]
async fn no_error_shows_a_bound_value() {
    let db = people().await;
    let tx = db.begin().await.unwrap();
    let errors = [
        sql_query::<i32>("SELECT CAST($1 AS INTEGER)").bind(SECRET.to_owned()).one(&db).await.unwrap_err(),
        sql_query::<i32>("SELECT $1").bind(SECRET.to_owned()).one(&db).await.unwrap_err(),
        sql_query::<NaiveDate>("SELECT $1").bind(SECRET.to_owned()).one(&db).await.unwrap_err(),
        sql_query::<Uuid>("SELECT $1").bind(SECRET.to_owned()).one(&db).await.unwrap_err(),
        sql_query::<String>("SELECT 'hunter2 is the password' FROM nowhere").one(&db).await.unwrap_err(),
        raw_sql("CREATE USER me PASSWORD 'hunter2 is the password' NONSENSE").execute(&db).await.unwrap_err(),
        raw_sql("INSERT INTO people (name, age) VALUES ($1, CAST($2 AS INTEGER))")
            .bind("x".to_owned())
            .bind(SECRET.to_owned())
            .execute(&tx)
            .await
            .unwrap_err(),
        tx.commit().await.unwrap_err(),
        Person::insert(person(&SECRET.repeat(100), 1)).execute(&db).await.unwrap_err(),
        Person::insert(person(&SECRET.repeat(100), 1)).id(&db).await.unwrap_err(),
        Person::insert_many((0..9).map(|_| person(&SECRET.repeat(100), 1))).execute(&db).await.unwrap_err(),
        Person::query().filter(|p| p.name.eq(SECRET)).one(&db).await.unwrap_err(),
    ];
    for error in errors {
        let text = shown(&error);
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[tokio::test]
async fn what_the_server_says_can_be_reached() {
    let db = people().await;
    let error = raw_sql("SELECT nothing FROM people").execute(&db).await.unwrap_err();
    assert_eq!(error.code(), Some("42703"));
    assert!(error.message().unwrap().contains("\"nothing\""));
    assert_eq!(error.position(), Some(8));
    assert_eq!(error.statement_text(), Some("SELECT nothing FROM people"));
    assert!(error.to_string().contains("column \"nothing\" does not exist"), "{error}");
    assert!(error.to_string().contains("SELECT nothing FROM people"), "{error}");
    let error = sql_query::<i32>("SELECT CAST($1 AS INTEGER)").bind(SECRET.to_owned()).one(&db).await.unwrap_err();
    assert!(error.message().unwrap().contains(SECRET));
}

#[tokio::test]
async fn no_handle_shows_the_password() {
    let url = redshift_orm_tests::server::url(|database| database).await;
    let url = url.replace("awsuser@", "awsuser:hunter2@");
    let builder = Database::builder().url(&url).password("hunter2");
    assert!(!format!("{builder:?}").contains("hunter2"));
    let db = builder.connect().await.unwrap();
    let tx = db.begin().await.unwrap();
    let text = format!("{db:?} {db:#?} {tx:?}");
    assert!(!text.contains("hunter2"), "{text}");
    let statement = raw_sql("SELECT 'hunter2'").bind("hunter2".to_owned());
    assert!(!format!("{statement:?}").contains("hunter2"));
}

/// Collects every event of a thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = writeln!(self.0.lock().unwrap(), "{field}={value:?}");
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        attributes.record(&mut self.clone());
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn every_statement_is_an_event_without_values() {
    let db = people().await;
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    Person::insert(person(SECRET, 424_242)).id(&db).await.unwrap();
    let mut rows = Person::query().filter(|p| p.name.eq(SECRET).and(p.age.eq(424_242))).stream(&db);
    rows.next().await.unwrap().unwrap();
    drop(rows);
    raw_sql("SELECT 'hunter2' FROM nowhere").execute(&db).await.unwrap_err();
    drop(guard);
    let text = log.0.lock().unwrap().clone();
    for expected in [
        "db.system.name=\"redshift\"",
        "db.query.text=INSERT INTO \"people\" (\"name\", \"age\") VALUES ($1, $2)",
        "db.query.text=COMMIT",
        "WHERE t0.\"name\" = $1",
        "db.query.text=SELECT '..' FROM nowhere",
        "db.response.status_code=\"42P01\"",
        "duration_ms=",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    assert!(!text.contains("hunter2") && !text.contains("424242"), "{text}");
}

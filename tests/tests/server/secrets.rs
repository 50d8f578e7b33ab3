//! What is bound, and what opens the database, shows nowhere.

use std::cell::Cell;
use std::fmt::Write as _;
use std::time::SystemTime;

use redshift_orm::client::credentials::{Credentials, PasswordVariable};
use redshift_orm::prelude::*;

use crate::eyes::{Eyes, Seen};
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
    let without = url.clone();
    let url = url.replace("awsuser@", "awsuser:hunter2@");
    let builder = Database::builder().url(&url).password("hunter2");
    assert!(!format!("{builder:?}").contains("hunter2"));
    let db = builder.connect().await.unwrap();
    let tx = db.begin().await.unwrap();
    let text = format!("{db:?} {db:#?} {tx:?}");
    assert!(!text.contains("hunter2"), "{text}");
    let credentials = Credentials::new("awsuser", "hunter2").expires_at(SystemTime::now());
    let builder = Database::builder().url(&without).credentials(credentials.clone());
    let text = format!("{credentials:?} {credentials:#?} {builder:?} {:?}", PasswordVariable::new("PASSWORD"));
    assert!(!text.contains("hunter2") && text.contains("awsuser"), "{text}");
    let db = builder.connect().await.unwrap();
    assert!(!format!("{db:?} {db:#?}").contains("hunter2"));
    let statement = raw_sql("SELECT 'hunter2'").bind("hunter2".to_owned());
    assert!(!format!("{statement:?}").contains("hunter2"));
}

/// The statements of this thread.
struct Log {
    eyes: Eyes,
    read: Cell<usize>,
}

impl Log {
    fn begin() -> Self {
        Log { eyes: Eyes::open(), read: Cell::new(0) }
    }

    /// The statements since the last call; each is a round trip.
    fn statements(&self) -> Vec<String> {
        let spans = self.eyes.named("statement");
        let read = self.read.replace(spans.len());
        let first_words = |span: &Seen| span.field("db.query.text").split(' ').take(2).collect::<Vec<_>>().join(" ");
        spans.iter().skip(read).map(first_words).collect()
    }
}

#[tokio::test]
async fn nothing_takes_more_round_trips_than_it_must() {
    let db = people().await;
    let log = Log::begin();
    Person::insert(person("a", 1)).execute(&db).await.unwrap();
    assert_eq!(log.statements(), ["INSERT INTO"]);
    for (rows, inserts) in [(64, 1), (16_383, 1), (16_384, 2), (1000, 3)] {
        Person::insert_many((0..rows).map(|age| person("b", age))).execute(&db).await.unwrap();
        let statements = log.statements();
        let expected = if inserts == 1 { 1 } else { inserts + 2 };
        assert_eq!(statements.len(), expected, "{rows}: {statements:?}");
        assert_eq!(statements.iter().filter(|statement| *statement == "INSERT INTO").count(), inserts, "{rows}");
    }
    Person::insert_many([]).execute(&db).await.unwrap();
    assert!(log.statements().is_empty());
    Person::query().limit(1).one(&db).await.unwrap();
    assert_eq!(log.statements(), ["SELECT t0.\"id\","]);
    Person::insert(person("d", 1)).max_id(&db).await.unwrap();
    assert_eq!(log.statements(), ["INSERT INTO", "SELECT MAX(\"id\")"]);
    Person::insert(person("e", 1)).id(&db).await.unwrap();
    assert_eq!(log.statements(), ["BEGIN", "INSERT INTO", "SELECT MAX(\"id\"),", "COMMIT"]);
    let tx = db.begin().await.unwrap();
    Person::insert(person("f", 1)).id(&tx).await.unwrap();
    assert_eq!(log.statements(), ["BEGIN", "SELECT \"id\"", "INSERT INTO", "SELECT \"id\""]);
    tx.commit().await.unwrap();
    log.statements();
    // Only a row that is there already costs more.
    Person::insert(person("f", 1)).id(&db).await.unwrap();
    let expected = [
        "BEGIN",
        "INSERT INTO",
        "SELECT MAX(\"id\"),",
        "ROLLBACK",
        "BEGIN",
        "SELECT \"id\"",
        "INSERT INTO",
        "SELECT \"id\"",
        "COMMIT",
    ];
    assert_eq!(log.statements(), expected);
}

//! Views on a server.

use redshift_orm::prelude::*;
use redshift_orm::raw_sql;
use redshift_orm::statement::RefreshMaterializedView;
use redshift_orm_tests::server::database;

use crate::models::{Person, person};

const NASTY: &str = r"it's a \ here, \n no line, 100% $1 東京";

#[derive(Debug, PartialEq, Model)]
#[redshift(view, schema = "reports")]
struct Adults {
    #[redshift(column = "who")]
    name: String,
    age: Option<i32>,
}

impl ViewDefinition for Adults {
    fn definition() -> impl ViewQuery<Self> {
        Person::query()
            .filter(|p| p.age.ge(18).or(p.name.eq(NASTY)))
            .select(|p| SelectAdults { name: p.name, age: p.age })
    }
}

/// Reads a view.
#[derive(Debug, PartialEq, Model)]
#[redshift(view)]
struct Ages {
    people: i64,
    oldest: Option<i32>,
}

impl ViewDefinition for Ages {
    fn definition() -> impl ViewQuery<Self> {
        Adults::query().select(|a| SelectAges { people: count_star(), oldest: a.age.max() })
    }
}

/// Made elsewhere.
#[derive(Debug, PartialEq, Model)]
#[redshift(view, table = "elsewhere")]
struct Elsewhere {
    id: i64,
}

async fn views() -> Database {
    let db = database().await;
    let schema = Schema::of::<(Ages, Elsewhere, Adults, Person)>();
    schema.create_all(&db).await.unwrap();
    schema.create_all(&db).await.unwrap();
    let rows = [person("Ada", 36), person("Eve", 7), person(NASTY, None)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn views_are_made_and_read() {
    let db = views().await;
    let adults = Adults::query().order_by(|a| a.age.asc()).all(&db).await.unwrap();
    let row = |name: &str, age| Adults { name: name.into(), age };
    assert_eq!(adults, [row("Ada", Some(36)), row(NASTY, None)]);
    assert_eq!(Ages::query().one(&db).await.unwrap(), Ages { people: 2, oldest: Some(36) });
    let joined = Person::query().left_join(Adults::query(), |(p, a)| p.name.eq(a.name)).order_by(|(p, _)| p.id.asc());
    let joined: Vec<_> = joined.all(&db).await.unwrap();
    assert_eq!(joined.iter().map(|(_, adult)| adult.is_some()).collect::<Vec<_>>(), [true, false, true]);
}

#[tokio::test]
async fn a_view_without_a_definition_is_left_alone() {
    let db = views().await;
    assert_eq!(Elsewhere::query().count(&db).await.unwrap_err().code(), Some("42P01"));
    raw_sql("CREATE VIEW elsewhere AS SELECT id FROM people").execute(&db).await.unwrap();
    assert_eq!(Elsewhere::query().count(&db).await.unwrap(), 3);
}

#[tokio::test]
async fn a_view_is_replaced_and_dropped() {
    let db = views().await;
    assert_eq!(Adults::create_view().execute(&db).await.unwrap_err().code(), Some("42P07"));
    Adults::create_view().or_replace().execute(&db).await.unwrap();
    assert!(Adults::drop_view().execute(&db).await.is_err(), "another view reads it");
    Adults::comment("who may vote").execute(&db).await.unwrap();
    Adults::grant([Privilege::SELECT]).to([Grantee::Public]).execute(&db).await.unwrap();
    let tx = db.begin().await.unwrap();
    Adults::drop_view().cascade().execute(&tx).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(Ages::query().count(&db).await.unwrap(), 1);
    Adults::drop_view().cascade().execute(&db).await.unwrap();
    Adults::drop_view().if_exists().execute(&db).await.unwrap();
    assert_eq!(Ages::query().count(&db).await.unwrap_err().code(), Some("42P01"));
}

/// Kept, and read by [`Most`].
#[derive(Debug, PartialEq, Model)]
#[redshift(materialized_view, schema = "reports", sortkey(age), backup = no)]
struct Counted {
    #[redshift(distkey, column = "years")]
    age: Option<i32>,
    people: i64,
}

impl ViewDefinition for Counted {
    fn definition() -> impl ViewQuery<Self> {
        Person::query()
            .filter(|p| p.name.ne(NASTY))
            .group_by(|p| p.age)
            .select(|age, _| SelectCounted { age, people: count_star() })
    }
}

#[derive(Debug, PartialEq, Model)]
#[redshift(materialized_view)]
struct Most {
    people: Option<i64>,
}

impl ViewDefinition for Most {
    fn definition() -> impl ViewQuery<Self> {
        Counted::query().select(|c| SelectMost { people: c.people.max() })
    }
}

#[derive(Debug, PartialEq, Model)]
#[redshift(materialized_view, auto_refresh = yes)]
struct Names {
    name: String,
}

impl ViewDefinition for Names {
    fn definition() -> impl ViewQuery<Self> {
        Person::query().select(|p| SelectNames { name: p.name })
    }
}

/// What the server says of the materialized views.
#[derive(Debug, PartialEq, Model)]
#[redshift(view, table = "svv_mv_info")]
struct Info {
    name: String,
    is_stale: String,
    autorefresh: String,
}

async fn stale(db: &Database) -> Vec<String> {
    let infos = Info::query().order_by(|i| i.name.asc()).all(db).await.unwrap();
    infos
        .iter()
        .map(|info| [&info.name, &info.is_stale, &info.autorefresh].map(|text| text.trim_end()).join(" "))
        .collect()
}

#[tokio::test]
async fn a_materialized_view_keeps_its_rows_until_it_is_refreshed() {
    let db = database().await;
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert_many([person("Ada", 36), person("Eve", 7), person(NASTY, 7)]).execute(&db).await.unwrap();
    let schema = Schema::of::<(Names, Most, Counted, Person)>();
    schema.create_all(&db).await.unwrap();
    schema.create_all(&db).await.unwrap();
    let row = |age, people| Counted { age: Some(age), people };
    let counted = || Counted::query().order_by(|c| c.age.asc());
    assert_eq!(counted().all(&db).await.unwrap(), [row(7, 1), row(36, 1)]);
    assert_eq!(stale(&db).await, ["counted f f", "most f f", "names f t"]);

    Person::insert_many([person("Bob", 7)]).execute(&db).await.unwrap();
    assert_eq!(counted().all(&db).await.unwrap(), [row(7, 1), row(36, 1)]);
    assert_eq!(stale(&db).await, ["counted t f", "most f f", "names t t"]);

    Counted::refresh(&db).await.unwrap();
    assert_eq!(counted().all(&db).await.unwrap(), [row(7, 2), row(36, 1)]);
    assert_eq!(Most::query().one(&db).await.unwrap(), Most { people: Some(1) });
    assert_eq!(stale(&db).await, ["counted f f", "most t f", "names t t"]);

    RefreshMaterializedView::new(Counted::NAME).cascade().execute(&db).await.unwrap();
    assert_eq!(Most::query().one(&db).await.unwrap(), Most { people: Some(2) });
    assert_eq!(stale(&db).await, ["counted f f", "most f f", "names t t"]);
    assert_eq!(Names::query().count(&db).await.unwrap(), 3);
}

#[tokio::test]
async fn a_materialized_view_is_made_once_and_dropped() {
    let db = database().await;
    Schema::of::<(Counted, Most, Person)>().create_all(&db).await.unwrap();
    assert_eq!(Counted::create_materialized_view().execute(&db).await.unwrap_err().code(), Some("42P07"));
    assert!(Counted::drop_materialized_view().execute(&db).await.is_err(), "another reads it");
    Counted::grant([Privilege::SELECT]).to([Grantee::Public]).execute(&db).await.unwrap();
    Counted::drop_materialized_view().cascade().execute(&db).await.unwrap();
    Counted::drop_materialized_view().if_exists().execute(&db).await.unwrap();
    assert_eq!(Most::query().count(&db).await.unwrap_err().code(), Some("42P01"));
    assert_eq!(Counted::refresh(&db).await.unwrap_err().code(), Some("42P01"));
}

//! What is counted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use metrics::{Counter, CounterFn, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, SharedString, Unit};
use redshift_orm::client::{Builder, RetryPolicy};
use redshift_orm::prelude::*;
use redshift_orm_tests::proxy::{Cut, Proxy};
use redshift_orm_tests::server;

use crate::models::{Person, person};

/// What the process counted. Tests tell theirs by the alias of their database.
static COUNTED: Mutex<BTreeMap<String, f64>> = Mutex::new(BTreeMap::new());

/// A name with its labels, as Prometheus writes them.
struct Meter(String);

impl Meter {
    fn of(key: &Key) -> Arc<Self> {
        let labels: Vec<_> = key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        Arc::new(Meter(format!("{}{{{}}}", key.name(), labels.join(","))))
    }

    fn add(&self, value: f64) {
        *COUNTED.lock().unwrap_or_else(PoisonError::into_inner).entry(self.0.clone()).or_default() += value;
    }
}

impl CounterFn for Meter {
    fn increment(&self, value: u64) {
        self.add(f64::from(u32::try_from(value).unwrap()));
    }
    fn absolute(&self, _: u64) {
        unreachable!("nothing sets a counter")
    }
}

impl GaugeFn for Meter {
    fn increment(&self, value: f64) {
        self.add(value);
    }
    fn decrement(&self, value: f64) {
        self.add(-value);
    }
    fn set(&self, _: f64) {
        unreachable!("nothing sets a gauge")
    }
}

/// A histogram is the number of its values.
impl HistogramFn for Meter {
    fn record(&self, value: f64) {
        assert!(value > 0.0);
        self.add(1.0);
    }
}

struct Recorder;

impl metrics::Recorder for Recorder {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(Meter::of(key))
    }
    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(Meter::of(key))
    }
    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(Meter::of(key))
    }
}

/// A database of this alias, counted from its making on.
async fn counted(alias: &str) -> Builder {
    static SET: Once = Once::new();
    SET.call_once(|| metrics::set_global_recorder(Recorder).unwrap());
    let url = server::url(|database| database).await;
    Database::builder()
        .url(url)
        .alias(alias)
        .max_connections(1)
        .retry(RetryPolicy::default().first_pause(Duration::ZERO))
}

/// What was counted for an alias, without it.
fn all(alias: &str) -> BTreeMap<String, f64> {
    let label = format!("alias={alias}");
    let counted = COUNTED.lock().unwrap_or_else(PoisonError::into_inner);
    let of_alias = counted.iter().filter(|(name, _)| name.contains(&label));
    of_alias.map(|(name, value)| (name.replace(&label, "").replace("{,", "{").replace("{}", ""), *value)).collect()
}

#[track_caller]
fn assert_counted(alias: &str, expected: &[(&str, f64)]) {
    let expected = expected.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect::<BTreeMap<_, _>>();
    assert_eq!(all(alias), expected);
}

#[tokio::test]
async fn statements_rows_and_transactions_are_counted() {
    let db = counted("works").await.connect().await.unwrap();
    Person::create_table().execute(&db).await.unwrap();
    Person::insert_many((0..501).map(|age| person("hunter2", age))).execute(&db).await.unwrap();
    Person::update().set(|p| p.age.to(0)).filter(|p| p.age.lt(100)).execute(&db).await.unwrap();
    Person::query().filter(|p| p.name.eq("hunter2")).limit(7).all(&db).await.unwrap();
    let tx = db.begin().await.unwrap();
    Person::delete().filter(|p| p.age.eq(0)).execute(&tx).await.unwrap();
    assert_eq!(all("works").get("redshift_connections_in_use"), Some(&1.0));
    tx.rollback().await.unwrap();
    assert_counted(
        "works",
        &[
            ("redshift_connections_in_use", 0.0),
            ("redshift_connections_waiting", 0.0),
            ("redshift_connections_open", 1.0),
            ("redshift_new_connections_total", 1.0),
            ("redshift_execute_many_total", 501.0),
            // CREATE TABLE; BEGIN, two INSERTs, COMMIT; UPDATE; SELECT; BEGIN, DELETE, ROLLBACK.
            ("redshift_execute_total", 10.0),
            ("redshift_query_duration_seconds", 10.0),
            ("redshift_rows_returned_total", 7.0),
            ("redshift_model_inserts_total{model=people}", 501.0),
            ("redshift_model_updates_total{model=people}", 100.0),
            ("redshift_model_deletes_total{model=people}", 100.0),
            ("redshift_transactions_total{outcome=committed}", 1.0),
            ("redshift_transactions_total{outcome=rolled_back}", 1.0),
        ],
    );
}

#[tokio::test]
async fn statements_that_go_together_are_counted_each() {
    let db = counted("together").await.connect().await.unwrap();
    Person::create_table().execute(&db).await.unwrap();
    for _ in 0..2 {
        Person::insert(person("hunter2", 1)).id(&db).await.unwrap();
    }
    assert_counted(
        "together",
        &[
            ("redshift_connections_in_use", 0.0),
            ("redshift_connections_waiting", 0.0),
            ("redshift_connections_open", 1.0),
            ("redshift_new_connections_total", 1.0),
            // CREATE TABLE; BEGIN, INSERT, SELECT, COMMIT; BEGIN, INSERT, the SELECT that finds two rows, ROLLBACK; BEGIN, SELECT, INSERT,
            // SELECT, COMMIT.
            ("redshift_execute_total", 14.0),
            ("redshift_query_duration_seconds", 14.0),
            ("redshift_rows_returned_total", 4.0),
            ("redshift_model_inserts_total{model=people}", 3.0),
            ("redshift_transactions_total{outcome=committed}", 2.0),
            ("redshift_transactions_total{outcome=rolled_back}", 1.0),
        ],
    );
}

#[tokio::test]
async fn errors_and_retries_are_counted() {
    let db = counted("fails").await.connect().await.unwrap();
    Person::create_table().execute(&db).await.unwrap();
    raw_sql("SELECT 'hunter2' FROM nowhere").execute(&db).await.unwrap_err();
    raw_sql("SET redshift_local.fault = 'database: error 1023 at commit'").execute(&db).await.unwrap();
    db.transaction(async |tx| Person::insert(person("hunter2", 1)).execute(&tx).await).await.unwrap();
    let counted = all("fails");
    for (name, value) in [
        ("redshift_errors_total{kind=server}", 1.0),
        ("redshift_errors_total{kind=serialization_conflict}", 1.0),
        ("redshift_retries_total{kind=serialization_conflict}", 1.0),
        ("redshift_transactions_total{outcome=rolled_back}", 1.0),
        ("redshift_transactions_total{outcome=committed}", 1.0),
        // The INSERT that was rolled back was executed as well.
        ("redshift_model_inserts_total{model=people}", 2.0),
    ] {
        assert_eq!(counted.get(name), Some(&value), "{name} in {counted:?}");
    }
    assert!(!format!("{counted:?}").contains("hunter2"));
}

#[tokio::test]
async fn connections_that_cannot_be_had_are_counted() {
    let builder = counted("waits").await.acquire_timeout(Duration::from_millis(50));
    let db = builder.clone().connect().await.unwrap();
    let tx = db.begin().await.unwrap();
    assert!(Person::query().count(&db).await.unwrap_err().is_timeout());
    drop(tx);
    builder.user("nobody").connect().await.unwrap_err();
    let counted = all("waits");
    for (name, value) in [
        ("redshift_acquire_errors_total{kind=timeout}", 1.0),
        ("redshift_acquire_errors_total{kind=authentication}", 1.0),
        ("redshift_new_connections_total", 1.0),
        ("redshift_connections_waiting", 0.0),
        ("redshift_connections_in_use", 0.0),
        ("redshift_transactions_total{outcome=rolled_back}", 1.0),
    ] {
        assert_eq!(counted.get(name), Some(&value), "{name} in {counted:?}");
    }
}

#[tokio::test]
async fn what_markers_decide_is_counted() {
    let db = counted("marked").await.connect().await.unwrap();
    Person::create_table().execute(&db).await.unwrap();
    for fault in ["drop before commit", "drop after commit"] {
        raw_sql(format!("SET redshift_local.fault = 'database: {fault}'")).execute(&db).await.unwrap();
        db.transaction_with_marker(async |tx| Person::insert(person("hunter2", 1)).execute(&tx).await).await.unwrap();
    }
    let counted = all("marked");
    for (name, value) in [
        ("redshift_transactions_total{outcome=unknown}", 2.0),
        ("redshift_transactions_total{outcome=committed}", 1.0),
        ("redshift_transactions_resolved_total{outcome=rolled_back}", 1.0),
        ("redshift_transactions_resolved_total{outcome=committed}", 1.0),
        ("redshift_retries_total{kind=connection}", 1.0),
    ] {
        assert_eq!(counted.get(name), Some(&value), "{name} in {counted:?}");
    }
}

#[tokio::test]
async fn failovers_are_counted() {
    let fresh = server::fresh().await;
    let [writer, reader] = [Proxy::start(fresh.url()).await, Proxy::start(fresh.url()).await];
    let builder = counted("fails over").await.url(writer.url(fresh.url())).reader(reader.url(fresh.url()));
    let db = builder.connect().await.unwrap();
    let one = || sql_query::<i32>("SELECT 1").read_only();
    one().one(&db.read()).await.unwrap();
    assert!(!all("fails over").contains_key("redshift_failovers_total{outcome=succeeded}"));
    reader.cut(Cut::After("SELECT 1"));
    one().one(&db.read()).await.unwrap();
    writer.down();
    reader.down();
    one().one(&db.read()).await.unwrap_err();
    let counted = all("fails over");
    for (name, value) in
        [("redshift_failovers_total{outcome=succeeded}", 1.0), ("redshift_failovers_total{outcome=failed}", 1.0)]
    {
        assert_eq!(counted.get(name), Some(&value), "{name} in {counted:?}");
    }
}

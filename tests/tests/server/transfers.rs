//! Rows copied from one database to another, and what interrupts that.

use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use redshift_local::{At, Fault};
use redshift_orm::Wire;
use redshift_orm::prelude::*;
use redshift_orm::transfer::{Report, Transfer};
use redshift_orm_tests::server::{Fresh, fresh, url};
use redshift_orm_tests::{Customer, NewCustomer, Order, new_order};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::models::{Everything, Person, everything, person};
use crate::tls::WELCOME;

/// A key of several columns, which the tests repeat: nothing keeps a table from that.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "readings", primary_key(station, day))]
struct Reading {
    #[redshift(varchar = 20)]
    station: String,
    day: NaiveDate,
    value: Option<f64>,
    #[redshift(decimal(38, 2))]
    exact: Decimal,
}

/// No key at all.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "notes")]
struct Note {
    number: i32,
    text: String,
}

type Both = (Reading, Note);

/// Every row, in whatever order.
async fn rows<M>(db: &Database) -> Vec<String>
where
    M: BaseTable + Debug,
    M::Columns: redshift_orm::statement::Selection<'static, Row = M>,
{
    let rows = M::query().all(db).await.unwrap();
    let mut rows: Vec<_> = rows.into_iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    rows
}

/// A database with readings, of which some share a key, or almost, and notes.
async fn source(days: u32, notes: i32) -> Database {
    let db = database().await;
    Schema::of::<Both>().create_all(&db).await.unwrap();
    let stations = ["Oslo", "oslo", "Oslo ", "it's \\ Ö", "Rome", "Rome", "Rome"];
    let readings = (0..days).flat_map(|day| {
        let day = NaiveDate::from_ymd_opt(2024, 2, 1 + day / 2).unwrap();
        stations.iter().zip(0..).map(move |(station, value)| NewReading {
            station: (*station).into(),
            day,
            value: (value != 3).then_some(f64::from(value) / 3.0),
            exact: dec!(12345678901234567890123456.78),
        })
    });
    Reading::insert_many(readings).execute(&db).await.unwrap();
    let notes = (0..notes).map(|number| NewNote { number: number / 3, text: "x".repeat(7) });
    Note::insert_many(notes).execute(&db).await.unwrap();
    db
}

async fn connect(fresh: &Fresh) -> Database {
    in_binary(fresh.url()).await
}

/// Whatever the mode of the wire that the tests are run in: `wire=text` is refused.
async fn in_binary(url: &str) -> Database {
    Database::builder().url(url).wire(Wire::Unnamed).connect().await.unwrap()
}

async fn database() -> Database {
    in_binary(&url(|database| database).await).await
}

async fn people() -> Database {
    let db = database().await;
    Schema::of::<Person>().create_all(&db).await.unwrap();
    db
}

async fn assert_same(source: &Database, target: &Database) {
    assert_eq!(rows::<Reading>(source).await, rows::<Reading>(target).await);
    assert_eq!(rows::<Note>(source).await, rows::<Note>(target).await);
}

#[tokio::test]
async fn rows_go_over_as_they_are_and_ids_go_on_behind_them() {
    type All = (Order, Customer, Everything);
    let source = database().await;
    Schema::of::<All>().create_all(&source).await.unwrap();
    let customers =
        (0..30).map(|n| NewCustomer { name: format!("c{n}"), region: None, active: n % 2 == 0 }).collect::<Vec<_>>();
    Customer::insert_many(customers).execute(&source).await.unwrap();
    Customer::delete().filter(|c| c.id.lt(7)).execute(&source).await.unwrap();
    Order::insert_many((7..20).map(new_order)).execute(&source).await.unwrap();
    Everything::insert_many(["a", "ß ", "", "it's \\"].map(everything)).execute(&source).await.unwrap();
    raw_sql("UPDATE \"Odd \"\"schema\".everything SET real = 'NaN', double = 'Infinity' WHERE text = 'a'")
        .execute(&source)
        .await
        .unwrap();

    let target = database().await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let progress = Arc::clone(&seen);
    let report = Transfer::of::<All>()
        .from(&source)
        .to(&target)
        .batch(4)
        .on_progress(move |p| {
            progress.lock().unwrap().push((p.table.to_owned(), p.rows, p.total, p.all_rows, p.all_total))
        })
        .run()
        .await
        .unwrap();
    assert_eq!(
        report.to_string(),
        "customers: 24 rows copied, 24 in the source, 24 in the target\n\
         orders: 13 rows copied, 13 in the source, 13 in the target\n\
         Odd \"schema.everything: 4 rows copied, 4 in the source, 4 in the target"
    );
    assert_eq!(report.copied(), 41);
    let seen = seen.lock().unwrap().clone();
    assert_eq!(seen.first().unwrap(), &("customers".to_owned(), 0, 24, 0, 41));
    assert_eq!(seen.last().unwrap(), &("Odd \"schema.everything".to_owned(), 4, 4, 41, 41));
    assert!(seen.windows(2).all(|pair| pair[0].3 <= pair[1].3));
    assert_eq!(rows::<Customer>(&source).await, rows::<Customer>(&target).await);
    assert_eq!(rows::<Order>(&source).await, rows::<Order>(&target).await);
    assert_eq!(rows::<Everything>(&source).await, rows::<Everything>(&target).await);

    // The target makes ids of its own, which nobody has.
    let highest = Customer::query().select(|c| c.id.max()).one(&source).await.unwrap().unwrap();
    let new = NewCustomer { name: "new".into(), region: None, active: true };
    assert!(Customer::insert(new).id(&target).await.unwrap() > highest);
    assert_eq!(Everything::insert(everything("new")).id(&target).await.unwrap(), 30);
}

#[tokio::test]
async fn what_a_decimal_of_rust_does_not_hold_goes_over() {
    let (source, target) = (source(1, 0).await, database().await);
    raw_sql("UPDATE readings SET exact = CAST('123456789012345678901234567890123456.78' AS DECIMAL(38, 2))")
        .execute(&source)
        .await
        .unwrap();
    Transfer::of::<Both>().from(&source).to(&target).run().await.unwrap();
    let exact = sql_query::<(String,)>("SELECT DISTINCT CAST(exact AS VARCHAR) FROM readings").all(&target).await;
    assert_eq!(exact.unwrap(), [("123456789012345678901234567890123456.78".to_owned(),)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_tables_are_read_as_of_one_moment() {
    let (source, target) = (source(4, 20).await, database().await);
    let other = source.clone();
    let transfer = Transfer::of::<Both>().from(&source).to(&target).batch(5).on_progress(move |_| {
        meanwhile(Note::insert(NewNote { number: 99, text: "late".into() }).execute(&other));
    });
    let report = transfer.run().await.unwrap();
    assert_eq!(report.copied(), 28 + 20, "{report}");
    assert!(Note::query().count(&source).await.unwrap() > 20);
}

#[tokio::test]
async fn nothing_is_written_where_it_is_refused() {
    let source = source(1, 3).await;
    let from = people().await;
    Person::insert(person("Ada", 36)).execute(&from).await.unwrap();

    let target = people().await;
    let refused = |error: Error, words: &[&str]| {
        assert!(error.is_transfer_refused(), "{error}");
        words.iter().for_each(|word| assert!(error.to_string().contains(word), "{error}"));
    };
    let error = Transfer::of::<Person>().from(&from).to(&target).run().await.unwrap_err();
    refused(error, &["people exists", "\"id\"", "`.replace()`"]);
    Person::insert(person("Grace", 40)).execute(&target).await.unwrap();
    let error = Transfer::of::<Person>().from(&from).to(&target).run().await.unwrap_err();
    refused(error, &["people has 1 rows", "`.resume()`", "`.replace()`"]);

    let target = database().await;
    Schema::of::<Both>().create_all(&target).await.unwrap();
    Reading::insert(NewReading { station: "A".into(), day: NaiveDate::MIN, value: None, exact: dec!(0) })
        .execute(&target)
        .await
        .unwrap_err();
    Note::insert(NewNote { number: 0, text: "mine".into() }).execute(&target).await.unwrap();
    let error = Transfer::of::<Both>().from(&source).to(&target).resume().run().await.unwrap_err();
    refused(error, &["notes has 1 rows", "3 in the source:", "`.replace()`"]);
    assert_eq!(Reading::query().count(&target).await.unwrap(), 0);

    let text = Database::builder().url(url(|database| database).await).wire(Wire::Text).connect().await.unwrap();
    let error = Transfer::of::<Both>().from(&source).to(&text).run().await.unwrap_err();
    refused(error, &["wire=text"]);

    let error = Transfer::of::<Both>().from(&source).to(&source).replace().run().await.unwrap_err();
    refused(error, &["the transfer's source is its target"]);
    assert_eq!(Note::query().count(&source).await.unwrap(), 3);
}

#[tokio::test]
async fn replace_creates_the_tables_anew() {
    let (source, target) = (source(2, 10).await, database().await);
    raw_sql("CREATE TABLE notes (something_else INTEGER)").execute(&target).await.unwrap();
    raw_sql("INSERT INTO notes VALUES (1)").execute(&target).await.unwrap();
    for _ in 0..2 {
        Transfer::of::<Both>().from(&source).to(&target).replace().run().await.unwrap();
        assert_same(&source, &target).await;
    }
}

#[tokio::test]
async fn a_cluster_is_written_to_where_that_is_said() {
    let source = source(1, 1).await;
    let target = Database::connect(cluster().await).await.unwrap();
    let error = Transfer::of::<Note>().from(&source).to(&target).run().await.unwrap_err();
    assert!(error.is_transfer_refused(), "{error}");
    assert!(error.to_string().contains("is Amazon Redshift 1.0.63269 and no local stand-in"), "{error}");
    // The cluster answers everything with an error of its own, which is now reached.
    let error = Transfer::of::<Note>().from(&source).to(&target).into_production().run().await.unwrap_err();
    assert_eq!(error.message(), Some("no such thing"));
}

/// A server that is no stand-in: it refuses every statement.
async fn cluster() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redshift://me@{}/dev?sslmode=disable", listener.local_addr().unwrap());
    let ready = [b'Z', 0, 0, 0, 5, b'I'];
    let mut refusal = vec![b'E'];
    let fields = b"SERROR\0C42704\0Mno such thing\0\0";
    refusal.extend(u32::try_from(fields.len() + 4).unwrap().to_be_bytes());
    refusal.extend(fields);
    refusal.extend(ready);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let refusal = refusal.clone();
            tokio::spawn(async move {
                let mut startup = vec![0; usize::try_from(client.read_u32().await.unwrap()).unwrap() - 4];
                client.read_exact(&mut startup).await.unwrap();
                client.write_all(WELCOME).await.unwrap();
                while let Ok(kind) = client.read_u8().await {
                    let mut body = vec![0; usize::try_from(client.read_u32().await.unwrap()).unwrap() - 4];
                    client.read_exact(&mut body).await.unwrap();
                    if matches!(kind, b'Q' | b'S') {
                        client.write_all(&refusal).await.unwrap();
                    }
                }
            });
        }
    });
    url
}

/// Runs the transfer, again and again, until it comes to its end.
async fn until_done(source: &Database, target: &Database, batch: usize) -> (u32, Report) {
    let mut runs = 0;
    loop {
        runs += 1;
        match Transfer::of::<Both>().from(source).to(target).batch(batch).resume().run().await {
            Ok(report) => return (runs, report),
            Err(error) => assert!(error.is_connection() && runs < 100, "{error}"),
        }
    }
}

#[tokio::test]
async fn what_connections_interrupt_goes_on_and_ends_with_every_row_once() {
    let source = source(9, 50).await;
    let mut interrupted = 0;
    for number in (1..40).step_by(5) {
        for fault in [
            Fault::drop_before(At::commit(number)),
            Fault::drop_after(At::commit(number)),
            Fault::drop_before(At::statement(number)),
            Fault::drop_after(At::statement(number)),
        ] {
            let fresh = fresh().await;
            let target = connect(&fresh).await;
            fresh.faults().set([fault.clone()]);
            let (runs, report) = until_done(&source, &target, 6).await;
            fresh.faults().clear();
            interrupted += u32::from(runs > 1);
            assert_same(&source, &target).await;
            assert!(report.tables.iter().all(|table| table.source == table.target), "{fault:?}: {report}");
        }
    }
    assert!(interrupted > 8, "only {interrupted} runs were interrupted");
}

/// Polls a future so many times, and drops it.
async fn poll_times<F: Future>(future: F, times: u32) -> Option<F::Output> {
    let mut future = pin!(future);
    for poll in 0..times {
        if let std::task::Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return Some(done);
        }
        // Gives the connections time to do something between two polls, but not always enough of it.
        tokio::time::sleep(Duration::from_micros(u64::from(times + poll) * 37 % 1500)).await;
    }
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_dropped_goes_on_and_ends_with_every_row_once() {
    let source = source(9, 50).await;
    let mut dropped = 0;
    for times in [1, 3, 7, 13, 20, 31, 47, 70, 110, 170] {
        let target = database().await;
        let mut patience = times;
        let report = loop {
            let transfer = Transfer::of::<Both>().from(&source).to(&target).batch(6).resume().run();
            match poll_times(transfer, patience).await {
                Some(done) => break done.unwrap(),
                None => dropped += 1,
            }
            patience += patience / 2 + 1;
        };
        assert_same(&source, &target).await;
        assert!(report.tables.iter().all(|table| table.source == table.target), "{report}");
    }
    assert!(dropped > 20, "only {dropped} runs were dropped");
}

#[tokio::test]
async fn what_interrupts_the_source_interrupts_the_transfer() {
    let fresh = fresh().await;
    let source = connect(&fresh).await;
    Schema::of::<Both>().create_all(&source).await.unwrap();
    let notes = (0..2500).map(|number| NewNote { number, text: "n".into() });
    Note::insert_many(notes).execute(&source).await.unwrap();
    for number in 1..12 {
        let target = database().await;
        fresh.faults().set([Fault::drop_before(At::statement(number))]);
        until_done(&source, &target, 100).await;
        fresh.faults().clear();
        assert_same(&source, &target).await;
    }
}

/// Does something while a transfer waits for it.
fn meanwhile(work: impl Future<Output = Result<u64>>) {
    tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(work)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_others_write_to_the_target_are_noticed() {
    let (source, target) = (source(3, 5).await, database().await);
    let other = target.clone();
    let transfer = Transfer::of::<Both>().from(&source).to(&target).on_progress(move |p| {
        if p.all_rows == p.all_total {
            meanwhile(Note::insert(NewNote { number: 99, text: "mine".into() }).execute(&other));
        }
    });
    let error = transfer.run().await.unwrap_err();
    assert!(error.is_transfer_incomplete(), "{error}");
    assert!(error.to_string().contains("has 5 rows in the source and 6 in the target"), "{error}");
}

//! Futures that are dropped before their end, wherever that is: what they began is undone or done, and never anything else.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures_util::future::try_join_all;
use redshift_orm::prelude::*;
use redshift_orm_tests::dice::Dice;
use redshift_orm_tests::server::fresh;

use crate::models::{Person, person};

const CONNECTIONS: usize = 6;
/// More than there are connections, so that some are dropped while they wait for one.
const TASKS: usize = 9;

/// What is begun, and dropped before its end or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Statement,
    Transaction,
    ByHand,
    Stream,
    Batches,
    Id,
    IdInTransaction,
    Temporary,
    Endless,
}

const KINDS: [Kind; 9] = [
    Kind::Statement,
    Kind::Transaction,
    Kind::ByHand,
    Kind::Stream,
    Kind::Batches,
    Kind::Id,
    Kind::IdInTransaction,
    Kind::Temporary,
    Kind::Endless,
];

impl Kind {
    /// How many rows of the name it leaves, if it ends.
    fn rows(self) -> i64 {
        match self {
            Kind::Stream | Kind::Batches | Kind::Endless => 0,
            Kind::Statement | Kind::Id => 1,
            Kind::Transaction | Kind::ByHand | Kind::IdInTransaction | Kind::Temporary => 2,
        }
    }

    async fn run(self, db: &Database, name: &str) -> Result<()> {
        let insert = |age| Person::insert(person(name, age));
        match self {
            Kind::Statement => insert(1).execute(db).await.map(drop),
            Kind::Transaction => {
                db.transaction(async |tx| {
                    insert(1).execute(&tx).await?;
                    insert(2).execute(&tx).await.map(drop)
                })
                .await
            }
            Kind::ByHand => {
                let tx = db.begin().await?;
                Person::insert_many([person(name, 1), person(name, 2)]).execute(&tx).await?;
                let mut rows = Person::query().filter(|p| p.name.eq(name.to_owned())).stream(&tx);
                while rows.try_next().await?.is_some() {}
                tx.commit().await
            }
            Kind::Stream => {
                let mut rows = Person::query().stream(db);
                while rows.try_next().await?.is_some() {}
                Ok(())
            }
            Kind::Batches => Person::query().for_each_batch(db, async |_| Ok(())).await,
            Kind::Id => insert(1).id(db).await.map(drop),
            Kind::IdInTransaction => {
                db.transaction(async |tx| {
                    insert(1).id(&tx).await?;
                    insert(1).id(&tx).await.map(drop)
                })
                .await
            }
            Kind::Temporary => {
                db.transaction(async |tx| {
                    insert(1).execute(&tx).await?;
                    let kept = Person::query()
                        .filter(|p| p.name.eq(name.to_owned()))
                        .select(|p| (p.id, p.name))
                        .create_temporary_table("kept")
                        .execute(&tx)
                        .await?;
                    insert(2).execute(&tx).await?;
                    assert_eq!(kept.query().count(&tx).await?, 1);
                    Ok(())
                })
                .await
            }
            // Whoever does not cancel it on the server leaves a session that works for hours.
            Kind::Endless => {
                let endless = "SELECT COUNT(*) FROM people a, people b, people c, people d, people e, people f";
                sql_query::<i64>(endless).one(db).await.map(drop)
            }
        }
    }
}

/// Drops the future before its next step, after so many; some time later, so that more of the answer may have come.
async fn steps<F: Future>(future: F, most: u64, later: Duration) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = most;
    let output = poll_fn(|context| match left.checked_sub(1) {
        None => Poll::Ready(None),
        Some(fewer) => {
            left = fewer;
            future.as_mut().poll(context).map(Some)
        }
    });
    let output = output.await;
    if output.is_none() {
        tokio::time::sleep(later).await;
    }
    output
}

/// What came of what was begun under a name.
struct Begun {
    name: String,
    kind: Kind,
    has_ended: bool,
}

/// One after the other.
async fn begin(db: Database, task: usize, count: usize) -> Vec<Begun> {
    let mut dice = Dice::new(u64::try_from(task).unwrap());
    let mut begun = Vec::new();
    for number in 0..count {
        let kind = KINDS[usize::try_from(dice.roll(8)).unwrap()];
        let name = format!("{task} {number}");
        let run = kind.run(&db, &name);
        let time = Duration::from_millis(dice.roll(30));
        let output = if kind == Kind::Endless || dice.roll(3) == 0 {
            tokio::time::timeout(time, run).await.ok()
        } else {
            steps(run, dice.roll(25), Duration::from_micros(dice.roll(2000))).await
        };
        // Nobody's future fails because another's was dropped.
        let has_ended = output.map(Result::unwrap).is_some();
        begun.push(Begun { name, kind, has_ended });
    }
    begun
}

async fn drop_at_random(count: usize) {
    let fresh = fresh().await;
    let db = Database::builder()
        .url(fresh.url())
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(120))
        .connect()
        .await
        .unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert_many((0..1500).map(|age| person("there", age))).execute(&db).await.unwrap();

    let tasks = (0..TASKS).map(|task| tokio::spawn(begin(db.clone(), task, count / TASKS)));
    let begun: Vec<_> = try_join_all(tasks).await.unwrap().into_iter().flatten().collect();

    // The pool is whole, and no session is left but its own.
    let state = db.state();
    assert_eq!((state.in_use, state.waiting), (0, 0), "{state:?}");
    assert!(state.size <= CONNECTIONS, "{state:?}");
    fresh.wait_for_sessions(i64::try_from(state.size).unwrap()).await;
    let all = try_join_all((0..CONNECTIONS).map(|_| db.begin())).await.unwrap();
    for tx in all {
        // A temporary table that was left would be in the way of its name.
        Person::query().select(|p| p.id).create_temporary_table("kept").execute(&tx).await.unwrap();
        tx.rollback().await.unwrap();
    }

    let found: HashMap<String, i64> = sql_query::<(String, i64)>("SELECT name, COUNT(*) FROM people GROUP BY name")
        .all(&db)
        .await
        .unwrap()
        .into_iter()
        .collect();
    let (mut ended, mut done, mut undone) = (0, 0, 0);
    for Begun { name, kind, has_ended } in &begun {
        let rows = found.get(name).copied().unwrap_or(0);
        assert!(rows == kind.rows() || !has_ended && rows == 0, "{kind:?} {name}: {rows} rows, ended: {has_ended}");
        match (has_ended, rows) {
            (true, _) => ended += 1,
            (false, 0) => undone += 1,
            (false, _) => done += 1,
        }
    }
    println!("{} begun: {ended} ended; {undone} were dropped and undone, {done} dropped and done", begun.len());
    assert!(ended * 10 > begun.len() && undone * 10 > begun.len() && done > 0);

    assert!(db.close(Duration::from_secs(30)).await);
    fresh.wait_for_sessions(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_futures_leave_nothing() {
    drop_at_random(2_000).await;
}

/// The same for longer: `cargo test -p redshift-orm-tests --test server -- --ignored ten_thousand`.
#[ignore = "takes minutes"]
#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_dropped_futures_leave_nothing() {
    drop_at_random(10_000).await;
}

//! `#[redshift_orm::test]`: each of these is a test with a database of its own.

use std::collections::BTreeSet;
use std::sync::{Barrier, LazyLock, Mutex};

use redshift_orm::prelude::*;

use crate::models::{Person, person};

/// The names of the databases that tests were given.
static NAMES: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

async fn insert_one(db: &Database) -> Result<i64> {
    Schema::of::<Person>().create_all(db).await?;
    Person::insert(person("Ada", 36)).execute(db).await?;
    let name: String = sql_query("SELECT CURRENT_DATABASE()").one(db).await?;
    assert!(NAMES.lock().unwrap().insert(name), "the database is of another test too");
    Person::query().count(db).await
}

#[redshift_orm::test]
async fn one(db: Database) {
    assert_eq!(insert_one(&db).await.unwrap(), 1);
}

#[redshift_orm::test]
async fn results_are_returned(db: Database) -> Result<()> {
    assert_eq!(insert_one(&db).await?, 1);
    Ok(())
}

#[redshift_orm::test(flavor = "multi_thread", worker_threads = 2)]
async fn threads_of_its_own(mut db: Database) -> Result<(), Box<dyn std::error::Error>> {
    // Two tasks that wait for each other are on two threads.
    static BOTH: LazyLock<Barrier> = LazyLock::new(|| Barrier::new(2));
    let tasks = [tokio::spawn(async { BOTH.wait() }), tokio::spawn(async { BOTH.wait() })];
    for task in tasks {
        task.await?;
    }
    db = db.clone();
    assert_eq!(insert_one(&db).await?, 1);
    Ok(())
}

#[redshift_orm::test]
#[should_panic(expected = "one is not two")]
async fn panics_are_those_of_the_test(db: Database) {
    assert_eq!(insert_one(&db).await.unwrap(), 2, "one is not two");
}

#[redshift_orm::test]
#[ignore = "so that it is seen to be"]
async fn ignored(_db: Database) {
    panic!("it is not run");
}

#[redshift_orm::test]
async fn faults_reach_the_pool(db: Database) -> Result<()> {
    insert_one(&db).await?;
    raw_sql("SET redshift_local.fault = 'database: drop after commit'").execute(&db).await?;
    let error = db.transaction(async |tx| Person::query().count(&tx).await).await.unwrap_err();
    assert!(error.is_commit_unknown(), "{error}");
    Ok(())
}

#[tokio::test]
async fn databases_are_gone_when_their_tests_have_ended() {
    /// Tests as the attribute makes them, called by hand.
    mod inner {
        use super::{Database, insert_one};

        pub(super) async fn name(db: Database) -> String {
            insert_one(&db).await.unwrap();
            super::sql_query("SELECT CURRENT_DATABASE()").one(&db).await.unwrap()
        }
    }
    let run = || redshift_orm::__private::run_test(redshift_orm::__private::Flavor::CurrentThread, inner::name);
    let name = tokio::task::spawn_blocking(run).await.unwrap();
    let url = redshift_local::Server::shared().await.unwrap().url().replace("/dev?", &format!("/{name}?"));
    let begin = std::time::Instant::now();
    while Database::connect(url.clone()).await.is_ok() {
        assert!(begin.elapsed().as_secs() < 20, "{name} is still there");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

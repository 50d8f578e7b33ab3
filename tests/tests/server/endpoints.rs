//! A writer and its readers, each behind a proxy of its own.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use redshift_orm::client::{Builder, RetryPolicy, Role};
use redshift_orm::prelude::*;
use redshift_orm_tests::proxy::{Cut, Proxy};
use redshift_orm_tests::server::{Fresh, fresh};

use crate::models::{Person, person};

const HOUR: Duration = Duration::from_secs(3600);

/// A database with three people, a proxy for its writer, and one for each of its readers.
struct Endpoints {
    fresh: Fresh,
    writer: Proxy,
    readers: [Proxy; 2],
    db: Database,
}

impl Endpoints {
    async fn new(set: impl FnOnce(Builder) -> Builder) -> Self {
        let fresh = fresh().await;
        let proxy = async || Proxy::start(fresh.url()).await;
        let (writer, readers) = (proxy().await, [proxy().await, proxy().await]);
        let mut builder = Database::builder().writer(writer.url(fresh.url())).reader_rest(HOUR);
        for reader in &readers {
            builder = builder.reader(reader.url(fresh.url()));
        }
        let builder = builder.retry(RetryPolicy::default().first_pause(Duration::ZERO));
        let db = set(builder).connect().await.unwrap();
        Schema::of::<Person>().create_all(&db).await.unwrap();
        Person::insert_many((0..3).map(|age| person("Ada", age))).execute(&db).await.unwrap();
        Endpoints { fresh, writer, readers, db }
    }

    /// The statements that the writer and the readers have seen.
    fn statements(&self) -> [usize; 3] {
        let [one, other] = &self.readers;
        [&self.writer, one, other].map(Proxy::statements)
    }

    /// The statements that each has seen in the meantime.
    async fn seen<T>(&self, done: impl Future<Output = T>) -> ([usize; 3], T) {
        let before = self.statements();
        let output = done.await;
        let after = self.statements();
        let [writer, one, other] = std::array::from_fn(|index| after[index] - before[index]);
        ([writer, one, other], output)
    }

    async fn count(&self) -> Result<i64> {
        Person::query().count(&self.db.read()).await
    }

    /// Who is left alone, of the readers.
    fn left_alone(&self) -> Vec<bool> {
        let readers = self.db.endpoints().into_iter().filter(|endpoint| endpoint.role == Role::Reader);
        readers.map(|reader| reader.left_alone.is_some()).collect()
    }
}

#[tokio::test]
async fn reads_go_to_the_readers_in_turn_and_everything_else_to_the_writer() {
    let endpoints = Endpoints::new(|builder| builder).await;
    let db = &endpoints.db;
    let (seen, ()) = endpoints
        .seen(async {
            for _ in 0..4 {
                assert_eq!(endpoints.count().await.unwrap(), 3)
            }
        })
        .await;
    assert_eq!(seen, [0, 2, 2]);
    let (seen, _) = endpoints.seen(Person::query().count(db)).await;
    assert_eq!(seen, [1, 0, 0]);
    let (seen, _) =
        endpoints.seen(db.transaction(async |tx| Person::insert(person("Bob", 1)).execute(&tx).await)).await;
    assert_eq!(seen, [3, 0, 0]);
    let states = db.endpoints();
    assert_eq!(states.iter().map(|state| state.role).collect::<Vec<_>>(), [Role::Writer, Role::Reader, Role::Reader]);
    for state in &states {
        assert_eq!((state.connections.size, state.connections.max_connections, state.left_alone), (1, 10, None));
        assert!(state.target.starts_with("127.0.0.1:"), "{state:?}");
    }
    assert_eq!(db.state(), states[0].connections);
}

#[tokio::test]
async fn every_query_goes_to_the_readers() {
    let endpoints = Endpoints::new(|builder| builder).await;
    let read = endpoints.db.read();
    let everything = async {
        let people = || Person::query().order_by(|p| p.age.asc());
        assert_eq!(people().all(&read).await?.len(), 3);
        assert_eq!(people().limit(1).one(&read).await?.age, Some(0));
        assert!(people().filter(|p| p.age.eq(7)).optional(&read).await?.is_none());
        assert!(people().explain(&read).await?.to_string().contains("people"));
        let mut rows = people().stream(&read);
        while let Some(row) = rows.try_next().await? {
            assert_eq!(row.name, "Ada");
        }
        people()
            .for_each_batch(&read, async |rows| {
                assert_eq!(rows.len(), 3);
                Ok(())
            })
            .await?;
        assert_eq!(sql_query::<i32>("SELECT 1").read_only().one(&read).await?, 1);
        Ok::<_, Error>(())
    };
    let ([writer, one, other], done) = endpoints.seen(everything).await;
    done.unwrap();
    assert_eq!(writer, 0);
    assert!(one > 3 && other > 3, "{one} and {other}");
}

#[tokio::test]
async fn a_reader_that_is_down_is_left_alone_and_the_writer_reads_when_all_are() {
    let endpoints = Endpoints::new(|builder| builder).await;
    let [one, other] = &endpoints.readers;
    one.down();
    let links = one.links();
    for _ in 0..6 {
        assert_eq!(endpoints.count().await.unwrap(), 3);
    }
    assert_eq!(one.links(), links + 1, "it was tried once more");
    assert_eq!(endpoints.left_alone(), [true, false]);
    other.down();
    let (seen, ()) = endpoints
        .seen(async {
            for _ in 0..4 {
                assert_eq!(endpoints.count().await.unwrap(), 3)
            }
        })
        .await;
    assert_eq!((seen[0], endpoints.left_alone()), (4, vec![true, true]));
    endpoints.writer.down();
    assert!(endpoints.count().await.unwrap_err().is_connection());
    endpoints.writer.up();
    assert_eq!(endpoints.count().await.unwrap(), 3);
}

#[tokio::test]
async fn a_reader_that_is_back_is_found() {
    let endpoints = Endpoints::new(|builder| builder.reader_rest(Duration::from_millis(1))).await;
    let [one, _] = &endpoints.readers;
    one.down();
    for _ in 0..4 {
        endpoints.count().await.unwrap();
    }
    one.up();
    let (statements, start) = (one.statements(), Instant::now());
    while one.statements() == statements {
        endpoints.count().await.unwrap();
        assert!(start.elapsed() < Duration::from_secs(30), "it is never asked again");
    }
    assert_eq!(endpoints.left_alone(), [false, false]);
}

#[tokio::test]
async fn a_link_that_is_lost_is_a_failover_to_another_reader() {
    let endpoints = Endpoints::new(|builder| builder).await;
    let [one, other] = &endpoints.readers;
    for cut in [Cut::Before("SELECT"), Cut::After("SELECT"), Cut::Rows("SELECT", 1)] {
        one.cut(cut);
        other.cut(cut);
        // Both readers lose their links, and the second is no loss of the first's.
        let (seen, rows) = endpoints.seen(Person::query().all(&endpoints.db.read())).await;
        assert_eq!((seen[0], rows.unwrap().len()), (1, 3), "{cut:?}");
        assert!(one.has_cut() && other.has_cut());
    }
    for cut in [Cut::After("BEGIN"), Cut::Before("DECLARE"), Cut::Rows("FETCH", 1)] {
        one.cut(cut);
        let mut rows = 0;
        for _ in 0..2 {
            let mut stream = Person::query().stream(&endpoints.db.read());
            while stream.try_next().await.unwrap().is_some() {
                rows += 1;
            }
        }
        assert!(one.has_cut());
        assert_eq!(rows, 6, "{cut:?}");
    }
    assert_eq!(endpoints.left_alone(), [false, false], "a new connection can be made to each");
}

#[tokio::test]
async fn the_writer_is_spared_where_the_program_says_so() {
    let endpoints = Endpoints::new(|builder| builder.reads_on_writer(false)).await;
    for reader in &endpoints.readers {
        reader.down();
    }
    let (seen, counted) = endpoints.seen(endpoints.count()).await;
    assert!(counted.unwrap_err().is_connection());
    assert_eq!(seen[0], 0);
    // They are left alone for an hour, and there is nobody else to ask.
    endpoints.readers[1].up();
    let (seen, counted) = endpoints.seen(endpoints.count()).await;
    assert_eq!((seen[0], counted.unwrap()), (0, 3));
}

#[tokio::test]
async fn a_reader_that_is_down_at_first_is_no_error_and_one_that_refuses_is() {
    let fresh = fresh().await;
    let proxy = Proxy::start(fresh.url()).await;
    proxy.down();
    let builder = Database::builder().writer(fresh.url()).reader(proxy.url(fresh.url()));
    let db = builder.clone().connect().await.unwrap();
    assert!(db.endpoints()[1].left_alone.is_some());
    assert_eq!(sql_query::<i32>("SELECT 1").read_only().one(&db.read()).await.unwrap(), 1);
    let (server, _) = fresh.url().rsplit_once('/').unwrap();
    let error = builder.reader(format!("{server}/nowhere?sslmode=disable")).connect().await.unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
    let error = Database::builder().writer(fresh.url()).reader("nonsense").connect().await.unwrap_err();
    assert!(error.is_configuration(), "{error}");
}

#[tokio::test]
async fn without_readers_the_database_reads() {
    let fresh = fresh().await;
    let db = Database::connect(fresh.url()).await.unwrap();
    assert_eq!(sql_query::<i32>("SELECT 1").read_only().one(&db.read()).await.unwrap(), 1);
    assert_eq!(db.endpoints().len(), 1);
}

#[tokio::test]
async fn errors_of_statements_move_nothing() {
    let endpoints = Endpoints::new(|builder| builder).await;
    // It can be prepared, and fails when it is executed.
    let wrong = sql_query::<i32>("SELECT 1 / 0").read_only();
    let (seen, failed) = endpoints.seen(wrong.all(&endpoints.db.read())).await;
    failed.unwrap_err();
    assert_eq!(seen.iter().sum::<usize>(), 1);
    assert_eq!(endpoints.left_alone(), [false, false]);
}

#[tokio::test]
async fn closing_closes_every_endpoint() {
    let endpoints = Endpoints::new(|builder| builder).await;
    let read = endpoints.db.read();
    join_all((0..4).map(|_| Person::query().all(&read))).await;
    assert!(endpoints.db.close(HOUR).await);
    assert!(Person::query().all(&read).await.unwrap_err().is_closed());
    endpoints.fresh.wait_for_sessions(0).await;
}

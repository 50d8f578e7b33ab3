//! What programs do with a database all day: by hand with tokio-postgres, with redshift-orm, and, with the feature `peers`, with Diesel,
//! SQLx and SeaORM; on PostgreSQL itself and through the stand-in, in turns in one run.

mod by_hand;
#[cfg(feature = "peers")]
mod diesel;
mod ours;
#[cfg(feature = "peers")]
mod sea_orm;
#[cfg(feature = "peers")]
mod sqlx;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use redshift_local::Server;
use tokio::task::JoinSet;
use tokio_postgres::{Config, NoTls};

use crate::proxy::Proxy;
use crate::{Outcome, middle, ratios, relay};

/// The rows of a read, of ten columns.
const READ: usize = 10_000;
/// The rows of a table in which single rows are looked up, each once in a measurement.
const VISITS: i64 = 100;
const INSERTS: usize = 1_000;
const BULK: usize = 50_000;
/// The inserts whose ids are asked for, of one measurement.
const IDS: i64 = 20;
const TASKS: i64 = 64;
const CONNECTIONS: usize = 8;

/// What is done once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// All 10,000 rows of ten columns.
    Read,
    /// One row by its key, by a statement the server has not seen.
    LookUp { id: i64 },
    /// One row by its key, by a statement that is prepared once for the connection.
    CachedLookUp { id: i64 },
    /// 1,000 statements of one row each, in one transaction.
    Inserts,
    /// One row, whose id is told.
    InsertWithId { number: i64 },
    /// 50,000 rows.
    BulkInsert,
}

impl Work {
    /// The rows that are read or written.
    fn rows(self) -> usize {
        match self {
            Work::Read => READ,
            Work::LookUp { .. } | Work::CachedLookUp { .. } | Work::InsertWithId { .. } => 1,
            Work::Inserts => INSERTS,
            Work::BulkInsert => BULK,
        }
    }

    /// Whether it finds a table that has to be as it was.
    fn writes(self) -> bool {
        matches!(self, Work::Inserts | Work::InsertWithId { .. } | Work::BulkInsert)
    }
}

pub(crate) type Doing<'c> = Pin<Box<dyn Future<Output = Outcome<usize>> + Send + 'c>>;

/// The n-th row that is inserted.
pub(crate) fn page(number: usize) -> String {
    format!("/page/{number}")
}

/// When all rows that are inserted happened.
pub(crate) fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_600_000_000, 0).unwrap_or_default()
}

/// A way of talking to the server, with a pool of connections of its own.
pub(crate) trait Contender: Send + Sync {
    fn name(&self) -> &'static str;

    /// Does the work and tells the rows it read or wrote; `None` where the library has no such thing.
    fn doing(&self, work: Work) -> Option<Doing<'_>>;
}

/// Where the contenders connect.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) server: Kind,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) database: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    PostgreSql,
    StandIn,
}

impl Target {
    pub(crate) const USER: &'static str = "awsuser";

    pub(crate) fn config(&self) -> Config {
        let mut config = Config::new();
        config.host(&self.host).port(self.port).user(Self::USER).dbname(&self.database);
        config
    }

    async fn empty_events(&self) -> Outcome {
        let (client, connection) = self.config().connect(NoTls).await?;
        tokio::spawn(connection);
        client.batch_execute("TRUNCATE public.events").await?;
        Ok(())
    }

    pub(crate) fn is_postgresql(&self) -> bool {
        self.server == Kind::PostgreSql
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::PostgreSql => "PostgreSQL itself",
            Kind::StandIn => "the stand-in",
        })
    }
}

async fn contenders(target: &Target) -> Outcome<Vec<Arc<dyn Contender>>> {
    Ok(vec![
        Arc::new(by_hand::ByHand::connect(target)?),
        Arc::new(ours::Ours::connect(target).await?),
        #[cfg(feature = "peers")]
        Arc::new(diesel::Diesel::connect(target)?),
        #[cfg(feature = "peers")]
        Arc::new(sqlx::Sqlx::connect(target)),
        #[cfg(feature = "peers")]
        Arc::new(sea_orm::SeaOrm::connect(target)),
    ])
}

/// `only` names the workloads, all of which are meant by none.
pub(crate) async fn run(server: &Server, rounds: usize, only: &[String]) -> Outcome {
    for kind in [Kind::PostgreSql, Kind::StandIn] {
        let database = server.create_database().await?;
        let address = match kind {
            // Not every contender can use a socket, so all of them go by a port.
            Kind::PostgreSql => relay::to(server.engine_socket().ok_or("the engine has no socket")?).await?,
            Kind::StandIn => server.address(),
        };
        let target = Target {
            server: kind,
            host: address.ip().to_string(),
            port: address.port(),
            database: database.name().into(),
        };
        fill(&target).await?;
        println!("on {kind}");
        on(&target, rounds, only).await?;
        if kind == Kind::StandIn && only.is_empty() {
            round_trips(&target).await?;
        }
    }
    Ok(())
}

/// The tables, and the rows that are read. PostgreSQL has no IDENTITY(..), and Redshift no GENERATED ALWAYS.
async fn fill(target: &Target) -> Outcome {
    let (client, connection) = target.config().connect(NoTls).await?;
    tokio::spawn(connection);
    let identity =
        if target.is_postgresql() { "BIGINT GENERATED BY DEFAULT AS IDENTITY" } else { "BIGINT IDENTITY(1, 1)" };
    for table in ["visits", "events"] {
        client
            .batch_execute(&format!(
                "CREATE TABLE public.{table} (id {identity}, page VARCHAR(256) NOT NULL, visitor BIGINT, at TIMESTAMPTZ NOT NULL)"
            ))
            .await?;
    }
    client
        .batch_execute(
            "CREATE TABLE public.digits (d INT); INSERT INTO public.digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
             CREATE TABLE public.numbers (n INT);
             INSERT INTO public.numbers SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d
                 FROM public.digits a, public.digits b, public.digits c, public.digits d;
             CREATE TABLE public.measurements (id BIGINT NOT NULL, sensor INT NOT NULL, channel SMALLINT NOT NULL, value FLOAT8 NOT NULL,
                 error FLOAT8, valid BOOLEAN NOT NULL, name VARCHAR(256) NOT NULL, note VARCHAR(256), at TIMESTAMPTZ NOT NULL,
                 price DECIMAL(12, 2) NOT NULL)",
        )
        .await?;
    client
        .batch_execute(
            "INSERT INTO public.measurements SELECT n, n % 1000, 3, n / 7.0::FLOAT8, CASE WHEN n % 3 <> 0 THEN 0.5 END, n % 2 = 0,
                 'sensor ' || n, CASE WHEN n % 4 <> 0 THEN 'calibrated' END, '2020-09-13 12:26:40+00', n * 0.07 FROM public.numbers",
        )
        .await?;
    let visits = format!(
        "INSERT INTO public.visits (page, visitor, at)
             SELECT '/page/' || n, n, '2020-09-13 12:26:40+00' FROM public.numbers WHERE n < {VISITS}"
    );
    client.batch_execute(&visits).await?;
    Ok(())
}

/// The workloads on one server.
async fn on(target: &Target, rounds: usize, only: &[String]) -> Outcome {
    let contenders = contenders(target).await?;
    let wanted = |name: &str| only.is_empty() || only.iter().any(|only| only == name);
    let look_ups = 1..=VISITS;
    for (name, title, works, rounds) in [
        ("read", format!("reading {READ} rows of 10 columns"), vec![Work::Read], rounds * 3),
        (
            "look-up",
            format!("{VISITS} rows looked up"),
            look_ups.clone().map(|id| Work::LookUp { id }).collect(),
            rounds * 5,
        ),
        (
            "prepared",
            format!("{VISITS} rows looked up, prepared"),
            look_ups.map(|id| Work::CachedLookUp { id }).collect(),
            rounds * 5,
        ),
        ("inserts", format!("{INSERTS} inserts in a transaction"), vec![Work::Inserts], rounds),
        (
            "id",
            format!("{IDS} inserts that tell the id"),
            (1..=IDS).map(|number| Work::InsertWithId { number }).collect(),
            rounds,
        ),
        ("bulk", format!("{BULK} rows inserted"), vec![Work::BulkInsert], rounds.div_ceil(3)),
    ] {
        if !wanted(name) {
            continue;
        }
        println!("  {title}, median of {rounds}");
        let mut lanes: Vec<Lane<'_>> = contenders.iter().map(|contender| Lane::of(&**contender)).collect();
        // One round before those that count, and in turns, so that nobody profits from a warm cache, nor from who went before.
        for round in 0..=rounds {
            for lane in in_turn(&mut lanes, round) {
                let time = lane.run(&works, target).await;
                lane.timings.extend(time.filter(|_| round > 0));
            }
        }
        print(&mut lanes);
    }
    if wanted("crowd") {
        crowd(&contenders, rounds).await?;
    }
    Ok(())
}

/// All of them, beginning with another one in each round.
fn in_turn<T>(all: &mut [T], round: usize) -> impl Iterator<Item = &mut T> {
    let (before, first) = all.split_at_mut(round % all.len().max(1));
    first.iter_mut().chain(before)
}

/// What one contender needed.
struct Lane<'c> {
    contender: &'c dyn Contender,
    timings: Vec<Duration>,
    /// Why it cannot.
    failure: Option<String>,
}

impl<'c> Lane<'c> {
    fn of(contender: &'c dyn Contender) -> Self {
        Lane { contender, timings: Vec::new(), failure: None }
    }

    /// Does the work on tables that are as they were; `None` where it fails, or the library has no such thing.
    async fn run(&mut self, works: &[Work], target: &Target) -> Option<Duration> {
        if self.failure.is_some() {
            return None;
        }
        match self.time(works, target).await {
            Ok(time) => time,
            Err(error) => {
                self.failure = Some(error.to_string());
                None
            }
        }
    }

    async fn time(&self, works: &[Work], target: &Target) -> Outcome<Option<Duration>> {
        if works.iter().any(|work| work.writes()) {
            target.empty_events().await?;
        }
        let mut time = Duration::ZERO;
        for work in works {
            let Some(doing) = self.contender.doing(*work) else { return Ok(None) };
            let start = Instant::now();
            let rows = doing.await?;
            time += start.elapsed();
            if rows != work.rows() {
                return Err(format!("{rows} rows in place of {}", work.rows()).into());
            }
        }
        Ok(Some(time))
    }
}

/// The medians, and how they compare with the first.
fn print(lanes: &mut [Lane<'_>]) {
    let first = lanes.first().map(|lane| lane.timings.clone()).unwrap_or_default();
    for Lane { contender, timings, failure } in lanes {
        let name = contender.name();
        match failure {
            Some(failure) => println!("    {name:<22} fails: {failure}"),
            None if timings.is_empty() => println!("    {name:<22} has no such thing"),
            None => {
                let ratios = ratios(timings, &first);
                println!("    {name:<22} {:>9.1?}; ratio {ratios}", middle(timings));
            }
        }
    }
}

/// Many tasks on few connections: how long a look-up takes with its wait for a connection; prepared where there is no other.
async fn crowd(contenders: &[Arc<dyn Contender>], rounds: usize) -> Outcome {
    /// The look-ups of a task in a round.
    const EACH: i64 = 10;
    let rounds = rounds * 2;
    println!("  {TASKS} tasks on {CONNECTIONS} connections, {EACH} look-ups each, median of {rounds}");
    let mut lanes: Vec<_> = contenders.iter().map(|contender| (contender, Vec::new(), Vec::new(), None)).collect();
    // The first round may open connections.
    for round in 0..=rounds {
        for (contender, half, most, failure) in in_turn(&mut lanes, round) {
            match timings_of_crowd(contender, EACH).await {
                Ok(mut timings) if round > 0 => {
                    timings.sort_unstable();
                    let at = |percent: usize| timings.get(timings.len() * percent / 100).copied().unwrap_or_default();
                    half.push(at(50));
                    most.push(at(99));
                }
                Ok(_) => {}
                Err(error) => *failure = Some(error.to_string()),
            }
        }
    }
    let (first_half, first_most) =
        lanes.first().map(|(_, half, most, _)| (half.clone(), most.clone())).unwrap_or_default();
    for (contender, half, most, failure) in &mut lanes {
        let name = contender.name();
        if let Some(failure) = failure {
            println!("    {name:<22} fails: {failure}");
            continue;
        }
        let (ratio_half, ratio_most) = (ratios(half, &first_half), ratios(most, &first_most));
        println!(
            "    {name:<22} p50 {:>9.1?}, p99 {:>9.1?}; ratios {ratio_half} and {ratio_most}",
            middle(half),
            middle(most)
        );
    }
    Ok(())
}

async fn timings_of_crowd(contender: &Arc<dyn Contender>, each: i64) -> Outcome<Vec<Duration>> {
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let contender = Arc::clone(contender);
        tasks.spawn(async move {
            let mut timings = Vec::new();
            for round in 0..each {
                let id = 1 + (task + round) % VISITS;
                let doing = contender.doing(Work::LookUp { id }).or_else(|| contender.doing(Work::CachedLookUp { id }));
                let doing = doing.ok_or("it looks nothing up")?;
                let start = Instant::now();
                doing.await?;
                timings.push(start.elapsed());
            }
            Outcome::Ok(timings)
        });
    }
    let mut timings = Vec::new();
    while let Some(task) = tasks.join_next().await {
        timings.extend(task??);
    }
    Ok(timings)
}

/// How often each contender waits for the server, counted on the way.
async fn round_trips(target: &Target) -> Outcome {
    let proxy = Proxy::start(format!("{}:{}", target.host, target.port).parse()?).await?;
    let by_proxy = Target { port: proxy.address().port(), ..target.clone() };
    println!("  round trips");
    for contender in contenders(&by_proxy).await? {
        target.empty_events().await?;
        let mut counts = Vec::new();
        for (title, works) in [
            ("look-up", [1, 2].map(|id| Work::LookUp { id })),
            ("prepared", [1, 2].map(|id| Work::CachedLookUp { id })),
            ("insert with id", [1, 2].map(|number| Work::InsertWithId { number })),
            ("bulk insert", [Work::BulkInsert; 2]),
        ] {
            let [first, second] = works;
            let count = match (contender.doing(first), contender.doing(second)) {
                (Some(first), Some(second)) => {
                    // The first may open a connection.
                    let warm = first.await.is_ok();
                    let before = proxy.round_trips();
                    if warm && second.await.is_ok() { (proxy.round_trips() - before).to_string() } else { "-".into() }
                }
                _ => "-".into(),
            };
            counts.push(format!("{title} {count}"));
        }
        println!("    {:<22} {}", contender.name(), counts.join(", "));
    }
    Ok(())
}

//! What telling the id of an inserted row costs, in time and in round trips, beside a plain INSERT.

use std::time::Instant;

use redshift_local::Server;
use redshift_orm::prelude::*;
use redshift_orm::{Database, Schema};

use crate::proxy::Proxy;
use crate::{Outcome, middle, ratio};

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "visits")]
struct Visit {
    #[redshift(primary_key, identity)]
    id: i64,
    page: String,
    visitor: Option<i64>,
    at: DateTime<Utc>,
}

fn visit(number: i64) -> NewVisit {
    NewVisit {
        page: format!("/page/{number}"),
        visitor: (number % 3 != 0).then_some(number),
        at: DateTime::from_timestamp(1_600_000_000 + number, 0).unwrap_or_default(),
    }
}

pub(crate) async fn run(server: &Server, rounds: usize) -> Outcome {
    let database = server.create_database().await?;
    let address =
        database.url().rsplit_once('@').and_then(|(_, rest)| rest.split_once('/')).map_or("", |(host, _)| host);
    let proxy = Proxy::start(address.parse()?).await?;
    let url = database.url().replacen(address, &proxy.address().to_string(), 1);
    let db = Database::builder().url(&url).max_connections(1).connect().await?;
    Schema::of::<Visit>().create_all(&db).await?;

    let inserts = 50 * rounds;
    let mut number = 0;
    let mut next = || {
        number += 1;
        visit(number)
    };
    println!("an INSERT and its id, median of {inserts} each");
    let mut plain = None;
    for way in ["execute", "id", "max_id"] {
        let before = proxy.round_trips();
        let mut timings = Vec::new();
        for _ in 0..inserts {
            let insert = Visit::insert(next());
            let start = Instant::now();
            match way {
                "execute" => drop(insert.execute(&db).await?),
                "id" => drop(insert.id(&db).await?),
                _ => drop(insert.max_id(&db).await?),
            }
            timings.push(start.elapsed());
        }
        let time = middle(&mut timings);
        let plain = *plain.get_or_insert(time);
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let round_trips = (proxy.round_trips() - before) as f64 / inserts as f64;
        println!("  .{way:<8} {time:>9.1?}, {round_trips:.1} round trips; ratio {:.2}", ratio(time, plain));
    }
    Ok(())
}

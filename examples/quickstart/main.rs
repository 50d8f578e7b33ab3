//! The main job from end to end: create tables, load real data, ask typed questions, insert a row and get its id.
//!
//! ```text
//! cargo run --example quickstart                    # January 2013, from the repository
//! cargo run --example quickstart -- --data DIR      # the whole year, from compressed CSV files
//! cargo run --example quickstart -- --show-sql      # with the SQL of every question
//! ```
//!
//! Without `REDSHIFT_URL` it runs on the local stand-in, which it starts and ends by itself. The data stay in `target/redshift-local`,
//! where flights that are there are not loaded again; with `REDSHIFT_ENV=test` it begins with nothing, and nothing stays.

use std::path::PathBuf;

use clap::Parser;
use comfy_table::{ContentArrangement, Table, presets};
use redshift_orm::prelude::*;
use redshift_orm::{Database, Sql};
use redshift_orm_examples::models::{Airline, Airport, Flight, NewFlight, Plane};
use redshift_orm_examples::{Failure, january, open};

/// Loads nycflights13 into Redshift, or into the local stand-in, and asks a few questions.
#[derive(Debug, Parser)]
struct Arguments {
    /// A directory with airlines, airports, planes, weather and flights as .csv.gz files; without it, January 2013.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Show the SQL of every question.
    #[arg(long)]
    show_sql: bool,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let db = open(&arguments.data.unwrap_or_else(january)).await?;
    let questions = Questions { db, show_sql: arguments.show_sql };
    questions.busiest_carriers().await?;
    questions.cancelled_flights().await?;
    questions.worst_destinations().await?;
    questions.unknown_planes().await?;
    questions.insert_a_flight().await
}

/// A carrier and its flights.
#[derive(Debug, Selectable)]
struct Carrier {
    code: String,
    name: String,
    flights: i64,
    mean_delay: Option<Decimal>,
}

/// The flights of a month from an airport.
#[derive(Debug, Selectable)]
struct Month {
    month: i16,
    origin: String,
    flights: i64,
    cancelled: i64,
    share: Decimal,
}

/// A destination and how late one arrives there.
#[derive(Debug, Selectable)]
struct Destination {
    code: String,
    name: Option<String>,
    flights: i64,
    mean_delay: Option<Decimal>,
}

struct Questions {
    db: Database,
    show_sql: bool,
}

impl Questions {
    async fn busiest_carriers(&self) -> Result<(), Failure> {
        let query = Flight::query()
            .join(Airline::query(), |(f, a)| f.carrier.eq(a.carrier))
            .group_by(|(_, a)| (a.carrier, a.name))
            .select(|(code, name), (f, _)| SelectCarrier {
                code,
                name,
                flights: count_star(),
                // AVG of an integer is an integer in Redshift, so the minutes become a DECIMAL first.
                mean_delay: (f.dep_delay * dec!(1.000000)).avg(),
            })
            .order_by(|c| c.flights.desc())
            .limit(5);
        self.title("The five busiest carriers", &query.to_sql());
        let rows = query.all(&self.db).await?;
        print(
            &["carrier", "name", "flights", "mean departure delay (min)"],
            rows.into_iter().map(|c| [c.code, c.name, c.flights.to_string(), minutes(c.mean_delay)]),
        );
        Ok(())
    }

    async fn cancelled_flights(&self) -> Result<(), Failure> {
        let query = Flight::query()
            .group_by(|f| (f.month, f.origin))
            .select(|(month, origin), f| SelectMonth {
                month,
                origin,
                flights: count_star(),
                // COUNT passes over NULLs: a flight without a departure time was cancelled.
                cancelled: count_star() - f.dep_time.count(),
                share: (count_star() - f.dep_time.count()) * dec!(100.0000) / count_star(),
            })
            .order_by(|m| (m.month.asc(), m.origin.asc()));
        self.title("Flights and cancelled flights by month and airport", &query.to_sql());
        let rows = query.all(&self.db).await?;
        print(
            &["month", "origin", "flights", "cancelled", "share (%)"],
            rows.into_iter().map(|m| {
                let share = format!("{:.2}", m.share.round_dp(2));
                [m.month.to_string(), m.origin, m.flights.to_string(), m.cancelled.to_string(), share]
            }),
        );
        Ok(())
    }

    async fn worst_destinations(&self) -> Result<(), Failure> {
        let query = Flight::query()
            // Some destinations have no row in airports: an outer join keeps their flights.
            .left_join(Airport::query(), |(f, a)| f.dest.eq(a.faa))
            .group_by(|(f, a)| (f.dest, a.name))
            .having(|_, _| count_star().ge(100))
            .select(|(code, name), (f, _)| SelectDestination {
                code,
                name,
                flights: count_star(),
                mean_delay: (f.arr_delay * dec!(1.000000)).avg(),
            })
            .order_by(|d| (d.mean_delay.desc().nulls_last(), d.code.asc()))
            .limit(10);
        self.title(
            "The ten destinations with the worst mean arrival delay, of those with 100 flights or more",
            &query.to_sql(),
        );
        let rows = query.all(&self.db).await?;
        print(
            &["destination", "name", "flights", "mean arrival delay (min)"],
            rows.into_iter()
                .map(|d| [d.code, d.name.unwrap_or_default(), d.flights.to_string(), minutes(d.mean_delay)]),
        );
        Ok(())
    }

    async fn unknown_planes(&self) -> Result<(), Failure> {
        let query = Flight::query()
            .left_join(Plane::query(), |(f, p)| f.tailnum.eq(p.tailnum))
            .filter(|(_, p)| p.tailnum.is_null())
            .select(|(f, _)| (count_star(), f.tailnum.count(), f.tailnum.count_distinct()));
        self.title("Flights whose plane is unknown", &query.to_sql());
        let (flights, with_tail_number, tail_numbers) = query.one(&self.db).await?;
        print(
            &["flights", "with a tail number", "different tail numbers"],
            [[flights.to_string(), with_tail_number.to_string(), tail_numbers.to_string()]],
        );
        Ok(())
    }

    async fn insert_a_flight(&self) -> Result<(), Failure> {
        let flight = NewFlight {
            year: 2014,
            month: 1,
            day: 1,
            dep_time: Some(517),
            sched_dep_time: 515,
            dep_delay: Some(2),
            arr_time: None,
            sched_arr_time: 819,
            arr_delay: None,
            carrier: "UA".into(),
            flight: 1545,
            tailnum: Some("N14228".into()),
            origin: "EWR".into(),
            dest: "IAH".into(),
            air_time: None,
            distance: 1400,
            hour: 5,
            minute: 15,
            time_hour: DateTime::from_timestamp(1_388_570_400, 0).unwrap_or_default(),
        };
        let insert = Flight::insert(flight);
        self.title("One more flight, and the id that Redshift gave it", &insert.to_sql());
        let id = insert.id(&self.db).await?;
        let read_back = Flight::query().filter(|f| f.id.eq(id)).one(&self.db).await?;
        print(
            &["id", "carrier", "flight", "origin", "destination", "time"],
            [[
                read_back.id.to_string(),
                read_back.carrier,
                read_back.flight.to_string(),
                read_back.origin,
                read_back.dest,
                read_back.time_hour.to_string(),
            ]],
        );
        Ok(())
    }

    fn title(&self, title: &str, sql: &Sql<'_>) {
        println!("\n{title}");
        if self.show_sql {
            println!("{sql}");
        }
    }
}

/// Minutes to two decimals.
fn minutes(mean: Option<Decimal>) -> String {
    mean.map_or_else(String::new, |mean| format!("{:.2}", mean.round_dp(2)))
}

fn print<const COLUMNS: usize>(header: &[&str; COLUMNS], rows: impl IntoIterator<Item = [String; COLUMNS]>) {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header);
    table.add_rows(rows);
    println!("{table}");
}

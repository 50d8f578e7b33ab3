//! Analytic questions in typed SQL, one per construct: windows, common table expressions, set operations, conditional counting, PIVOT.
//!
//! ```text
//! cargo run --example analysis                      # January 2013, from the repository
//! cargo run --example analysis -- --data DIR        # the whole year, from compressed CSV files
//! ```
//!
//! Each answer is written as CSV lines that begin with the question's name. `tests/recompute` asks the same of the same files in
//! another database and compares.

use std::fmt::Display;
use std::io::{Stdout, stdout};
use std::path::PathBuf;

use clap::Parser;
use redshift_orm::Database;
use redshift_orm::prelude::*;
use redshift_orm_examples::models::{Airline, Airport, Flight, Plane, Weather};
use redshift_orm_examples::{Failure, january, open};

/// Loads nycflights13 into Redshift, or into the local stand-in, and asks analytic questions.
#[derive(Debug, Parser)]
struct Arguments {
    /// A directory with airlines, airports, planes, weather and flights as .csv.gz files; without it, January 2013.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let db = open(&arguments.data.unwrap_or_else(january)).await?;
    let mut answers = Answers { csv: csv::WriterBuilder::new().flexible(true).from_writer(stdout()) };
    running_total(&db, &mut answers).await?;
    moving_average(&db, &mut answers).await?;
    rank_of_carriers(&db, &mut answers).await?;
    longest_rests(&db, &mut answers).await?;
    delay_quartiles_by_wind(&db, &mut answers).await?;
    punctuality(&db, &mut answers).await?;
    shared_planes(&db, &mut answers).await?;
    days_without(&db, &mut answers).await?;
    destinations_of_one_airport(&db, &mut answers).await?;
    unserved_airports(&db, &mut answers).await?;
    older_planes(&db, &mut answers).await?;
    top_destinations(&db, &mut answers).await?;
    subtotals(&db, &mut answers).await?;
    spread_of_delays(&db, &mut answers).await?;
    carriers_of_destinations(&db, &mut answers).await?;
    both_ends(&db, &mut answers).await?;
    sizes(&db, &mut answers).await?;
    miles_side_by_side(&db, &mut answers).await?;
    delays_at_both_ends(&db, &mut answers).await?;
    answers.csv.flush()?;
    Ok(())
}

struct Answers {
    csv: csv::Writer<Stdout>,
}

impl Answers {
    fn row(&mut self, question: &str, values: &[&dyn Display]) -> Result<(), Failure> {
        let values = values.iter().map(ToString::to_string);
        Ok(self.csv.write_record([question.to_owned()].into_iter().chain(values))?)
    }
}

/// NULL is empty.
fn shown<T: Display>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A window over groups: the flights of the year so far, day by day.
async fn running_total(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let days = Flight::query()
        .filter(|f| f.origin.eq("JFK"))
        .group_by(|f| (f.month, f.day))
        .select(|(month, day), _| {
            let date = (month.asc(), day.asc());
            (month, day, count_star().sum_of_groups().over(|w| w.order_by(date).rows_unbounded_preceding()))
        })
        .order_by(|(month, day, _)| (month.asc(), day.asc()));
    for (month, day, flights) in days.all(db).await? {
        answers.row("running_total", &[&month, &day, &shown(flights)])?;
    }
    Ok(())
}

/// A frame: the mean delay of a carrier's flight and the six before it.
async fn moving_average(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let flights = Flight::query().filter(|f| f.carrier.eq("HA").and(f.dep_delay.is_not_null())).select(|f| {
        let week = (f.dep_delay * dec!(1.000000)).avg().over(|w| {
            w.order_by((f.month.asc(), f.day.asc())).rows_between(FrameBound::Preceding(6), FrameBound::CurrentRow)
        });
        (f.month, f.day, week)
    });
    for (month, day, delay) in flights.all(db).await? {
        answers.row("moving_average", &[&month, &day, &shown(delay)])?;
    }
    Ok(())
}

/// Ranks of groups: the carriers of each airport by the flights they had.
async fn rank_of_carriers(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let carriers = Flight::query().group_by(|f| (f.origin, f.carrier)).select(|(origin, carrier), _| {
        (origin, carrier, rank().over(|w| w.partition_by(origin).order_by(count_star().desc())), count_star())
    });
    for (origin, carrier, rank, flights) in carriers.all(db).await? {
        answers.row("rank_of_carriers", &[&origin, &carrier, &rank, &flights])?;
    }
    Ok(())
}

/// LAG in a derived table: the planes that stood longest between two departures.
async fn longest_rests(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let departures = Flight::query().filter(|f| f.tailnum.is_not_null()).select(|f| {
        let before = f.time_hour.lag(1).over(|w| w.partition_by(f.tailnum).order_by((f.time_hour.asc(), f.id.asc())));
        (f.tailnum, f.time_hour, before)
    });
    let gaps = with("departures", departures, |departures| {
        departures
            .query()
            .filter(|(_, _, before)| before.is_not_null())
            .group_by(|(tailnum, _, _)| tailnum)
            .select(|tailnum, (_, departure, before)| (tailnum, before.datediff(DatePart::Hour, departure).max()))
            .order_by(|(tailnum, hours)| (hours.desc(), tailnum.asc()))
            .limit(20)
    });
    for (tailnum, hours) in gaps.all(db).await? {
        answers.row("longest_rests", &[&shown(tailnum), &shown(hours)])?;
    }
    Ok(())
}

/// NTILE in a derived table, joined and grouped: delays by how windy the hour was.
async fn delay_quartiles_by_wind(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let hours = Weather::query().filter(|w| w.wind_speed.is_not_null()).select(|w| {
        let quartile = ntile(4).over(|o| o.partition_by(w.origin).order_by((w.wind_speed.asc(), w.time_hour.asc())));
        (w.origin, w.time_hour, quartile)
    });
    let quartiles = Flight::query()
        .join(hours, |(f, (origin, hour, _))| f.origin.eq(origin).and(f.time_hour.eq(hour)))
        .group_by(|(_, (_, _, quartile))| quartile)
        .select(|quartile, (f, _)| (quartile, count_star(), (f.dep_delay * dec!(1.000000)).avg()));
    for (quartile, flights, delay) in quartiles.all(db).await? {
        answers.row("delay_quartiles_by_wind", &[&quartile, &flights, &shown(delay)])?;
    }
    Ok(())
}

/// Conditional counting by CASE: how many flights of each hour left late.
async fn punctuality(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let hours = Flight::query().group_by(|f| f.hour).select(|hour, f| {
        let later_than = |minutes: i16| case().when(f.dep_delay.gt(minutes), 1).end().count();
        (hour, count_star(), later_than(0), later_than(15), later_than(60))
    });
    for (hour, flights, late, quarter, full) in hours.all(db).await? {
        answers.row("punctuality", &[&hour, &flights, &late, &quarter, &full])?;
    }
    Ok(())
}

/// A common table expression and HAVING: the planes that left from all three airports, and how far they flew for whom.
async fn shared_planes(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let shared = Flight::query()
        .filter(|f| f.tailnum.is_not_null())
        .group_by(|f| f.tailnum)
        .having(|_, f| f.origin.count_distinct().eq(3))
        .select(|tailnum, _| tailnum);
    let flown = with("shared", shared, |shared| {
        Flight::query()
            .join(shared, |(f, tailnum)| f.tailnum.eq(tailnum))
            .join(Airline::query(), |(f, _, a)| f.carrier.eq(a.carrier))
            .group_by(|(f, _, a)| (f.tailnum, a.name))
            .select(|(tailnum, name), (f, _, _)| (tailnum, name, f.distance.sum()))
    });
    for (tailnum, airline, miles) in flown.all(db).await? {
        answers.row("shared_planes", &[&shown(tailnum), &airline, &shown(miles)])?;
    }
    Ok(())
}

/// WITH RECURSIVE makes the days, an outer join finds those without flights.
async fn days_without(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let first = Airline::query().filter(|a| a.carrier.eq("OO")).select(|_| value(1_i16));
    let days = with_recursive(
        "days",
        first,
        |days| days.query().filter(|day| day.lt(31)).select(|day| day + 1_i16),
        |days| {
            days.query()
                .left_join(Flight::query().filter(|f| f.carrier.eq("OO").and(f.month.eq(1))), |(day, f)| f.day.eq(day))
                .filter(|(_, f)| f.id.is_null())
                .select(|(day, _)| day)
        },
    );
    for day in days.all(db).await? {
        answers.row("days_without", &[&day])?;
    }
    Ok(())
}

/// Set operations: where one gets from Newark and LaGuardia, and not from JFK.
async fn destinations_of_one_airport(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let from = |origin: &'static str| Flight::query().filter(move |f| f.origin.eq(origin)).select(|f| f.dest);
    let destinations = from("EWR").intersect(from("LGA")).except(from("JFK")).order_by(|dest| dest.asc());
    for dest in destinations.all(db).await? {
        answers.row("destinations_of_one_airport", &[&dest])?;
    }
    Ok(())
}

/// NOT EXISTS: how many airports of each time zone no flight goes to.
async fn unserved_airports(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let airports = Airport::query()
        .filter(|a| Flight::query().filter(|f| f.dest.eq(a.faa)).not_exists())
        .group_by(|a| a.tz)
        .select(|tz, a| (tz, count_star(), a.alt.max()));
    for (tz, airports, highest) in airports.all(db).await? {
        answers.row("unserved_airports", &[&tz, &airports, &shown(highest)])?;
    }
    Ok(())
}

/// A scalar subquery and IN: the planes that came to Atlanta and are older than most.
async fn older_planes(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let mean = Plane::query().select(|p| p.year.avg());
    let to_atlanta = Flight::query().filter(|f| f.dest.eq("ATL").and(f.tailnum.is_not_null())).select(|f| f.tailnum);
    let planes = Plane::query()
        .filter(|p| p.year.lt(mean.scalar()).and(p.tailnum.in_query(to_atlanta)))
        .select(|p| (p.tailnum, p.manufacturer, p.seats));
    for (tailnum, manufacturer, seats) in planes.all(db).await? {
        answers.row("older_planes", &[&tailnum, &manufacturer, &seats])?;
    }
    Ok(())
}

/// QUALIFY over groups: the two destinations that each airport sends most flights to.
async fn top_destinations(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let top = Flight::query()
        .group_by(|f| (f.origin, f.dest))
        .qualify(|(origin, dest), _| {
            row_number().over(|w| w.partition_by(origin).order_by((count_star().desc(), dest.asc()))).le(2)
        })
        .select(|(origin, dest), _| (origin, dest, count_star()));
    for (origin, dest, flights) in top.all(db).await? {
        answers.row("top_destinations", &[&origin, &dest, &flights])?;
    }
    Ok(())
}

/// ROLLUP: flights and miles by airport and carrier, by airport, and in all.
async fn subtotals(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let totals = Flight::query()
        .group_by(|f| rollup((f.origin, f.carrier)))
        .select(|(origin, carrier), f| (grouping((origin, carrier)), origin, carrier, count_star(), f.distance.sum()));
    for (level, origin, carrier, flights, miles) in totals.all(db).await? {
        answers.row("subtotals", &[&level, &shown(origin), &shown(carrier), &flights, &shown(miles)])?;
    }
    Ok(())
}

/// MEDIAN, a percentile and a standard deviation: how delays spread by carrier.
async fn spread_of_delays(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let carriers = Flight::query().group_by(|f| f.carrier).select(|carrier, f| {
        let delay = f.dep_delay;
        (carrier, delay.median(), delay.percentile_cont(0.9), delay.stddev_samp())
    });
    for (carrier, median, ninth, deviation) in carriers.all(db).await? {
        answers.row("spread_of_delays", &[&carrier, &shown(median), &shown(ninth), &shown(deviation)])?;
    }
    Ok(())
}

/// LISTAGG: who flies to the destinations that few fly to.
async fn carriers_of_destinations(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let served = Flight::query().select(|f| (f.dest, f.carrier)).distinct();
    let lists = served
        .derived()
        .group_by(|(dest, _)| dest)
        .having(|_, _| count_star().le(3))
        .select(|dest, (_, carrier)| (dest, carrier.listagg("+").within_group(carrier.asc())));
    for (dest, carriers) in lists.all(db).await? {
        answers.row("carriers_of_destinations", &[&dest, &shown(carriers)])?;
    }
    Ok(())
}

/// A full join of two derived tables: the early and the late flights to a destination, where either may be missing.
async fn both_ends(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let early = Flight::query().filter(|f| f.hour.lt(7)).group_by(|f| f.dest).select(|dest, _| (dest, count_star()));
    let late = Flight::query().filter(|f| f.hour.gt(20)).group_by(|f| f.dest).select(|dest, _| (dest, count_star()));
    let both = early
        .derived()
        .full_join(late, |(dest, _)| dest, |(dest, _)| dest)
        .select(|((early, n), (late, m))| (early.coalesce(late), n, m));
    for (dest, early, late) in both.all(db).await? {
        answers.row("both_ends", &[&shown(dest), &shown(early), &shown(late)])?;
    }
    Ok(())
}

/// CASE as a key: how far planes of each size fly.
async fn sizes(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let sizes = Flight::query()
        .join(Plane::query(), |(f, p)| f.tailnum.eq(p.tailnum))
        .group_by(|(_, p)| case().when(p.seats.lt(60), "small").when(p.seats.lt(200), "medium").otherwise("large"))
        .select(|size, (f, p)| (size, count_star(), p.tailnum.count_distinct(), f.distance.max(), f.distance.min()));
    for (size, flights, planes, farthest, nearest) in sizes.all(db).await? {
        answers.row("sizes", &[&size, &flights, &planes, &shown(farthest), &shown(nearest)])?;
    }
    Ok(())
}

/// PIVOT of a join: the miles that each airline flew from each airport, side by side.
async fn miles_side_by_side(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let airlines = Flight::query().join(Airline::query(), |(f, a)| f.carrier.eq(a.carrier)).pivot(
        |(_, a)| a.name,
        |(f, _)| f.distance.sum(),
        |(f, _)| f.origin,
        ["EWR", "JFK", "LGA"],
    );
    for (airline, miles) in airlines.all(db).await? {
        let [newark, kennedy, laguardia] = miles.map(shown);
        answers.row("miles_side_by_side", &[&airline, &newark, &kennedy, &laguardia])?;
    }
    Ok(())
}

/// UNPIVOT, grouped: the delays of departures and arrivals, as rows of one column.
async fn delays_at_both_ends(db: &Database, answers: &mut Answers) -> Result<(), Failure> {
    let ends = Flight::query()
        .unpivot_columns(|f| f.carrier, |f| (f.dep_delay, ("arrival", f.arr_delay)))
        .group_by(|(carrier, end, _)| (carrier, end))
        .select(|(carrier, end), (_, _, delay)| (carrier, end, count_star(), delay.sum()));
    for (carrier, end, flights, minutes) in ends.all(db).await? {
        answers.row("delays_at_both_ends", &[&carrier, &end, &flights, &shown(minutes)])?;
    }
    Ok(())
}

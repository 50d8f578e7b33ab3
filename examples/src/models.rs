//! nycflights13 as tables: every flight that left New York City in 2013, and what it refers to.
//!
//! The two large tables that are joined to one another, flights and planes, are distributed by what joins them. The others are
//! small and copied to every node. Flights and weather are sorted by time, which is how they are asked for.

use redshift_orm::prelude::*;
use serde::{Deserialize, Deserializer};

/// A row of a CSV file, which is a row of the table as well.
macro_rules! rows_of_csv {
    ($($new:ident { $($field:ident: $type:ty),* $(,)? })*) => { $(
        impl<'de> Deserialize<'de> for $new {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Deserialize)]
                struct Row { $($field: $type),* }
                let row = Row::deserialize(deserializer)?;
                Ok($new { $($field: row.$field),* })
            }
        }
    )* };
}

/// An airline.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "airlines", diststyle = all)]
pub struct Airline {
    /// The code: `UA`.
    #[redshift(primary_key, varchar = 2)]
    pub carrier: String,
    /// The name.
    #[redshift(varchar = 100)]
    pub name: String,
}

/// An airport.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "airports", diststyle = all)]
pub struct Airport {
    /// The code: `JFK`.
    #[redshift(primary_key, varchar = 3)]
    pub faa: String,
    /// The name.
    #[redshift(varchar = 100)]
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Feet above the sea.
    pub alt: i32,
    /// Hours from UTC.
    pub tz: i16,
    /// Daylight saving: A, U or N.
    #[redshift(char = 1)]
    pub dst: String,
    /// The IANA time zone.
    #[redshift(varchar = 40)]
    pub tzone: Option<String>,
}

/// An aircraft.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "planes")]
pub struct Plane {
    /// The registration: `N14228`.
    #[redshift(primary_key, distkey, sortkey, varchar = 6)]
    pub tailnum: String,
    /// The year it was built in.
    pub year: Option<i16>,
    /// What kind of aircraft it is.
    #[redshift(column = "type", varchar = 40, encode = bytedict)]
    pub kind: String,
    /// Who built it.
    #[redshift(varchar = 60, encode = bytedict)]
    pub manufacturer: String,
    /// The model.
    #[redshift(varchar = 40)]
    pub model: String,
    /// How many engines.
    pub engines: i16,
    /// How many seats.
    pub seats: i16,
    /// The cruising speed in miles an hour.
    pub speed: Option<i16>,
    /// What kind of engine.
    #[redshift(varchar = 30, encode = bytedict)]
    pub engine: String,
}

/// The weather of an hour at one of the three airports.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "weather", diststyle = all, sortkey(time_hour, origin), primary_key(origin, time_hour))]
pub struct Weather {
    /// The airport.
    #[redshift(varchar = 3, references(Airport))]
    pub origin: String,
    /// The year.
    pub year: i16,
    /// The month.
    pub month: i16,
    /// The day.
    pub day: i16,
    /// The hour.
    pub hour: i16,
    /// Degrees Fahrenheit.
    pub temp: Option<f64>,
    /// The dew point in degrees Fahrenheit.
    pub dewp: Option<f64>,
    /// Relative humidity in per cent.
    pub humid: Option<f64>,
    /// The wind's direction in degrees.
    pub wind_dir: Option<i16>,
    /// The wind's speed in miles an hour.
    pub wind_speed: Option<f64>,
    /// The gusts' speed in miles an hour.
    pub wind_gust: Option<f64>,
    /// Rain in inches.
    pub precip: f64,
    /// Pressure in millibars.
    pub pressure: Option<f64>,
    /// Visibility in miles.
    pub visib: f64,
    /// The hour as an instant.
    pub time_hour: DateTime<Utc>,
}

/// A flight. Destinations and tail numbers are not declared as foreign keys, because some have no row: Redshift checks none, but
/// its planner believes them.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "flights", sortkey(time_hour, origin))]
pub struct Flight {
    /// Made by Redshift.
    #[redshift(primary_key, identity)]
    pub id: i64,
    /// The year.
    pub year: i16,
    /// The month.
    pub month: i16,
    /// The day.
    pub day: i16,
    /// When it left, local time: 517 is 05:17. NULL when it was cancelled.
    pub dep_time: Option<i16>,
    /// When it was to leave.
    pub sched_dep_time: i16,
    /// Minutes late at departure; negative is early.
    pub dep_delay: Option<i16>,
    /// When it arrived.
    pub arr_time: Option<i16>,
    /// When it was to arrive.
    pub sched_arr_time: i16,
    /// Minutes late at arrival.
    pub arr_delay: Option<i16>,
    /// The airline.
    #[redshift(varchar = 2, encode = bytedict, references(Airline))]
    pub carrier: String,
    /// The flight number.
    pub flight: i16,
    /// The aircraft.
    #[redshift(distkey, varchar = 6)]
    pub tailnum: Option<String>,
    /// Where it left.
    #[redshift(varchar = 3, references(Airport))]
    pub origin: String,
    /// Where it went.
    #[redshift(varchar = 3)]
    pub dest: String,
    /// Minutes in the air.
    pub air_time: Option<i16>,
    /// Miles.
    pub distance: i16,
    /// The scheduled hour.
    pub hour: i16,
    /// The scheduled minute.
    pub minute: i16,
    /// The scheduled hour as an instant.
    pub time_hour: DateTime<Utc>,
}

rows_of_csv! {
    NewAirline { carrier: String, name: String }
    NewAirport { faa: String, name: String, lat: f64, lon: f64, alt: i32, tz: i16, dst: String, tzone: Option<String> }
    NewWeather {
        origin: String, year: i16, month: i16, day: i16, hour: i16, temp: Option<f64>, dewp: Option<f64>, humid: Option<f64>,
        wind_dir: Option<i16>, wind_speed: Option<f64>, wind_gust: Option<f64>, precip: f64, pressure: Option<f64>,
        visib: f64, time_hour: DateTime<Utc>,
    }
    NewFlight {
        year: i16, month: i16, day: i16, dep_time: Option<i16>, sched_dep_time: i16, dep_delay: Option<i16>,
        arr_time: Option<i16>, sched_arr_time: i16, arr_delay: Option<i16>, carrier: String, flight: i16,
        tailnum: Option<String>, origin: String, dest: String, air_time: Option<i16>, distance: i16, hour: i16,
        minute: i16, time_hour: DateTime<Utc>,
    }
}

impl<'de> Deserialize<'de> for NewPlane {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Row {
            tailnum: String,
            year: Option<i16>,
            #[serde(rename = "type")]
            kind: String,
            manufacturer: String,
            model: String,
            engines: i16,
            seats: i16,
            speed: Option<i16>,
            engine: String,
        }
        let Row { tailnum, year, kind, manufacturer, model, engines, seats, speed, engine } =
            Row::deserialize(deserializer)?;
        Ok(NewPlane { tailnum, year, kind, manufacturer, model, engines, seats, speed, engine })
    }
}

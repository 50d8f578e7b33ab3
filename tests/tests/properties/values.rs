//! Random values of every type come back equal, whatever the mode of the wire.

use proptest::prelude::*;
use redshift_orm::Wire;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Everything, NewEverything, server};

use crate::wait;

fn real() -> impl Strategy<Value = f32> {
    use prop::num::f32::{INFINITE, NEGATIVE, NORMAL, POSITIVE, ZERO};
    NORMAL | INFINITE | ZERO | POSITIVE | NEGATIVE
}

fn double() -> impl Strategy<Value = f64> {
    use prop::num::f64::{INFINITE, NEGATIVE, NORMAL, POSITIVE, ZERO};
    NORMAL | INFINITE | ZERO | POSITIVE | NEGATIVE
}

/// Of the scale that the column has, so that reading it needs no more digits.
fn decimal() -> impl Strategy<Value = Decimal> {
    (-(1_i128 << 90)..(1_i128 << 90)).prop_map(|number| Decimal::from_i128_with_scale(number, 10))
}

/// From the year 1 to 9999, in microseconds.
fn timestamp() -> impl Strategy<Value = DateTime<Utc>> {
    (-62_135_596_800_000_000_i64..253_402_300_800_000_000)
        .prop_map(|micros| DateTime::from_timestamp_micros(micros).unwrap())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    timestamp().prop_map(|timestamp| timestamp.date_naive())
}

fn time() -> impl Strategy<Value = NaiveTime> {
    timestamp().prop_map(|timestamp| timestamp.time())
}

/// Odd characters more often than they come.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            Just('\''),
            Just('\\'),
            Just('$'),
            Just('1'),
            Just(' '),
            Just(';'),
            "[^\\x00]".prop_map(|text| text.chars().next().unwrap_or('é'))
        ],
        0..12,
    )
    .prop_map(String::from_iter)
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    prop_oneof![
        any::<i32>().prop_map(|number| serde_json::json!([number, null])),
        text().prop_map(|text| serde_json::json!({ "a": text, "b": [true, "x"] })),
        text().prop_map(serde_json::Value::String),
    ]
}

fn row() -> impl Strategy<Value = NewEverything> {
    use prop::option::of;
    let numbers = (any::<i16>(), of(any::<i64>()), real(), of(double()), of(any::<bool>()), of(decimal()));
    let texts =
        (of("[a-z]{0,8}"), of(text()), of(any::<u128>()), of(prop::collection::vec(any::<u8>(), 0..50)), of(json()));
    let times = (of(date()), of(time()), of(timestamp()), of(timestamp()));
    (numbers, texts, times).prop_map(
        |(
            (small, big, real, double, boolean, decimal),
            (character, text, uuid, bytes, json),
            (date, time, timestamp, timestamptz),
        )| NewEverything {
            id: 0,
            small,
            big,
            real,
            double,
            boolean,
            decimal,
            character,
            text,
            date,
            time,
            timestamp: timestamp.map(|timestamp| timestamp.naive_utc()),
            timestamptz,
            uuid: uuid.map(Uuid::from_u128),
            bytes,
            json,
        },
    )
}

#[test]
fn every_mode_writes_and_reads_the_same() {
    let modes = [Wire::Unnamed, Wire::Prepared, Wire::Text];
    let databases = wait(async {
        let url = server::url(|database| database).await;
        let mut databases = Vec::new();
        for wire in modes {
            databases.push(Database::builder().url(&url).wire(wire).max_connections(1).connect().await.unwrap());
        }
        Schema::of::<Everything>().create_all(&databases[0]).await.unwrap();
        databases
    });
    let id = std::cell::Cell::new(0);
    proptest!(ProptestConfig::with_cases(100), |(row in row())| {
        wait(async {
            let mut written = Vec::new();
            for db in &databases {
                id.set(id.get() + 1);
                Everything::insert(NewEverything { id: id.get(), ..row.clone() }).execute(db).await.unwrap();
                written.push(id.get());
            }
            for (db, wire) in databases.iter().zip(modes) {
                let read = Everything::query().filter(|e| e.id.in_(written.clone())).order_by(|e| e.id.asc()).all(db).await;
                let read = read.unwrap();
                prop_assert_eq!(read.len(), modes.len());
                for (read, mode) in read.into_iter().zip(modes) {
                    let sent = (
                        row.small, row.big, row.real.to_bits(), row.double.map(f64::to_bits), row.boolean, row.decimal, row.character.clone(),
                        row.text.clone(), row.date,
                    );
                    let came = (
                        read.small, read.big, read.real.to_bits(), read.double.map(f64::to_bits), read.boolean, read.decimal, read.character,
                        read.text, read.date,
                    );
                    prop_assert_eq!(came, sent, "written by {:?}, read by {:?}", mode, wire);
                    let sent = (row.time, row.timestamp, row.timestamptz, row.uuid, row.bytes.clone(), row.json.clone());
                    let came = (read.time, read.timestamp, read.timestamptz, read.uuid, read.bytes, read.json);
                    prop_assert_eq!(came, sent, "written by {:?}, read by {:?}", mode, wire);
                }
            }
            // NaN equals nothing, and is read as itself.
            for db in &databases {
                let numbers: (f32, f64) = sql_query("SELECT $1, $2").bind(f32::NAN).bind(f64::NAN).one(db).await.unwrap();
                prop_assert!(numbers.0.is_nan() && numbers.1.is_nan());
            }
            Ok(())
        })?;
    });
}

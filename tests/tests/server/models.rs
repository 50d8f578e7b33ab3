//! The tables of these tests.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "people")]
pub(crate) struct Person {
    #[redshift(primary_key, identity)]
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) age: Option<i32>,
}

/// A column of every type.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "everything", schema = "Odd \"schema")]
pub(crate) struct Everything {
    #[redshift(primary_key, identity(10, 5))]
    pub(crate) id: i64,
    pub(crate) small: i16,
    pub(crate) int: i32,
    pub(crate) real: f32,
    pub(crate) double: f64,
    pub(crate) flag: bool,
    #[redshift(decimal(12, 2))]
    pub(crate) amount: Decimal,
    #[redshift(char = 5)]
    pub(crate) code: String,
    #[redshift(varchar = 20)]
    pub(crate) text: String,
    pub(crate) day: NaiveDate,
    pub(crate) time: NaiveTime,
    pub(crate) at: NaiveDateTime,
    pub(crate) instant: DateTime<Utc>,
    pub(crate) token: Uuid,
    pub(crate) bytes: Vec<u8>,
    pub(crate) payload: serde_json::Value,
    #[redshift(decimal(12, 2))]
    pub(crate) maybe_amount: Option<Decimal>,
    pub(crate) maybe_payload: Option<serde_json::Value>,
    #[redshift(default = "7")]
    pub(crate) seven: i32,
}

pub(crate) fn person(name: &str, age: impl Into<Option<i32>>) -> NewPerson {
    NewPerson { name: name.into(), age: age.into() }
}

pub(crate) fn everything(text: &str) -> NewEverything {
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let time = NaiveTime::from_hms_micro_opt(23, 59, 58, 123_456).unwrap();
    NewEverything {
        small: -1,
        int: i32::MIN,
        real: 0.1,
        double: -0.0,
        flag: true,
        amount: dec!(-1234567.895),
        code: "ab".into(),
        text: text.into(),
        day,
        time,
        at: day.and_time(time),
        instant: day.and_time(time).and_utc(),
        token: Uuid::from_u128(7),
        bytes: vec![0, 255],
        payload: serde_json::json!({"a": [1, null, "ß"]}),
        maybe_amount: None,
        maybe_payload: None,
        seven: Defaulted::Default,
    }
}

/// A database with an empty table of people.
pub(crate) async fn people() -> Database {
    let db = database().await;
    Schema::of::<Person>().create_all(&db).await.unwrap();
    db
}

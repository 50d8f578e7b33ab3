//! Rows as record batches.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int16Type, Int32Type, Int64Type, Time64MicrosecondType,
    TimestampMicrosecondType,
};
use arrow_array::{Array as _, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use futures_util::TryStreamExt as _;
use redshift_orm::Wire;
use redshift_orm::client::RecordBatches;
use redshift_orm::prelude::*;
use redshift_orm_tests::server::{database, url};

use crate::models::{Everything, Person, everything, people, person};

/// Every type, each NOT NULL and not.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "cells")]
struct Cells {
    #[redshift(primary_key)]
    id: i64,
    small: Option<i16>,
    int: Option<i32>,
    big: Option<i64>,
    real: Option<f32>,
    double: Option<f64>,
    flag: Option<bool>,
    #[redshift(decimal(28, 10))]
    amount: Option<Decimal>,
    #[redshift(char = 5)]
    code: Option<String>,
    #[redshift(varchar = max)]
    text: Option<String>,
    day: Option<NaiveDate>,
    time: Option<NaiveTime>,
    at: Option<NaiveDateTime>,
    instant: Option<DateTime<Utc>>,
    token: Option<Uuid>,
    bytes: Option<Vec<u8>>,
    payload: Option<serde_json::Value>,
}

fn nulls(id: i64) -> NewCells {
    NewCells {
        id,
        small: None,
        int: None,
        big: None,
        real: None,
        double: None,
        flag: None,
        amount: None,
        code: None,
        text: None,
        day: None,
        time: None,
        at: None,
        instant: None,
        token: None,
        bytes: None,
        payload: None,
    }
}

/// The least or the most of each type that structs hold and the stand-in stores.
fn extremes(id: i64, most: bool) -> NewCells {
    let year = if most { 9999 } else { 1 };
    let day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
    let time = if most { NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999) } else { NaiveTime::from_hms_opt(0, 0, 0) };
    let at = day.and_time(time.unwrap());
    NewCells {
        id,
        small: Some(if most { i16::MAX } else { i16::MIN }),
        int: Some(if most { i32::MAX } else { i32::MIN }),
        big: Some(if most { i64::MAX } else { i64::MIN }),
        real: Some(if most { f32::MAX } else { f32::MIN_POSITIVE }),
        double: Some(if most { f64::MAX } else { -0.0 }),
        flag: Some(most),
        amount: Some(if most { dec!(999999999999999999.9999999999) } else { dec!(-0.0000000001) }),
        code: Some(if most { "abcde".into() } else { String::new() }),
        text: Some(if most { "ß\u{1f600}".repeat(10_000) } else { String::new() }),
        day: Some(day),
        time,
        at: Some(at),
        instant: Some(at.and_utc()),
        token: Some(if most { Uuid::max() } else { Uuid::nil() }),
        bytes: Some(if most { (0..=255).collect() } else { Vec::new() }),
        payload: Some(if most { serde_json::json!({"a": [1, null, "ß"]}) } else { serde_json::json!([]) }),
    }
}

/// The same rows, of arrays.
fn rows(batch: &RecordBatch) -> Vec<Cells> {
    let value = |column: usize, row| (!batch.column(column).is_null(row)).then_some(row);
    let text = |column: usize, row| {
        value(column, row).map(|row| batch.column(column).as_string::<i32>().value(row).to_owned())
    };
    (0..batch.num_rows())
        .map(|row| Cells {
            id: batch.column(0).as_primitive::<Int64Type>().value(row),
            small: value(1, row).map(|row| batch.column(1).as_primitive::<Int16Type>().value(row)),
            int: value(2, row).map(|row| batch.column(2).as_primitive::<Int32Type>().value(row)),
            big: value(3, row).map(|row| batch.column(3).as_primitive::<Int64Type>().value(row)),
            real: value(4, row).map(|row| batch.column(4).as_primitive::<Float32Type>().value(row)),
            double: value(5, row).map(|row| batch.column(5).as_primitive::<Float64Type>().value(row)),
            flag: value(6, row).map(|row| batch.column(6).as_boolean().value(row)),
            amount: value(7, row).map(|row| {
                Decimal::from_i128_with_scale(batch.column(7).as_primitive::<Decimal128Type>().value(row), 10)
            }),
            code: text(8, row),
            text: text(9, row),
            day: value(10, row).map(|row| batch.column(10).as_primitive::<Date32Type>().value_as_date(row).unwrap()),
            time: value(11, row)
                .map(|row| batch.column(11).as_primitive::<Time64MicrosecondType>().value_as_time(row).unwrap()),
            at: value(12, row)
                .map(|row| batch.column(12).as_primitive::<TimestampMicrosecondType>().value_as_datetime(row).unwrap()),
            instant: value(13, row).map(|row| {
                batch.column(13).as_primitive::<TimestampMicrosecondType>().value_as_datetime(row).unwrap().and_utc()
            }),
            token: text(14, row).map(|text| text.parse().unwrap()),
            bytes: value(15, row).map(|row| batch.column(15).as_binary::<i32>().value(row).to_vec()),
            payload: text(16, row).map(|text| serde_json::from_str(&text).unwrap()),
        })
        .collect()
}

async fn whole(batches: RecordBatches) -> Vec<RecordBatch> {
    batches.try_collect().await.unwrap()
}

/// Each column as `name: type`, with a `?` where it may be NULL.
fn described(batches: &RecordBatches) -> Vec<String> {
    let schema = batches.schema();
    let fields = schema.fields().iter();
    fields
        .map(|field| format!("{}: {}{}", field.name(), field.data_type(), if field.is_nullable() { "?" } else { "" }))
        .collect()
}

#[tokio::test]
async fn every_type_is_equal_to_what_structs_have() {
    let db = database().await;
    Schema::of::<Cells>().create_all(&db).await.unwrap();
    let new = [nulls(1), extremes(2, false), extremes(3, true), nulls(4)];
    Cells::insert_many(new).execute(&db).await.unwrap();
    let query = Cells::query().order_by(|c| c.id.asc());
    let structs = query.clone().all(&db).await.unwrap();
    assert_eq!(structs.len(), 4);

    let batches = query.arrow(&db).await.unwrap();
    let schema = batches.schema();
    let types: Vec<_> = schema.fields().iter().map(|field| field.data_type().clone()).collect();
    assert_eq!(
        types,
        [
            DataType::Int64,
            DataType::Int16,
            DataType::Int32,
            DataType::Int64,
            DataType::Float32,
            DataType::Float64,
            DataType::Boolean,
            DataType::Decimal128(28, 10),
            DataType::Utf8,
            DataType::Utf8,
            DataType::Date32,
            DataType::Time64(TimeUnit::Microsecond),
            DataType::Timestamp(TimeUnit::Microsecond, None),
            DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            DataType::Utf8,
            DataType::Binary,
            DataType::Utf8,
        ]
    );
    assert_eq!(schema.fields().iter().map(|field| field.is_nullable()).filter(|nullable| !nullable).count(), 1);
    let batches = whole(batches).await;
    assert!(batches.iter().all(|batch| batch.schema() == schema));
    assert_eq!(batches.iter().flat_map(rows).collect::<Vec<_>>(), structs);
}

#[tokio::test]
async fn names_and_null_are_those_of_the_query() {
    let db = database().await;
    Schema::of::<(Person, Everything)>().create_all(&db).await.unwrap();
    Everything::insert(everything("x")).execute(&db).await.unwrap();
    let model = Person::query().arrow(&db).await.unwrap();
    assert_eq!(described(&model), ["id: Int64", "name: Utf8", "age: Int32?"]);
    assert!(whole(model).await.is_empty());

    let tuple = Person::query().select(|p| (p.name, p.age + 1, p.age.gt(3), p.name)).arrow(&db).await.unwrap();
    assert_eq!(described(&tuple), ["name: Utf8", "c1: Int32?", "c2: Boolean?", "name_1: Utf8"]);

    #[derive(Debug, Selectable)]
    #[expect(dead_code, reason = "record batches have no structs")]
    struct Named {
        who: String,
        #[redshift(nested)]
        person: Option<Person>,
    }
    let nested = Everything::query()
        .left_join(Person::query(), |(e, p)| e.id.eq(p.id))
        .select(|(e, p)| SelectNamed { who: e.text, person: p })
        .arrow(&db)
        .await
        .unwrap();
    assert_eq!(described(&nested), ["who: Utf8", "id: Int64?", "name: Utf8?", "age: Int32?"]);
    let batches = whole(nested).await;
    assert_eq!((batches.len(), batches[0].column(1).null_count()), (1, 1));
}

#[tokio::test]
async fn digits_are_declared_told_or_seen() {
    let url = url(|database| database).await;
    let [db, by_text] = [Wire::Unnamed, Wire::Text].map(|wire| Database::builder().url(&url).wire(wire).connect());
    let (db, by_text) = (db.await.unwrap(), by_text.await.unwrap());
    Schema::of::<Cells>().create_all(&db).await.unwrap();
    Cells::insert_many([nulls(1), extremes(2, true)]).execute(&db).await.unwrap();
    let all = Cells::query().order_by(|c| c.id.asc());
    let declared = all.clone().arrow(&db).await.unwrap();
    assert_eq!(described(&declared)[7], "amount: Decimal128(28, 10)?");
    // The server tells those of columns and casts, here beside parameters.
    let told = all
        .clone()
        .filter(|c| c.id.ge(2))
        .select(|c| (c.amount, c.id, c.id.cast_decimal(20, 3), c.amount))
        .arrow(&db)
        .await
        .unwrap();
    let told_types =
        ["amount: Decimal128(28, 10)?", "id: Int64", "c2: Decimal128(20, 3)", "amount_1: Decimal128(28, 10)?"];
    assert_eq!(described(&told), told_types);
    let batches = whole(told).await;
    assert_eq!(batches[0].column(2).as_primitive::<Decimal128Type>().value_as_string(0), "2.000");
    // Where texts are all that comes, the first value does.
    let seen = all.clone().filter(|c| c.id.ge(2)).select(|c| c.id.cast_decimal(20, 3)).arrow(&by_text).await.unwrap();
    assert_eq!(described(&seen), ["c0: Decimal128(38, 3)"]);
    // The stand-in does not tell those of a SUM.
    let seen = Cells::query().select(|c| c.amount.sum()).arrow(&db).await.unwrap();
    assert_eq!(described(&seen), ["c0: Decimal128(38, 10)?"]);
    assert_eq!(
        whole(seen).await[0].column(0).as_primitive::<Decimal128Type>().value_as_string(0),
        "999999999999999999.9999999999"
    );
    let unseen = Cells::query().filter(|c| c.id.lt(0)).select(|c| c.amount.sum()).arrow(&db).await.unwrap();
    assert_eq!(described(&unseen), ["c0: Decimal128(38, 0)?"]);

    // All 38 digits, which are more than a struct holds.
    let most = "99999999999999999999999999999999999.999";
    raw_sql("CREATE TABLE large (id BIGINT, amount DECIMAL(38, 3))").execute(&db).await.unwrap();
    raw_sql(format!("INSERT INTO large VALUES (1, {most}), (2, -{most})")).execute(&db).await.unwrap();
    #[derive(Debug, Model)]
    #[redshift(table = "large")]
    struct Large {
        id: i64,
        #[redshift(decimal(38, 3))]
        amount: Decimal,
    }
    let large = Large::query().order_by(|l| l.id.asc());
    let error = large.clone().all(&db).await.unwrap_err();
    assert!(error.to_string().contains("\"amount\""), "{error}");
    let batches = whole(large.arrow(&db).await.unwrap()).await;
    let amounts = batches[0].column(1).as_primitive::<Decimal128Type>();
    assert_eq!([0, 1].map(|row| amounts.value_as_string(row)), [most.to_owned(), format!("-{most}")]);
}

#[tokio::test]
async fn batches_are_measured_and_end_with_what_is_wrong() {
    let url = url(|database| database).await;
    let db = Database::builder().url(url).max_connections(1).batch_bytes(16 * 1024).connect().await.unwrap();
    Schema::of::<Person>().create_all(&db).await.unwrap();
    Person::insert_many((0..3000).map(|age| person("x", age))).execute(&db).await.unwrap();
    let ordered = Person::query().order_by(|p| p.age.asc());
    let batches = whole(ordered.clone().arrow(&db).await.unwrap()).await;
    assert!(batches.len() > 3 && batches.iter().all(|batch| (1..1000).contains(&batch.num_rows())));
    let ages = batches.iter().flat_map(|batch| batch.column(2).as_primitive::<Int32Type>().values().to_vec());
    assert!(ages.eq(0..3000));

    // The program says NOT NULL, and is wrong; the connection is the same one afterwards.
    let wrong = ordered.clone().select(|p| raw_expr::<i32, _>("CASE WHEN {} < 2500 THEN 1 END", (p.age,)));
    let mut batches = wrong.arrow(&db).await.unwrap();
    let error = loop {
        match batches.try_next().await {
            Ok(batch) => assert!(batch.is_some(), "the error is not the end"),
            Err(error) => break error,
        }
    };
    assert!(batches.next().await.is_none());
    assert!(batches.next().await.is_none());
    assert!(error.to_string().starts_with("cannot read column 1 (\"case\") of the row, in: SELECT CASE"), "{error}");
    assert_eq!((db.state().size, db.state().in_use), (1, 0));

    let tx = db.begin().await.unwrap();
    let mut batches = ordered.clone().arrow(&tx).await.unwrap();
    let first = batches.try_next().await.unwrap().unwrap().num_rows();
    Person::update().set(|p| p.name.to("y")).filter(|p| p.age.lt(1)).execute(&tx).await.unwrap();
    let rest: usize = batches.try_collect::<Vec<_>>().await.unwrap().iter().map(RecordBatch::num_rows).sum();
    assert_eq!(first + rest, 3000);
    tx.commit().await.unwrap();
    // One that is dropped leaves nothing.
    drop(ordered.clone().arrow(&db).await.unwrap());
    assert_eq!(ordered.count(&db).await.unwrap(), 3000);
}

#[tokio::test]
async fn an_error_of_the_query_comes_first() {
    let db = people().await;
    raw_sql("DROP TABLE people").execute(&db).await.unwrap();
    assert_eq!(Person::query().arrow(&db).await.unwrap_err().code(), Some("42P01"));
    let decimals = Person::query().select(|p| p.id.cast_decimal(12, 2));
    assert_eq!(decimals.arrow(&db).await.unwrap_err().code(), Some("42P01"));
}

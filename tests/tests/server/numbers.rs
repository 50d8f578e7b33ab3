//! Numbers: enums kept as integers, and integers beside DECIMAL and DOUBLE PRECISION.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[repr(i16)]
enum Small {
    Low = -7,
    High = 9,
}

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[repr(i32)]
enum Middle {
    First,
    Last = 70_000,
}

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[repr(i64)]
enum Large {
    Least = i64::MIN,
    Most = i64::MAX,
}

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[redshift(rename_all = "lowercase")]
#[repr(u8)]
enum Named {
    One = 1,
    Two = 2,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct Number {
    #[redshift(primary_key, identity)]
    id: i64,
    small: Small,
    middle: Option<Middle>,
    large: Large,
    named: Named,
    #[redshift(decimal(12, 2))]
    amount: Decimal,
    double: f64,
}

async fn two() -> Database {
    let db = database().await;
    Schema::of::<Number>().create_all(&db).await.unwrap();
    let rows = [
        NewNumber {
            small: Small::Low,
            middle: Some(Middle::Last),
            large: Large::Least,
            named: Named::Two,
            amount: dec!(10.50),
            double: 0.5,
        },
        NewNumber {
            small: Small::High,
            middle: None,
            large: Large::Most,
            named: Named::One,
            amount: dec!(100.00),
            double: 4.0,
        },
    ];
    Number::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn enums_are_kept_as_integers() {
    let db = two().await;
    let rows = Number::query().order_by(|n| n.id.asc()).all(&db).await.unwrap();
    let [first, second] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((first.small, first.middle, first.large), (Small::Low, Some(Middle::Last), Large::Least));
    assert_eq!((second.small, second.middle, second.large), (Small::High, None, Large::Most));
    assert_eq!((first.named, second.named), (Named::Two, Named::One));

    let text = "SELECT small, middle, large, named FROM number ORDER BY id";
    let kept: Vec<(i16, Option<i32>, i64, String)> = sql_query(text).all(&db).await.unwrap();
    assert_eq!(kept, [(-7, Some(70_000), i64::MIN, "two".to_owned()), (9, None, i64::MAX, "one".to_owned())]);

    let last = Number::query().filter(|n| n.middle.eq(Middle::Last)).select(|n| n.large.max()).one(&db).await.unwrap();
    assert_eq!(last, Some(Large::Least));
    raw_sql("UPDATE number SET middle = 5 WHERE id = 1").execute(&db).await.unwrap();
    let error = Number::query().all(&db).await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the value is not the number of a variant of `Middle`");
    assert_eq!(Number::query().filter(|n| n.middle.eq(Middle::First)).count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn integers_stand_beside_other_numbers() {
    let db = two().await;
    let counted = |query: ModelQuery<'static, Number>| {
        let db = db.clone();
        async move { query.count(&db).await.unwrap() }
    };
    assert_eq!(counted(Number::query().filter(|n| n.amount.gt(10))).await, 2);
    assert_eq!(counted(Number::query().filter(|n| n.amount.in_([1, 100]))).await, 1);
    assert_eq!(counted(Number::query().filter(|n| n.amount.between(11, 100).and(n.double.ge(4)))).await, 1);
    let numbers: Vec<(Decimal, Decimal, Decimal, f64)> = Number::query()
        .order_by(|n| n.id.asc())
        .select(|n| (n.amount * 2, 100 - n.amount, dec!(0.5) * n.amount, 1 / n.double))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(numbers, [(dec!(21), dec!(89.5), dec!(5.25), 2.0), (dec!(200), dec!(0), dec!(50), 0.25)]);
    Number::update().set(|n| (n.amount.to(3), n.double.to(7))).all_rows().execute(&db).await.unwrap();
    let row = Number::query().filter(|n| n.id.eq(1)).one(&db).await.unwrap();
    assert_eq!((row.amount, row.double), (dec!(3), 7.0));
}

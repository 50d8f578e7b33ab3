//! Random expressions: what the server computes is what Rust computes, so precedence and parentheses are right.

use proptest::prelude::*;
use redshift_orm::expr::{Expr, Row};
use redshift_orm::prelude::*;
use redshift_orm::types::NotNull;
use redshift_orm_tests::server;

use crate::wait;

#[derive(Debug, Clone, PartialEq, Model)]
struct Sample {
    #[redshift(primary_key)]
    a: i64,
    b: i64,
    text: Option<String>,
    flag: bool,
}

#[derive(Debug, Clone)]
enum Number {
    A,
    B,
    Negate(Box<Number>),
    Add(Box<Number>, Box<Number>),
    Subtract(Box<Number>, Box<Number>),
    Multiply(Box<Number>, Box<Number>),
    AddValue(Box<Number>, i64),
    SubtractValue(Box<Number>, i64),
    Greatest(Box<Number>, Box<Number>),
    Least(Box<Number>, i64),
    /// The second where the first is less than it, and the third elsewhere.
    Choose(Box<Number>, Box<Number>, Box<Number>),
}

type NumberExpr = Expr<'static, i64, NotNull, Row>;

impl Number {
    fn sql(&self, s: SampleColumns) -> NumberExpr {
        match self {
            Number::A => s.a.into_expr(),
            Number::B => s.b.into_expr(),
            Number::Negate(x) => -x.sql(s),
            Number::Add(x, y) => x.sql(s) + y.sql(s),
            Number::Subtract(x, y) => x.sql(s) - y.sql(s),
            Number::Multiply(x, y) => x.sql(s) * y.sql(s),
            Number::AddValue(x, value) => x.sql(s) + *value,
            Number::SubtractValue(x, value) => x.sql(s) - *value,
            Number::Greatest(x, y) => x.sql(s).greatest(y.sql(s)),
            Number::Least(x, value) => x.sql(s).least(*value),
            Number::Choose(x, y, z) => case().when(x.sql(s).lt(y.sql(s)), y.sql(s)).otherwise(z.sql(s)),
        }
    }

    fn value(&self, row: &Sample) -> i64 {
        match self {
            Number::A => row.a,
            Number::B => row.b,
            Number::Negate(x) => -x.value(row),
            Number::Add(x, y) => x.value(row) + y.value(row),
            Number::Subtract(x, y) => x.value(row) - y.value(row),
            Number::Multiply(x, y) => x.value(row) * y.value(row),
            Number::AddValue(x, value) => x.value(row) + value,
            Number::SubtractValue(x, value) => x.value(row) - value,
            Number::Greatest(x, y) => x.value(row).max(y.value(row)),
            Number::Least(x, value) => x.value(row).min(*value),
            Number::Choose(x, y, z) => {
                let second = y.value(row);
                if x.value(row) < second { second } else { z.value(row) }
            }
        }
    }
}

#[derive(Debug, Clone)]
enum Test {
    Flag,
    TextIsNull,
    TextEquals(String),
    Less(Number, Number),
    NotEqual(Number, i64),
    Between(Number, i64, Number),
    In(Number, Vec<i64>),
    NotIn(Number, Vec<i64>),
    Not(Box<Test>),
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
}

impl Test {
    fn sql(&self, s: SampleColumns) -> Condition<'static> {
        match self {
            Test::Flag => s.flag.eq(true),
            Test::TextIsNull => s.text.is_null(),
            Test::TextEquals(text) => s.text.eq(text.clone()),
            Test::Less(x, y) => x.sql(s).lt(y.sql(s)),
            Test::NotEqual(x, value) => x.sql(s).ne(*value),
            Test::Between(x, low, high) => x.sql(s).between(*low, high.sql(s)),
            Test::In(x, list) => x.sql(s).in_(list.clone()),
            Test::NotIn(x, list) => x.sql(s).not_in(list.clone()),
            Test::Not(x) => x.sql(s).not(),
            Test::And(x, y) => x.sql(s).and(y.sql(s)),
            Test::Or(x, y) => x.sql(s).or(y.sql(s)),
        }
    }

    /// True, false, or unknown, as SQL has it.
    fn value(&self, row: &Sample) -> Option<bool> {
        match self {
            Test::Flag => Some(row.flag),
            Test::TextIsNull => Some(row.text.is_none()),
            Test::TextEquals(text) => row.text.as_ref().map(|own| own == text),
            Test::Less(x, y) => Some(x.value(row) < y.value(row)),
            Test::NotEqual(x, value) => Some(x.value(row) != *value),
            Test::Between(x, low, high) => Some((*low..=high.value(row)).contains(&x.value(row))),
            Test::In(x, list) => Some(list.contains(&x.value(row))),
            Test::NotIn(x, list) => Some(!list.contains(&x.value(row))),
            Test::Not(x) => x.value(row).map(|value| !value),
            Test::And(x, y) => match (x.value(row), y.value(row)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Test::Or(x, y) => match (x.value(row), y.value(row)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
        }
    }
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![Just(Number::A), Just(Number::B)].prop_recursive(4, 16, 2, |inner| {
        let pair = || (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            inner.clone().prop_map(|x| Number::Negate(Box::new(x))),
            pair().prop_map(|(x, y)| Number::Add(x, y)),
            pair().prop_map(|(x, y)| Number::Subtract(x, y)),
            pair().prop_map(|(x, y)| Number::Multiply(x, y)),
            (inner.clone(), -9_i64..9).prop_map(|(x, value)| Number::AddValue(Box::new(x), value)),
            (inner.clone(), -9_i64..9).prop_map(|(x, value)| Number::SubtractValue(Box::new(x), value)),
            pair().prop_map(|(x, y)| Number::Greatest(x, y)),
            (inner.clone(), -9_i64..9).prop_map(|(x, value)| Number::Least(Box::new(x), value)),
            (pair(), inner.clone()).prop_map(|((x, y), z)| Number::Choose(x, y, Box::new(z))),
        ]
    })
}

fn test() -> impl Strategy<Value = Test> {
    let list = || prop::collection::vec(-9_i64..9, 0..5);
    let leaf = prop_oneof![
        Just(Test::Flag),
        Just(Test::TextIsNull),
        "[ab]".prop_map(Test::TextEquals),
        (number(), number()).prop_map(|(x, y)| Test::Less(x, y)),
        (number(), -9_i64..9).prop_map(|(x, value)| Test::NotEqual(x, value)),
        (number(), -9_i64..9, number()).prop_map(|(x, low, high)| Test::Between(x, low, high)),
        (number(), list()).prop_map(|(x, list)| Test::In(x, list)),
        (number(), list()).prop_map(|(x, list)| Test::NotIn(x, list)),
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        let pair = || (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            inner.clone().prop_map(|x| Test::Not(Box::new(x))),
            pair().prop_map(|(x, y)| Test::And(x, y)),
            pair().prop_map(|(x, y)| Test::Or(x, y)),
        ]
    })
}

#[test]
fn the_server_computes_what_rust_computes() {
    let rows = [
        Sample { a: 3, b: -2, text: None, flag: true },
        Sample { a: -1, b: 5, text: Some("a".into()), flag: false },
        Sample { a: 0, b: 0, text: Some("b".into()), flag: true },
    ];
    let db = wait(async {
        let db = server::database().await;
        Schema::of::<Sample>().create_all(&db).await.unwrap();
        let new = rows.iter().map(|row| NewSample { a: row.a, b: row.b, text: row.text.clone(), flag: row.flag });
        Sample::insert_many(new).execute(&db).await.unwrap();
        db
    });
    proptest!(ProptestConfig::with_cases(300), |(number in number(), test in test())| {
        let expected: Vec<_> = rows.iter().map(|row| (row.a, number.value(row), test.value(row))).collect();
        let filtered: Vec<_> = rows.iter().filter(|row| test.value(row) == Some(true)).map(|row| row.a).collect();
        let selected = Sample::query().select(|s| (s.a, number.sql(s), test.sql(s))).order_by(|(a, ..)| a.asc());
        let kept = Sample::query().filter(|s| test.sql(s)).select(|s| s.a).order_by(|a| a.asc());
        let (mut expected, mut filtered) = (expected, filtered);
        expected.sort_by_key(|(a, ..)| *a);
        filtered.sort_unstable();
        prop_assert_eq!(wait(selected.clone().all(&db)).unwrap(), expected, "{}", selected.to_sql());
        prop_assert_eq!(wait(kept.clone().all(&db)).unwrap(), filtered, "{}", kept.to_sql());
    });
}

//! How long a query takes to build and write: 3 joins and 8 filters, beside a `String` put together by hand; and a query without
//! anything that is known at run time only, beside a copy of its text.

use std::hint::black_box;
use std::time::{Duration, Instant};

use redshift_orm::prelude::*;

use crate::{middle, ratios};

/// Queries in one timing: short enough to be seldom interrupted.
const BATCH: u32 = 100;

macro_rules! model {
    ($model:ident, $table:literal) => {
        #[derive(Debug, Clone, PartialEq, Model)]
        #[redshift(table = $table)]
        struct $model {
            #[redshift(primary_key, identity)]
            id: i64,
            parent_id: i64,
            name: String,
            amount: f64,
            note: Option<String>,
        }
    };
}
model!(First, "first");
model!(Second, "second");
model!(Third, "third");
model!(Fourth, "fourth");

fn typed(name: &str, number: i64) -> redshift_orm::Sql<'static> {
    First::query()
        .join(Second::query(), |(a, b)| a.id.eq(b.parent_id))
        .join(Third::query(), |(_, b, c)| b.id.eq(c.parent_id))
        .left_join(Fourth::query(), |(_, _, c, d)| c.id.eq(d.parent_id))
        .filter(|(a, ..)| a.name.eq(name))
        .filter(|(a, ..)| a.amount.gt(1.5))
        .filter(|(_, b, ..)| b.note.is_not_null())
        .filter(|(_, b, ..)| b.id.between(1, number))
        .filter(|(_, _, c, _)| c.name.like("a%"))
        .filter(|(_, _, c, _)| c.amount.le(100.0))
        .filter(|(_, _, _, d)| d.note.eq("x").or(d.note.is_null()))
        .filter(|(a, _, _, d)| a.id.ne(number).and(d.amount.ge(0.0)))
        .select(|(a, b, c, d)| (a.id, b.name, c.amount, d.note))
        .order_by(|(id, ..)| id.desc())
        .limit(10)
        .to_sql()
}

/// The same text, and its parameters, by hand.
fn by_hand(name: &str, number: i64) -> (String, Vec<Parameter>) {
    let mut text = String::from("SELECT t0.\"id\", t1.\"name\", t2.\"amount\", t3.\"note\" FROM \"first\" AS t0");
    let mut parameters = Vec::new();
    text.push_str(" JOIN \"second\" AS t1 ON t0.\"id\" = t1.\"parent_id\"");
    text.push_str(" JOIN \"third\" AS t2 ON t1.\"id\" = t2.\"parent_id\"");
    text.push_str(" LEFT JOIN \"fourth\" AS t3 ON t2.\"id\" = t3.\"parent_id\"");
    let mut bind = |text: &mut String, before: &str, parameter: Parameter| {
        parameters.push(parameter);
        text.push_str(before);
        text.push('$');
        text.push_str(&parameters.len().to_string());
    };
    bind(&mut text, " WHERE t0.\"name\" = ", Parameter::Text(name.to_owned()));
    bind(&mut text, " AND t0.\"amount\" > ", Parameter::Float(1.5));
    text.push_str(" AND t1.\"note\" IS NOT NULL");
    bind(&mut text, " AND t1.\"id\" BETWEEN ", Parameter::Integer(1));
    bind(&mut text, " AND ", Parameter::Integer(number));
    bind(&mut text, " AND t2.\"name\" LIKE ", Parameter::Text("a%".to_owned()));
    bind(&mut text, " AND t2.\"amount\" <= ", Parameter::Float(100.0));
    bind(&mut text, " AND (t3.\"note\" = ", Parameter::Text("x".to_owned()));
    text.push_str(" OR t3.\"note\" IS NULL)");
    bind(&mut text, " AND t0.\"id\" <> ", Parameter::Integer(number));
    bind(&mut text, " AND t3.\"amount\" >= ", Parameter::Float(0.0));
    text.push_str(" ORDER BY t0.\"id\" DESC LIMIT 10");
    (text, parameters)
}

#[derive(Debug)]
#[expect(dead_code, reason = "bound by nobody here")]
enum Parameter {
    Text(String),
    Integer(i64),
    Float(f64),
}

/// A query without run-time parts.
fn typed_table() -> redshift_orm::Sql<'static> {
    First::query().to_sql()
}

fn table_by_hand() -> String {
    "SELECT t0.\"id\", t0.\"parent_id\", t0.\"name\", t0.\"amount\", t0.\"note\" FROM \"first\" AS t0".to_owned()
}

pub(crate) fn run(rounds: usize) {
    assert_eq!(typed("ada", 7).text(), by_hand("ada", 7).0, "both build the same statement");
    assert_eq!(typed_table().text(), table_by_hand(), "both build the same statement");
    let rounds = rounds * 100;
    println!("building a query, median of {rounds} x {BATCH}");
    compare(
        "3 joins and 8 filters",
        rounds,
        || typed(black_box("ada"), black_box(7)),
        || by_hand(black_box("ada"), black_box(7)),
    );
    compare("no run-time parts", rounds, typed_table, table_by_hand);
}

/// Both by turns, so that a machine whose speed changes does so for both.
fn compare<T, H>(what: &str, rounds: usize, typed: impl Fn() -> T, by_hand: impl Fn() -> H) {
    let round = |_| (time(|| drop(black_box(typed()))), time(|| drop(black_box(by_hand()))));
    let (mut ours, mut hand): (Vec<_>, Vec<_>) = (0..rounds).map(round).unzip();
    let ratios = ratios(&ours, &hand);
    let (ours, hand) = (middle(&mut ours), middle(&mut hand));
    let our_allocations = allocation_counter::measure(|| drop(black_box(typed()))).count_total;
    let hand_allocations = allocation_counter::measure(|| drop(black_box(by_hand()))).count_total;
    println!("  {what}");
    println!("    typed     {ours:>9.2?}, {our_allocations} allocations");
    println!("    by hand   {hand:>9.2?}, {hand_allocations} allocations; ratio {ratios}");
}

/// How long one takes, of a batch.
fn time(work: impl Fn()) -> Duration {
    let start = Instant::now();
    (0..BATCH).for_each(|_| work());
    start.elapsed() / BATCH
}

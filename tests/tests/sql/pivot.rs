//! PIVOT and UNPIVOT in FROM.

use expect_test::expect_file;
use redshift_orm::Sql;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Everything, KeptSpend, Order};

use crate::golden;

#[test]
fn pivots() {
    golden(
        expect_file!["../../golden/pivot/pivot.sql"],
        [
            ("a sum, beside a kept column", {
                Order::query()
                    .pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, ["gift", "it's \\ late"])
                    .to_sql()
            }),
            ("COUNT(*), NULL among the values, and nothing kept", {
                Everything::query().pivot(|_| (), |_| count_star(), |e| e.big, [Some(1), Some(-2), None]).to_sql()
            }),
            ("of a join that is filtered, over an expression, by an aggregate of one, and filtered and ordered", {
                Customer::query()
                    .join(Order::query(), |(c, o)| c.id.eq(o.customer_id))
                    .filter(|(_, o)| o.total.gt(dec!(10)))
                    .pivot(
                        |(c, _)| (c.name, c.region.coalesce("none")),
                        |(_, o)| (o.total * dec!(1.5)).max(),
                        |(_, o)| o.placed_at.extract(DatePart::Month).cast::<i32>(),
                        [1, 2, 3],
                    )
                    .filter(|(_, [january, ..])| january.gt(dec!(100)))
                    .order_by(|((name, _), [.., march])| (march.desc(), name.asc()))
                    .limit(5)
                    .to_sql()
            }),
            ("of a grouped query, of a common table expression, and joined", {
                let counts =
                    Order::query().group_by(|o| (o.customer_id, o.note)).select(|keys, _| (keys, count_star()));
                with("counts", counts, |counts| {
                    let pivoted = counts.query().pivot(
                        |((customer, _), _)| customer,
                        |(_, orders)| orders.min(),
                        |((_, note), _)| note,
                        [Some("gift"), None],
                    );
                    Customer::query()
                        .left_join(pivoted, |(c, (customer, _))| c.id.eq(customer))
                        .select(|(c, (_, [gifts, others]))| (c.name, gifts, others))
                })
                .to_sql()
            }),
            ("joined to a table", {
                let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
                Order::query()
                    .pivot(|o| o.customer_id, |o| o.total.avg(), |o| o.placed_at.cast::<NaiveDate>(), [day])
                    .join(Customer::query(), |((customer, _), c)| customer.eq(c.id))
                    .select(|((_, averages), c)| (c.name, averages))
                    .to_sql()
            }),
            ("rows as a subquery, and their number", {
                let busy = Order::query()
                    .pivot(|o| o.customer_id, |o| o.id.count(), |o| o.note, ["gift"])
                    .filter(|(_, [gifts])| gifts.gt(3))
                    .select(|(customer, _)| customer);
                Customer::query().filter(|c| c.id.in_query(busy)).to_sql()
            }),
        ],
    );
}

#[test]
fn values_of_pivots() {
    let days = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let time = NaiveTime::from_hms_micro_opt(23, 59, 58, 250_000).unwrap();
    golden(
        expect_file!["../../golden/pivot/values.sql"],
        [
            ("SMALLINT", Everything::query().pivot(|_| (), |_| count_star(), |e| e.small, [i16::MIN, 0]).to_sql()),
            ("BIGINT", Everything::query().pivot(|_| (), |_| count_star(), |e| e.big, [i64::MIN, i64::MAX]).to_sql()),
            ("DECIMAL", Everything::query().pivot(|_| (), |_| count_star(), |e| e.decimal, [dec!(-1.50)]).to_sql()),
            (
                "REAL",
                Everything::query().pivot(|_| (), |_| count_star(), |e| e.real, [0.1, f32::NEG_INFINITY]).to_sql(),
            ),
            ("DOUBLE PRECISION", {
                Everything::query().pivot(|_| (), |_| count_star(), |e| e.double, [0.1, f64::INFINITY]).to_sql()
            }),
            ("BOOLEAN", Everything::query().pivot(|_| (), |_| count_star(), |e| e.boolean, [true, false]).to_sql()),
            ("CHAR", Everything::query().pivot(|_| (), |_| count_star(), |e| e.character, ["abc".to_owned()]).to_sql()),
            ("DATE", Everything::query().pivot(|_| (), |_| count_star(), |e| e.date, [days]).to_sql()),
            ("TIME", Everything::query().pivot(|_| (), |_| count_star(), |e| e.time, [time]).to_sql()),
            ("TIMESTAMP", {
                Everything::query().pivot(|_| (), |_| count_star(), |e| e.timestamp, [days.and_time(time)]).to_sql()
            }),
            ("TIMESTAMPTZ", {
                let at = days.and_time(time).and_utc();
                Everything::query().pivot(|_| (), |_| count_star(), |e| e.timestamptz, [at]).to_sql()
            }),
            ("VARCHAR(36)", {
                Everything::query().pivot(|_| (), |_| count_star(), |e| e.uuid, [Uuid::from_u128(7)]).to_sql()
            }),
        ],
    );
}

#[test]
fn unpivots() {
    golden(
        expect_file!["../../golden/pivot/unpivot.sql"],
        [
            ("two columns, beside what is kept", {
                Customer::query().unpivot_columns(|c| c.id, |c| (c.name, c.region)).to_sql()
            }),
            ("INCLUDE NULLS, nothing kept, an array", {
                Customer::query().unpivot_columns_include_nulls(|_| (), |c| [c.region]).to_sql()
            }),
            ("under other names, and of an expression", {
                KeptSpend::query()
                    .unpivot_columns(
                        |s| (s.customer, s.note.lower()),
                        |s| (("number of orders", s.orders), ("half", s.total.cast::<i64>() / 2)),
                    )
                    .filter(|(_, name, value)| name.eq("half").and(value.gt(100)))
                    .order_by(|((customer, _), name, _)| (customer.asc(), name.asc()))
                    .to_sql()
            }),
            ("of the columns that a PIVOT made", {
                Order::query()
                    .pivot(|o| o.customer_id, |o| o.id.count(), |o| o.note, ["gift", "late"])
                    .unpivot_columns(|(customer, _)| customer, |(_, [gift, late])| (("gift", gift), ("late", late)))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn what_is_no_pivot() {
    let refused = |sql: Sql<'_>, why: &str| {
        let error = sql.check().unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    };
    let none: [i64; 0] = [];
    refused(Order::query().pivot(|_| (), |_| count_star(), |o| o.id, none).to_sql(), "lists no value");
    let of_another =
        Customer::query().filter(|c| Order::query().pivot(|_| (), |_| count_star(), move |_| c.name, ["Ada"]).exists());
    refused(of_another.to_sql(), "inside a derived table");

    let none = || Customer::query().unpivot_columns(|_| (), |c| [c.name; 0]);
    refused(none().to_sql(), "names no column");
    let named = |name| Customer::query().unpivot_columns(|_| (), move |c| [(name, c.name)]).to_sql();
    named("größe").check().unwrap();
    refused(named("Name"), "folds its upper-case letters");
    refused(named("GRÖSSE"), "folds its upper-case letters");
    refused(named("a\nb"), "printable");
    refused(named(""), "without a name of its own");
    let selected =
        Customer::query().select(|c| (c.id, c.name)).derived().unpivot_columns(|(id, _)| id, |(_, name)| (name,));
    refused(selected.to_sql(), "without a name of its own");
}

#[test]
fn a_text_is_that_of_its_values() {
    let of = |value: &'static str| {
        Customer::query().pivot(|_| (), |_| count_star(), |c| c.region, [value]).to_sql().text().to_owned()
    };
    assert_eq!(of("north"), of("north"));
    assert_ne!(of("north"), of("south"));
    let named = |name| Customer::query().unpivot_columns(|_| (), move |c| [(name, c.name)]).to_sql().text().to_owned();
    assert_ne!(named("a"), named("b"));
    let name = |nulls: bool| match nulls {
        true => Customer::query().unpivot_columns_include_nulls(|_| (), |c| [c.name]).to_sql().text().to_owned(),
        false => Customer::query().unpivot_columns(|_| (), |c| [c.name]).to_sql().text().to_owned(),
    };
    assert_ne!(name(true), name(false));
}

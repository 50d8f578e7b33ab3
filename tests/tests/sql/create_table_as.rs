//! CREATE TABLE AS, and temporary tables.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, InsertKeptSpend, KeptSpend, Order, SelectSpend, Shipment};

use crate::golden;

#[test]
fn tables_of_models() {
    let spend = || {
        Order::query().group_by(|o| o.customer_id).select(|customer, o| InsertKeptSpend {
            customer,
            orders: count_star(),
            total: o.total.sum(),
            note: o.note.min(),
        })
    };
    golden(
        expect_file!["../../golden/create_table_as/tables_of_models.sql"],
        [
            ("keys, names and attributes are the model's", KeptSpend::create_table_as(spend()).to_sql()),
            ("values are literals", {
                let late = Order::query()
                    .filter(|o| o.note.eq("it's late").and(o.placed_at.lt(DateTime::UNIX_EPOCH)))
                    .select(|o| (o.customer_id, value(1_i64), o.total.nullable(), value("late").nullable()));
                KeptSpend::create_table_as(late.order_by(|(customer, ..)| customer.asc()).limit(10)).to_sql()
            }),
            ("with a common table expression", {
                let query = with("spend", spend(), |spend| {
                    spend.query().select(|s| (s.customer, s.orders, s.total, s.note)).distinct()
                });
                KeptSpend::create_table_as(query).to_sql()
            }),
            ("of a set operation", {
                let some = || Order::query().select(|o| (o.customer_id, o.id, o.total.nullable(), o.note));
                KeptSpend::create_table_as(some().union_all(some())).to_sql()
            }),
        ],
    );
}

#[test]
fn temporary_tables_of_queries() {
    let spend = || Order::query().group_by(|o| o.customer_id).select(|customer, o| (customer, o.total.sum()));
    golden(
        expect_file!["../../golden/create_table_as/temporary_tables_of_queries.sql"],
        [
            ("without names of their own", spend().create_temporary_table("spend").to_sql()),
            ("columns", {
                Order::query().select(|o| (o.id, o.note)).create_temporary_table("Select \"of\" orders").to_sql()
            }),
            ("rows of a model", {
                Customer::query().filter(|c| c.name.eq(r"o'\x")).create_temporary_table("some").to_sql()
            }),
            ("a struct", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .group_by(|(_, c)| c.name)
                    .select(|name, (o, _)| SelectSpend { name, orders: count_star(), total: o.total.sum() })
                    .create_temporary_table("of_names")
                    .diststyle_all()
                    .sortkey(|s| (s.total, s.name))
                    .to_sql()
            }),
            ("the same name twice", {
                Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .select(|(o, c)| (o.id, c.id))
                    .create_temporary_table("ids")
                    .to_sql()
            }),
            ("a distribution key", {
                spend().create_temporary_table("spend").distkey(|(customer, _)| customer).sortkey(|(_, s)| s).to_sql()
            }),
            ("what is said last holds", {
                spend()
                    .create_temporary_table("spend")
                    .diststyle_even()
                    .distkey(|(customer, _)| customer)
                    .diststyle_auto()
                    .interleaved_sortkey(|(customer, sum)| (customer, sum))
                    .sortkey(|(customer, _)| customer)
                    .to_sql()
            }),
            ("an interleaved key", {
                spend().create_temporary_table("spend").interleaved_sortkey(|(c, sum)| (sum, c)).to_sql()
            }),
        ],
    );
}

#[test]
fn temporary_tables_of_models() {
    golden(
        expect_file!["../../golden/create_table_as/temporary_tables_of_models.sql"],
        [
            ("as the model declares", Order::create_temporary_table("new_orders").to_sql()),
            ("on every node", Customer::create_temporary_table("arrivals").to_sql()),
            ("with other keys", {
                Shipment::create_temporary_table("sent")
                    .distkey(|s| s.parcels)
                    .sortkey(|s| (s.customer, s.parcels))
                    .to_sql()
            }),
            ("without a key", Shipment::create_temporary_table("sent").diststyle_even().to_sql()),
        ],
    );
}

#[test]
fn what_no_temporary_table_can_be() {
    let mut of_another = None;
    let _ = Order::query().filter(|o| {
        of_another = Some(o.total);
        o.id.eq(1)
    });
    let of_another = of_another.unwrap();
    for (sql, words) in [
        (
            Order::create_temporary_table("t").distkey(|_| of_another).to_sql(),
            "a key of the temporary table \"t\" is a column of another source",
        ),
        (Order::create_temporary_table("t").distkey(|o| o.payload).to_sql(), "a SUPER column cannot be the DISTKEY"),
        (
            Order::query().create_temporary_table("t").sortkey(|o| (o.id, o.payload)).to_sql(),
            "a SUPER column cannot be in the SORTKEY",
        ),
        (Order::query().create_temporary_table("").to_sql(), "a name cannot be empty"),
    ] {
        let error = sql.check().unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

//! MERGE.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Everything, InsertCustomer, InsertOrder, Order};

use crate::golden;

#[test]
fn merge() {
    golden(
        expect_file!["../../golden/merge/merge.sql"],
        [
            ("update or insert", {
                Customer::merge(Everything::query())
                    .on(|(c, e)| c.id.eq(e.id))
                    .when_matched_update(|(c, e)| (c.region.to(e.text), c.active.to(true)))
                    .when_not_matched_insert(|e| InsertCustomer {
                        name: e.text.coalesce("none"),
                        region: e.character.upper(),
                        active: value(false),
                    })
                    .to_sql()
            }),
            ("delete or insert, and a default", {
                Order::merge(Customer::query())
                    .on(|(o, c)| o.customer_id.eq(c.id).and(o.note.eq(c.region)))
                    .when_matched_delete()
                    .when_not_matched_insert(|c| InsertOrder {
                        customer_id: c.id,
                        placed_at: value(DateTime::<Utc>::UNIX_EPOCH),
                        total: value(dec!(1.5)),
                        note: c.region,
                        created_at: UseDefault,
                        payload: null::<serde_json::Value>(),
                    })
                    .to_sql()
            }),
            ("a query, and a tuple in the order of the columns", {
                let last = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.note.max()));
                Customer::merge(last)
                    .on(|(c, (id, _))| c.id.eq(id))
                    .when_matched_update(|(c, (_, note))| c.name.to(c.name.concat(note.coalesce("")).coalesce("")))
                    .when_not_matched_insert(|(_, note)| (note.coalesce("none"), note, value(true)))
                    .to_sql()
            }),
            ("a filtered table", {
                Customer::merge(Everything::query().filter(|e| e.small.gt(3)))
                    .on(|(c, e)| c.id.eq(e.id))
                    .when_matched_update(|(c, e)| vec![c.region.to(e.text)])
                    .when_not_matched_insert(|e| (e.text.coalesce(""), null::<String>(), value(true)))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn remove_duplicates() {
    golden(
        expect_file!["../../golden/merge/remove_duplicates.sql"],
        [("of a query with the table's columns", {
            let rows = Order::query()
                .group_by(|o| o.customer_id)
                .select(|id, o| (id, o.note.max().coalesce(""), o.note.min(), value(true)));
            Customer::merge(rows).on(|(c, (id, ..))| c.id.eq(id)).remove_duplicates().to_sql()
        })],
    );
    let error = |sql: redshift_orm::Sql<'_>| sql.check().unwrap_err().to_string();
    let fewer = Order::query().select(|o| (o.customer_id, o.note));
    let fewer = Customer::merge(fewer).on(|(c, (id, _))| c.id.eq(id)).remove_duplicates().to_sql();
    assert!(error(fewer).contains("has 2 columns and \"customers\" 4"));
    let other = Order::query().select(|o| (o.customer_id, o.total, o.note, value(true)));
    let other = Customer::merge(other).on(|(c, (id, ..))| c.id.eq(id)).remove_duplicates().to_sql();
    assert!(error(other).contains("in the place of \"name\" of \"customers\", a VARCHAR(100)"));
}

#[test]
fn what_redshift_refuses_is_an_error() {
    let error = |sql: redshift_orm::Sql<'_>| sql.check().unwrap_err().to_string();
    let on = |condition: fn(
        (redshift_orm_tests::CustomerColumns, redshift_orm_tests::OrderColumns),
    ) -> Condition<'static>| {
        Customer::merge(Order::query())
            .on(condition)
            .when_matched_delete()
            .when_not_matched_insert(|o| (o.note.coalesce(""), o.note, value(true)))
            .to_sql()
    };
    on(|(c, o)| o.customer_id.eq(c.id)).check().unwrap();
    for condition in [
        on(|(c, o)| c.id.lt(o.customer_id)),
        on(|(c, o)| c.id.eq(o.customer_id).or(c.id.eq(o.id))),
        on(|(c, o)| c.id.eq(o.customer_id + 0)),
        on(|(c, o)| c.id.eq(o.customer_id).and(c.name.eq("Ada"))),
        on(|(c, _)| c.id.eq(c.id)),
    ] {
        assert!(error(condition).contains("the ON of a MERGE is more than"));
    }
    let of_itself = Customer::merge(Customer::query().select(|c| (c.id, c.name)))
        .on(|(c, (id, _))| c.id.eq(id))
        .when_matched_delete()
        .when_not_matched_insert(|(_, name)| (name, null::<String>(), value(true)));
    assert!(error(of_itself.to_sql()).contains("reads \"customers\", the table that it changes"));
    let in_a_subquery = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_update(|(c, _)| c.region.to(Customer::query().select(|c| c.region.max()).scalar()))
        .when_not_matched_insert(|o| (o.note.coalesce(""), o.note, value(true)));
    assert!(error(in_a_subquery.to_sql()).contains("reads \"customers\", the table that it changes"));
    let ids = with("ids", Order::query().select(|o| o.customer_id), |ids| ids.query().select(|id| id));
    let with = Customer::merge(ids)
        .on(|(c, id)| c.id.eq(id))
        .when_matched_delete()
        .when_not_matched_insert(|_| (value("Ada"), null::<String>(), value(true)));
    assert!(error(with.to_sql()).contains("a MERGE has a query with WITH"));
    let part = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_update(|(c, o)| c.region.to(o.payload.path("region").as_varchar()))
        .when_not_matched_insert(|o| (o.note.coalesce(""), o.note, value(true)));
    assert!(error(part.to_sql()).contains("Partial reference of SUPER column"));
    let twice = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_matched_update(|(c, _)| (c.active.to(true), c.active.to(false)))
        .when_not_matched_insert(|o| (o.note.coalesce(""), o.note, value(true)));
    assert!(error(twice.to_sql()).contains("SET assigns the column \"active\" twice"));
}

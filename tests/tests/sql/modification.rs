//! INSERT, UPDATE and DELETE.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{
    Customer, Everything, InsertCustomer, InsertOrder, NewCustomer, Order, new_everything, new_order,
};

use crate::golden;

#[test]
fn insert() {
    golden(
        expect_file!["../../golden/modification/insert.sql"],
        [
            ("the identity is left out", {
                Customer::insert(NewCustomer { name: "Ada".into(), region: None, active: true }).to_sql()
            }),
            ("a default", Order::insert(new_order(1)).to_sql()),
            ("every type", Everything::insert(new_everything(1)).to_sql()),
        ],
    );
}

#[test]
fn insert_select() {
    let order = |c: redshift_orm_tests::CustomerColumns| InsertOrder {
        customer_id: c.id,
        placed_at: getdate().cast::<DateTime<Utc>>(),
        total: value(dec!(1.50)),
        note: c.region,
        created_at: UseDefault,
        payload: value(serde_json::json!({"gift": true})),
    };
    golden(
        expect_file!["../../golden/modification/insert_select.sql"],
        [
            ("named columns, values and a default", {
                Order::insert_select(Customer::query().filter(|c| c.active).select(order)).to_sql()
            }),
            ("a tuple in the order of the columns", {
                Customer::insert_select(Customer::query().select(|c| (c.name.upper(), c.region, c.active))).to_sql()
            }),
            ("NULL, and a text that is not cut", {
                let rows = Customer::query().select(|_| InsertCustomer {
                    name: value("Ada"),
                    region: null::<String>(),
                    active: value(true),
                });
                Customer::insert_select(rows).to_sql()
            }),
            ("of groups, ordered and limited", {
                let rows = Order::query()
                    .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .group_by(|(_, c)| c.name)
                    .select(|name, (o, _)| InsertCustomer { name, region: o.note.max(), active: value(true) })
                    .order_by(|c| c.name.asc())
                    .limit(10);
                Customer::insert_select(rows).to_sql()
            }),
            ("of a set operation", {
                let rows = |active: bool| {
                    Customer::query().filter(move |c| c.active.eq(active)).select(|c| (c.name, c.region, c.active))
                };
                Customer::insert_select(rows(true).union(rows(false))).to_sql()
            }),
            ("of a common table expression", {
                let names = Customer::query().select(|c| c.name).distinct();
                Customer::insert_select(with("names", names, |names| {
                    names.query().select(|name| InsertCustomer { name, region: value("north"), active: value(false) })
                }))
                .to_sql()
            }),
        ],
    );
}

#[test]
fn update() {
    golden(
        expect_file!["../../golden/modification/update.sql"],
        [
            ("a value and an expression", {
                Order::update()
                    .set(|o| o.note.to("late"))
                    .set(|o| o.total.to(o.total + dec!(5)))
                    .filter(|o| o.id.eq(7))
                    .to_sql()
            }),
            ("several in a tuple", {
                Order::update().set(|o| (o.note.to("late"), o.total.to(dec!(5)))).filter(|o| o.id.eq(7)).to_sql()
            }),
            ("as many as are given", {
                let note = Some("late");
                let set = |o: redshift_orm_tests::OrderColumns| -> Vec<_> {
                    note.map(|note| o.note.to(note)).into_iter().chain([o.total.to(dec!(5))]).collect()
                };
                Order::update().set(set).filter(|o| o.id.eq(7)).to_sql()
            }),
            ("NULL", Order::update().set(|o| o.note.to(None)).filter(|o| o.note.eq("")).to_sql()),
            ("a DECIMAL has the column's type", Order::update().set(|o| o.total.to(dec!(1))).all_rows().to_sql()),
            ("a SUPER", Order::update().set(|o| o.payload.to(serde_json::json!({"a": 1}))).all_rows().to_sql()),
            ("another column", Order::update().set(|o| o.customer_id.to(o.id)).all_rows().to_sql()),
        ],
    );
    let nothing = Order::update().filter(|o| o.id.eq(1)).to_sql();
    assert!(nothing.check().unwrap_err().to_string().contains("assigns nothing"));
    let twice = Order::update().set(|o| o.note.to("a")).set(|o| o.note.to("b")).all_rows().to_sql();
    assert!(twice.check().unwrap_err().to_string().contains("assigns the column \"note\" twice"));
}

#[test]
fn update_from() {
    golden(
        expect_file!["../../golden/modification/update_from.sql"],
        [
            ("another table", {
                Order::update()
                    .from(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .set(|(o, c)| o.note.to(c.name))
                    .to_sql()
            }),
            ("two tables and a filter", {
                Order::update()
                    .from(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .from(Everything::query(), |(_, c, e)| c.name.eq(e.text.coalesce("")))
                    .set(|(o, _, e)| o.total.to(o.total + e.decimal.coalesce(dec!(0))))
                    .set(|(o, c, _)| o.note.to(c.region))
                    .filter(|(_, c, e)| e.small.gt(3).and(c.active))
                    .to_sql()
            }),
            ("a filtered table", {
                Order::update()
                    .from(Customer::query().filter(|c| c.active), |(o, c)| o.customer_id.eq(c.id))
                    .set(|(o, c)| o.note.to(c.name))
                    .to_sql()
            }),
            ("a query", {
                let totals = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.total.max()));
                Order::update()
                    .from(totals, |(o, (id, _))| o.customer_id.eq(id))
                    .set(|(o, (_, largest))| o.total.to(largest.coalesce(dec!(0))))
                    .to_sql()
            }),
            ("a query with a common table expression", {
                let recent = Order::query().order_by(|o| o.id.desc()).limit(10).select(|o| o.customer_id);
                let recent = with("recent", recent, |recent| recent.query().select(|id| id).distinct());
                Customer::update().from(recent, |(c, id)| c.id.eq(id)).set(|(c, _)| c.active.to(true)).to_sql()
            }),
            ("the table itself", {
                Order::update()
                    .from(Order::query(), |(o, before)| o.id.eq(before.id + 1).and(o.note.is_null()))
                    .set(|(o, before)| o.note.to(before.note))
                    .to_sql()
            }),
            ("a subquery in SET", {
                Customer::update()
                    .set(|c| {
                        c.region.to(Order::query()
                            .filter(move |o| o.customer_id.eq(c.id))
                            .select(|o| o.note.max())
                            .scalar())
                    })
                    .all_rows()
                    .to_sql()
            }),
            ("a table that is called as an alias", {
                T0::update().from(T0::query(), |(a, b)| a.id.eq(b.next)).set(|(a, b)| a.next.to(b.id)).to_sql()
            }),
        ],
    );
    let error = |sql: redshift_orm::Sql<'_>| sql.check().unwrap_err().to_string();
    let other =
        Order::update().from(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).set(|(_, c)| c.name.to("x")).to_sql();
    assert!(error(other).contains("SET assigns a column of another source; it takes the columns of \"orders\""));
    let unequal = [
        Order::update().from(Customer::query(), |(o, c)| o.customer_id.lt(c.id)),
        Order::update().from(Customer::query(), |(o, c)| o.customer_id.eq(c.id).or(c.active)),
        Order::update().from(Customer::query(), |(o, c)| o.customer_id.eq(1).and(c.id.eq(1))),
        Order::update().from(Customer::query(), |(o, c)| o.customer_id.eq(c.id + o.id)),
        Order::update().from(Customer::query(), |(_, c)| c.active),
    ];
    for update in unequal {
        let sql = update.set(|(o, c)| o.note.to(c.name)).to_sql();
        assert!(error(sql).contains("Target table must be part of an equijoin predicate"));
    }
    let in_filter = Order::update()
        .from(Customer::query(), |(_, c)| c.active)
        .set(|(o, c)| o.note.to(c.name))
        .filter(|(o, c)| o.customer_id.eq(c.id));
    in_filter.to_sql().check().unwrap();
}

/// A table whose name is an alias of ours.
#[derive(Model)]
#[redshift(table = "t0")]
struct T0 {
    #[redshift(primary_key)]
    id: i64,
    next: i64,
}

#[test]
fn delete() {
    golden(
        expect_file!["../../golden/modification/delete.sql"],
        [
            ("filtered", Order::delete().filter(|o| o.id.eq(7)).filter(|o| o.note.is_null()).to_sql()),
            ("all rows, said in so many words", Order::delete().all_rows().to_sql()),
        ],
    );
}

#[test]
fn delete_using() {
    golden(
        expect_file!["../../golden/modification/delete_using.sql"],
        [
            ("another table", {
                Order::delete()
                    .using(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
                    .filter(|(_, c)| c.region.is_null())
                    .to_sql()
            }),
            ("two sources, one of them a query", {
                let last = Order::query().group_by(|o| o.customer_id).select(|id, o| (id, o.id.max()));
                Order::delete()
                    .using(last, |(o, (id, _))| o.customer_id.eq(id))
                    .using(Customer::query().filter(|c| c.active), |(o, _, c)| o.customer_id.eq(c.id))
                    .filter(|(o, (_, last), c)| o.id.lt(last).and(c.name.ne("Ada")))
                    .to_sql()
            }),
            ("the table itself", {
                Order::delete()
                    .using(Order::query(), |(o, other)| o.note.eq(other.note).and(o.id.gt(other.id)))
                    .to_sql()
            }),
        ],
    );
    let unequal = Order::delete().using(Customer::query(), |(o, c)| o.customer_id.gt(c.id)).to_sql();
    assert!(unequal.check().unwrap_err().to_string().contains("Target table must be part of an equijoin predicate"));
}

//! INSERT, UPDATE and DELETE.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Everything, NewCustomer, Order, new_everything, new_order};

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
fn delete() {
    golden(
        expect_file!["../../golden/modification/delete.sql"],
        [
            ("filtered", Order::delete().filter(|o| o.id.eq(7)).filter(|o| o.note.is_null()).to_sql()),
            ("all rows, said in so many words", Order::delete().all_rows().to_sql()),
        ],
    );
}

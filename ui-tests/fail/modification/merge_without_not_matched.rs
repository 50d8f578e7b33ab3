//! The MERGE says nothing about rows without a match.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(db: Database) {
    let _ = Customer::merge(Order::query()).on(|(c, o)| c.id.eq(o.customer_id)).when_matched_delete().execute(&db);
}

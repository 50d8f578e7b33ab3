//! The MERGE says nothing about rows with a match.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Customer::merge(Order::query())
        .on(|(c, o)| c.id.eq(o.customer_id))
        .when_not_matched_insert(|o| (o.note.coalesce(""), o.note, value(true)));
}

//! A model is no source, its query is.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().from(5, |(o, c)| o.customer_id.eq(c.id)).set(|(o, c)| o.note.to(c.name));
}

//! A list is of all rows, a column of one.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| (o.customer_id, o.note.listagg(",")));
}

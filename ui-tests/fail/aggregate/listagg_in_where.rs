//! WHERE sees single rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().filter(|o| o.note.listagg(",").eq("a,b"));
}

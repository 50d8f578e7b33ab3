//! An item of ORDER BY says its direction.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.listagg(",").within_group(o.id));
}

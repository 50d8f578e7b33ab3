//! The values are sorted before anything is computed of them.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.listagg(",").within_group(o.id.max().asc()));
}

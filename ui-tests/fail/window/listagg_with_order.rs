//! The order of a list is that of WITHIN GROUP.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.note.listagg(",").over(|w| w.order_by(o.id.asc())));
}

//! WHERE has another name.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::update().set(|o| o.note.to("late")).where_(|o| o.id.eq(1));
}

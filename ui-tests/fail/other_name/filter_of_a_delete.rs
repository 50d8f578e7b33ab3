//! WHERE has another name.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::delete().where_(|o| o.id.eq(1));
}

//! SUM takes numbers, and a part of a SUPER is one after a cast.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().group_by(|o| o.id).select(|_, o| o.payload.path("a").sum());
}

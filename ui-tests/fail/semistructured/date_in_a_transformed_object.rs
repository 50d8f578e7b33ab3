//! JSON has no dates.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| o.payload.object_transform(|t| t.set(["at"], o.placed_at)));
}

//! One column is no row.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Selectable)]
struct Line {
    #[redshift(nested)]
    id: i64,
}

fn main() {
    let _ = Order::query().select(|o| SelectLine { id: o.id });
}

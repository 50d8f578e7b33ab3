//! The list of PIVOT is of constants of the column'\''s type.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, [1, 2]);
}

//! PIVOT is over the rows in FROM: a SELECT list is a derived table first.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query().select(|o| (o.customer_id, o.total, o.note)).pivot(|(c, _, _)| c, |(_, t, _)| t.sum(), |(_, _, n)| n, ["gift"]);
}

//! TRUNCATE commits the transaction that it runs in.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |tx: Transaction| Order::truncate(&tx).await;
}

//! VACUUM runs outside of transactions.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |tx: Transaction| Order::vacuum().execute(&tx).await;
}

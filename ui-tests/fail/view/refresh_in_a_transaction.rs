//! A refresh is a transaction of its own.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |tx: Transaction| Kept::refresh(&tx).await;
}

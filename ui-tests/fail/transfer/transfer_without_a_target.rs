//! A transfer has two ends.

use redshift_orm::prelude::*;
use redshift_orm::transfer::Transfer;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |source: Database| Transfer::of::<Order>().from(&source).run().await;
}

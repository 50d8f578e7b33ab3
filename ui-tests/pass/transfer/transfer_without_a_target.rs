//! A transfer has two ends.

use crate::models::*;
use redshift_orm::prelude::*;
use redshift_orm::transfer::Transfer;

pub(crate) fn twin() {
    let _ = async |source: Database, target: Database| Transfer::of::<Order>().from(&source).to(&target).run().await;
}

//! A lock lasts as long as its transaction.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |tx: Transaction| Order::lock(&tx).await;
}

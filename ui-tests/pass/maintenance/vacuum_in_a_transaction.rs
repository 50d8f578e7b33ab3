//! VACUUM runs outside of transactions.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |db: Database| Order::vacuum().execute(&db).await;
}

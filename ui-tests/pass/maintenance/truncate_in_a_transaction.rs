//! TRUNCATE commits the transaction that it runs in.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |tx: Transaction| Order::delete().all_rows().execute(&tx).await;
}

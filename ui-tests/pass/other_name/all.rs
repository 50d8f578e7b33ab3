//! What gives the rows of a query has another name.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |db: Database| -> Result<Vec<Order>> { Order::query().all(&db).await };
}

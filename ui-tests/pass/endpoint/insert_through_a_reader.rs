//! Readers execute queries alone.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |db: Database, rows: Vec<NewOrder>| Order::insert_many(rows).execute(&db).await;
    let _ = async |db: Database| Order::query().all(&db.read()).await;
}

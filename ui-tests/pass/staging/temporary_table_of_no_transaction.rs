//! A session of the pool is anybody's.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = async |db: Database| {
        let tx = db.begin().await?;
        Order::query().create_temporary_table("kept").execute(&tx).await.map(drop)
    };
}

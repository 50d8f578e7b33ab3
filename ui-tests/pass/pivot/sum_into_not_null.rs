//! SUM of PIVOT is NULL where there are no rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    async fn read(db: Database) -> Result<Vec<(i64, [Option<Decimal>; 1])>> {
        Order::query().pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, ["gift"]).all(&db).await
    }
}

//! SUM of PIVOT is NULL where there are no rows.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    async fn read(db: Database) -> Result<Vec<(i64, [Decimal; 1])>> {
        Order::query().pivot(|o| o.customer_id, |o| o.total.sum(), |o| o.note, ["gift"]).all(&db).await
    }
}

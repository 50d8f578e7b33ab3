//! What gives the rows of a query has another name.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = async |db: Database| {
        let rows: Vec<Order> = Order::query().fetch_all(&db).await?;
        Result::Ok(rows)
    };
}

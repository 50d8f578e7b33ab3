//! HAVING takes no scalar subquery.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let orders = Order::query().group_by(|o| o.customer_id);
    let _ = orders.having(|_, o| o.total.max().lt(Order::query().select(|o| o.total.max()).scalar())).select(|id, _| id);
}

use redshift_orm::prelude::*;

use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.total.gt(dec!(100))).boxed();
    let orders: ModelQuery<'_, Order> = Order::query();
    let _ = orders.filter(|o| o.total.gt(dec!(100)));
}

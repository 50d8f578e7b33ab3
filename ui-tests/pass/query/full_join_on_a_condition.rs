//! A full join is on equal keys: Redshift refuses other conditions.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().full_join(Customer::query(), |o| o.customer_id, |c| c.id).filter(|(o, _)| o.total.gt(dec!(5)));
}

//! ON sees single rows.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().join(Customer::query(), |(o, c)| o.id.eq(c.id));
}

//! ON sees single rows.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().join(Customer::query(), |(o, c)| o.id.eq(c.id));
}

//! A derived table of several sources says what its columns are.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let pairs = Order::query().join(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).select(|(o, d)| (o, d));
    let _ = Customer::query().join(pairs, |(c, (_, d))| c.id.eq(d.id));
}

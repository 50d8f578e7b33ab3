//! The arguments of a fragment are a tuple.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| raw_expr::<Decimal, _>("ABS({})", (o.total,)));
}

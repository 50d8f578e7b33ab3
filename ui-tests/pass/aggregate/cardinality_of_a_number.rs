//! HLL_CARDINALITY takes a sketch.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (o.customer_id.hll_create_sketch().hll_cardinality(), o.customer_id.hll()));
}

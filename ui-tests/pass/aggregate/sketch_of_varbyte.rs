//! HyperLogLog hashes no VARBYTE.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.note.hll_create_sketch().hll_cardinality());
}

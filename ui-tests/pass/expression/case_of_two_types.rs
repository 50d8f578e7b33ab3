//! The results of a CASE are of one type.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| case().when(o.id.gt(1), "big").otherwise("small"));
}

//! ELSE has another name.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| case().when(o.total.gt(100), "big").otherwise("small"));
}

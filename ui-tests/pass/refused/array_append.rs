//! A SUPER holds an array.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.array_concat(array((1,))));
}

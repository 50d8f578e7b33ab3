//! An object is made of pairs of a name and a value.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| object((("total", o.total),)));
}

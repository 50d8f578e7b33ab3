//! A BIGINT column is compared with a text.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.eq(7));
}

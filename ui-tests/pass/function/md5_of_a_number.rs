//! MD5 takes text.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.id.cast::<String>().md5());
}

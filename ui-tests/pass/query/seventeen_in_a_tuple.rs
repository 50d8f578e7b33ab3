//! A tuple has at most sixteen.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (o.id, (o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id)));
}

//! A tuple has at most sixteen.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| {
        (o.id, (o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id, o.id))
    });
}

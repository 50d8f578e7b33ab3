//! A type that JSON is read into implements the traits of serde.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.as_json::<Vec<i64>>());
}

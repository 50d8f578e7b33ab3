//! A comment stands on a column of the table.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::comment("tax").column(|o| o.total);
}

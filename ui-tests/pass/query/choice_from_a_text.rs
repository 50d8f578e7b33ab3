//! The columns that a text may choose are declared one by one.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().order_by_choice("total", |o| SortChoice::new().by("total", o.total));
}

//! An order before `select` holds no aggregate, chosen or not.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().order_by_choice("total", |o| SortChoice::new().by("total", o.total));
}

//! A column that is NOT NULL has no NULL to make a column of.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().pivot(|_| (), |o| o.total.sum(), |o| o.customer_id, [1]);
    let _ = Order::query().pivot(|_| (), |o| o.total.sum(), |o| o.note, [Some("gift"), None]);
}

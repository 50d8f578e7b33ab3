//! RECLUSTER takes no threshold.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::vacuum().recluster().boost();
}

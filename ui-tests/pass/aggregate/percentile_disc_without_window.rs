//! PERCENTILE_DISC is a window function.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| (o.total.approximate_percentile_disc(0.5), o.total.percentile_cont(0.5)));
}

//! Only a materialized view is refreshed.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(materialized_view, auto_refresh = yes)]
struct Fresh {
    id: i64,
}

pub(crate) fn twin() {}

//! Only a materialized view is refreshed.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(view, auto_refresh = yes)]
struct Fresh {
    id: i64,
}

fn main() {}

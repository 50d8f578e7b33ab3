//! A parameter is one value.

use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = raw_sql("DELETE FROM orders WHERE id IN ($1, $2)").bind(1_i64).bind(2_i64);
}

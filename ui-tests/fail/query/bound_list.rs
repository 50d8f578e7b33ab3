//! A parameter is one value.

use redshift_orm::prelude::*;

fn main() {
    let _ = raw_sql("DELETE FROM orders WHERE id IN ($1, $2)").bind([1_i64, 2]);
}

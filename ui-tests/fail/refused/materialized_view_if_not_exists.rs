//! Redshift has no such thing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Kept::create_materialized_view().if_not_exists();
}

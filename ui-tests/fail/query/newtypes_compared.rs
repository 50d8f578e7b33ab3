//! A newtype keeps ids of different tables apart.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Visit::query().filter(|v| v.page.eq(v.visitor));
}

//! Redshift has no such thing.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(db: Database) {
    let _ = Kept::refresh_concurrently(&db);
}

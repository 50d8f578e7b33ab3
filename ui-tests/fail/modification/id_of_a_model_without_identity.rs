//! The key is part of the row.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {}

fn program(db: Database) {
    let _ = Visit::insert(NewVisit { page: PageId(1), visitor: VisitorId(2) }).id(&db);
}

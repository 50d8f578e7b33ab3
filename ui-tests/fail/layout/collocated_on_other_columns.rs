//! Rows of equal columns are on one slice only if the columns are the DISTKEYs.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().join_collocated(Profile::query(), |e| e.visitor, |p| p.visitor);
}

//! Rows of equal columns are on one slice only if the columns are the DISTKEYs, whatever the join keeps.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().left_join_collocated(Profile::query(), |e| e.visitor, |p| p.visitor);
}

//! The DISTKEY of one side says nothing of where the rows of the other are.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().join_collocated(Profile::query(), |e| e.dist_key(), |p| p.visitor);
}

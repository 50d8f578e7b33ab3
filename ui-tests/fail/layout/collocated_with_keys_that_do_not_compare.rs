//! The keys of a model on every node have to compare as those of any join.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().join_collocated(Country::query(), |e| e.visitor, |c| c.code);
}

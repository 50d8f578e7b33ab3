//! Equal values of two types need not be on one slice.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().join_collocated(Score::query(), |e| e.dist_key(), |s| s.dist_key());
}

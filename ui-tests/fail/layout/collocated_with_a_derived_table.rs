//! What was selected from a table is not stored as the table is.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().join_collocated(
        Profile::query().select(|p| (p.visitor, p.age)),
        |e| e.visitor,
        |(visitor, _)| visitor,
    );
}

//! It is the leader node's.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().filter(|e| e.at.lt(current_timestamp()));
}

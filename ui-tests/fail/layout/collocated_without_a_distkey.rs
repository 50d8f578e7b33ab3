//! A model without a DISTKEY has its rows anywhere.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Event::query().join_collocated(Customer::query(), |e| e.dist_key(), |c| c.dist_key());
}

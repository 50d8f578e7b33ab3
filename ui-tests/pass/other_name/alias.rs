//! A column gets its name from a struct.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    #[derive(Selectable)]
    struct Line {
        customer: String,
    }
    let _ = Customer::query().select(|c| SelectLine { customer: c.name });
}

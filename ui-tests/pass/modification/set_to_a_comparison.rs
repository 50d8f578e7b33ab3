//! SET assigns; `=` compares.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::update().set(|c| c.name.to("Ada")).filter(|c| c.id.eq(1));
}

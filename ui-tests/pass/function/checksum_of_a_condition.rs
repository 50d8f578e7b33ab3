//! CHECKSUM takes VARCHAR, INTEGER and DECIMAL.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().select(|c| c.name.checksum());
}

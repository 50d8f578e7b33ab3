//! No column of an interleaved key leads.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Profile::query().filter(|p| p.visitor.ge(1));
}

//! It is the leader node's.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().filter(|e| e.at.lt(getdate()));
}

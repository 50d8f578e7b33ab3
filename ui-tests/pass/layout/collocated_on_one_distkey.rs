//! The DISTKEY of one side says nothing of where the rows of the other are.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().join_collocated(Profile::query(), |e| e.dist_key(), |p| p.dist_key());
}

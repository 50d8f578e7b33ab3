//! What was selected from a table is not stored as the table is.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query()
        .join_collocated(Profile::query(), |e| e.dist_key(), |p| p.dist_key())
        .select(|(e, p)| (e.visitor, p.age));
}

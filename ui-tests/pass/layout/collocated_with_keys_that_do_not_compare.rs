//! The keys of a model on every node have to compare as those of any join.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().join_collocated(Country::query(), |e| e.country, |c| c.code);
}

//! Rows of equal columns are on one slice only if the columns are the DISTKEYs.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().join_collocated(Country::query(), |e| e.country, |c| c.code);
}

//! Rows of equal columns are on one slice only if the columns are the DISTKEYs, whatever the join keeps.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().left_join_collocated(Profile::query(), |e| e.dist_key(), |p| p.dist_key());
}

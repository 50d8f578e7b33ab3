//! Without a SORTKEY every block is read.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Score::query().filter(|s| s.points.ge(1));
}

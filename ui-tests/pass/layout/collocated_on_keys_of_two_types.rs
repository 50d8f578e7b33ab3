//! Equal values of two types need not be on one slice.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Event::query().join(Score::query(), |(e, s)| e.visitor.eq(s.visitor));
}

//! A text is no condition.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.eq(1).and(o.note.eq("late")));
}

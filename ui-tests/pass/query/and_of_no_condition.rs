//! A text is no condition.

use redshift_orm::prelude::*;
use crate::models::*;

pub(crate) fn twin() {
    let _ = Order::query().filter(|o| o.id.eq(1).and(o.note.eq("late")));
}

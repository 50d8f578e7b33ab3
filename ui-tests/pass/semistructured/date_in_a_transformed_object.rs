//! JSON has no dates.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Order::query().select(|o| o.payload.object_transform(|t| t.set(["at"], o.placed_at.to_char("YYYY-MM-DD"))));
}

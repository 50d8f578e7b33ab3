//! ANY follows `=` alone.

use crate::models::*;
use redshift_orm::prelude::*;

pub(crate) fn twin() {
    let _ = Customer::query().filter(|c| any_of(["a%", "b%"].into_iter().map(|word| c.name.ilike(word))));
}

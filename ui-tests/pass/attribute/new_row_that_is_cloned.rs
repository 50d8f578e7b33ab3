//! `NewOrder` is `Clone` already.

use redshift_orm::prelude::*;

#[derive(Model)]
#[redshift(new(derive(Eq)))]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    units: i32,
}

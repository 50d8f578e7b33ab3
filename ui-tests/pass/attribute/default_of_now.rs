//! Tables have no NOW().

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(default = "getdate()")]
    placed_at: NaiveDateTime,
}

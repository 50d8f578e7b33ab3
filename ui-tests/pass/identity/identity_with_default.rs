//! IDENTITY makes its own values.

use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(identity)]
    id: i64,
}

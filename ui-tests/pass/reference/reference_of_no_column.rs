//! The target has no such field.

use crate::models::Customer;
use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(Customer, id))]
    customer_id: i64,
}

//! The target has no such field.

use redshift_orm::prelude::*;
use crate::models::Customer;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(Customer, id))]
    customer_id: i64,
}

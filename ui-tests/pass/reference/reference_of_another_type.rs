//! A foreign key has the type of its target.

use crate::models::Customer;
use redshift_orm::prelude::*;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(Customer))]
    customer_id: i64,
}

//! A foreign key has the type of its target.

use redshift_orm::prelude::*;
use crate::models::Customer;

#[derive(Model)]
struct Order {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(references(Customer))]
    customer_id: i64,
}

//! The join condition of a DELETE compares a number with a text.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::delete().using(Customer::query(), |(o, c)| o.customer_id.eq(c.name));
}

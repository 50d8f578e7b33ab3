//! The list of PIVOT is of constants: a column has no place in it.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

fn main() {
    let _ = Order::query()
        .join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))
        .filter(|(_, c)| Order::query().pivot(|_| (), |o| o.total.sum(), |o| o.note, [c.name]).exists());
}

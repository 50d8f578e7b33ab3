//! The definition selects the columns of the view by name.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Debug, Model)]
#[redshift(view)]
struct Regions {
    region: Option<String>,
    customers: i64,
}

impl ViewDefinition for Regions {
    fn definition() -> impl ViewQuery<Self> {
        Customer::query().select(|c| (c.region, c.id))
    }
}

fn main() {}

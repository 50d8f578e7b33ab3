//! A column of the view may be NULL when its expression may.

use redshift_orm::prelude::*;
use redshift_orm_ui_tests::models::*;

#[derive(Debug, Model)]
#[redshift(view)]
struct Regions {
    region: String,
    customers: i64,
}

impl ViewDefinition for Regions {
    fn definition() -> impl ViewQuery<Self> {
        Customer::query().group_by(|c| c.region).select(|region, _| SelectRegions { region, customers: count_star() })
    }
}

fn main() {}

//! A column of the view may be NULL when its expression may.

use crate::models::*;
use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(view)]
struct Regions {
    region: Option<String>,
    customers: i64,
}

impl ViewDefinition for Regions {
    fn definition() -> impl ViewQuery<Self> {
        Customer::query().group_by(|c| c.region).select(|region, _| SelectRegions { region, customers: count_star() })
    }
}

pub(crate) fn twin() {}

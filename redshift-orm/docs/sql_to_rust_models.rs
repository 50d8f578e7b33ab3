// The tables of sql_to_rust.md, which its snippets include.

use redshift_orm::prelude::*;

#[derive(Debug, Model)]
#[redshift(table = "customers", diststyle = all)]
pub struct Customer {
    #[redshift(primary_key, identity)]
    pub id: i64,
    pub name: String,
    pub region: Option<String>,
}

#[derive(Debug, Model)]
#[redshift(table = "orders", sortkey(placed_at))]
pub struct Order {
    #[redshift(primary_key, identity)]
    pub id: i64,
    #[redshift(distkey, references(Customer))]
    pub customer_id: i64,
    pub placed_at: NaiveDateTime,
    #[redshift(decimal(12, 2))]
    pub total: Decimal,
    pub note: Option<String>,
    pub payload: Option<serde_json::Value>,
}

#[derive(Debug, Model)]
#[redshift(table = "employees")]
pub struct Employee {
    #[redshift(primary_key, identity)]
    pub id: i64,
    pub name: String,
    pub manager_id: Option<i64>,
}

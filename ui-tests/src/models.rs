//! The models of the programs.

use redshift_orm::prelude::*;
use redshift_orm::statement::scope::S12;
use redshift_orm::statement::{Query, Unselected};

/// A customer.
#[derive(Debug, Clone, PartialEq, Model)]
pub struct Customer {
    /// The key.
    #[redshift(primary_key, identity)]
    pub id: i64,
    /// The name.
    pub name: String,
    /// Where.
    pub region: Option<String>,
    /// Whether orders are taken.
    pub active: bool,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Model)]
pub struct Order {
    /// The key.
    #[redshift(primary_key, identity)]
    pub id: i64,
    /// Who.
    #[redshift(references(Customer))]
    pub customer_id: i64,
    /// When.
    pub placed_at: DateTime<Utc>,
    /// For how much.
    #[redshift(decimal(12, 2))]
    pub total: Decimal,
    /// A remark.
    pub note: Option<String>,
    /// What else is known.
    pub payload: Option<serde_json::Value>,
}

/// The key of a page.
#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
pub struct PageId(pub i64);

/// The key of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
pub struct VisitorId(pub i64);

/// A visit; its key is made by the program.
#[derive(Debug, Clone, PartialEq, Model)]
pub struct Visit {
    /// The page.
    #[redshift(primary_key)]
    pub page: PageId,
    /// The visitor.
    pub visitor: VisitorId,
}

/// A view of the customers.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(view)]
pub struct Names {
    /// The name.
    pub name: String,
}

impl ViewDefinition for Names {
    fn definition() -> impl ViewQuery<Self> {
        Customer::query().select(|c| SelectNames { name: c.name })
    }
}

/// A materialized view of the customers.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(materialized_view)]
pub struct Kept {
    /// The name.
    pub name: String,
}

impl ViewDefinition for Kept {
    fn definition() -> impl ViewQuery<Self> {
        Customer::query().select(|c| SelectKept { name: c.name })
    }
}

/// A view that was made elsewhere.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(view)]
pub struct Undefined {
    /// The name.
    pub name: String,
}

/// What is spent.
#[derive(Debug, Clone, PartialEq, Selectable)]
pub struct Spend {
    /// By whom.
    pub name: String,
    /// In how many orders.
    pub orders: i64,
    /// How much.
    pub total: Option<Decimal>,
}

/// What a visitor does: on the slice of the visitor, in the order of time.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(sortkey(at, kind))]
pub struct Event {
    /// Whose.
    #[redshift(distkey)]
    pub visitor: i64,
    /// When.
    pub at: NaiveDateTime,
    /// What.
    pub kind: String,
    /// Where from.
    pub country: String,
}

/// What is known of a visitor: on the slice of the visitor too.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(interleaved_sortkey(visitor, age))]
pub struct Profile {
    /// Whose.
    #[redshift(distkey)]
    pub visitor: i64,
    /// In years.
    pub age: i16,
}

/// What a visitor scored, with a key of another type.
#[derive(Debug, Clone, PartialEq, Model)]
pub struct Score {
    /// Whose.
    #[redshift(distkey)]
    pub visitor: i32,
    /// How much.
    pub points: i64,
}

/// A country: on every node.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(diststyle = all)]
pub struct Country {
    /// The key.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A new customer.
pub fn ada() -> NewCustomer {
    NewCustomer { name: "Ada".into(), region: None, active: true }
}

type C = CustomerColumns;

/// A query of twelve sources.
pub fn twelve() -> Query<'static, S12<C, C, C, C, C, C, C, C, C, C, C, C>, Unselected> {
    Customer::query()
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
        .cross_join(Customer::query())
}

//! Constants that stand by themselves: a bound value or NULL as an item of a SELECT list.

use super::{Constant, Expr, ResultValue};
use crate::expr::node::Nodes;
use crate::types::{Null, SqlType, Value};

/// A bound value as an expression: to select it, or to begin an expression with it.
///
/// In a SELECT list it is cast to its type, because Redshift does not know that of a bare parameter there.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Customer { #[redshift(primary_key, identity)] id: i64, name: String }
/// # #[derive(Model)]
/// # struct Supplier { #[redshift(primary_key, identity)] id: i64, name: String }
/// let customers = Customer::query().select(|c| (value("customer"), c.name));
/// let suppliers = Supplier::query().select(|s| (value("supplier"), s.name));
/// let both = customers.union_all(suppliers);
/// assert!(both.to_sql().text().contains("SELECT CAST($1 AS VARCHAR(65535)) AS c0, t1.\"name\" AS c1 FROM \"customer\" AS t1 UNION ALL "));
/// ```
pub fn value<'a, V: ResultValue<'a>>(value: V) -> Expr<'a, V::Type, V::Nullability, V::Level> {
    value.into_result()
}

/// NULL of a type, as an expression.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Customer { #[redshift(primary_key, identity)] id: i64, region: Option<String> }
/// # #[derive(Model)]
/// # struct Supplier { #[redshift(primary_key, identity)] id: i64 }
/// let customers = Customer::query().select(|c| (c.id, c.region));
/// let suppliers = Supplier::query().select(|s| (s.id, null::<String>()));
/// assert!(customers.union_all(suppliers).to_sql().text().contains("CAST($1 AS VARCHAR(256)) AS c1"));
/// ```
pub fn null<'a, T: SqlType>() -> Expr<'a, T, Null, Constant> {
    Expr::new(Nodes::parameter(Value::Null(T::DATA_TYPE)))
}

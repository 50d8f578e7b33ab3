//! SUPER values taken apart in FROM (`query-super`, `r_FROM_clause30`).

use super::query::{Joined, Query, Unselected};
use super::scope::{Append, Scope};
use super::select::{FromItem, JoinKind, TableExpression, Unnest, UnnestForm};
use crate::expr::column::{ColumnName, Unnamed};
use crate::expr::{Column, Expression, InWhere, Source};
use crate::types::{NotNull, Null, Super};

/// An element of an array, or the value of an attribute: a SUPER.
pub type Item = Column<serde_json::Value, Null>;
/// An element and its index.
pub type IndexedItem = (Item, Column<i64, NotNull>);
/// The value of an attribute and its name.
pub type Attribute = (Item, Column<String, NotNull>);

impl<'a, S: Scope> Query<'a, S, Unselected> {
    /// The rows with each element of a SUPER array: `FROM orders AS o, o.payload.items AS item` (`query-super`, "Unnesting queries").
    /// Rows without elements are left out, as they are where there is no such array.
    ///
    /// The array is a column or a path, of any source of the query, also of an element that was unnested before. SUPER has no place
    /// beside a right or full join (`limitations-super`).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// struct Order {
    ///     #[redshift(primary_key, identity)]
    ///     id: i64,
    ///     payload: serde_json::Value,
    /// }
    ///
    /// let query = Order::query()
    ///     .unnest(|o| o.payload.path("items"))
    ///     .filter(|(_, item)| item.path("quantity").as_integer().gt(1))
    ///     .select(|(o, item)| (o.id, item.path("sku").as_varchar()));
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t0.\"id\", CAST(t1.\"sku\" AS VARCHAR(65535)) FROM \"order\" AS t0, t0.\"payload\".\"items\" AS t1 \
    ///      WHERE CAST(t1.\"quantity\" AS INTEGER) > $1"
    /// );
    /// ```
    pub fn unnest<V: Expression<'a, Type: Super, Level: InWhere>>(
        self,
        array: impl FnOnce(S::Args) -> V,
    ) -> Joined<'a, S, Item>
    where
        S: Append<Item>,
    {
        let (table, source) = (unnest(UnnestForm::Array, array(self.scope.args())), Source::next());
        let scope = self.scope.inner(item(source));
        self.with_item(FromItem { source, table, join: Some(JoinKind::Inner) }, scope)
    }

    /// As [`unnest`](Query::unnest), and rows without elements are kept, with a NULL for the element:
    /// `LEFT JOIN o.payload.items AS item ON TRUE`.
    pub fn left_unnest<V: Expression<'a, Type: Super, Level: InWhere>>(
        self,
        array: impl FnOnce(S::Args) -> V,
    ) -> Query<'a, <S as Append<Item>>::Left, Unselected>
    where
        S: Append<Item>,
    {
        let (table, source) = (unnest(UnnestForm::Array, array(self.scope.args())), Source::next());
        let scope = self.scope.left(item(source));
        self.with_item(FromItem { source, table, join: Some(JoinKind::Left) }, scope)
    }

    /// As [`unnest`](Query::unnest), each element with its index from 0: `o.payload.items AS item AT index`.
    ///
    /// What the query joins, it joins before.
    pub fn unnest_with_index<V: Expression<'a, Type: Super, Level: InWhere>>(
        self,
        array: impl FnOnce(S::Args) -> V,
    ) -> Joined<'a, S, IndexedItem>
    where
        S: Append<IndexedItem>,
    {
        let (table, source) = (unnest(UnnestForm::IndexedArray, array(self.scope.args())), Source::next());
        let scope = self.scope.inner((item(source), Column::of(source, ColumnName::Unnamed(Unnamed::Index))));
        self.with_item(FromItem { source, table, join: Some(JoinKind::Inner) }, scope)
    }

    /// The rows with each attribute of a SUPER object, its value and its name: `UNPIVOT o.payload AS value AT name` (`query-super`,
    /// "Object unpivoting").
    ///
    /// What the query joins, it joins before. UNPIVOT of columns is [`unpivot_columns`](Query::unpivot_columns).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, payload: serde_json::Value }
    /// let query = Order::query().unpivot(|o| o.payload).select(|(o, (value, name))| (o.id, name, value.json_typeof()));
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t0.\"id\", a1, JSON_TYPEOF(t1) FROM \"order\" AS t0, UNPIVOT t0.\"payload\" AS t1 AT a1"
    /// );
    /// ```
    pub fn unpivot<V: Expression<'a, Type: Super, Level: InWhere>>(
        self,
        object: impl FnOnce(S::Args) -> V,
    ) -> Joined<'a, S, Attribute>
    where
        S: Append<Attribute>,
    {
        let (table, source) = (unnest(UnnestForm::Object, object(self.scope.args())), Source::next());
        let scope = self.scope.inner((item(source), Column::of(source, ColumnName::Unnamed(Unnamed::AttributeName))));
        self.with_item(FromItem { source, table, join: Some(JoinKind::Inner) }, scope)
    }
}

fn unnest<'a>(form: UnnestForm, value: impl Expression<'a>) -> TableExpression<'a> {
    TableExpression::Unnest(Box::new(Unnest { form, value: value.into_expr().nodes }))
}

fn item(source: Source) -> Item {
    Column::of(source, ColumnName::Unnamed(Unnamed::Item))
}

//! A struct that is a view, plain or materialized.

use crate::model::Model;
use crate::statement::select::Select;
use crate::statement::{
    CreateMaterializedView, CreateView, DefinedView, DropRelation, ModelColumns, Query, Selected, Selection,
    Unselected, scope::S1,
};

/// A view (`r_CREATE_VIEW`): a model that is read and not written to. Implemented by `#[derive(Model)]` with `#[redshift(view)]`.
///
/// What it reads is given by [`ViewDefinition`]; a view without one was made elsewhere.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// #[redshift(table = "orders")]
/// struct Order {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     customer_id: i64,
///     #[redshift(decimal(12, 2))]
///     total: Decimal,
/// }
///
/// #[derive(Debug, Model)]
/// #[redshift(view, table = "spend")]
/// struct Spend {
///     customer_id: i64,
///     total: Option<Decimal>,
/// }
///
/// impl ViewDefinition for Spend {
///     fn definition() -> impl ViewQuery<Self> {
///         Order::query()
///             .group_by(|o| o.customer_id)
///             .select(|customer_id, o| SelectSpend { customer_id, total: o.total.sum() })
///     }
/// }
///
/// assert_eq!(
///     Spend::create_view().or_replace().to_sql().text(),
///     "CREATE OR REPLACE VIEW \"spend\" AS SELECT t0.\"customer_id\" AS \"customer_id\", SUM(t0.\"total\") AS \"total\" \
///      FROM \"orders\" AS t0 GROUP BY t0.\"customer_id\""
/// );
/// let query = Spend::query().filter(|s| s.total.gt(dec!(1000)));
/// # assert!(query.to_sql().text().contains("FROM \"spend\" AS t0"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no plain view",
    label = "is no plain view",
    note = "write `#[redshift(view)]` on the struct"
)]
pub trait View: AnyView {
    /// Whether the view is bound to what it reads (`schema_binding = yes`, the default), so that it must exist and cannot be dropped.
    const SCHEMA_BINDING: bool;

    /// `CREATE VIEW` with the view's definition.
    fn create_view() -> CreateView<'static>
    where
        Self: Defined<Proof: Sized>,
    {
        CreateView::new(Self::NAME, Self::definition().into_select(), Self::SCHEMA_BINDING)
    }

    /// `DROP VIEW`.
    fn drop_view() -> DropRelation<'static> {
        DropRelation::view(Self::NAME)
    }
}

/// A materialized view (`materialized-view-create-sql-command`): a model whose rows are kept from the last refresh, and that is read and not
/// written to. Implemented by `#[derive(Model)]` with `#[redshift(materialized_view)]`.
///
/// The query reads tables and other materialized views, and has no ORDER BY, LIMIT or OFFSET. `Totals::refresh(&db)` reads them anew.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # #[redshift(table = "orders")]
/// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
/// #[derive(Debug, Model)]
/// #[redshift(materialized_view, sortkey(orders), backup = no, auto_refresh = yes)]
/// struct Totals {
///     #[redshift(distkey)]
///     customer_id: i64,
///     orders: i64,
/// }
///
/// impl ViewDefinition for Totals {
///     fn definition() -> impl ViewQuery<Self> {
///         Order::query()
///             .group_by(|o| o.customer_id)
///             .select(|customer_id, _| SelectTotals { customer_id, orders: count_star() })
///     }
/// }
///
/// assert_eq!(
///     Totals::create_materialized_view().to_sql().text(),
///     "CREATE MATERIALIZED VIEW \"totals\" BACKUP NO DISTKEY (\"customer_id\") SORTKEY (\"orders\") AUTO REFRESH YES AS \
///      SELECT t0.\"customer_id\" AS \"customer_id\", COUNT(*) AS \"orders\" FROM \"orders\" AS t0 GROUP BY t0.\"customer_id\""
/// );
/// # async fn refreshed(db: &Database) -> Result<Vec<Totals>> {
/// Totals::refresh(db).await?;
/// Totals::query().all(db).await
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no materialized view",
    label = "is no materialized view, so there is nothing to refresh",
    note = "tables and plain views show what is there; to keep the rows of a query, write `#[redshift(materialized_view)]` on the struct"
)]
pub trait MaterializedView: AnyView {
    /// Whether Redshift refreshes it by itself (`auto_refresh = yes`). Not for one that reads another, or calls functions such as
    /// GETDATE().
    const AUTO_REFRESH: bool;
    #[doc(hidden)]
    type Proof;

    /// `CREATE MATERIALIZED VIEW` with the view's definition and attributes.
    fn create_materialized_view() -> CreateMaterializedView<'static>
    where
        Self: Defined<Proof: Sized>,
    {
        CreateMaterializedView::new(Self::TABLE, Self::definition().into_select(), Self::AUTO_REFRESH)
    }

    /// `DROP MATERIALIZED VIEW`.
    fn drop_materialized_view() -> DropRelation<'static> {
        DropRelation::materialized_view(Self::NAME)
    }
}

/// A view of either kind: a [`View`] or a [`MaterializedView`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no view, so no query defines it",
    label = "is no view",
    note = "write `#[redshift(view)]` or `#[redshift(materialized_view)]` on the struct"
)]
pub trait AnyView: Model {
    #[doc(hidden)]
    const KIND: ViewKind;
}

/// The kind of a view, with what the statement that creates it says.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum ViewKind {
    Plain { schema_binding: bool },
    Materialized { auto_refresh: bool },
}

/// What creates the view, of whichever kind.
pub(crate) fn defined<V: ViewDefinition>() -> DefinedView<'static> {
    let query = V::definition().into_select();
    match V::KIND {
        ViewKind::Plain { schema_binding } => DefinedView::Plain(CreateView::new(V::NAME, query, schema_binding)),
        ViewKind::Materialized { auto_refresh } => {
            DefinedView::Materialized(CreateMaterializedView::new(V::TABLE, query, auto_refresh))
        }
    }
}

/// The query of a [`View`] (`r_CREATE_VIEW`) or [`MaterializedView`]. [`create_all`](crate::create_all) creates the views that have one,
/// after the tables.
#[diagnostic::on_unimplemented(
    message = "the view `{Self}` has no definition here",
    label = "no query says what the view reads",
    note = "write `impl ViewDefinition for {Self}`, whose `definition()` is the query"
)]
pub trait ViewDefinition: AnyView {
    /// The query, which selects the columns of the view by name. Its values become literals, because DDL binds nothing.
    fn definition() -> impl ViewQuery<Self>;
}

/// A view with a definition. What the methods ask for, rather than [`ViewDefinition`], so that the compiler does not list the views of
/// the program that have one.
#[doc(hidden)]
pub trait Defined: ViewDefinition {
    type Proof;
}
#[diagnostic::do_not_recommend]
impl<V: ViewDefinition> Defined for V {
    type Proof = ();
}

/// A query whose rows are those of the view `V` (`r_CREATE_VIEW`).
#[diagnostic::on_unimplemented(
    message = "the query does not select the columns of the view `{V}`",
    label = "reads as something else than `{V}`",
    note = "select the view's columns by name, with the `Select..` struct that the derive wrote"
)]
pub trait ViewQuery<V> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_select(self) -> Select<'static>;
}

/// The struct that selects the columns of the view `V`, whatever its fields hold: what is wrong with one is said of that one.
#[doc(hidden)]
pub trait ViewColumns<V> {}

#[diagnostic::do_not_recommend]
impl<V, S, L: ViewColumns<V>> ViewQuery<V> for Query<'static, S, Selected<L>> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_select(self) -> Select<'static> {
        self.into_clauses()
    }
}

/// The rows of a set operation, and of a common table expression.
#[diagnostic::do_not_recommend]
impl<V, C: ModelColumns<Model = V> + Selection<'static>> ViewQuery<V> for Query<'static, S1<C>, Unselected> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_select(self) -> Select<'static> {
        self.into_listed_clauses()
    }
}

//! The builder of a SELECT.

use std::fmt;
use std::marker::PhantomData;

use super::group_by::GroupKeys;
use super::join_key::JoinKey;
use super::layout::{CollocatedKey, InPlace, ScanKey, ScanRange, StoredRows};
use super::scope::{Append, S1, Scope, SourceColumns};
use super::select::{ColumnNames, CommonTable, FromItem, JoinKind, Select, TableExpression};
use super::selection::{SelectList, Selection, Uniform};
use crate::error::Result;
use crate::expr::node::{Clause, Nodes};
use crate::expr::{
    InGroup, InHaving, InOrderBy, InQualify, InQualifyOfGroups, InWhere, IntoCondition, IntoSortSpecifications, Level,
    SortChoice, Source,
};
use crate::model::Model;
use crate::schema::TableName;
use crate::sql::{Arrival, Sql, SqlWriter, Values};
use crate::types::RowReader;

/// A `SELECT`: `S` its sources, `R` what was selected ([`Unselected`] or [`Selected`]).
///
/// Filters, ordering and limits keep the type, so that loops and branches build queries as ordinary code.
#[must_use = "a query does nothing until `.all(&db)`, `.one(&db)`, `.optional(&db)`, `.count(&db)` or `.stream(&db)` executes it"]
pub struct Query<'a, S, R> {
    clauses: Clauses<'a>,
    pub(super) scope: S,
    shape: PhantomData<fn() -> R>,
}

/// The clauses so far: small, because a builder is moved at every step.
#[derive(Debug, Clone)]
enum Clauses<'a> {
    /// A table and nothing else, which needs no memory of its own.
    Table(Source, TableName<'static>),
    Select(Box<Select<'a>>),
}

impl<'a> Clauses<'a> {
    #[inline]
    fn into_select(self) -> Box<Select<'a>> {
        match self {
            Clauses::Table(source, name) => Select::boxed(source, TableExpression::Table(name)),
            Clauses::Select(select) => select,
        }
    }

    /// The clauses and those that `add` puts to them.
    #[inline]
    fn with(self, add: impl FnOnce(&mut Select<'a>)) -> Self {
        let mut select = self.into_select();
        add(&mut select);
        Clauses::Select(select)
    }

    /// Whether the columns of the source have the names of a table's.
    fn reads_a_table(&self) -> bool {
        match self {
            Clauses::Table(..) => true,
            Clauses::Select(select) => select.reads_a_table(),
        }
    }
}

/// A query of one model that nothing was selected from or joined to, under a name that a function returns and a struct holds:
/// `fn recent<'a>() -> ModelQuery<'a, Order>`. A query of other columns is named by [`BoxQuery`](super::BoxQuery).
pub type ModelQuery<'a, M> = Query<'a, S1<<M as Model>::Columns>, Unselected>;

/// Nothing was selected yet: the rows are those of every source.
#[derive(Debug, Clone, Copy)]
pub struct Unselected;

/// `L` was selected.
#[derive(Debug)]
pub struct Selected<L>(PhantomData<fn() -> L>);

/// What the rows of a query read as, and what its ORDER BY sees.
pub trait Shape<'a, S> {
    /// What a row reads as.
    type Row: Send + 'static;
    /// What the closure of `order_by` receives.
    type OrderScope;
    /// The columns as a query around this one sees them.
    type Columns: SourceColumns;
    /// The levels that ORDER BY may hold.
    #[doc(hidden)]
    fn order_scope(scope: S) -> Self::OrderScope;
    #[doc(hidden)]
    fn push_default_list(scope: S, list: &mut SelectList<'a>);
    #[doc(hidden)]
    fn columns(source: Source) -> Self::Columns;
    #[doc(hidden)]
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row>;
}

impl<'a, S: Scope> Shape<'a, S> for Unselected
where
    S::Args: Selection<'a>,
{
    type Row = <S::Args as Selection<'a>>::Row;
    type OrderScope = S::Args;
    type Columns = <S::Args as Selection<'a>>::Columns;
    fn columns(source: Source) -> Self::Columns {
        S::Args::columns(source, &mut 0)
    }
    fn order_scope(scope: S) -> S::Args {
        scope.args()
    }
    fn push_default_list(scope: S, list: &mut SelectList<'a>) {
        scope.args().push_to(list);
    }
    fn read(row: &mut RowReader<'_>) -> Result<Self::Row> {
        S::Args::read(row)
    }
}

impl<'a, S, L: Selection<'a>> Shape<'a, S> for Selected<L> {
    type Row = L::Row;
    type OrderScope = L::Columns;
    type Columns = L::Columns;
    fn columns(source: Source) -> L::Columns {
        L::columns(source, &mut 0)
    }
    fn order_scope(_: S) -> L::Columns {
        L::columns(Source::SELECT_LIST, &mut 0)
    }
    fn push_default_list(_: S, _: &mut SelectList<'a>) {}
    fn read(row: &mut RowReader<'_>) -> Result<L::Row> {
        L::read(row)
    }
}

/// What can stand in FROM: the query of a model, filtered or not, or a query with a SELECT list, which becomes a derived table
/// (`r_FROM_clause30`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be joined",
    label = "is no source",
    note = "join the query of a model: `.join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))`; a query of several sources needs `.select(..)`"
)]
pub trait TableReference<'a> {
    /// Its columns.
    type Columns: SourceColumns;
    #[doc(hidden)]
    fn bind(&self, source: Source) -> Self::Columns;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_table(self) -> TableExpression<'a>;
}

/// The columns of a model: `OrderColumns`.
#[diagnostic::on_unimplemented(
    message = "these are not the columns of a model's table",
    label = "how these rows are stored is not known",
    note = "a layout is that of a table: not of what an outer join may not find, nor of what a query selects"
)]
pub trait ModelColumns: SourceColumns {
    /// The model.
    type Model: Model<Columns = Self>;
}

#[diagnostic::do_not_recommend]
impl<'a, C: SourceColumns + Selection<'a, Columns = C>> TableReference<'a> for Query<'a, S1<C>, Unselected> {
    type Columns = C;
    fn bind(&self, source: Source) -> C {
        if self.clauses.reads_a_table() { C::of_table(source) } else { C::columns(source, &mut 0) }
    }
    #[expect(private_interfaces, reason = "only this crate calls it")]
    #[inline]
    fn into_table(self) -> TableExpression<'a> {
        let mut select = match self.clauses {
            Clauses::Table(_, name) => return TableExpression::Table(name),
            Clauses::Select(select) => select,
        };
        if select.is_all_of_a_table()
            && let Some(item) = select.from.pop()
        {
            return item.table;
        }
        let names = if select.reads_a_table() { ColumnNames::Own } else { ColumnNames::Numbered };
        self.scope.args().push_to(&mut select.list);
        TableExpression::Derived(select, names)
    }
}

/// A derived table: its columns are the selected ones.
#[diagnostic::do_not_recommend]
impl<'a, S, L: Selection<'a>> TableReference<'a> for Query<'a, S, Selected<L>> {
    type Columns = L::Columns;
    fn bind(&self, source: Source) -> L::Columns {
        L::columns(source, &mut 0)
    }
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_table(self) -> TableExpression<'a> {
        TableExpression::Derived(self.clauses.into_select(), ColumnNames::Numbered)
    }
}

/// The query with a source more, for a join in which every row has a match; [`Append`] has the outer joins.
pub(super) type Joined<'a, S, Columns> = Query<'a, <S as Append<Columns>>::Inner, Unselected>;
/// What the closure of a join receives.
pub(super) type JoinedArgs<S, Columns> = <<S as Append<Columns>>::Inner as Scope>::Args;

impl<'a, C: Copy> Query<'a, S1<C>, Unselected> {
    pub(crate) fn of_model<M: Model<Columns = C>>() -> Self {
        let source = Source::next();
        Query::new(Clauses::Table(source, M::NAME), S1(M::columns(source)))
    }
}

impl<'a, C: Copy> Query<'a, S1<C>, Unselected> {
    /// The rows of a table expression that has no names of its own for its columns.
    pub(super) fn of_columns(table: TableExpression<'a>, columns: impl FnOnce(Source) -> C) -> Self {
        let source = Source::next();
        Query::new(Clauses::Select(Select::boxed(source, table)), S1(columns(source)))
    }
}

impl<'a, S: Scope, R> Query<'a, S, R> {
    #[inline]
    fn new(clauses: Clauses<'a>, scope: S) -> Self {
        Query { clauses, scope, shape: PhantomData }
    }

    #[inline]
    fn with(self, add: impl FnOnce(&mut Select<'a>)) -> Self {
        Query::new(self.clauses.with(add), self.scope)
    }

    /// `WHERE condition`; several are joined by AND.
    #[inline]
    #[doc(alias = "where_")]
    #[doc(alias = "and_where")]
    pub fn filter<C: IntoCondition<'a, Level: InWhere>>(self, condition: impl FnOnce(S::Args) -> C) -> Self {
        // The clause first: what is made then goes there without being in memory before.
        let mut select = self.clauses.into_select();
        select.filter.reserve();
        select.filter.push(condition(self.scope.args()).into_condition().nodes);
        Query::new(Clauses::Select(select), self.scope)
    }

    /// `QUALIFY condition` (`r_QUALIFY_clause`): of the rows that WHERE leaves, those whose window functions satisfy it. Several are
    /// joined by AND. The windows see all rows that WHERE leaves; DISTINCT, ORDER BY and LIMIT come after.
    ///
    /// The first row of each group, which PostgreSQL finds with DISTINCT ON:
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64, placed_at: NaiveDateTime }
    /// let latest = Order::query()
    ///     .qualify(|o| row_number().over(|w| w.partition_by(o.customer_id).order_by(o.placed_at.desc())).eq(1))
    ///     .select(|o| (o.customer_id, o.id));
    /// assert_eq!(
    ///     latest.to_sql().text(),
    ///     "SELECT t0.\"customer_id\", t0.\"id\" FROM \"order\" AS t0 QUALIFY \
    ///      ROW_NUMBER() OVER (PARTITION BY t0.\"customer_id\" ORDER BY t0.\"placed_at\" DESC) = $1"
    /// );
    /// ```
    ///
    /// To group or aggregate what is left, join the query as a derived table: QUALIFY comes after GROUP BY, and a query that
    /// groups its rows behind this call is an error when it is written.
    pub fn qualify<C: IntoCondition<'a, Level: InQualify>>(self, condition: impl FnOnce(S::Args) -> C) -> Self {
        let condition = condition(self.scope.args()).into_condition().nodes;
        self.with(|select| {
            select.list.clauses().push_in(Clause::Qualify, condition);
            select.qualifies_rows = true;
        })
    }

    /// [`filter`](Query::filter) when there is a value, and the query as it is when there is none: one line for each part of a search.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, #[redshift(decimal(12, 2))] total: Decimal, note: Option<String> }
    /// fn search<'a>(least: Option<Decimal>, note: Option<&'a str>) -> ModelQuery<'a, Order> {
    ///     Order::query().filter_some(least, |o, least| o.total.ge(least)).filter_some(note, |o, note| o.note.eq(note))
    /// }
    /// assert!(search(None, Some("late")).to_sql().text().ends_with("WHERE t0.\"note\" = $1"));
    /// ```
    pub fn filter_some<V, C: IntoCondition<'a, Level: InWhere>>(
        self,
        value: Option<V>,
        condition: impl FnOnce(S::Args, V) -> C,
    ) -> Self {
        match value {
            Some(value) => self.filter(|columns| condition(columns, value)),
            None => self,
        }
    }

    /// `WHERE key >= from AND key < to`, and its like for the other ranges, on the leading column of a model's SORTKEY: blocks whose
    /// smallest and largest values are outside of the range are not read (`t_Sorting_data`). A range of another column, which reads
    /// every block, does not compile here; it goes to [`filter`](Query::filter).
    ///
    /// The leading column is that of a SORTKEY of one column, or the first of a compound one (`t_Sorting_data-compound`). The columns
    /// of an interleaved key have equal weight, and none leads (`t_Sorting_data-interleaved`).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// #[redshift(table = "orders", sortkey(day, region))]
    /// struct Order {
    ///     day: NaiveDate,
    ///     region: String,
    /// }
    ///
    /// let (first, next) = (NaiveDate::MIN, NaiveDate::MAX);
    /// let query = Order::query().scan_range(|o| o.sort_key(), first..next).select(|o| o.region);
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t0.\"region\" FROM \"orders\" AS t0 \
    ///      WHERE t0.\"day\" >= CAST($1 AS DATE) AND t0.\"day\" < CAST($2 AS DATE)"
    /// );
    /// ```
    ///
    /// # Errors
    /// The statement is an error when it is written if the key is that of a set operation, a common table expression or another
    /// derived table that is more than a filtered table.
    pub fn scan_range<K: ScanKey, V: ScanRange<'a, K::Type>>(self, key: impl FnOnce(S::Args) -> K, range: V) -> Self {
        let (source, key) = key(self.scope.args()).into_parts();
        self.with(|select| {
            if !select.reads_stored_rows_of(source) {
                select.fault = Some(
                    "`scan_range` is given the sort key of rows that are no table's: those of set operations, common table \
                     expressions and limited queries are not stored sorted; put `scan_range` on the query of the table itself, or \
                     use `filter`",
                );
            }
            select.filter.push(range.within(key));
        })
    }

    /// `LIMIT rows`. Written as a literal, because Redshift refuses a bound one.
    #[inline]
    pub fn limit(self, rows: u64) -> Self {
        self.with(|select| select.limit = Some(rows))
    }

    /// `OFFSET rows`: the rows passed over are read all the same.
    pub fn offset(self, rows: u64) -> Self {
        self.with(|select| select.offset = Some(rows))
    }

    /// `SELECT DISTINCT`.
    pub fn distinct(self) -> Self {
        self.with(|select| select.distinct = true)
    }
}

impl<'a, S: Scope> Query<'a, S, Unselected> {
    /// `JOIN other ON condition`: rows of both sides that satisfy it. The closure receives the columns of every source, the new one
    /// last.
    ///
    /// A query with a SELECT list is joined as a derived table: its columns are what it selected.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64, name: String }
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// let orders = Order::query().group_by(|o| o.customer_id).select(|customer, _| (customer, count_star()));
    /// let query = Customer::query()
    ///     .join(orders, |(c, (customer, _))| c.id.eq(customer))
    ///     .select(|(c, (_, orders))| (c.name, orders));
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t0.\"name\", t1.c1 FROM \"customer\" AS t0 JOIN \
    ///      (SELECT t2.\"customer_id\" AS c0, COUNT(*) AS c1 FROM \"order\" AS t2 GROUP BY t2.\"customer_id\") AS t1 \
    ///      ON t0.\"id\" = t1.c0"
    /// );
    /// ```
    #[inline]
    #[doc(alias = "inner_join")]
    pub fn join<T: TableReference<'a>, C: IntoCondition<'a, Level: InWhere>>(
        self,
        other: T,
        on: impl FnOnce(JoinedArgs<S, T::Columns>) -> C,
    ) -> Joined<'a, S, T::Columns>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope;
        let (clauses, columns) =
            self.with_source(JoinKind::Inner, other, |scope, columns| Some(condition(scope, columns, on)));
        Query::new(clauses, scope.inner(columns))
    }

    /// `LEFT JOIN other ON condition`: rows without a match are kept, and the other side's columns are nullable from here on.
    #[inline]
    pub fn left_join<T: TableReference<'a>, C: IntoCondition<'a, Level: InWhere>>(
        self,
        other: T,
        on: impl FnOnce(JoinedArgs<S, T::Columns>) -> C,
    ) -> Query<'a, <S as Append<T::Columns>>::Left, Unselected>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope;
        let (clauses, columns) =
            self.with_source(JoinKind::Left, other, |scope, columns| Some(condition(scope, columns, on)));
        Query::new(clauses, scope.left(columns))
    }

    /// `RIGHT JOIN other ON condition`: the other side's rows without a match are kept, and the columns of every source before it are
    /// nullable from here on.
    ///
    /// SUPER may not be used in a right join (`limitations-super`).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Debug, Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64, name: String }
    /// # #[derive(Debug, Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// # async fn example(db: Database) -> Result<()> {
    /// let rows: Vec<(Option<Order>, Customer)> =
    ///     Order::query().right_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id)).all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn right_join<T: TableReference<'a>, C: IntoCondition<'a, Level: InWhere>>(
        self,
        other: T,
        on: impl FnOnce(JoinedArgs<S, T::Columns>) -> C,
    ) -> Query<'a, <S as Append<T::Columns>>::Right, Unselected>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope;
        let (clauses, columns) =
            self.with_source(JoinKind::Right, other, |scope, columns| Some(condition(scope, columns, on)));
        Query::new(clauses, scope.right(columns))
    }

    /// `FULL JOIN other ON left = right`: the rows of both sides without a match are kept, and every column is nullable from here on.
    ///
    /// Redshift joins fully on equal keys only, so there is no free condition: `left` gives the key of the sources before, `right`
    /// that of the new one, each a column, an expression, or a tuple of up to four. What else the rows have to satisfy goes to
    /// `.filter(..)` of the query that is joined, or of the whole. SUPER may not be used in a full join (`limitations-super`).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Debug, Model)]
    /// # struct Plan { region: String, year: i32, units: i64 }
    /// # #[derive(Debug, Model)]
    /// # struct Actual { region: String, year: i32, units: i64 }
    /// let query = Plan::query()
    ///     .full_join(Actual::query(), |p| (p.region, p.year), |a| (a.region, a.year))
    ///     .select(|(p, a)| (p.units, a.units));
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t0.\"units\", t1.\"units\" FROM \"plan\" AS t0 FULL JOIN \"actual\" AS t1 \
    ///      ON t0.\"region\" = t1.\"region\" AND t0.\"year\" = t1.\"year\""
    /// );
    /// # async fn example(db: Database) -> Result<()> {
    /// let rows: Vec<(Option<Plan>, Option<Actual>)> =
    ///     Plan::query().full_join(Actual::query(), |p| p.region, |a| a.region).all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn full_join<T: TableReference<'a>, L: JoinKey<'a, K>, K>(
        self,
        other: T,
        left: impl FnOnce(S::Args) -> L,
        right: impl FnOnce(T::Columns) -> K,
    ) -> Query<'a, <S as Append<T::Columns>>::Full, Unselected>
    where
        S: Append<T::Columns>,
    {
        let keys = |scope: S, columns| Some(left(scope.args()).equal(right(columns)));
        let scope = self.scope;
        let (clauses, columns) = self.with_source(JoinKind::Full, other, keys);
        Query::new(clauses, scope.full(columns))
    }

    /// `JOIN other ON left = right` of rows that are on the same node, so that none is moved to be joined: what the manual's query
    /// plans call DS_DIST_NONE and DS_DIST_ALL_NONE (`c_best-practices-best-dist-key`, `c_data_redistribution`).
    ///
    /// Both closures give the DISTKEY of a source: `left` of any source before, `right` of the new one. When the model that is
    /// joined is DISTSTYLE ALL, both give any columns, as in [`full_join`](Query::full_join). Anything else does not compile. Other
    /// conditions go to [`filter`](Query::filter).
    ///
    /// A model with DISTSTYLE ALL is the one that is joined, not the one that others are joined to: the manual means it for the inner
    /// table of a join only. What is known here are the models' declarations. The tables have to be as declared, and the planner
    /// decides: after a join that moves rows, those are no longer where their table put them. `.explain(&db)` shows the plan.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// #[redshift(table = "customers", diststyle = all)]
    /// struct Customer {
    ///     id: i64,
    ///     name: String,
    /// }
    ///
    /// #[derive(Model)]
    /// #[redshift(table = "orders")]
    /// struct Order {
    ///     #[redshift(distkey)]
    ///     id: i64,
    ///     customer_id: i64,
    /// }
    ///
    /// #[derive(Model)]
    /// #[redshift(table = "lines")]
    /// struct Line {
    ///     #[redshift(distkey)]
    ///     order_id: i64,
    ///     units: i64,
    /// }
    ///
    /// let query = Order::query()
    ///     .join_collocated(Line::query(), |o| o.dist_key(), |l| l.dist_key())
    ///     .join_collocated(Customer::query(), |(o, _)| o.customer_id, |c| c.id)
    ///     .select(|(_, l, c)| (c.name, l.units));
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t2.\"name\", t1.\"units\" FROM \"orders\" AS t0 JOIN \"lines\" AS t1 ON t0.\"id\" = t1.\"order_id\" \
    ///      JOIN \"customers\" AS t2 ON t0.\"customer_id\" = t2.\"id\""
    /// );
    /// ```
    ///
    /// # Errors
    /// The statement is an error when it is written if a side is a set operation, a common table expression or another derived table
    /// that is more than a filtered table.
    pub fn join_collocated<T: StoredRows<'a>, L: CollocatedKey<'a, K, On: InPlace<T::Model>>, K>(
        self,
        other: T,
        left: impl FnOnce(S::Args) -> L,
        right: impl FnOnce(T::Columns) -> K,
    ) -> Joined<'a, S, T::Columns>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope;
        let (clauses, columns) = self.with_collocated(JoinKind::Inner, other, left, right);
        Query::new(clauses, scope.inner(columns))
    }

    /// `LEFT JOIN other ON left = right` of rows that are on the same node: as [`join_collocated`](Query::join_collocated), and rows
    /// without a match are kept, as in [`left_join`](Query::left_join).
    ///
    /// There is none for right and full joins: they keep the other side's rows without a match, and of a model with DISTSTYLE ALL every
    /// node has those.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Debug, Model)]
    /// # #[redshift(table = "orders")]
    /// # struct Order { #[redshift(distkey)] id: i64 }
    /// # #[derive(Debug, Model)]
    /// # #[redshift(table = "lines")]
    /// # struct Line { #[redshift(distkey)] order_id: i64, units: i64 }
    /// # async fn example(db: Database) -> Result<()> {
    /// let rows: Vec<(Order, Option<Line>)> =
    ///     Order::query().left_join_collocated(Line::query(), |o| o.dist_key(), |l| l.dist_key()).all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`join_collocated`](Query::join_collocated).
    pub fn left_join_collocated<T: StoredRows<'a>, L: CollocatedKey<'a, K, On: InPlace<T::Model>>, K>(
        self,
        other: T,
        left: impl FnOnce(S::Args) -> L,
        right: impl FnOnce(T::Columns) -> K,
    ) -> Query<'a, <S as Append<T::Columns>>::Left, Unselected>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope;
        let (clauses, columns) = self.with_collocated(JoinKind::Left, other, left, right);
        Query::new(clauses, scope.left(columns))
    }

    fn with_collocated<T: StoredRows<'a>, L: CollocatedKey<'a, K>, K>(
        self,
        kind: JoinKind,
        other: T,
        left: impl FnOnce(S::Args) -> L,
        right: impl FnOnce(T::Columns) -> K,
    ) -> (Clauses<'a>, T::Columns) {
        let mut distributed = None;
        let (clauses, columns) = self.with_source(kind, other, |scope, columns| {
            let key = left(scope.args()).collocated(right(columns));
            distributed = key.distributed;
            Some(key.on)
        });
        let clauses = clauses.with(|select| {
            let joined = select.from.last().map(|item| item.source);
            if !distributed.into_iter().chain(joined).all(|source| select.reads_stored_rows_of(source)) {
                select.fault = Some(
                    "a collocated join is of rows that are no table's: those of set operations, common table expressions and limited \
                     queries are not distributed as a model says; join the query of the table itself, or use `join` or `left_join`",
                );
            }
        });
        (clauses, columns)
    }

    /// `CROSS JOIN other`: every row of this side with every row of the other.
    pub fn cross_join<T: TableReference<'a>>(self, other: T) -> Joined<'a, S, T::Columns>
    where
        S: Append<T::Columns>,
    {
        let scope = self.scope;
        let (clauses, columns) = self.with_source(JoinKind::Cross, other, |_, _| None);
        Query::new(clauses, scope.inner(columns))
    }

    /// The clauses with one more source in FROM, and the columns of it.
    #[inline]
    fn with_source<T: TableReference<'a>>(
        self,
        kind: JoinKind,
        other: T,
        on: impl FnOnce(S, T::Columns) -> Option<Nodes<'a>>,
    ) -> (Clauses<'a>, T::Columns) {
        let source = Source::next();
        let columns = other.bind(source);
        let mut select = self.clauses.into_select();
        // Where there is room nothing unwinds, and so the item need not be in memory before it is in the list.
        if select.from.len() < select.from.capacity() {
            select.from.push(FromItem { source, table: other.into_table(), join: Some(kind) });
        } else {
            push_item(&mut select.from, source, other, kind);
        }
        select.list.reserve();
        if let Some(on) = on(self.scope, columns) {
            select.list.clauses().push_in(Clause::On, on);
        }
        (Clauses::Select(select), columns)
    }

    /// The query with one more source in FROM, whose columns are in the scope.
    pub(super) fn with_item<T: Scope>(self, item: FromItem<'a>, scope: T) -> Query<'a, T, Unselected> {
        Query::new(self.clauses.with(|select| select.from.push(item)), scope)
    }

    /// The SELECT list. From here on `order_by` sees what was selected.
    #[inline]
    pub fn select<L: Selection<'a, Levels: Uniform>>(
        self,
        list: impl FnOnce(S::Args) -> L,
    ) -> Query<'a, S, Selected<L>> {
        let list = list(self.scope.args());
        let clauses = self.clauses.with(|select| {
            select.list.reserve();
            list.push_to(&mut select.list);
            select.aggregated = <L::Levels as Uniform>::Out::OF_GROUPS;
        });
        Query::new(clauses, self.scope)
    }

    /// `GROUP BY keys`: a column, an expression, or a tuple of up to eight; [`rollup`](super::rollup), [`cube`](super::cube) and
    /// [`grouping_sets`](super::grouping_sets) add subtotals.
    pub fn group_by<G: GroupKeys<'a>>(self, keys: impl FnOnce(S::Args) -> G) -> Grouped<'a, S, G::Keys> {
        let mut clauses = self.clauses.into_select();
        let keys = keys(self.scope.args()).push_to(&mut clauses.group_by);
        Grouped { clauses, scope: self.scope, keys }
    }
}

impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    /// `ORDER BY`: a sort specification such as `o.id.asc()`, a tuple, or a `Vec`; several calls add up. Before `select` the closure
    /// receives the sources' columns, after it the selected ones.
    #[inline]
    #[doc(alias = "sort_by")]
    pub fn order_by<O: IntoSortSpecifications<'a, Levels: InOrderBy>>(
        self,
        order: impl FnOnce(R::OrderScope) -> O,
    ) -> Self {
        let order = order(R::order_scope(self.scope));
        self.with(|select| order.push_to(select.list.clauses()))
    }

    /// `ORDER BY` what a text chooses among the orders that the closure declares, such as `"placed_at desc, id"`. The closure receives
    /// what that of [`order_by`](Query::order_by) does.
    ///
    /// # Errors
    /// When the text names no order that was declared, or is none ([`Error::is_unknown_order`](crate::Error::is_unknown_order)).
    pub fn order_by_choice(self, text: &str, choices: impl FnOnce(R::OrderScope) -> SortChoice<'a>) -> Result<Self> {
        let chosen = choices(R::order_scope(self.scope)).choose(text)?;
        Ok(self.with(|select| chosen.into_iter().for_each(|item| select.list.clauses().push(item.into_nodes()))))
    }

    /// The statement's text and parameters.
    pub fn to_sql(&self) -> Sql<'static> {
        let push: fn(S, &mut SelectList<'a>) = R::push_default_list;
        let list = || {
            let mut list = SelectList::default();
            push(self.scope, &mut list);
            list
        };
        match &self.clauses {
            Clauses::Table(source, name) => SqlWriter::known_table(*name, push as *const (), || {
                let select = Select::from(*source, TableExpression::Table(*name));
                SqlWriter::write_select(&select, &list(), Values::Parameters, Arrival::Typed).into_owned()
            }),
            Clauses::Select(select) => SqlWriter::known_select(select, push as *const (), list),
        }
    }

    /// `FROM (self)`: a query over this one's rows, as a derived table (`r_FROM_clause30`). Its closures receive what was selected.
    ///
    /// In a join the query stands as it is; this begins a query with it.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// let orders = Order::query().group_by(|o| o.customer_id).select(|customer, _| (customer, count_star()));
    /// let busiest = orders.derived().select(|(_, orders)| orders.max());
    /// assert_eq!(
    ///     busiest.to_sql().text(),
    ///     "SELECT MAX(t0.c1) FROM \
    ///      (SELECT t1.\"customer_id\" AS c0, COUNT(*) AS c1 FROM \"order\" AS t1 GROUP BY t1.\"customer_id\") AS t0"
    /// );
    /// ```
    pub fn derived(self) -> Query<'a, S1<R::Columns>, Unselected> {
        let table = TableExpression::Derived(Box::new(self.into_listed_clauses()), ColumnNames::Numbered);
        Query::of_columns(table, R::columns)
    }

    /// The clauses with a SELECT list that says every column.
    pub(crate) fn into_listed_clauses(self) -> Select<'a> {
        let mut select = self.clauses.into_select();
        if select.list.is_empty() {
            R::push_default_list(self.scope, &mut select.list);
        }
        *select
    }
}

impl<'a, S, R> Query<'a, S, R> {
    pub(crate) fn into_clauses(self) -> Select<'a> {
        *self.clauses.into_select()
    }

    /// The query with these common table expressions before its own.
    pub(super) fn preceded_by(self, tables: Vec<CommonTable<'a>>) -> Self {
        let clauses = self.clauses.with(|select| drop(select.with.splice(0..0, tables)));
        Query { clauses, scope: self.scope, shape: PhantomData }
    }
}

impl<S: Clone, R> Clone for Query<'_, S, R> {
    fn clone(&self) -> Self {
        Query { clauses: self.clauses.clone(), scope: self.scope.clone(), shape: PhantomData }
    }
}

impl<S, R> fmt::Debug for Query<'_, S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Query").field(&self.clauses).finish()
    }
}

#[cold]
fn push_item<'a, T: TableReference<'a>>(from: &mut Vec<FromItem<'a>>, source: Source, other: T, kind: JoinKind) {
    from.push(FromItem { source, table: other.into_table(), join: Some(kind) });
}

/// The condition of a join.
#[inline(always)]
fn condition<'a, S, Columns, C: IntoCondition<'a>>(
    scope: S,
    columns: Columns,
    on: impl FnOnce(JoinedArgs<S, Columns>) -> C,
) -> Nodes<'a>
where
    S: Append<Columns>,
{
    on(scope.inner(columns).args()).into_condition().nodes
}

/// A query with GROUP BY: only its keys and aggregates can be selected.
#[must_use = "a grouped query does nothing until `.select(..)` says what to read"]
pub struct Grouped<'a, S, K> {
    clauses: Box<Select<'a>>,
    scope: S,
    keys: K,
}

impl<'a, S: Scope, K: Copy> Grouped<'a, S, K> {
    /// `HAVING condition` on keys and aggregates; several are joined by AND.
    pub fn having<C: IntoCondition<'a, Level: InHaving>>(mut self, condition: impl FnOnce(K, S::Args) -> C) -> Self {
        let condition = condition(self.keys, self.scope.args()).into_condition().nodes;
        self.clauses.list.clauses().push_in(Clause::Having, condition);
        self
    }

    /// `QUALIFY condition` (`r_QUALIFY_clause`): of the groups that HAVING leaves, those whose window functions satisfy it.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64 }
    /// let best = Order::query()
    ///     .group_by(|o| o.customer_id)
    ///     .qualify(|_, _| rank().over(|w| w.order_by(count_star().desc())).le(3))
    ///     .select(|customer, _| (customer, count_star()));
    /// assert_eq!(
    ///     best.to_sql().text(),
    ///     "SELECT t0.\"customer_id\", COUNT(*) FROM \"order\" AS t0 GROUP BY t0.\"customer_id\" \
    ///      QUALIFY RANK() OVER (ORDER BY COUNT(*) DESC) <= $1"
    /// );
    /// ```
    pub fn qualify<C: IntoCondition<'a, Level: InQualifyOfGroups>>(
        mut self,
        condition: impl FnOnce(K, S::Args) -> C,
    ) -> Self {
        let condition = condition(self.keys, self.scope.args()).into_condition().nodes;
        self.clauses.list.clauses().push_in(Clause::Qualify, condition);
        self
    }

    /// The SELECT list: keys and aggregates.
    pub fn select<L: Selection<'a, Levels: InGroup>>(
        mut self,
        list: impl FnOnce(K, S::Args) -> L,
    ) -> Query<'a, S, Selected<L>> {
        list(self.keys, self.scope.args()).push_to(&mut self.clauses.list);
        Query::new(Clauses::Select(self.clauses), self.scope)
    }
}

impl<S, K> fmt::Debug for Grouped<'_, S, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Grouped").field(&self.clauses).finish()
    }
}

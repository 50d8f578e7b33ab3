//! What Amazon Redshift refuses, and what to do instead.
//!
//! Each entry is a method that PostgreSQL users look for. It is hidden from completion, and no program that calls it compiles: the
//! trait it asks for has no implementation, and the compiler prints the entry's sentences.

use std::future::{Ready, ready};

use crate::client::{Executor, Transaction};
use crate::error::{Error, Result};
use crate::expr::{Condition, Expression, Framed, WindowSpecification};
use crate::model::Model;
use crate::statement::{Delete, Insert, InsertMany, Query, Unfiltered, Update};

/// One trait without implementations per refusal: what the compiler says, and the manual's page that says it.
macro_rules! refusals {
    ($( $(#[$page:meta])* $name:ident { message: $message:literal, label: $label:literal, alternative: $alternative:literal } )*) => { $(
        $(#[$page])*
        #[diagnostic::on_unimplemented(message = $message, label = $label, note = $alternative)]
        pub trait $name: sealed::Never {}
    )* };
}

mod sealed {
    /// No type is this.
    pub trait Never {}
}

refusals! {
    /// Manual: `r_INSERT_30`, `r_UPDATE`, `r_DELETE`; the server answers `syntax error at or near "RETURNING"`.
    SupportsReturning {
        message: "Amazon Redshift has no RETURNING",
        label: "refused by Redshift",
        alternative: "for the id of an inserted row use `.id(&db)`; other values are read back with a query"
    }
    /// Manual: `r_INSERT_30`.
    SupportsOnConflict {
        message: "Amazon Redshift has no INSERT .. ON CONFLICT, and enforces no unique key that could conflict",
        label: "refused by Redshift",
        alternative: "load the rows into a staging table and MERGE it, or DELETE and INSERT in one transaction"
    }
    /// Manual: `t_Defining_constraints`.
    SupportsOrIgnore {
        message: "Amazon Redshift cannot ignore duplicate rows of an INSERT: unique and primary keys are not enforced",
        label: "refused by Redshift",
        alternative: "insert from a query that leaves out what is there, or load a staging table and MERGE it"
    }
    /// Manual: `r_INSERT_30`, "Identity values" of `r_CREATE_TABLE_NEW`.
    SupportsBulkIds {
        message: "the ids of a bulk INSERT cannot be told on Amazon Redshift: there is no RETURNING and identities have gaps",
        label: "refused by Redshift",
        alternative: "insert the rows one by one with `.id(&db)`, or give them a key of your own, such as a UUID, and query by it"
    }
    /// Manual: `r_SELECT_synopsis`; the server answers `SELECT FOR UPDATE is not supported`.
    SupportsForUpdate {
        message: "Amazon Redshift has no SELECT .. FOR UPDATE",
        label: "refused by Redshift",
        alternative: "rows are not locked: use `db.transaction(..)`, which is retried as a whole on a conflict, or LOCK the table"
    }
    /// Manual: `r_SELECT_synopsis`.
    SupportsForShare {
        message: "Amazon Redshift has no SELECT .. FOR SHARE",
        label: "refused by Redshift",
        alternative: "rows are not locked: use `db.transaction(..)`, which is retried as a whole on a conflict, or LOCK the table"
    }
    /// Manual: `r_SELECT_list`; the server answers `SELECT DISTINCT ON is not supported`.
    SupportsDistinctOn {
        message: "Amazon Redshift has no SELECT DISTINCT ON",
        label: "refused by Redshift",
        alternative: "number the rows with ROW_NUMBER() OVER (PARTITION BY .. ORDER BY ..) and keep the first of each"
    }
    /// Manual: `r_FROM_clause30`.
    SupportsLateralJoin {
        message: "Amazon Redshift has no LATERAL",
        label: "refused by Redshift",
        alternative: "join an aggregated query on its key; what is inside a SUPER value is unnested in FROM"
    }
    /// Manual: `r_SELECT_synopsis`.
    SupportsTablesample {
        message: "Amazon Redshift has no TABLESAMPLE",
        label: "refused by Redshift",
        alternative: "filter by RANDOM(), or by a hash of the key for the same sample every time"
    }
    /// Manual: `r_SELECT_synopsis`.
    SupportsWithTies {
        message: "Amazon Redshift has no FETCH FIRST .. WITH TIES",
        label: "refused by Redshift",
        alternative: "rank the rows with RANK() OVER (ORDER BY ..) and keep the ranks up to the limit"
    }
    /// Manual: `r_UNION`.
    SupportsIntersectAll {
        message: "Amazon Redshift has no INTERSECT ALL",
        label: "refused by Redshift",
        alternative: "INTERSECT gives each row once; to keep duplicates, join on every column or count them with GROUP BY"
    }
    /// Manual: `r_UNION`.
    SupportsExceptAll {
        message: "Amazon Redshift has no EXCEPT ALL",
        label: "refused by Redshift",
        alternative: "EXCEPT gives each row once; to keep duplicates, number them with ROW_NUMBER() and subtract"
    }
    /// Manual: `c_Window_functions`; the server answers `syntax error at or near "("`.
    SupportsAggregateFilter {
        message: "Amazon Redshift has no aggregate FILTER (WHERE ..)",
        label: "refused by Redshift",
        alternative: "aggregate a CASE without ELSE, whose NULLs are passed over: `case().when(o.total.gt(dec!(100)), 1).end().count()`"
    }
    /// Manual: `c_Window_functions`; the server answers `RANGE clause of window functions not yet implemented`.
    SupportsRangeFrame {
        message: "Amazon Redshift has no RANGE frames",
        label: "refused by Redshift",
        alternative: "a frame counts rows: `.rows_between(..)`; to go by values, join the table with itself on a range and aggregate"
    }
    /// Manual: `c_Window_functions`.
    SupportsGroupsFrame {
        message: "Amazon Redshift has no GROUPS frames",
        label: "refused by Redshift",
        alternative: "a frame counts rows: `.rows_between(..)`, over a query grouped by what makes rows equal"
    }
    /// Manual: `c_unsupported-postgresql-functions`.
    SupportsStringAgg {
        message: "Amazon Redshift has no STRING_AGG",
        label: "refused by Redshift",
        alternative: "LISTAGG(expression, ',') WITHIN GROUP (ORDER BY ..) does the same"
    }
    /// Manual: `c_unsupported-postgresql-functions`.
    SupportsArrayAgg {
        message: "Amazon Redshift has no ARRAY_AGG and no array type",
        label: "refused by Redshift",
        alternative: "LISTAGG gives a text; a SUPER value holds an array"
    }
    /// Manual: `c_unsupported-postgresql-functions`; the server answers `syntax error at or near "DISTINCT"`.
    SupportsIsDistinctFrom {
        message: "Amazon Redshift has no IS DISTINCT FROM",
        label: "refused by Redshift",
        alternative: "write `a.eq(b).or(a.is_null().and(b.is_null()))`, and `.not()` of it for IS DISTINCT FROM"
    }
    /// Manual: `pattern-matching-conditions-posix`.
    SupportsCaseInsensitiveRegex {
        message: "Amazon Redshift has no `~*` and `!~*`",
        label: "refused by Redshift",
        alternative: "use `.ilike(..)`, or a POSIX match of the lower-cased text"
    }
    /// Manual: `r_comparison_condition`.
    SupportsAnyArray {
        message: "Amazon Redshift has no array parameters, so `= ANY($1)` cannot be bound",
        label: "refused by Redshift",
        alternative: "use `.in_(list)`, which writes one parameter per item"
    }
    /// Manual: `r_DELETE`, `r_UPDATE`.
    SupportsLimitedModification {
        message: "UPDATE and DELETE take no ORDER BY and no LIMIT",
        label: "refused by Redshift",
        alternative: "filter by the keys of the rows that are meant"
    }
    /// No rule of Redshift's, but of this crate: it is too easily forgotten.
    UpdateOfEveryRow {
        message: "an UPDATE without a filter would change every row",
        label: "says nothing about which rows are meant",
        alternative: "add `.filter(|o| ..)`, or `.all_rows()` if every row is meant"
    }
    /// No rule of Redshift's, but of this crate: it is too easily forgotten.
    DeleteOfEveryRow {
        message: "a DELETE without a filter would delete every row",
        label: "says nothing about which rows are meant",
        alternative: "add `.filter(|o| ..)`, or `.all_rows()` if every row is meant"
    }
    /// Manual: `c_unsupported-postgresql-features`.
    SupportsNestedTransactions {
        message: "Amazon Redshift has no savepoints, so transactions do not nest",
        label: "refused by Redshift",
        alternative: "execute the statements with the transaction that is there: `.execute(&tx)`"
    }
    /// Manual: `c_unsupported-postgresql-features`.
    SupportsSavepoints {
        message: "Amazon Redshift has no savepoints",
        label: "refused by Redshift",
        alternative: "a statement that fails ends the whole transaction: run what may fail first, or in a transaction of its own"
    }
    /// Manual: `r_INSERT_30`; the server answers `cannot set an identity column to a value`.
    SupportsOverriding {
        message: "Amazon Redshift has no OVERRIDING SYSTEM VALUE: an IDENTITY column takes no value",
        label: "refused by Redshift",
        alternative: "declare the column `identity_by_default(seed, step)`, which takes a value where one is given"
    }
}

#[doc(hidden)]
impl<S, R> Query<'_, S, R> {
    pub fn for_update(self) -> Self
    where
        Self: SupportsForUpdate,
    {
        self
    }
    pub fn for_share(self) -> Self
    where
        Self: SupportsForShare,
    {
        self
    }
    pub fn distinct_on<F>(self, _: F) -> Self
    where
        Self: SupportsDistinctOn,
    {
        self
    }
    pub fn lateral_join<T, F>(self, _: T, _: F) -> Self
    where
        Self: SupportsLateralJoin,
    {
        self
    }
    pub fn tablesample<T>(self, _: T) -> Self
    where
        Self: SupportsTablesample,
    {
        self
    }
    pub fn with_ties(self) -> Self
    where
        Self: SupportsWithTies,
    {
        self
    }
    pub fn intersect_all<T>(self, _: T) -> Self
    where
        Self: SupportsIntersectAll,
    {
        self
    }
    pub fn except_all<T>(self, _: T) -> Self
    where
        Self: SupportsExceptAll,
    {
        self
    }
}

#[doc(hidden)]
impl<M: Model> Insert<M> {
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning,
    {
        self
    }
    pub fn on_conflict<F>(self, _: F) -> Self
    where
        Self: SupportsOnConflict,
    {
        self
    }
    pub fn or_ignore(self) -> Self
    where
        Self: SupportsOrIgnore,
    {
        self
    }
    pub fn overriding_system_value(self) -> Self
    where
        Self: SupportsOverriding,
    {
        self
    }
}

#[doc(hidden)]
impl<M: Model> Update<'_, M, Unfiltered> {
    pub fn execute<E: Executor>(self, _: &E) -> Ready<Result<u64>>
    where
        Self: UpdateOfEveryRow,
    {
        ready(Ok(0))
    }
}

#[doc(hidden)]
impl<M: Model> Delete<'_, M, Unfiltered> {
    pub fn execute<E: Executor>(self, _: &E) -> Ready<Result<u64>>
    where
        Self: DeleteOfEveryRow,
    {
        ready(Ok(0))
    }
}

#[doc(hidden)]
impl Transaction {
    pub fn transaction<T, F, Fut>(&self, _: F) -> Ready<Result<T>>
    where
        F: FnMut(Transaction) -> Fut + SupportsNestedTransactions,
        Fut: Future<Output = Result<T>>,
    {
        ready(Err(Error::transaction("transactions do not nest")))
    }
    pub fn savepoint<N: SupportsSavepoints>(&self, _: N) -> Ready<Result<Transaction>> {
        ready(Err(Error::transaction("there are no savepoints")))
    }
}

#[doc(hidden)]
impl<M: Model> InsertMany<M> {
    pub fn ids<E>(self, _: E) -> Self
    where
        Self: SupportsBulkIds,
    {
        self
    }
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning,
    {
        self
    }
    pub fn on_conflict<F>(self, _: F) -> Self
    where
        Self: SupportsOnConflict,
    {
        self
    }
    pub fn or_ignore(self) -> Self
    where
        Self: SupportsOrIgnore,
    {
        self
    }
}

#[doc(hidden)]
impl<M: Model, State> Update<'_, M, State> {
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning,
    {
        self
    }
    pub fn limit(self, _: u64) -> Self
    where
        Self: SupportsLimitedModification,
    {
        self
    }
}

#[doc(hidden)]
impl<M: Model, State> Delete<'_, M, State> {
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning,
    {
        self
    }
    pub fn limit(self, _: u64) -> Self
    where
        Self: SupportsLimitedModification,
    {
        self
    }
}

#[doc(hidden)]
impl<'a, K, O, F> WindowSpecification<'a, K, O, F> {
    pub fn range_between<A, B>(self, _: A, _: B) -> WindowSpecification<'a, K, O, Framed>
    where
        Self: SupportsRangeFrame,
    {
        self.tagged()
    }
    pub fn groups_between<A, B>(self, _: A, _: B) -> WindowSpecification<'a, K, O, Framed>
    where
        Self: SupportsGroupsFrame,
    {
        self.tagged()
    }
}

/// The refused methods of columns and expressions.
#[doc(hidden)]
#[expect(clippy::wrong_self_convention, reason = "the methods are SQL's words")]
pub trait RefusedOperators<'a>: Expression<'a> {
    fn filter<F>(self, _: F) -> Self
    where
        Self: SupportsAggregateFilter,
    {
        self
    }
    fn string_agg<B>(self, _: B) -> Self
    where
        Self: SupportsStringAgg,
    {
        self
    }
    fn array_agg(self) -> Self
    where
        Self: SupportsArrayAgg,
    {
        self
    }
    fn is_distinct_from<B>(self, _: B) -> Condition<'a, Self::Level>
    where
        Self: SupportsIsDistinctFrom,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn is_not_distinct_from<B>(self, _: B) -> Condition<'a, Self::Level>
    where
        Self: SupportsIsDistinctFrom,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn imatches<B>(self, _: B) -> Condition<'a, Self::Level>
    where
        Self: SupportsCaseInsensitiveRegex,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn eq_any<B>(self, _: B) -> Condition<'a, Self::Level>
    where
        Self: SupportsAnyArray,
    {
        Condition::new(self.into_expr().nodes)
    }
}

impl<'a, E: Expression<'a>> RefusedOperators<'a> for E {}

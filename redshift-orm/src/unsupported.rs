//! What Amazon Redshift refuses, and what to do instead.
//!
//! Each entry is a method that PostgreSQL users look for. It is hidden from completion, and no program that calls it compiles: the
//! trait it asks for has no implementation, and the compiler prints the entry's sentences. What the bounds ask for besides is said at
//! [`InAggregate`](crate::expr::InAggregate).

use std::future::{Ready, ready};

use crate::client::{Database, Executor, Transaction};
use crate::error::Result;
use crate::explain::Plan;
use crate::expr::{Condition, Expression, Framed, WindowSpecification};
use crate::model::Model;
use crate::statement::scope::{Append, Scope};
use crate::statement::{
    Complete, Delete, Insert, InsertMany, Joined, Matched, Merge, Query, TableReference, Unfiltered, Update, UpsertMany,
};

/// One trait without implementations per refusal: what the compiler says (the message, under the call the reason, and the alternative),
/// and the manual's pages that say it.
macro_rules! refusals {
    ($(
        $(#[$note:meta])*
        $name:ident { message: $message:literal, reason: $reason:literal, alternative: $alternative:literal, manual: $manual:literal }
    )*) => { $(
        $(#[$note])*
        #[doc = concat!($message, ": ", $reason, ". Manual: ", $manual, ".")]
        #[diagnostic::on_unimplemented(message = $message, label = $reason, note = $alternative)]
        pub trait $name: sealed::Never {
            type Proof;
        }
    )* };
}

mod sealed {
    /// No type is this.
    pub trait Never {}
}

refusals! {
    SupportsReturning {
        message: "Amazon Redshift has no RETURNING",
        reason: "it gives back a row count and nothing else",
        alternative: "for the id of an inserted row use `.id(&db)`; other values are read back with a query",
        manual: "r_INSERT_30, r_UPDATE, r_DELETE"
    }
    SupportsOnConflict {
        message: "Amazon Redshift has no INSERT .. ON CONFLICT",
        reason: "unique keys are not enforced, so nothing conflicts",
        alternative: "upsert them: `Order::upsert_many(rows).on(|o| o.id)`, or MERGE a table that holds them",
        manual: "r_INSERT_30"
    }
    SupportsOrIgnore {
        message: "Amazon Redshift has no INSERT that ignores duplicate rows",
        reason: "unique and primary keys are not enforced, so no row is a duplicate",
        alternative: "insert from a query that leaves out what is there, or load a staging table and MERGE it",
        manual: "t_Defining_constraints"
    }
    SupportsBulkIds {
        message: "the ids of a bulk INSERT cannot be told on Amazon Redshift",
        reason: "identities have gaps, and there is no RETURNING",
        alternative: "insert the rows one by one with `.id(&db)`, or give them a key of your own, such as a UUID, and query by it",
        manual: "r_INSERT_30, r_CREATE_TABLE_NEW"
    }
    SupportsForUpdate {
        message: "Amazon Redshift has no SELECT .. FOR UPDATE",
        reason: "a query locks no rows",
        alternative: "use `db.transaction(..)`, which is retried as a whole on a conflict, or LOCK the table",
        manual: "r_SELECT_synopsis"
    }
    SupportsForShare {
        message: "Amazon Redshift has no SELECT .. FOR SHARE",
        reason: "a query locks no rows",
        alternative: "use `db.transaction(..)`, which is retried as a whole on a conflict, or LOCK the table",
        manual: "r_SELECT_synopsis"
    }
    SupportsDistinctOn {
        message: "Amazon Redshift has no SELECT DISTINCT ON",
        reason: "DISTINCT takes no columns of its own",
        alternative: "keep the first row of each group: `.qualify(|o| row_number().over(|w| w.partition_by(..).order_by(..)).eq(1))`",
        manual: "r_SELECT_list"
    }
    SupportsLateralJoin {
        message: "Amazon Redshift has no LATERAL",
        reason: "a derived table sees no other source",
        alternative: "join an aggregated query on its key; what is inside a SUPER value is unnested in FROM",
        manual: "r_FROM_clause30"
    }
    SupportsTablesample {
        message: "Amazon Redshift has no TABLESAMPLE",
        reason: "FROM has no sampling",
        alternative: "filter by RANDOM(), or by a hash of the key for the same sample every time",
        manual: "r_SELECT_synopsis"
    }
    SupportsWithTies {
        message: "Amazon Redshift has no FETCH FIRST .. WITH TIES",
        reason: "a query is limited by LIMIT or TOP alone",
        alternative: "keep the ranks up to the limit: `.qualify(|o| rank().over(|w| w.order_by(..)).le(10))`",
        manual: "r_SELECT_synopsis, r_ORDER_BY_clause"
    }
    SupportsIntersectAll {
        message: "Amazon Redshift has no INTERSECT ALL",
        reason: "only UNION has the form with ALL",
        alternative: "INTERSECT gives each row once; to keep duplicates, join on every column or count them with GROUP BY",
        manual: "r_UNION"
    }
    SupportsExceptAll {
        message: "Amazon Redshift has no EXCEPT ALL",
        reason: "only UNION has the form with ALL",
        alternative: "EXCEPT gives each row once; to keep duplicates, number them with ROW_NUMBER() and subtract",
        manual: "r_UNION"
    }
    SupportsAggregateFilter {
        message: "Amazon Redshift has no aggregate FILTER (WHERE ..)",
        reason: "an aggregate takes every row of its group",
        alternative: "aggregate a CASE without ELSE, whose NULLs are passed over: `case().when(o.total.gt(dec!(100)), 1).end().count()`",
        manual: "c_Window_functions"
    }
    SupportsRangeFrame {
        message: "Amazon Redshift has no RANGE frames",
        reason: "frames are of ROWS only",
        alternative: "a frame counts rows: `.rows_between(..)`; to go by values, join the table with itself on a range and aggregate",
        manual: "c_Window_functions"
    }
    SupportsGroupsFrame {
        message: "Amazon Redshift has no GROUPS frames",
        reason: "frames are of ROWS only",
        alternative: "a frame counts rows: `.rows_between(..)`, over a query grouped by what makes rows equal",
        manual: "c_Window_functions"
    }
    SupportsStringAgg {
        message: "Amazon Redshift has no STRING_AGG",
        reason: "the function is listed as unsupported",
        alternative: "LISTAGG does the same: `o.name.listagg(\", \").within_group(o.name.asc())`",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsArrayAgg {
        message: "Amazon Redshift has no ARRAY_AGG and no array type",
        reason: "the function is listed as unsupported",
        alternative: "`o.name.listagg(\", \").within_group(o.name.asc())` gives a text; a SUPER value holds an array",
        manual: "c_unsupported-postgresql-functions, c_unsupported-postgresql-datatypes"
    }
    SupportsAge {
        message: "Amazon Redshift has no AGE beside tables",
        reason: "AGE, NOW and CURRENT_TIMESTAMP are the leader node's, which sees no rows of tables",
        alternative: "count a unit between two moments: `o.created_at.datediff(DatePart::Day, getdate())`; the present moment is `getdate()` or `sysdate()`",
        manual: "c_SQL_functions_leader_node_only"
    }
    SupportsIsDistinctFrom {
        message: "Amazon Redshift has no IS DISTINCT FROM",
        reason: "the operator is listed as unsupported",
        alternative: "write `a.eq(b).or(a.is_null().and(b.is_null()))`, and `.not()` of it for IS DISTINCT FROM",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsCaseInsensitiveRegex {
        message: "Amazon Redshift has no `~*` and `!~*`",
        reason: "the POSIX operators are `~` and `!~`",
        alternative: "use `.ilike(..)`, or a POSIX match of the lower-cased text",
        manual: "pattern-matching-conditions-posix"
    }
    SupportsQuantifier {
        message: "Amazon Redshift has no ANY but `= ANY` and no ALL but `<> ALL`",
        reason: "a value is compared with one value, or looked for by IN",
        alternative: "compare with an aggregate of the query: `o.total.gt(query.select(|o| o.total.max()).scalar())`; `= ANY` of a query is `.eq_any(..)`",
        manual: "r_comparison_condition"
    }
    SupportsLimitedModification {
        message: "UPDATE and DELETE take no ORDER BY and no LIMIT",
        reason: "which rows are meant is said by WHERE alone",
        alternative: "filter by the keys of the rows that are meant",
        manual: "r_UPDATE, r_DELETE"
    }
    SupportsOuterJoinInModification {
        message: "UPDATE and DELETE take no outer join",
        reason: "the table that changes has to be part of an equijoin",
        alternative: "`.from(..)` and `.using(..)` take a query: do the outer join in it, select what is needed, and join by `=`",
        manual: "r_UPDATE, r_DELETE"
    }
    SupportsSecondMatch {
        message: "a MERGE has one WHEN MATCHED",
        reason: "would be the second",
        alternative: "say all of it in one: a tuple of assignments, with `case()` where values depend on conditions",
        manual: "r_MERGE"
    }
    SupportsMatchedAlone {
        message: "a MERGE has both WHEN MATCHED and WHEN NOT MATCHED",
        reason: "says nothing about rows without a match",
        alternative: "add `.when_not_matched_insert(|s| ..)`; to change rows and insert none, use UPDATE .. FROM or DELETE .. USING",
        manual: "r_MERGE"
    }
    SupportsExplain {
        message: "EXPLAIN takes no MERGE on Amazon Redshift",
        reason: "it takes SELECT, INSERT, UPDATE, DELETE and CREATE TABLE AS",
        alternative: "explain the join that the MERGE makes, as a query: `Order::query().join(source, ..).explain(&db)`",
        manual: "r_EXPLAIN"
    }
    SupportsNotMatchedAlone {
        message: "a MERGE has both WHEN MATCHED and WHEN NOT MATCHED",
        reason: "says nothing about rows with a match",
        alternative: "say `.when_matched_update(..)` or `.when_matched_delete()` first; to insert alone, `insert_select` a query that leaves out what is there",
        manual: "r_MERGE"
    }
    SupportsDoNothing {
        message: "Amazon Redshift has no DO NOTHING in a MERGE",
        reason: "a match is updated or deleted, and what has none is inserted",
        alternative: "`insert_select` a query that leaves out what is there, by `.not_exists()`",
        manual: "r_MERGE"
    }
    SupportsUpsertWithoutKey {
        message: "an upsert says by which columns rows match",
        reason: "says nothing about which rows are the same",
        alternative: "name the key: `.on(|o| o.id)`, or a tuple of columns",
        manual: "r_MERGE"
    }
    /// No rule of Redshift's, but of this crate: it is too easily forgotten.
    UpdateOfEveryRow {
        message: "an UPDATE without a filter would change every row",
        reason: "says nothing about which rows are meant",
        alternative: "add `.filter(|o| ..)`, or `.all_rows()` if every row is meant",
        manual: "r_UPDATE"
    }
    /// No rule of Redshift's, but of this crate: it is too easily forgotten.
    DeleteOfEveryRow {
        message: "a DELETE without a filter would delete every row",
        reason: "says nothing about which rows are meant",
        alternative: "add `.filter(|o| ..)`, or `.all_rows()` if every row is meant",
        manual: "r_DELETE"
    }
    SupportsNestedTransactions {
        message: "Amazon Redshift has no savepoints, so transactions do not nest",
        reason: "there are no subtransactions",
        alternative: "execute the statements with the transaction that is there: `.execute(&tx)`",
        manual: "stored-procedure-constraints, c_unsupported-postgresql-functions"
    }
    SupportsSavepoints {
        message: "Amazon Redshift has no savepoints",
        reason: "there are no subtransactions",
        alternative: "a statement that fails ends the whole transaction: run what may fail first, or in a transaction of its own",
        manual: "stored-procedure-constraints, c_unsupported-postgresql-functions"
    }
    SupportsOverriding {
        message: "Amazon Redshift has no OVERRIDING SYSTEM VALUE: an IDENTITY column takes no value",
        reason: "the clause is not in INSERT's grammar",
        alternative: "declare the column `identity_by_default(seed, step)`, which takes a value where one is given",
        manual: "r_INSERT_30"
    }
    SupportsCorrelation {
        message: "Amazon Redshift has no CORR, COVAR_POP, COVAR_SAMP and REGR_ functions",
        reason: "the functions are listed as unsupported",
        alternative: "they are made of sums: the covariance of `x` and `y` is AVG(x * y) - AVG(x) * AVG(y)",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsEvery {
        message: "Amazon Redshift has no EVERY",
        reason: "the function is listed as unsupported",
        alternative: "`.bool_and()` does the same",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsWidthBucket {
        message: "Amazon Redshift has no WIDTH_BUCKET",
        reason: "the function is listed as unsupported",
        alternative: "write a CASE for each bucket, or divide by the width and take `.floor()`; buckets of equal size are `ntile(..)`",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsOverlay {
        message: "Amazon Redshift has no OVERLAY",
        reason: "the function is listed as unsupported",
        alternative: "put the parts together: `.left(..)`, the new text, and `.substring_from(..)`, with `.concat(..)`",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsBitLength {
        message: "Amazon Redshift has no BIT_LENGTH",
        reason: "the function is listed as unsupported",
        alternative: "`.octet_length()` counts the bytes: eight bits each",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsEncode {
        message: "Amazon Redshift has no ENCODE, DECODE of bytes, CONVERT_FROM and CONVERT_TO",
        reason: "the functions are listed as unsupported, and texts are UTF-8",
        alternative: "`.to_varbyte(..)` makes bytes of a text, `.from_varbyte(..)` a text of bytes",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsRegexpMatches {
        message: "Amazon Redshift has no REGEXP_MATCHES and REGEXP_SPLIT_TO_TABLE",
        reason: "the functions are listed as unsupported, and no function gives several rows",
        alternative: "`.regexp_substr(..)` gives one match and `.regexp_count(..)` says how many; `.split_to_array(..)` is unnested in FROM",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsJustify {
        message: "Amazon Redshift has no JUSTIFY_DAYS, JUSTIFY_HOURS and JUSTIFY_INTERVAL",
        reason: "the functions are listed as unsupported",
        alternative: "`.datediff(..)` counts the days, hours or months between two times",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsAdvisoryLocks {
        message: "Amazon Redshift has no advisory locks",
        reason: "the functions are listed as unsupported",
        alternative: "LOCK a table in a transaction, `Order::lock(&tx)`, or keep a row that says who holds what",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsNotifications {
        message: "Amazon Redshift has no LISTEN and NOTIFY",
        reason: "the commands are not among its commands",
        alternative: "ask for new rows by a filter on a sort key, or send the message by another service",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsCopyOfStreams {
        message: "Amazon Redshift has no COPY FROM STDIN and COPY TO STDOUT",
        reason: "COPY reads from Amazon S3 and other stores, and UNLOAD writes to them",
        alternative: "send rows with `insert_many`, or load files with COPY through `raw_sql`",
        manual: "r_COPY, r_UNLOAD"
    }
}

#[doc(hidden)]
impl<S, R> Query<'_, S, R> {
    pub fn for_update(self) -> Self
    where
        Self: SupportsForUpdate<Proof: Sized>,
    {
        self
    }
    pub fn for_share(self) -> Self
    where
        Self: SupportsForShare<Proof: Sized>,
    {
        self
    }
    pub fn distinct_on<F>(self, _: F) -> Self
    where
        Self: SupportsDistinctOn<Proof: Sized>,
    {
        self
    }
    pub fn lateral_join<T, F>(self, _: T, _: F) -> Self
    where
        Self: SupportsLateralJoin<Proof: Sized>,
    {
        self
    }
    pub fn tablesample<T>(self, _: T) -> Self
    where
        Self: SupportsTablesample<Proof: Sized>,
    {
        self
    }
    pub fn with_ties(self) -> Self
    where
        Self: SupportsWithTies<Proof: Sized>,
    {
        self
    }
    pub fn intersect_all<T>(self, _: T) -> Self
    where
        Self: SupportsIntersectAll<Proof: Sized>,
    {
        self
    }
    pub fn except_all<T>(self, _: T) -> Self
    where
        Self: SupportsExceptAll<Proof: Sized>,
    {
        self
    }
}

#[doc(hidden)]
impl<M: Model> Insert<M> {
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning<Proof: Sized>,
    {
        self
    }
    pub fn on_conflict<F>(self, _: F) -> Self
    where
        Self: SupportsOnConflict<Proof: Sized>,
    {
        self
    }
    pub fn or_ignore(self) -> Self
    where
        Self: SupportsOrIgnore<Proof: Sized>,
    {
        self
    }
    pub fn overriding_system_value(self) -> Self
    where
        Self: SupportsOverriding<Proof: Sized>,
    {
        self
    }
}

#[doc(hidden)]
impl<M: Model> Update<'_, M, Unfiltered> {
    pub fn execute<E: Executor>(self, _: &E) -> Ready<Result<u64>>
    where
        Self: UpdateOfEveryRow<Proof: Sized>,
    {
        ready(Ok(0))
    }
}

#[doc(hidden)]
impl<M: Model> Delete<'_, M, Unfiltered> {
    pub fn execute<E: Executor>(self, _: &E) -> Ready<Result<u64>>
    where
        Self: DeleteOfEveryRow<Proof: Sized>,
    {
        ready(Ok(0))
    }
}

#[doc(hidden)]
impl<M: Model, R> UpsertMany<M, R> {
    pub fn execute<E: Executor>(self, _: &E) -> Ready<Result<u64>>
    where
        Self: SupportsUpsertWithoutKey<Proof: Sized>,
    {
        ready(Ok(0))
    }
}

#[doc(hidden)]
impl<'a, M: Model, C: Copy> Merge<'a, M, C, Joined> {
    pub fn when_not_matched_insert<R>(self, _: impl FnOnce(C) -> R) -> Self
    where
        Self: SupportsNotMatchedAlone<Proof: Sized>,
    {
        self
    }
    pub fn when_matched_do_nothing(self) -> Self
    where
        Self: SupportsDoNothing<Proof: Sized>,
    {
        self
    }
}

#[doc(hidden)]
impl<'a, M: Model, C: Copy> Merge<'a, M, C, Matched> {
    pub fn when_matched_update<A>(self, _: impl FnOnce((M::Columns, C)) -> A) -> Self
    where
        Self: SupportsSecondMatch<Proof: Sized>,
    {
        self
    }
    pub fn when_matched_delete(self) -> Self
    where
        Self: SupportsSecondMatch<Proof: Sized>,
    {
        self
    }
    pub fn when_not_matched_do_nothing(self) -> Self
    where
        Self: SupportsDoNothing<Proof: Sized>,
    {
        self
    }
    pub fn execute<E: Executor>(self, _: &E) -> Ready<Result<()>>
    where
        Self: SupportsMatchedAlone<Proof: Sized>,
    {
        ready(Ok(()))
    }
}

#[doc(hidden)]
impl<M: Model, C> Merge<'_, M, C, Complete> {
    pub fn explain<E: Executor>(self, _: &E) -> Ready<Result<Plan>>
    where
        Self: SupportsExplain<Proof: Sized>,
    {
        ready(Ok(Plan::parse("")))
    }
}

#[doc(hidden)]
impl<M: Model> InsertMany<M> {
    pub fn ids<E>(self, _: E) -> Self
    where
        Self: SupportsBulkIds<Proof: Sized>,
    {
        self
    }
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning<Proof: Sized>,
    {
        self
    }
    pub fn on_conflict<F>(self, _: F) -> Self
    where
        Self: SupportsOnConflict<Proof: Sized>,
    {
        self
    }
    pub fn or_ignore(self) -> Self
    where
        Self: SupportsOrIgnore<Proof: Sized>,
    {
        self
    }
}

#[doc(hidden)]
impl<'a, M: Model, State, S: Scope> Update<'a, M, State, S> {
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning<Proof: Sized>,
    {
        self
    }
    pub fn left_join<T: TableReference<'a>, C>(self, _: T, _: impl FnOnce(<S::Left as Scope>::Args) -> C) -> Self
    where
        S: Append<T::Columns>,
        Self: SupportsOuterJoinInModification<Proof: Sized>,
    {
        self
    }
    pub fn limit(self, _: u64) -> Self
    where
        Self: SupportsLimitedModification<Proof: Sized>,
    {
        self
    }
}

#[doc(hidden)]
impl<'a, M: Model, State, S: Scope> Delete<'a, M, State, S> {
    pub fn returning<F>(self, _: F) -> Self
    where
        Self: SupportsReturning<Proof: Sized>,
    {
        self
    }
    pub fn left_join<T: TableReference<'a>, C>(self, _: T, _: impl FnOnce(<S::Left as Scope>::Args) -> C) -> Self
    where
        S: Append<T::Columns>,
        Self: SupportsOuterJoinInModification<Proof: Sized>,
    {
        self
    }
    pub fn limit(self, _: u64) -> Self
    where
        Self: SupportsLimitedModification<Proof: Sized>,
    {
        self
    }
}

#[doc(hidden)]
impl<'a, K, O, F> WindowSpecification<'a, K, O, F> {
    pub fn range_between<A, B>(self, _: A, _: B) -> WindowSpecification<'a, K, O, Framed>
    where
        Self: SupportsRangeFrame<Proof: Sized>,
    {
        self.tagged()
    }
    pub fn groups_between<A, B>(self, _: A, _: B) -> WindowSpecification<'a, K, O, Framed>
    where
        Self: SupportsGroupsFrame<Proof: Sized>,
    {
        self.tagged()
    }
}

/// The refused methods of databases and transactions.
#[doc(hidden)]
pub trait RefusedStatements {
    fn transaction<F>(&self, _: F) -> Ready<Result<()>>
    where
        Self: SupportsNestedTransactions<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn savepoint<N>(&self, _: N) -> Ready<Result<()>>
    where
        Self: SupportsSavepoints<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn listen<C>(&self, _: C) -> Ready<Result<()>>
    where
        Self: SupportsNotifications<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn notify<C, M>(&self, _: C, _: M) -> Ready<Result<()>>
    where
        Self: SupportsNotifications<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn advisory_lock<K>(&self, _: K) -> Ready<Result<()>>
    where
        Self: SupportsAdvisoryLocks<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn copy_in<S>(&self, _: S) -> Ready<Result<()>>
    where
        Self: SupportsCopyOfStreams<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn copy_out<S>(&self, _: S) -> Ready<Result<()>>
    where
        Self: SupportsCopyOfStreams<Proof: Sized>,
    {
        ready(Ok(()))
    }
}

impl RefusedStatements for Database {}
impl RefusedStatements for Transaction {}

/// The refused methods of columns and expressions.
#[doc(hidden)]
#[expect(clippy::wrong_self_convention, reason = "the methods are SQL's words")]
pub trait RefusedOperators<'a>: Expression<'a> {
    fn filter<F>(self, _: F) -> Self
    where
        Self: SupportsAggregateFilter<Proof: Sized>,
    {
        self
    }
    fn string_agg<B>(self, _: B) -> Self
    where
        Self: SupportsStringAgg<Proof: Sized>,
    {
        self
    }
    fn array_agg(self) -> Self
    where
        Self: SupportsArrayAgg<Proof: Sized>,
    {
        self
    }
    fn corr<A>(self, _: A) -> Self
    where
        Self: SupportsCorrelation<Proof: Sized>,
    {
        self
    }
    fn covar_pop<A>(self, _: A) -> Self
    where
        Self: SupportsCorrelation<Proof: Sized>,
    {
        self
    }
    fn covar_samp<A>(self, _: A) -> Self
    where
        Self: SupportsCorrelation<Proof: Sized>,
    {
        self
    }
    fn regr_slope<A>(self, _: A) -> Self
    where
        Self: SupportsCorrelation<Proof: Sized>,
    {
        self
    }
    fn regr_intercept<A>(self, _: A) -> Self
    where
        Self: SupportsCorrelation<Proof: Sized>,
    {
        self
    }
    fn regr_r2<A>(self, _: A) -> Self
    where
        Self: SupportsCorrelation<Proof: Sized>,
    {
        self
    }
    fn every(self) -> Self
    where
        Self: SupportsEvery<Proof: Sized>,
    {
        self
    }
    fn width_bucket<A, B, C>(self, _: A, _: B, _: C) -> Self
    where
        Self: SupportsWidthBucket<Proof: Sized>,
    {
        self
    }
    fn overlay<A, B, C>(self, _: A, _: B, _: C) -> Self
    where
        Self: SupportsOverlay<Proof: Sized>,
    {
        self
    }
    fn bit_length(self) -> Self
    where
        Self: SupportsBitLength<Proof: Sized>,
    {
        self
    }
    fn encode<A>(self, _: A) -> Self
    where
        Self: SupportsEncode<Proof: Sized>,
    {
        self
    }
    fn convert_from<A>(self, _: A) -> Self
    where
        Self: SupportsEncode<Proof: Sized>,
    {
        self
    }
    fn convert_to<A>(self, _: A) -> Self
    where
        Self: SupportsEncode<Proof: Sized>,
    {
        self
    }
    fn regexp_matches<A>(self, _: A) -> Self
    where
        Self: SupportsRegexpMatches<Proof: Sized>,
    {
        self
    }
    fn regexp_split_to_table<A>(self, _: A) -> Self
    where
        Self: SupportsRegexpMatches<Proof: Sized>,
    {
        self
    }
    fn justify_days(self) -> Self
    where
        Self: SupportsJustify<Proof: Sized>,
    {
        self
    }
    fn justify_hours(self) -> Self
    where
        Self: SupportsJustify<Proof: Sized>,
    {
        self
    }
    fn justify_interval(self) -> Self
    where
        Self: SupportsJustify<Proof: Sized>,
    {
        self
    }
    fn age<B>(self, _: B) -> Self
    where
        Self: SupportsAge<Proof: Sized>,
    {
        self
    }
    fn is_distinct_from<B>(self, _: B) -> Condition<'a, Self::Level>
    where
        Self: SupportsIsDistinctFrom<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn is_not_distinct_from<B>(self, _: B) -> Condition<'a, Self::Level>
    where
        Self: SupportsIsDistinctFrom<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn imatches<B>(self, _: B) -> Condition<'a, Self::Level>
    where
        Self: SupportsCaseInsensitiveRegex<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn ne_any<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn lt_any<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn le_any<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn gt_any<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn ge_any<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn eq_all<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn lt_all<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn le_all<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn gt_all<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
    fn ge_all<Q>(self, _: Q) -> Condition<'a, Self::Level>
    where
        Self: SupportsQuantifier<Proof: Sized>,
    {
        Condition::new(self.into_expr().nodes)
    }
}

impl<'a, E: Expression<'a>> RefusedOperators<'a> for E {}

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
    BoxQuery, Complete, CreateMaterializedView, CreateView, Delete, Grouped, Insert, InsertMany, InsertSelect, Joined,
    Matched, Merge, Query, Selected, TableReference, Unfiltered, Unjoined, Unselected, Update, UpsertMany,
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
    SupportsCrosstab {
        message: "Amazon Redshift has no CROSSTAB",
        reason: "no function makes columns of rows",
        alternative: "PIVOT does: `.pivot(|s| s.region, |s| s.units.sum(), |s| s.quarter, [1, 2])`; by several columns, aggregate a CASE for each of their values",
        manual: "r_FROM_clause-pivot-unpivot-examples"
    }
    SupportsWithTies {
        message: "Amazon Redshift has no FETCH FIRST .. WITH TIES",
        reason: "a query is limited by LIMIT or TOP alone",
        alternative: "keep the ranks up to the limit: `.qualify(|o| rank().over(|w| w.order_by(..)).le(10))`",
        manual: "r_SELECT_synopsis, r_ORDER_BY_clause"
    }
    SupportsFetchFirst {
        message: "Amazon Redshift has no FETCH FIRST",
        reason: "a query is limited by LIMIT or TOP alone",
        alternative: "write `.limit(10)`, and `.offset(20)` for what is passed over",
        manual: "r_SELECT_synopsis, r_ORDER_BY_clause"
    }
    SupportsNamedWindows {
        message: "Amazon Redshift has no WINDOW clause",
        reason: "a window has no name, and is written at each function",
        alternative: "put the window into a function or a closure of Rust's, and give that to each `.over(..)`",
        manual: "c_Window_functions"
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
    SupportsFrameExclusion {
        message: "Amazon Redshift has no EXCLUDE in a frame",
        reason: "a frame has all the rows between its bounds",
        alternative: "leave the current row out by two frames, before and after it: `.rows_between(..)` to `FrameBound::Preceding(1)`, and from `FrameBound::Following(1)`",
        manual: "c_Window_functions"
    }
    SupportsLagDefault {
        message: "LAG and LEAD of Amazon Redshift take no default value",
        reason: "gives NULL where there is no such row",
        alternative: "put the value in its place: `o.total.lag(1).over(..).coalesce(dec!(0))`",
        manual: "r_WF_LAG, r_WF_LEAD"
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
    SupportsJsonAgg {
        message: "Amazon Redshift has no JSON_AGG and no JSON type",
        reason: "JSON is kept in a SUPER or a VARCHAR, and no aggregate makes one",
        alternative: "select the rows and put them together in Rust, or make a text of them: `o.name.listagg(\", \").within_group(o.name.asc())`",
        manual: "c_unsupported-postgresql-datatypes, c_Aggregate_Functions"
    }
    SupportsJsonOperators {
        message: "Amazon Redshift has no JSON operators such as `->`, `->>` and `@>`",
        reason: "the types JSON and JSONB are listed as unsupported",
        alternative: "navigate a SUPER: `o.payload.path(\"a\").as_varchar()`; of a VARCHAR, `.json_extract_path_text(..)`",
        manual: "c_unsupported-postgresql-datatypes, query-super"
    }
    SupportsArrayType {
        message: "Amazon Redshift has no array type and none of PostgreSQL's array functions",
        reason: "the functions of arrays are listed as unsupported",
        alternative: "a SUPER holds an array: `.array_concat(array((x,)))` appends, `.get_array_length()` counts, `.array_except(..)` takes away",
        manual: "c_unsupported-postgresql-functions, c_unsupported-postgresql-datatypes"
    }
    SupportsTextSearch {
        message: "Amazon Redshift has no full text search",
        reason: "the types and functions of text search are listed as unsupported",
        alternative: "look for words with `.ilike(\"%word%\")` or `.matches(..)`, or ask a search service",
        manual: "c_unsupported-postgresql-features, c_unsupported-postgresql-functions"
    }
    SupportsAge {
        message: "Amazon Redshift has no AGE beside tables",
        reason: "AGE, NOW and CURRENT_TIMESTAMP are the leader node's, which sees no rows of tables",
        alternative: "count a unit between two moments: `o.created_at.datediff(DatePart::Day, getdate())`; the present moment is `getdate()` or `sysdate()`",
        manual: "c_SQL_functions_leader_node_only"
    }
    SupportsLeaderTime {
        message: "Amazon Redshift has no NOW, CURRENT_TIMESTAMP, LOCALTIMESTAMP and CLOCK_TIMESTAMP beside tables",
        reason: "they are the leader node's or listed as unsupported",
        alternative: "`getdate()` is the time of the statement, `sysdate()` that of the transaction; `Utc::now()` binds the program's",
        manual: "c_SQL_functions_leader_node_only, c_unsupported-postgresql-functions"
    }
    SupportsSetReturning {
        message: "Amazon Redshift has no GENERATE_SERIES beside tables",
        reason: "functions that give several rows are listed as unsupported",
        alternative: "count with a recursive query, `with_recursive(..)`, number the rows of a table with `row_number()`, or keep a table of numbers",
        manual: "c_unsupported-postgresql-functions, c_unsupported-postgresql-features"
    }
    SupportsSequences {
        message: "Amazon Redshift has no sequences",
        reason: "NEXTVAL, CURRVAL and SETVAL are listed as unsupported",
        alternative: "declare the key `#[redshift(primary_key, identity)]`, and ask for it with `.id(&db)`; or make a UUID in Rust",
        manual: "c_unsupported-postgresql-features, c_unsupported-postgresql-functions"
    }
    SupportsIsDistinctFrom {
        message: "Amazon Redshift has no IS DISTINCT FROM",
        reason: "the operator is listed as unsupported",
        alternative: "write `a.eq(b).or(a.is_null().and(b.is_null()))`, and `.not()` of it for IS DISTINCT FROM",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsIsTrue {
        message: "IS TRUE, IS FALSE and IS UNKNOWN are predicates of WHERE alone on Amazon Redshift",
        reason: "in a SELECT list the server answers `Not implemented`",
        alternative: "write `.eq(true)` and `.eq(false)`, which stand anywhere; IS UNKNOWN is `.is_null()`",
        manual: "r_Boolean_type"
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
    SupportsLikeAny {
        message: "Amazon Redshift has no LIKE ANY and no ILIKE ANY",
        reason: "ANY follows `=` alone",
        alternative: "join the patterns by OR: `any_of(words.iter().map(|word| o.name.ilike(*word)))`; a pattern of `.similar_to(..)` has alternatives",
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
    SupportsCurrentOf {
        message: "UPDATE and DELETE take no WHERE CURRENT OF",
        reason: "a cursor of Amazon Redshift is read, and names no row",
        alternative: "filter by the key of the row that was read",
        manual: "r_UPDATE, r_DELETE, declare"
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
    SupportsConditionalMatch {
        message: "WHEN MATCHED and WHEN NOT MATCHED have no condition of their own",
        reason: "a match is what the columns of `.on(..)` say",
        alternative: "filter the source, which may be a query; where values depend on a condition, assign a `case()`",
        manual: "r_MERGE"
    }
    SupportsNotMatchedBySource {
        message: "Amazon Redshift has no WHEN NOT MATCHED BY SOURCE",
        reason: "rows of the target without a match stay as they are",
        alternative: "delete them in the same transaction: `Order::delete().filter(|o| o.id.not_in_query(..))`",
        manual: "r_MERGE"
    }
    SupportsUpsertWithoutKey {
        message: "an upsert says by which columns rows match",
        reason: "says nothing about which rows are the same",
        alternative: "name the key: `.on(|o| o.id)`, or a tuple of columns",
        manual: "r_MERGE"
    }
    SupportsMergeWithoutOn {
        message: "a MERGE says which rows match before it says what happens to them",
        reason: "has no ON yet",
        alternative: "write `.on(|(o, s)| o.id.eq(s.id))` before it",
        manual: "r_MERGE"
    }
    SupportsFilterOfGroups {
        message: "WHERE stands before GROUP BY",
        reason: "the rows are grouped already",
        alternative: "write `.filter(..)` before `.group_by(..)`; a condition on the groups is `.having(|key, o| ..)`",
        manual: "r_WHERE_clause, r_HAVING_clause"
    }
    SupportsPivotOfSelected {
        message: "PIVOT and UNPIVOT say themselves what a query selects",
        reason: "has a SELECT list already",
        alternative: "leave `.select(..)` out, and write `.pivot(|o| kept, |o| aggregate, |o| column, [values])`; of what a query selects, `.derived().pivot(..)`",
        manual: "r_FROM_clause-pivot-unpivot-examples"
    }
    SupportsGroupsWithoutList {
        message: "a grouped query says what it selects",
        reason: "has no SELECT list",
        alternative: "write `.select(|key, o| (key, count_star()))` after `.group_by(..)`: keys and aggregates",
        manual: "r_GROUP_BY_clause"
    }
    /// No rule of Redshift's, which takes all rows for one group, but of this crate: HAVING receives the keys.
    SupportsHavingWithoutGroups {
        message: "HAVING goes with GROUP BY here",
        reason: "nothing is grouped",
        alternative: "write `.group_by(|o| ..)` before it; a condition on single rows is `.filter(|o| ..)`",
        manual: "r_HAVING_clause"
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
    /// No rule of Redshift's, but of this crate: the sources are forgotten.
    SupportsMoreClauses {
        message: "a boxed query takes LIMIT and OFFSET, and no clause about columns",
        reason: "what it selects from is not known any more",
        alternative: "write the clause before `.boxed()`; a query of one model keeps all of them as a `ModelQuery<'_, Order>`",
        manual: "r_SELECT_synopsis"
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
    SupportsIsolationPerTransaction {
        message: "Amazon Redshift sets the isolation level for a whole database, not for a transaction",
        reason: "BEGIN takes the level and passes it over",
        alternative: "`db.transaction(..)` is retried when it conflicts; the level of the database is changed by ALTER DATABASE, through `raw_sql`",
        manual: "r_BEGIN, c_serial_isolation"
    }
    SupportsDeferredConstraints {
        message: "Amazon Redshift has no SET CONSTRAINTS",
        reason: "keys inform the planner and are never checked, so there is nothing to defer",
        alternative: "look for rows without a partner before the transaction ends: `.filter(|o| Customer::query().filter(|c| c.id.eq(o.customer_id)).not_exists())`",
        manual: "t_Defining_constraints, r_CREATE_TABLE_NEW"
    }
    SupportsTruncateOptions {
        message: "TRUNCATE of Amazon Redshift has no CASCADE and no RESTART IDENTITY",
        reason: "the options are not in its grammar",
        alternative: "truncate each table: `Order::truncate(&db)`; to begin the numbers anew, drop the table and create it",
        manual: "r_TRUNCATE"
    }
    SupportsConcurrentRefresh {
        message: "Amazon Redshift has no REFRESH MATERIALIZED VIEW CONCURRENTLY",
        reason: "the word is not in its grammar",
        alternative: "`Totals::refresh(&db)`, or `auto_refresh = yes` on the view",
        manual: "materialized-view-refresh-sql-command"
    }
    SupportsMaterializedIfNotExists {
        message: "CREATE MATERIALIZED VIEW takes no IF NOT EXISTS and no OR REPLACE",
        reason: "the words are not in its grammar",
        alternative: "`create_all(&db)` creates the views that are not there; to replace one, drop it first: `Totals::drop_materialized_view().if_exists()`",
        manual: "materialized-view-create-sql-command"
    }
    SupportsCheckOption {
        message: "Amazon Redshift has no WITH CHECK OPTION",
        reason: "views are read-only",
        alternative: "write to the table that the view reads",
        manual: "r_CREATE_VIEW"
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
    SupportsQuoteNullable {
        message: "Amazon Redshift has no QUOTE_NULLABLE",
        reason: "the function is listed as unsupported",
        alternative: "`.quote_literal().coalesce(\"NULL\")` does the same",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsEncode {
        message: "Amazon Redshift has no ENCODE, DECODE of bytes, CONVERT, CONVERT_FROM and CONVERT_TO",
        reason: "the functions are listed as unsupported, and texts are UTF-8",
        alternative: "`.to_varbyte(..)` makes bytes of a text, `.from_varbyte(..)` a text of bytes",
        manual: "c_unsupported-postgresql-functions"
    }
    SupportsRegexpMatches {
        message: "Amazon Redshift has no REGEXP_MATCHES, REGEXP_SPLIT_TO_ARRAY and REGEXP_SPLIT_TO_TABLE",
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

/// Methods that nobody can call: the bound is the refusal's, and the arguments are of any type.
macro_rules! refused {
    ($($vis:vis fn $name:ident($($argument:ident),*): $refusal:ident;)*) => { $(
        $vis fn $name<$($argument),*>(self, $(_: $argument),*) -> Self
        where
            Self: $refusal<Proof: Sized>,
        {
            self
        }
    )* };
}

/// As [`refused!`], of conditions.
macro_rules! refused_conditions {
    ($(fn $name:ident($($argument:ident),*): $refusal:ident;)*) => { $(
        fn $name<$($argument),*>(self, $(_: $argument),*) -> Condition<'a, Self::Level>
        where
            Self: $refusal<Proof: Sized>,
        {
            Condition::new(self.into_expr().nodes)
        }
    )* };
}

/// As [`refused!`], of what is executed.
macro_rules! refused_statements {
    ($(fn $name:ident($($argument:ident),*): $refusal:ident;)*) => { $(
        fn $name<$($argument),*>(&self, $(_: $argument),*) -> Ready<Result<()>>
        where
            Self: $refusal<Proof: Sized>,
        {
            ready(Ok(()))
        }
    )* };
}

// Behind the macros, which it uses.
mod other_names;
pub use other_names::OtherNames;

#[doc(hidden)]
impl<S, R> Query<'_, S, R> {
    refused! {
        pub fn for_update(): SupportsForUpdate;
        pub fn for_no_key_update(): SupportsForUpdate;
        pub fn lock_exclusive(): SupportsForUpdate;
        pub fn skip_locked(): SupportsForUpdate;
        pub fn no_wait(): SupportsForUpdate;
        pub fn for_share(): SupportsForShare;
        pub fn for_key_share(): SupportsForShare;
        pub fn lock_shared(): SupportsForShare;
        pub fn distinct_on(F): SupportsDistinctOn;
        pub fn lateral_join(T, F): SupportsLateralJoin;
        pub fn left_lateral_join(T, F): SupportsLateralJoin;
        pub fn cross_lateral_join(F): SupportsLateralJoin;
        pub fn tablesample(T): SupportsTablesample;
        pub fn crosstab(C): SupportsCrosstab;
        pub fn with_ties(): SupportsWithTies;
        pub fn fetch_first(N): SupportsFetchFirst;
        pub fn window(N, F): SupportsNamedWindows;
        pub fn intersect_all(T): SupportsIntersectAll;
        pub fn except_all(T): SupportsExceptAll;
        pub fn minus_all(T): SupportsExceptAll;
    }
}

#[doc(hidden)]
impl<Row> BoxQuery<'_, Row> {
    refused! {
        pub fn filter(F): SupportsMoreClauses;
        pub fn filter_some(V, F): SupportsMoreClauses;
        pub fn qualify(F): SupportsMoreClauses;
        pub fn join(T, F): SupportsMoreClauses;
        pub fn left_join(T, F): SupportsMoreClauses;
        pub fn right_join(T, F): SupportsMoreClauses;
        pub fn full_join(T, F, G): SupportsMoreClauses;
        pub fn cross_join(T): SupportsMoreClauses;
        pub fn group_by(F): SupportsMoreClauses;
        pub fn select(F): SupportsMoreClauses;
        pub fn distinct(): SupportsMoreClauses;
        pub fn order_by(F): SupportsMoreClauses;
    }
}

#[doc(hidden)]
impl<M: Model> Insert<M> {
    refused! {
        pub fn returning(F): SupportsReturning;
        pub fn get_result(E): SupportsReturning;
        pub fn on_conflict(F): SupportsOnConflict;
        pub fn on_conflict_do_nothing(): SupportsOrIgnore;
        pub fn or_ignore(): SupportsOrIgnore;
        pub fn overriding_system_value(): SupportsOverriding;
    }
}

#[doc(hidden)]
impl<M: Model> InsertMany<M> {
    refused! {
        pub fn ids(E): SupportsBulkIds;
        pub fn returning(F): SupportsReturning;
        pub fn get_results(E): SupportsReturning;
        pub fn on_conflict(F): SupportsOnConflict;
        pub fn on_conflict_do_nothing(): SupportsOrIgnore;
        pub fn or_ignore(): SupportsOrIgnore;
        pub fn overriding_system_value(): SupportsOverriding;
    }
}

#[doc(hidden)]
impl<M: Model> InsertSelect<'_, M> {
    refused! {
        pub fn returning(F): SupportsReturning;
        pub fn on_conflict(F): SupportsOnConflict;
        pub fn on_conflict_do_nothing(): SupportsOrIgnore;
        pub fn or_ignore(): SupportsOrIgnore;
        pub fn overriding_system_value(): SupportsOverriding;
    }
}

#[doc(hidden)]
impl<M: Model, R, State> UpsertMany<M, R, State> {
    refused! {
        pub fn returning(F): SupportsReturning;
        pub fn ids(E): SupportsBulkIds;
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
impl<M: Model> Update<'_, M, Unfiltered> {
    pub fn execute<E: Executor>(self, _: &E) -> Ready<Result<u64>>
    where
        Self: UpdateOfEveryRow<Proof: Sized>,
    {
        ready(Ok(0))
    }
}

#[doc(hidden)]
impl<'a, M: Model, State, S: Scope> Update<'a, M, State, S> {
    refused! {
        pub fn returning(F): SupportsReturning;
        pub fn order_by(F): SupportsLimitedModification;
        pub fn limit(N): SupportsLimitedModification;
        pub fn where_current_of(N): SupportsCurrentOf;
    }
    pub fn left_join<T, C>(self, _: T, _: impl FnOnce(<S::Left as Scope>::Args) -> C) -> Self
    where
        T: TableReference<'a>,
        S: Append<T::Columns>,
        Self: SupportsOuterJoinInModification<Proof: Sized>,
    {
        self
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
impl<'a, M: Model, State, S: Scope> Delete<'a, M, State, S> {
    refused! {
        pub fn returning(F): SupportsReturning;
        pub fn order_by(F): SupportsLimitedModification;
        pub fn limit(N): SupportsLimitedModification;
        pub fn where_current_of(N): SupportsCurrentOf;
    }
    pub fn left_join<T, C>(self, _: T, _: impl FnOnce(<S::Left as Scope>::Args) -> C) -> Self
    where
        T: TableReference<'a>,
        S: Append<T::Columns>,
        Self: SupportsOuterJoinInModification<Proof: Sized>,
    {
        self
    }
}

#[doc(hidden)]
impl<M: Model, C, State> Merge<'_, M, C, State> {
    refused! {
        pub fn returning(F): SupportsReturning;
        pub fn when_matched_and(F): SupportsConditionalMatch;
        pub fn when_not_matched_and(F): SupportsConditionalMatch;
        pub fn when_not_matched_by_source_update(F): SupportsNotMatchedBySource;
        pub fn when_not_matched_by_source_delete(): SupportsNotMatchedBySource;
    }
}

#[doc(hidden)]
impl<'a, M: Model, C: Copy> Merge<'a, M, C, Unjoined> {
    pub fn when_matched_update<A>(self, _: impl FnOnce((M::Columns, C)) -> A) -> Merge<'a, M, C, Matched>
    where
        Self: SupportsMergeWithoutOn<Proof: Sized>,
    {
        self.into_state()
    }
    pub fn when_matched_delete(self) -> Merge<'a, M, C, Matched>
    where
        Self: SupportsMergeWithoutOn<Proof: Sized>,
    {
        self.into_state()
    }
    pub fn remove_duplicates(self) -> Merge<'a, M, C, Complete>
    where
        Self: SupportsMergeWithoutOn<Proof: Sized>,
    {
        self.into_state()
    }
}

#[doc(hidden)]
impl<'a, S: Scope, K: Copy> Grouped<'a, S, K> {
    pub fn filter<C>(self, _: impl FnOnce(S::Args) -> C) -> Self
    where
        Self: SupportsFilterOfGroups<Proof: Sized>,
    {
        self
    }
    pub fn all<E: Executor>(self, _: &E) -> Ready<Result<()>>
    where
        Self: SupportsGroupsWithoutList<Proof: Sized>,
    {
        ready(Ok(()))
    }
}

#[doc(hidden)]
impl<S, L> Query<'_, S, Selected<L>> {
    refused! {
        pub fn pivot(K, A, C, V): SupportsPivotOfSelected;
        pub fn unpivot_columns(K, C): SupportsPivotOfSelected;
    }
}

#[doc(hidden)]
impl<S: Scope> Query<'_, S, Unselected> {
    pub fn having<C>(self, _: impl FnOnce(S::Args) -> C) -> Self
    where
        Self: SupportsHavingWithoutGroups<Proof: Sized>,
    {
        self
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
impl<'a, K, O, F> WindowSpecification<'a, K, O, F> {
    refused! {
        pub fn exclude_current_row(): SupportsFrameExclusion;
        pub fn exclude_group(): SupportsFrameExclusion;
        pub fn exclude_ties(): SupportsFrameExclusion;
    }
    pub fn range_between<A, B>(self, _: A, _: B) -> WindowSpecification<'a, K, O, Framed>
    where
        Self: SupportsRangeFrame<Proof: Sized>,
    {
        self.tagged()
    }
    pub fn range_unbounded_preceding(self) -> WindowSpecification<'a, K, O, Framed>
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

#[doc(hidden)]
impl CreateView<'_> {
    refused! {
        pub fn with_check_option(): SupportsCheckOption;
    }
}

#[doc(hidden)]
impl CreateMaterializedView<'_> {
    refused! {
        pub fn if_not_exists(): SupportsMaterializedIfNotExists;
        pub fn or_replace(): SupportsMaterializedIfNotExists;
    }
}

/// The refused functions of models.
#[doc(hidden)]
pub trait RefusedOfModels: Model {
    fn truncate_cascade<E>(_: &E) -> Ready<Result<()>>
    where
        Self: SupportsTruncateOptions<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn truncate_restart_identity<E>(_: &E) -> Ready<Result<()>>
    where
        Self: SupportsTruncateOptions<Proof: Sized>,
    {
        ready(Ok(()))
    }
    fn refresh_concurrently<E>(_: &E) -> Ready<Result<()>>
    where
        Self: SupportsConcurrentRefresh<Proof: Sized>,
    {
        ready(Ok(()))
    }
}

impl<M: Model> RefusedOfModels for M {}

/// The refused methods of databases and transactions.
#[doc(hidden)]
pub trait RefusedStatements {
    refused_statements! {
        fn transaction(F): SupportsNestedTransactions;
        fn savepoint(N): SupportsSavepoints;
        fn rollback_to(N): SupportsSavepoints;
        fn release(N): SupportsSavepoints;
        fn build_transaction(): SupportsIsolationPerTransaction;
        fn isolation_level(L): SupportsIsolationPerTransaction;
        fn transaction_with_config(F, L, A): SupportsIsolationPerTransaction;
        fn set_constraints(C): SupportsDeferredConstraints;
        fn listen(C): SupportsNotifications;
        fn notify(C, M): SupportsNotifications;
        fn advisory_lock(K): SupportsAdvisoryLocks;
        fn copy_in(S): SupportsCopyOfStreams;
        fn copy_out(S): SupportsCopyOfStreams;
    }
}

impl RefusedStatements for Database {}
impl RefusedStatements for Transaction {}

/// The refused methods of columns and expressions.
#[doc(hidden)]
#[expect(clippy::wrong_self_convention, reason = "the methods are SQL's words")]
pub trait RefusedOperators<'a>: Expression<'a> {
    refused! {
        fn filter(F): SupportsAggregateFilter;
        fn aggregate_filter(F): SupportsAggregateFilter;
        fn string_agg(B): SupportsStringAgg;
        fn array_agg(): SupportsArrayAgg;
        fn json_agg(): SupportsJsonAgg;
        fn jsonb_agg(): SupportsJsonAgg;
        fn json_object_agg(B): SupportsJsonAgg;
        fn corr(A): SupportsCorrelation;
        fn covar_pop(A): SupportsCorrelation;
        fn covar_samp(A): SupportsCorrelation;
        fn regr_avgx(A): SupportsCorrelation;
        fn regr_avgy(A): SupportsCorrelation;
        fn regr_count(A): SupportsCorrelation;
        fn regr_intercept(A): SupportsCorrelation;
        fn regr_r2(A): SupportsCorrelation;
        fn regr_slope(A): SupportsCorrelation;
        fn regr_sxx(A): SupportsCorrelation;
        fn regr_sxy(A): SupportsCorrelation;
        fn regr_syy(A): SupportsCorrelation;
        fn every(): SupportsEvery;
        fn lag_or(N, V): SupportsLagDefault;
        fn lead_or(N, V): SupportsLagDefault;
        fn width_bucket(A, B, C): SupportsWidthBucket;
        fn overlay(A, B, C): SupportsOverlay;
        fn bit_length(): SupportsBitLength;
        fn quote_nullable(): SupportsQuoteNullable;
        fn encode(A): SupportsEncode;
        fn convert(A, B): SupportsEncode;
        fn convert_from(A): SupportsEncode;
        fn convert_to(A): SupportsEncode;
        fn regexp_matches(A): SupportsRegexpMatches;
        fn regexp_split_to_array(A): SupportsRegexpMatches;
        fn regexp_split_to_table(A): SupportsRegexpMatches;
        fn to_tsvector(): SupportsTextSearch;
        fn to_tsquery(): SupportsTextSearch;
        fn justify_days(): SupportsJustify;
        fn justify_hours(): SupportsJustify;
        fn justify_interval(): SupportsJustify;
        fn age(B): SupportsAge;
        fn retrieve_as_object(K): SupportsJsonOperators;
        fn retrieve_as_text(K): SupportsJsonOperators;
        fn get_json_field(K): SupportsJsonOperators;
        fn cast_json_field(K): SupportsJsonOperators;
        fn array_append(B): SupportsArrayType;
        fn array_prepend(B): SupportsArrayType;
        fn array_remove(B): SupportsArrayType;
        fn array_replace(A, B): SupportsArrayType;
        fn array_length(B): SupportsArrayType;
        fn array_to_string(B): SupportsArrayType;
        fn cardinality(): SupportsArrayType;
    }
    refused_conditions! {
        fn is_true(): SupportsIsTrue;
        fn is_not_true(): SupportsIsTrue;
        fn is_false(): SupportsIsTrue;
        fn is_not_false(): SupportsIsTrue;
        fn is_unknown(): SupportsIsTrue;
        fn is_not_unknown(): SupportsIsTrue;
        fn is_distinct_from(B): SupportsIsDistinctFrom;
        fn is_not_distinct_from(B): SupportsIsDistinctFrom;
        fn imatches(B): SupportsCaseInsensitiveRegex;
        fn not_imatches(B): SupportsCaseInsensitiveRegex;
        fn has_key(K): SupportsJsonOperators;
        fn is_contained_by(B): SupportsJsonOperators;
        fn overlaps_with(B): SupportsArrayType;
        fn ilike_any(B): SupportsLikeAny;
        fn like_any(B): SupportsLikeAny;
        fn ne_any(Q): SupportsQuantifier;
        fn lt_any(Q): SupportsQuantifier;
        fn le_any(Q): SupportsQuantifier;
        fn gt_any(Q): SupportsQuantifier;
        fn ge_any(Q): SupportsQuantifier;
        fn eq_all(Q): SupportsQuantifier;
        fn lt_all(Q): SupportsQuantifier;
        fn le_all(Q): SupportsQuantifier;
        fn gt_all(Q): SupportsQuantifier;
        fn ge_all(Q): SupportsQuantifier;
    }
}

impl<'a, E: Expression<'a>> RefusedOperators<'a> for E {}

/// Functions that nobody can call, of any type, so that what is done with them is passed over.
macro_rules! refused_functions {
    ($(pub fn $name:ident($($argument:ident),*): $refusal:ident;)*) => { $(
        #[doc(hidden)]
        #[must_use]
        pub fn $name<'a, Out, $($argument),*>($(_: $argument),*) -> Out
        where
            for<'any> &'any (): $refusal,
            <&'a () as $refusal>::Proof: Default + Into<Out>,
        {
            <&'a () as $refusal>::Proof::default().into()
        }
    )* };
}

refused_functions! {
    pub fn current_timestamp(): SupportsLeaderTime;
    pub fn localtimestamp(): SupportsLeaderTime;
    pub fn clock_timestamp(): SupportsLeaderTime;
    pub fn generate_series(A, B): SupportsSetReturning;
    pub fn nextval(S): SupportsSequences;
    pub fn currval(S): SupportsSequences;
}

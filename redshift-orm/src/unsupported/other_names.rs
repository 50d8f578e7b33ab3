//! What other libraries call the methods of this one.
//!
//! Each entry is a method that users of Diesel, SeaORM, SQLx and SQLAlchemy look for. The compiler would propose the one that is spelled most
//! alike, `eq` for `neq`; here it names the one that is meant. Kept short: what it finds by itself, such as `ge` for `gte`, is not here.

use std::convert::Infallible;
use std::future::{Pending, pending};

use crate::client::Executor;
use crate::error::Result;
use crate::expr::node::Nodes;
use crate::expr::{Assignment, Case, Column, Combine, Condition, Constant, Expr, Expression, Level, ValueList};
use crate::model::Model;
use crate::statement::scope::Scope;
use crate::statement::{Delete, Query, Shape, Update};
use crate::types::{Null, Nullability, SqlType};

use super::sealed;

/// One trait without implementations per method of this library: what the compiler says, and what to write.
macro_rules! other_names {
    ($($name:ident { message: $message:literal, write: $write:literal })*) => { $(
        #[doc = $message]
        #[diagnostic::on_unimplemented(message = $message, label = "has another name here", note = $write)]
        pub trait $name: sealed::Never {
            type Proof;
        }
    )* };
}

other_names! {
    NamedNe {
        message: "`<>` is called `ne`",
        write: "write `.ne(..)`; IS NOT NULL is `.is_not_null()`"
    }
    NamedIn {
        message: "IN is called `in_`",
        write: "write `.in_([1, 2])`; IN of a query is `.in_query(..)`"
    }
    NamedNotIn {
        message: "NOT IN is called `not_in`",
        write: "write `.not_in([1, 2])`; NOT IN of a query is `.not_in_query(..)`"
    }
    NamedIsNull {
        message: "IS NULL is called `is_null`",
        write: "write `.is_null()`, and `.is_not_null()` for the others"
    }
    NamedSubstring {
        message: "SUBSTR is the leader node's; beside tables it is SUBSTRING",
        write: "write `.substring(1, 3)`: from which character, the first is 1, and how many"
    }
    NamedCoalesce {
        message: "a value in the place of NULL is called `coalesce`",
        write: "write `.coalesce(..)`"
    }
    NamedPath {
        message: "a part of a SUPER value is named by `path` and `at`",
        write: "write `o.payload.path(\"items\").at(0)`, and `.as_varchar()` or its like for a value of another type"
    }
    NamedTruncDate {
        message: "the date of a TIMESTAMP is called `trunc_date`",
        write: "write `.trunc_date()`; the first moment of a month is `.date_trunc(DatePart::Month)`"
    }
    NamedToChar {
        message: "a date or number in a format of its own is called `to_char`",
        write: "write `.to_char(\"YYYY-MM-DD\")`"
    }
    NamedOtherwise {
        message: "ELSE is called `otherwise`",
        write: "write `case().when(o.total.gt(100), \"big\").otherwise(\"small\")`; without ELSE it ends with `.end()`"
    }
    NamedByClosure {
        message: "a source has no alias of its own: it is named by the argument of the closure",
        write: "write `Order::query().join(Order::query(), |(a, b)| ..)`; a name for a query in several places is `with(\"name\", query, |name| ..)`"
    }
    NamedByStruct {
        message: "the columns of a query are named by the fields of a struct",
        write: "put `#[derive(Selectable)]` on a struct, and select it: `.select(|o| SelectSpend {{ name: o.name, .. }})`"
    }
    NamedTo {
        message: "`column = value` of an UPDATE is called `to`",
        write: "write `.set(|o| o.note.to(\"late\"))`"
    }
    NamedFilter {
        message: "WHERE is called `filter`",
        write: "write `.filter(|o| ..)`; several of them are joined by AND"
    }
    NamedJoin {
        message: "INNER JOIN is called `join`",
        write: "write `.join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))`"
    }
    NamedOuterJoin {
        message: "the outer joins are called `left_join`, `right_join` and `full_join`",
        write: "write `.left_join(Customer::query(), |(o, c)| o.customer_id.eq(c.id))`"
    }
    NamedAll {
        message: "all rows of a query are called `all`",
        write: "write `.all(&db)`; one after the other they come by `.stream(&db)`"
    }
    NamedOne {
        message: "the one row of a query is called `one`",
        write: "write `.one(&db)`, or `.optional(&db)` where there may be none; of several rows the first has `.limit(1)` before it"
    }
    NamedOptional {
        message: "the one row of a query, or none, is called `optional`",
        write: "write `.optional(&db)`; of several rows the first has `.limit(1)` before it"
    }
}

#[doc(hidden)]
impl<'a, S: Scope, R> Query<'a, S, R> {
    refused! {
        pub fn where_(F): NamedFilter;
        pub fn and_where(F): NamedFilter;
        pub fn inner_join(T, F): NamedJoin;
        pub fn left_outer_join(T, F): NamedOuterJoin;
        pub fn outer_join(T, F): NamedOuterJoin;
        pub fn alias(N): NamedByClosure;
        pub fn as_(N): NamedByClosure;
    }
}

/// What gives rows: nobody awaits them.
macro_rules! rows {
    ($(pub fn $name:ident() -> $rows:ty: $refusal:ident;)*) => { $(
        pub fn $name<E: Executor>(self, _: &E) -> Pending<Result<$rows>>
        where
            Self: $refusal<Proof: Sized>,
        {
            pending()
        }
    )* };
}

#[doc(hidden)]
impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    rows! {
        pub fn fetch_all() -> Vec<R::Row>: NamedAll;
        pub fn load() -> Vec<R::Row>: NamedAll;
        pub fn get_results() -> Vec<R::Row>: NamedAll;
        pub fn fetch_one() -> R::Row: NamedOne;
        pub fn get_result() -> R::Row: NamedOne;
        pub fn fetch_optional() -> Option<R::Row>: NamedOptional;
        pub fn first() -> Option<R::Row>: NamedOptional;
    }
}

#[doc(hidden)]
impl<'a, M: Model, State, S: Scope> Update<'a, M, State, S> {
    refused! {
        pub fn where_(F): NamedFilter;
        pub fn and_where(F): NamedFilter;
    }
}

#[doc(hidden)]
impl<'a, M: Model, State, S: Scope> Delete<'a, M, State, S> {
    refused! {
        pub fn where_(F): NamedFilter;
        pub fn and_where(F): NamedFilter;
    }
}

#[doc(hidden)]
impl<'a, T: SqlType, N: Nullability, K: Level + Combine<Constant>> Case<'a, T, N, K> {
    pub fn else_<V>(self, _: V) -> Expr<'a, T, Null, K::Out>
    where
        Self: NamedOtherwise<Proof: Sized>,
    {
        self.end()
    }
}

#[doc(hidden)]
impl<T, N> Column<T, N> {
    pub fn set<V>(self, _: V) -> Assignment<'static>
    where
        Self: NamedTo<Proof: Sized>,
    {
        Assignment { source: self.source(), column: "", value: Nodes::leaf(self.node()) }
    }
}

/// A query is no list: without an impl of its own the compiler would say that it is no iterator.
#[diagnostic::do_not_recommend]
impl<S, R> ValueList for Query<'_, S, R>
where
    Self: sealed::Never,
{
    type Item = Infallible;
    fn into_values(self) -> impl Iterator<Item = Infallible> {
        std::iter::empty()
    }
}

/// Other names of the methods of columns and expressions.
#[doc(hidden)]
#[expect(clippy::wrong_self_convention, reason = "the names are those of other libraries")]
pub trait OtherNames<'a>: Expression<'a> {
    refused! {
        fn substr(A, B): NamedSubstring;
        fn if_null(B): NamedCoalesce;
        fn alias(B): NamedByStruct;
        fn get(B): NamedPath;
        fn date(): NamedTruncDate;
        fn format(B): NamedToChar;
    }
    refused_conditions! {
        fn neq(B): NamedNe;
        fn not_eq(B): NamedNe;
        fn is_in(B): NamedIn;
        fn one_of(B): NamedIn;
        fn is_not_in(B): NamedNotIn;
        fn is_none(): NamedIsNull;
        fn is_some(): NamedIsNull;
    }
}

impl<'a, E: Expression<'a>> OtherNames<'a> for E {}

//! PIVOT: rows become columns (`r_FROM_clause-pivot-unpivot-examples`).

use super::query::{Query, Unselected};
use super::scope::{S1, Scope, SourceColumns};
use super::select::{Pivot, PivotForm, TableExpression};
use super::selection::{SelectList, Selection};
use crate::expr::node::{Nodes, Operator};
use crate::expr::{Aggregate, Column, Constant, Expr, Expression, InWhere, Row, Source, Text};
use crate::types::{NotNull, Null, Nullability, SqlType, Value};

impl<'a, S: Scope> Query<'a, S, Unselected> {
    /// `FROM (SELECT kept, .. FROM ..) PIVOT (aggregate FOR column IN (values))`: a row for each of the `kept` columns' values, and in it
    /// the aggregate of the rows of each of the `values` of the `column`.
    ///
    /// `kept` gives what `select` takes, a column or a tuple of them for example; `|_| ()` keeps nothing, and there is one row. The
    /// aggregate is a call of COUNT, SUM, MIN, MAX or AVG, or [`count_star`](crate::expr::count_star). The values are constants of the
    /// column's type, `None` among them for NULL where the column may be NULL. They are part of the statement's text.
    ///
    /// A row is what was kept, and an array with as many aggregates as there are values: NULL where there were no rows, and 0 where they
    /// were counted. Where nothing is kept, it is the array alone.
    ///
    /// What was joined and filtered before is what PIVOT sees; what follows is about the rows that it makes. A query that groups, or has a
    /// SELECT list, says [`derived`](Query::derived) first.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// #[redshift(table = "sales")]
    /// struct Sale {
    ///     region: String,
    ///     quarter: i32,
    ///     units: i32,
    /// }
    ///
    /// let query = Sale::query()
    ///     .pivot(|s| s.region, |s| s.units.sum(), |s| s.quarter, [1, 2])
    ///     .filter(|(_, [first, second])| second.gt(first))
    ///     .order_by(|(region, _)| region.asc());
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t0.c0, t0.c3, t0.c4 FROM \
    ///      (SELECT t1.\"region\" AS c0, t1.\"units\" AS c1, t1.\"quarter\" AS c2 FROM \"sales\" AS t1) \
    ///      PIVOT (SUM(c1) FOR c2 IN (1 AS c3, 2 AS c4)) AS t0 WHERE t0.c4 > t0.c3 ORDER BY t0.c0"
    /// );
    /// # async fn example(db: Database) -> Result<()> {
    /// # let query = Sale::query().pivot(|s| s.region, |s| s.units.sum(), |s| s.quarter, [1, 2]);
    /// let rows: Vec<(String, [Option<i64>; 2])> = query.all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The statement is an error when it is written if there is no value.
    pub fn pivot<K, A, C, L>(
        self,
        kept: impl FnOnce(S::Args) -> K,
        aggregate: impl FnOnce(S::Args) -> A,
        column: impl FnOnce(S::Args) -> C,
        values: L,
    ) -> Query<'a, S1<K::Columns>, Unselected>
    where
        L: PivotValues,
        A: PivotAggregate<'a>,
        C: Expression<'a, Type: PivotColumn<'a, L::Value, C::Nullability>, Level: InPivot>,
        K: KeptColumns<'a, L::Made<Column<A::Type, A::Nullability>>, Levels: InPivot>,
    {
        let scope = self.scope;
        let mut input = self.into_clauses();
        kept(scope.args()).push_kept(&mut input.list);
        let (function, argument) = aggregate(scope.args()).into_call();
        if let Some(argument) = argument {
            input.list.push_as::<A::Type, A::Nullability>(argument);
        }
        input.list.push_as::<C::Type, C::Nullability>(column(scope.args()).into_expr().nodes);
        let values = values.map(C::Type::constant);
        let pivot = Pivot { input, form: PivotForm::Pivot { function, values } };
        pivot.into_query(|source, index| K::columns(source, L::made(|| Column::nth(source, index.next()))))
    }
}

/// The values of a PIVOT, each of which becomes a column: an array.
#[diagnostic::on_unimplemented(
    message = "PIVOT lists its values in an array, and this is `{Self}`",
    label = "does not say how many columns there are",
    note = "how many they are is known when the program is built: `[\"north\", \"south\"]`; values that only the data tell are rows: `.group_by(|s| (s.region, s.quarter))`"
)]
pub trait PivotValues {
    /// Of one value.
    type Value;
    /// As many columns as there are values.
    type Made<T: SourceColumns>: SourceColumns;
    #[doc(hidden)]
    fn map<T>(self, each: impl FnMut(Self::Value) -> T) -> Vec<T>;
    #[doc(hidden)]
    fn made<T: SourceColumns>(each: impl FnMut() -> T) -> Self::Made<T>;
}

#[diagnostic::do_not_recommend]
impl<V, const VALUES: usize> PivotValues for [V; VALUES] {
    type Value = V;
    type Made<T: SourceColumns> = [T; VALUES];
    fn map<T>(self, each: impl FnMut(V) -> T) -> Vec<T> {
        self.into_iter().map(each).collect()
    }
    fn made<T: SourceColumns>(mut each: impl FnMut() -> T) -> [T; VALUES] {
        std::array::from_fn(|_| each())
    }
}

/// What PIVOT and UNPIVOT take of the rows that they see: columns and expressions over them.
#[diagnostic::on_unimplemented(
    message = "PIVOT and UNPIVOT see single rows, so there is no aggregate and no window function here",
    label = "of the `{Self}` level",
    note = "select it in a query of its own: `.group_by(..).select(..).derived().pivot(..)`"
)]
pub trait InPivot {}
#[diagnostic::do_not_recommend]
impl InPivot for Constant {}
#[diagnostic::do_not_recommend]
impl InPivot for Row {}
#[diagnostic::do_not_recommend]
impl InPivot for () {}
#[diagnostic::do_not_recommend]
impl<Head: InPivot, Tail: InPivot> InPivot for (Head, Tail) {}

/// What PIVOT and UNPIVOT keep of each row: what `select` takes, or `()` for nothing. `Made` are the columns that they make.
#[diagnostic::on_unimplemented(
    message = "PIVOT and UNPIVOT do not keep `{Self}`",
    label = "is no column, expression, or tuple of them",
    note = "keep columns: `|s| s.region`, `|s| (s.region, s.year)`; `|_| ()` keeps nothing"
)]
pub trait KeptColumns<'a, Made> {
    /// The levels of what is kept.
    type Levels;
    /// What is kept, and behind it what is made.
    type Columns: SourceColumns;
    #[doc(hidden)]
    fn push_kept(self, list: &mut SelectList<'a>);
    #[doc(hidden)]
    fn columns(source: Source, made: Made) -> Self::Columns;
}

#[diagnostic::do_not_recommend]
impl<Made: SourceColumns> KeptColumns<'_, Made> for () {
    type Levels = ();
    type Columns = Made;
    fn push_kept(self, _: &mut SelectList<'_>) {}
    fn columns(_: Source, made: Made) -> Made {
        made
    }
}

#[diagnostic::do_not_recommend]
impl<'a, L: Selection<'a>, Made: SourceColumns, const LENGTH: usize> KeptColumns<'a, [Made; LENGTH]> for L {
    type Levels = L::Levels;
    type Columns = (L::Columns, [Made; LENGTH]);
    fn push_kept(self, list: &mut SelectList<'a>) {
        self.push_to(list);
    }
    fn columns(source: Source, made: [Made; LENGTH]) -> Self::Columns {
        (L::columns(source, &mut 0), made)
    }
}

/// What PIVOT aggregates by: a call of COUNT, SUM, MIN, MAX or AVG.
#[diagnostic::on_unimplemented(
    message = "PIVOT takes one call of COUNT, SUM, MIN, MAX or AVG over single rows",
    label = "is no such call: with DISTINCT, by another function, with something around it, or no aggregate at all",
    note = "PIVOT by another one is an aggregate of a CASE for each value: `.group_by(..).select(|region, s| (region, case_of(s.quarter).when(1, s.units).end().stddev_samp()))`"
)]
pub trait PivotAggregate<'a> {
    /// The type of the result.
    type Type: SqlType;
    /// Whether the result may be NULL.
    type Nullability: Nullability;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_call(self) -> (Operator, Option<Nodes<'a>>);
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, Of: InWhere> PivotAggregate<'a> for Expr<'a, T, N, Aggregate<Of>> {
    type Type = T;
    type Nullability = N;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_call(self) -> (Operator, Option<Nodes<'a>>) {
        match self.nodes.into_call() {
            Some((Operator::CountStar, _)) | None => (Operator::CountStar, None),
            Some((function, argument)) => (function, Some(argument)),
        }
    }
}

/// The type of a column, of nullability `N`, over which a PIVOT lists values of type `V`: the column's own, `&str` for text, and `Option` of
/// either where the column may be NULL.
#[diagnostic::on_unimplemented(
    message = "PIVOT over a column of type `{Self}` does not list a `{V}`",
    label = "lists what is no constant of the column's type, or a NULL that the column never has",
    note = "the list has constants, no columns and no subqueries; `None` is NULL where the column may be NULL: `[Some(1), Some(2), None]`"
)]
pub trait PivotColumn<'a, V, N>: SqlType {
    #[doc(hidden)]
    fn constant(value: V) -> Value<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N> PivotColumn<'a, T, N> for T {
    fn constant(value: T) -> Value<'a> {
        value.into_value()
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType + Text, N> PivotColumn<'a, &'a str, N> for T {
    fn constant(value: &'a str) -> Value<'a> {
        Value::Varchar(value.into())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: PivotColumn<'a, V, NotNull>, V> PivotColumn<'a, Option<V>, Null> for T {
    fn constant(value: Option<V>) -> Value<'a> {
        value.map_or(Value::Null(T::DATA_TYPE), T::constant)
    }
}

/// The numbers of the columns that a PIVOT or UNPIVOT makes, in order.
pub(super) struct MadeColumns(u16);

impl MadeColumns {
    pub(super) fn next(&mut self) -> u16 {
        let index = self.0;
        self.0 = index.saturating_add(1);
        index
    }
}

impl<'a> Pivot<'a> {
    /// The query of its rows.
    pub(super) fn into_query<C: Copy>(
        self,
        columns: impl FnOnce(Source, &mut MadeColumns) -> C,
    ) -> Query<'a, S1<C>, Unselected> {
        // More columns than a table can have fail on the server.
        let mut made = MadeColumns(u16::try_from(self.input.list.items().len()).unwrap_or(u16::MAX));
        Query::of_columns(TableExpression::Pivot(Box::new(self)), |source| columns(source, &mut made))
    }
}

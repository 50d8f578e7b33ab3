//! UNPIVOT of columns: columns become rows (`r_FROM_clause-pivot-unpivot-examples`). UNPIVOT of a SUPER object is
//! [`unpivot`](Query::unpivot).

use super::pivot::{InPivot, KeptColumns};
use super::query::{Query, Unselected};
use super::scope::{S1, Scope};
use super::select::{Pivot, PivotForm};
use super::selection::{SelectList, Selection};
use crate::expr::column::ColumnName;
use crate::expr::node::Nodes;
use crate::expr::{Column, Expression, Source};
use crate::types::{NotNull, Null, Nullability, SqlType};

/// The name of a column that is a row now, and its value.
type Pair<T, N> = (Column<String, NotNull>, Column<T, N>);

impl<'a, S: Scope> Query<'a, S, Unselected> {
    /// `FROM (SELECT kept, .. FROM ..) UNPIVOT (value FOR name IN (columns))`: a row for each of the columns, with the column's name and its
    /// value, unless that is NULL.
    ///
    /// `kept` gives what `select` takes, a column or a tuple of them for example; `|_| ()` keeps nothing. The columns are a tuple of up to
    /// 16 columns of one SQL type, or an array. The name is that of the table's column; `("name", c.column)` gives another one, and gives
    /// one to what has none: an expression, or a column of a derived table.
    ///
    /// A row is what was kept, the name, and the value, which is NOT NULL. Rows whose value is NULL are there after
    /// [`unpivot_columns_include_nulls`](Query::unpivot_columns_include_nulls).
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// #[redshift(table = "counts")]
    /// struct Count {
    ///     quality: String,
    ///     red: Option<i32>,
    ///     green: Option<i32>,
    /// }
    ///
    /// let query = Count::query()
    ///     .unpivot_columns(|c| c.quality, |c| (c.red, c.green))
    ///     .filter(|(_, _, count)| count.gt(10));
    /// assert_eq!(
    ///     query.to_sql().text(),
    ///     "SELECT t0.c0, t0.c4, t0.c3 FROM \
    ///      (SELECT t1.\"quality\" AS c0, t1.\"red\" AS c1, t1.\"green\" AS c2 FROM \"counts\" AS t1) \
    ///      UNPIVOT (c3 FOR c4 IN (c1 AS \"red\", c2 AS \"green\")) AS t0 WHERE t0.c3 > $1"
    /// );
    /// # async fn example(db: Database) -> Result<()> {
    /// # let query = Count::query().unpivot_columns(|c| c.quality, |c| (c.red, c.green));
    /// let rows: Vec<(String, String, i32)> = query.all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The statement is an error when it is written if there is no column, if a column of a derived table or an expression has no name, or
    /// if a name is none of Redshift's: of 1 to 127 bytes, without upper-case letters, which Redshift folds.
    pub fn unpivot_columns<K, C>(
        self,
        kept: impl FnOnce(S::Args) -> K,
        columns: impl FnOnce(S::Args) -> C,
    ) -> Query<'a, S1<K::Columns>, Unselected>
    where
        C: UnpivotColumns<'a>,
        K: KeptColumns<'a, Pair<C::Type, NotNull>, Levels: InPivot>,
    {
        self.unpivoted(kept, columns, false)
    }

    /// As [`unpivot_columns`](Query::unpivot_columns), with the rows whose value is NULL: `UNPIVOT INCLUDE NULLS`.
    ///
    /// # Errors
    /// As [`unpivot_columns`](Query::unpivot_columns).
    pub fn unpivot_columns_include_nulls<K, C>(
        self,
        kept: impl FnOnce(S::Args) -> K,
        columns: impl FnOnce(S::Args) -> C,
    ) -> Query<'a, S1<K::Columns>, Unselected>
    where
        C: UnpivotColumns<'a>,
        K: KeptColumns<'a, Pair<C::Type, Null>, Levels: InPivot>,
    {
        self.unpivoted(kept, columns, true)
    }

    fn unpivoted<K, C, N>(
        self,
        kept: impl FnOnce(S::Args) -> K,
        columns: impl FnOnce(S::Args) -> C,
        include_nulls: bool,
    ) -> Query<'a, S1<K::Columns>, Unselected>
    where
        C: UnpivotColumns<'a>,
        K: KeptColumns<'a, Pair<C::Type, N>>,
    {
        let scope = self.scope;
        let mut input = self.into_clauses();
        kept(scope.args()).push_kept(&mut input.list);
        let mut names = Vec::new();
        columns(scope.args()).push_to(&mut names, &mut input.list);
        let pivot = Pivot { input, form: PivotForm::Unpivot { names, include_nulls } };
        pivot.into_query(|source, index| {
            let value = Column::nth(source, index.next());
            K::columns(source, (Column::nth(source, index.next()), value))
        })
    }
}

#[diagnostic::do_not_recommend]
impl<'a, L: Selection<'a>, T, N> KeptColumns<'a, Pair<T, N>> for L {
    type Levels = L::Levels;
    type Columns = (L::Columns, Column<String, NotNull>, Column<T, N>);
    fn push_kept(self, list: &mut SelectList<'a>) {
        self.push_to(list);
    }
    fn columns(source: Source, (name, value): Pair<T, N>) -> Self::Columns {
        (L::columns(source, &mut 0), name, value)
    }
}

/// What UNPIVOT makes rows of: a tuple of up to 16 columns of one SQL type, or an array.
#[diagnostic::on_unimplemented(
    message = "UNPIVOT does not make rows of `{Self}`",
    label = "is no tuple or array of columns of one SQL type",
    note = "the values of all columns are one column then: `|c| (c.red, c.green)`; an expression has a name of its own: `(\"blue\", c.blue.cast::<i32>())`, one column is `(c.red,)`"
)]
pub trait UnpivotColumns<'a> {
    /// The type of the columns.
    type Type: SqlType;
    #[doc(hidden)]
    fn push_to(self, names: &mut Vec<&'static str>, list: &mut SelectList<'a>);
}

/// A column that UNPIVOT makes a row of, or an expression with a name: `("blue", c.blue.cast::<i32>())`.
#[diagnostic::on_unimplemented(
    message = "UNPIVOT does not make a row of `{Self}`",
    label = "is no column, and no pair of a name and an expression",
    note = "an expression has a name of its own: `(\"blue\", c.blue.cast::<i32>())`"
)]
pub trait UnpivotColumn<'a> {
    /// The type of the column.
    type Type: SqlType;
    #[doc(hidden)]
    fn push_to(self, names: &mut Vec<&'static str>, list: &mut SelectList<'a>);
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability> UnpivotColumn<'a> for Column<T, N> {
    type Type = T;
    fn push_to(self, names: &mut Vec<&'static str>, list: &mut SelectList<'a>) {
        names.push(match self.name() {
            ColumnName::Named(name) => name,
            // Refused when it is written.
            ColumnName::Unnamed(_) => "",
        });
        list.push_as::<T, N>(Nodes::leaf(self.node()));
    }
}

#[diagnostic::do_not_recommend]
impl<'a, E: Expression<'a, Level: InPivot>> UnpivotColumn<'a> for (&'static str, E) {
    type Type = E::Type;
    fn push_to(self, names: &mut Vec<&'static str>, list: &mut SelectList<'a>) {
        names.push(self.0);
        list.push_as::<E::Type, E::Nullability>(self.1.into_expr().nodes);
    }
}

#[diagnostic::do_not_recommend]
impl<'a, C: UnpivotColumn<'a>, const COLUMNS: usize> UnpivotColumns<'a> for [C; COLUMNS] {
    type Type = C::Type;
    fn push_to(self, names: &mut Vec<&'static str>, list: &mut SelectList<'a>) {
        for column in self {
            column.push_to(names, list);
        }
    }
}

macro_rules! tuple {
    ($($first:ident $($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, $first: UnpivotColumn<'a>, $($part: UnpivotColumn<'a, Type = $first::Type>),*> UnpivotColumns<'a>
            for ($first, $($part,)*)
        {
            type Type = $first::Type;
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, names: &mut Vec<&'static str>, list: &mut SelectList<'a>) {
                let ($first, $($part,)*) = self;
                $first.push_to(names, list);
                $( $part.push_to(names, list); )*
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H I J K L M N O P);

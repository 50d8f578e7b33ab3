//! ORDER BY (`r_ORDER_BY_clause`).

use std::marker::PhantomData;

use super::Expression;
use super::level::{Constant, Level, Row, Window};
use super::node::{Expressions, Nodes, Operator};

/// One item of ORDER BY: an expression, its direction, and where NULLs go.
#[derive(Debug, Clone)]
#[must_use = "a sort specification does nothing until `.order_by(..)` takes it"]
pub struct SortSpecification<'a, K> {
    pub(crate) item: SortItem<'a>,
    level: PhantomData<fn() -> K>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SortItem<'a> {
    pub(crate) nodes: Nodes<'a>,
    pub(crate) descending: bool,
    pub(crate) nulls_first: Option<bool>,
}

impl<'a> SortItem<'a> {
    #[inline]
    pub(crate) fn into_nodes(self) -> Nodes<'a> {
        let SortItem { nodes, descending, nulls_first } = self;
        nodes.unary(Operator::Sort { descending, nulls_first })
    }
}

impl<K> SortSpecification<'_, K> {
    /// `NULLS FIRST`. Without it NULLs come last in ascending order and first in descending order.
    pub fn nulls_first(mut self) -> Self {
        self.item.nulls_first = Some(true);
        self
    }

    /// `NULLS LAST`.
    pub fn nulls_last(mut self) -> Self {
        self.item.nulls_first = Some(false);
        self
    }
}

/// `ASC` and `DESC`, as methods of columns and expressions.
pub trait Sorting<'a>: Expression<'a> {
    /// `self ASC`: smallest first, NULLs last.
    fn asc(self) -> SortSpecification<'a, Self::Level> {
        specification(self.into_expr().nodes, false)
    }

    /// `self DESC`: largest first, NULLs first.
    fn desc(self) -> SortSpecification<'a, Self::Level> {
        specification(self.into_expr().nodes, true)
    }
}

impl<'a, E: Expression<'a>> Sorting<'a> for E {}

fn specification<K>(nodes: Nodes<'_>, descending: bool) -> SortSpecification<'_, K> {
    SortSpecification { item: SortItem { nodes, descending, nulls_first: None }, level: PhantomData }
}

/// What `order_by` takes: one sort specification, a tuple of up to eight, or a `Vec` of them.
#[diagnostic::on_unimplemented(
    message = "expected a sort specification, found `{Self}`",
    label = "does not say the direction",
    note = "write `.asc()` or `.desc()` after the column; several go in a tuple"
)]
pub trait IntoSortSpecifications<'a> {
    /// The levels of the items, as a tuple.
    type Levels;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, items: &mut Expressions<'a>);
}

#[diagnostic::do_not_recommend]
impl<'a, K: Level> IntoSortSpecifications<'a> for SortSpecification<'a, K> {
    type Levels = (K,);
    #[expect(private_interfaces, reason = "only this crate calls it")]
    #[inline]
    fn push_to(self, items: &mut Expressions<'a>) {
        items.push(self.item.into_nodes());
    }
}

#[diagnostic::do_not_recommend]
impl<'a, K: Level> IntoSortSpecifications<'a> for Vec<SortSpecification<'a, K>> {
    type Levels = (K,);
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, items: &mut Expressions<'a>) {
        self.into_iter().for_each(|specification| specification.push_to(items));
    }
}

macro_rules! tuple {
    ($($($K:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, $($K: Level),*> IntoSortSpecifications<'a> for ($(SortSpecification<'a, $K>,)*) {
            type Levels = ($($K,)*);
            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, items: &mut Expressions<'a>) {
                let ($($K,)*) = self;
                $( $K.push_to(items); )*
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H);

/// The levels that ORDER BY takes before `select` in a query that is not grouped.
#[diagnostic::on_unimplemented(
    message = "ORDER BY of a query that is not grouped cannot hold an aggregate",
    label = "an aggregate is ordered by",
    note = "group first: `.group_by(..).select(..).order_by(|selected| ..)`"
)]
pub trait InOrderBy {}

/// The level of one item of ORDER BY in a query that is not grouped.
#[diagnostic::on_unimplemented(
    message = "ORDER BY of a query that is not grouped cannot hold an aggregate",
    label = "an aggregate is ordered by",
    note = "group first: `.group_by(..).select(..).order_by_choice(text, |selected| ..)`"
)]
pub trait Sortable {}
#[diagnostic::do_not_recommend]
impl Sortable for Constant {}
#[diagnostic::do_not_recommend]
impl Sortable for Row {}
#[diagnostic::do_not_recommend]
impl<Over: Sortable> Sortable for Window<Over> {}

macro_rules! in_order_by {
    ($($($K:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($K: Sortable),*> InOrderBy for ($($K,)*) {}
    )* };
}
for_tuples!(in_order_by: A B C D E F G H);

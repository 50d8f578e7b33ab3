//! GROUP BY and its aggregation extensions (`r_GROUP_BY_clause`, `r_GROUP_BY_aggregation-extensions`).

use crate::expr::node::{Expressions, Nodes, Operator};
use crate::expr::{Aggregate, Column, Expr, Expression, InWhere, Level, Row};
use crate::types::{NotNull, Null, Nullability, SqlType};

/// The clause: its keys, and how they make sets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupBy<'a> {
    /// What is grouped by; a [`Node::Key`](crate::expr::node::Node::Key) means one of these.
    pub(crate) keys: Expressions<'a>,
    pub(crate) elements: Vec<GroupingElement>,
}

/// An element of GROUP BY, over places among its keys.
#[derive(Debug, Clone, PartialEq, Hash)]
pub(crate) enum GroupingElement {
    Key(u16),
    /// `(a, b)` inside GROUPING SETS.
    Set(Vec<u16>),
    Rollup(Vec<u16>),
    Cube(Vec<u16>),
    Sets(Vec<GroupingElement>),
}

/// The most grouping sets of a GROUP BY.
const MAX_SETS: usize = 64;

impl GroupingElement {
    /// How many sets it stands for.
    fn count(&self) -> usize {
        match self {
            GroupingElement::Key(_) | GroupingElement::Set(_) => 1,
            GroupingElement::Rollup(keys) => keys.len() + 1,
            GroupingElement::Cube(keys) => {
                1_usize.checked_shl(keys.len().try_into().unwrap_or(u32::MAX)).unwrap_or(usize::MAX)
            }
            GroupingElement::Sets(elements) => {
                elements.iter().map(GroupingElement::count).fold(0, usize::saturating_add)
            }
        }
    }

    /// The largest sets among those that it stands for: the others are parts of these.
    fn largest(&self) -> Vec<&[u16]> {
        match self {
            GroupingElement::Key(key) => vec![std::slice::from_ref(key)],
            GroupingElement::Set(keys) | GroupingElement::Rollup(keys) | GroupingElement::Cube(keys) => vec![keys],
            GroupingElement::Sets(elements) => elements.iter().flat_map(GroupingElement::largest).collect(),
        }
    }
}

impl<'a> GroupBy<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Why Redshift refuses the clause.
    pub(crate) fn refusal(&self) -> Option<String> {
        if self.elements.iter().all(|element| matches!(element, GroupingElement::Key(_))) {
            return None;
        }
        let sets = self.elements.iter().map(GroupingElement::count).fold(1, usize::saturating_mul);
        if sets > MAX_SETS {
            return Some(format!(
                "GROUP BY makes {sets} grouping sets and Redshift takes at most {MAX_SETS}; name those that are meant in `grouping_sets(..)`"
            ));
        }
        // The sets of a clause are made of one of each element.
        let mut sets: Vec<Vec<u16>> = vec![Vec::new()];
        for element in &self.elements {
            let largest = element.largest();
            sets = sets.iter().flat_map(|set| largest.iter().map(|keys| [set, *keys].concat())).collect();
        }
        let has_twice = |set: &Vec<u16>| (1..set.len()).any(|at| set[..at].contains(&set[at]));
        sets.iter().any(has_twice).then(|| {
            "a grouping set holds a column twice, which Redshift refuses; say each column once in a set, and not both beside and in \
             `rollup(..)` or `cube(..)`"
                .to_owned()
        })
    }

    fn push(&mut self, nodes: Nodes<'a>) -> u16 {
        // More keys than a table can have columns fail on the server; the number is only a position in this list.
        let index = u16::try_from(self.keys.whole().split().len()).unwrap_or(u16::MAX);
        self.keys.push(nodes);
        index
    }

    /// A key that several sets may hold.
    fn shared_key<T>(&mut self, nodes: Nodes<'a>, places: &mut Vec<u16>) -> Key<T> {
        let known = self.keys.whole().split().iter().position(|key| *key == nodes.whole());
        let index = known.and_then(|index| u16::try_from(index).ok()).unwrap_or_else(|| self.push(nodes));
        places.push(index);
        Column::key(index)
    }

    fn push_key<T, N>(&mut self, nodes: Nodes<'a>) -> Column<T, N, Aggregate> {
        let index = self.push(nodes);
        self.elements.push(GroupingElement::Key(index));
        Column::key(index)
    }
}

/// What `group_by` takes: a column, an expression over columns, [`rollup`], [`cube`], [`grouping_sets`], or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "cannot group by `{Self}`",
    label = "is no column, expression over columns, or tuple of them",
    note = "aggregates and window functions go to `.select(..)` after `.group_by(..)`"
)]
pub trait GroupKeys<'a> {
    /// The keys as HAVING and the SELECT list see them.
    type Keys: Copy;
    #[doc(hidden)]
    fn push_to(self, group: &mut GroupBy<'a>) -> Self::Keys;
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability> GroupKeys<'a> for Column<T, N> {
    type Keys = Column<T, N, Aggregate>;
    fn push_to(self, group: &mut GroupBy<'a>) -> Self::Keys {
        group.push_key(self.into_expr().nodes)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: Level + InWhere> GroupKeys<'a> for Expr<'a, T, N, K> {
    type Keys = Column<T, N, Aggregate>;
    fn push_to(self, group: &mut GroupBy<'a>) -> Self::Keys {
        group.push_key(self.nodes)
    }
}

/// `ROLLUP (columns)`.
#[derive(Debug, Clone)]
#[must_use = "`.group_by(..)` takes it"]
pub struct Rollup<G>(G);

/// `CUBE (columns)`.
#[derive(Debug, Clone)]
#[must_use = "`.group_by(..)` takes it"]
pub struct Cube<G>(G);

/// `GROUPING SETS (sets)`.
#[derive(Debug, Clone)]
#[must_use = "`.group_by(..)` takes it"]
pub struct GroupingSets<G>(G);

/// `ROLLUP (a, b)`: the groups by `a` and `b`, those by `a` alone, and the whole (`r_GROUP_BY_aggregation-extensions`).
///
/// The keys are nullable from here on: they are NULL in the rows of subtotals. [`grouping`] tells those from NULLs of the table. Beside
/// other keys, ROLLUP makes its sets within each of their groups. All the sets of a GROUP BY are at most 64.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Sale { #[redshift(primary_key, identity)] id: i64, category: String, product: String, price: f64 }
/// let totals = Sale::query()
///     .group_by(|s| rollup((s.category, s.product)))
///     .select(|(category, product), s| (category, product, grouping(product), s.price.sum()));
/// assert_eq!(
///     totals.to_sql().text(),
///     "SELECT t0.\"category\", t0.\"product\", GROUPING(t0.\"product\"), SUM(t0.\"price\") FROM \"sale\" AS t0 \
///      GROUP BY ROLLUP (t0.\"category\", t0.\"product\")"
/// );
/// ```
pub fn rollup<G>(columns: G) -> Rollup<G> {
    Rollup(columns)
}

/// `CUBE (a, b)`: the groups by every selection of the columns, up to six (`r_GROUP_BY_aggregation-extensions`). The keys are nullable, as
/// those of [`rollup`].
pub fn cube<G: CubeColumns>(columns: G) -> Cube<G> {
    Cube(columns)
}

/// `GROUPING SETS ((a, b), (a), ())`: the groups by each of the sets, which are columns, tuples of them, `()` for the whole,
/// [`rollup`] or [`cube`] (`r_GROUP_BY_aggregation-extensions`).
///
/// The closures behind it receive the keys in the shape of the sets; a column that several sets hold is the same key in each. The keys are
/// nullable, as those of [`rollup`].
///
/// ```
/// use redshift_orm::prelude::*;
///
/// # #[derive(Model)]
/// # struct Sale { #[redshift(primary_key, identity)] id: i64, category: String, product: String }
/// let counts = Sale::query()
///     .group_by(|s| grouping_sets(((s.category, s.product), s.category, ())))
///     .select(|((category, product), ..), _| (category, product, count_star()));
/// assert!(counts.to_sql().text().ends_with(
///     "GROUP BY GROUPING SETS ((t0.\"category\", t0.\"product\"), (t0.\"category\"), ())"
/// ));
/// ```
pub fn grouping_sets<G>(sets: G) -> GroupingSets<G> {
    GroupingSets(sets)
}

/// `GROUPING(keys)` (`r_GROUP_BY_aggregation-extensions`): 1 where the row is a subtotal over the key, whose NULL then stands for all
/// values, and 0 elsewhere. Several keys are the bits of one number, the last one the lowest.
pub fn grouping<'a, G: GroupingKeys<'a>>(keys: G) -> Expr<'a, i32, NotNull, Aggregate> {
    Expr::new(keys.into_call())
}

/// The level of the keys of ROLLUP, CUBE and GROUPING SETS is `Aggregate<Subtotaled>`.
#[derive(Debug, Clone, Copy)]
pub struct Subtotaled;

type Key<T> = Column<T, Null, Aggregate<Subtotaled>>;

/// The level of what ROLLUP, CUBE and GROUPING SETS take: single rows.
pub trait InSubtotals: Level {}
#[diagnostic::do_not_recommend]
impl InSubtotals for Row {}

/// The level of what [`grouping`] takes: keys that subtotals have.
pub trait OfSubtotals: Level {}
#[diagnostic::do_not_recommend]
impl OfSubtotals for Aggregate<Subtotaled> {}

/// A column, or an expression over columns, of ROLLUP, CUBE and GROUPING SETS.
#[diagnostic::on_unimplemented(
    message = "ROLLUP, CUBE and GROUPING SETS are of columns and expressions over them, not of `{Self}`",
    label = "is no column; constants Redshift refuses",
    note = "name the columns: `rollup((o.customer_id, o.note))`"
)]
pub trait GroupingColumn<'a> {
    /// The key as HAVING and the SELECT list see it.
    type Key: Copy;
    #[doc(hidden)]
    fn place_in(self, group: &mut GroupBy<'a>, places: &mut Vec<u16>) -> Self::Key;
}

/// What [`rollup`] takes: a column, an expression over columns, or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "ROLLUP, CUBE and GROUPING SETS are of columns and expressions over them, not of `{Self}`",
    label = "is no column or tuple of columns; constants Redshift refuses",
    note = "name the columns: `rollup((o.customer_id, o.note))`"
)]
pub trait GroupingColumns<'a> {
    /// The keys as HAVING and the SELECT list see them.
    type Keys: Copy;
    #[doc(hidden)]
    fn places(self, group: &mut GroupBy<'a>, places: &mut Vec<u16>) -> Self::Keys;
}

/// What [`cube`] takes: up to six columns.
#[diagnostic::on_unimplemented(
    message = "CUBE of more than six columns makes more than the 64 grouping sets that Redshift takes",
    label = "more than six columns",
    note = "name the sets that are meant with `grouping_sets(..)`, or those of a hierarchy with `rollup(..)`"
)]
pub trait CubeColumns {}

/// A set of [`grouping_sets`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no grouping set",
    label = "is no column, tuple of columns, `()`, `rollup(..)` or `cube(..)`",
    note = "name the columns of each set: `grouping_sets(((o.customer_id, o.note), o.customer_id, ()))`"
)]
pub trait GroupingSet<'a> {
    /// The keys as HAVING and the SELECT list see them.
    type Keys: Copy;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_set(self, group: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) -> Self::Keys;
}

/// What [`grouping_sets`] takes: a tuple of up to eight sets.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of grouping sets",
    label = "is no tuple of sets",
    note = "name the columns of each set: `grouping_sets(((o.customer_id, o.note), o.customer_id, ()))`"
)]
pub trait SetsOfColumns<'a> {
    /// The keys in the shape of the sets.
    type Keys: Copy;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_sets(self, group: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) -> Self::Keys;
}

/// What [`grouping`] takes: a key of ROLLUP, CUBE or GROUPING SETS, or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "GROUPING takes the keys of ROLLUP, CUBE and GROUPING SETS, not `{Self}`",
    label = "is no such key",
    note = "use a key that the closure receives: `.group_by(|o| rollup(o.note)).select(|note, _| grouping(note))`"
)]
pub trait GroupingKeys<'a> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_call(self) -> Nodes<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, T, N, K: OfSubtotals> GroupingKeys<'a> for Column<T, N, K> {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_call(self) -> Nodes<'a> {
        Nodes::leaf(self.node()).unary(Operator::Function("GROUPING"))
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability> GroupingColumn<'a> for Column<T, N> {
    type Key = Key<T>;
    fn place_in(self, group: &mut GroupBy<'a>, places: &mut Vec<u16>) -> Self::Key {
        group.shared_key(Nodes::leaf(self.node()), places)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: InSubtotals> GroupingColumn<'a> for Expr<'a, T, N, K> {
    type Key = Key<T>;
    fn place_in(self, group: &mut GroupBy<'a>, places: &mut Vec<u16>) -> Self::Key {
        group.shared_key(self.nodes, places)
    }
}

#[diagnostic::do_not_recommend]
impl<T, N> CubeColumns for Column<T, N> {}
#[diagnostic::do_not_recommend]
impl<T, N, K> CubeColumns for Expr<'_, T, N, K> {}

/// Columns as a set of their own.
fn push_set<'a, G: GroupingColumns<'a>>(
    columns: G,
    group: &mut GroupBy<'a>,
    sets: &mut Vec<GroupingElement>,
) -> G::Keys {
    let mut places = Vec::new();
    let keys = columns.places(group, &mut places);
    sets.push(GroupingElement::Set(places));
    keys
}

// Written out, not by a macro: the compiler would show the macro in messages.

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability> GroupingColumns<'a> for Column<T, N> {
    type Keys = Key<T>;
    fn places(self, group: &mut GroupBy<'a>, places: &mut Vec<u16>) -> Self::Keys {
        self.place_in(group, places)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: InSubtotals> GroupingColumns<'a> for Expr<'a, T, N, K> {
    type Keys = Key<T>;
    fn places(self, group: &mut GroupBy<'a>, places: &mut Vec<u16>) -> Self::Keys {
        self.place_in(group, places)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability> GroupingSet<'a> for Column<T, N> {
    type Keys = Key<T>;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_set(self, group: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) -> Self::Keys {
        push_set(self, group, sets)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: SqlType, N: Nullability, K: InSubtotals> GroupingSet<'a> for Expr<'a, T, N, K> {
    type Keys = Key<T>;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_set(self, group: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) -> Self::Keys {
        push_set(self, group, sets)
    }
}

#[diagnostic::do_not_recommend]
impl<'a> GroupingSet<'a> for () {
    type Keys = ();
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_set(self, _: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) {
        sets.push(GroupingElement::Set(Vec::new()));
    }
}

/// ROLLUP and CUBE, as elements of GROUP BY and as sets.
macro_rules! hierarchy {
    ($($extension:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, G: GroupingColumns<'a>> GroupingSet<'a> for $extension<G> {
            type Keys = G::Keys;
            #[expect(private_interfaces, reason = "only this crate calls it")]
            fn push_set(self, group: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) -> Self::Keys {
                let mut places = Vec::new();
                let keys = self.0.places(group, &mut places);
                sets.push(GroupingElement::$extension(places));
                keys
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, G: GroupingColumns<'a>> GroupKeys<'a> for $extension<G> {
            type Keys = G::Keys;
            fn push_to(self, group: &mut GroupBy<'a>) -> Self::Keys {
                let mut elements = Vec::new();
                let keys = self.push_set(group, &mut elements);
                group.elements.append(&mut elements);
                keys
            }
        }
    )* };
}
hierarchy! { Rollup Cube }

#[diagnostic::do_not_recommend]
impl<'a, G: SetsOfColumns<'a>> GroupKeys<'a> for GroupingSets<G> {
    type Keys = G::Keys;
    fn push_to(self, group: &mut GroupBy<'a>) -> Self::Keys {
        let mut sets = Vec::new();
        let keys = self.0.push_sets(group, &mut sets);
        group.elements.push(GroupingElement::Sets(sets));
        keys
    }
}

macro_rules! tuple {
    ($($first:ident $($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<'a, $first: GroupKeys<'a>, $($part: GroupKeys<'a>),*> GroupKeys<'a> for ($first, $($part,)*) {
            type Keys = ($first::Keys, $($part::Keys,)*);
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, group: &mut GroupBy<'a>) -> Self::Keys {
                let ($first, $($part,)*) = self;
                ($first.push_to(group), $($part.push_to(group),)*)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, $first: GroupingColumn<'a>, $($part: GroupingColumn<'a>),*> GroupingColumns<'a> for ($first, $($part,)*) {
            type Keys = ($first::Key, $($part::Key,)*);
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn places(self, group: &mut GroupBy<'a>, places: &mut Vec<u16>) -> Self::Keys {
                let ($first, $($part,)*) = self;
                ($first.place_in(group, places), $($part.place_in(group, places),)*)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, $first: GroupingColumn<'a>, $($part: GroupingColumn<'a>),*> GroupingSet<'a> for ($first, $($part,)*) {
            type Keys = ($first::Key, $($part::Key,)*);
            #[expect(private_interfaces, reason = "only this crate calls it")]
            fn push_set(self, group: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) -> Self::Keys {
                push_set(self, group, sets)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, $first: GroupingSet<'a>, $($part: GroupingSet<'a>),*> SetsOfColumns<'a> for ($first, $($part,)*) {
            type Keys = ($first::Keys, $($part::Keys,)*);
            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_sets(self, group: &mut GroupBy<'a>, sets: &mut Vec<GroupingElement>) -> Self::Keys {
                let ($first, $($part,)*) = self;
                ($first.push_set(group, sets), $($part.push_set(group, sets),)*)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, $first, $($part),*> GroupingKeys<'a> for (Key<$first>, $(Key<$part>,)*) {
            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[allow(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn into_call(self) -> Nodes<'a> {
                let ($first, $($part,)*) = self;
                Nodes::leaf($first.node()).list(Operator::Function("GROUPING"), vec![$(Nodes::leaf($part.node())),*])
            }
        }
    )* };
}
for_tuples!(tuple: A B C D E F G H);

macro_rules! up_to_six {
    ($($($part:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($part),*> CubeColumns for ($($part,)*) {}
    )* };
}
for_tuples!(up_to_six: A B C D E F);

#[cfg(test)]
mod tests {
    use super::GroupingElement::{Cube, Key, Rollup, Set, Sets};
    use super::*;

    fn refusal(elements: &[GroupingElement]) -> Option<String> {
        GroupBy { keys: Expressions::default(), elements: elements.to_vec() }.refusal()
    }

    #[test]
    fn sets_are_counted() {
        let keys = |count: u16| (0..count).collect::<Vec<_>>();
        assert_eq!(refusal(&[Cube(keys(6))]), None);
        assert_eq!(refusal(&[Rollup(keys(63))]), None);
        assert_eq!(refusal(&[Key(0), Key(0)]), None);
        for (elements, sets) in [
            (vec![Cube(keys(7))], 128),
            (vec![Rollup(keys(64))], 65),
            (vec![Key(100), Cube(keys(5)), Rollup(vec![10, 11])], 96),
            (vec![Sets(vec![Cube(keys(6)), Set(Vec::new())])], 65),
            (vec![Cube(keys(200))], usize::MAX),
        ] {
            assert!(refusal(&elements).unwrap().contains(&format!("makes {sets} grouping sets")), "{elements:?}");
        }
    }

    #[test]
    fn a_set_holds_a_key_once() {
        for elements in [
            vec![Rollup(vec![0, 0])],
            vec![Key(1), Cube(vec![0, 1])],
            vec![Rollup(vec![0]), Sets(vec![Set(vec![1]), Set(vec![0])])],
        ] {
            assert!(refusal(&elements).unwrap().contains("twice"), "{elements:?}");
        }
        assert_eq!(
            refusal(&[Key(2), Sets(vec![Set(vec![0, 1]), Set(vec![0]), Rollup(vec![0, 1]), Set(Vec::new())])]),
            None
        );
    }
}

//! Array and object functions (`Array_Functions`, `Object_Functions`): SUPER values made of others, and what is in them.

use std::marker::PhantomData;

use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Combine, Constant, Expr, Expression, Level, ResultOf, ResultValue};
use crate::types::{Characters, Element, NotNull, Null, Nullability, Super};

type Out<A, B> = <A as Combine<B>>::Out;
type Or<A, B> = <A as Nullability>::Or<B>;
type Whole<K> = Out<K, Constant>;

/// `ARRAY(value, ..)` (`r_array`): an array of SUPER from a tuple of up to twelve columns, expressions and values.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Customer {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     region: Option<String>,
///     profile: serde_json::Value,
/// }
///
/// let query = Customer::query()
///     .filter(|c| c.profile.path("tags").array_contains("vip"))
///     .select(|c| (array((c.region, 7)), object((("id", c.id), ("tags", c.profile.path("tags").array_distinct())))));
/// assert_eq!(
///     query.to_sql().text(),
///     "SELECT JSON_SERIALIZE(ARRAY(t0.\"region\", $1)), \
///      JSON_SERIALIZE(OBJECT($2, t0.\"id\", $3, ARRAY_DISTINCT(t0.\"profile\".\"tags\"))) \
///      FROM \"customer\" AS t0 WHERE ARRAY_CONTAINS(t0.\"profile\".\"tags\", $4)"
/// );
/// ```
pub fn array<'a, K>(values: impl Elements<'a, K>) -> Expr<'a, serde_json::Value, NotNull, K> {
    let mut items = Vec::new();
    values.push_to(&mut items);
    Expr::new(call("ARRAY", items))
}

/// `OBJECT(name, value, ..)` (`r_object_function`): an object of SUPER from a tuple of up to twelve pairs of a name and a value.
///
/// A name is a text, a column or an expression.
pub fn object<'a, K>(attributes: impl Attributes<'a, K>) -> Expr<'a, serde_json::Value, NotNull, K> {
    let mut items = Vec::new();
    attributes.push_to(&mut items);
    Expr::new(call("OBJECT", items))
}

fn call<'a>(name: &'static str, items: Vec<Nodes<'a>>) -> Nodes<'a> {
    let operator = Operator::Function(name);
    let mut items = items.into_iter();
    match items.next() {
        Some(first) => first.list(operator, items),
        None => Nodes::call(operator),
    }
}

/// What [`array()`] takes: a tuple of up to twelve columns, expressions and values, of level `K`.
#[diagnostic::on_unimplemented(
    message = "these values do not make an ARRAY",
    label = "a tuple of up to twelve columns, expressions and values is expected, of text, numbers, BOOLEAN and SUPER",
    note = "a date or a time becomes a text with `.to_char(..)`; one element is `array((o.total,))`; a column of a single row does not stand beside an aggregate"
)]
pub trait Elements<'a, K> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, items: &mut Vec<Nodes<'a>>);
}

/// What [`object`] takes: a tuple of up to twelve pairs of a name and a value, of level `K`.
#[diagnostic::on_unimplemented(
    message = "these attributes do not make an OBJECT",
    label = "a tuple of up to twelve pairs of a name and a value is expected, of text, numbers, BOOLEAN and SUPER",
    note = "a date or a time becomes a text with `.to_char(..)`; one attribute is `object(((\"total\", o.total),))`; a column of a single row does not stand beside an aggregate"
)]
pub trait Attributes<'a, K> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, items: &mut Vec<Nodes<'a>>);
}

/// A pair of a name and a value.
pub trait Attribute<'a> {
    /// The level of both.
    type Level: Level;
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, items: &mut Vec<Nodes<'a>>);
}

#[diagnostic::do_not_recommend]
impl<'a, B, V> Attribute<'a> for (B, V)
where
    B: ResultOf<'a, String>,
    V: ResultValue<'a>,
    V::Type: Element,
    B::Level: Combine<V::Level>,
{
    type Level = Out<B::Level, V::Level>;
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, items: &mut Vec<Nodes<'a>>) {
        items.push(self.0.into_result_of().nodes);
        items.push(self.1.into_result().nodes);
    }
}

#[diagnostic::do_not_recommend]
impl Elements<'_, Constant> for () {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, _: &mut Vec<Nodes<'_>>) {}
}

#[diagnostic::do_not_recommend]
impl Attributes<'_, Constant> for () {
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn push_to(self, _: &mut Vec<Nodes<'_>>) {}
}

/// The tuples of the names, each with the level of the ones before it.
macro_rules! tuples {
    ($($name:ident)*; $level:ty; [$($bound:tt)*];) => {};
    ($($name:ident)*; $level:ty; [$($bound:tt)*]; $next:ident $($rest:ident)*) => {
        tuples!(@impls $($name)* $next; Out<$level, $next::Level>; [$($bound)* $level: Combine<$next::Level>,]);
        tuples!($($name)* $next; Out<$level, $next::Level>; [$($bound)* $level: Combine<$next::Level>,]; $($rest)*);
    };
    (@impls $($name:ident)*; $level:ty; [$($bound:tt)*]) => {
        #[diagnostic::do_not_recommend]
        impl<'a, $($name: ResultValue<'a>),*> Elements<'a, $level> for ($($name,)*)
        where
            $($name::Type: Element,)*
            $($bound)*
        {
            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[expect(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, items: &mut Vec<Nodes<'a>>) {
                let ($($name,)*) = self;
                $( items.push($name.into_result().nodes); )*
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, $($name: Attribute<'a>),*> Attributes<'a, $level> for ($($name,)*)
        where
            $($bound)*
        {
            #[expect(private_interfaces, reason = "only this crate calls it")]
            #[expect(non_snake_case, reason = "the type parameters name the tuple's parts")]
            fn push_to(self, items: &mut Vec<Nodes<'a>>) {
                let ($($name,)*) = self;
                $( $name.push_to(items); )*
            }
        }
    };
}
tuples!(; Constant; []; A B C D E F G H I J K L);

/// The functions of arrays and objects, as methods of columns, paths and expressions of SUPER.
///
/// What a path finds may be NULL, or no array, so the results may be NULL.
pub trait ArrayFunctions<'a>: Expression<'a> {
    /// `ARRAY_CONCAT(self, other)` (`r_array_concat`): the elements of one array behind those of the other.
    fn array_concat<B: ResultValue<'a, Type: Super>>(
        self,
        other: B,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, B::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        pair(self, "ARRAY_CONCAT", other)
    }

    /// `ARRAY_FLATTEN(self)` (`array_flatten`): the elements of the arrays in an array.
    fn array_flatten(self) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ARRAY_FLATTEN")))
    }

    /// `SUBARRAY(self, start, length)` (`r_subarray`): so many elements from a place on, counted from 0.
    fn subarray<S: ResultOf<'a, i32>, L: ResultOf<'a, i32>>(
        self,
        start: S,
        length: L,
    ) -> Expr<'a, serde_json::Value, Null, Out<Out<Self::Level, S::Level>, L::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<S::Level>,
        Out<Self::Level, S::Level>: Combine<L::Level>,
    {
        let rest = vec![start.into_result_of().nodes, length.into_result_of().nodes];
        Expr::new(self.into_expr().nodes.list(Operator::Function("SUBARRAY"), rest))
    }

    /// `SPLIT_TO_ARRAY(self, delimiter)` (`split_to_array`): the parts of a text between delimiters.
    fn split_to_array<B: ResultOf<'a, String>>(
        self,
        delimiter: B,
    ) -> Expr<'a, serde_json::Value, Or<Self::Nullability, B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Characters<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        let delimiter = delimiter.into_result_of().nodes;
        Expr::new(self.into_expr().nodes.binary(Operator::Function("SPLIT_TO_ARRAY"), delimiter))
    }

    /// `ARRAY_CONTAINS(self, value)` (`array_contains`): whether a value is among the elements. NULL is found as any other value,
    /// unless the session sets `default_array_search_null_handling` otherwise.
    fn array_contains<V: ResultValue<'a, Type: Element>>(
        self,
        value: V,
    ) -> Expr<'a, bool, Null, Out<Self::Level, V::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<V::Level>,
    {
        pair(self, "ARRAY_CONTAINS", value)
    }

    /// `ARRAY_CONTAINS(self, value, FALSE)` (`array_contains`): NULL where a NULL leaves it open whether the value is among the elements.
    fn array_contains_or_null<V: ResultValue<'a, Type: Element>>(
        self,
        value: V,
    ) -> Expr<'a, bool, Null, Out<Self::Level, V::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<V::Level>,
    {
        chosen(self, "ARRAY_CONTAINS", value, "FALSE")
    }

    /// `ARRAY_POSITION(self, value)` (`array_position`): the first place of a value, counted from 0; -1 where there is none. NULL is
    /// found as by [`array_contains`](ArrayFunctions::array_contains).
    fn array_position<V: ResultValue<'a, Type: Element>>(
        self,
        value: V,
    ) -> Expr<'a, i32, Null, Out<Self::Level, V::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<V::Level>,
    {
        pair(self, "ARRAY_POSITION", value)
    }

    /// `ARRAY_POSITION(self, value, FALSE)` (`array_position`): NULL where a NULL leaves it open whether there is such a place.
    fn array_position_or_null<V: ResultValue<'a, Type: Element>>(
        self,
        value: V,
    ) -> Expr<'a, i32, Null, Out<Self::Level, V::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<V::Level>,
    {
        chosen(self, "ARRAY_POSITION", value, "FALSE")
    }

    /// `ARRAY_POSITIONS(self, value)` (`array_positions`): an array of the places of a value, counted from 0. NULL is found as by
    /// [`array_contains`](ArrayFunctions::array_contains).
    fn array_positions<V: ResultValue<'a, Type: Element>>(
        self,
        value: V,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, V::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<V::Level>,
    {
        pair(self, "ARRAY_POSITIONS", value)
    }

    /// `ARRAY_POSITIONS(self, value, FALSE)` (`array_positions`): NULL where a NULL leaves it open whether there are such places.
    fn array_positions_or_null<V: ResultValue<'a, Type: Element>>(
        self,
        value: V,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, V::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<V::Level>,
    {
        chosen(self, "ARRAY_POSITIONS", value, "FALSE")
    }

    /// `ARRAY_DISTINCT(self)` (`array_distinct`): each element once, in any order.
    fn array_distinct(self) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ARRAY_DISTINCT")))
    }

    /// `ARRAY_EXCEPT(self, other)` (`array_except`): the elements that are not in `other`, each of which takes one away.
    fn array_except<B: ResultValue<'a, Type: Super>>(
        self,
        other: B,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, B::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        pair(self, "ARRAY_EXCEPT", other)
    }

    /// `ARRAY_EXCEPT(self, other, TRUE)` (`array_except`): the elements that are not in `other`, each once.
    fn array_except_distinct<B: ResultValue<'a, Type: Super>>(
        self,
        other: B,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, B::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        chosen(self, "ARRAY_EXCEPT", other, "TRUE")
    }

    /// `ARRAY_INTERSECTION(self, other)` (`array_intersection`): the elements that are in both, as often as in both, in any order.
    fn array_intersection<B: ResultValue<'a, Type: Super>>(
        self,
        other: B,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, B::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        pair(self, "ARRAY_INTERSECTION", other)
    }

    /// `ARRAY_INTERSECTION(self, other, TRUE)` (`array_intersection`): the elements that are in both, each once, in any order.
    fn array_intersection_distinct<B: ResultValue<'a, Type: Super>>(
        self,
        other: B,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, B::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        chosen(self, "ARRAY_INTERSECTION", other, "TRUE")
    }

    /// `ARRAY_UNION(self, other)` (`array_union`): the elements of both, each once, in any order.
    fn array_union<B: ResultValue<'a, Type: Super>>(
        self,
        other: B,
    ) -> Expr<'a, serde_json::Value, Null, Out<Self::Level, B::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        pair(self, "ARRAY_UNION", other)
    }

    /// `ARRAYS_OVERLAP(self, other)` (`arrays_overlap`): whether an element is in both.
    fn arrays_overlap<B: ResultValue<'a, Type: Super>>(
        self,
        other: B,
    ) -> Expr<'a, bool, Null, Out<Self::Level, B::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        pair(self, "ARRAYS_OVERLAP", other)
    }

    /// `ARRAY_SORT(self)` (`array_sort`): the elements in order, by type first (booleans, numbers, strings, arrays, objects), NULLs
    /// last.
    fn array_sort(self) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("ARRAY_SORT")))
    }

    /// `ARRAY_SORT(self, FALSE)` (`array_sort`): the elements in the opposite order, NULLs first.
    fn array_sort_desc(self) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("ARRAY_SORT"), word("FALSE")))
    }

    /// `ARRAY_SORT(self, TRUE, TRUE)` (`array_sort`): as [`array_sort`](ArrayFunctions::array_sort), NULLs first.
    fn array_sort_nulls_first(self) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("ARRAY_SORT"), vec![word("TRUE"), word("TRUE")]))
    }

    /// `ARRAY_SORT(self, FALSE, FALSE)` (`array_sort`): as [`array_sort_desc`](ArrayFunctions::array_sort_desc), NULLs last.
    fn array_sort_desc_nulls_last(self) -> Expr<'a, serde_json::Value, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Function("ARRAY_SORT"), vec![word("FALSE"), word("FALSE")]))
    }

    /// `GET_NUMBER_ATTRIBUTES(self)` (`get_number_attributes`): how many attributes an object has, without those of its values.
    fn get_number_attributes(self) -> Expr<'a, i32, Null, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("GET_NUMBER_ATTRIBUTES")))
    }

    /// `LOWER_ATTRIBUTE_NAMES(self)` (`r_lower_attribute_names`): all names in lower case, as paths look for them. Names that become the
    /// same are an error of the server.
    fn lower_attribute_names(self) -> Expr<'a, serde_json::Value, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("LOWER_ATTRIBUTE_NAMES")))
    }

    /// `UPPER_ATTRIBUTE_NAMES(self)` (`r_upper_attribute_names`): all names in upper case. Names that become the same are an error of the
    /// server.
    fn upper_attribute_names(self) -> Expr<'a, serde_json::Value, Self::Nullability, Whole<Self::Level>>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.unary(Operator::Function("UPPER_ATTRIBUTE_NAMES")))
    }

    /// `OBJECT_TRANSFORM(self KEEP path, .. SET path, value, ..)` (`r_object_transform_function`): an object of the attributes that are
    /// kept and those that are set. What is no object, and an object of which nothing is kept or set, stays as it is.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Employee { #[redshift(primary_key, identity)] id: i64, person: serde_json::Value }
    /// let older = Employee::query().select(|e| {
    ///     e.person.object_transform(|t| t.keep(["name", "first"]).set(["age"], e.person.path("age") + 5))
    /// });
    /// assert_eq!(
    ///     older.to_sql().text(),
    ///     "SELECT JSON_SERIALIZE(OBJECT_TRANSFORM(t0.\"person\" KEEP '\"name\".\"first\"' \
    ///      SET '\"age\"', t0.\"person\".\"age\" + $1)) FROM \"employee\" AS t0"
    /// );
    /// ```
    fn object_transform<K>(
        self,
        transform: impl FnOnce(ObjectTransform<'a, Whole<Self::Level>>) -> ObjectTransform<'a, K>,
    ) -> Expr<'a, serde_json::Value, Null, K>
    where
        Self::Type: Super<Proof: Sized>,
        Self::Level: Combine<Constant>,
    {
        let ObjectTransform { kept, set, .. } =
            transform(ObjectTransform { kept: Vec::new(), set: Vec::new(), level: PhantomData });
        // More paths than that are more than a statement holds.
        let operator = Operator::ObjectTransform { kept: u16::try_from(kept.len()).unwrap_or(u16::MAX) };
        Expr::new(self.into_expr().nodes.list(operator, kept.into_iter().chain(set)))
    }
}

fn word<'a>(word: &'static str) -> Nodes<'a> {
    Nodes::leaf(Node::Word(word))
}

fn pair<'a, E: Expression<'a>, B: ResultValue<'a>, T, K>(
    value: E,
    function: &'static str,
    other: B,
) -> Expr<'a, T, Null, K> {
    Expr::new(value.into_expr().nodes.binary(Operator::Function(function), other.into_result().nodes))
}

/// The function of both with TRUE or FALSE behind them.
fn chosen<'a, E: Expression<'a>, B: ResultValue<'a>, T, K>(
    value: E,
    function: &'static str,
    other: B,
    choice: &'static str,
) -> Expr<'a, T, Null, K> {
    let rest = vec![other.into_result().nodes, word(choice)];
    Expr::new(value.into_expr().nodes.list(Operator::Function(function), rest))
}

impl<'a, E: Expression<'a>> ArrayFunctions<'a> for E {}

/// The KEEP and SET of [`object_transform`](ArrayFunctions::object_transform). A path is the names of attributes, from the outermost in.
#[derive(Debug)]
#[must_use = "it does nothing until it is given back to `object_transform`"]
pub struct ObjectTransform<'a, K> {
    kept: Vec<Nodes<'a>>,
    set: Vec<Nodes<'a>>,
    level: PhantomData<fn() -> K>,
}

impl<'a, K> ObjectTransform<'a, K> {
    /// `KEEP 'path'`: carries an attribute over.
    pub fn keep<const N: usize>(mut self, path: [&str; N]) -> Self {
        self.kept.push(attribute_path(path));
        self
    }

    /// `SET 'path', value`: changes an attribute, or adds one.
    pub fn set<const N: usize, V>(mut self, path: [&str; N], value: V) -> ObjectTransform<'a, Out<K, V::Level>>
    where
        V: ResultValue<'a>,
        V::Type: Element,
        K: Combine<V::Level>,
    {
        self.set.extend([attribute_path(path), value.into_result().nodes]);
        ObjectTransform { kept: self.kept, set: self.set, level: PhantomData }
    }
}

/// Names in double quotes with periods between them, as a literal. A quote inside of a name is doubled, and refused where it is written: the
/// manual does not say how it is told from the others.
fn attribute_path<'a, const N: usize>(path: [&str; N]) -> Nodes<'a> {
    let names = path.map(|name| format!("\"{}\"", name.replace('"', "\"\"")));
    Nodes::text(names.join("."))
}

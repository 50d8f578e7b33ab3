//! Fragments of SQL that keep a type: the way out for what has no method, such as spatial functions, models and functions of users.

use super::level::{Combine, Constant};
use super::node::{Nodes, Operator};
use super::{Expr, Expression, ResultValue};
use crate::types::ColumnField;

type Out<A, B> = <A as Combine<B>>::Out;

/// An expression that is written as a fragment of SQL, each `{}` an argument, and whose type `F` the program states: `f64`, or
/// `Option<f64>` where NULL is possible.
///
/// Arguments are columns, expressions and values, up to six of them in a tuple; values are bound as parameters. A brace is doubled.
/// The fragment is `'static`: text from a user is an argument. It is of the level of its arguments, so an aggregate function goes
/// around it by `.sum()` and its like, and is not part of it. Nothing of the text is checked but its places, when the statement is
/// built: one place for each argument, and no `$1` of its own.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Shop {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     longitude: f64,
///     latitude: f64,
/// }
///
/// let near = Shop::query().filter(|s| {
///     raw_expr::<f64, _>("ST_DistanceSphere(ST_Point({}, {}), ST_Point({}, {}))", (s.longitude, s.latitude, 13.4, 52.5)).lt(500.0)
/// });
/// assert!(near.to_sql().text().ends_with(
///     "WHERE (ST_DistanceSphere(ST_Point(t0.\"longitude\", t0.\"latitude\"), ST_Point($1, $2))) < $3"
/// ));
/// ```
pub fn raw_expr<'a, F, K>(
    fragment: &'static str,
    arguments: impl RawArguments<'a, K>,
) -> Expr<'a, F::Type, F::Nullability, K>
where
    F: ColumnField,
{
    let mut arguments = arguments.into_arguments().0.into_iter();
    let operator = Operator::Fragment(fragment);
    Expr::new(match arguments.next() {
        Some(first) => first.list(operator, arguments),
        None => Nodes::call(operator),
    })
}

/// Fragments of SQL around an expression.
pub trait Raw<'a>: Expression<'a> {
    /// A fragment whose `{}` is this expression, and whose type is the same.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// struct Order {
    ///     #[redshift(primary_key, identity)]
    ///     id: i64,
    ///     flags: i32,
    /// }
    ///
    /// let odd = Order::query().filter(|o| o.flags.raw("{} & 1").eq(1));
    /// assert!(odd.to_sql().text().ends_with("WHERE (t0.\"flags\" & 1) = $1"));
    /// ```
    fn raw(self, fragment: &'static str) -> Expr<'a, Self::Type, Self::Nullability, Out<Self::Level, Constant>>
    where
        Self::Level: Combine<Constant>,
    {
        Expr::new(self.into_expr().nodes.list(Operator::Fragment(fragment), Vec::new()))
    }
}

impl<'a, E: Expression<'a>> Raw<'a> for E {}

/// The arguments of a fragment, of level `K`: a tuple of up to six columns, expressions and values.
#[diagnostic::on_unimplemented(
    message = "the arguments of a fragment are a tuple of up to six columns, expressions and values",
    label = "these do not make one expression",
    note = "one argument is `(o.total,)`, none is `()`; a column of a single row does not stand beside an aggregate"
)]
pub trait RawArguments<'a, K> {
    #[doc(hidden)]
    fn into_arguments(self) -> Arguments<'a>;
}

/// The arguments of a fragment, in order.
#[doc(hidden)]
#[derive(Debug)]
pub struct Arguments<'a>(Vec<Nodes<'a>>);

#[diagnostic::do_not_recommend]
impl<'a> RawArguments<'a, Constant> for () {
    fn into_arguments(self) -> Arguments<'a> {
        Arguments(Vec::new())
    }
}

type L1<A> = Out<Constant, A>;
type L2<A, B> = Out<L1<A>, B>;
type L3<A, B, C> = Out<L2<A, B>, C>;
type L4<A, B, C, D> = Out<L3<A, B, C>, D>;
type L5<A, B, C, D, E> = Out<L4<A, B, C, D>, E>;
type L6<A, B, C, D, E, F> = Out<L5<A, B, C, D, E>, F>;

macro_rules! arguments {
    ($($name:ident),+; $($level:ty: $next:ident),+; $out:ty) => {
        #[diagnostic::do_not_recommend]
        impl<'a, $($name: ResultValue<'a>),+> RawArguments<'a, $out> for ($($name,)+)
        where
            $($level: Combine<$next::Level>),+
        {
            #[expect(non_snake_case, reason = "an argument is named after its type")]
            fn into_arguments(self) -> Arguments<'a> {
                let ($($name,)+) = self;
                Arguments(vec![$($name.into_result().nodes),+])
            }
        }
    };
}
arguments!(A; Constant: A; L1<A::Level>);
arguments!(A, B; Constant: A, L1<A::Level>: B; L2<A::Level, B::Level>);
arguments!(A, B, C; Constant: A, L1<A::Level>: B, L2<A::Level, B::Level>: C; L3<A::Level, B::Level, C::Level>);
arguments!(A, B, C, D; Constant: A, L1<A::Level>: B, L2<A::Level, B::Level>: C, L3<A::Level, B::Level, C::Level>: D;
    L4<A::Level, B::Level, C::Level, D::Level>);
arguments!(A, B, C, D, E; Constant: A, L1<A::Level>: B, L2<A::Level, B::Level>: C, L3<A::Level, B::Level, C::Level>: D,
    L4<A::Level, B::Level, C::Level, D::Level>: E; L5<A::Level, B::Level, C::Level, D::Level, E::Level>);
arguments!(A, B, C, D, E, F; Constant: A, L1<A::Level>: B, L2<A::Level, B::Level>: C,
    L3<A::Level, B::Level, C::Level>: D, L4<A::Level, B::Level, C::Level, D::Level>: E,
    L5<A::Level, B::Level, C::Level, D::Level, E::Level>: F;
    L6<A::Level, B::Level, C::Level, D::Level, E::Level, F::Level>);

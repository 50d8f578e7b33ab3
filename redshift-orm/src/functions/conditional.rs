//! Conditional expressions (`c_conditional_expressions`): COALESCE, NVL, NVL2, NULLIF, GREATEST, LEAST. CASE is
//! [`case`](crate::expr::case).

use crate::expr::node::{Nodes, Operator};
use crate::expr::{Combine, Expr, Expression, ResultOf, ResultValue};
use crate::types::{Null, Nullability, Ordered};

type Out<A, B> = <A as Combine<B>>::Out;

/// The conditional functions, as methods of columns and expressions. A method of its own result adds an argument to the call.
///
/// ```
/// use redshift_orm::prelude::*;
///
/// #[derive(Model)]
/// struct Customer {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     nickname: Option<String>,
///     name: Option<String>,
/// }
///
/// let names = Customer::query().select(|c| c.nickname.coalesce(c.name).coalesce("unknown"));
/// assert!(names.to_sql().text().starts_with("SELECT COALESCE(t0.\"nickname\", t0.\"name\", $1) FROM "));
/// ```
pub trait ConditionalFunctions<'a>: Expression<'a> {
    /// `COALESCE(self, other)` (`r_COALESCE`): the first that is not NULL; never NULL when `other` is not.
    #[doc(alias = "unwrap_or")]
    fn coalesce<B: ResultOf<'a, Self::Type>>(
        self,
        other: B,
    ) -> Expr<'a, Self::Type, B::Nullability, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        Expr::new(call("COALESCE", self.into_expr().nodes, other.into_result_of().nodes))
    }

    /// `NVL(self, other)` (`r_NVL_function`): the same as COALESCE.
    fn nvl<B: ResultOf<'a, Self::Type>>(
        self,
        other: B,
    ) -> Expr<'a, Self::Type, B::Nullability, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        Expr::new(call("NVL", self.into_expr().nodes, other.into_result_of().nodes))
    }

    /// `NVL2(self, not_null, null)` (`r_NVL2`): `not_null` when `self` is not NULL, `null` when it is.
    fn nvl2<A: ResultValue<'a>, B: ResultOf<'a, A::Type>>(
        self,
        not_null: A,
        null: B,
    ) -> Expr<'a, A::Type, <A::Nullability as Nullability>::Or<B::Nullability>, Out<Out<Self::Level, A::Level>, B::Level>>
    where
        Self::Level: Combine<A::Level>,
        Out<Self::Level, A::Level>: Combine<B::Level>,
    {
        let rest = vec![not_null.into_result().nodes, null.into_result_of().nodes];
        Expr::new(self.into_expr().nodes.list(Operator::Function("NVL2"), rest))
    }

    /// `NULLIF(self, other)` (`r_NULLIF_function`): NULL when the two are equal, `self` otherwise.
    fn nullif<B: ResultOf<'a, Self::Type>>(self, other: B) -> Expr<'a, Self::Type, Null, Out<Self::Level, B::Level>>
    where
        Self::Level: Combine<B::Level>,
    {
        Expr::new(self.into_expr().nodes.binary(Operator::Function("NULLIF"), other.into_result_of().nodes))
    }

    /// `GREATEST(self, other)` (`r_GREATEST_LEAST`): the largest; NULL only when all are.
    fn greatest<B: ResultOf<'a, Self::Type>>(
        self,
        other: B,
    ) -> Expr<'a, Self::Type, <Self::Nullability as Nullability>::And<B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Ordered<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(call("GREATEST", self.into_expr().nodes, other.into_result_of().nodes))
    }

    /// `LEAST(self, other)` (`r_GREATEST_LEAST`): the smallest; NULL only when all are.
    fn least<B: ResultOf<'a, Self::Type>>(
        self,
        other: B,
    ) -> Expr<'a, Self::Type, <Self::Nullability as Nullability>::And<B::Nullability>, Out<Self::Level, B::Level>>
    where
        Self::Type: Ordered<Proof: Sized>,
        Self::Level: Combine<B::Level>,
    {
        Expr::new(call("LEAST", self.into_expr().nodes, other.into_result_of().nodes))
    }
}

impl<'a, E: Expression<'a>> ConditionalFunctions<'a> for E {}

/// `name(first, last)`; one more argument where `first` is such a call already.
fn call<'a>(name: &'static str, first: Nodes<'a>, last: Nodes<'a>) -> Nodes<'a> {
    first.extend_call(Operator::Function(name), last)
}

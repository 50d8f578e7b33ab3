//! Rust values on the left of an arithmetic operator: `dec!(1) - o.discount`.
//!
//! Of the integers INTEGER alone, or else the type of an integer literal would be open.

use std::ops::{Add, Div, Mul, Rem, Sub};

use rust_decimal::Decimal;

use super::arithmetic::{Addition, Arithmetic, Division, Modulo, Multiplication, Subtraction};
use super::level::{Constant, Level};
use super::node::{Nodes, Operator};
use super::{Column, Combine, Expr, Expression as _};
use crate::types::{Nullability, SqlType};

type Out<A, B> = <A as Combine<B>>::Out;

macro_rules! left_value {
    ($($value:ty),*: $operators:tt) => { $( operators! { $value: $operators } )* };
}

macro_rules! operators {
    ($value:ty: { $($trait:ident $method:ident $operator:ident $op:ty;)* }) => { $(
        impl<T: SqlType, N: Nullability, K: Level> $trait<Column<T, N, K>> for $value
        where
            $value: Arithmetic<T, $op>,
            Constant: Combine<K>,
        {
            type Output = Expr<
                'static,
                <$value as Arithmetic<T, $op>>::Output,
                <$value as Arithmetic<T, $op>>::Nullability<N>,
                Out<Constant, K>,
            >;
            fn $method(self, other: Column<T, N, K>) -> Self::Output {
                Expr::new(Nodes::parameter(self.into_value()).binary(Operator::$operator, other.into_expr().nodes))
            }
        }

        impl<'a, T: SqlType, N: Nullability, K: Level> $trait<Expr<'a, T, N, K>> for $value
        where
            $value: Arithmetic<T, $op>,
            Constant: Combine<K>,
        {
            type Output = Expr<
                'a,
                <$value as Arithmetic<T, $op>>::Output,
                <$value as Arithmetic<T, $op>>::Nullability<N>,
                Out<Constant, K>,
            >;
            fn $method(self, other: Expr<'a, T, N, K>) -> Self::Output {
                Expr::new(Nodes::parameter(self.into_value()).binary(Operator::$operator, other.nodes))
            }
        }
    )* };
}

left_value! {
    i32, f64, Decimal: {
        Add add Add Addition;
        Sub sub Subtract Subtraction;
        Mul mul Multiply Multiplication;
        Div div Divide Division;
        Rem rem Remainder Modulo;
    }
}

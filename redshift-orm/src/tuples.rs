//! What is written once for tuples of every length.

/// `for_tuples!(each: A B C)` is `each! { A; A B; A B C; }`.
macro_rules! for_tuples {
    ($each:ident: $($name:ident)*) => { for_tuples!(@lists $each [] [] $($name)*); };
    (@lists $each:ident [$($lists:tt)*] [$($name:ident)*]) => { $each! { $($lists)* } };
    (@lists $each:ident [$($lists:tt)*] [$($name:ident)*] $next:ident $($rest:ident)*) => {
        for_tuples!(@lists $each [$($lists)* $($name)* $next;] [$($name)* $next] $($rest)*);
    };
}

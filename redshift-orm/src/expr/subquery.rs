//! What stands on the right of IN, `= ANY` and `<> ALL` when it is a query.

use super::node::Nodes;

/// A query that selects one column whose values compare with those of type `T`.
#[diagnostic::on_unimplemented(
    message = "a subquery of IN selects one column that compares with a `{T}`",
    label = "selects something else",
    note = "select the one column: `.in_query(Order::query().select(|o| o.customer_id))`; a list of values goes into `.in_([1, 2])`"
)]
pub trait InQuery<'a, T> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_nodes(self) -> Nodes<'a>;
}

/// A query that stands behind `= ANY` and `<> ALL`: as behind IN.
#[diagnostic::on_unimplemented(
    message = "`= ANY` and `<> ALL` take a query that selects one column that compares with a `{T}`",
    label = "is no such query",
    note = "select the one column: `.eq_any(Order::query().select(|o| o.customer_id))`; Redshift has no array parameters, so a list of values is `.in_(list)`"
)]
pub trait QuantifiedQuery<'a, T>: InQuery<'a, T> {}
#[diagnostic::do_not_recommend]
impl<'a, T, Q: InQuery<'a, T>> QuantifiedQuery<'a, T> for Q {}

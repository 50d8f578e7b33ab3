//! What stands on the right of IN when it is a query.

use super::node::Nodes;

/// A query that selects one column whose values compare with those of type `T`.
#[diagnostic::on_unimplemented(
    message = "a subquery of IN selects one column that compares with a `{T}`",
    label = "selects something else",
    note = "select the one column: `.in_query(Order::query().select(|o| o.customer_id))`"
)]
pub trait InQuery<'a, T> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_nodes(self) -> Nodes<'a>;
}

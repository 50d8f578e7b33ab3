//! What is given out beside errors: the same items, without what the errors are about.
//!
//! Code that uses the model then compiles as far as it can, and the only messages are ours.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use crate::attr::field::FieldAttrs;
use crate::expand::expand_model;
use crate::model::Table;
use crate::ty;

/// The items of a model that has errors.
pub(crate) fn expand_fallback(mut table: Table<'_>) -> TokenStream {
    if !table.original.generics.params.is_empty() {
        return TokenStream::new();
    }
    for column in table.columns.iter_mut().filter(|column| column.broken) {
        column.attrs = FieldAttrs::default();
        if let Some(substitute) = ty::substitute(&column.original.ty) {
            column.ty = Cow::Owned(substitute);
            table.readable = false;
        }
    }
    expand_model(&table, false)
}

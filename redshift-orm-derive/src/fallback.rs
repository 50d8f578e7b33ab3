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

#[cfg(test)]
mod tests {
    use quote::quote;

    use crate::testing::{model, model_errors};

    #[test]
    fn errors_leave_the_items_that_code_names() {
        let expanded = model(quote! {
            #[redshift(sortkey(nothing))]
            struct Order { #[redshift(varchr = 3)] note: String, count: u32 }
        })
        .to_string();
        for item in [
            "struct NewOrder",
            "struct OrderColumns",
            "struct OrderNullableColumns",
            "impl __orm :: Model for Order",
            "Column < i64 , :: redshift_orm :: __private :: NotNull >",
        ] {
            assert!(expanded.contains(item), "{item}");
        }
    }

    #[test]
    fn a_sound_column_beside_a_broken_one_is_still_asked_about() {
        let input = quote! { struct Order { #[redshift(index)] a: i64, #[redshift(encode = az64)] b: bool } };
        assert_eq!(model_errors(input.clone()).len(), 1);
        assert!(model(input).to_string().contains("encoding_suits"));
    }
}

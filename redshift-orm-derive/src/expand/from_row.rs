//! `Model::read`: a row into the struct.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::column_field;
use crate::model::Table;

pub(super) fn expand_read(table: &Table<'_>) -> TokenStream {
    let body = if !table.readable {
        // The program does not compile anyway.
        quote!(::core::unreachable!())
    } else {
        let fields = table.columns.iter().map(|column| {
            let (ident, next) = (column.ident, expand_next(&column.ty));
            quote!(#ident: #next)
        });
        quote!(::core::result::Result::Ok(Self { #(#fields),* }))
    };
    quote! {
        fn read(
            __row: &mut __orm::RowReader<'_>,
        ) -> __orm::Result<Self> {
            #body
        }
    }
}

/// The next cell of `__row` as a field. Written out, because `?` asks the compiler for more: a seventh of what a model costs it.
pub(super) fn expand_next(ty: &Type) -> TokenStream {
    let next = column_field(ty, "next");
    quote! {
        match #next(__row) {
            ::core::result::Result::Ok(__value) => __value,
            ::core::result::Result::Err(__error) => return ::core::result::Result::Err(__error),
        }
    }
}

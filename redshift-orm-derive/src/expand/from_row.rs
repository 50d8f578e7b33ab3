//! `Model::read`: a row into the struct.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::model::Table;

pub(super) fn expand_read(table: &Table<'_>) -> TokenStream {
    let body = if !table.readable {
        // The program does not compile anyway.
        quote!(::core::unreachable!())
    } else {
        let fields = table.columns.iter().map(|column| {
            let (ident, ty) = (column.ident, &column.ty);
            let next = quote_spanned!(ty.span()=> __row.next()?);
            quote!(#ident: #next)
        });
        quote!(::core::result::Result::Ok(Self { #(#fields),* }))
    };
    quote! {
        fn read(
            __row: &mut ::redshift_orm::__private::RowReader<'_>,
        ) -> ::redshift_orm::__private::Result<Self> {
            #body
        }
    }
}

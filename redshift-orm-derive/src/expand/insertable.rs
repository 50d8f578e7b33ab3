//! `NewOrder`: the values of a row to insert.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;

use super::column_field;
use crate::model::{Column, Table, docs};
use crate::ty;

fn insertable<'t, 'a>(table: &'t Table<'a>) -> impl Iterator<Item = &'t Column<'a>> {
    table.columns.iter().filter(|column| column.is_insertable())
}

/// The type of a column's value: `Defaulted<..>` where it may be left to the default.
fn value_type(column: &Column<'_>) -> TokenStream {
    // Beside errors the type as it was written, for the values that users write.
    let ty = match &column.original.ty {
        written @ Type::Path(_) => written,
        _ => &column.ty,
    };
    if column.has_default() {
        return quote!(::redshift_orm::__private::Defaulted<#ty>);
    }
    quote!(#ty)
}

pub(super) fn expand_struct(table: &Table<'_>, new: &Ident) -> TokenStream {
    let vis = &table.original.vis;
    let doc = format!(" A new row of [`{}`]: every column but those of IDENTITY.", table.ident());
    let table_docs = docs(&table.original.attrs);
    let fields = insertable(table).map(|column| {
        let (vis, ident, ty) = (&column.original.vis, column.ident, value_type(column));
        let docs = docs(&column.original.attrs);
        quote! {
            #(#docs)*
            #vis #ident: #ty
        }
    });
    quote! {
        #[doc = #doc]
        #[doc = ""]
        #(#table_docs)*
        #[allow(clippy::derive_partial_eq_without_eq, dead_code, missing_docs, non_snake_case)]
        #vis struct #new {
            #(#fields),*
        }
    }
}

pub(super) fn expand_impls(table: &Table<'_>, new: &Ident) -> TokenStream {
    let new_row = expand_new_row(table, new);
    let common = expand_common_impls(table, new);
    quote!(#new_row #common)
}

fn expand_new_row(table: &Table<'_>, new: &Ident) -> TokenStream {
    let names = insertable(table).map(Column::name);
    let values = if !table.readable {
        quote!(::core::unreachable!())
    } else {
        let values = insertable(table).map(|column| {
            let (ident, ty) = (column.ident, &column.ty);
            let value = quote!(self.#ident);
            let function = column_field(ty, if column.has_default() { "given_or_default" } else { "given" });
            quote!(#function(#value))
        });
        quote!(::std::vec::Vec::from([#(#values),*]))
    };
    quote! {
        #[automatically_derived]
        impl ::redshift_orm::__private::NewRow for #new {
            const COLUMNS: &'static [&'static str] = &[#(#names),*];
            fn into_values(self) -> ::std::vec::Vec<::redshift_orm::__private::InsertValue> {
                #values
            }
        }
    }
}

/// `Clone`, `Debug` and `PartialEq` as far as every field has them. The macro cannot see what else the struct derives; the `for<..>`
/// makes a bound that does not hold a missing impl rather than an error.
fn expand_common_impls(table: &Table<'_>, new: &Ident) -> TokenStream {
    let mut types: Vec<String> = Vec::new();
    let mut distinct: Vec<TokenStream> = Vec::new();
    for ty in insertable(table).filter(|column| !ty::has_common_traits(&column.ty)).map(value_type) {
        let text = ty.to_string();
        if !types.contains(&text) {
            types.push(text);
            distinct.push(ty);
        }
    }
    let idents: Vec<&Ident> = insertable(table).map(|column| column.ident).collect();
    let names = idents.iter().map(|ident| ident.to_string());
    let name = new.to_string();
    quote! {
        #[automatically_derived]
        impl ::core::clone::Clone for #new
        where
            #(for<'__a> #distinct: ::core::clone::Clone),*
        {
            fn clone(&self) -> Self {
                #new { #(#idents: ::core::clone::Clone::clone(&self.#idents)),* }
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #new
        where
            #(for<'__a> #distinct: ::core::fmt::Debug),*
        {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.debug_struct(#name)#(.field(#names, &self.#idents))*.finish()
            }
        }
        #[automatically_derived]
        impl ::core::cmp::PartialEq for #new
        where
            #(for<'__a> #distinct: ::core::cmp::PartialEq),*
        {
            fn eq(&self, __other: &Self) -> bool {
                true #(&& self.#idents == __other.#idents)*
            }
        }
    }
}

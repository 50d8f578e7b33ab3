//! `OrderColumns` and `OrderNullableColumns`: what the closures of a query receive.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::model::{Table, docs};

/// Which of the two structs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twin {
    /// The columns as they are.
    Plain,
    /// Every column nullable: the other side of an outer join.
    Nullable,
}

pub(super) fn expand_struct(table: &Table<'_>, name: &Ident, twin: Twin) -> TokenStream {
    let vis = &table.original.vis;
    let ident = table.ident();
    let doc = match twin {
        Twin::Plain => format!(" The columns of [`{ident}`], as the closures of a query receive them."),
        Twin::Nullable => format!(" The columns of [`{ident}`] as the other side of an outer join: each may be NULL."),
    };
    let table_docs = docs(&table.original.attrs);
    let fields = table.columns.iter().map(|column| {
        let (ident, ty) = (column.ident, &column.ty);
        let docs = docs(&column.original.attrs);
        let nullability = match twin {
            Twin::Plain => {
                quote_spanned!(ty.span()=> <#ty as ::redshift_orm::__private::ColumnField>::Nullability)
            }
            Twin::Nullable => quote!(::redshift_orm::__private::Null),
        };
        let sql_type = quote_spanned!(ty.span()=> <#ty as ::redshift_orm::__private::ColumnField>::Type);
        quote! {
            #(#docs)*
            pub #ident: ::redshift_orm::__private::Column<#sql_type, #nullability>
        }
    });
    quote! {
        #[doc = #doc]
        #[doc = ""]
        #(#table_docs)*
        #[derive(Clone, Copy, Debug)]
        #[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
        #vis struct #name {
            #(#fields),*
        }
    }
}

/// The struct with every column of `__source`.
pub(super) fn expand_constructor(table: &Table<'_>, name: &Ident) -> TokenStream {
    let fields = table.columns.iter().map(|column| {
        let (ident, name) = (column.ident, column.name());
        quote!(#ident: ::redshift_orm::__private::Column::named(__source, #name))
    });
    quote!(#name { #(#fields),* })
}

/// `impl Selection`: selecting the struct selects the whole row.
pub(super) fn expand_impl(table: &Table<'_>, name: &Ident, twin: Twin) -> TokenStream {
    let ident = table.ident();
    let row = match twin {
        Twin::Plain => quote!(#ident),
        Twin::Nullable => quote!(::core::option::Option<#ident>),
    };
    let read = match twin {
        Twin::Plain => quote!(<#ident as ::redshift_orm::__private::Model>::read(__row)),
        Twin::Nullable => quote!(::redshift_orm::__private::read_optional::<#ident>(__row)),
    };
    let push = table.columns.iter().map(|column| {
        let (ident, name) = (column.ident, column.name());
        quote!(__list.column(self.#ident, #name);)
    });
    let next = table.columns.iter().map(|column| {
        let ident = column.ident;
        quote!(#ident: ::redshift_orm::__private::next_column(__source, __index))
    });
    quote! {
        #[automatically_derived]
        impl<'__a> ::redshift_orm::__private::Selection<'__a> for #name {
            type Row = #row;
            type Levels = ::redshift_orm::__private::Row;
            type Columns = #name;
            fn push_to(self, __list: &mut ::redshift_orm::__private::SelectList<'__a>) {
                #(#push)*
            }
            fn columns(__source: ::redshift_orm::__private::Source, __index: &mut u16) -> #name {
                #name { #(#next),* }
            }
            fn read(
                __row: &mut ::redshift_orm::__private::RowReader<'_>,
            ) -> ::redshift_orm::__private::Result<#row> {
                #read
            }
        }
    }
}

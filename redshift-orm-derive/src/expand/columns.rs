//! `OrderColumns` and `OrderNullableColumns`: what the closures of a query receive.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::{ends, field_under};
use crate::model::{Table, docs};
use crate::ty;

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
        let ident = column.ident;
        let docs = docs(&column.original.attrs);
        let handle = handle_type(&column.ty, twin);
        quote! {
            #(#docs)*
            pub #ident: #handle
        }
    });
    quote! {
        #[doc = #doc]
        #[doc = ""]
        #(#table_docs)*
        #[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
        #vis struct #name {
            #(#fields,)*
            __origin: ::redshift_orm::__private::Origin,
        }
    }
}

/// `Column<..>` of a field, in a struct that stands beside the model. Where the spelling tells the nullability, no trait is asked.
pub(super) fn handle_type(ty: &Type, twin: Twin) -> TokenStream {
    let (first, last) = ends(ty);
    let (sql_type, nullability) = if let Some(inner) = ty::option_argument(ty) {
        (quote!(#inner), quote!(::redshift_orm::__private::Null))
    } else if ty::is_known(ty) {
        (quote!(#ty), quote!(::redshift_orm::__private::NotNull))
    } else {
        let of_field = |name: &str| {
            let name = Ident::new(name, last);
            quote_spanned!(first=> <#ty as ::redshift_orm::__private::ColumnField>::#name)
        };
        (of_field("Type"), of_field("Nullability"))
    };
    let nullability = match twin {
        Twin::Plain => nullability,
        Twin::Nullable => quote!(::redshift_orm::__private::Null),
    };
    let close = quote_spanned!(last=> >);
    quote_spanned!(first=> ::redshift_orm::__private::Column<#sql_type, #nullability #close)
}

/// `Clone`, `Copy` and `Debug`, written out: the derives would repeat every error about a field's type.
pub(super) fn expand_common_impls(name: &Ident, bounds: &TokenStream) -> TokenStream {
    let text = name.to_string();
    quote! {
        #[automatically_derived]
        impl ::core::marker::Copy for #name #bounds {}
        #[automatically_derived]
        impl ::core::clone::Clone for #name #bounds {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #name #bounds {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __f.write_str(#text)
            }
        }
    }
}

/// The function that makes the struct, for the table itself and for a select list that holds the row.
pub(super) fn expand_constructor(table: &Table<'_>, name: &Ident, function: &Ident) -> TokenStream {
    let of_origin = quote!(__orm::Origin::column);
    let fields = table.columns.iter().enumerate().map(|(index, column)| {
        let (ident, name) = (column.ident, column.name());
        let index = Literal::usize_unsuffixed(index);
        field_under(&column.ty, ident, &of_origin, quote!(__origin, #index, #name))
    });
    quote! {
        fn #function(__origin: __orm::Origin) -> #name {
            #name { #(#fields,)* __origin }
        }
    }
}

/// `impl Selection`: selecting the struct selects the whole row.
pub(super) fn expand_impl(
    table: &Table<'_>,
    (name, function): (&Ident, &Ident),
    (nullable_name, nullable_function): (&Ident, &Ident),
    twin: Twin,
) -> TokenStream {
    let ident = table.ident();
    let row = match twin {
        Twin::Plain => quote!(#ident),
        Twin::Nullable => quote!(::core::option::Option<#ident>),
    };
    let read = match twin {
        Twin::Plain => quote!(<#ident as __orm::Model>::read(__row)),
        Twin::Nullable => quote!(__orm::read_optional::<#ident>(__row)),
    };
    let nullable = match twin {
        Twin::Plain => quote!(#nullable_function(self.__origin)),
        Twin::Nullable => quote!(self),
    };
    let push = match twin {
        Twin::Plain => quote!(table),
        Twin::Nullable => quote!(nullable_table),
    };
    let of_table = matches!(twin, Twin::Plain).then(|| {
        quote! {
            fn of_table(__source: __orm::Source) -> #name {
                #function(__orm::Origin::of_table(__source))
            }
        }
    });
    let common = expand_common_impls(name, &TokenStream::new());
    let width = Literal::usize_unsuffixed(table.columns.len());
    quote! {
        #common
        #[automatically_derived]
        impl __orm::SourceColumns for #name {
            type Nullable = #nullable_name;
            fn into_nullable(self) -> #nullable_name {
                #nullable
            }
        }
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl<'__a> __orm::Selection<'__a> for #name {
            type Row = #row;
            type Levels = __orm::Row;
            type Columns = #name;
            fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
                __list.#push(&<#ident as __orm::Model>::TABLE, self.__origin);
            }
            fn columns(__source: __orm::Source, __index: &mut u16) -> #name {
                #function(__orm::Origin::nth(__source, __index, #width))
            }
            #of_table
            fn read(
                __row: &mut __orm::RowReader<'_>,
            ) -> __orm::Result<#row> {
                #read
            }
        }
    }
}

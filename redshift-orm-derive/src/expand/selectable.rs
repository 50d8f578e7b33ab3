//! `SelectSpend`, which `select` takes, and `SpendColumns`, which ORDER BY and an outer query see; `SpendNullableColumns` is what
//! they are as an outer join's other side.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use super::columns::{Twin, expand_common_impls, handle_type};
use super::{aside, column_field, field_under, from_row};
use crate::model::docs;
use crate::selectable::{Item, Selectable};

pub(crate) fn expand_selectable(selectable: &Selectable<'_>) -> TokenStream {
    let ident = &selectable.original.ident;
    let select = format_ident!("Select{}", ident);
    let columns = format_ident!("{}Columns", ident);
    let nullable_columns = format_ident!("{}NullableColumns", ident);
    let types = selectable.items.iter().map(|item| item.ty.to_token_stream());
    let parameters = parameters(types, &[ident, &select, &columns, &nullable_columns]);
    let select_struct = expand_select_struct(selectable, &select, &parameters);
    let columns_struct = expand_columns_struct(selectable, &columns, Twin::Plain);
    let nullable_columns_struct = expand_columns_struct(selectable, &nullable_columns, Twin::Nullable);
    let aside = aside(&expand_selection(selectable, &select, [&columns, &nullable_columns], &parameters));
    quote! {
        #select_struct
        #columns_struct
        #nullable_columns_struct
        #aside
    }
}

/// A type parameter for each of the fields' types: `A`, `B`, .., passing over names that the struct uses itself.
pub(super) fn parameters(types: impl Iterator<Item = TokenStream>, taken: &[&Ident]) -> Vec<Ident> {
    let mut used: Vec<String> = taken.iter().map(|ident| ident.to_string()).collect();
    let mut count = 0;
    for ty in types {
        collect_idents(ty, &mut used);
        count += 1;
    }
    let letters = ('A'..='Z').map(|letter| letter.to_string());
    let numbered = (1_u32..).map(|number| format!("A{number}"));
    letters
        .chain(numbered)
        .filter(|name| !used.contains(name))
        .take(count)
        .map(|name| format_ident!("{}", name))
        .collect()
}

fn collect_idents(tokens: TokenStream, into: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => into.push(ident.to_string()),
            TokenTree::Group(group) => collect_idents(group.stream(), into),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

pub(super) fn expand_select_struct(selectable: &Selectable<'_>, select: &Ident, parameters: &[Ident]) -> TokenStream {
    let vis = &selectable.original.vis;
    let doc = format!(" The expressions that are read as a [`{}`]: what `select` takes.", selectable.original.ident);
    let fields = selectable.items.iter().zip(parameters).map(|(item, parameter)| {
        let (vis, ident) = (&item.original.vis, item.ident);
        let docs = docs(&item.original.attrs);
        quote!(#(#docs)* #vis #ident: #parameter)
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug)]
        #[allow(missing_docs, non_snake_case)]
        #vis struct #select<#(#parameters),*> {
            #(#fields),*
        }
    }
}

fn expand_columns_struct(selectable: &Selectable<'_>, columns: &Ident, twin: Twin) -> TokenStream {
    let vis = &selectable.original.vis;
    let ident = &selectable.original.ident;
    let doc = match twin {
        Twin::Plain => format!(" The columns of a query that reads as [`{ident}`]."),
        Twin::Nullable => {
            format!(
                " The columns of a query that reads as [`{ident}`] as the other side of an outer join: each may be NULL."
            )
        }
    };
    let fields = selectable.items.iter().map(|item| {
        let ident = item.ident;
        let docs = docs(&item.original.attrs);
        let handle = match (item.nested, twin) {
            (false, _) => handle_type(&item.ty, twin),
            (true, Twin::Plain) => nested_row(&item.ty, "Columns"),
            (true, Twin::Nullable) => {
                let columns = nested_row(&item.ty, "Columns");
                quote!(<#columns as ::redshift_orm::__private::SourceColumns>::Nullable)
            }
        };
        quote!(#(#docs)* pub #ident: #handle)
    });
    let bounds = nested_bounds(selectable);
    quote! {
        #[doc = #doc]
        #[allow(dead_code, missing_docs, non_snake_case, private_interfaces)]
        #vis struct #columns #bounds {
            #(#fields),*
        }
    }
}

/// The bounds of what is made of nested rows. That a type is one is asked once, at the field; these keep the compiler from asking in every
/// item, which it does not while a lifetime stands before the bound.
fn nested_bounds(selectable: &Selectable<'_>) -> TokenStream {
    let mut nested = selectable.items.iter().filter(|item| item.nested).map(|item| &item.ty).peekable();
    if nested.peek().is_none() {
        return TokenStream::new();
    }
    quote!(where #(for<'__n> #nested: ::redshift_orm::__private::NestedRow),*)
}

/// `<ty as NestedRow>::name`.
fn nested_row(ty: &Type, name: &str) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    quote_spanned!(ty.span()=> <#ty as ::redshift_orm::__private::NestedRow>::#name)
}

/// The fields of the columns of a query around this one.
fn expand_next_columns(selectable: &Selectable<'_>, twin: Twin) -> Vec<TokenStream> {
    let next_column = quote!(__orm::next_column);
    let next = selectable.items.iter().map(|item| {
        let ident = item.ident;
        if !item.nested {
            return field_under(&item.ty, ident, &next_column, quote!(__source, __index));
        }
        let columns = nested_row(&item.ty, "columns");
        match twin {
            Twin::Plain => quote!(#ident: #columns(__source, __index)),
            Twin::Nullable => {
                quote!(#ident: __orm::SourceColumns::into_nullable(#columns(__source, __index)))
            }
        }
    });
    next.collect()
}

fn expand_selection(
    selectable: &Selectable<'_>,
    select: &Ident,
    [columns, nullable_columns]: [&Ident; 2],
    parameters: &[Ident],
) -> TokenStream {
    let row = &selectable.original.ident;
    let next = expand_next_columns(selectable, Twin::Plain);
    let read = selectable.items.iter().map(|item| {
        let ident = item.ident;
        let next = if item.nested {
            let read = nested_row(&item.ty, "read");
            quote!(#read(__row)?)
        } else {
            from_row::expand_next(&item.ty)
        };
        quote!(#ident: #next)
    });
    let read = if selectable.readable {
        quote!(::core::result::Result::Ok(#row { #(#read),* }))
    } else {
        // The program does not compile anyway.
        quote!(::core::unreachable!())
    };
    let bodies = SelectionBodies {
        columns: quote!(#columns { #(#next),* }),
        read: quote!(<#row as __orm::FromRow>::from_row(__row)),
    };
    let select_impl = expand_select_impl(selectable, select, columns, parameters, &bodies);
    let columns_impl = expand_columns_impl(selectable, columns, nullable_columns, &next, Twin::Plain);
    let nullable_next = expand_next_columns(selectable, Twin::Nullable);
    let nullable_columns_impl =
        expand_columns_impl(selectable, nullable_columns, nullable_columns, &nullable_next, Twin::Nullable);
    let nested_impl = expand_nested_impl(selectable, columns, nullable_columns);
    let bounds = nested_bounds(selectable);
    let is_nested_row = selectable.items.iter().filter(|item| item.nested).map(|item| {
        let ty = &item.ty;
        quote_spanned!(ty.span()=> const _: () = __orm::is_nested_row::<#ty>();)
    });
    quote! {
        #(#is_nested_row)*
        #columns_impl
        #nullable_columns_impl
        #select_impl
        #nested_impl
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::FromRow for #row #bounds {
            fn from_row(
                __row: &mut __orm::RowReader<'_>,
            ) -> __orm::Result<Self> {
                #read
            }
        }
    }
}

/// What the expression of a field must be.
fn item_trait(item: &Item<'_>) -> TokenStream {
    let ty = &item.ty;
    if item.nested { quote!(__orm::NestedItem<'__a, #ty>) } else { quote!(__orm::SelectItem<'__a, #ty>) }
}

/// `impl NestedRow`: the struct as a field of another.
fn expand_nested_impl(selectable: &Selectable<'_>, columns: &Ident, nullable_columns: &Ident) -> TokenStream {
    let row = &selectable.original.ident;
    let bounds = nested_bounds(selectable);
    let types = selectable.items.iter().map(|item| {
        if item.nested {
            let types = nested_row(&item.ty, "types");
            quote!(#types())
        } else {
            let kind = column_field(&item.ty, "KIND");
            quote!([#kind.base])
        }
    });
    quote! {
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::NestedRow for #row #bounds {
            type Columns = #columns;
            fn columns(__source: __orm::Source, __index: &mut u16) -> #columns {
                <#columns as __orm::Selection<'_>>::columns(__source, __index)
            }
            fn push_to(__columns: #columns, __list: &mut __orm::SelectList<'_>) {
                __orm::Selection::push_to(__columns, __list)
            }
            fn push_nullable(__columns: #nullable_columns, __list: &mut __orm::SelectList<'_>) {
                __orm::Selection::push_to(__columns, __list)
            }
            fn types() -> impl ::core::iter::Iterator<Item = ::redshift_orm::schema::DataType> {
                ::core::iter::empty()#(.chain(#types))*
            }
            fn read(
                __row: &mut __orm::RowReader<'_>,
            ) -> __orm::Result<Self> {
                <Self as __orm::FromRow>::from_row(__row)
            }
        }
    }
}

/// The bodies of functions of `impl Selection`.
pub(super) struct SelectionBodies {
    pub(super) columns: TokenStream,
    pub(super) read: TokenStream,
}

/// `impl Selection` of the `Select..` struct.
pub(super) fn expand_select_impl(
    selectable: &Selectable<'_>,
    select: &Ident,
    columns: &Ident,
    parameters: &[Ident],
    bodies: &SelectionBodies,
) -> TokenStream {
    let row = &selectable.original.ident;
    let SelectionBodies { columns: columns_body, read } = bodies;
    let nested_bounds = nested_bounds(selectable);
    let bounds = selectable.items.iter().zip(parameters).map(|(item, parameter)| {
        let item = item_trait(item);
        quote!(#parameter: #item)
    });
    let levels = selectable.items.iter().zip(parameters).rev().fold(quote!(()), |tail, (item, parameter)| {
        let level = if item.nested { quote!(Levels) } else { quote!(Level) };
        let item = item_trait(item);
        quote!((<#parameter as #item>::#level, #tail))
    });
    let push = selectable.items.iter().zip(parameters).map(|(item, parameter)| {
        let (ident, name, bound) = (item.ident, &item.name, item_trait(item));
        if item.nested {
            quote!(<#parameter as #bound>::push_row(self.#ident, __list);)
        } else {
            quote!(<#parameter as #bound>::push_as(self.#ident, #name, __list);)
        }
    });
    quote! {
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl<'__a, #(#bounds),*> __orm::Selection<'__a> for #select<#(#parameters),*> #nested_bounds {
            type Row = #row;
            type Levels = #levels;
            type Columns = #columns;
            fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
                #(#push)*
            }
            fn columns(__source: __orm::Source, __index: &mut u16) -> #columns {
                #columns_body
            }
            fn read(
                __row: &mut __orm::RowReader<'_>,
            ) -> __orm::Result<#row> {
                #read
            }
        }
    }
}

/// `impl Selection` of the columns: an outer query selects the whole row.
fn expand_columns_impl(
    selectable: &Selectable<'_>,
    columns: &Ident,
    nullable_columns: &Ident,
    next: &[TokenStream],
    twin: Twin,
) -> TokenStream {
    let row = &selectable.original.ident;
    let push = selectable.items.iter().map(|item| {
        let (ident, name) = (item.ident, &item.name);
        if !item.nested {
            return quote!(__list.column(self.#ident, #name););
        }
        let push = nested_row(&item.ty, if twin == Twin::Plain { "push_to" } else { "push_nullable" });
        quote!(#push(self.#ident, __list);)
    });
    let (row, read) = match twin {
        Twin::Plain => (quote!(#row), quote!(<#row as __orm::FromRow>::from_row(__row))),
        Twin::Nullable => (quote!(::core::option::Option<#row>), quote!(__orm::read_optional_row::<#row>(__row))),
    };
    let nullable = match twin {
        Twin::Plain => {
            let fields = selectable.items.iter().map(|item| {
                let ident = item.ident;
                quote!(#ident: __orm::SourceColumns::into_nullable(self.#ident))
            });
            quote!(#nullable_columns { #(#fields),* })
        }
        Twin::Nullable => quote!(self),
    };
    let bounds = nested_bounds(selectable);
    let common = expand_common_impls(columns, &bounds);
    quote! {
        #common
        #[automatically_derived]
        impl __orm::SourceColumns for #columns #bounds {
            type Nullable = #nullable_columns;
            fn into_nullable(self) -> #nullable_columns {
                #nullable
            }
        }
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl<'__a> __orm::Selection<'__a> for #columns #bounds {
            type Row = #row;
            type Levels = __orm::Row;
            type Columns = #columns;
            fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
                #(#push)*
            }
            fn columns(__source: __orm::Source, __index: &mut u16) -> #columns {
                #columns { #(#next),* }
            }
            fn read(
                __row: &mut __orm::RowReader<'_>,
            ) -> __orm::Result<#row> {
                #read
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;
    use quote::quote;

    use crate::selectable::derive;
    use crate::testing::pretty;

    #[test]
    fn a_selectable_struct_expands() {
        let expanded = pretty(derive(quote! { struct Spend { name: String, total: Option<Decimal> } }));
        expect_file!["selectable.expanded.rs"].assert_eq(&expanded);
    }

    #[test]
    fn type_parameters_pass_over_names_in_use() {
        let expanded = derive(quote! { struct A { one: B, two: Option<m::C> } }).to_string();
        assert!(expanded.contains("struct SelectA < D , E >"), "{expanded}");
    }
}

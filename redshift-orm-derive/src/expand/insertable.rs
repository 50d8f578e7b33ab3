//! `NewOrder`: the values of a row to insert. `InsertOrder`: such a row as expressions.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::Type;

use super::columns::{Twin, handle_type};
use super::from_row::expand_next;
use super::selectable::parameters;
use super::{column_field, field_under};
use crate::attr::new::serde_of_default;
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
    let of_struct = &table.attrs.new;
    let fields = insertable(table).map(|column| {
        let (vis, ident, ty) = (&column.original.vis, column.ident, value_type(column));
        let docs = docs(&column.original.attrs);
        let serde = column.has_default().then(|| serde_of_default(of_struct, &column.attrs.new));
        let attributes = &column.attrs.new;
        quote! {
            #(#docs)*
            #serde
            #(#[#attributes])*
            #vis #ident: #ty
        }
    });
    quote! {
        #[doc = #doc]
        #[doc = ""]
        #(#table_docs)*
        #(#[#of_struct])*
        #[allow(clippy::derive_partial_eq_without_eq, dead_code, missing_docs, non_snake_case)]
        #vis struct #new {
            #(#fields),*
        }
    }
}

/// `InsertItem<..>` of a column: the type of its field, and whether it has a default.
fn item(column: &Column<'_>) -> TokenStream {
    let ty = &column.ty;
    let default = format_ident!("{}", if column.has_default() { "WithDefault" } else { "WithoutDefault" });
    quote!(__orm::InsertItem<'__a, #ty, __orm::#default>)
}

/// `InsertOrder`: a row of expressions.
pub(super) struct Expressions<'t, 'a> {
    table: &'t Table<'a>,
    name: Ident,
    new: &'t Ident,
    columns: Vec<&'t Column<'a>>,
    parameters: Vec<Ident>,
}

impl<'t, 'a> Expressions<'t, 'a> {
    /// `None` when every column is an IDENTITY.
    pub(super) fn of(table: &'t Table<'a>, new: &'t Ident) -> Option<Self> {
        let columns: Vec<_> = insertable(table).collect();
        let name = format_ident!("Insert{}", table.ident());
        let types = columns.iter().map(|column| column.ty.to_token_stream());
        let parameters = parameters(types, &[table.ident(), &name, new]);
        (!columns.is_empty()).then_some(Expressions { table, name, new, columns, parameters })
    }

    pub(super) fn expand_struct(&self) -> TokenStream {
        let (vis, name, parameters) = (&self.table.original.vis, &self.name, &self.parameters);
        let doc = format!(
            " A new row of [`{}`] as expressions: what a query selects for `insert_select`.",
            self.table.ident()
        );
        let fields = self.columns.iter().zip(parameters).map(|(column, parameter)| {
            let (vis, ident, docs) = (&column.original.vis, column.ident, docs(&column.original.attrs));
            quote!(#(#docs)* #vis #ident: #parameter)
        });
        quote! {
            #[doc = #doc]
            #[allow(dead_code, missing_docs, non_snake_case)]
            #vis struct #name<#(#parameters),*> {
                #(#fields),*
            }
        }
    }

    /// What stands in the fields is asked in one place, so that a mistake in a field is said about the field and not about the struct.
    pub(super) fn expand_impls(&self) -> TokenStream {
        let Expressions { name, parameters, .. } = self;
        let model = self.table.ident();
        let idents: Vec<_> = self.columns.iter().map(|column| column.ident).collect();
        let places = (0..self.columns.len()).map(Literal::usize_unsuffixed);
        let items: Vec<_> = self.columns.iter().copied().map(item).collect();
        let fields = self.expand_fields(&items);
        let insert_fields = quote!(__orm::InsertFields<'__a>);
        let select_list = quote!(__orm::SelectList<'__a>);
        let source_columns = quote!(__orm::SourceColumns);
        let text = name.to_string();
        quote! {
            #fields
            #[automatically_derived]
            impl<#(#parameters: ::core::marker::Copy),*> ::core::marker::Copy for #name<#(#parameters),*> {}
            #[automatically_derived]
            impl<#(#parameters: ::core::marker::Copy),*> ::core::clone::Clone for #name<#(#parameters),*> {
                fn clone(&self) -> Self {
                    *self
                }
            }
            #[automatically_derived]
            impl<#(#parameters),*> ::core::fmt::Debug for #name<#(#parameters),*> {
                fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __f.write_str(#text)
                }
            }
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl<'__a, #(#parameters),*> __orm::Selection<'__a> for #name<#(#parameters),*>
            where
                Self: #insert_fields,
            {
                type Row = <Self as #insert_fields>::Row;
                type Levels = <Self as #insert_fields>::Levels;
                type Columns = <Self as #insert_fields>::Columns;
                fn push_to(self, __list: &mut #select_list) {
                    <Self as #insert_fields>::push_to(self, __list);
                }
                fn columns(__source: __orm::Source, __index: &mut u16) -> Self::Columns {
                    <Self as #insert_fields>::columns(__source, __index)
                }
                fn read(
                    __row: &mut __orm::RowReader<'_>,
                ) -> __orm::Result<Self::Row> {
                    <Self as #insert_fields>::read(__row)
                }
            }
            #[automatically_derived]
            impl<#(#parameters: #source_columns),*> #source_columns for #name<#(#parameters),*> {
                type Nullable = #name<#(#parameters::Nullable),*>;
                fn into_nullable(self) -> Self::Nullable {
                    #name { #(#idents: #source_columns::into_nullable(self.#idents)),* }
                }
            }
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl<'__a, #(#parameters),*> __orm::InsertRow<'__a, #model> for #name<#(#parameters),*>
            where
                Self: #insert_fields,
            {
                type Levels = <Self as #insert_fields>::Levels;
                fn given() -> ::std::vec::Vec<&'static str> {
                    <Self as #insert_fields>::given()
                }
                fn push_row(self, __list: &mut #select_list) {
                    <Self as #insert_fields>::push_to(self, __list);
                }
            }
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl<'__a, #(#parameters),*> __orm::InsertRow<'__a, #model> for (#(#parameters,)*)
            where
                #name<#(#parameters),*>: #insert_fields,
            {
                type Levels = <#name<#(#parameters),*> as #insert_fields>::Levels;
                fn given() -> ::std::vec::Vec<&'static str> {
                    <#name<#(#parameters),*> as #insert_fields>::given()
                }
                fn push_row(self, __list: &mut #select_list) {
                    <#name<#(#parameters),*> as #insert_fields>::push_to(#name { #(#idents: self.#places),* }, __list);
                }
            }
        }
    }

    fn expand_fields(&self, items: &[TokenStream]) -> TokenStream {
        let Expressions { name, new, parameters, .. } = self;
        let idents: Vec<_> = self.columns.iter().map(|column| column.ident).collect();
        let names = self.columns.iter().map(|column| column.name());
        let part = quote!(__orm::InsertPart<'__a>);
        let levels =
            parameters.iter().rev().fold(quote!(()), |tail, parameter| quote!((<#parameter as #part>::Level, #tail)));
        let read = if self.table.readable {
            let values = self.columns.iter().zip(parameters).map(|(column, parameter)| {
                let (ident, next) = (column.ident, expand_next(&column.ty));
                if !column.has_default() {
                    return quote!(#ident: #next);
                }
                quote! {
                    #ident: if <#parameter as #part>::GIVEN {
                        __orm::Defaulted::Value(#next)
                    } else {
                        __orm::Defaulted::Default
                    }
                }
            });
            quote!(::core::result::Result::Ok(#new { #(#values),* }))
        } else {
            // The program does not compile anyway.
            quote!(::core::unreachable!())
        };
        quote! {
            #[automatically_derived]
            impl<'__a, #(#parameters: #items),*> __orm::InsertFields<'__a> for #name<#(#parameters),*> {
                type Row = #new;
                type Levels = #levels;
                type Columns = #name<#(<#parameters as #part>::Column),*>;
                fn given() -> ::std::vec::Vec<&'static str> {
                    __orm::given(&[#((<#parameters as #part>::GIVEN, #names)),*])
                }
                fn push_to(self, __list: &mut __orm::SelectList<'__a>) {
                    #( <#parameters as #part>::push_to(self.#idents, __list); )*
                }
                fn columns(__source: __orm::Source, __index: &mut u16) -> Self::Columns {
                    #name { #(#idents: <#parameters as #part>::column(__source, __index)),* }
                }
                fn read(
                    __row: &mut __orm::RowReader<'_>,
                ) -> __orm::Result<#new> {
                    #read
                }
            }
        }
    }
}

pub(super) fn expand_impls(table: &Table<'_>, new: &Ident) -> TokenStream {
    let new_row = expand_new_row(table, new);
    let upsert_row = expand_upsert_row(table);
    let new_upsert_row = expand_new_upsert_row(table, new);
    let common = expand_common_impls(table, new);
    quote!(#new_row #upsert_row #new_upsert_row #common)
}

/// `impl UpsertRow` of the model itself.
fn expand_upsert_row(table: &Table<'_>) -> TokenStream {
    let model = table.ident();
    let names = table.columns.iter().map(Column::name);
    let values = if !table.readable {
        quote!(::core::unreachable!())
    } else {
        let values = table.columns.iter().map(|column| {
            let (ident, given) = (column.ident, column_field(&column.ty, "given"));
            quote!(#given(self.#ident))
        });
        quote!(::std::vec::Vec::from([#(#values),*]))
    };
    quote! {
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::UpsertRow<#model> for #model {
            type Columns = <#model as __orm::Model>::Columns;
            const COLUMNS: &'static [&'static str] = &[#(#names),*];
            fn columns(__source: __orm::Source) -> Self::Columns {
                <#model as __orm::Model>::columns(__source)
            }
            fn into_values(self) -> ::std::vec::Vec<__orm::InsertValue> {
                #values
            }
        }
    }
}

/// `impl UpsertRow` of `NewOrder`. Its columns are a struct of their own, which nobody names, so that a key holds no IDENTITY column.
fn expand_new_upsert_row(table: &Table<'_>, new: &Ident) -> TokenStream {
    let model = table.ident();
    let columns = format_ident!("{}Columns", new);
    let fields = insertable(table).map(|column| {
        let (ident, handle) = (column.ident, handle_type(&column.ty, Twin::Plain));
        quote!(pub #ident: #handle)
    });
    let named = quote!(__orm::Column::named);
    let values = insertable(table).map(|column| {
        let name = column.name();
        field_under(&column.ty, column.ident, &named, quote!(__source, #name))
    });
    let new_row = quote!(<#new as __orm::NewRow>);
    quote! {
        #[allow(dead_code, missing_debug_implementations, missing_docs, non_snake_case, private_interfaces)]
        pub struct #columns {
            #(#fields),*
        }
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::UpsertRow<#model> for #new {
            type Columns = #columns;
            const COLUMNS: &'static [&'static str] = #new_row::COLUMNS;
            fn columns(__source: __orm::Source) -> #columns {
                #columns { #(#values),* }
            }
            fn into_values(self) -> ::std::vec::Vec<__orm::InsertValue> {
                #new_row::into_values(self)
            }
        }
    }
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
        impl __orm::NewRow for #new {
            const COLUMNS: &'static [&'static str] = &[#(#names),*];
            fn into_values(self) -> ::std::vec::Vec<__orm::InsertValue> {
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

//! `impl SqlType` for newtypes and enums.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use super::aside;
use crate::sql_type::{Repr, Variant};

/// A newtype is the column type of what it wraps. It is ordered, text, listed or hashed when that is: the `for<..>` makes a bound that does not
/// hold a missing impl rather than an error.
pub(crate) fn expand_newtype(ident: &Ident, inner: &Type) -> TokenStream {
    let sql_type = quote_spanned!(inner.span()=> <#inner as __orm::SqlType>);
    let (value, cell) = (quote!(self.0), quote!(__cell));
    let into_value = quote!(#sql_type::into_value(#value));
    let read = quote!(#sql_type::read(#cell).map(Self));
    let constants = quote! {
        const DATA_TYPE: __orm::schema::DataType = #sql_type::DATA_TYPE;
        const SIZING: __orm::Sizing = #sql_type::SIZING;
    };
    let implementation = expand_impl(ident, &constants, &into_value, &read);
    let traits = expand_traits(ident, &["Ordered", "Characters", "Listed", "Hashed", "Element"], Some(inner));
    aside(&quote! {
        #implementation
        #traits
    })
}

/// An enum kept as a VARCHAR of its longest name.
pub(crate) fn expand_enum(ident: &Ident, variants: &[Variant<'_>]) -> TokenStream {
    let length =
        u32::try_from(variants.iter().map(|variant| variant.name.len()).max().unwrap_or(1)).unwrap_or(u32::MAX);
    let idents: Vec<&Ident> = variants.iter().map(|variant| variant.ident).collect();
    let names: Vec<&str> = variants.iter().map(|variant| variant.name.as_str()).collect();
    let constants = quote! {
        const DATA_TYPE: __orm::schema::DataType =
            __orm::schema::DataType::Varchar(#length);
    };
    let into_value = quote! {
        __orm::variant_name(match self { #(Self::#idents => #names),* })
    };
    let unknown = unknown(ident, "name");
    let read = quote! {
        match __orm::text(__cell)? {
            #(#names => ::core::result::Result::Ok(Self::#idents),)*
            _ => #unknown,
        }
    };
    let implementation = expand_impl(ident, &constants, &into_value, &read);
    let traits = expand_traits(ident, &["Listed", "Hashed", "Element"], None);
    aside(&quote! {
        #implementation
        #traits
    })
}

/// An enum with `#[repr(i16)]`, `i32` or `i64`, kept as a SMALLINT, INTEGER or BIGINT of its discriminants.
pub(crate) fn expand_numbered_enum(ident: &Ident, repr: Repr, variants: &[Variant<'_>]) -> TokenStream {
    let idents: Vec<&Ident> = variants.iter().map(|variant| variant.ident).collect();
    let (integer, data_type) = (format_ident!("{}", repr.integer), format_ident!("{}", repr.data_type));
    let constants = quote! {
        const DATA_TYPE: __orm::schema::DataType =
            __orm::schema::DataType::#data_type;
    };
    let into_value = quote! {
        __orm::Value::#data_type(self as #integer)
    };
    let unknown = unknown(ident, "number");
    let read = quote! {
        match <#integer as __orm::SqlType>::read(__cell)? {
            #(__number if __number == Self::#idents as #integer => ::core::result::Result::Ok(Self::#idents),)*
            _ => #unknown,
        }
    };
    let implementation = expand_impl(ident, &constants, &into_value, &read);
    let traits = expand_traits(ident, &["Ordered", "Listed", "Hashed", "Element"], None);
    aside(&quote! {
        #implementation
        #traits
    })
}

/// The column type of an item that has errors, so that the models which use it have none.
pub(crate) fn expand_unreadable(ident: &Ident) -> TokenStream {
    let constants = quote! {
        const DATA_TYPE: __orm::schema::DataType =
            __orm::schema::DataType::Varchar(256);
        const SIZING: __orm::Sizing = __orm::Sizing::Characters;
    };
    let unreachable = quote!(::core::unreachable!());
    let implementation = expand_impl(ident, &constants, &unreachable, &unreachable);
    aside(&implementation)
}

/// The traits of these names, which the type has always, or when what it wraps has them.
fn expand_traits(ident: &Ident, names: &[&str], inner: Option<&Type>) -> TokenStream {
    let impls = names.iter().map(|name| {
        let proof = (*name != "Element").then(|| {
            quote!(
                type Proof = ();
            )
        });
        let name = format_ident!("{name}");
        let bound = inner.map(|inner| quote!(where for<'__a> #inner: __orm::#name));
        quote! {
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl __orm::#name for #ident #bound { #proof }
        }
    });
    quote!(#(#impls)*)
}

/// The error for a value that stands for no variant. It does not show the value.
fn unknown(ident: &Ident, kind: &str) -> TokenStream {
    let message = format!("the value is not the {kind} of a variant of `{ident}`");
    quote!(::core::result::Result::Err(__orm::CellError::new(#message)))
}

fn expand_impl(ident: &Ident, constants: &TokenStream, into_value: &TokenStream, read: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __orm::SqlType for #ident {
            #constants
            fn into_value(self) -> __orm::Value<'static> {
                #into_value
            }
            fn read(
                __cell: __orm::Cell<'_>,
            ) -> ::core::result::Result<Self, __orm::CellError> {
                #read
            }
        }
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::FromRow for #ident {
            fn from_row(
                __row: &mut __orm::RowReader<'_>,
            ) -> __orm::Result<Self> {
                __row.next()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;
    use quote::quote;

    use crate::sql_type::derive;
    use crate::testing::pretty;

    #[test]
    fn a_newtype_expands() {
        let expanded = pretty(derive(quote! { struct CustomerId(i64); }));
        expect_file!["newtype.expanded.rs"].assert_eq(&expanded);
    }

    #[test]
    fn an_enum_expands() {
        let expanded = pretty(derive(quote! {
            #[redshift(rename_all = "snake_case")]
            enum Status { Open, InTransit, #[redshift(rename = "zurück")] Returned }
        }));
        expect_file!["enum.expanded.rs"].assert_eq(&expanded);
    }

    #[test]
    fn a_numbered_enum_expands() {
        let expanded = pretty(derive(quote! { #[repr(i16)] enum Priority { Low = 1, High = 9 } }));
        expect_file!["numbered_enum.expanded.rs"].assert_eq(&expanded);
    }
}

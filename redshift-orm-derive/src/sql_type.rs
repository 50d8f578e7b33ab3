//! `#[derive(SqlType)]`: a newtype or a unit-only enum as the type of a column.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{Data, DataEnum, DeriveInput, Fields, LitStr};

use crate::attr::{Attr, Slot, items};
use crate::case::Case;
use crate::ctxt::Ctxt;
use crate::expand::{expand_enum, expand_newtype, expand_numbered_enum, expand_unreadable};
use crate::suggest::{did_you_mean, listed};
use crate::symbol;
use crate::ty;

/// A variant and the text that stands for it.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) name: String,
}

const FORM: &str = "a column type is a newtype, `struct CustomerId(i64);`, or an enum of plain variants";

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let cx = Ctxt::new();
    let expanded = expand(&cx, &input);
    match cx.into_compile_errors() {
        Some(errors) => quote!(#errors #expanded),
        None => expanded,
    }
}

fn expand(cx: &Ctxt, input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        cx.error_spanned_by(&input.generics, format!("a column has one type, without parameters; {FORM}"));
        return TokenStream::new();
    }
    match &input.data {
        Data::Struct(data) => expand_struct(cx, input, &data.fields),
        Data::Enum(data) => expand_variants(cx, input, data),
        Data::Union(data) => {
            cx.error_spanned_by(data.union_token, format!("a union cannot be a column; {FORM}"));
            TokenStream::new()
        }
    }
}

fn expand_struct(cx: &Ctxt, input: &DeriveInput, fields: &Fields) -> TokenStream {
    for item in items(cx, &input.attrs) {
        cx.error_spanned_by(
            &item.name,
            format!("no attribute `{}`: a newtype has none, it is the column type of what it wraps", item.name),
        );
    }
    let Fields::Unnamed(unnamed) = fields else {
        cx.error_spanned_by(
            &input.ident,
            format!("{FORM}; a struct of several values is kept in SUPER, a field of type `Json<..>`"),
        );
        return expand_unreadable(&input.ident);
    };
    let mut inner = unnamed.unnamed.iter();
    let (Some(field), None) = (inner.next(), inner.next()) else {
        cx.error_spanned_by(unnamed, format!("expected one type; {FORM}"));
        return expand_unreadable(&input.ident);
    };
    if ty::option_argument(&field.ty).is_some() {
        cx.error_spanned_by(
            &field.ty,
            format!(
                "NULL belongs to the field: wrap the type inside, and write `Option<{}>` in the model",
                input.ident
            ),
        );
        return TokenStream::new();
    }
    ty::check_column_type(cx, &field.ty);
    if ty::refused(&field.ty).is_some() {
        return expand_unreadable(&input.ident);
    }
    expand_newtype(&input.ident, &field.ty)
}

/// The integer of Rust's own `#[repr(..)]` on an enum that is kept as numbers, and the column type that it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repr {
    pub(crate) integer: &'static str,
    /// The variant of `schema::DataType`, and of `Value`.
    pub(crate) data_type: &'static str,
}

const REPRS: &[Repr] = &[
    Repr { integer: "i16", data_type: "SmallInt" },
    Repr { integer: "i32", data_type: "Integer" },
    Repr { integer: "i64", data_type: "BigInt" },
];

/// The integers of Rust that no column has.
const OTHER_REPRS: &[&str] = &["i8", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

/// The attributes of an enum.
struct EnumAttrs {
    rename_all: Option<Attr<Case>>,
    repr: Option<Attr<()>>,
}

fn expand_variants(cx: &Ctxt, input: &DeriveInput, data: &DataEnum) -> TokenStream {
    let errors = cx.count();
    let attrs = read_enum_attrs(cx, input);
    let written = written_repr(input);
    let repr = written.as_ref().and_then(|written| REPRS.iter().find(|repr| written == repr.integer)).copied();
    let numbered = repr.is_some();
    if let Some(attr) = attrs.repr.as_ref().filter(|_| !numbered) {
        cx.error_spanned_by(
            attr,
            "an enum kept as numbers has `#[repr(i16)]` (SMALLINT), `i32` (INTEGER) or `i64` (BIGINT), which makes sure that they fit",
        );
    } else if !numbered && attrs.rename_all.is_none() {
        check_meant_as_names(cx, data, written.as_ref());
    }
    if let Some(rename_all) = attrs.rename_all.as_ref().filter(|_| numbered) {
        cx.error_spanned_by(rename_all, kept_as_numbers());
    }
    if data.variants.is_empty() {
        cx.error_spanned_by(&input.ident, "the enum has no variants, so the column could hold no value");
    }
    let case = attrs.rename_all.map(|attr| attr.value);
    let mut variants: Vec<Variant<'_>> = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            cx.error_spanned_by(
                &variant.fields,
                "a column holds one value, and the data of a variant has no place in it; keep the data in columns of their own, or the whole in SUPER, as Json<..> of a serde type",
            );
        }
        let rename = read_variant_attrs(cx, variant, numbered);
        let plain = variant.ident.unraw().to_string();
        let name = match (&rename, case) {
            (Some(rename), _) => rename.value(),
            (None, Some(case)) => case.apply(&plain),
            (None, None) => plain,
        };
        if let Some(same) = variants.iter().find(|other| other.name == name) {
            let message =
                format!("the variant `{}` is called \"{name}\" already; a name stands for one variant", same.ident);
            match &rename {
                Some(rename) => cx.error_spanned_by(rename, message),
                None => cx.error_spanned_by(&variant.ident, message),
            }
        }
        variants.push(Variant { ident: &variant.ident, name });
    }
    if cx.count() > errors {
        return expand_unreadable(&input.ident);
    }
    match repr {
        Some(repr) => expand_numbered_enum(&input.ident, repr, &variants),
        None => expand_enum(&input.ident, &variants),
    }
}

fn kept_as_numbers() -> &'static str {
    "`#[repr(..)]` keeps the enum as numbers, without names; remove this, or the `repr` for a VARCHAR of names"
}

/// The integer in Rust's own `#[repr(..)]`.
fn written_repr(input: &DeriveInput) -> Option<Ident> {
    let lists =
        input.attrs.iter().filter(|attr| attr.path().is_ident("repr")).filter_map(|attr| attr.meta.require_list().ok());
    lists.flat_map(|list| list.tokens.clone()).find_map(|token| match token {
        TokenTree::Ident(word) => {
            let known =
                REPRS.iter().map(|repr| repr.integer).chain(OTHER_REPRS.iter().copied()).any(|name| word == name);
            known.then_some(word)
        }
        _ => None,
    })
}

/// An enum with numbers of its own, or with an integer that no column has, says whether its names are kept: the numbers may be meant.
fn check_meant_as_names(cx: &Ctxt, data: &DataEnum, repr: Option<&Ident>) {
    const REMEDY: &str = "for a column of numbers write `#[repr(i16)]`, `i32` or `i64` on the enum; \
                          for one of names, `#[redshift(rename_all = \"PascalCase\")]` or another case";
    if let Some(repr) = repr {
        cx.error_spanned_by(repr, format!("a column's integers are `i16`, `i32` and `i64`, not `{repr}`; {REMEDY}"));
        return;
    }
    if let Some((_, number)) = data.variants.iter().find_map(|variant| variant.discriminant.as_ref()) {
        cx.error_spanned_by(
            number,
            format!("the number is kept by no column, which would hold the variants' names; {REMEDY}"),
        );
    }
}

const ENUM_ATTRIBUTES: &[&str] = &[symbol::RENAME_ALL, symbol::REPR];

fn read_enum_attrs(cx: &Ctxt, input: &DeriveInput) -> EnumAttrs {
    let mut rename_all = Slot::default();
    let mut repr = Slot::default();
    for item in items(cx, &input.attrs) {
        let name = item.name.to_string();
        match name.as_str() {
            symbol::RENAME_ALL => {
                let case = item.string(cx, "`rename_all = \"snake_case\"`").and_then(|text| {
                    Case::parse(&text.value()).map_err(|message| cx.error_spanned_by(&text, message)).ok()
                });
                rename_all.set(cx, &item, case);
            }
            symbol::REPR => repr.set(cx, &item, item.flag(cx)),
            symbol::RENAME => cx.error_spanned_by(
                &item.name,
                "`rename` is for a variant; for all of them write `rename_all = \"snake_case\"`",
            ),
            _ => cx.error_spanned_by(
                &item.name,
                format!(
                    "no attribute `{name}`{}\nan enum has {}, its variants have `rename`",
                    did_you_mean(&name, ENUM_ATTRIBUTES.iter().copied()),
                    listed(ENUM_ATTRIBUTES.iter().copied())
                ),
            ),
        }
    }
    EnumAttrs { rename_all: rename_all.get(), repr: repr.get() }
}

fn read_variant_attrs(cx: &Ctxt, variant: &syn::Variant, numbered: bool) -> Option<LitStr> {
    let mut rename = Slot::default();
    for item in items(cx, &variant.attrs) {
        let name = item.name.to_string();
        match name.as_str() {
            symbol::RENAME if numbered => cx.error_spanned_by(&item, kept_as_numbers()),
            symbol::RENAME => rename.set(cx, &item, item.string(cx, "`rename = \"in_transit\"`")),
            symbol::RENAME_ALL => {
                cx.error_spanned_by(&item.name, "`rename_all` is for the enum; a variant has `rename = \"name\"`")
            }
            _ => cx.error_spanned_by(
                &item.name,
                format!(
                    "no attribute `{name}`{}\na variant has `rename = \"name\"`",
                    did_you_mean(&name, [symbol::RENAME])
                ),
            ),
        }
    }
    rename.get().map(|attr| attr.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::errors_in;

    #[track_caller]
    fn refused(item: TokenStream, expected: &str) {
        let errors = errors_in(derive(item));
        assert!(errors.len() == 1 && errors.concat().starts_with(expected), "{errors:#?}");
    }

    #[test]
    fn a_column_type_is_a_newtype_or_an_enum() {
        refused(
            quote!(
                struct Id {
                    id: i64,
                }
            ),
            "a column type is a newtype, `struct CustomerId(i64);`, or an enum of plain",
        );
        refused(
            quote!(
                struct Id;
            ),
            "a column type is a newtype",
        );
        refused(
            quote!(
                struct Id(i64, i64);
            ),
            "expected one type; a column type is a newtype",
        );
        refused(
            quote!(
                struct Id<T>(T);
            ),
            "a column has one type, without parameters",
        );
        refused(
            quote!(
                struct Id(Option<i64>);
            ),
            "NULL belongs to the field: wrap the type inside, and write `Option<Id>`",
        );
        refused(
            quote!(
                struct Id(u32);
            ),
            "`u32` is not the type of a column",
        );
        refused(quote!(union Id { a: i64 }), "a union cannot be a column");
        refused(
            quote!(
                #[redshift(rename_all = "lowercase")]
                struct Id(i64);
            ),
            "no attribute `rename_all`: a newtype has none",
        );
    }

    #[test]
    fn an_enum_has_plain_variants_with_names_of_their_own() {
        refused(
            quote!(
                enum Status {}
            ),
            "the enum has no variants",
        );
        refused(
            quote!(
                enum Status {
                    A(i64),
                }
            ),
            "a column holds one value, and the data of a variant has no place in it",
        );
        refused(
            quote!(
                enum Status {
                    A,
                    #[redshift(rename = "A")]
                    B,
                }
            ),
            "the variant `A` is called \"A\" already; a name stands for one variant",
        );
        refused(
            quote!(
                #[redshift(rename_all = "lowercase")]
                enum Status {
                    AB,
                    Ab,
                }
            ),
            "the variant `AB` is called \"ab\" already",
        );
    }

    #[test]
    fn the_attributes_of_enums_are_checked() {
        refused(
            quote!(
                #[redshift(rename_all = "snake")]
                enum S {
                    A,
                }
            ),
            "no case is called `snake`; did you mean `snake_case`?",
        );
        refused(
            quote!(
                #[redshift(rename_al = "lowercase")]
                enum S {
                    A,
                }
            ),
            "no attribute `rename_al`; did you mean `rename_all`?",
        );
        refused(
            quote!(
                #[redshift(rename = "x")]
                enum S {
                    A,
                }
            ),
            "`rename` is for a variant",
        );
        refused(
            quote!(
                enum S {
                    #[redshift(rename_all = "lowercase")]
                    A,
                }
            ),
            "`rename_all` is for the enum",
        );
        refused(
            quote!(
                enum S {
                    #[redshift(renam = "x")]
                    A,
                }
            ),
            "no attribute `renam`; did you mean `rename`?",
        );
        refused(
            quote!(
                #[redshift(repr)]
                enum S {
                    A,
                }
            ),
            "an enum kept as numbers has `#[repr(i16)]` (SMALLINT)",
        );
        refused(
            quote!(
                #[repr(i16)]
                #[redshift(rename_all = "lowercase")]
                enum S {
                    A,
                }
            ),
            "`#[repr(..)]` keeps the enum as numbers",
        );
        refused(
            quote!(
                #[repr(i16)]
                enum S {
                    #[redshift(rename = "x")]
                    A,
                }
            ),
            "`#[repr(..)]` keeps the enum as numbers",
        );
    }

    #[test]
    fn a_repr_of_numbers_is_said_or_not() {
        for (item, data_type) in [
            (
                quote!(
                    #[repr(i16)]
                    enum S {
                        A,
                    }
                ),
                "SmallInt",
            ),
            (
                quote!(
                    #[repr(i16)]
                    #[redshift(repr)]
                    enum S {
                        A,
                    }
                ),
                "SmallInt",
            ),
            (
                quote!(
                    #[repr(C, i32)]
                    enum S {
                        A = 70_000,
                    }
                ),
                "Integer",
            ),
            (
                quote!(
                    #[repr(i64)]
                    enum S {
                        A,
                    }
                ),
                "BigInt",
            ),
            (
                quote!(
                    #[repr(u8)]
                    #[redshift(rename_all = "lowercase")]
                    enum S {
                        A = 1,
                    }
                ),
                "Varchar (1u32)",
            ),
            (
                quote!(
                    #[repr(C)]
                    enum S {
                        A,
                    }
                ),
                "Varchar (1u32)",
            ),
        ] {
            let expanded = derive(item).to_string();
            assert!(expanded.contains(data_type) && !expanded.contains("compile_error"), "{data_type}: {expanded}");
        }
    }

    #[test]
    fn numbers_are_never_kept_as_names_silently() {
        refused(
            quote!(
                #[repr(u8)]
                enum S {
                    A,
                    B,
                }
            ),
            "a column's integers are `i16`, `i32` and `i64`, not `u8`; for a column of",
        );
        refused(
            quote!(
                #[repr(isize)]
                enum S {
                    A = 1,
                }
            ),
            "a column's integers are `i16`, `i32` and `i64`, not `isize`",
        );
        refused(
            quote!(
                enum S {
                    A,
                    B = 7,
                    C = 9,
                }
            ),
            "the number is kept by no column, which would hold the variants' names",
        );
    }
}

//! `#[derive(Selectable)]`: a struct that a SELECT list is read into.

use std::borrow::Cow;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{DeriveInput, Field, Type};

use crate::attr::items;
use crate::ctxt::Ctxt;
use crate::expand::expand_selectable;
use crate::model::named_fields;
use crate::ty;

/// A struct with one field for each item of the SELECT list.
pub(crate) struct Selectable<'a> {
    pub(crate) original: &'a DeriveInput,
    pub(crate) items: Vec<Item<'a>>,
    /// Whether a row can be put together: no field has a type that is no column's.
    pub(crate) readable: bool,
}

/// A field, and the item of the SELECT list that it takes.
pub(crate) struct Item<'a> {
    pub(crate) original: &'a Field,
    pub(crate) ident: &'a Ident,
    pub(crate) ty: Cow<'a, Type>,
    /// What the item is called in SQL.
    pub(crate) name: String,
    /// Whether the field is a row of several items.
    pub(crate) nested: bool,
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let cx = Ctxt::new();
    let selectable = from_input(&cx, &input);
    let errors = cx.into_compile_errors();
    let expanded = selectable.map(|selectable| expand_selectable(&selectable));
    quote!(#errors #expanded)
}

fn from_input<'a>(cx: &Ctxt, input: &'a DeriveInput) -> Option<Selectable<'a>> {
    check_no_attributes(cx, &input.attrs);
    let fields = named_fields(cx, input, "a selectable struct", "a row of a SELECT list")?;
    let mut items = Vec::new();
    let mut readable = true;
    for field in fields {
        let mut nested = is_nested(cx, &field.attrs);
        if nested && ty::is_known(ty::option_argument(&field.ty).unwrap_or(&field.ty)) {
            cx.error_spanned_by(
                &field.ty,
                "the field is one column; `nested` is for a model or another selectable struct, leave it out",
            );
            nested = false;
        }
        if !nested {
            ty::check_column_type(cx, &field.ty);
        }
        let substitute = ty::substitute(&field.ty).filter(|_| !nested);
        readable &= substitute.is_none();
        if let Some(ident) = &field.ident {
            let ty = substitute.map_or(Cow::Borrowed(&field.ty), Cow::Owned);
            items.push(Item { original: field, ident, ty, name: ident.unraw().to_string(), nested });
        }
    }
    Some(Selectable { original: input, items, readable })
}

/// Whether the field has its one attribute, `nested`.
fn is_nested(cx: &Ctxt, attrs: &[syn::Attribute]) -> bool {
    let mut nested = false;
    for item in items(cx, attrs) {
        if item.name == "nested" {
            nested |= item.flag(cx).is_some();
        } else {
            cx.error_spanned_by(
                &item.name,
                format!(
                    "no attribute `{}`: a field of a selectable struct has `nested`, when it is a row of its own, and is otherwise filled by \
                     the expression that `select` names",
                    item.name
                ),
            );
        }
    }
    nested
}

/// The names of fields and their order are all there is to say of the struct.
fn check_no_attributes(cx: &Ctxt, attrs: &[syn::Attribute]) {
    for item in items(cx, attrs) {
        cx.error_spanned_by(
            &item.name,
            format!(
                "no attribute `{}`: a selectable struct has none, its fields are filled by the expressions that `select` names",
                item.name
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::errors_in;

    #[test]
    fn mistakes_are_reported_together() {
        let errors = errors_in(derive(quote! {
            #[redshift(table = "x")]
            struct Spend { #[redshift(column = "n")] name: String, count: u32 }
        }));
        assert_eq!(errors.len(), 3, "{errors:#?}");
        assert!(errors.concat().contains("no attribute `column`: a field of a selectable struct has `nested`"));
    }

    #[test]
    fn only_a_struct_with_named_fields_is_selectable() {
        let errors = errors_in(derive(quote! { struct Spend(String); }));
        assert_eq!(
            errors,
            [
                "the columns need names; a selectable struct is a struct with named fields: `struct Spend { id: i64, .. }`"
            ]
        );
    }
}

//! `#[derive(Selectable)]`: a struct that a SELECT list is read into.

use std::borrow::Cow;

use std::slice;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Field, Type};

use crate::attr::items;
use crate::ctxt::Ctxt;
use crate::expand::expand_selectable;
use crate::model::named_fields;
use crate::{symbol, ty};

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
    if is_model(cx, input) {
        // The model has the names that would be made here.
        return None;
    }
    check_no_attributes(cx, &input.attrs);
    let fields = named_fields(cx, input, "a selectable struct", "a row of a SELECT list")?;
    let mut items = Vec::new();
    let mut readable = true;
    for field in fields {
        let before = cx.count();
        let mut nested = is_nested(cx, &field.attrs);
        let array = ty::array_element(&field.ty);
        let row = ty::option_argument(&field.ty).unwrap_or(&field.ty);
        if nested && array.is_some() {
            cx.error_spanned_by(
                &field.ty,
                "the field is as many columns as the array has items; `nested` is for a model or another selectable struct, leave it out",
            );
            nested = false;
        } else if nested && ty::is_known(row) {
            cx.error_spanned_by(
                &field.ty,
                "the field is one column; `nested` is for a model or another selectable struct, leave it out",
            );
            nested = false;
        } else if nested && !ty::is_named(row) {
            cx.error_spanned_by(
                &field.ty,
                "a row has one `nested` row in a field: a model, another selectable struct, or `Option` of one; a query gives a row for each match",
            );
            nested = false;
        }
        if !nested && cx.count() == before {
            ty::check_column_type(cx, array.unwrap_or(&field.ty));
        }
        // An array is read as a nested row is.
        nested |= array.is_some_and(|element| ty::refused(element).is_none());
        let substitute = ty::substitute(&field.ty).filter(|_| !nested);
        readable &= substitute.is_none();
        if let Some(ident) = &field.ident {
            let ty = substitute.map_or(Cow::Borrowed(&field.ty), Cow::Owned);
            items.push(Item { original: field, ident, ty, name: ident.unraw().to_string(), nested });
        }
    }
    Some(Selectable { original: input, items, readable })
}

/// Whether an attribute says that the struct is a table or a view, or what its columns are: such a struct has `Model` too, whose names
/// these would be.
fn is_model(cx: &Ctxt, input: &DeriveInput) -> bool {
    let fields = match &input.data {
        Data::Struct(data) => data.fields.iter().flat_map(|field| &field.attrs).collect(),
        Data::Enum(_) | Data::Union(_) => Vec::new(),
    };
    // What is wrong with an attribute itself is said where its name is read.
    let unread = Ctxt::new();
    let attributes = input.attrs.iter().chain(fields).flat_map(|attr| items(&unread, slice::from_ref(attr)));
    let of_a_model =
        attributes.into_iter().find(|item| symbol::CONTAINER.iter().chain(symbol::FIELD).any(|name| item.name == name));
    let Some(item) = of_a_model else { return false };
    cx.error_spanned_by(
        &item.name,
        format!(
            "`{}` is said of a model, and a model is selected as it is: leave `Selectable` out, or this attribute where the struct is no model",
            item.name
        ),
    );
    true
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
            #[redshift(alias = "x")]
            struct Spend { #[redshift(name = "n")] name: String, count: u32 }
        }));
        assert_eq!(errors.len(), 3, "{errors:#?}");
        assert!(errors.concat().contains("no attribute `name`: a field of a selectable struct has `nested`"));
    }

    #[test]
    fn a_model_is_said_once_to_be_selectable_as_it_is() {
        let expanded = derive(quote! {
            #[redshift(table = "orders")]
            struct Order { #[redshift(primary_key, identity)] id: i64 }
        });
        assert_eq!(
            errors_in(expanded),
            [
                "`table` is said of a model, and a model is selected as it is: leave `Selectable` out, or this attribute where the struct is no model"
            ]
        );
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

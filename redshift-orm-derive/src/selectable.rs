//! `#[derive(Selectable)]`: a struct that a SELECT list is read into.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
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
}

/// A field, and the item of the SELECT list that it takes.
pub(crate) struct Item<'a> {
    pub(crate) original: &'a Field,
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let cx = Ctxt::new();
    let selectable = from_input(&cx, &input);
    match cx.into_compile_errors() {
        Some(errors) => errors,
        None => selectable.map_or_else(|| quote!(), |selectable| expand_selectable(&selectable)),
    }
}

fn from_input<'a>(cx: &Ctxt, input: &'a DeriveInput) -> Option<Selectable<'a>> {
    check_no_attributes(cx, &input.attrs);
    let fields = named_fields(cx, input, "a selectable struct", "a row of a SELECT list")?;
    let mut items = Vec::new();
    for field in fields {
        check_no_attributes(cx, &field.attrs);
        ty::check_column_type(cx, &field.ty);
        if let Some(ident) = &field.ident {
            items.push(Item { original: field, ident, ty: &field.ty });
        }
    }
    Some(Selectable { original: input, items })
}

/// The names of fields and their order are all there is to say.
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

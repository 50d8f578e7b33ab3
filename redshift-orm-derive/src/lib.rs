//! The derive macros of `redshift-orm`: `Model`, `Selectable` and `SqlType`.
//!
//! Each is parse, check, expand; every mistake of an item is reported in one compile. The macros are re-exported by
//! `redshift_orm`, and their documentation is best read there.

mod attr;
mod case;
mod check;
mod ctxt;
mod expand;
mod fallback;
mod model;
mod selectable;
mod sql_type;
mod suggest;
mod symbol;
mod ty;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;
use syn::DeriveInput;

use crate::ctxt::Ctxt;
use crate::model::Table;

#[doc = include_str!("../docs/model.md")]
#[proc_macro_derive(Model, attributes(redshift))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    model(input.into()).into()
}

#[doc = include_str!("../docs/selectable.md")]
#[proc_macro_derive(Selectable, attributes(redshift))]
pub fn derive_selectable(input: TokenStream) -> TokenStream {
    selectable::derive(input.into()).into()
}

#[doc = include_str!("../docs/sql_type.md")]
#[proc_macro_derive(SqlType, attributes(redshift))]
pub fn derive_sql_type(input: TokenStream) -> TokenStream {
    sql_type::derive(input.into()).into()
}

fn model(input: TokenStream2) -> TokenStream2 {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let cx = Ctxt::new();
    let mut table = Table::from_input(&cx, &input);
    check::check(&cx, &mut table);
    match cx.into_compile_errors() {
        None => expand::expand_model(&table, true),
        Some(errors) => {
            let fallback = fallback::expand_fallback(table);
            quote::quote!(#errors #fallback)
        }
    }
}

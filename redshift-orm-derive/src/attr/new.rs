//! `new(..)`: attributes for `NewOrder`, on the struct and on its fields.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Meta, Path, Token};

use super::{Attr, Item};
use crate::ctxt::Ctxt;

/// What `NewOrder` has in any case.
const IMPLEMENTED: &[&str] = &["Clone", "Debug", "PartialEq"];

/// Reads `new(derive(Deserialize), serde(rename_all = "camelCase"))` on a struct.
pub(super) fn read_of_struct(cx: &Ctxt, item: &Item, into: &mut Vec<Attr<Meta>>) {
    for meta in
        read(cx, item, "the attributes of `New..`: `new(derive(Deserialize), serde(rename_all = \"camelCase\"))`")
    {
        if let Some(path) = derived(&meta).iter().find(|path| IMPLEMENTED.iter().any(|name| is_called(path, name))) {
            let name = path.to_token_stream();
            cx.error_spanned_by(path, format!("`New..` is {name} already as far as its fields are; leave this out"));
            continue;
        }
        into.push(Attr { tokens: meta.to_token_stream(), value: meta });
    }
}

/// Reads `new(serde(rename = "when"))` on a field.
pub(super) fn read_of_field(cx: &Ctxt, item: &Item, into: &mut Vec<Attr<Meta>>) {
    for meta in read(cx, item, "the attributes of the field in `New..`: `new(serde(rename = \"when\"))`") {
        if meta.path().is_ident("derive") {
            cx.error_spanned_by(
                meta,
                "a struct derives, not a field: write it in `#[redshift(new(..))]` on the struct",
            );
            continue;
        }
        into.push(Attr { tokens: meta.to_token_stream(), value: meta });
    }
}

fn read(cx: &Ctxt, item: &Item, form: &str) -> Vec<Meta> {
    let metas = item.list(|input: ParseStream<'_>| Punctuated::<Meta, Token![,]>::parse_terminated(input));
    match metas.filter(|metas| !metas.is_empty()) {
        Some(metas) => metas.into_iter().collect(),
        None => {
            item.error(cx, format!("expected {form}"));
            Vec::new()
        }
    }
}

/// The traits of `derive(..)`.
fn derived(meta: &Meta) -> Vec<Path> {
    let Meta::List(list) = meta else { return Vec::new() };
    if !list.path.is_ident("derive") {
        return Vec::new();
    }
    list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
        .map(|paths| paths.into_iter().collect())
        .unwrap_or_default()
}

fn is_called(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|segment| segment.ident == name)
}

/// What serde is told of a field that may be left to the column's default: in what is read it may be missing, and it is not written then.
/// What the field's own attributes say goes first.
pub(crate) fn serde_of_default(of_struct: &[Attr<Meta>], of_field: &[Attr<Meta>]) -> TokenStream {
    let derives = |name| of_struct.iter().flat_map(|attr| derived(&attr.value)).any(|path| is_called(&path, name));
    let says = |name| {
        of_field.iter().any(|attr| {
            attr.value.path().is_ident("serde")
                && attr.value.require_list().is_ok_and(|list| {
                    list.tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == name))
                })
        })
    };
    let default = (derives("Deserialize") && !says("default")).then(|| quote!(#[serde(default)]));
    let skip = (derives("Serialize") && !says("skip_serializing_if"))
        .then(|| quote!(#[serde(skip_serializing_if = "::redshift_orm::Defaulted::is_default")]));
    quote!(#default #skip)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use crate::testing::{model, model_error, model_errors};

    #[test]
    fn the_attributes_stand_on_what_is_written() {
        let expanded = model(quote! {
            #[redshift(new(derive(serde::Deserialize, Eq), serde(rename_all = "camelCase")), new(non_exhaustive))]
            struct Order {
                #[redshift(identity)]
                id: i64,
                #[redshift(default = "getdate()", new(serde(rename = "when")))]
                placed_at: NaiveDateTime,
                #[redshift(default = "0", new(serde(default = "seven")))]
                units: i32,
            }
        })
        .to_string();
        for part in [
            "# [derive (serde :: Deserialize , Eq)] # [serde (rename_all = \"camelCase\")] # [non_exhaustive]",
            "# [serde (default)] # [serde (rename = \"when\")] placed_at :",
            ", # [serde (default = \"seven\")] units :",
        ] {
            assert!(expanded.contains(part), "{part}: {expanded}");
        }
    }

    #[test]
    fn what_is_left_to_the_default_is_not_serialized() {
        let expanded = model(quote! {
            #[redshift(new(derive(Serialize)))]
            struct Order { #[redshift(default = "0")] units: i32 }
        });
        assert!(expanded.to_string().contains("skip_serializing_if = \"::redshift_orm::Defaulted::is_default\""));
    }

    #[test]
    fn what_cannot_stand_there_is_said() {
        for (on_struct, on_field, expected) in [
            (quote!(new), quote!(unique), "expected the attributes of `New..`: `new(derive(Deserialize), "),
            (quote!(new()), quote!(unique), "expected the attributes of `New..`"),
            (quote!(new(1)), quote!(unique), "expected the attributes of `New..`"),
            (quote!(new(derive(Eq, Clone))), quote!(unique), "`New..` is Clone already as far as its fields are"),
            (quote!(view, new(derive(Eq))), quote!(column = "a"), "rows of a view are not inserted"),
            (quote!(backup = no), quote!(new = serde), "expected the attributes of the field in `New..`"),
            (quote!(backup = no), quote!(new(derive(Eq))), "a struct derives, not a field"),
            (quote!(backup = no), quote!(identity, new(serde(skip))), "an IDENTITY column is no field of `NewOrder`"),
        ] {
            let error = model_error(quote! { #[redshift(#on_struct)] struct Order { #[redshift(#on_field)] a: i64 } });
            assert!(error.starts_with(expected), "{error}");
        }
        assert!(
            model_errors(quote! { #[redshift(new(derive(Eq)))] struct Order { #[redshift(new(doc = "x"))] a: i64 } })
                .is_empty()
        );
    }
}

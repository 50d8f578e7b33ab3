//! The macros of `redshift-orm`: the derives `Model`, `Selectable` and `SqlType`, and the attribute `test`.
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
mod test;
#[cfg(test)]
mod testing;
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

#[doc = include_str!("../docs/test.md")]
#[proc_macro_attribute]
pub fn test(options: TokenStream, item: TokenStream) -> TokenStream {
    test::expand(options.into(), item.into()).into()
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

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
    use proptest::prelude::*;
    use quote::quote;

    use crate::{selectable, sql_type, symbol};

    /// Words that mean something to the macros, and some that do not.
    fn words() -> impl Strategy<Value = &'static str> {
        let known = symbol::CONTAINER.iter().chain(symbol::FIELD).copied();
        let others = [
            "redshift",
            "derive",
            "doc",
            "repr",
            "struct",
            "enum",
            "union",
            "pub",
            "where",
            "for",
            "i16",
            "i64",
            "u32",
            "String",
            "Option",
            "Vec",
            "Order",
            "id",
            "self",
            "Self",
            "crate",
            "max",
            "auto",
            "even",
            "key",
            "no",
            "rename",
            "rename_all",
            "index",
            "r#type",
            "é",
            "_",
        ];
        prop::sample::select(known.chain(others).collect::<Vec<_>>())
    }

    fn ident(word: &str) -> Ident {
        match word.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, Span::call_site()),
            None => Ident::new(word, Span::call_site()),
        }
    }

    fn token() -> impl Strategy<Value = TokenTree> {
        prop_oneof![
            4 => words().prop_map(|word| TokenTree::Ident(ident(word))),
            3 => prop::sample::select("=,,,;:<>#!&-'.?".chars().collect::<Vec<_>>())
                .prop_map(|char| TokenTree::Punct(Punct::new(char, Spacing::Alone))),
            2 => any::<i64>().prop_map(|number| TokenTree::Literal(Literal::i64_unsuffixed(number.max(0)))),
            1 => ".{0,8}".prop_map(|text| TokenTree::Literal(Literal::string(&text))),
        ]
    }

    fn tokens() -> impl Strategy<Value = TokenStream> {
        let streams = prop::collection::vec(token(), 0..8).prop_map(TokenStream::from_iter);
        streams.prop_recursive(3, 32, 6, |inner| {
            let delimiter = prop::sample::select(vec![
                Delimiter::Parenthesis,
                Delimiter::Brace,
                Delimiter::Bracket,
                Delimiter::None,
            ]);
            let group = (delimiter, inner.clone())
                .prop_map(|(delimiter, stream)| TokenTree::Group(Group::new(delimiter, stream)));
            prop::collection::vec(prop_oneof![2 => token(), 1 => group], 0..8).prop_map(TokenStream::from_iter)
        })
    }

    /// Every derive gives Rust that parses, and does not panic.
    fn check(input: &TokenStream) {
        for expanded in
            [crate::model(input.clone()), selectable::derive(input.clone()), sql_type::derive(input.clone())]
        {
            let text = expanded.to_string();
            assert!(syn::parse2::<syn::File>(expanded).is_ok(), "{input}\n{text}");
        }
    }

    proptest! {
        #[test]
        fn no_attribute_makes_the_macros_panic(on_item in tokens(), on_field in tokens(), on_variant in tokens()) {
            check(&quote! {
                #[redshift(#on_item)]
                struct Order { #[redshift(#on_field)] id: i64, #[redshift(#on_field)] note: Option<String> }
            });
            check(&quote! { #[redshift(#on_item)] enum Status { #[redshift(#on_variant)] Open, Shut } });
            check(&quote! { #[redshift #on_item] struct Id(#[redshift #on_field] i64); });
        }

        #[test]
        fn no_test_makes_the_macros_panic(options in tokens(), arguments in tokens(), rest in tokens()) {
            for item in [quote!(async fn test(#arguments) {}), quote!(#[ignore] fn test(db: #rest) #rest {} #rest), rest] {
                let expanded = crate::test::expand(options.clone(), item);
                assert!(syn::parse2::<syn::File>(expanded.clone()).is_ok(), "{expanded}");
            }
        }

        #[test]
        fn no_item_makes_the_macros_panic(name in words(), ty in tokens(), rest in tokens()) {
            let name = ident(name);
            check(&rest);
            check(&quote! { struct #name { id: #ty, other: i64 } });
            check(&quote! { pub struct #name { #rest } });
            check(&quote! { struct #name(#ty); });
            check(&quote! { enum #name { #rest } });
        }
    }
}

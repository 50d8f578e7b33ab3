//! Attribute reading: `#[redshift(..)]` cut into items, and the forms that an item's value may have.
//!
//! An item that cannot be read is reported and passed over; the ones after it are still read.

pub(crate) mod container;
pub(crate) mod field;
pub(crate) mod new;
pub(crate) mod refused;

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitInt, LitStr, Meta, Token};

use crate::ctxt::Ctxt;
use crate::suggest::{did_you_mean, listed};
use crate::symbol::REDSHIFT;

/// An attribute's value and the tokens it came from, for errors.
pub(crate) struct Attr<T> {
    pub(crate) value: T,
    pub(crate) tokens: TokenStream,
}

impl<T> ToTokens for Attr<T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// One item of `#[redshift(item, item = value, item(..))]`.
pub(crate) struct Item {
    pub(crate) name: Ident,
    args: Args,
}

/// What stands after an item's name.
enum Args {
    None,
    Value(TokenTree, TokenStream),
    List(Group),
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.name.to_tokens(tokens);
        match &self.args {
            Args::None => {}
            Args::Value(equals, value) => tokens.extend(quote!(#equals #value)),
            Args::List(group) => group.to_tokens(tokens),
        }
    }
}

/// The items of every `#[redshift(..)]` among `attrs`.
pub(crate) fn items(cx: &Ctxt, attrs: &[Attribute]) -> Vec<Item> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident(REDSHIFT))
        .filter_map(|attr| match &attr.meta {
            Meta::List(list) => Some(list.tokens.clone()),
            Meta::Path(_) | Meta::NameValue(_) => {
                cx.error_spanned_by(&attr.meta, "expected parentheses: `#[redshift(primary_key, encode = az64)]`");
                None
            }
        })
        .flat_map(split)
        .filter_map(|item| parse_item(item).map_err(|error| cx.error(error)).ok())
        .collect()
}

/// Cuts at the commas that stand outside parentheses.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut items = vec![Vec::new()];
    for token in tokens {
        if is_punct(&token, ',') {
            items.push(Vec::new());
        } else if let Some(item) = items.last_mut() {
            item.push(token);
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

fn parse_item(tokens: Vec<TokenTree>) -> syn::Result<Item> {
    let mut tokens = tokens.into_iter();
    let name = match tokens.next() {
        Some(TokenTree::Ident(name)) => name.unraw(),
        Some(other) => {
            return Err(syn::Error::new_spanned(&other, format!("expected the name of an attribute, found `{other}`")));
        }
        None => return Err(syn::Error::new(Span::call_site(), "expected the name of an attribute")),
    };
    let args = match tokens.next() {
        None => Args::None,
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis && tokens.len() == 0 => {
            Args::List(group)
        }
        Some(equals) if is_punct(&equals, '=') => {
            if tokens.len() == 0 {
                return Err(syn::Error::new_spanned(&equals, format!("`{name} =` lacks its value")));
            }
            Args::Value(equals, tokens.collect())
        }
        Some(other) => {
            let after = tokens.next().filter(|_| matches!(other, TokenTree::Group(_)));
            let found = after.unwrap_or(other);
            return Err(syn::Error::new_spanned(
                &found,
                format!("expected `,`, `=` or `(..)` after `{name}`, found `{found}`"),
            ));
        }
    };
    Ok(Item { name, args })
}

impl Item {
    /// Reports the item: `message`.
    pub(crate) fn error(&self, cx: &Ctxt, message: impl std::fmt::Display) {
        cx.error_spanned_by(self, message);
    }

    fn wrong_form<T>(&self, cx: &Ctxt, form: &str) -> Option<T> {
        self.error(cx, format!("expected {form}"));
        None
    }

    /// Reads an item that stands alone, such as `primary_key`.
    pub(crate) fn flag(&self, cx: &Ctxt) -> Option<()> {
        match &self.args {
            Args::None => Some(()),
            Args::Value(..) | Args::List(_) => self.wrong_form(cx, &format!("`{}` alone, without a value", self.name)),
        }
    }

    /// Whether the item stands alone.
    pub(crate) fn is_flag(&self) -> bool {
        matches!(self.args, Args::None)
    }

    /// Reads the tokens of `name = tokens`, if `parser` takes them.
    fn value<P: Parser>(&self, parser: P) -> Option<P::Output> {
        match &self.args {
            Args::Value(_, value) => parser.parse2(value.clone()).ok(),
            Args::None | Args::List(_) => None,
        }
    }

    /// Reads the tokens of `name(tokens)`, if `parser` takes them.
    pub(crate) fn list<P: Parser>(&self, parser: P) -> Option<P::Output> {
        match &self.args {
            Args::List(group) => parser.parse2(group.stream()).ok(),
            Args::None | Args::Value(..) => None,
        }
    }

    /// Reads `name = "text"`. The text must not be empty.
    pub(crate) fn string(&self, cx: &Ctxt, form: &str) -> Option<LitStr> {
        let Some(text) = self.value(<LitStr as syn::parse::Parse>::parse) else {
            return self.wrong_form(cx, form);
        };
        if text.value().trim().is_empty() {
            cx.error_spanned_by(&text, format!("the text of `{}` is empty", self.name));
            return None;
        }
        Some(text)
    }

    /// Reads `name = 7`.
    pub(crate) fn integer<N: FromStr>(&self, cx: &Ctxt, form: &str) -> Option<N> {
        self.value(integer::<N>).or_else(|| self.wrong_form(cx, form))
    }

    /// Reads `name = word`; `None` without a report when there is no word.
    pub(crate) fn as_word(&self) -> Option<Ident> {
        self.value(Ident::parse_any)
    }

    /// Reads `name = word`, the word one of `choices`.
    pub(crate) fn word<T: Copy>(&self, cx: &Ctxt, choices: &[(&str, T)]) -> Option<T> {
        let names = || choices.iter().map(|(name, _)| *name);
        let Some(word) = self.as_word() else {
            let example = names().next().unwrap_or_default();
            return self
                .wrong_form(cx, &format!("a word, such as `{} = {example}`: one of {}", self.name, listed(names())));
        };
        let text = word.to_string();
        let choice = choices.iter().find(|(name, _)| *name == text);
        if choice.is_none() {
            let suggestion = did_you_mean(&text, names());
            cx.error_spanned_by(
                &word,
                format!("`{}` cannot be `{text}`{suggestion}\nit is one of {}", self.name, listed(names())),
            );
        }
        choice.map(|(_, choice)| *choice)
    }

    /// Reads `name(field, ..)`, at least one field.
    pub(crate) fn fields(&self, cx: &Ctxt, form: &str) -> Option<Vec<Ident>> {
        self.list(field_list).filter(|fields| !fields.is_empty()).or_else(|| self.wrong_form(cx, form))
    }
}

/// Parses `7` or `-7`.
pub(crate) fn integer<N: FromStr>(input: ParseStream<'_>) -> syn::Result<N> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let literal: LitInt = input.parse()?;
    let text = format!("{}{}", minus.map_or("", |_| "-"), literal.base10_digits());
    text.parse()
        .ok()
        .filter(|_| literal.suffix().is_empty())
        .ok_or_else(|| syn::Error::new_spanned(&literal, "out of range"))
}

/// Parses `field, field, ..`.
pub(crate) fn field_list(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    Punctuated::<Ident, Token![,]>::parse_terminated_with(input, Ident::parse_any)
        .map(|fields| fields.into_iter().collect())
}

/// Holds an attribute that may be given once.
pub(crate) struct Slot<T> {
    attr: Option<Attr<T>>,
    seen: bool,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Slot { attr: None, seen: false }
    }
}

impl<T> Slot<T> {
    /// Sets the value read from `item`, or reports that it was given before.
    pub(crate) fn set(&mut self, cx: &Ctxt, item: &Item, value: Option<T>) {
        if self.seen {
            item.error(cx, format!("`{}` is given twice", item.name));
            return;
        }
        self.seen = true;
        self.attr = value.map(|value| Attr { value, tokens: item.to_token_stream() });
    }

    pub(crate) fn get(self) -> Option<Attr<T>> {
        self.attr
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use crate::testing::{model_error, model_errors};

    fn on_field(attributes: TokenStream) -> TokenStream {
        quote! { struct Order { #[redshift(#attributes)] id: i64 } }
    }

    use proc_macro2::TokenStream;

    #[test]
    fn an_item_is_a_word_a_value_or_a_list() {
        for (attributes, expected) in [
            (quote!("varchar"), "expected the name of an attribute, found `\"varchar\"`"),
            (quote!(varchar =), "`varchar =` lacks its value"),
            (quote!(unique sortkey), "expected `,`, `=` or `(..)` after `unique`, found `sortkey`"),
            (quote!(identity(1, 1) unique), "expected `,`, `=` or `(..)` after `identity`, found `unique`"),
            (quote!(unique = true), "expected `unique` alone, without a value"),
            (quote!(unique, unique), "`unique` is given twice"),
            (
                quote!(varchar = "x", varchar = 3),
                "expected `varchar = 100`, a number of characters, or `varchar = max`",
            ),
        ] {
            let errors = model_errors(on_field(attributes));
            assert_eq!(errors.first().map(String::as_str), Some(expected));
        }
    }

    #[test]
    fn the_helper_attribute_has_parentheses() {
        let expected = "expected parentheses: `#[redshift(primary_key, encode = az64)]`";
        assert_eq!(model_error(quote! { struct Order { #[redshift] id: i64 } }), expected);
        assert_eq!(model_error(quote! { #[redshift = "x"] struct Order { id: i64 } }), expected);
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let errors = model_errors(quote! {
            #[redshift(tabel = "orders", diststyle = evn)]
            struct Order {
                #[redshift(identity = 1, encode = az)]
                id: u32,
                #[redshift(varchar(20))]
                note: String,
            }
        });
        assert_eq!(errors.len(), 6, "{errors:#?}");
    }

    #[test]
    fn several_attributes_are_one() {
        assert!(
            model_errors(quote! { struct Order { #[redshift(unique,)] #[redshift()] #[redshift(sortkey)] id: i64 } })
                .is_empty()
        );
    }
}

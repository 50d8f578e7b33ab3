//! What the unit tests share: the three derives on token streams, their errors and their text.

use proc_macro2::{TokenStream, TokenTree};

/// What `#[derive(Model)]` writes.
pub(crate) fn model(input: TokenStream) -> TokenStream {
    crate::model(input)
}

/// The messages of the `compile_error!` calls in expanded code.
pub(crate) fn errors_in(expanded: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = expanded.into_iter().collect();
    let mut errors = Vec::new();
    for window in tokens.windows(3) {
        if let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(message)] = window
            && name == "compile_error"
        {
            let message: syn::LitStr = syn::parse2(message.stream()).unwrap();
            errors.push(message.value());
        }
    }
    errors
}

/// The errors of `#[derive(Model)]`.
pub(crate) fn model_errors(input: TokenStream) -> Vec<String> {
    errors_in(model(input))
}

/// The one error of `#[derive(Model)]`.
#[track_caller]
pub(crate) fn model_error(input: TokenStream) -> String {
    let errors = model_errors(input);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    errors.concat()
}

/// Expanded code as rustfmt would have it.
pub(crate) fn pretty(expanded: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(expanded).unwrap())
}

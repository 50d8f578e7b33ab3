//! Collects errors, so that one compile shows every mistake.

use std::cell::{Cell, RefCell};
use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The errors found so far. Readers report here and go on.
#[derive(Default)]
pub(crate) struct Ctxt {
    errors: RefCell<Vec<syn::Error>>,
    count: Cell<usize>,
}

impl Ctxt {
    pub(crate) fn new() -> Self {
        Ctxt::default()
    }

    /// Reports an error under `tokens`.
    pub(crate) fn error_spanned_by(&self, tokens: impl ToTokens, message: impl Display) {
        self.error(syn::Error::new_spanned(tokens.into_token_stream(), message));
    }

    /// Reports an error at `span`.
    pub(crate) fn error_at(&self, span: Span, message: impl Display) {
        self.error(syn::Error::new(span, message));
    }

    pub(crate) fn error(&self, error: syn::Error) {
        self.count.set(self.count.get() + 1);
        self.errors.borrow_mut().push(error);
    }

    /// How many errors there are: a reader compares before and after.
    pub(crate) fn count(&self) -> usize {
        self.count.get()
    }

    /// The errors as `compile_error!` calls; none when there was no error.
    pub(crate) fn into_compile_errors(self) -> Option<TokenStream> {
        let errors = self.errors.into_inner();
        (!errors.is_empty()).then(|| errors.iter().map(syn::Error::to_compile_error).collect())
    }
}

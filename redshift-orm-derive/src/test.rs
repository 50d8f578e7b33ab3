//! `#[redshift_orm::test]`: an `async fn` of a database as a test.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Attribute, LitInt, LitStr, ReturnType, Token, Type, Visibility, parenthesized};

use crate::ctxt::Ctxt;
use crate::suggest::{did_you_mean, listed};

const FORM: &str = "a test is `async fn name(db: Database)`";
const FLAVORS: [&str; 2] = ["current_thread", "multi_thread"];
const OPTIONS: [&str; 2] = ["flavor", "worker_threads"];

pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let cx = Ctxt::new();
    let options = Options::read(&cx, options);
    let function = match syn::parse2::<Function>(item) {
        Ok(function) => Some(function),
        Err(error) => {
            cx.error(error);
            None
        }
    };
    let fallback = function.as_ref().map(Function::fallback);
    let test = function.and_then(|function| function.expand(&cx, &options));
    match cx.into_compile_errors() {
        Some(errors) => quote!(#errors #fallback),
        None => test.unwrap_or_default(),
    }
}

/// What stands in the attribute's parentheses.
#[derive(Default)]
struct Options {
    flavor: Option<LitStr>,
    worker_threads: Option<LitInt>,
}

impl Options {
    fn read(cx: &Ctxt, tokens: TokenStream) -> Self {
        let mut options = Options::default();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                options.read_one(cx, input)?;
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = syn::parse::Parser::parse2(parser, tokens) {
            cx.error(error);
        }
        options.check(cx);
        options
    }

    fn read_one(&mut self, cx: &Ctxt, input: ParseStream<'_>) -> syn::Result<()> {
        let name: Ident = input.parse()?;
        let known = OPTIONS.into_iter().find(|known| name == known);
        let Some(known) = known else {
            let written = name.to_string();
            let hint = did_you_mean(&written, OPTIONS);
            return Err(syn::Error::new(
                name.span(),
                format!("no option `{written}`; the options are {}{hint}", listed(OPTIONS)),
            ));
        };
        input.parse::<Token![=]>()?;
        let is_second = match known {
            "flavor" => self.flavor.replace(input.parse()?).is_some(),
            _ => self.worker_threads.replace(input.parse()?).is_some(),
        };
        if is_second {
            cx.error_spanned_by(&name, format!("`{known}` stands there already"));
        }
        Ok(())
    }

    fn check(&self, cx: &Ctxt) {
        if let Some(flavor) = &self.flavor
            && !FLAVORS.contains(&flavor.value().as_str())
        {
            cx.error_spanned_by(flavor, format!("the flavors of a runtime are {}", listed(FLAVORS)));
        }
        let Some(threads) = &self.worker_threads else { return };
        if !self.has_threads() {
            cx.error_spanned_by(threads, "only `flavor = \"multi_thread\"` has worker threads");
        } else if !threads.base10_parse::<usize>().is_ok_and(|number| number > 0) {
            cx.error_spanned_by(threads, "a runtime has 1 worker thread or more");
        }
    }

    fn has_threads(&self) -> bool {
        self.flavor.as_ref().is_some_and(|flavor| flavor.value() == "multi_thread")
    }

    /// The runtime, as the runtime crate is told of it.
    fn flavor(&self) -> TokenStream {
        match (&self.worker_threads, self.has_threads()) {
            (Some(threads), true) => {
                quote!(::redshift_orm::__private::Flavor::MultiThread(::core::option::Option::Some(#threads)))
            }
            (None, true) => quote!(::redshift_orm::__private::Flavor::MultiThread(::core::option::Option::None)),
            (_, false) => quote!(::redshift_orm::__private::Flavor::CurrentThread),
        }
    }
}

/// A function, as far as a test is concerned with it.
struct Function {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    is_async: bool,
    name: Ident,
    generics: Option<Span>,
    /// What stands in the parentheses, and the types of the arguments.
    arguments: TokenStream,
    types: Vec<Type>,
    output: ReturnType,
    body: Group,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        let is_async = input.parse::<Option<Token![async]>>()?.is_some();
        if !input.peek(Token![fn]) {
            return Err(input.error(FORM));
        }
        input.parse::<Token![fn]>()?;
        let name: Ident = input.parse()?;
        let generics = input.peek(Token![<]).then(|| input.span());
        if generics.is_some() {
            while !input.is_empty() && !input.peek(syn::token::Paren) {
                input.parse::<proc_macro2::TokenTree>()?;
            }
        }
        let inside;
        parenthesized!(inside in input);
        let arguments: TokenStream = inside.fork().parse()?;
        let mut types = Vec::new();
        while !inside.is_empty() {
            types.push(argument(&inside)?);
        }
        let output = input.parse()?;
        let body: Group = input.parse()?;
        if body.delimiter() != Delimiter::Brace {
            return Err(syn::Error::new(body.span(), FORM));
        }
        Ok(Function { attributes, visibility, is_async, name, generics, arguments, types, output, body })
    }
}

/// The type of an argument; its pattern is a name.
fn argument(input: ParseStream<'_>) -> syn::Result<Type> {
    input.parse::<Option<Token![mut]>>()?;
    if input.peek(Token![_]) {
        input.parse::<Token![_]>()?;
    } else if input.parse::<Ident>().is_err() {
        return Err(input.error(FORM));
    }
    input.parse::<Token![:]>()?;
    let argument = input.parse()?;
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(argument)
}

impl Function {
    /// What is given out beside errors: the function, so that the names in it count as used.
    fn fallback(&self) -> TokenStream {
        if self.generics.is_some() {
            return TokenStream::new();
        }
        let Function { visibility, name, arguments, output, body, .. } = self;
        quote!(#[allow(dead_code)] #visibility async fn #name(#arguments) #output #body)
    }

    fn expand(self, cx: &Ctxt, options: &Options) -> Option<TokenStream> {
        let Function { attributes, visibility, is_async, name, generics, arguments, types, output, body } = self;
        if !is_async {
            cx.error_spanned_by(&name, format!("what executes with a database is awaited, so {FORM}"));
        }
        if let Some(generics) = generics {
            cx.error_at(generics, "a test has no generic parameters: nobody chooses them");
        }
        for attribute in &attributes {
            if attribute.path().segments.last().is_some_and(|last| last.ident == "test") {
                cx.error_spanned_by(attribute, "`#[redshift_orm::test]` makes the function a test; leave this one out");
            }
        }
        let database = match types.as_slice() {
            [database] => database,
            [] => {
                cx.error_spanned_by(&name, format!("the test is given its database: {FORM}"));
                return None;
            }
            [_, second, ..] => {
                cx.error_spanned_by(second, format!("the test is given a database and nothing else: {FORM}"));
                return None;
            }
        };
        if !matches!(database, Type::Path(_)) {
            cx.error_spanned_by(database, "a test owns its database, and lends it as `&db`: write `db: Database`");
        }
        let flavor = options.flavor();
        // Spanned on the type, which is what can be wrong.
        let run = quote_spanned!(database.span()=> ::redshift_orm::__private::run_test::<#database, _>);
        Some(quote! {
            #[::core::prelude::v1::test]
            #(#attributes)*
            #visibility fn #name() #output {
                async fn #name(#arguments) #output #body
                #run(#flavor, #name)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;
    use quote::quote;

    use super::expand;
    use crate::testing::{errors_in, pretty};

    #[test]
    fn a_function_becomes_a_test() {
        let plain = expand(
            quote!(),
            quote! {
                /// Orders are counted.
                #[ignore]
                async fn orders_are_counted(db: Database) {
                    assert_eq!(Order::query().count(&db).await.unwrap(), 0);
                }
            },
        );
        let threads = expand(
            quote!(flavor = "multi_thread", worker_threads = 2),
            quote!(
                pub async fn orders(mut _db: redshift_orm::Database) -> Result<()> {
                    Ok(())
                }
            ),
        );
        expect_file!["test.expanded.rs"].assert_eq(&pretty(quote!(#plain #threads)));
    }

    #[test]
    fn every_mistake_is_reported() {
        let errors =
            |options: &str, item: &str| errors_in(expand(options.parse().unwrap(), item.parse().unwrap())).join("\n");
        let good = "async fn t(db: Database) {}";
        for (options, item, expected) in [
            ("", "struct Order;", "a test is `async fn name(db: Database)`"),
            ("", "fn t(db: Database) {}", "what executes with a database is awaited"),
            ("", "async fn t() {}", "the test is given its database"),
            ("", "async fn t(db: Database, n: i32) {}", "a database and nothing else"),
            ("", "async fn t(&self) {}", "a test is `async fn"),
            ("", "async fn t(db: &Database) {}", "a test owns its database"),
            ("", "async fn t<T>(db: Database) {}", "no generic parameters"),
            ("", "#[tokio::test] async fn t(db: Database) {}", "leave this one out"),
            ("flavour = \"x\"", good, "did you mean `flavor`?"),
            ("flavor = \"x\"", good, "`current_thread`, `multi_thread`"),
            ("worker_threads = 2", good, "only `flavor = \"multi_thread\"`"),
            ("flavor = \"multi_thread\", worker_threads = 0", good, "1 worker thread or more"),
            ("flavor = \"current_thread\", flavor = \"multi_thread\"", good, "stands there already"),
        ] {
            let errors = errors(options, item);
            assert!(errors.contains(expected), "{item}: {errors}");
        }
        assert_eq!(errors("flavor = 1, nothing", "fn t() {}").lines().count(), 3);
    }
}

//! `#[redshift(..)]` on the struct of a model.

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::{DeriveInput, LitStr, Meta, Path, Token};

use super::field::{Variant, read_multiplier};
use super::{Attr, Item, Slot, field_list, items, new, refused};
use crate::ctxt::Ctxt;
use crate::symbol;

/// The attributes of a struct, each with its tokens.
pub(crate) struct ContainerAttrs {
    pub(crate) table: Option<Attr<LitStr>>,
    pub(crate) schema: Option<Attr<LitStr>>,
    pub(crate) diststyle: Option<Attr<Variant>>,
    pub(crate) distkey: Option<Attr<Ident>>,
    pub(crate) sortkey: Option<Attr<SortKey>>,
    pub(crate) interleaved_sortkey: Option<Attr<Vec<Ident>>>,
    pub(crate) primary_key: Option<Attr<Vec<Ident>>>,
    pub(crate) unique: Vec<Attr<Vec<Ident>>>,
    pub(crate) foreign_keys: Vec<Attr<ForeignKey>>,
    pub(crate) varchar_multiplier: Option<Attr<u32>>,
    pub(crate) encode_auto: Option<Attr<()>>,
    pub(crate) backup: Option<Attr<bool>>,
    pub(crate) view: Option<Attr<()>>,
    pub(crate) schema_binding: Option<Attr<bool>>,
    pub(crate) materialized_view: Option<Attr<()>>,
    pub(crate) auto_refresh: Option<Attr<bool>>,
    /// Attributes of `NewOrder`.
    pub(crate) new: Vec<Attr<Meta>>,
}

/// `sortkey = auto` or `sortkey(field, ..)`.
pub(crate) enum SortKey {
    Auto,
    Compound(Vec<Ident>),
}

/// `foreign_key((field, ..), Model)` or `foreign_key((field, ..), Model, (field, ..))`.
pub(crate) struct ForeignKey {
    pub(crate) fields: Vec<Ident>,
    pub(crate) model: Path,
    pub(crate) references: Vec<Ident>,
}

const DISTSTYLES: &[(&str, Variant)] = &[("auto", "Auto"), ("even", "Even"), ("all", "All"), ("key", "Key")];

impl ContainerAttrs {
    /// Reads the attributes of the struct.
    pub(crate) fn from_input(cx: &Ctxt, input: &DeriveInput) -> Self {
        let mut slots = Slots::default();
        for item in items(cx, &input.attrs) {
            slots.read(cx, &item);
        }
        slots.into_attrs()
    }

    /// Whether the struct is a view, plain or materialized.
    pub(crate) fn is_view(&self) -> bool {
        self.view.is_some() || self.materialized_view.is_some()
    }
}

#[derive(Default)]
struct Slots {
    table: Slot<LitStr>,
    schema: Slot<LitStr>,
    diststyle: Slot<Variant>,
    distkey: Slot<Ident>,
    sortkey: Slot<SortKey>,
    interleaved_sortkey: Slot<Vec<Ident>>,
    primary_key: Slot<Vec<Ident>>,
    unique: Vec<Attr<Vec<Ident>>>,
    foreign_keys: Vec<Attr<ForeignKey>>,
    varchar_multiplier: Slot<u32>,
    encode_auto: Slot<()>,
    backup: Slot<bool>,
    view: Slot<()>,
    schema_binding: Slot<bool>,
    materialized_view: Slot<()>,
    auto_refresh: Slot<bool>,
    new: Vec<Attr<Meta>>,
}

impl Slots {
    fn read(&mut self, cx: &Ctxt, item: &Item) {
        match item.name.to_string().as_str() {
            symbol::TABLE => self.table.set(cx, item, item.string(cx, "`table = \"orders\"`")),
            symbol::SCHEMA => self.schema.set(cx, item, item.string(cx, "`schema = \"sales\"`")),
            symbol::DISTSTYLE => self.diststyle.set(cx, item, item.word(cx, DISTSTYLES)),
            symbol::DISTKEY => self.distkey.set(cx, item, read_distkey(cx, item)),
            symbol::SORTKEY => self.sortkey.set(cx, item, read_sortkey(cx, item)),
            symbol::INTERLEAVED_SORTKEY => {
                let fields = item.fields(cx, "the fields: `interleaved_sortkey(placed_at, customer_id)`");
                self.interleaved_sortkey.set(cx, item, fields);
            }
            symbol::PRIMARY_KEY => {
                let fields = item.fields(
                    cx,
                    "the fields: `primary_key(order_id, line)`; alone, `primary_key` stands on the field of the key",
                );
                self.primary_key.set(cx, item, fields);
            }
            symbol::UNIQUE => {
                let fields = item
                    .fields(cx, "the fields: `unique(region, name)`; alone, `unique` stands on the field concerned");
                push(&mut self.unique, item, fields);
            }
            symbol::FOREIGN_KEY => push(&mut self.foreign_keys, item, read_foreign_key(cx, item)),
            symbol::VARCHAR_MULTIPLIER => self.varchar_multiplier.set(cx, item, read_multiplier(cx, item)),
            symbol::ENCODE => self.encode_auto.set(cx, item, read_encode(cx, item)),
            symbol::BACKUP => self.backup.set(cx, item, item.word(cx, &[("no", false), ("yes", true)])),
            symbol::VIEW => self.view.set(cx, item, item.flag(cx)),
            symbol::SCHEMA_BINDING => {
                self.schema_binding.set(cx, item, item.word(cx, &[("no", false), ("yes", true)]));
            }
            symbol::MATERIALIZED_VIEW => self.materialized_view.set(cx, item, item.flag(cx)),
            symbol::AUTO_REFRESH => {
                self.auto_refresh.set(cx, item, item.word(cx, &[("no", false), ("yes", true)]));
            }
            symbol::NEW => new::read_of_struct(cx, item, &mut self.new),
            _ => refused::unknown(cx, item, refused::Place::Container),
        }
    }

    fn into_attrs(self) -> ContainerAttrs {
        ContainerAttrs {
            table: self.table.get(),
            schema: self.schema.get(),
            diststyle: self.diststyle.get(),
            distkey: self.distkey.get(),
            sortkey: self.sortkey.get(),
            interleaved_sortkey: self.interleaved_sortkey.get(),
            primary_key: self.primary_key.get(),
            unique: self.unique,
            foreign_keys: self.foreign_keys,
            varchar_multiplier: self.varchar_multiplier.get(),
            encode_auto: self.encode_auto.get(),
            backup: self.backup.get(),
            view: self.view.get(),
            schema_binding: self.schema_binding.get(),
            materialized_view: self.materialized_view.get(),
            auto_refresh: self.auto_refresh.get(),
            new: self.new,
        }
    }
}

/// Adds an attribute that may be given several times.
fn push<T>(list: &mut Vec<Attr<T>>, item: &Item, value: Option<T>) {
    list.extend(value.map(|value| Attr { value, tokens: item.to_token_stream() }));
}

fn read_distkey(cx: &Ctxt, item: &Item) -> Option<Ident> {
    let fields = item.fields(cx, "the field: `distkey(customer_id)`")?;
    if fields.len() > 1 {
        item.error(cx, "a table has at most one distribution key column; name one field");
    }
    fields.into_iter().next()
}

fn read_sortkey(cx: &Ctxt, item: &Item) -> Option<SortKey> {
    if item.as_word().is_some_and(|word| word == "auto") {
        return Some(SortKey::Auto);
    }
    item.fields(cx, "the fields, `sortkey(placed_at, customer_id)`, or `sortkey = auto`").map(SortKey::Compound)
}

fn read_encode(cx: &Ctxt, item: &Item) -> Option<()> {
    let auto = item.as_word().is_some_and(|word| word == "auto");
    if !auto {
        item.error(cx, "expected `encode = auto`; an encoding of its own stands on the field: `encode = az64`");
    }
    auto.then_some(())
}

fn read_foreign_key(cx: &Ctxt, item: &Item) -> Option<ForeignKey> {
    let key = item.list(|input: ParseStream<'_>| {
        let fields = parenthesized(input)?;
        input.parse::<Token![,]>()?;
        let model = input.call(Path::parse_mod_style)?;
        let comma = input.parse::<Option<Token![,]>>()?;
        let references = if comma.is_some() && !input.is_empty() { parenthesized(input)? } else { Vec::new() };
        input.parse::<Option<Token![,]>>()?;
        Ok(ForeignKey { fields, model, references })
    });
    if key.is_none() {
        item.error(
            cx,
            "expected `foreign_key((order_id, line), OrderLine)`: the fields, and the model that they point at",
        );
    }
    key
}

fn parenthesized(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let content;
    syn::parenthesized!(content in input);
    let fields = field_list(&content)?;
    if fields.is_empty() {
        return Err(content.error("expected a field"));
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use crate::testing::{model_error, model_errors};

    fn on_struct(attributes: TokenStream) -> TokenStream {
        quote! { #[redshift(#attributes)] struct Order { a: i64, b: i64, r#type: i64 } }
    }

    #[test]
    fn every_form_is_read() {
        for attributes in [
            quote!(table = "orders", schema = "sales"),
            quote!(diststyle = all, encode = auto, backup = no),
            quote!(diststyle = key, distkey(a)),
            quote!(sortkey(a, b,)),
            quote!(sortkey = auto),
            quote!(interleaved_sortkey(a, r#type)),
            quote!(sortkey(type)),
            quote!(primary_key(a, b)),
            quote!(unique(a), unique(a, b)),
            quote!(foreign_key((a), Other), foreign_key((a, b), other::Other, (x, y))),
            quote!(varchar_multiplier = 4),
            quote!(new(derive(Eq), serde(deny_unknown_fields)), new(non_exhaustive)),
            quote!(view, table = "a", schema = "s", schema_binding = no),
            quote!(materialized_view, diststyle = key, distkey(a), sortkey(a, b), backup = no, auto_refresh = yes),
        ] {
            let text = attributes.to_string();
            assert_eq!(model_errors(on_struct(attributes)), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn every_other_form_shows_the_right_one() {
        for (attributes, expected) in [
            (quote!(table = orders), "expected `table = \"orders\"`"),
            (quote!(schema), "expected `schema = \"sales\"`"),
            (
                quote!(diststyle = replicated),
                "`diststyle` cannot be `replicated`\nit is one of `auto`, `even`, `all`, `key`",
            ),
            (quote!(distkey), "expected the field: `distkey(customer_id)`"),
            (quote!(distkey(a, b)), "a table has at most one distribution key column; name one field"),
            (quote!(sortkey), "expected the fields, `sortkey(placed_at, customer_id)`, or `sortkey = auto`"),
            (quote!(sortkey()), "expected the fields, `sortkey(placed_at, customer_id)`, or `sortkey = auto`"),
            (quote!(sortkey("a")), "expected the fields, `sortkey(placed_at, customer_id)`, or `sortkey = auto`"),
            (quote!(interleaved_sortkey = a), "expected the fields: `interleaved_sortkey(placed_at, customer_id)`"),
            (quote!(primary_key), "expected the fields: `primary_key(order_id, line)`; alone, `primary_key` stands on"),
            (
                quote!(unique),
                "expected the fields: `unique(region, name)`; alone, `unique` stands on the field concerned",
            ),
            (quote!(foreign_key(a, Other)), "expected `foreign_key((order_id, line), OrderLine)`"),
            (quote!(encode = az64), "expected `encode = auto`; an encoding of its own stands on the field"),
            (quote!(view = a), "expected `view` alone, without a value"),
            (quote!(view, schema_binding = off), "`schema_binding` cannot be `off`\nit is one of `no`, `yes`"),
            (quote!(backup = false), "`backup` cannot be `false`\nit is one of `no`, `yes`"),
        ] {
            let errors = model_errors(on_struct(attributes));
            assert!(errors.len() == 1 && errors.concat().starts_with(expected), "{expected}: {errors:#?}");
        }
    }

    #[test]
    fn a_table_is_given_once() {
        assert_eq!(model_error(on_struct(quote!(table = "a", table = "b"))), "`table` is given twice");
    }
}

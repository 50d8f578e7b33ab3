//! Redshift's rules about types, asked while the program is built: one `const` item per rule and column.
//!
//! The macro does not see what type stands behind a name; `redshift_orm::schema::rules` does. Each item is spanned on the
//! attribute concerned, so that the rule's sentence points there.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::column_field;
use super::table::{expand_size, foreign_keys, multiplier, variant};
use crate::attr::container::SortKey;
use crate::model::{Column, Table};
use crate::ty;

/// What no other column is called; the rule has the sentence.
const SYSTEM_COLUMNS: [&str; 7] = ["oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// The rules that a model has to keep, asked only where they can fail: each question costs the compiler a millisecond. Those about
/// the table as a whole are left out when its attributes contradict each other.
pub(super) fn expand(table: &Table<'_>, whole: bool) -> TokenStream {
    let mut rules = TokenStream::new();
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| !column.broken) {
        let place = Place { table, index };
        if !table.attrs.is_view() {
            expand_size_rules(&mut rules, table, column);
        }
        expand_name_rules(&mut rules, column);
        expand_attribute_rules(&mut rules, &place, column);
    }
    if whole {
        expand_table_rules(&mut rules, table);
    }
    rules
}

/// A column in the table's data.
struct Place<'t> {
    table: &'t Table<'t>,
    index: usize,
}

impl Place<'_> {
    /// Whether the column's type is by its spelling one that keys can have, whatever its size.
    fn is_key_type(&self) -> bool {
        let ty = &self.table.columns[self.index].ty;
        ty::is_key(ty::option_argument(ty).unwrap_or(ty))
    }

    /// A field of `schema::Column`.
    fn get(&self, field: &str) -> TokenStream {
        let ident = self.table.ident();
        let index = self.index;
        let field = proc_macro2::Ident::new(field, Span::call_site());
        quote!(<#ident as __orm::Model>::TABLE.columns[#index].#field)
    }
}

/// `const _: () = require(rule(arguments));`, as a whole under the tokens of `at`.
fn require(at: &impl ToTokens, rule: &str, arguments: TokenStream) -> TokenStream {
    let (first, last) = super::ends(at);
    let rule = proc_macro2::Ident::new(rule, Span::call_site());
    let verdict = quote!(__orm::schema::rules::#rule(#arguments));
    let mut arguments = Group::new(proc_macro2::Delimiter::Parenthesis, verdict);
    arguments.set_span(last);
    let arguments = TokenTree::Group(arguments);
    quote_spanned!(first=> const _: () = __orm::schema::rules::require #arguments;)
}

/// The size suits the type. Asked where an attribute gives one, and of types that may need one.
fn expand_size_rules(rules: &mut TokenStream, table: &Table<'_>, column: &Column<'_>) {
    let ty = &column.ty;
    let size = expand_size(column);
    let multiplier = multiplier(table, column);
    let kind = column_field(ty, "KIND");
    let (base, sizing) = (quote!(#kind.base), quote!(#kind.sizing));
    match column.attrs.sizes().next() {
        Some(attr) => rules.extend(require(attr, "size_suits", quote!(#base, #sizing, #size, #multiplier))),
        None if ty::is_known(ty::option_argument(ty).unwrap_or(ty)) && multiplier < 256 => {}
        None => rules.extend(require(ty, "size_suits", quote!(#base, #sizing, #size, #multiplier))),
    }
    if let Some(attr) = &column.attrs.varchar_multiplier {
        rules.extend(require(attr, "multiplier_suits", quote!(#sizing, #size)));
    }
}

/// The name is one that Redshift takes. Not asked of names of letters that are no system column's.
fn expand_name_rules(rules: &mut TokenStream, column: &Column<'_>) {
    let name = column.name();
    let at = proc_macro2::Literal::string(&name);
    let mut at = TokenTree::Literal(at);
    at.set_span(column.name_span());
    if !is_plain(&name) {
        rules.extend(require(&at, "identifier", quote!(#name)));
    }
    if SYSTEM_COLUMNS.iter().any(|system| name.eq_ignore_ascii_case(system)) {
        rules.extend(require(&at, "reserved_column_name", quote!(#name)));
    }
}

fn is_plain(name: &str) -> bool {
    (1..=127).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether the text of a DEFAULT is a number, a quoted text or one of the usual functions.
fn is_plain_default(sql: &str) -> bool {
    let sql = sql.trim();
    let quoted = sql.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    quoted.is_some_and(|text| !text.contains(['\'', '\\']))
        || sql.parse::<f64>().is_ok_and(f64::is_finite)
        || ["getdate()", "sysdate", "true", "false", "null"].iter().any(|plain| sql.eq_ignore_ascii_case(plain))
}

fn expand_attribute_rules(rules: &mut TokenStream, place: &Place<'_>, column: &Column<'_>) {
    let attrs = &column.attrs;
    if let Some(default) = attrs.default.as_ref().filter(|default| !is_plain_default(&default.value.value())) {
        let sql = default.value.value();
        rules.extend(require(default, "default_expression", quote!(#sql)));
    }
    if let Some(encode) = &attrs.encode {
        let (data_type, encoding) = (place.get("data_type"), variant("Encoding", encode.value));
        rules.extend(require(encode, "encoding_suits", quote!(#data_type, #encoding)));
    }
    let identity = attrs.identity.as_ref().or(attrs.identity_by_default.as_ref());
    if let Some(identity) = identity.filter(|_| !ty::is_identity(&column.ty)) {
        let (data_type, nullable) = (place.get("data_type"), place.get("nullable"));
        rules.extend(require(identity, "identity", quote!(#data_type, #nullable)));
    }
    if let Some(key) = attrs.primary_key.as_ref().filter(|_| identity.is_none() && !ty::is_known(&column.ty)) {
        rules.extend(require(key, "primary_key_not_nullable", place.get("nullable")));
    }
    if let Some(collate) = &attrs.collate {
        rules.extend(require(collate, "collation_suits", place.get("data_type")));
    }
    if let Some(distkey) = attrs.distkey.as_ref().filter(|_| !place.is_key_type()) {
        rules.extend(require(distkey, "distkey_suits", place.get("data_type")));
    }
    if let Some(sortkey) = attrs.sortkey.as_ref().filter(|_| !place.is_key_type()) {
        rules.extend(require(sortkey, "sortkey_suits", place.get("data_type")));
    }
}

fn expand_table_rules(rules: &mut TokenStream, table: &Table<'_>) {
    let ident = table.ident();
    let attrs = &table.attrs;
    let data = quote!(<#ident as __orm::Model>::TABLE);
    let name = table.name();
    if !is_plain(&name) || attrs.schema.as_ref().is_some_and(|schema| !is_plain(&schema.value.value())) {
        let rule = |at: &dyn Fn() -> TokenStream| require(&at(), "table_name", quote!(&#data.name));
        rules.extend(match (&attrs.table, &attrs.schema) {
            (Some(attr), _) if !is_plain(&name) => rule(&|| attr.to_token_stream()),
            (_, Some(attr)) => rule(&|| attr.to_token_stream()),
            (_, None) => rule(&|| ident.to_token_stream()),
        });
    }
    if table.columns.len() > 1_600 {
        rules.extend(require(ident, "column_count", quote!(&#data)));
    }
    if table.columns.iter().any(|column| column.attrs.char.is_some()) {
        rules.extend(require(ident, "row_width", quote!(&#data)));
    }
    let place = |field: &proc_macro2::Ident| {
        let field = field.unraw();
        let index = table.columns.iter().position(|column| column.ident.unraw() == field)?;
        Some(Place { table, index })
    };
    if let Some(distkey) = &attrs.distkey
        && let Some(place) = place(&distkey.value)
        && !place.is_key_type()
    {
        rules.extend(require(&distkey.value, "distkey_suits", place.get("data_type")));
    }
    let compound = attrs.sortkey.as_ref().and_then(|attr| match &attr.value {
        SortKey::Auto => None,
        SortKey::Compound(fields) => Some((attr.to_token_stream(), fields)),
    });
    let interleaved = attrs.interleaved_sortkey.as_ref().map(|attr| (attr.to_token_stream(), &attr.value));
    if let Some((attr, fields)) = compound.or(interleaved) {
        if fields.len() > 8 {
            rules.extend(require(&attr, "sort_key_length", quote!(&#data)));
        }
        for field in fields {
            if let Some(place) = place(field)
                && !place.is_key_type()
            {
                rules.extend(require(field, "sortkey_suits", place.get("data_type")));
            }
        }
    }
    for field in attrs.primary_key.iter().flat_map(|key| &key.value) {
        if let Some(place) = place(field) {
            rules.extend(require(field, "primary_key_not_nullable", place.get("nullable")));
        }
    }
    for (index, key) in foreign_keys(table).enumerate() {
        let model = key.model;
        let target = quote_spanned!(model.span()=> <#model as __orm::Model>::TABLE);
        rules.extend(require(key.tokens, "foreign_key", quote!(&#data, &#data.foreign_keys[#index], &#target)));
    }
}

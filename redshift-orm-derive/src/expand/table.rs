//! The table as `const` data, and the key that Redshift makes.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::column_field;
use crate::attr::container::SortKey;
use crate::attr::field::{Identity, Size};
use crate::model::{Column, Table};

/// `NAME`, `TABLE` and `RENAMED` of `impl Model`.
pub(super) fn expand_consts(table: &Table<'_>) -> TokenStream {
    let name = table.name();
    let schema = option(table.attrs.schema.as_ref().map(|schema| schema.value.value().into_token_stream()));
    let columns = table.columns.iter().map(|column| expand_column(table, column));
    let attributes = expand_attributes(table);
    let renamed = expand_renamed(table);
    quote! {
        const NAME: __orm::schema::TableName<'static> =
            __orm::schema::TableName { schema: #schema, name: #name };
        const TABLE: __orm::schema::Table<'static> = __orm::schema::Table {
            name: Self::NAME,
            columns: &[#(#columns),*],
            #attributes
            ..__orm::BARE_TABLE
        };
        #renamed
    }
}

/// Rust field and column, where they differ, for the foreign keys of other models.
fn expand_renamed(table: &Table<'_>) -> Option<TokenStream> {
    let pairs: Vec<TokenStream> = table
        .columns
        .iter()
        .filter(|column| column.attrs.column.is_some())
        .map(|column| {
            let (field, name) = (column.ident.unraw().to_string(), column.name());
            quote!((#field, #name))
        })
        .collect();
    (!pairs.is_empty()).then(|| quote!(const RENAMED: &'static [(&'static str, &'static str)] = &[#(#pairs),*];))
}

fn expand_column(table: &Table<'_>, column: &Column<'_>) -> TokenStream {
    let (name, ty) = (column.name(), &column.ty);
    let size = expand_size(column);
    let multiplier = multiplier(table, column);
    let kind = column_field(ty, "KIND");
    let bare = quote!(__orm::column(#name, #kind, #size, #multiplier));
    let attributes = expand_column_attributes(column);
    if attributes.is_empty() {
        return bare;
    }
    quote!(__orm::schema::Column { #attributes ..#bare })
}

fn expand_column_attributes(column: &Column<'_>) -> TokenStream {
    let attrs = &column.attrs;
    let mut attributes = TokenStream::new();
    let default = if let Some(sql) = &attrs.default {
        let sql = &sql.value;
        Some(quote!(Sql(#sql)))
    } else if let Some(identity) = &attrs.identity {
        let identity = expand_identity(identity.value);
        Some(quote!(Identity(#identity)))
    } else if let Some(identity) = &attrs.identity_by_default {
        let identity = expand_identity(identity.value);
        Some(quote!(IdentityByDefault(#identity)))
    } else {
        None
    };
    if let Some(default) = default {
        attributes.extend(quote!(default: __orm::schema::ColumnDefault::#default,));
    }
    if let Some(encoding) = &attrs.encode {
        let encoding = variant("Encoding", encoding.value);
        attributes.extend(quote!(encoding: ::core::option::Option::Some(#encoding),));
    }
    if let Some(collation) = &attrs.collate {
        let collation = variant("Collation", collation.value);
        attributes.extend(quote!(collation: ::core::option::Option::Some(#collation),));
    }
    attributes
}

fn expand_identity(Identity { seed, step }: Identity) -> TokenStream {
    quote!(__orm::schema::Identity { seed: #seed, step: #step })
}

/// `schema::Size` of a column.
pub(super) fn expand_size(column: &Column<'_>) -> TokenStream {
    let size = match column.attrs.sizes().next().map(|size| size.value) {
        None => quote!(Default),
        Some(Size::Varchar(length)) => quote!(Varchar(#length)),
        Some(Size::VarcharMax) => quote!(VarcharMax),
        Some(Size::Char(length)) => quote!(Char(#length)),
        Some(Size::Decimal { precision, scale }) => quote!(Decimal { precision: #precision, scale: #scale }),
        Some(Size::Varbyte(length)) => quote!(Varbyte(#length)),
    };
    quote!(__orm::schema::Size::#size)
}

/// The bytes per character of a column.
pub(super) fn multiplier(table: &Table<'_>, column: &Column<'_>) -> u32 {
    let own = column.attrs.varchar_multiplier.as_ref();
    own.or(table.attrs.varchar_multiplier.as_ref()).map_or(1, |multiplier| multiplier.value)
}

/// A variant of one of the enums of `schema`.
pub(super) fn variant(of: &str, name: &str) -> TokenStream {
    let (of, name) = (format_ident!("{}", of), format_ident!("{}", name));
    quote!(__orm::schema::#of::#name)
}

/// The fields of `schema::Table` that differ from those of a bare table.
fn expand_attributes(table: &Table<'_>) -> TokenStream {
    let attrs = &table.attrs;
    let mut attributes = TokenStream::new();
    if let Some(diststyle) = &attrs.diststyle {
        let diststyle = variant("DistStyle", diststyle.value);
        attributes.extend(quote!(diststyle: ::core::option::Option::Some(#diststyle),));
    }
    if let Some(distkey) = table.distkey() {
        let name = distkey.name();
        attributes.extend(quote!(distkey: ::core::option::Option::Some(#name),));
    }
    attributes.extend(expand_sortkey(table));
    if attrs.encode_auto.is_some() {
        attributes.extend(quote!(encode_auto: true,));
    }
    if let Some(backup) = &attrs.backup {
        let backup = backup.value;
        attributes.extend(quote!(backup: #backup,));
    }
    let primary_key = table.primary_key();
    if !primary_key.is_empty() {
        let names = primary_key.iter().map(|column| column.name());
        attributes.extend(quote!(primary_key: &[#(#names),*],));
    }
    attributes.extend(expand_unique(table));
    attributes.extend(expand_foreign_keys(table));
    attributes
}

fn expand_sortkey(table: &Table<'_>) -> Option<TokenStream> {
    let key = if let Some(interleaved) = &table.attrs.interleaved_sortkey {
        let names = names(table, &interleaved.value);
        quote!(Interleaved(&[#(#names),*]))
    } else if let Some(sortkey) = &table.attrs.sortkey {
        match &sortkey.value {
            SortKey::Auto => quote!(Auto),
            SortKey::Compound(fields) => {
                let names = names(table, fields);
                quote!(Compound(&[#(#names),*]))
            }
        }
    } else {
        let name = table.columns.iter().find(|column| column.attrs.sortkey.is_some())?.name();
        quote!(Compound(&[#name]))
    };
    Some(quote!(sortkey: __orm::schema::SortKey::#key,))
}

/// The column names of fields.
fn names(table: &Table<'_>, fields: &[Ident]) -> Vec<String> {
    fields.iter().filter_map(|field| table.column(field)).map(Column::name).collect()
}

fn expand_unique(table: &Table<'_>) -> Option<TokenStream> {
    let of_fields =
        table.columns.iter().filter(|column| column.attrs.unique.is_some()).map(|column| vec![column.name()]);
    let of_struct = table.attrs.unique.iter().map(|fields| names(table, &fields.value));
    let constraints: Vec<TokenStream> = of_fields.chain(of_struct).map(|names| quote!(&[#(#names),*])).collect();
    (!constraints.is_empty()).then(|| quote!(unique: &[#(#constraints),*],))
}

fn expand_foreign_keys(table: &Table<'_>) -> Option<TokenStream> {
    let keys: Vec<TokenStream> = foreign_keys(table)
        .map(|key| {
            let model = key.model;
            let columns = &key.columns;
            let target = quote_spanned!(model.span()=> <#model as __orm::Model>::NAME);
            let references = key.references.iter().map(|field| {
                let name = field.unraw().to_string();
                let column = quote_spanned!(model.span()=> __orm::referenced::<#model>);
                quote!(#column(#name))
            });
            quote! {
                __orm::schema::ForeignKey {
                    columns: &[#(#columns),*],
                    table: #target,
                    references: &[#(#references),*],
                }
            }
        })
        .collect();
    (!keys.is_empty()).then(|| quote!(foreign_keys: &[#(#keys),*],))
}

/// A foreign key, wherever it is declared.
pub(super) struct ForeignKey<'t> {
    /// The tokens that declared it.
    pub(super) tokens: &'t TokenStream,
    pub(super) model: &'t Path,
    columns: Vec<String>,
    references: Vec<&'t Ident>,
}

/// The foreign keys in the order of the table's data: those of fields, then those of the struct.
pub(super) fn foreign_keys<'t>(table: &'t Table<'_>) -> impl Iterator<Item = ForeignKey<'t>> {
    let of_fields = table.columns.iter().filter_map(|column| {
        let attr = column.attrs.references.as_ref()?;
        Some(ForeignKey {
            tokens: &attr.tokens,
            model: &attr.value.model,
            columns: vec![column.name()],
            references: attr.value.column.iter().collect(),
        })
    });
    let of_struct = table.attrs.foreign_keys.iter().map(|attr| ForeignKey {
        tokens: &attr.tokens,
        model: &attr.value.model,
        columns: names(table, &attr.value.fields),
        references: attr.value.references.iter().collect(),
    });
    of_fields.chain(of_struct)
}

/// `impl IdentityKey`, when the primary key is one IDENTITY column.
pub(super) fn expand_identity_key(table: &Table<'_>) -> Option<TokenStream> {
    let [key] = table.primary_key()[..] else { return None };
    if key.attrs.identity.is_none() && key.attrs.identity_by_default.is_none() {
        return None;
    }
    let (ident, ty, name) = (table.ident(), &key.ty, key.name());
    let id = quote_spanned!(ty.span()=> <#ty as __orm::ColumnField>::Type);
    Some(quote! {
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::IdentityKey for #ident {
            type Id = #id;
            const KEY: &'static str = #name;
        }
    })
}

fn option(tokens: Option<TokenStream>) -> TokenStream {
    match tokens {
        Some(tokens) => quote!(::core::option::Option::Some(#tokens)),
        None => quote!(::core::option::Option::None),
    }
}

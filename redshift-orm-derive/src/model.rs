//! The model as read: a table and its columns, borrowing from the syntax tree.

use std::borrow::Cow;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DeriveInput, Field, Fields, GenericParam, Type};

use crate::attr::Attr;
use crate::attr::container::{ContainerAttrs, SortKey};
use crate::attr::field::FieldAttrs;
use crate::case;
use crate::ctxt::Ctxt;
use crate::ty;

/// A struct that is a table.
pub(crate) struct Table<'a> {
    pub(crate) original: &'a DeriveInput,
    pub(crate) attrs: ContainerAttrs,
    pub(crate) columns: Vec<Column<'a>>,
    /// Whether a row can be put together: the item is a struct whose fields are all columns.
    pub(crate) readable: bool,
}

/// A field that is a column.
pub(crate) struct Column<'a> {
    pub(crate) original: &'a Field,
    pub(crate) ident: &'a Ident,
    pub(crate) ty: Cow<'a, Type>,
    pub(crate) attrs: FieldAttrs,
    /// Whether an error was reported about the field, so that nothing more is to be said of it.
    pub(crate) broken: bool,
}

impl<'a> Table<'a> {
    /// Reads a struct. What is wrong is reported and left out.
    pub(crate) fn from_input(cx: &Ctxt, input: &'a DeriveInput) -> Self {
        let attrs = ContainerAttrs::from_input(cx, input);
        let fields = named_fields(cx, input, "a model", "a table");
        let readable = fields.is_some();
        let columns = fields.into_iter().flatten().filter_map(|field| Column::from_field(cx, field)).collect();
        Table { original: input, attrs, columns, readable }
    }

    pub(crate) fn ident(&self) -> &'a Ident {
        &self.original.ident
    }

    /// The name of the table in SQL.
    pub(crate) fn name(&self) -> String {
        match &self.attrs.table {
            Some(table) => table.value.value(),
            None => case::table_name(&self.ident().unraw().to_string()),
        }
    }

    /// The column of a field.
    pub(crate) fn column(&self, field: &Ident) -> Option<&Column<'a>> {
        let field = field.unraw();
        self.columns.iter().find(|column| column.ident.unraw() == field)
    }

    /// The distribution key, wherever it is declared.
    pub(crate) fn distkey(&self) -> Option<&Column<'a>> {
        match &self.attrs.distkey {
            Some(field) => self.column(&field.value),
            None => self.columns.iter().find(|column| column.attrs.distkey.is_some()),
        }
    }

    /// The column by which the rows are sorted first; the columns of an interleaved key have equal weight.
    pub(crate) fn leading_sort_key(&self) -> Option<&Column<'a>> {
        match &self.attrs.sortkey {
            Some(Attr { value: SortKey::Compound(fields), .. }) => self.column(fields.first()?),
            Some(_) => None,
            None => self.columns.iter().find(|column| column.attrs.sortkey.is_some()),
        }
    }

    /// Whether it is a table without anything that only CREATE TABLE can say.
    pub(crate) fn can_be_created_as_query(&self) -> bool {
        let sorted_auto = matches!(&self.attrs.sortkey, Some(Attr { value: SortKey::Auto, .. }));
        !self.attrs.is_view()
            && !sorted_auto
            && !self.columns.is_empty()
            && !self.columns.iter().any(Column::is_created)
    }

    /// The fields of the primary key, wherever it is declared.
    pub(crate) fn primary_key(&self) -> Vec<&Column<'a>> {
        match &self.attrs.primary_key {
            Some(key) => key.value.iter().filter_map(|field| self.column(field)).collect(),
            None => self.columns.iter().filter(|column| column.attrs.primary_key.is_some()).collect(),
        }
    }
}

impl<'a> Column<'a> {
    fn from_field(cx: &Ctxt, field: &'a Field) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        let errors = cx.count();
        let attrs = FieldAttrs::from_field(cx, field);
        ty::check_column_type(cx, &field.ty);
        Some(Column { original: field, ident, ty: Cow::Borrowed(&field.ty), attrs, broken: cx.count() > errors })
    }

    /// The name of the column in SQL.
    pub(crate) fn name(&self) -> String {
        match &self.attrs.column {
            Some(column) => column.value.value(),
            None => self.ident.unraw().to_string(),
        }
    }

    /// Where the name was given.
    pub(crate) fn name_span(&self) -> Span {
        match &self.attrs.column {
            Some(column) => column.value.span(),
            None => self.ident.span(),
        }
    }

    /// Whether it has what only CREATE TABLE can say of a column.
    fn is_created(&self) -> bool {
        let attrs = &self.attrs;
        self.has_default() || attrs.identity.is_some() || attrs.encode.is_some() || attrs.collate.is_some()
    }

    /// Whether an INSERT may leave the value to the column's default.
    pub(crate) fn has_default(&self) -> bool {
        self.attrs.default.is_some() || self.attrs.identity_by_default.is_some()
    }

    /// Whether an INSERT may give a value.
    pub(crate) fn is_insertable(&self) -> bool {
        self.attrs.identity.is_none()
    }
}

/// The doc comments among attributes.
pub(crate) fn docs(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("doc"))
}

/// The fields of a struct with named fields and without parameters. `what` is such a struct (`a model`), `is` what it stands for.
pub(crate) fn named_fields<'a>(cx: &Ctxt, input: &'a DeriveInput, what: &str, is: &str) -> Option<Vec<&'a Field>> {
    let form = format!("{what} is a struct with named fields: `struct {} {{ id: i64, .. }}`", input.ident);
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => fields,
            Fields::Unnamed(fields) => {
                cx.error_spanned_by(fields, format!("the columns need names; {form}"));
                return None;
            }
            Fields::Unit => {
                cx.error_spanned_by(&input.ident, format!("there are no columns; {form}"));
                return None;
            }
        },
        Data::Enum(data) => {
            cx.error_spanned_by(
                data.enum_token,
                format!("an enum is not {is}; {form}\nan enum as a column has `#[derive(SqlType)]`"),
            );
            return None;
        }
        Data::Union(data) => {
            cx.error_spanned_by(data.union_token, format!("a union is not {is}; {form}"));
            return None;
        }
    };
    if input.generics.params.iter().any(|parameter| matches!(parameter, GenericParam::Lifetime(_))) {
        cx.error_spanned_by(
            &input.generics,
            format!("{what} has no lifetimes: a row owns its values; use `String` for `&str`, `Vec<u8>` for `&[u8]`"),
        );
        return None;
    }
    if !input.generics.params.is_empty() {
        cx.error_spanned_by(
            &input.generics,
            format!("{what} has no type or const parameters: its columns have one type each"),
        );
        return None;
    }
    if let Some(clause) = &input.generics.where_clause {
        cx.error_spanned_by(clause, format!("{what} has no where clause"));
        return None;
    }
    if fields.named.is_empty() {
        cx.error_spanned_by(&input.ident, format!("there are no columns; {form}"));
        return None;
    }
    Some(fields.named.iter().collect())
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use crate::testing::model_error;

    #[test]
    fn a_model_is_a_struct_with_named_fields() {
        for (item, expected) in [
            (
                quote!(
                    struct Order(i64);
                ),
                "the columns need names; a model is a struct with named fields: `struct Order { id: i64, .. }`",
            ),
            (
                quote!(
                    struct Order;
                ),
                "there are no columns; a model is a struct with named fields: `struct Order { id: i64, .. }`",
            ),
            (
                quote!(
                    struct Order {}
                ),
                "there are no columns; a model is a struct with named fields: `struct Order { id: i64, .. }`",
            ),
            (
                quote!(
                    enum Order {
                        A,
                    }
                ),
                "an enum is not a table; a model is a struct with named fields: `struct Order { id: i64, .. }`\n\
                 an enum as a column has `#[derive(SqlType)]`",
            ),
            (
                quote!(union Order { a: i64 }),
                "a union is not a table; a model is a struct with named fields: `struct Order { id: i64, .. }`",
            ),
            (
                quote!(
                    struct Order<T> {
                        a: T,
                    }
                ),
                "a model has no type or const parameters: its columns have one type each",
            ),
            (
                quote!(
                    struct Order<'a> {
                        a: &'a str,
                    }
                ),
                "a model has no lifetimes: a row owns its values; use `String` for `&str`, `Vec<u8>` for `&[u8]`",
            ),
            (
                quote!(
                    struct Order
                    where
                        i64: Copy,
                    {
                        a: i64,
                    }
                ),
                "a model has no where clause",
            ),
        ] {
            assert_eq!(model_error(item), expected);
        }
    }

    #[test]
    fn what_does_not_parse_is_an_error() {
        assert!(
            !model_error(quote!(
                fn order() {}
            ))
            .is_empty()
        );
    }
}

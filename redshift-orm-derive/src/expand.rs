//! Puts the generated items together.
//!
//! Items that users name stand beside the struct; everything else stands in `const _: () = { .. };`. All paths are absolute; ours lead
//! through `::redshift_orm::__private`, which is `__orm` in those blocks: there are hundreds of them, and the compiler reads each.

mod columns;
mod from_row;
mod insertable;
mod layout;
mod rules;
mod selectable;
mod sql_type;
mod table;
mod view;

pub(crate) use selectable::expand_selectable;
pub(crate) use sql_type::{expand_enum, expand_newtype, expand_numbered_enum, expand_unreadable};

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use syn::Type;

use crate::model::Table;

/// The items that nobody names, in a block of their own.
fn aside(items: &TokenStream) -> TokenStream {
    quote! {
        const _: () = {
            use ::redshift_orm::__private as __orm;
            #items
        };
    }
}

/// The places of the first and the last token, to put generated tokens in their place. On stable Rust spans cannot be joined; the
/// compiler joins those of an expression's first and last token by itself.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}

/// `field: function(arguments)`, as a whole in the place of `at`. The arguments keep their own place and hygiene.
fn field_under(at: &impl ToTokens, field: &Ident, function: &TokenStream, arguments: TokenStream) -> TokenStream {
    let (first, last) = ends(at);
    let mut field = field.clone();
    field.set_span(first);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(last);
    let arguments = TokenTree::Group(arguments);
    let function = respanned(function.clone(), first);
    quote_spanned!(first=> #field: #function #arguments)
}

/// `<ty as ColumnField>::name`, as a whole in the place of the type.
fn column_field(ty: &Type, name: &str) -> TokenStream {
    let (first, last) = ends(ty);
    let name = Ident::new(name, last);
    quote_spanned!(first=> <#ty as __orm::ColumnField>::#name)
}

fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}

/// Everything that `#[derive(Model)]` writes. `with_rules` is off for a model whose attributes contradict each other: the rules
/// about single columns are asked all the same.
pub(crate) fn expand_model(table: &Table<'_>, with_rules: bool) -> TokenStream {
    let ident = table.ident();
    let new = format_ident!("New{}", ident);
    let columns = format_ident!("{}Columns", ident);
    let nullable_columns = format_ident!("{}NullableColumns", ident);

    let is_view = table.attrs.is_view();
    let [written_struct, written_impls, new_items] = if is_view {
        let [select_struct, impls] = view::expand(table, [&columns, &nullable_columns]);
        [select_struct, impls, view::expand_model_items(table)]
    } else {
        let expressions = insertable::Expressions::of(table, &new);
        let new_struct = insertable::expand_struct(table, &new);
        let insert_struct = expressions.as_ref().map(insertable::Expressions::expand_struct);
        let new_impls = insertable::expand_impls(table, &new);
        let insert_impls = expressions.as_ref().map(insertable::Expressions::expand_impls);
        let impls = quote! {
            #new_impls
            #insert_impls
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl __orm::BaseTable for #ident { type Proof = (); }
        };
        [quote!(#new_struct #insert_struct), impls, quote!(type New = #new;)]
    };
    let columns_struct = columns::expand_struct(table, &columns, columns::Twin::Plain);
    let nullable_columns_struct = columns::expand_struct(table, &nullable_columns, columns::Twin::Nullable);
    let (make, make_nullable) = (format_ident!("__columns"), format_ident!("__nullable_columns"));
    let plain = (&columns, &make);
    let nullable = (&nullable_columns, &make_nullable);
    let columns_impl = columns::expand_impl(table, plain, nullable, columns::Twin::Plain);
    let nullable_columns_impl = columns::expand_impl(table, nullable, nullable, columns::Twin::Nullable);
    let columns_new = columns::expand_constructor(table, &columns, &make);
    let nullable_columns_new = columns::expand_constructor(table, &nullable_columns, &make_nullable);
    let metadata = table::expand_consts(table);
    let read = from_row::expand_read(table);
    let identity_key = table::expand_identity_key(table);
    let layout = layout::expand(table, &columns);
    let rules = rules::expand(table, with_rules);

    let aside = aside(&quote! {
        #columns_new
        #nullable_columns_new
        #[automatically_derived]
        impl __orm::Model for #ident {
            #metadata
            type Columns = #columns;
            #new_items
            fn columns(__source: __orm::Source) -> #columns {
                #make(__orm::Origin::of_table(__source))
            }
            #read
        }
        #[automatically_derived]
        impl __orm::ModelColumns for #columns {
            type Model = #ident;
        }
        #columns_impl
        #nullable_columns_impl
        #written_impls
        #identity_key
        #layout
        __orm::inventory::submit! {
            __orm::Registered::of::<#ident>()
        }
        #rules
    });
    quote! {
        #written_struct
        #columns_struct
        #nullable_columns_struct
        #aside
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;
    use quote::quote;

    use crate::testing::{model, pretty};

    #[test]
    fn a_view_expands() {
        let expanded = pretty(model(quote! {
            /// What is spent.
            #[redshift(view, schema = "sales", schema_binding = no)]
            pub struct Spend {
                /// By whom.
                pub customer_id: i64,
                #[redshift(column = "sum")]
                pub total: Option<Decimal>,
            }
        }));
        expect_file!["expand/view.expanded.rs"].assert_eq(&expanded);
    }

    #[test]
    fn a_materialized_view_expands() {
        let expanded = pretty(model(quote! {
            #[redshift(materialized_view, sortkey(total), backup = no, auto_refresh = yes)]
            struct Spend {
                #[redshift(distkey)]
                customer_id: i64,
                total: Option<Decimal>,
            }
        }));
        expect_file!["expand/materialized_view.expanded.rs"].assert_eq(&expanded);
    }

    #[test]
    fn a_model_expands() {
        let expanded = pretty(model(quote! {
            /// An order.
            #[redshift(table = "orders", schema = "sales", sortkey(placed_at, customer_id), varchar_multiplier = 4)]
            pub struct Order {
                /// The key.
                #[redshift(primary_key, identity(1, 1))]
                pub id: i64,
                #[redshift(distkey, references(Customer))]
                pub customer_id: CustomerId,
                #[redshift(encode = az64)]
                pub placed_at: DateTime<Utc>,
                #[redshift(varchar = 200, column = "remark")]
                pub note: Option<String>,
                #[redshift(default = "getdate()")]
                pub created_at: NaiveDateTime,
            }
        }));
        expect_file!["expand/model.expanded.rs"].assert_eq(&expanded);
    }
}

//! What a view has in place of the row to insert: `SelectSpend`, which its definition selects.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use super::selectable::{SelectionBodies, expand_select_impl, expand_select_struct, parameters};
use crate::model::Table;
use crate::selectable::{Item, Selectable};

/// The struct, and the impls.
pub(super) fn expand(table: &Table<'_>, [columns, nullable_columns]: [&Ident; 2]) -> [TokenStream; 2] {
    let ident = table.ident();
    let select = format_ident!("Select{}", ident);
    let items = table.columns.iter().map(|column| Item {
        original: column.original,
        ident: column.ident,
        ty: column.ty.clone(),
        name: column.name(),
        nested: false,
    });
    let selectable = Selectable { original: table.original, items: items.collect(), readable: table.readable };
    let types = selectable.items.iter().map(|item| item.ty.to_token_stream());
    let parameters = parameters(types, &[ident, &select, columns, nullable_columns]);
    let bodies = SelectionBodies {
        columns: quote!(<#columns as __orm::Selection<'__a>>::columns(__source, __index)),
        read: quote!(<#ident as __orm::Model>::read(__row)),
    };
    let select_struct = expand_select_struct(&selectable, &select, &parameters);
    let select_impl = expand_select_impl(&selectable, &select, columns, &parameters, &bodies);
    let kind = expand_kind(table);
    let impls = quote! {
        #select_impl
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl<#(#parameters),*> __orm::ViewColumns<#ident> for #select<#(#parameters),*> {}
        #kind
    };
    [select_struct, impls]
}

/// The impls that tell a plain view from a materialized one.
fn expand_kind(table: &Table<'_>) -> TokenStream {
    let ident = table.ident();
    let (kind, constant, options) = if table.attrs.materialized_view.is_some() {
        let auto_refresh = table.attrs.auto_refresh.as_ref().is_some_and(|attr| attr.value);
        let constant = quote!(const AUTO_REFRESH: bool = #auto_refresh; type Proof = (););
        (quote!(MaterializedView), constant, quote!(Materialized { auto_refresh: #auto_refresh }))
    } else {
        let schema_binding = table.attrs.schema_binding.as_ref().is_none_or(|attr| attr.value);
        let constant = quote!(const SCHEMA_BINDING: bool = #schema_binding;);
        (quote!(View), constant, quote!(Plain { schema_binding: #schema_binding }))
    };
    quote! {
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::#kind for #ident {
            #constant
        }
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl __orm::AnyView for #ident {
            const KIND: __orm::ViewKind = __orm::ViewKind::#options;
        }
    }
}

/// The items of `impl Model` by which a view differs from a table.
pub(super) fn expand_model_items(table: &Table<'_>) -> TokenStream {
    let relation = if table.attrs.materialized_view.is_some() { quote!(MaterializedView) } else { quote!(View) };
    quote! {
        type New = __orm::NoRow;
        const RELATION: __orm::Relation = __orm::Relation::#relation;
        fn defined_view() -> ::core::option::Option<__orm::DefinedView<'static>> {
            use __orm::NoDefinition as _;
            __orm::Definition::<Self>::statement()
        }
    }
}

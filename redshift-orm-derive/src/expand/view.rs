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
    });
    let selectable = Selectable { original: table.original, items: items.collect(), readable: table.readable };
    let types = selectable.items.iter().map(|item| item.ty.to_token_stream());
    let parameters = parameters(types, &[ident, &select, columns, nullable_columns]);
    let bodies = SelectionBodies {
        columns: quote!(<#columns as ::redshift_orm::__private::Selection<'__a>>::columns(__source, __index)),
        read: quote!(<#ident as ::redshift_orm::__private::Model>::read(__row)),
    };
    let select_struct = expand_select_struct(&selectable, &select, &parameters);
    let select_impl = expand_select_impl(&selectable, &select, columns, &parameters, &bodies);
    let schema_binding = table.attrs.schema_binding.as_ref().is_none_or(|attr| attr.value);
    let impls = quote! {
        #select_impl
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl<#(#parameters),*> ::redshift_orm::__private::ViewColumns<#ident> for #select<#(#parameters),*> {}
        #[diagnostic::do_not_recommend]
        #[automatically_derived]
        impl ::redshift_orm::__private::View for #ident {
            const SCHEMA_BINDING: bool = #schema_binding;
        }
    };
    [select_struct, impls]
}

/// The items of `impl Model` by which a view differs from a table.
pub(super) fn expand_model_items() -> TokenStream {
    quote! {
        type New = ::redshift_orm::__private::NoRow;
        const IS_VIEW: bool = true;
        fn defined_view() -> ::core::option::Option<::redshift_orm::__private::CreateView<'static>> {
            use ::redshift_orm::__private::NoDefinition as _;
            ::redshift_orm::__private::Definition::<Self>::statement()
        }
    }
}

//! Where the rows of the table are stored, and what can create it, as traits: only of a model that says so.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::columns::{Twin, handle_type};
use crate::model::{Column, Table};

pub(super) fn expand(table: &Table<'_>, columns: &Ident) -> TokenStream {
    let ident = table.ident();
    let key = |key: &Column<'_>, [name, ty, function]: [TokenStream; 3]| {
        let (field, handle) = (key.ident, handle_type(&key.ty, Twin::Plain));
        quote! {
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl ::redshift_orm::__private::#name for #ident {
                type #ty = #handle;
                fn #function(__columns: #columns) -> Self::#ty {
                    __columns.#field
                }
            }
        }
    };
    let distributed =
        table.distkey().map(|column| key(column, [quote!(DistributedByKey), quote!(DistKey), quote!(dist_key)]));
    let sorted =
        table.leading_sort_key().map(|column| key(column, [quote!(SortedByColumn), quote!(SortKey), quote!(sort_key)]));
    let to_all = table.attrs.diststyle.as_ref().is_some_and(|diststyle| diststyle.value == "All").then(|| {
        quote! {
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl ::redshift_orm::__private::DistributedToAll for #ident {}
        }
    });
    let created_as_query = table.can_be_created_as_query().then(|| {
        quote! {
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl ::redshift_orm::__private::CreatedAsQuery for #ident {
                type Proof = ();
            }
        }
    });
    quote!(#distributed #to_all #sorted #created_as_query)
}

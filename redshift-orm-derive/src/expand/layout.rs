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
            impl __orm::#name for #ident {
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
            impl __orm::DistributedToAll for #ident {}
        }
    });
    let created_as_query = table.can_be_created_as_query().then(|| {
        quote! {
            #[diagnostic::do_not_recommend]
            #[automatically_derived]
            impl __orm::CreatedAsQuery for #ident {
                type Proof = ();
            }
        }
    });
    quote!(#distributed #to_all #sorted #created_as_query)
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use crate::testing::model;

    fn can_be_created_as_query(container: &TokenStream, field: &TokenStream) -> bool {
        let expanded = model(quote! {
            #[redshift(table = "t" #container)]
            struct Row {
                #field
                a: i64,
                #[redshift(varchar = 20)]
                b: Option<String>,
            }
        });
        expanded.to_string().contains("CreatedAsQuery for Row")
    }

    #[test]
    fn a_query_makes_what_create_table_as_has_words_for() {
        for (container, field) in [
            (quote!(), quote!()),
            (quote!(, diststyle = all, backup = no, encode = auto), quote!(#[redshift(sortkey)])),
            (quote!(, interleaved_sortkey(a, b)), quote!(#[redshift(distkey, primary_key)])),
        ] {
            assert!(can_be_created_as_query(&container, &field), "{container} {field}");
        }
        for (container, field) in [
            (quote!(, sortkey = auto), quote!()),
            (quote!(, view), quote!()),
            (quote!(), quote!(#[redshift(identity)])),
            (quote!(), quote!(#[redshift(identity_by_default(1, 1))])),
            (quote!(), quote!(#[redshift(default = "7")])),
            (quote!(), quote!(#[redshift(encode = az64)])),
            (quote!(), quote!(#[redshift(collate = case_insensitive)] name: String,)),
        ] {
            assert!(!can_be_created_as_query(&container, &field), "{container} {field}");
        }
    }
}

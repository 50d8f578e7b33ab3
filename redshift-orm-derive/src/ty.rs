//! Questions about a field's type as it is written.
//!
//! The macro sees names, not types: an alias hides what stands behind it, and a type of the user's own may be called `Vec`. What
//! is refused here is refused by its spelling; everything else is left to the trait bounds of the generated code.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::ctxt::Ctxt;

/// A type that is no column, and what to write instead.
pub(crate) struct Refusal<'a> {
    ty: &'a Type,
    instead: &'static str,
}

/// Reports a type that is visibly no column's.
pub(crate) fn check_column_type(cx: &Ctxt, ty: &Type) {
    if let Some(refusal) = refused(ty) {
        cx.error_spanned_by(
            refusal.ty,
            format!("`{}` is not the type of a column: {}", written(refusal.ty), refusal.instead),
        );
    }
}

/// The type as it is written, without the spaces that `TokenStream` puts in.
fn written(ty: &Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (spaced, plain) in
        [(" < ", "<"), (" >", ">"), ("< ", "<"), (" :: ", "::"), (" ,", ","), ("& ", "&"), (" ;", ";"), ("' ", "'")]
    {
        text = text.replace(spaced, plain);
    }
    text
}

/// The type without the invisible groups that `macro_rules!` puts around it.
fn plain(mut ty: &Type) -> &Type {
    loop {
        match ty {
            Type::Group(group) => ty = &group.elem,
            Type::Paren(paren) => ty = &paren.elem,
            _ => return ty,
        }
    }
}

/// The last segment of a path type: `String` of `std::string::String`.
fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match plain(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// The type arguments of a path's segment.
fn arguments(segment: &PathSegment) -> Vec<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The `T` of a type that is written `Option<T>`.
pub(crate) fn option_argument(ty: &Type) -> Option<&Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == "Option")?;
    arguments(segment).first().copied()
}

/// The `T` of a type that is written `[T; LENGTH]`.
pub(crate) fn array_element(ty: &Type) -> Option<&Type> {
    match plain(ty) {
        Type::Array(array) => Some(&array.elem),
        _ => None,
    }
}

/// The refusal of a type, when it is visibly no column's.
pub(crate) fn refused(ty: &Type) -> Option<Refusal<'_>> {
    if let Some(inner) = option_argument(ty) {
        if option_argument(inner).is_some() {
            return Some(Refusal { ty, instead: "SQL has one NULL; write one `Option`" });
        }
        return refused(inner);
    }
    let instead = match plain(ty) {
        Type::Reference(reference) => match plain(&reference.elem) {
            Type::Slice(_) => "a row owns its values; use Vec<u8> (VARBYTE)",
            elem if last_segment(elem).is_some_and(|segment| segment.ident == "str") => {
                "a row owns its values; use String (VARCHAR)"
            }
            _ => "a row owns its values; write the type without `&`",
        },
        Type::Array(_) | Type::Slice(_) => {
            "Redshift has no arrays; use Vec<u8> (VARBYTE) for bytes, Json<Vec<..>> (SUPER) for a list"
        }
        Type::Tuple(_) => "Redshift has no composite types; use a field each, or serde_json::Value (SUPER)",
        Type::FnPtr(_) | Type::Ptr(_) | Type::Never(_) | Type::TraitObject(_) | Type::ImplTrait(_) => {
            "use one that holds a value, such as i64, String or NaiveDate"
        }
        Type::Infer(_) => "write the column's type out",
        Type::Path(path) if path.qself.is_none() => refused_path(path.path.segments.last()?)?,
        _ => return None,
    };
    Some(Refusal { ty, instead })
}

/// What to write instead of a named type.
fn refused_path(segment: &PathSegment) -> Option<&'static str> {
    let arguments = arguments(segment);
    if arguments.is_empty() {
        return refused_name(&segment.ident.to_string());
    }
    let first = arguments.first().and_then(|ty| last_segment(ty)).map(|segment| segment.ident.to_string());
    match (segment.ident.to_string().as_str(), first.as_deref()) {
        ("Vec", Some("u8")) => None,
        ("Vec" | "VecDeque" | "HashSet" | "BTreeSet", _) => {
            Some("Redshift has no arrays; use Json<..> around it (SUPER), or a table of its own")
        }
        ("HashMap" | "BTreeMap", _) => Some("Redshift has no maps; use Json<..> around it (SUPER)"),
        ("Box" | "Rc" | "Arc" | "RefCell" | "Cell" | "Mutex" | "RwLock", _) => {
            Some("a row owns plain values; write the type inside")
        }
        ("Cow", Some("str")) => Some("a row owns its values; use String (VARCHAR)"),
        ("Cow", _) => Some("a row owns its values; write the owned type"),
        ("DateTime", Some("Local" | "FixedOffset")) => {
            Some("TIMESTAMPTZ keeps the moment in UTC and no zone; use DateTime<Utc>")
        }
        _ => None,
    }
}

/// What to write instead of a type without arguments.
fn refused_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "i8" => "use i16 (SMALLINT), Redshift's smallest integer",
        "u8" => "Redshift's integers are signed; use i16 (SMALLINT)",
        "u16" => "Redshift's integers are signed; use i32 (INTEGER)",
        "u32" => "Redshift's integers are signed; use i64 (BIGINT)",
        "u64" => "Redshift's integers are signed; use i64 (BIGINT), or Decimal with decimal(20, 0) for all of u64",
        "u128" | "i128" => "use Decimal with decimal(28, 0), or i64 (BIGINT)",
        "usize" | "isize" => "its width is the machine's; use i64 (BIGINT)",
        "char" => "use String with `char = 1` (CHAR(1)) or `varchar = 1`",
        "str" => "a row owns its values; use String (VARCHAR)",
        "SystemTime" => "use DateTime<Utc> (TIMESTAMPTZ)",
        "PathBuf" | "OsString" => "use String (VARCHAR)",
        "HashMap" | "BTreeMap" => "Redshift has no maps; use Json<..> around it (SUPER)",
        _ => return None,
    })
}

/// Whether the type is by its spelling a NOT NULL column that needs no size: any but `Option`, `Decimal`, newtypes and aliases.
pub(crate) fn is_known(ty: &Type) -> bool {
    let Some(segment) = last_segment(ty) else { return false };
    let first = arguments(segment).first().and_then(|ty| last_segment(ty)).map(|segment| segment.ident.to_string());
    match (segment.ident.to_string().as_str(), first.as_deref()) {
        ("Vec", Some("u8")) | ("DateTime", Some("Utc")) => true,
        (name, None) => KNOWN.contains(&name),
        _ => false,
    }
}

/// Whether the type is a name alone, as a struct without parameters is.
pub(crate) fn is_named(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.arguments.is_none())
}

/// Whether the type is by its spelling one of an IDENTITY column.
pub(crate) fn is_identity(ty: &Type) -> bool {
    is_known(ty) && last_segment(ty).is_some_and(|segment| segment.ident == "i32" || segment.ident == "i64")
}

/// Whether the type is by its spelling one of a DISTKEY or SORTKEY column.
pub(crate) fn is_key(ty: &Type) -> bool {
    is_known(ty) && last_segment(ty).is_some_and(|segment| segment.ident != "Vec")
}

const KNOWN: &[&str] =
    &["bool", "f32", "f64", "i16", "i32", "i64", "NaiveDate", "NaiveDateTime", "NaiveTime", "String", "Uuid"];

/// Whether the type is by its spelling one that has `Clone`, `Debug` and `PartialEq`.
pub(crate) fn has_common_traits(ty: &Type) -> bool {
    let ty = option_argument(ty).unwrap_or(ty);
    let decimal_or_json = |segment: &PathSegment| segment.ident == "Decimal" || segment.ident == "Value";
    is_known(ty) || last_segment(ty).is_some_and(decimal_or_json)
}

/// A column type to go on with beside the errors, near to the one that was written; `None` when that one will do.
pub(crate) fn substitute(ty: &Type) -> Option<Type> {
    refused(ty).map(|_| syn::parse2(near(ty)).unwrap_or_else(|_| Type::Verbatim(near(ty))))
}

fn near(ty: &Type) -> TokenStream {
    if refused(ty).is_none() {
        return ty.to_token_stream();
    }
    if let Some(inner) = option_argument(ty) {
        let inner = near(option_argument(inner).unwrap_or(inner));
        return quote!(::core::option::Option<#inner>);
    }
    let name = last_segment(ty).map(|segment| segment.ident.to_string()).unwrap_or_default();
    match name.as_str() {
        "i8" | "u8" => quote!(i16),
        "u16" => quote!(i32),
        "u32" | "u64" | "usize" | "isize" => quote!(i64),
        _ => quote!(::std::string::String),
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::testing::{model_error, model_errors};

    #[test]
    fn types_that_are_no_columns_name_the_one_to_use() {
        for (ty, expected) in [
            (quote!(u32), "`u32` is not the type of a column: Redshift's integers are signed; use i64 (BIGINT)"),
            (
                quote!(Option<u16>),
                "`u16` is not the type of a column: Redshift's integers are signed; use i32 (INTEGER)",
            ),
            (quote!(i8), "`i8` is not the type of a column: use i16 (SMALLINT), Redshift's smallest integer"),
            (quote!(i128), "`i128` is not the type of a column: use Decimal with decimal(28, 0), or i64 (BIGINT)"),
            (quote!(char), "`char` is not the type of a column: use String with `char = 1` (CHAR(1)) or `varchar = 1`"),
            (
                quote!(&'static str),
                "`&'static str` is not the type of a column: a row owns its values; use String (VARCHAR)",
            ),
            (quote!(&[u8]), "`&[u8]` is not the type of a column: a row owns its values; use Vec<u8> (VARBYTE)"),
            (
                quote!(Vec<String>),
                "`Vec<String>` is not the type of a column: Redshift has no arrays; use Json<..> around it (SUPER), or a table of its own",
            ),
            (
                quote!(std::collections::HashMap<String, i64>),
                "`std::collections::HashMap<String, i64>` is not the type of a column: Redshift has no maps; use Json<..> around it (SUPER)",
            ),
            (
                quote!([u8; 16]),
                "`[u8; 16]` is not the type of a column: Redshift has no arrays; use Vec<u8> (VARBYTE) for bytes, Json<Vec<..>> (SUPER) for a list",
            ),
            (
                quote!((i64, i64)),
                "`(i64, i64)` is not the type of a column: Redshift has no composite types; use a field each, or serde_json::Value (SUPER)",
            ),
            (
                quote!(DateTime<Local>),
                "`DateTime<Local>` is not the type of a column: TIMESTAMPTZ keeps the moment in UTC and no zone; use DateTime<Utc>",
            ),
            (
                quote!(Box<i64>),
                "`Box<i64>` is not the type of a column: a row owns plain values; write the type inside",
            ),
            (
                quote!(Option<Option<i64>>),
                "`Option<Option<i64>>` is not the type of a column: SQL has one NULL; write one `Option`",
            ),
            (quote!(_), "`_` is not the type of a column: write the column's type out"),
            (
                quote!(fn() -> i64),
                "`fn () -> i64` is not the type of a column: use one that holds a value, such as i64, String or NaiveDate",
            ),
        ] {
            assert_eq!(model_error(quote! { struct Order { id: #ty } }), expected);
        }
    }

    #[test]
    fn other_types_are_left_to_the_compiler() {
        for ty in [
            quote!(i64),
            quote!(Option<String>),
            quote!(std::option::Option<std::vec::Vec<u8>>),
            quote!(Vec<u8>),
            quote!(DateTime<Utc>),
            quote!(Money),
            quote!(Tagged<i64>),
            quote!(<Order as Keyed>::Key),
            quote!((i64)),
            quote!(serde_json::Value),
        ] {
            assert_eq!(model_errors(quote! { struct Order { id: #ty } }), Vec::<String>::new());
        }
    }

    #[test]
    fn the_groups_of_macro_rules_are_seen_through() {
        let inner = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!(u32));
        let ty: Type = syn::parse2(quote!(Option<#inner>)).unwrap();
        assert!(refused(&ty).is_some());
    }

    #[test]
    fn substitutes_are_near() {
        let near = |tokens: TokenStream| {
            let ty: Type = syn::parse2(tokens).unwrap();
            substitute(&ty).map(|ty| ty.to_token_stream().to_string().replace(' ', ""))
        };
        assert_eq!(near(quote!(i64)), None);
        assert_eq!(near(quote!(u32)).as_deref(), Some("i64"));
        assert_eq!(near(quote!(Option<u8>)).as_deref(), Some("::core::option::Option<i16>"));
        assert_eq!(near(quote!(Option<Option<i64>>)).as_deref(), Some("::core::option::Option<i64>"));
        assert_eq!(near(quote!(&str)).as_deref(), Some("::std::string::String"));
    }
}

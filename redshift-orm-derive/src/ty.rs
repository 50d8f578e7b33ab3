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
            "Redshift has no arrays; use Vec<u8> (VARBYTE) for bytes, serde_json::Value (SUPER) for a list"
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
            Some("Redshift has no arrays; use serde_json::Value (SUPER), or a table of its own")
        }
        ("HashMap" | "BTreeMap", _) => Some("Redshift has no maps; use serde_json::Value (SUPER)"),
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
        "HashMap" | "BTreeMap" => "Redshift has no maps; use serde_json::Value (SUPER)",
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

const KNOWN: &[&str] = &["bool", "f32", "f64", "i16", "i32", "i64", "String"];

/// A column type to go on with beside the errors, near to the one that was written; `None` when that one will do.
pub(crate) fn substitute(ty: &Type) -> Option<Type> {
    refused(ty).map(|_| Type::Verbatim(near(ty)))
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

//! `#[redshift(..)]` on a field of a model.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Field, LitStr, Meta, Path, Token};

use super::{Attr, Item, Slot, integer, items, new, refused};
use crate::ctxt::Ctxt;
use crate::symbol;

/// The attributes of a field, each with its tokens.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    pub(crate) column: Option<Attr<LitStr>>,
    pub(crate) primary_key: Option<Attr<()>>,
    pub(crate) identity: Option<Attr<Identity>>,
    pub(crate) identity_by_default: Option<Attr<Identity>>,
    pub(crate) default: Option<Attr<LitStr>>,
    pub(crate) varchar: Option<Attr<Size>>,
    pub(crate) char: Option<Attr<Size>>,
    pub(crate) decimal: Option<Attr<Size>>,
    pub(crate) varbyte: Option<Attr<Size>>,
    pub(crate) varchar_multiplier: Option<Attr<u32>>,
    pub(crate) encode: Option<Attr<Variant>>,
    pub(crate) collate: Option<Attr<Variant>>,
    pub(crate) distkey: Option<Attr<()>>,
    pub(crate) sortkey: Option<Attr<()>>,
    pub(crate) unique: Option<Attr<()>>,
    pub(crate) references: Option<Attr<References>>,
    /// Attributes of the field in `NewOrder`.
    pub(crate) new: Vec<Attr<Meta>>,
}

/// The arguments of an identity column.
#[derive(Clone, Copy)]
pub(crate) struct Identity {
    pub(crate) seed: i64,
    pub(crate) step: i64,
}

/// What an attribute says about a column's size, as in `schema::Size`.
#[derive(Clone, Copy)]
pub(crate) enum Size {
    Varchar(u32),
    VarcharMax,
    Char(u32),
    Decimal { precision: u32, scale: u32 },
    Varbyte(u32),
}

/// The name of a variant in `schema::Encoding`, `schema::Collation` or `schema::DistStyle`.
pub(crate) type Variant = &'static str;

/// `references(Model)` or `references(Model, column)`.
pub(crate) struct References {
    pub(crate) model: Path,
    pub(crate) column: Option<Ident>,
}

/// The encodings (`c_Compression_encodings`) and their variants.
const ENCODINGS: &[(&str, Variant)] = &[
    ("az64", "Az64"),
    ("bytedict", "Bytedict"),
    ("delta", "Delta"),
    ("delta32k", "Delta32k"),
    ("lzo", "Lzo"),
    ("mostly8", "Mostly8"),
    ("mostly16", "Mostly16"),
    ("mostly32", "Mostly32"),
    ("raw", "Raw"),
    ("runlength", "Runlength"),
    ("text255", "Text255"),
    ("text32k", "Text32k"),
    ("zstd", "Zstd"),
];

const COLLATIONS: &[(&str, Variant)] = &[("case_insensitive", "CaseInsensitive"), ("case_sensitive", "CaseSensitive")];

impl FieldAttrs {
    /// Reads the attributes of `field`.
    pub(crate) fn from_field(cx: &Ctxt, field: &Field) -> Self {
        let mut slots = Slots::default();
        for item in items(cx, &field.attrs) {
            slots.read(cx, &item);
        }
        slots.into_attrs()
    }

    /// The sizes given; more than one is a contradiction.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = &Attr<Size>> {
        [&self.varchar, &self.char, &self.decimal, &self.varbyte].into_iter().flatten()
    }
}

#[derive(Default)]
struct Slots {
    column: Slot<LitStr>,
    primary_key: Slot<()>,
    identity: Slot<Identity>,
    identity_by_default: Slot<Identity>,
    default: Slot<LitStr>,
    varchar: Slot<Size>,
    char: Slot<Size>,
    decimal: Slot<Size>,
    varbyte: Slot<Size>,
    varchar_multiplier: Slot<u32>,
    encode: Slot<Variant>,
    collate: Slot<Variant>,
    distkey: Slot<()>,
    sortkey: Slot<()>,
    unique: Slot<()>,
    references: Slot<References>,
    new: Vec<Attr<Meta>>,
}

impl Slots {
    fn read(&mut self, cx: &Ctxt, item: &Item) {
        match item.name.to_string().as_str() {
            symbol::COLUMN => self.column.set(cx, item, item.string(cx, "`column = \"name\"`")),
            symbol::PRIMARY_KEY => self.primary_key.set(cx, item, item.flag(cx)),
            symbol::IDENTITY => self.identity.set(cx, item, read_identity(cx, item)),
            symbol::IDENTITY_BY_DEFAULT => self.identity_by_default.set(cx, item, read_identity(cx, item)),
            symbol::DEFAULT => {
                let form =
                    "an SQL expression as text: `default = \"getdate()\"`, `default = \"0\"`, `default = \"'new'\"`";
                self.default.set(cx, item, item.string(cx, form));
            }
            symbol::VARCHAR => self.varchar.set(cx, item, read_varchar(cx, item)),
            symbol::CHAR => {
                let bytes = item.integer(cx, "`char = 2`, a number of single-byte characters");
                self.char.set(cx, item, bytes.map(Size::Char));
            }
            symbol::DECIMAL => self.decimal.set(cx, item, read_decimal(cx, item)),
            symbol::VARBYTE => {
                let bytes = item.integer(cx, "`varbyte = 1000`, a number of bytes");
                self.varbyte.set(cx, item, bytes.map(Size::Varbyte));
            }
            symbol::VARCHAR_MULTIPLIER => self.varchar_multiplier.set(cx, item, read_multiplier(cx, item)),
            symbol::ENCODE => self.encode.set(cx, item, read_encode(cx, item)),
            symbol::COLLATE => self.collate.set(cx, item, item.word(cx, COLLATIONS)),
            symbol::DISTKEY => self.distkey.set(cx, item, item.flag(cx)),
            symbol::SORTKEY => self.sortkey.set(cx, item, item.flag(cx)),
            symbol::UNIQUE => self.unique.set(cx, item, item.flag(cx)),
            symbol::REFERENCES => self.references.set(cx, item, read_references(cx, item)),
            symbol::NEW => new::read_of_field(cx, item, &mut self.new),
            _ => refused::unknown(cx, item, refused::Place::Field),
        }
    }

    fn into_attrs(self) -> FieldAttrs {
        FieldAttrs {
            column: self.column.get(),
            primary_key: self.primary_key.get(),
            identity: self.identity.get(),
            identity_by_default: self.identity_by_default.get(),
            default: self.default.get(),
            varchar: self.varchar.get(),
            char: self.char.get(),
            decimal: self.decimal.get(),
            varbyte: self.varbyte.get(),
            varchar_multiplier: self.varchar_multiplier.get(),
            encode: self.encode.get(),
            collate: self.collate.get(),
            distkey: self.distkey.get(),
            sortkey: self.sortkey.get(),
            unique: self.unique.get(),
            references: self.references.get(),
            new: self.new,
        }
    }
}

/// `identity` or `identity(seed, step)`; the examples of `r_CREATE_TABLE_examples` start at 1 with step 1.
fn read_identity(cx: &Ctxt, item: &Item) -> Option<Identity> {
    if item.is_flag() {
        return Some(Identity { seed: 1, step: 1 });
    }
    let numbers = item.list(|input: ParseStream<'_>| {
        let seed = integer(input)?;
        input.parse::<Token![,]>()?;
        let step = integer(input)?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Identity { seed, step })
    });
    match numbers {
        None => item.error(cx, format!("expected `{0}` or `{0}(seed, step)`, such as `{0}(1, 1)`", item.name)),
        Some(Identity { step: 0, .. }) => {
            item.error(cx, "a step of 0 would give every row the same number; write `identity(1, 1)`");
        }
        Some(_) => {}
    }
    numbers
}

fn read_varchar(cx: &Ctxt, item: &Item) -> Option<Size> {
    if item.as_word().is_some_and(|word| word == "max") {
        return Some(Size::VarcharMax);
    }
    item.integer(cx, "`varchar = 100`, a number of characters, or `varchar = max`").map(Size::Varchar)
}

fn read_decimal(cx: &Ctxt, item: &Item) -> Option<Size> {
    let size = item.list(|input: ParseStream<'_>| {
        let precision = integer(input)?;
        input.parse::<Token![,]>()?;
        let scale = integer(input)?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Size::Decimal { precision, scale })
    });
    if size.is_none() {
        item.error(cx, "expected `decimal(12, 2)`: the digits in all, and those after the point");
    }
    size
}

/// `varchar_multiplier = n`, on a struct and on a field.
pub(super) fn read_multiplier(cx: &Ctxt, item: &Item) -> Option<u32> {
    item.integer(cx, "`varchar_multiplier = 4`: the bytes to reserve for each character, 1 to 4")
}

fn read_encode(cx: &Ctxt, item: &Item) -> Option<Variant> {
    if item.as_word().is_some_and(|word| word == "auto") {
        item.error(cx, "`encode = auto` belongs to the table: write it in `#[redshift(..)]` on the struct");
        return None;
    }
    item.word(cx, ENCODINGS)
}

fn read_references(cx: &Ctxt, item: &Item) -> Option<References> {
    let references = item.list(|input: ParseStream<'_>| {
        let model = input.call(Path::parse_mod_style)?;
        let comma = input.parse::<Option<Token![,]>>()?;
        let column = if comma.is_some() && !input.is_empty() { Some(input.call(Ident::parse_any)?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        Ok(References { model, column })
    });
    if references.is_none() {
        item.error(
            cx,
            "expected `references(Customer)`, the model that the column points at, or `references(Customer, id)`, \
             a field of it",
        );
    }
    references
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use crate::testing::{model_error, model_errors};

    fn on_field(attributes: TokenStream) -> TokenStream {
        quote! { struct Order { #[redshift(#attributes)] id: i64 } }
    }

    #[test]
    fn every_form_is_read() {
        for attributes in [
            quote!(column = "Order Id"),
            quote!(primary_key),
            quote!(identity),
            quote!(identity(1, 1)),
            quote!(identity(-10, -1,)),
            quote!(identity_by_default(0, 2)),
            quote!(identity_by_default),
            quote!(default = "getdate()"),
            quote!(varchar = 100),
            quote!(varchar = max),
            quote!(char = 1),
            quote!(decimal(12, 2)),
            quote!(varbyte = 0x10),
            quote!(varchar = 1_000, varchar_multiplier = 4),
            quote!(encode = az64),
            quote!(collate = case_insensitive),
            quote!(distkey),
            quote!(sortkey),
            quote!(unique),
            quote!(references(Customer)),
            quote!(references(crate::sales::Customer, r#type)),
            quote!(r#default = "0"),
            quote!(new(serde(rename = "key"))),
        ] {
            let text = attributes.to_string();
            assert_eq!(model_errors(on_field(attributes)), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn every_other_form_shows_the_right_one() {
        for (attributes, expected) in [
            (quote!(column = name), "expected `column = \"name\"`"),
            (quote!(column = ""), "the text of `column` is empty"),
            (quote!(identity = 1), "expected `identity` or `identity(seed, step)`, such as `identity(1, 1)`"),
            (quote!(identity_by_default(1)), "expected `identity_by_default` or `identity_by_default(seed, step)`"),
            (quote!(identity(1, 0)), "a step of 0 would give every row the same number"),
            (quote!(default = 0), "expected an SQL expression as text: `default = \"getdate()\"`"),
            (quote!(varchar(100)), "expected `varchar = 100`, a number of characters, or `varchar = max`"),
            (quote!(varchar = -1), "expected `varchar = 100`"),
            (quote!(varchar = 99999999999), "expected `varchar = 100`"),
            (quote!(varchar = 10u8), "expected `varchar = 100`"),
            (quote!(char), "expected `char = 2`, a number of single-byte characters"),
            (quote!(decimal = 12), "expected `decimal(12, 2)`: the digits in all, and those after the point"),
            (quote!(decimal(12)), "expected `decimal(12, 2)`"),
            (quote!(varbyte = max), "expected `varbyte = 1000`, a number of bytes"),
            (quote!(varchar_multiplier), "expected `varchar_multiplier = 4`"),
            (quote!(encode = auto), "`encode = auto` belongs to the table"),
            (quote!(encode = "az64"), "expected a word, such as `encode = az64`: one of `az64`, "),
            (quote!(encode = zsdt), "`encode` cannot be `zsdt`; did you mean `zstd`?\nit is one of `az64`, "),
            (
                quote!(collate = german),
                "`collate` cannot be `german`\nit is one of `case_insensitive`, `case_sensitive`",
            ),
            (quote!(references = "customers"), "expected `references(Customer)`"),
            (quote!(references(customers(id))), "expected `references(Customer)`"),
            (quote!(references), "expected `references(Customer)`"),
        ] {
            let message = model_error(on_field(attributes));
            assert!(message.starts_with(expected), "{message}");
        }
    }
}

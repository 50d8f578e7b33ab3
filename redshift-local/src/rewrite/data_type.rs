//! Data types: how Redshift spells them, what it assumes when a size is left out, and what the engine is given.

use super::keyword::Keyword;
use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// The size of a `VARCHAR` without one, of `TEXT` and of `BPCHAR` ("Character types").
const DEFAULT_LENGTH: u32 = 256;
/// `VARCHAR(MAX)`.
const LONGEST_VARCHAR: u32 = 65_535;
/// `CHAR(MAX)`.
const LONGEST_CHAR: u32 = 4_096;
/// The size of a `VARBYTE` without one ("VARBYTE type").
const DEFAULT_VARBYTE: u32 = 64_000;
/// The longest `VARBYTE`; 1024000 until 2023.
const LONGEST_VARBYTE: u32 = 16_777_216;
/// `DECIMAL` is `DECIMAL(18, 0)` ("Numeric types").
const DEFAULT_PRECISION: u32 = 18;
/// The largest precision of a `DECIMAL`.
const LARGEST_PRECISION: u32 = 38;
/// The largest scale of a `DECIMAL`.
const LARGEST_SCALE: u32 = 37;

/// A data type that columns may have and that is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DataType {
    /// `SMALLINT`, `INT2`
    SmallInt,
    /// `INTEGER`, `INT`, `INT4`
    Integer,
    /// `BIGINT`, `INT8`
    BigInt,
    /// `DECIMAL`, `NUMERIC`, `DEC` with precision and scale
    Decimal(u32, u32),
    /// `REAL`, `FLOAT4`
    Real,
    /// `DOUBLE PRECISION`, `FLOAT8`, `FLOAT`
    DoublePrecision,
    /// `BOOLEAN`, `BOOL`
    Boolean,
    /// `CHAR`, `CHARACTER`, `NCHAR`, `BPCHAR` with a length in bytes
    Char(u32),
    /// `VARCHAR`, `CHARACTER VARYING`, `NVARCHAR`, `TEXT` with a length in bytes
    Varchar(u32),
    /// `DATE`
    Date,
    /// `TIME`
    Time,
    /// `TIMETZ`
    TimeTz,
    /// `TIMESTAMP`
    Timestamp,
    /// `TIMESTAMPTZ`
    TimestampTz,
    /// `SUPER`
    Super,
    /// `VARBYTE`, `VARBINARY`, `BINARY VARYING` with a length in bytes
    Varbyte(u32),
    /// `HLLSKETCH`
    HllSketch,
}

impl DataType {
    /// The name in the manual's tables, without sizes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            DataType::SmallInt => "SMALLINT",
            DataType::Integer => "INTEGER",
            DataType::BigInt => "BIGINT",
            DataType::Decimal(..) => "DECIMAL",
            DataType::Real => "REAL",
            DataType::DoublePrecision => "DOUBLE PRECISION",
            DataType::Boolean => "BOOLEAN",
            DataType::Char(_) => "CHAR",
            DataType::Varchar(_) => "VARCHAR",
            DataType::Date => "DATE",
            DataType::Time => "TIME",
            DataType::TimeTz => "TIMETZ",
            DataType::Timestamp => "TIMESTAMP",
            DataType::TimestampTz => "TIMESTAMPTZ",
            DataType::Super => "SUPER",
            DataType::Varbyte(_) => "VARBYTE",
            DataType::HllSketch => "HLLSKETCH",
        }
    }

    /// The type as the engine is given it, with its sizes written out.
    pub(crate) fn engine(self) -> String {
        match self {
            DataType::SmallInt => "smallint".to_owned(),
            DataType::Integer => "integer".to_owned(),
            DataType::BigInt => "bigint".to_owned(),
            DataType::Decimal(precision, scale) => format!("numeric({precision},{scale})"),
            DataType::Real => "real".to_owned(),
            DataType::DoublePrecision => "double precision".to_owned(),
            DataType::Boolean => "boolean".to_owned(),
            DataType::Char(length) => format!("character({length})"),
            DataType::Varchar(length) => format!("varchar({length})"),
            DataType::Date => "date".to_owned(),
            DataType::Time => "time".to_owned(),
            DataType::TimeTz => "timetz".to_owned(),
            DataType::Timestamp => "timestamp".to_owned(),
            DataType::TimestampTz => "timestamptz".to_owned(),
            DataType::Super => "redshift_local.super".to_owned(),
            DataType::Varbyte(_) => "redshift_local.varbyte".to_owned(),
            DataType::HllSketch => "redshift_local.hllsketch".to_owned(),
        }
    }

    /// Whether rows may be distributed and sorted by such a column ("CREATE TABLE", DISTKEY and SORTKEY).
    pub(crate) fn is_key_type(self) -> bool {
        !matches!(self, DataType::Super | DataType::Varbyte(_) | DataType::HllSketch)
    }
}

/// What a type name turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeName {
    /// A type of columns.
    Column(DataType),
    /// A type of the leader node's catalog, which tables cannot use.
    Catalog(String),
    /// A type that Redshift has and the stand-in does not.
    NotSimulated(String),
    /// A type that the server does not know.
    Unknown(String),
}

impl TypeName {
    /// The column type.
    ///
    /// # Errors
    /// When columns cannot have the type; `column` is the `table.column` that Redshift names in the error.
    pub(crate) fn for_column(self, column: &str) -> Result<DataType, Refusal> {
        match self {
            TypeName::Column(data_type) => Ok(data_type),
            TypeName::Catalog(name) if name.ends_with("serial") => {
                Err(Refusal::not_supported(format!("Column \"{column}\" has unsupported type \"{name}\".")))
            }
            // Whether it gets the same answer or that of an unknown type, is not known.
            TypeName::Catalog(name) => Err(Refusal::unknown_answer(&format!("a column of the type {name}"))),
            TypeName::NotSimulated(name) => Err(Refusal::not_simulated(&format!("the type {name}"))),
            TypeName::Unknown(name) => Err(unknown(&name)),
        }
    }

    /// The type as the engine is given it in a cast.
    ///
    /// # Errors
    /// When nothing can be cast to the type, or that is not simulated.
    pub(crate) fn for_cast(self) -> Result<String, Refusal> {
        match self {
            TypeName::Column(DataType::HllSketch) => Err(Refusal::not_simulated("a cast to HLLSKETCH")),
            TypeName::Column(data_type) => Ok(data_type.engine()),
            TypeName::Catalog(name)
                if matches!(name.as_str(), "oid" | "name" | "regclass" | "regproc" | "regtype" | "\"char\"") =>
            {
                Ok(name)
            }
            TypeName::Catalog(name) | TypeName::NotSimulated(name) => {
                Err(Refusal::not_simulated(&format!("a cast to {name}")))
            }
            TypeName::Unknown(name) => Err(unknown(&name)),
        }
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::new("42704", format!("type \"{name}\" does not exist"))
}

/// Types of PostgreSQL 8.0 that are in the catalog of the leader node and refused in tables ("Unsupported PostgreSQL data types").
const CATALOG_TYPES: &[&str] = &[
    "abstime",
    "aclitem",
    "bigserial",
    "bit",
    "box",
    "bytea",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "inet",
    "int2vector",
    "json",
    "line",
    "lseg",
    "macaddr",
    "money",
    "name",
    "oid",
    "oidvector",
    "path",
    "point",
    "polygon",
    "refcursor",
    "regclass",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regtype",
    "reltime",
    "serial",
    "serial4",
    "serial8",
    "smallserial",
    "tid",
    "tinterval",
    "unknown",
    "varbit",
    "xid",
];

/// Reads the type name that starts at a token, and says which token follows it.
///
/// # Errors
/// On what is no type name, and on sizes outside the limits.
pub(crate) fn read(tree: &Tree<'_>, index: usize) -> Result<(TypeName, usize), Refusal> {
    let mut reader = Reader { tree, index };
    if reader.folded() == "pg_catalog" && tree.kind(index + 1) == Kind::Dot {
        reader.index += 2;
    }
    let name = match reader.type_name()? {
        TypeName::Column(column @ (DataType::Super | DataType::Varbyte(_) | DataType::HllSketch))
            if tree.is_limited() =>
        {
            TypeName::NotSimulated(format!("{} on a PostgreSQL whose user is no superuser", column.name()))
        }
        name => name,
    };
    let mut end = reader.index;
    let mut dimensions = String::new();
    while tree.kind(end) == Kind::OpenBracket {
        end = tree.next(end);
        dimensions.push_str("[]");
    }
    if dimensions.is_empty() && tree.keyword(end) != Keyword::Array {
        return Ok((name, end));
    }
    let element = match name {
        TypeName::Column(data_type) => data_type.engine(),
        TypeName::Catalog(name) | TypeName::NotSimulated(name) => name,
        TypeName::Unknown(name) => return Err(unknown(&name)),
    };
    Ok((TypeName::Catalog(format!("{element}[]")), end))
}

struct Reader<'t, 'a> {
    tree: &'t Tree<'a>,
    index: usize,
}

impl Reader<'_, '_> {
    fn folded(&self) -> String {
        self.tree.text(self.index).to_ascii_lowercase()
    }

    /// Takes the next word if it is this one.
    fn take(&mut self, word: &str) -> bool {
        let found = self.tree.kind(self.index) == Kind::Word && self.tree.text(self.index).eq_ignore_ascii_case(word);
        self.index += usize::from(found);
        found
    }

    fn type_name(&mut self) -> Result<TypeName, Refusal> {
        let quoted = match self.tree.kind(self.index) {
            Kind::Quoted => true,
            Kind::Word => false,
            _ => return Err(self.tree.syntax_error(self.index)),
        };
        let start = self.index;
        let word = self.folded();
        self.index += 1;
        let column = match word.trim_matches('"') {
            "char" if quoted => return Ok(TypeName::Catalog(word)),
            "smallint" | "int2" => DataType::SmallInt,
            "integer" | "int" | "int4" => DataType::Integer,
            "bigint" | "int8" => DataType::BigInt,
            "decimal" | "numeric" | "dec" => self.decimal()?,
            "real" | "float4" => DataType::Real,
            "float8" => DataType::DoublePrecision,
            "float" if self.tree.kind(self.index) == Kind::Open => {
                self.index = self.tree.next(self.index);
                return Ok(TypeName::NotSimulated("FLOAT with a precision".to_owned()));
            }
            "float" => DataType::DoublePrecision,
            "double" if self.take("precision") => DataType::DoublePrecision,
            "boolean" | "bool" => DataType::Boolean,
            "national" if self.take("char") || self.take("character") => self.character()?,
            "char" | "character" | "nchar" => self.character()?,
            "bpchar" => DataType::Char(self.length("char", DEFAULT_LENGTH, LONGEST_CHAR)?),
            "varchar" | "nvarchar" => DataType::Varchar(self.length("varchar", DEFAULT_LENGTH, LONGEST_VARCHAR)?),
            "text" => DataType::Varchar(DEFAULT_LENGTH),
            "date" => DataType::Date,
            "time" if self.zone()? => DataType::TimeTz,
            "time" => DataType::Time,
            "timetz" => DataType::TimeTz,
            "timestamp" if self.zone()? => DataType::TimestampTz,
            "timestamp" => DataType::Timestamp,
            "timestamptz" => DataType::TimestampTz,
            "super" => DataType::Super,
            "varbyte" | "varbinary" => self.varbyte()?,
            "binary" if self.take("varying") => self.varbyte()?,
            "hllsketch" => DataType::HllSketch,
            "interval" | "geometry" | "geography" => {
                return Ok(TypeName::NotSimulated(word.to_ascii_uppercase()));
            }
            name if CATALOG_TYPES.contains(&name) => return Ok(TypeName::Catalog(name.to_owned())),
            _ if self.tree.keyword(start).is_reserved() => return Err(self.tree.syntax_error(start)),
            name => return Ok(TypeName::Unknown(name.to_owned())),
        };
        Ok(TypeName::Column(column))
    }

    /// The `[VARYING] [(n)]` behind `CHAR`.
    fn character(&mut self) -> Result<DataType, Refusal> {
        if self.take("varying") {
            Ok(DataType::Varchar(self.length("varchar", DEFAULT_LENGTH, LONGEST_VARCHAR)?))
        } else {
            Ok(DataType::Char(self.length("char", 1, LONGEST_CHAR)?))
        }
    }

    fn varbyte(&mut self) -> Result<DataType, Refusal> {
        Ok(DataType::Varbyte(self.length("varbyte", DEFAULT_VARBYTE, LONGEST_VARBYTE)?))
    }

    /// The `(p [, s])` behind `DECIMAL`.
    fn decimal(&mut self) -> Result<DataType, Refusal> {
        let Some(sizes) = self.sizes()? else { return Ok(DataType::Decimal(DEFAULT_PRECISION, 0)) };
        let (precision, scale) = match sizes.as_slice() {
            [precision] => (*precision, 0),
            [precision, scale] => (*precision, *scale),
            _ => return Err(self.tree.syntax_error(self.index)),
        };
        if precision == 0 || precision > LARGEST_PRECISION {
            let message = format!("NUMERIC precision {precision} must be between 1 and {LARGEST_PRECISION}");
            return Err(Refusal::new("22023", message));
        }
        if scale > precision || scale > LARGEST_SCALE {
            let most = precision.min(LARGEST_SCALE);
            return Err(Refusal::new("22023", format!("NUMERIC scale {scale} must be between 0 and {most}")));
        }
        Ok(DataType::Decimal(precision, scale))
    }

    /// The `(n)` or `(MAX)` behind a type with a length.
    fn length(&mut self, name: &str, default: u32, longest: u32) -> Result<u32, Refusal> {
        if self.tree.kind(self.index) == Kind::Open && self.tree.text(self.index + 1).eq_ignore_ascii_case("max") {
            if self.tree.close(self.index) != self.index + 2 {
                return Err(self.tree.syntax_error(self.index + 2));
            }
            self.index += 3;
            return Ok(longest);
        }
        let Some(sizes) = self.sizes()? else { return Ok(default) };
        let [length] = *sizes.as_slice() else { return Err(self.tree.syntax_error(self.index)) };
        if length == 0 {
            return Err(Refusal::new("22023", format!("length for type {name} must be at least 1")));
        }
        if length > longest {
            return Err(Refusal::new("22023", format!("length for type {name} cannot exceed {longest}")));
        }
        Ok(length)
    }

    /// The numbers in parentheses, if there are any.
    fn sizes(&mut self) -> Result<Option<Vec<u32>>, Refusal> {
        if self.tree.kind(self.index) != Kind::Open {
            return Ok(None);
        }
        let close = self.tree.close(self.index);
        let mut sizes = Vec::new();
        let mut at = self.index + 1;
        loop {
            let size = self.tree.text(at).parse().ok().filter(|_| self.tree.kind(at) == Kind::Number);
            sizes.push(size.ok_or_else(|| self.tree.syntax_error(at))?);
            match self.tree.kind(at + 1) {
                Kind::Comma if at + 1 < close => at += 2,
                _ if at + 1 == close => break,
                _ => return Err(self.tree.syntax_error(at + 1)),
            }
        }
        self.index = close + 1;
        Ok(Some(sizes))
    }

    /// Whether `WITH TIME ZONE` follows; `WITHOUT TIME ZONE` is taken too.
    fn zone(&mut self) -> Result<bool, Refusal> {
        let (keyword, next) = (self.tree.keyword(self.index), self.tree.text(self.index + 1));
        let with = match keyword {
            Keyword::With if next.eq_ignore_ascii_case("time") => true,
            Keyword::Without => false,
            _ => return Ok(false),
        };
        self.index += 1;
        if !self.take("time") || !self.take("zone") {
            return Err(self.tree.syntax_error(self.index));
        }
        Ok(with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine(source: &str) -> String {
        let tree = Tree::read(source).unwrap();
        let (name, end) = read(&tree, 0).unwrap();
        assert_eq!(end, tree.len(), "{source}");
        name.for_column("t.c").unwrap().engine()
    }

    fn refused(source: &str) -> (&'static str, String) {
        let tree = Tree::read(source).unwrap();
        let refusal = read(&tree, 0).and_then(|(name, _)| name.for_column("t.c")).unwrap_err();
        (refusal.sqlstate, refusal.message.clone())
    }

    #[test]
    fn omitted_sizes_are_written_out() {
        for (source, expected) in [
            ("VARCHAR", "varchar(256)"),
            ("text", "varchar(256)"),
            ("nvarchar", "varchar(256)"),
            ("varchar(max)", "varchar(65535)"),
            ("character varying(7)", "varchar(7)"),
            ("national character varying (7)", "varchar(7)"),
            ("char", "character(1)"),
            ("bpchar", "character(256)"),
            ("decimal", "numeric(18,0)"),
            ("numeric(38,37)", "numeric(38,37)"),
            ("dec(5)", "numeric(5,0)"),
            ("double precision", "double precision"),
            ("timestamp without time zone", "timestamp"),
            ("timestamp with time zone", "timestamptz"),
            ("SUPER", "redshift_local.super"),
            ("hllsketch", "redshift_local.hllsketch"),
            ("binary varying(5)", "redshift_local.varbyte"),
        ] {
            assert_eq!(engine(source), expected);
        }
    }

    #[test]
    fn sizes_past_the_limits_are_refused() {
        for source in [
            "varchar(65536)",
            "char(4097)",
            "varbyte(16777217)",
            "decimal(39)",
            "decimal(5,6)",
            "decimal(38,38)",
            "char(0)",
        ] {
            assert_eq!(refused(source).0, "22023", "{source}");
        }
    }

    #[test]
    fn types_tables_cannot_have_are_refused() {
        assert_eq!(refused("serial"), ("0A000", "Column \"t.c\" has unsupported type \"serial\".".to_owned()));
        assert_eq!(refused("uuid"), ("42704", "type \"uuid\" does not exist".to_owned()));
        assert_eq!(
            refused("integer[]"),
            (
                "0A000",
                "redshift-local: the answer to a column of the type integer[], which is refused, is not simulated"
                    .to_owned()
            )
        );
        assert_eq!(refused("geometry").1, "redshift-local: the type GEOMETRY is not simulated");
    }
}

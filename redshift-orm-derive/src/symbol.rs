//! The names of attributes, each spelled once.

/// The helper attribute: `#[redshift(..)]`.
pub(crate) const REDSHIFT: &str = "redshift";

pub(crate) const AUTO_REFRESH: &str = "auto_refresh";
pub(crate) const BACKUP: &str = "backup";
pub(crate) const CHAR: &str = "char";
pub(crate) const COLLATE: &str = "collate";
pub(crate) const COLUMN: &str = "column";
pub(crate) const DECIMAL: &str = "decimal";
pub(crate) const DEFAULT: &str = "default";
pub(crate) const DISTKEY: &str = "distkey";
pub(crate) const DISTSTYLE: &str = "diststyle";
pub(crate) const ENCODE: &str = "encode";
pub(crate) const FOREIGN_KEY: &str = "foreign_key";
pub(crate) const IDENTITY: &str = "identity";
pub(crate) const IDENTITY_BY_DEFAULT: &str = "identity_by_default";
pub(crate) const INTERLEAVED_SORTKEY: &str = "interleaved_sortkey";
pub(crate) const MATERIALIZED_VIEW: &str = "materialized_view";
pub(crate) const NEW: &str = "new";
pub(crate) const PRIMARY_KEY: &str = "primary_key";
pub(crate) const REFERENCES: &str = "references";
pub(crate) const RENAME: &str = "rename";
pub(crate) const RENAME_ALL: &str = "rename_all";
pub(crate) const REPR: &str = "repr";
pub(crate) const SCHEMA: &str = "schema";
pub(crate) const SCHEMA_BINDING: &str = "schema_binding";
pub(crate) const SORTKEY: &str = "sortkey";
pub(crate) const TABLE: &str = "table";
pub(crate) const UNIQUE: &str = "unique";
pub(crate) const VARBYTE: &str = "varbyte";
pub(crate) const VARCHAR: &str = "varchar";
pub(crate) const VARCHAR_MULTIPLIER: &str = "varchar_multiplier";
pub(crate) const VIEW: &str = "view";

/// The attributes of a model's struct.
pub(crate) const CONTAINER: &[&str] = &[
    TABLE,
    SCHEMA,
    DISTSTYLE,
    DISTKEY,
    SORTKEY,
    INTERLEAVED_SORTKEY,
    PRIMARY_KEY,
    UNIQUE,
    FOREIGN_KEY,
    VARCHAR_MULTIPLIER,
    ENCODE,
    BACKUP,
    VIEW,
    SCHEMA_BINDING,
    MATERIALIZED_VIEW,
    AUTO_REFRESH,
    NEW,
];

/// The attributes of a model's field.
pub(crate) const FIELD: &[&str] = &[
    COLUMN,
    PRIMARY_KEY,
    IDENTITY,
    IDENTITY_BY_DEFAULT,
    DEFAULT,
    VARCHAR,
    CHAR,
    DECIMAL,
    VARBYTE,
    VARCHAR_MULTIPLIER,
    ENCODE,
    COLLATE,
    DISTKEY,
    SORTKEY,
    UNIQUE,
    REFERENCES,
    NEW,
];

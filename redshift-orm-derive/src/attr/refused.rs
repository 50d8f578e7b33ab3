//! What to say of an attribute that does not exist: what Redshift does instead, or what does exist.

use super::Item;
use crate::ctxt::Ctxt;
use crate::suggest::{did_you_mean, listed};
use crate::symbol;

/// Where an attribute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Container,
    Field,
}

/// Attributes of PostgreSQL and of other ORMs: names, and what Redshift has instead.
const REFUSED: &[(&[&str], &str)] = &[
    (
        &["index", "indexed", "btree", "hash", "gin", "gist", "brin", "unique_index", "fulltext"],
        "Redshift has no indexes; a sort key skips the blocks that a filter rules out: `sortkey` on the field, or `sortkey(a, b)` on the struct",
    ),
    (
        &["using", "include", "fillfactor", "concurrently"],
        "Redshift has no indexes and no index methods; see `sortkey`",
    ),
    (
        &["check", "constraint", "validate"],
        "Redshift has no CHECK constraints; check the value in Rust, for example by a newtype with `#[derive(SqlType)]`",
    ),
    (
        &["exclude", "exclusion"],
        "Redshift has no exclusion constraints; look for overlaps in a query before you insert",
    ),
    (
        &[
            "deferrable",
            "initially",
            "initially_deferred",
            "initially_immediate",
            "not_valid",
            "enforced",
            "not_enforced",
        ],
        "Redshift enforces no keys, so there is nothing to defer; `references`, `unique` and `primary_key` inform the planner",
    ),
    (
        &["on_delete", "on_update", "ondelete", "onupdate", "cascade", "restrict", "set_null"],
        "Redshift enforces no foreign keys and has no referential actions; delete the referring rows in the same transaction",
    ),
    (
        &[
            "serial",
            "bigserial",
            "smallserial",
            "auto_increment",
            "autoincrement",
            "autoincr",
            "sequence",
            "seq",
            "generated_always",
        ],
        "Redshift has no SERIAL and no sequences; write `identity` on an i64 or i32 field",
    ),
    (&["generated_by_default", "generated_by_default_as_identity"], "write `identity_by_default(1, 1)`"),
    (
        &["generated", "generated_as", "computed", "stored", "virtual_"],
        "Redshift has no generated columns; compute it in the query, or in a view",
    ),
    (
        &["partition_by", "partition", "partitioned_by", "partition_key", "shard_key"],
        "Redshift does not partition its own tables; `distkey` spreads the rows, `sortkey` lets a filter skip blocks",
    ),
    (&["inherits", "inherit", "extends"], "Redshift has no table inheritance; repeat the fields in each struct"),
    (
        &["tablespace", "storage", "engine"],
        "Redshift has no tablespaces and manages its storage by itself; leave it out",
    ),
    (&["unlogged", "logged"], "Redshift has no unlogged tables; `backup = no` leaves the table out of snapshots"),
    (&["temporary", "temp"], "a temporary table is one whose name begins with `#`: `table = \"#recent\"`"),
    (
        &["json", "jsonb", "hstore", "xml"],
        "Redshift keeps such values in SUPER: make the field a `Json<T>` of a serde type, or a `serde_json::Value`",
    ),
    (
        &["timestamptz", "timestamp", "timestamp_tz", "timestamp_with_time_zone", "datetime", "date", "time"],
        "the field's Rust type gives the column's type: `DateTime<Utc>` is TIMESTAMPTZ, `NaiveDateTime` TIMESTAMP, `NaiveDate` DATE, `NaiveTime` TIME",
    ),
    (
        &["bigint", "integer", "int", "smallint", "boolean", "double", "real", "float"],
        "the field's Rust type gives the column's type: `i64` is BIGINT, `i32` INTEGER, `i16` SMALLINT, `bool` BOOLEAN, `f64` DOUBLE PRECISION",
    ),
    (&["unique_together", "unique_columns"], "write `unique(a, b)`"),
    (&["uuid"], "Redshift has no UUID type; a field of type `Uuid` is a VARCHAR(36) and needs no attribute"),
    (
        &["array", "composite", "range"],
        "Redshift has no arrays, composites or ranges as columns; keep them in SUPER, a `Json<T>` of a serde type, or in a table of their own",
    ),
    (
        &["enum", "enum_", "pg_enum", "db_enum", "sql_enum"],
        "Redshift has no ENUM types; `#[derive(SqlType)]` on the Rust enum makes it a VARCHAR or SMALLINT column and needs no attribute here",
    ),
    (
        &["bytea", "blob", "binary", "varbinary"],
        "Redshift has VARBYTE: a field of type `Vec<u8>`, sized by `varbyte = n`",
    ),
    (&["text", "clob"], "Redshift's TEXT is a VARCHAR(256); write `varchar = n` characters, or `varchar = max`"),
    (&["nchar", "bpchar"], "write `char = n` for single-byte characters, or `varchar = n`"),
    (
        &["length", "len", "size", "max_length", "width"],
        "write the length with the type: `varchar = n`, `varchar = max`, `char = n` or `varbyte = n`",
    ),
    (&["precision", "scale", "numeric"], "write both with the type: `decimal(12, 2)`"),
    (
        &["nullable", "null", "optional"],
        "the type says it: a field of type `Option<..>` is nullable, any other is NOT NULL",
    ),
    (&["not_null", "notnull", "required"], "the type says it: any field whose type is not `Option<..>` is NOT NULL"),
    (
        &["type", "sql_type", "column_type", "db_type", "type_", "ty"],
        "the field's Rust type gives the column's type; for another, wrap it in a newtype with `#[derive(SqlType)]`",
    ),
    (
        &["id", "pk", "key", "primary", "primarykey"],
        "the key's column is marked `primary_key`; a key of several is `primary_key(a, b)` on the struct",
    ),
    (&["fk", "foreignkey", "belongs_to", "references_to"], "write `references(Model)` on the field"),
    (
        &["has_many", "has_one", "relation", "many_to_many"],
        "relations are written in the query: `.join(Other::query(), |(a, b)| a.id.eq(b.a_id))`",
    ),
    (&["name", "rename", "column_name", "db_column", "field"], "a column's name is `column = \"name\"`, on the field"),
    (&["rename_all"], "a model's columns are called like its fields; rename one by `column = \"name\"`"),
    (&["table_name", "db_table", "relname"], "a table's name is `table = \"name\"`, on the struct"),
    (
        &["skip", "ignore", "flatten", "embed", "transient"],
        "every field of a model is a column; keep other data in a struct around it",
    ),
    (&["default_value", "server_default"], "a default is SQL text: `default = \"getdate()\"`"),
    (
        &["comment", "description"],
        "a comment is a statement: `Order::comment(\"..\").execute(&db)`; in Rust, a doc comment",
    ),
    (&["distribution_key", "dist_key", "distributed_by"], "write `distkey`, on the field"),
    (&["compound_sortkey"], "write `sortkey(a, b)`: with columns it is a compound key"),
    (&["collation"], "write `collate = case_insensitive`"),
    (&["compression", "encoding", "compress"], "write `encode = az64`, or another encoding"),
    (
        &["trigger", "rule", "policy", "owner"],
        "Redshift has no triggers or rules; owners and policies go through `raw_sql`, grants through `Order::grant(..)`",
    ),
];

/// Reports an attribute that does not exist at this place.
pub(crate) fn unknown(cx: &Ctxt, item: &Item, place: Place) {
    let name = item.name.to_string();
    let (here, elsewhere) = match place {
        Place::Container => (symbol::CONTAINER, symbol::FIELD),
        Place::Field => (symbol::FIELD, symbol::CONTAINER),
    };
    if elsewhere.contains(&name.as_str()) {
        let message = match place {
            Place::Container => format!("`{name}` describes a column: write it on the field"),
            Place::Field => format!("`{name}` describes the table: write it in `#[redshift(..)]` on the struct"),
        };
        cx.error_spanned_by(&item.name, message);
        return;
    }
    let refused = REFUSED.iter().find(|(names, _)| names.contains(&name.to_ascii_lowercase().as_str()));
    let message = match refused {
        Some((_, instead)) => format!("no attribute `{name}`: {instead}"),
        None => {
            let what = match place {
                Place::Container => "a table",
                Place::Field => "a column",
            };
            let suggestion = did_you_mean(&name, here.iter().copied());
            format!("no attribute `{name}`{suggestion}\n{what} has {}", listed(here.iter().copied()))
        }
    };
    cx.error_spanned_by(&item.name, message);
}

#[cfg(test)]
mod tests {
    use quote::{format_ident, quote};

    use super::REFUSED;
    use crate::symbol;
    use crate::testing::model_error;

    #[test]
    fn the_list_is_consistent() {
        let names: Vec<&str> = REFUSED.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name), "{name} stands twice");
            assert!(!symbol::FIELD.contains(name) && !symbol::CONTAINER.contains(name), "{name} exists");
            assert_eq!(*name, name.to_lowercase());
        }
    }

    #[test]
    fn each_says_what_redshift_does() {
        for (names, instead) in REFUSED {
            for name in *names {
                let attribute = syn::parse_str::<syn::Ident>(name).unwrap_or_else(|_| format_ident!("r#{}", name));
                let message = model_error(quote! { struct Order { #[redshift(#attribute)] id: i64 } });
                assert_eq!(message, format!("no attribute `{name}`: {instead}"));
            }
        }
    }

    #[test]
    fn an_attribute_of_the_other_place_says_where() {
        assert_eq!(
            model_error(quote! { #[redshift(varchar = 20)] struct Order { id: i64 } }),
            "`varchar` describes a column: write it on the field"
        );
        assert_eq!(
            model_error(quote! { struct Order { #[redshift(diststyle = all)] id: i64 } }),
            "`diststyle` describes the table: write it in `#[redshift(..)]` on the struct"
        );
    }

    #[test]
    fn any_other_lists_what_exists() {
        let message = model_error(quote! { struct Order { #[redshift(varchr = 20)] id: i64 } });
        assert!(
            message
                .starts_with("no attribute `varchr`; did you mean `varchar`?\na column has `column`, `primary_key`, ")
        );
        let message = model_error(quote! { #[redshift(frobnicate)] struct Order { id: i64 } });
        assert!(message.starts_with("no attribute `frobnicate`\na table has `table`, `schema`, "));
    }
}

//! Names of relations: which belong to users, which to the catalog, and which Redshift does not have.

use super::identifier::{self, QualifiedName};
use super::token::{Kind, Tree};
use crate::refusal::Refusal;

/// The relations of `pg_catalog` that Redshift and the engine share ("System catalog tables"; PostgreSQL 8.0).
const CATALOG: &[&str] = &[
    "pg_aggregate",
    "pg_am",
    "pg_amop",
    "pg_amproc",
    "pg_attrdef",
    "pg_attribute",
    "pg_cast",
    "pg_class",
    "pg_constraint",
    "pg_conversion",
    "pg_database",
    "pg_depend",
    "pg_description",
    "pg_group",
    "pg_index",
    "pg_inherits",
    "pg_language",
    "pg_largeobject",
    "pg_locks",
    "pg_namespace",
    "pg_opclass",
    "pg_operator",
    "pg_proc",
    "pg_rewrite",
    "pg_settings",
    "pg_shadow",
    "pg_statistic",
    "pg_stats",
    "pg_tables",
    "pg_tablespace",
    "pg_trigger",
    "pg_type",
    "pg_user",
    "pg_views",
];

/// The relations of `pg_catalog` that only Redshift has.
const REDSHIFT_CATALOG: &[&str] = &[
    "pg_attribute_info",
    "pg_class_extended",
    "pg_database_info",
    "pg_default_acl",
    "pg_external_schema",
    "pg_library",
    "pg_statistic_indicator",
    "pg_stat_activity",
    "pg_user_info",
];

/// The relations that the pack builds; they belong to `pg_catalog` too.
const BUILT: &[&str] = &[
    "pg_class_info",
    "pg_proc_info",
    "pg_table_def",
    "stl_load_commits",
    "stl_load_errors",
    "stl_loaderror_detail",
    "stl_query",
    "stv_locks",
    "stv_mv_info",
    "stv_recents",
    "stv_sessions",
    "svl_qlog",
    "svv_all_columns",
    "svv_all_schemas",
    "svv_all_tables",
    "svv_columns",
    "svv_external_columns",
    "svv_external_databases",
    "svv_external_partitions",
    "svv_external_schemas",
    "svv_external_tables",
    "svv_mv_info",
    "svv_redshift_columns",
    "svv_redshift_databases",
    "svv_redshift_functions",
    "svv_redshift_schemas",
    "svv_redshift_tables",
    "svv_table_info",
    "svv_tables",
    "svv_transactions",
    "sys_load_error_detail",
    "sys_load_history",
    "sys_query_history",
    "sys_unload_history",
];

/// The views of `information_schema` that PostgreSQL 8.0 had.
const INFORMATION_SCHEMA: &[&str] = &[
    "applicable_roles",
    "check_constraints",
    "column_domain_usage",
    "column_privileges",
    "column_udt_usage",
    "columns",
    "constraint_column_usage",
    "constraint_table_usage",
    "domain_constraints",
    "domains",
    "element_types",
    "enabled_roles",
    "information_schema_catalog_name",
    "key_column_usage",
    "parameters",
    "referential_constraints",
    "role_column_grants",
    "role_routine_grants",
    "role_table_grants",
    "routine_privileges",
    "routines",
    "schemata",
    "sql_features",
    "table_constraints",
    "table_privileges",
    "tables",
    "triggers",
    "usage_privileges",
    "view_column_usage",
    "view_table_usage",
    "views",
];

/// The relations of `pg_catalog` that are read through a view of the pack: as an 8.0 server has them, with Redshift's columns, and
/// without what belongs to the stand-in.
const SHOWN: &[&str] = &[
    "pg_aggregate",
    "pg_attrdef",
    "pg_attribute",
    "pg_class",
    "pg_constraint",
    "pg_database",
    "pg_depend",
    "pg_group",
    "pg_index",
    "pg_namespace",
    "pg_operator",
    "pg_proc",
    "pg_settings",
    "pg_stats",
    "pg_tables",
    "pg_trigger",
    "pg_type",
    "pg_user",
    "pg_views",
];

/// How the system views and tables of Redshift begin.
const SYSTEM_PREFIXES: &[&str] = &["stl_", "stv_", "svl_", "svv_", "svcs_", "sys_"];

/// Whether the pack builds a relation.
pub(crate) fn is_built(name: &QualifiedName) -> bool {
    matches!(name.qualifiers.as_slice(), [] | [_])
        && matches!(name.schema(), None | Some("pg_catalog"))
        && BUILT.contains(&name.name.as_str())
}

/// The view of the pack that a relation of the catalog is read through.
pub(crate) fn view_of(name: &QualifiedName) -> Option<String> {
    let relation = name.name.as_str();
    match name.qualifiers.as_slice() {
        [schema] if schema == "information_schema" => Some(format!("redshift_local.information_schema_{relation}")),
        [] => SHOWN.contains(&relation).then(|| format!("redshift_local.catalog_{relation}")),
        [schema] if schema == "pg_catalog" && SHOWN.contains(&relation) => {
            Some(format!("redshift_local.catalog_{relation}"))
        }
        _ => None,
    }
}

/// Reads the name of a relation of one to three parts, and says which token follows it.
///
/// # Errors
/// When there is no name.
pub(crate) fn read(tree: &Tree<'_>, index: usize) -> Result<(QualifiedName, usize), Refusal> {
    let mut parts = Vec::new();
    let mut at = index;
    loop {
        if tree.is_operator(at, "#") && tree.adjoins_next(at) {
            parts.push(format!("#{}", identifier::label(tree, at + 1)?));
            at += 2;
        } else {
            // Behind a dot, a reserved word can only be a name.
            parts.push(if parts.is_empty() { identifier::name(tree, at)? } else { identifier::label(tree, at)? });
            at += 1;
        }
        if tree.kind(at) != Kind::Dot || parts.len() == 3 {
            break;
        }
        at += 1;
    }
    if tree.kind(at) == Kind::Dot {
        return Err(tree.syntax_error(at));
    }
    let name = parts.pop().ok_or_else(|| tree.syntax_error(index))?;
    if parts.iter().any(|part| part == "redshift_local") {
        return Err(Refusal::new("3F000", "schema \"redshift_local\" does not exist"));
    }
    Ok((QualifiedName { qualifiers: parts, name }, at))
}

/// Whether a relation belongs to the catalog of the leader node. The rest is taken for a user's.
///
/// # Errors
/// On relations that Redshift does not have, and on system views that are not simulated.
pub(crate) fn is_catalog(tree: &Tree<'_>, index: usize, name: &QualifiedName) -> Result<bool, Refusal> {
    let missing = || {
        let schema = name.schema().map_or_else(String::new, |schema| format!("{schema}."));
        let refusal = Refusal::new("42P01", format!("relation \"{schema}{}\" does not exist", name.name));
        refusal.at(tree.position(tree.start(index)))
    };
    let relation = name.name.as_str();
    match name.schema() {
        Some("information_schema") if INFORMATION_SCHEMA.contains(&relation) => return Ok(true),
        Some("information_schema") => return Err(missing()),
        Some("pg_catalog") | None => {}
        Some("pg_internal" | "pg_auto_copy" | "pg_automv") => {
            return Err(Refusal::not_simulated(&format!("the system relation {relation}")));
        }
        Some(_) => return Ok(false),
    }
    if CATALOG.contains(&relation) {
        return Ok(true);
    }
    if is_built(name) {
        // The views that begin with SVV run on the compute nodes, like a query of a user's table. Those of external objects read the
        // catalog alone: sqlalchemy-redshift joins them with leader-node functions.
        return Ok(relation.starts_with("pg_") || relation.starts_with("svv_external_"));
    }
    if BUILT.contains(&relation) {
        return Err(Refusal::not_simulated(&format!("the system relation {relation} of a database")));
    }
    if REDSHIFT_CATALOG.contains(&relation) || SYSTEM_PREFIXES.iter().any(|prefix| relation.starts_with(prefix)) {
        return Err(Refusal::not_simulated(&format!("the system relation {relation}")));
    }
    if name.schema().is_some() || relation.starts_with("pg_") { Err(missing()) } else { Ok(false) }
}

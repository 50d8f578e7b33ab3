//! What is refused where the engine's user is no superuser: what the pack then cannot make the engine do as Redshift does.
//!
//! `UNSIMULATED` says it at the start, and the tests hold that every statement of the corpus is answered as elsewhere, or refused.

use super::keyword::Keyword;
use super::token::Tree;
use crate::refusal::Refusal;

/// What is then refused, and what is not but differs, in words for who starts the stand-in.
pub(crate) const UNSIMULATED: &str = "\
refused: the types SUPER, VARBYTE, HLLSKETCH and INTERVAL and their functions, functions of users and stored procedures, views WITH NO \
SCHEMA BINDING, SELECT INTO, identity gaps, VARCHAR values with blanks at their end in tables, comparisons of rows with texts, \
casts between BOOLEAN and SMALLINT or BIGINT, the relations that show the indexes of keys; \
otherwise than on Redshift: a cast to CHAR or VARCHAR counts characters, not bytes, and computed texts that differ in blanks at their \
end are two for GROUP BY, DISTINCT and ORDER BY";

/// Functions over the types that are not there, and those that would show a key as the engine keeps it.
const FUNCTIONS: &[&str] = &[
    "array",
    "array_concat",
    "array_contains",
    "array_distinct",
    "array_except",
    "array_flatten",
    "array_intersection",
    "array_position",
    "array_positions",
    "array_sort",
    "array_union",
    "arrays_overlap",
    "from_hex",
    "from_varbyte",
    "get_array_length",
    "get_number_attributes",
    "getbit",
    "hll",
    "hll_cardinality",
    "hll_combine",
    "hll_combine_sketches",
    "hll_create_sketch",
    "interval_cmp",
    "is_array",
    "is_bigint",
    "is_boolean",
    "is_char",
    "is_integer",
    "is_object",
    "is_scalar",
    "is_smallint",
    "is_varchar",
    "json_parse",
    "json_serialize",
    "json_serialize_to_varbyte",
    "json_size",
    "json_typeof",
    "lower_attribute_names",
    "object",
    "object_transform",
    "pg_get_constraintdef",
    "pg_get_indexdef",
    "split_to_array",
    "subarray",
    "to_varbyte",
    "upper_attribute_names",
];

/// Relations that show the indexes of keys, or take a key for the engine's.
const RELATIONS: &[&str] = &[
    "check_constraints",
    "constraint_column_usage",
    "constraint_table_usage",
    "key_column_usage",
    "pg_index",
    "pg_indexes",
    "referential_constraints",
    "table_constraints",
];

/// The refusal of what needs a superuser.
pub(crate) fn refusal(what: &str) -> Refusal {
    Refusal::not_simulated(&format!("{what} on a PostgreSQL whose user is no superuser"))
}

/// The calls that do for a new or changed table, `t`, what triggers of the engine do otherwise.
pub(super) fn after_table() -> Vec<String> {
    ["redshift_local.fit_table(t)", "redshift_local.check_routine_use()"].map(str::to_owned).to_vec()
}

/// Refuses the calls of some functions.
///
/// # Errors
/// For those.
pub(super) fn check_function(tree: &Tree<'_>, name: &str) -> Result<(), Refusal> {
    if tree.is_limited() && FUNCTIONS.binary_search(&name).is_ok() {
        return Err(refusal(&name.to_ascii_uppercase()));
    }
    Ok(())
}

/// Refuses some relations of the catalog.
///
/// # Errors
/// For those.
pub(super) fn check_relation(tree: &Tree<'_>, name: &str) -> Result<(), Refusal> {
    if tree.is_limited() && RELATIONS.binary_search(&name).is_ok() {
        return Err(refusal(name));
    }
    Ok(())
}

/// Refuses what a statement's words tell.
///
/// # Errors
/// For those.
pub(super) fn check(tree: &Tree<'_>, start: usize, end: usize) -> Result<(), Refusal> {
    if !tree.is_limited() {
        return Ok(());
    }
    let first = tree.keyword(start);
    let named = |at: usize| {
        let replace = tree.keyword(at) == Keyword::Or;
        tree.keyword(if replace { at + 2 } else { at })
    };
    let is_query = matches!(first, Keyword::Select | Keyword::With);
    match (first, named(start + 1)) {
        (Keyword::Create, Keyword::Procedure) | (Keyword::Call, _) => return Err(refusal("a stored procedure")),
        (Keyword::Create, Keyword::Function) => return Err(refusal("a function of a user")),
        _ => {}
    }
    for at in start..end {
        match tree.keyword(at) {
            Keyword::Interval => return Err(refusal("INTERVAL")),
            Keyword::Binding if first == Keyword::Create && at + 1 == end => {
                return Err(refusal("a view WITH NO SCHEMA BINDING"));
            }
            Keyword::Into if is_query && tree.keyword(at - 1) != Keyword::Insert => {
                return Err(refusal("SELECT INTO"));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FUNCTIONS, RELATIONS};
    use crate::rewrite::{Known, Session, Traits, function, rewrite};

    fn said(sql: &str) -> Option<String> {
        let session = Session { in_transaction_block: false, extended: false };
        let known = Known::of(Traits { is_limited: true, ..Traits::default() });
        let outcome = rewrite(sql, session, &known).pop()?.outcome;
        outcome.err().map(|refusal| refusal.message.clone())
    }

    #[test]
    fn the_lists_are_sorted_and_name_functions() {
        for list in [FUNCTIONS, RELATIONS] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
        }
        for name in FUNCTIONS {
            assert!(function::find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn what_needs_a_superuser_is_refused() {
        for (sql, what) in [
            ("CREATE TABLE t (a SUPER)", "the type SUPER"),
            ("SELECT '1'::VARBYTE", "a cast to VARBYTE"),
            ("SELECT JSON_PARSE('1')", "JSON_PARSE"),
            ("SELECT INTERVAL '1' DAY", "INTERVAL"),
            ("CREATE VIEW v AS SELECT a FROM t WITH NO SCHEMA BINDING", "a view WITH NO SCHEMA BINDING"),
            ("SELECT a INTO b FROM t", "SELECT INTO"),
            ("CREATE OR REPLACE PROCEDURE p() AS 'BEGIN NULL; END' LANGUAGE plpgsql", "a stored procedure"),
            ("CALL p()", "a stored procedure"),
            ("SELECT PG_GET_CONSTRAINTDEF(1)", "PG_GET_CONSTRAINTDEF"),
            ("SELECT indrelid FROM pg_index", "pg_index"),
            ("SET redshift_local.identity_gaps = on", "redshift_local.identity_gaps"),
        ] {
            let expected =
                format!("redshift-local: {what} on a PostgreSQL whose user is no superuser is not simulated");
            assert_eq!(said(sql), Some(expected), "{sql}");
        }
        assert_eq!(said("WITH w AS (SELECT 1 AS a) SELECT a FROM w"), None);
        assert_eq!(said("INSERT INTO t SELECT a FROM s"), None);
    }
}

//! `SET`, `RESET` and `SHOW` of settings ("Configuration reference").

use super::cursor::Cursor;
use super::identifier::{self, literal, quote};
use super::keyword::Keyword;
use super::lenient::Lenient;
use super::limited;
use super::routine::dollar_quoted;
use super::token::Kind;
use super::{History, Label, Numeric, Own, Statement, show, transaction};
use crate::engine::USER;
use crate::fault::{self, FaultSyntax};
use crate::refusal::Refusal;

/// Settings that mean the same to the engine.
const SHARED: &[&str] = &[
    "application_name",
    "client_encoding",
    "datestyle",
    "extra_float_digits",
    "intervalstyle",
    "search_path",
    "seed",
    "statement_timeout",
    "timezone",
    "transaction_read_only",
];

/// The label of the statements that follow.
pub(crate) const LABEL: &str = "query_group";
/// The name under which the engine keeps it.
pub(crate) const KEPT_LABEL: &str = "redshift_local.query_group";

/// Settings of Redshift's that are kept, with their defaults. The pack reads those of SUPER attributes and of searches in arrays.
const KEPT: &[(&str, &str)] = &[
    ("analyze_threshold_percent", "10"),
    ("auto_analyze", "on"),
    ("default_array_search_null_handling", "on"),
    ("enable_case_sensitive_super_attribute", "off"),
    ("enable_result_cache_for_session", "on"),
    ("enable_vacuum_boost", "off"),
    ("max_cursor_result_set_size", "default"),
    ("mv_enable_aqmv_for_session", "on"),
    (LABEL, "unset"),
    ("wlm_query_slot_count", "1"),
];

/// Those of them that nothing here reads.
const WITHOUT_EFFECT: &[&str] = &[
    "analyze_threshold_percent",
    "auto_analyze",
    "enable_result_cache_for_session",
    "enable_vacuum_boost",
    "max_cursor_result_set_size",
    "mv_enable_aqmv_for_session",
    "wlm_query_slot_count",
];

/// Settings of Redshift's that would change what statements mean.
const NOT_SIMULATED: &[&str] = &[
    "activate_aqua",
    "cast_super_null_on_error",
    "datashare_break_glass_session_var",
    "default_geometry_encoding",
    "describe_field_name_in_uppercase",
    "downcase_delimited_identifier",
    "enable_case_sensitive_identifier",
    "enable_numeric_rounding",
    "error_on_nondeterministic_update",
    "interval_forbid_composite_literals",
    "json_serialization_enable",
    "json_serialization_parse_nested_strings",
    "navigate_super_null_on_error",
    "parse_super_null_on_error",
    "spectrum_enable_pseudo_columns",
    "spectrum_query_maxerror",
    "stored_proc_log_min_messages",
];

/// What begins the names of the stand-in's own settings, which Redshift does not have.
const OWN: &str = "redshift_local";
/// Whether bulk inserts leave gaps between identity values, in tables that are created while it is on.
pub(crate) const IDENTITY_GAPS: &str = "redshift_local.identity_gaps";
/// What goes wrong on purpose.
pub(crate) const FAULT: &str = "redshift_local.fault";

/// How values of DECIMAL go in binary.
pub(crate) const NUMERIC: &str = "redshift_local.numeric";

/// All of the stand-in's own.
pub(crate) const OWN_SETTINGS: &[&str] = &[FAULT, IDENTITY_GAPS, NUMERIC];

/// Whether values of DECIMAL go as scaled integers in binary, by the name of how they go.
pub(crate) fn is_scaled(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "scaled" => Some(true),
        "groups" => Some(false),
        _ => None,
    }
}

/// What ends every search path.
const PATH_END: &str = ", redshift_local, pg_catalog";

/// Rewrites a statement about a setting; the cursor stands behind its first word.
///
/// # Errors
/// On settings that do not exist or are not simulated.
pub(crate) fn rewrite(first: Keyword, cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    match first {
        Keyword::Set => set(cursor),
        Keyword::Reset => reset(cursor),
        _ => show(cursor),
    }
}

/// Where a setting lives.
enum Home {
    /// In the engine, under its own name.
    Engine,
    /// In the engine, as a setting of the stand-in's, with this default.
    Prefixed(&'static str),
}

fn home(name: &str) -> Result<Home, Refusal> {
    if SHARED.contains(&name) {
        return Ok(Home::Engine);
    }
    if let Some((_, default)) = KEPT.iter().find(|(kept, _)| *kept == name) {
        return Ok(Home::Prefixed(default));
    }
    if NOT_SIMULATED.contains(&name) {
        return Err(Refusal::not_simulated(&format!("the setting {name}")));
    }
    Err(Refusal::new("42704", format!("unrecognized configuration parameter \"{name}\"")))
}

/// `SET [SESSION | LOCAL] name {TO | =} {value | DEFAULT}`
fn set(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let local = cursor.take(Keyword::Local);
    if cursor.take_both(Keyword::Session, Keyword::Authorization) {
        return authorization(cursor, local);
    }
    if !local && cursor.take(Keyword::Session) && cursor.text().eq_ignore_ascii_case("characteristics") {
        cursor.at += 1;
        return characteristics(cursor);
    }
    if matches!(cursor.keyword(), Keyword::Constraints) {
        return Err(cursor.syntax_error());
    }
    if matches!(cursor.keyword(), Keyword::Transaction | Keyword::Role)
        || cursor.text().eq_ignore_ascii_case("characteristics")
    {
        return Err(Refusal::not_simulated(&format!("SET {}", cursor.text().to_ascii_uppercase())));
    }
    let scope = if local { "SET LOCAL" } else { "SET" };
    let tree = cursor.tree;
    let mut name = identifier::label(cursor.tree, cursor.at)?;
    cursor.at += 1;
    if cursor.kind() == Kind::Dot {
        if name == OWN && !local {
            return set_own(cursor);
        }
        return Err(Refusal::not_simulated("a session context variable"));
    }
    if name == "time" && cursor.take(Keyword::Zone) {
        name = "timezone".to_owned();
    } else if !cursor.take(Keyword::To) {
        if cursor.kind() != Kind::Operator || cursor.text() != "=" {
            return Err(cursor.syntax_error());
        }
        cursor.at += 1;
    }
    let start = cursor.at;
    let mut value = values(&mut cursor)?;
    check_value(&name, &value)?;
    if name == "search_path" && value != "DEFAULT" {
        (start..cursor.at).try_for_each(|at| identifier::check_length(cursor.tree, at))?;
        // The functions and aggregates of the stand-in that go by the engine's names must be found first.
        value.push_str(PATH_END);
    }
    let home = home(&name)?;
    if name == "seed" {
        tree.accept(Lenient::Seed)?;
    } else if WITHOUT_EFFECT.contains(&name.as_str()) {
        tree.accept(Lenient::Setting)?;
    }
    let statement = Statement::new(match home {
        Home::Engine => format!("{scope} {name} TO {value}"),
        Home::Prefixed(_) => format!("{scope} redshift_local.{name} TO {value}"),
    });
    if name != LABEL {
        return Ok(statement);
    }
    let label = match label(&cursor, start) {
        Some(label) if local => Label::Local(label),
        Some(label) => Label::Session(label),
        None => Label::First,
    };
    Ok(Statement { history: History { label: Some(label), ..History::default() }, ..statement })
}

/// The text that a string literal stands for.
fn string(literal: &str) -> String {
    if let Some(text) = dollar_quoted(literal) {
        return text.to_owned();
    }
    let inner = literal.get(1..literal.len() - 1).unwrap_or_default();
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some(other) => other,
                None => break,
            },
            '\'' => {
                characters.next();
                '\''
            }
            other => other,
        });
    }
    text
}

/// The value of `query_group` at a token; `None` for the default.
fn label(cursor: &Cursor<'_, '_>, at: usize) -> Option<String> {
    let text = cursor.tree.text(at);
    match cursor.tree.kind(at) {
        Kind::String => Some(string(text)),
        Kind::Quoted => Some(identifier::unquote(text).to_ascii_lowercase()),
        _ if cursor.tree.keyword(at) == Keyword::Default => None,
        _ => Some(text.to_ascii_lowercase()),
    }
}

/// The full name of a setting of the stand-in's own; the cursor stands at the dot.
fn own_name(cursor: &mut Cursor<'_, '_>) -> Result<&'static str, Refusal> {
    cursor.at += 1;
    let name = identifier::label(cursor.tree, cursor.at)?;
    cursor.at += 1;
    let full = format!("{OWN}.{name}");
    OWN_SETTINGS.iter().copied().find(|own| *own == full).ok_or_else(|| {
        Refusal::new("42704", format!("unrecognized configuration parameter \"{full}\""))
            .with_hint(&format!("redshift-local has {}.", OWN_SETTINGS.join(", ")))
    })
}

/// `SET redshift_local.name {TO | =} value`
fn set_own(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    let name = own_name(&mut cursor)?;
    if !cursor.take(Keyword::To) {
        if cursor.kind() != Kind::Operator || cursor.text() != "=" {
            return Err(cursor.syntax_error());
        }
        cursor.at += 1;
    }
    let value = values(&mut cursor)?;
    let value = value.trim_start_matches('E').trim_matches('\'');
    if name == FAULT {
        let value = if value == "DEFAULT" { "none" } else { value };
        let (scope, faults) = fault::read(value).map_err(|error| bad_fault(&error))?;
        let own = Own::Fault(fault::Command::Set(scope, faults));
        return Ok(Statement { own: Some(own), ..Statement::new(format!("SET {FAULT} TO ''")) });
    }
    if name == NUMERIC {
        let set = if value == "DEFAULT" {
            Numeric::Reset
        } else {
            is_scaled(value).map(Numeric::Set).ok_or_else(bad_numeric)?
        };
        let value = if value == "DEFAULT" { value.to_owned() } else { format!("'{}'", value.to_ascii_lowercase()) };
        return Ok(Statement { own: Some(Own::Numeric(set)), ..Statement::new(format!("SET {name} TO {value}")) });
    }
    let value = match value.to_ascii_lowercase().as_str() {
        "on" | "true" | "1" => "on",
        "off" | "false" | "0" | "default" => "off",
        _ => return Err(Refusal::new("22023", format!("redshift-local: {name} is on or off"))),
    };
    if name == IDENTITY_GAPS && value == "on" && cursor.tree.is_limited() {
        return Err(limited::refusal(name));
    }
    Ok(Statement { own: Some(Own::Kept), ..Statement::new(format!("SET {name} TO {value}")) })
}

/// The error of a text that is no way for values of DECIMAL to go.
pub(crate) fn bad_numeric() -> Refusal {
    Refusal::new("22023", format!("redshift-local: {NUMERIC} is groups or scaled"))
}

/// The error of a text that is no fault.
pub(crate) fn bad_fault(error: &FaultSyntax) -> Refusal {
    Refusal::new("22023", format!("redshift-local: {}", error.message())).with_hint(FaultSyntax::GRAMMAR)
}

/// `SET [LOCAL] SESSION AUTHORIZATION {user | DEFAULT}` ("SET SESSION AUTHORIZATION").
fn authorization(mut cursor: Cursor<'_, '_>, local: bool) -> Result<Statement, Refusal> {
    let user = match cursor.kind() {
        // Who logs in is always this one, which the engine itself may call another.
        Kind::Word if matches!(cursor.keyword(), Keyword::Default) => quote(USER),
        Kind::String => cursor.text().to_owned(),
        _ => quote(&identifier::label(cursor.tree, cursor.at)?),
    };
    cursor.at += 1;
    cursor.expect_end()?;
    if cursor.tree.is_limited() && user.trim_matches(['\'', '"']) != USER {
        return Err(limited::refusal("SET SESSION AUTHORIZATION"));
    }
    let scope = if local { " LOCAL" } else { "" };
    Ok(Statement::new(format!("SET{scope} SESSION AUTHORIZATION {user}")))
}

/// `SET SESSION CHARACTERISTICS AS TRANSACTION ..`, as AWS's JDBC driver and the drivers of SQLAlchemy send it.
fn characteristics(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    cursor.expect(Keyword::As)?;
    cursor.expect(Keyword::Transaction)?;
    let access = transaction::modes(&mut cursor)?;
    Ok(match access {
        // An isolation level alone has no effect.
        "" => Statement::tagged("DO $$ BEGIN END $$".to_owned(), "SET"),
        access => Statement::new(format!("SET SESSION CHARACTERISTICS AS TRANSACTION{access}")),
    })
}

/// Refuses values that the engine would take and Redshift does not.
fn check_value(name: &str, value: &str) -> Result<(), Refusal> {
    let bare = value.trim_start_matches('E').trim_matches('\'');
    match name {
        "client_min_messages" | "lc_monetary" => {
            Err(Refusal::new("42501", format!("permission denied to set parameter \"{name}\" to \"{bare}\"")))
        }
        "extra_float_digits" if bare.parse().is_ok_and(|digits: i32| !(-15..=2).contains(&digits)) => {
            let message = format!("{bare} is outside the valid range for parameter \"{name}\" (-15 .. 2)");
            Err(Refusal::new("22023", message))
        }
        _ => Ok(()),
    }
}

/// The values of a setting, as literals.
fn values(cursor: &mut Cursor<'_, '_>) -> Result<String, Refusal> {
    let mut values = Vec::new();
    loop {
        let value = match cursor.kind() {
            Kind::Word if matches!(cursor.keyword(), Keyword::Default) => "DEFAULT".to_owned(),
            Kind::Word if matches!(cursor.keyword(), Keyword::Local) => "LOCAL".to_owned(),
            Kind::Word => literal(&cursor.text().to_ascii_lowercase()),
            Kind::Quoted => quote(&identifier::label(cursor.tree, cursor.at)?),
            Kind::String => cursor.text().to_owned(),
            Kind::Number => cursor.text().to_owned(),
            Kind::Operator if cursor.text() == "-" && cursor.tree.kind(cursor.at + 1) == Kind::Number => {
                cursor.at += 1;
                format!("-{}", cursor.text())
            }
            _ => return Err(cursor.syntax_error()),
        };
        values.push(value);
        cursor.at += 1;
        if !cursor.take_kind(Kind::Comma) {
            break;
        }
    }
    cursor.expect_end()?;
    Ok(values.join(", "))
}

/// `RESET {name | ALL}`
fn reset(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    if cursor.take(Keyword::All) {
        cursor.expect_end()?;
        // What the stand-in has set up is where the engine goes back to.
        return Ok(Statement { history: first_label(), ..Statement::new("RESET ALL".to_owned()) });
    }
    let name = identifier::label(cursor.tree, cursor.at)?;
    cursor.at += 1;
    if name == OWN && cursor.kind() == Kind::Dot {
        let name = own_name(&mut cursor)?;
        cursor.expect_end()?;
        let own = match name {
            FAULT => Own::Fault(fault::Command::Reset),
            NUMERIC => Own::Numeric(Numeric::Reset),
            _ => Own::Kept,
        };
        return Ok(Statement { own: Some(own), ..Statement::new(format!("RESET {name}")) });
    }
    cursor.expect_end()?;
    let statement = Statement::new(match home(&name)? {
        Home::Engine => format!("RESET {name}"),
        Home::Prefixed(_) => format!("RESET redshift_local.{name}"),
    });
    let history = if name == LABEL { first_label() } else { History::default() };
    Ok(Statement { history, ..statement })
}

/// What becomes of the label where settings become again what they were.
fn first_label() -> History {
    History { label: Some(Label::First), ..History::default() }
}

/// `SHOW name`. What lists the objects of the catalog is in `show`.
fn show(mut cursor: Cursor<'_, '_>) -> Result<Statement, Refusal> {
    if let Some(statement) = show::rewrite(cursor) {
        return statement;
    }
    let word = cursor.text().to_ascii_uppercase();
    let family = [
        "ALL",
        "COLUMN",
        "CONSTRAINTS",
        "DATASHARES",
        "EXTERNAL",
        "MODEL",
        "PARAMETERS",
        "PROCEDURE",
        "TABLE",
        "TEMPLATE",
        "TEMPLATES",
        "USE",
        "USER",
        "VIEW",
    ];
    if family.contains(&word.as_str()) {
        return Err(Refusal::not_simulated(&format!("SHOW {word}")));
    }
    let mut name = identifier::label(cursor.tree, cursor.at)?;
    cursor.at += 1;
    if name == OWN && cursor.kind() == Kind::Dot {
        let name = own_name(&mut cursor)?;
        cursor.expect_end()?;
        let own = match name {
            FAULT => Own::Fault(fault::Command::Show),
            NUMERIC => Own::Numeric(Numeric::Show),
            _ => Own::Kept,
        };
        return Ok(Statement { own: Some(own), ..Statement::new(format!("SHOW {name}")) });
    }
    if name == "time" && cursor.take(Keyword::Zone) {
        name = "timezone".to_owned();
    } else if name == "transaction" && cursor.take_both(Keyword::Isolation, Keyword::Level) {
        // All levels map to this one ("BEGIN"); what a database does instead is in STV_DB_ISOLATION_LEVEL.
        cursor.expect_end()?;
        return Ok(Statement::tagged("SELECT 'serializable'::varchar AS transaction_isolation".to_owned(), "SHOW"));
    }
    cursor.expect_end()?;
    Ok(match home(&name)? {
        Home::Engine if name == "search_path" => {
            Statement::tagged("SELECT redshift_local.search_path()".to_owned(), "SHOW")
        }
        Home::Engine => Statement::new(format!("SHOW {name}")),
        Home::Prefixed(default) => Statement::tagged(
            format!(
                "SELECT coalesce(nullif(current_setting('redshift_local.{name}', true), ''), '{default}') AS {}",
                quote(&name)
            ),
            "SHOW",
        ),
    })
}

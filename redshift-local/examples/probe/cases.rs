//! The statements of `tests/corpus`, whose README says how they are written.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// The schema that the tables of a chapter are made in.
pub(crate) const SCHEMA: &str = "redshift_local_probe";

/// A statement and what is expected of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case {
    /// The manual's page.
    pub(crate) page: String,
    /// What the statement shows.
    pub(crate) what: String,
    /// What is sent before it.
    pub(crate) first: Vec<String>,
    /// The statement.
    pub(crate) sql: String,
    /// Whether it is sent outside of a transaction block, on tables made anew.
    pub(crate) outside: bool,
    /// A query that is sent behind it, whose rows are meant.
    pub(crate) then: Option<String>,
    /// The rows, as `name=value ..`.
    pub(crate) rows: Option<Vec<String>>,
    /// The command tag.
    pub(crate) tag: Option<String>,
    /// What is not as on Redshift, for which `--strict` refuses it.
    pub(crate) strict: Option<String>,
    /// The SQLSTATE and the beginning of the message of the error.
    pub(crate) error: Option<String>,
}

/// A folder of the corpus.
#[derive(Debug)]
pub(crate) struct Chapter {
    /// The name of the folder.
    pub(crate) name: String,
    /// The statements that make the tables.
    pub(crate) setup: Vec<String>,
    /// The statements, first those that are accepted.
    pub(crate) cases: Vec<Case>,
}

/// What becomes of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It runs.
    Simulated,
    /// It runs, without doing all that it does on Redshift.
    Different,
    /// It gets Redshift's own error.
    Refused,
    /// Redshift refuses it in words that nobody has seen; the stand-in does in words of its own.
    RefusedInOtherWords,
    /// The stand-in alone refuses it.
    NotSimulated,
}

impl Case {
    /// What becomes of it.
    pub(crate) fn state(&self) -> State {
        match self.error.as_deref().and_then(|error| error.split_once(' ')) {
            None if self.strict.is_some() => State::Different,
            None => State::Simulated,
            Some((_, message)) if !message.starts_with("redshift-local:") => State::Refused,
            Some((_, message)) if message.contains("is refused") => State::RefusedInOtherWords,
            Some(_) => State::NotSimulated,
        }
    }

    /// Whether its rows have an order.
    pub(crate) fn is_ordered(&self) -> bool {
        let query = self.then.as_ref().unwrap_or(&self.sql).to_uppercase();
        query.rfind("ORDER BY").is_some_and(|at| !query[at..].contains(')'))
    }

    /// Whether what it does ends with the schema: what it does to a database, a user or a file, it does not.
    pub(crate) fn stays_inside(&self) -> bool {
        self.first.iter().chain([&self.sql]).all(|sql| stays_inside(sql))
    }

    /// Whether a session is another one afterwards, though the transaction was rolled back.
    pub(crate) fn changes_session(&self) -> bool {
        self.outside
            || self.first.iter().chain([&self.sql]).any(|sql| words(sql).first().is_some_and(|w| w == "PREPARE"))
    }
}

/// The words of a statement, in capitals.
fn words(sql: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || "_.#\"".contains(letter);
    sql.to_uppercase().split(|letter| !is_part(letter)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn stays_inside(sql: &str) -> bool {
    let words = words(sql);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let own = format!("{}.", SCHEMA.to_uppercase());
    let is_others = |word: &&str| word.contains('.') && !word.starts_with(&own) && !word.starts_with(char::is_numeric);
    // What is changed stands behind these words, and in the head of all that is no query.
    let is_target = |pair: &[&str]| matches!(pair[0], "INTO" | "UPDATE") && is_others(&pair[1]);
    let is_query = matches!(words.first(), Some(&("SELECT" | "WITH" | "EXPLAIN" | "DECLARE" | "PREPARE" | "SHOW")));
    let mut head = words.iter().skip(1).take_while(|word| !HEAD_ENDS.contains(word));
    if words.windows(2).any(is_target) || (!is_query && head.any(is_others)) {
        return false;
    }
    match words.as_slice() {
        ["SET", "SESSION" | "SEARCH_PATH", ..] => false,
        [
            "SELECT" | "WITH" | "INSERT" | "UPDATE" | "DELETE" | "MERGE" | "TRUNCATE" | "LOCK" | "EXPLAIN" | "REFRESH",
            ..,
        ]
        | ["BEGIN" | "START" | "COMMIT" | "END" | "ROLLBACK" | "ABORT" | "SAVEPOINT" | "RELEASE", ..]
        | ["DECLARE" | "FETCH" | "CLOSE" | "PREPARE" | "EXECUTE" | "DEALLOCATE" | "SET" | "RESET" | "SHOW", ..]
        | ["VALUES" | "TABLE" | "DO" | "DISCARD" | "LISTEN" | "NOTIFY" | "UNLISTEN", ..]
        | ["CREATE", "TABLE" | "TEMP" | "TEMPORARY" | "LOCAL" | "VIEW" | "MATERIALIZED" | "UNLOGGED", ..]
        | ["CREATE", "INDEX" | "UNIQUE" | "SEQUENCE" | "TRIGGER" | "RULE" | "DOMAIN" | "TYPE", ..]
        | ["CREATE", "FUNCTION" | "PROCEDURE", ..]
        | ["CREATE", "OR", "REPLACE", "VIEW" | "MATERIALIZED" | "FUNCTION" | "PROCEDURE", ..]
        | ["ALTER", "TABLE" | "MATERIALIZED" | "INDEX" | "SEQUENCE", ..]
        | [
            "DROP",
            "TABLE" | "VIEW" | "MATERIALIZED" | "INDEX" | "SEQUENCE" | "TRIGGER" | "RULE" | "DOMAIN" | "TYPE"
            | "FUNCTION" | "PROCEDURE",
            ..,
        ]
        | ["COMMENT", "ON", "TABLE" | "COLUMN" | "VIEW" | "CONSTRAINT", ..] => true,
        // Without a schema, another procedure may be found.
        ["CALL", name, ..] => name.starts_with(&own),
        // Without a table, they are about all of the database.
        ["ANALYZE" | "VACUUM", rest @ ..] => {
            rest.iter().any(|word| word.chars().all(char::is_alphabetic) && !OPTIONS.contains(word))
        }
        _ => false,
    }
}

/// The words before which a statement has named what it changes.
const HEAD_ENDS: [&str; 7] = ["AS", "SET", "USING", "SELECT", "WITH", "VALUES", "WHERE"];

/// The words behind `ANALYZE` and `VACUUM` that are no table.
const OPTIONS: [&str; 14] = [
    "VERBOSE",
    "COMPRESSION",
    "PREDICATE",
    "ALL",
    "COLUMNS",
    "FULL",
    "SORT",
    "DELETE",
    "ONLY",
    "REINDEX",
    "RECLUSTER",
    "TO",
    "PERCENT",
    "BOOST",
];

/// Reads all chapters in a folder, in the order of their names.
///
/// # Errors
/// When a file cannot be read, or is not written as the README says.
pub(crate) fn read(folder: &Path) -> Result<Vec<Chapter>, String> {
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut chapters = Vec::new();
    for entry in fs::read_dir(folder).map_err(said)? {
        let entry = entry.map_err(said)?;
        if entry.path().is_dir() {
            chapters.push(chapter(&entry.path(), entry.file_name().to_string_lossy().into_owned())?);
        }
    }
    chapters.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(chapters)
}

fn chapter(folder: &Path, name: String) -> Result<Chapter, String> {
    let setup = file(&folder.join("setup.sql"))?.into_iter().map(|case| case.sql).collect();
    let mut cases = Vec::new();
    for (name, is_accepted) in [("accept.sql", true), ("refuse.sql", false)] {
        let mut known = HashSet::new();
        for case in file(&folder.join(name))? {
            if case.page.is_empty() || case.what.is_empty() || case.error.is_none() != is_accepted {
                return Err(format!("{}/{name}: a line is missing: {}", folder.display(), case.sql));
            }
            if !known.insert(case.what.clone()) {
                return Err(format!("{}/{name}: {:?} stands twice", folder.display(), case.what));
            }
            cases.push(case);
        }
    }
    Ok(Chapter { name, setup, cases })
}

/// Reads the statements of a file.
fn file(path: &Path) -> Result<Vec<Case>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (mut cases, mut case, mut page) = (Vec::new(), Case::default(), String::new());
    for line in text.lines() {
        match line.strip_prefix("-- ").filter(|_| case.sql.is_empty()) {
            Some(line) => note(line, &mut case, &mut page).map_err(|error| format!("{}: {error}", path.display()))?,
            None if line.trim().is_empty() && case.sql.is_empty() => {}
            None => {
                case.sql.push_str(line);
                case.sql.push('\n');
                if line.trim_end().ends_with(';') {
                    case.sql.truncate(case.sql.trim_end().len() - 1);
                    case.page.clone_from(&page);
                    cases.push(std::mem::take(&mut case));
                }
            }
        }
    }
    if case.sql.is_empty() && case.what.is_empty() {
        Ok(cases)
    } else {
        Err(format!("{}: it ends within a statement", path.display()))
    }
}

/// Reads a line about the statement that follows.
fn note(line: &str, case: &mut Case, page: &mut String) -> Result<(), String> {
    if line == "outside a transaction" {
        case.outside = true;
        return Ok(());
    }
    // A line for no rows has nothing behind the colon.
    let (key, value) = line.split_once(':').map(|(key, value)| (key, value.trim())).unwrap_or_default();
    match key {
        "page" => value.clone_into(page),
        "what" => value.clone_into(&mut case.what),
        "first" => case.first.push(value.to_owned()),
        "then" => case.then = Some(value.to_owned()),
        "rows" => case.rows = Some(value.split(" | ").filter(|row| !row.is_empty()).map(str::to_owned).collect()),
        "strict" => case.strict = Some(value.to_owned()),
        "tag" => case.tag = Some(value.to_owned()),
        "error" => case.error = Some(value.to_owned()),
        _ => return Err(format!("no such line: {line}")),
    }
    Ok(())
}

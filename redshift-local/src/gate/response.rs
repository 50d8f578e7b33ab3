//! What the engine answers, turned into what Redshift answers: errors, notices, tags, types, parameters.

use super::conversation::Origin;
use super::decimal;
use super::frame::{self, Fields};
use crate::refusal::Refusal;
use crate::rewrite;

/// Parameters Redshift reports at the start beyond those of PostgreSQL 8.0.
pub(super) const OWN_PARAMETERS: &[(&str, &str)] = &[
    ("padb_revision", "redshift-local"),
    ("padb_version", "1.0.63269"),
    ("max_numeric_precision", "38"),
    ("max_varchar_size", "65535"),
    // Drivers read metadata by the lists of SHOW, prepared with parameters.
    ("show_discovery", "4"),
];

/// The value to report of a parameter; `None` for those Redshift does not report.
pub(super) fn parameter<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    match name {
        "server_version" => Some("8.0.2"),
        "server_encoding" => Some("UNICODE"),
        "client_encoding"
        | "DateStyle"
        | "integer_datetimes"
        | "is_superuser"
        | "session_authorization"
        | "TimeZone" => Some(value),
        _ => None,
    }
}

/// The tag as Redshift sends it: only four commands carry counts.
pub(super) fn tag(engine: &str, replaced: Option<&'static str>) -> String {
    if let Some(tag) = replaced {
        return tag.to_owned();
    }
    let (command, rest) = engine.split_once(' ').unwrap_or((engine, ""));
    let counts = rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    match command {
        "INSERT" | "UPDATE" | "DELETE" | "MOVE" => engine.to_owned(),
        _ if counts => command.to_owned(),
        _ => engine.to_owned(),
    }
}

const JSONB: u32 = 3802;
const BYTEA: u32 = 17;
const TEXT: u32 = 25;
const REFCURSOR: u32 = 1790;
const SUPER: u32 = 4000;
const VARBYTE: u32 = 6551;
const VARCHAR: u32 = 1043;
pub(super) const NUMERIC: u32 = 1700;

/// The engine's own numbers of the types it keeps `SUPER` and `VARBYTE` in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Domains {
    /// Of `redshift_local.super`.
    pub(crate) super_: Option<u32>,
    /// Of `redshift_local.varbyte`.
    pub(crate) varbyte: Option<u32>,
}

impl Domains {
    /// The type of a parameter as the client is told.
    fn told(self, oid: u32) -> u32 {
        match oid {
            JSONB => SUPER,
            BYTEA => VARBYTE,
            other if Some(other) == self.super_ => SUPER,
            other if Some(other) == self.varbyte => VARBYTE,
            other => other,
        }
    }

    /// The type of a parameter as the engine is told.
    pub(super) fn meant(self, oid: u32) -> u32 {
        match oid {
            SUPER => self.super_.unwrap_or(oid),
            VARBYTE => self.varbyte.unwrap_or(oid),
            other => other,
        }
    }
}

/// The type of a column. The engine itself describes a domain by the type beneath it.
fn type_of_column(oid: u32) -> u32 {
    match oid {
        JSONB => SUPER,
        BYTEA => VARBYTE,
        TEXT => VARCHAR,
        other => other,
    }
}

/// How the engine's text of a value becomes Redshift's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It is the same.
    Same,
    /// JSON without blanks.
    Super,
    /// Hexadecimal digits without a prefix.
    Varbyte,
    /// A DECIMAL in binary as a scaled integer of 16 bytes, or of 8.
    Scaled { scale: u16, is_wide: bool },
}

/// A column as the engine describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) oid: u32,
    pub(crate) modifier: i32,
}

impl Column {
    /// How its values are written, in binary or not, where DECIMAL goes as scaled integers.
    ///
    /// # Errors
    /// When the engine does not tell the scale.
    pub(super) fn form(&self, is_binary: bool) -> Result<Form, Refusal> {
        match self.oid {
            NUMERIC if is_binary => {
                let sizes = u32::try_from(self.modifier - 4).map_err(|_| decimal::unknown_scale(&self.name))?;
                let (precision, scale) = (sizes >> 16, sizes & 0x7ff);
                Ok(Form::Scaled { scale: u16::try_from(scale).unwrap_or(u16::MAX), is_wide: precision > 19 })
            }
            other => Ok(Form::of(other)),
        }
    }
}

/// What a statement takes and gives, as the engine describes it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Described {
    pub(crate) parameters: Vec<u32>,
    pub(crate) columns: Vec<Column>,
}

impl Form {
    /// Of the texts of a type.
    fn of(oid: u32) -> Self {
        match oid {
            JSONB => Self::Super,
            BYTEA => Self::Varbyte,
            _ => Self::Same,
        }
    }

    /// Writes a value; `None` when it does not have the digits of its type.
    pub(super) fn write(self, value: &[u8], out: &mut Vec<u8>) -> Option<()> {
        match self {
            Self::Same => out.extend_from_slice(value),
            Self::Super => compact(value, out),
            Self::Varbyte => out.extend_from_slice(value.strip_prefix(b"\\x").unwrap_or(value)),
            Self::Scaled { scale, is_wide: true } => {
                out.extend_from_slice(&decimal::scaled(value, scale)?.to_be_bytes())
            }
            Self::Scaled { scale, is_wide: false } => {
                out.extend_from_slice(&i64::try_from(decimal::scaled(value, scale)?).ok()?.to_be_bytes());
            }
        }
        Some(())
    }
}

/// Drops the blanks between the parts of a JSON text.
fn compact(json: &[u8], out: &mut Vec<u8>) {
    let (mut in_string, mut is_escaped) = (false, false);
    for &byte in json {
        if in_string {
            in_string = is_escaped || byte != b'"';
            is_escaped = byte == b'\\' && !is_escaped;
        } else if byte == b' ' {
            continue;
        } else {
            in_string = byte == b'"';
        }
        out.push(byte);
    }
}

/// Whether a `RowDescription` has a cursor, which only a procedure gives.
pub(super) fn has_cursor(body: &[u8]) -> bool {
    let mut fields = Fields(body);
    let count = fields.u16().unwrap_or(0);
    let type_of = |_| {
        fields.text()?;
        fields.skip(6)?;
        let oid = fields.u32()?;
        fields.skip(8).map(|()| oid)
    };
    (0..count).map_while(type_of).any(|oid| oid == REFCURSOR)
}

/// A `RowDescription` with Redshift's types, and the forms of its columns; `None` when it does not have its form.
pub(super) fn row_description(body: &[u8]) -> Option<(Vec<u8>, Vec<Form>)> {
    let mut fields = Fields(body);
    let mut described = body.to_vec();
    let mut forms = Vec::new();
    for _ in 0..fields.u16()? {
        fields.text()?;
        fields.skip(6)?;
        let at = body.len() - fields.0.len();
        let oid = fields.u32()?;
        fields.skip(8)?;
        described.get_mut(at..at + 4)?.copy_from_slice(&type_of_column(oid).to_be_bytes());
        forms.push(Form::of(oid));
    }
    Some((described, forms))
}

/// The columns of a `RowDescription`.
pub(super) fn columns(body: &[u8]) -> Vec<Column> {
    let mut fields = Fields(body);
    let count = fields.u16().unwrap_or(0);
    let column = |_| {
        let name = String::from_utf8_lossy(fields.text()?).into_owned();
        fields.skip(6)?;
        let oid = fields.u32()?;
        fields.skip(2)?;
        let modifier = fields.u32()?.cast_signed();
        fields.skip(2).map(|()| Column { name, oid, modifier })
    };
    (0..count).map_while(column).collect()
}

/// The types of a `ParameterDescription`.
pub(super) fn parameters(body: &[u8]) -> Vec<u32> {
    let mut fields = Fields(body);
    let count = fields.u16().unwrap_or(0);
    (0..count).map_while(|_| fields.u32()).collect()
}

/// A `DataRow` with its values in Redshift's forms; `None` when it does not have its form.
pub(super) fn data_row(body: &[u8], forms: &[Form]) -> Option<Vec<u8>> {
    let mut fields = Fields(body);
    let count = fields.u16()?;
    let mut row = count.to_be_bytes().to_vec();
    for index in 0..usize::from(count) {
        let length = fields.u32()?;
        if length == u32::MAX {
            row.extend_from_slice(&length.to_be_bytes());
            continue;
        }
        let (value, rest) = fields.0.split_at_checked(length as usize)?;
        fields.0 = rest;
        let at = row.len();
        row.extend_from_slice(&[0; 4]);
        forms.get(index).unwrap_or(&Form::Same).write(value, &mut row)?;
        let length = u32::try_from(row.len() - at - 4).ok()?;
        row.get_mut(at..at + 4)?.copy_from_slice(&length.to_be_bytes());
    }
    Some(row)
}

/// A `ParameterDescription` with Redshift's types.
pub(super) fn parameter_description(body: &[u8], domains: Domains) -> Option<Vec<u8>> {
    let mut fields = Fields(body);
    let count = fields.u16()?;
    let mut described = count.to_be_bytes().to_vec();
    for _ in 0..count {
        let oid = fields.u32()?;
        described.extend_from_slice(&domains.told(oid).to_be_bytes());
    }
    Some(described)
}

/// An error or a notice: the fields an 8.0 server sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) severity: String,
    pub(super) sqlstate: String,
    pub(super) message: String,
    pub(super) detail: Option<String>,
    pub(super) hint: Option<String>,
    pub(super) position: Option<usize>,
    column: Option<String>,
    /// Where the engine was, which the client is not told.
    context: Option<String>,
}

impl Report {
    /// Reads an `ErrorResponse` or `NoticeResponse`; internal query and names of objects are left behind.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut report = Self::default();
        for (field, text) in frame::error_fields(body) {
            match field {
                b'S' => report.severity = text,
                b'C' => report.sqlstate = text,
                b'M' => report.message = text,
                b'D' => report.detail = Some(text),
                b'H' => report.hint = Some(text),
                b'P' => report.position = text.parse().ok(),
                b'c' => report.column = Some(text),
                b'W' => report.context = Some(text),
                _ => {}
            }
        }
        report
    }

    /// The report of a refusal.
    pub(super) fn of_refusal(refusal: Refusal) -> Self {
        let refusal = refusal.into_answer();
        Self {
            severity: "ERROR".to_owned(),
            sqlstate: refusal.sqlstate.to_owned(),
            message: refusal.message,
            detail: refusal.detail,
            hint: refusal.hint,
            position: refusal.position,
            column: None,
            context: None,
        }
    }

    /// Writes it as a message of this kind.
    pub(super) fn write(&self, out: &mut Vec<u8>, kind: u8) {
        let position = self.position.map(|position| position.to_string());
        let fields = [
            (b'S', Some(&self.severity)),
            (b'C', Some(&self.sqlstate)),
            (b'M', Some(&self.message)),
            (b'D', self.detail.as_ref()),
            (b'H', self.hint.as_ref()),
            (b'P', position.as_ref()),
        ];
        frame::write(out, kind, |out| {
            for (field, text) in fields {
                if let Some(text) = text {
                    out.push(field);
                    frame::put_text(out, text.as_bytes());
                }
            }
            out.push(0);
        });
    }

    /// The notice in Redshift's words.
    pub(super) fn notice(mut self) -> Self {
        self.position = None;
        if let Some(table) = between(&self.message, "table \"", "\" does not exist, skipping") {
            self.message = format!("Table \"{table}\" does not exist and will be skipped");
            self.severity = "INFO".to_owned();
        }
        self
    }

    /// The error where the engine's user is no superuser: what needs operators or casts that are not there is not refused by Redshift.
    pub(super) fn limited(mut self) -> Self {
        const CASTS: [&str; 4] = [
            "cannot cast type smallint to boolean",
            "cannot cast type bigint to boolean",
            "cannot cast type boolean to smallint",
            "cannot cast type boolean to bigint",
        ];
        let refused = if CASTS.contains(&self.message.as_str()) {
            "a cast between BOOLEAN and SMALLINT or BIGINT"
        } else if self.message.starts_with("could not determine interpretation of row comparison operator") {
            "a comparison of rows with texts"
        } else {
            return self;
        };
        self.hint = None;
        self.detail = None;
        self.not_simulated(&format!("{refused} on a PostgreSQL whose user is no superuser is not simulated"));
        self
    }

    /// The error in Redshift's words, its position in the text as it came.
    pub(super) fn error(mut self, origin: &Origin, process: u32) -> Self {
        self.position = self.position.and_then(|position| origin.position(position));
        // Errors of the analysis name types and functions. In the text of an unknown column, names of the user stand without quotes.
        if self.sqlstate.starts_with("42") && self.sqlstate != "42703" {
            self.message = without_engine_names(&self.message);
        } else {
            // The variables of procedures.
            self.message = self.message.replace("\"redshift_local.", "\"");
        }
        match self.sqlstate.as_str() {
            "23502" => self.null_value(),
            // The engine's function for what has no text, and what has no binary form.
            "0A000" if self.message == "materialized views must not use temporary tables or views" => {
                "redshift-local: the answer to a materialized view that reads a temporary table, which is refused, is not \
                 simulated"
                    .clone_into(&mut self.message);
            }
            "0A000" if self.message == "cannot display a value of a shell type" => {
                "redshift-local: the text of an HLLSKETCH is not simulated (HLL_CARDINALITY gives its cardinality)"
                    .clone_into(&mut self.message);
            }
            "42883"
                if self.message.starts_with("no binary output function available for type")
                    && self.message.ends_with("hllsketch") =>
            {
                "0A000".clone_into(&mut self.sqlstate);
                "redshift-local: the text of an HLLSKETCH is not simulated (HLL_CARDINALITY gives its cardinality)"
                    .clone_into(&mut self.message);
            }
            // The same of an interval with a qualifier.
            "0A000" if self.message == "cannot display a value of type trigger" => self.not_simulated(
                "how a selected INTERVAL prints is not simulated (cast it to VARCHAR, or write it without a qualifier)",
            ),
            "0A000" if self.message == "cannot accept a value of type trigger" => {
                self.not_simulated("a text that becomes an INTERVAL on its own is not simulated");
            }
            "42725" | "42883" | "42846" if is_of_interval(&self.message) => {
                if self.message.starts_with("no binary output function") {
                    self.not_simulated(
                        "how a selected INTERVAL prints is not simulated (cast it to VARCHAR, or write it without a qualifier)",
                    );
                } else {
                    self.not_simulated("this operation of an INTERVAL with a qualifier is not simulated");
                }
            }
            "22001" => self.hint = None,
            "2D000" => self.transaction_in_procedure(),
            "22004"
                if self.message.starts_with("null value cannot be assigned to variable")
                    || self.message.starts_with("cursor variable") =>
            {
                self.not_simulated(
                    "the answer to a variable that is NULL and may not be, which is refused, is not simulated",
                );
            }
            "42601" if self.message.ends_with("is an output parameter but corresponding argument is not writable") => {
                self.not_simulated("the answer to a CALL in a procedure without a variable for what comes out, which is refused, is not simulated");
            }
            "42809"
                if ["is a procedure", "is not a procedure", "is not a function"]
                    .iter()
                    .any(|end| self.message.ends_with(end)) =>
            {
                self.not_simulated("the answer to a procedure that is used as a function, or the other way round, which is refused, is not simulated");
            }
            "42P13" if self.message.starts_with("cannot change name of input parameter") => {
                self.not_simulated("a routine that is replaced by one with other names of arguments is not simulated");
            }
            "22003" => self.field_overflow(),
            // The operators of the pack.
            "XX000" if self.message.contains("umeric data overflow (") => {
                self.detail = Some(detail_block(&self.message, 1058, ""));
            }
            "42803" if self.message.starts_with("aggregate function calls cannot ") => {
                "aggregate function calls may not have nested aggregate or window function"
                    .clone_into(&mut self.message);
            }
            "22P02" if self.message.starts_with("invalid input value for enum absent") => {
                self.not_simulated(
                    "the answer to a CALL with more arguments than come in, which is refused, is not simulated",
                );
            }
            "22P02" => self.message = self.message.replacen(" for type ", " for ", 1),
            "42601" => self.syntax_error(origin),
            "42703" | "42809" | "42P01" | "42P07" | "42883" => self.analysis(),
            "25006" => "transaction is read-only".clone_into(&mut self.message),
            "42P17" if self.message.starts_with("infinite recursion detected in rules for relation \"unreadable") => {
                "0A000".clone_into(&mut self.sqlstate);
                "redshift-local: a view WITH NO SCHEMA BINDING is read whose query cannot be run, since what it names is not \
                 there or is another; the answer is not simulated"
                    .clone_into(&mut self.message);
            }
            "2BP01" => self.dependents(),
            "21000" if self.message.starts_with("MERGE ") => {
                self.message = "Found multiple matches to update the same tuple.".to_owned();
                self.hint = None;
            }
            "28000" if self.severity == "FATAL" => {
                if let Some(user) = between(&self.message, "role \"", "\" does not exist") {
                    self.message = format!("password authentication failed for user \"{user}\"");
                }
            }
            "40001" => self.serialization_failure(process),
            "40P01" => {
                self.detail = None;
                self.hint = None;
            }
            "428C9" => {
                "0A000".clone_into(&mut self.sqlstate);
                "cannot set an identity column to a value".clone_into(&mut self.message);
                self.detail = None;
                self.hint = None;
            }
            // Two sessions create the same table at once: which of the catalog's keys is violated first is chance.
            "42710" if self.message.starts_with("type \"") => {
                "23505".clone_into(&mut self.sqlstate);
                "duplicate key value violates unique constraint \"pg_type_typname_nsp_index\""
                    .clone_into(&mut self.message);
            }
            "53300" => "connection limit \"500\" exceeded for non-bootstrap users".clone_into(&mut self.message),
            "57014" => CANCELLED.clone_into(&mut self.message),
            _ => {}
        }
        self
    }

    /// The stand-in's own refusal in the place of the engine's error.
    fn not_simulated(&mut self, what: &str) {
        "0A000".clone_into(&mut self.sqlstate);
        self.message = format!("redshift-local: {what}");
        self.hint = None;
    }

    /// The end of a transaction that a procedure may not end, or that the engine cannot end there. The words are known of TRUNCATE.
    fn transaction_in_procedure(&mut self) {
        let context = self.context.as_deref().unwrap_or_default();
        let innermost = context.strip_prefix("PL/pgSQL function ").unwrap_or_default();
        let innermost = innermost.strip_prefix("redshift_local.").unwrap_or(innermost);
        let command = ["commit", "rollback", "truncate"]
            .into_iter()
            .find(|name| innermost.strip_prefix(name).is_some_and(|rest| rest.starts_with('(')));
        match command {
            Some(command) if self.message == "invalid transaction termination" => {
                self.message = format!(
                    "{} cannot be invoked from a procedure that is executing in an atomic context.",
                    command.to_uppercase()
                );
                self.hint = Some(ATOMIC.to_owned());
            }
            Some(_) => self.not_simulated(
                "COMMIT, ROLLBACK and TRUNCATE in a procedure that is called inside of a block with EXCEPTION are not simulated",
            ),
            None => self.not_simulated(
                "an EXCEPTION block of a procedure that is called in a transaction block, or inside of another one, is not simulated",
            ),
        }
    }

    /// Whether the statement of a procedure that has failed runs on the compute nodes.
    pub(super) fn is_on_compute_nodes(&self) -> bool {
        let context = self.context.as_deref().unwrap_or_default();
        // What stands in front of the innermost procedure of a user is its statement.
        let is_procedure = |line: &str| line.starts_with("PL/pgSQL function ") && line.contains("\"redshift_local.");
        context.lines().take_while(|line| !is_procedure(line)).any(|line| line.contains(rewrite::ON_COMPUTE_NODES))
    }

    /// A number that does not fit into its digits.
    fn field_overflow(&mut self) {
        let detail = self.detail.as_deref().and_then(|detail| {
            let rest = detail.strip_prefix("A field with ")?.strip_suffix('.')?;
            let (digits, limit) = rest.split_once(" must round to an absolute value less than ")?;
            Some(format!("The absolute value is greater than or equal to {limit} for field with {digits}."))
        });
        self.detail = detail.or_else(|| self.detail.take());
    }

    /// The error of a value in the words of the compute nodes. Where nobody has published the SQLSTATE, it is that of the others.
    pub(super) fn of_compute_nodes(mut self) -> Self {
        let said = match self.sqlstate.as_str() {
            "22001" => between(&self.message, "value too long for type character", "").map(|rest| {
                let context = format!("Value too long for type character{rest}");
                ("Value too long for character type".to_owned(), Some((8001, context)))
            }),
            "22003" if self.message == "numeric field overflow" => {
                Some(("Numeric data overflow (result precision)".to_owned(), Some((1058, String::new()))))
            }
            "22003" => between(&self.message, "", " out of range").and_then(|integer| {
                let bytes = match integer.as_str() {
                    "smallint" => 2,
                    "integer" => 4,
                    "bigint" => 8,
                    _ => return None,
                };
                Some((format!("Value out of range for {bytes} bytes."), None))
            }),
            "22012" => Some(("Divide by zero".to_owned(), None)),
            "22P02" => self.invalid_digit(),
            _ => None,
        };
        if let Some((message, block)) = said {
            "XX000".clone_into(&mut self.sqlstate);
            self.hint = None;
            self.detail = block.map(|(code, context)| detail_block(&message, code, &context));
            self.message = message;
        }
        self
    }

    /// A text that is no number.
    fn invalid_digit(&self) -> Option<(String, Option<(u32, String)>)> {
        let (number, value) =
            [("Integer", "integer"), ("Decimal", "numeric")].into_iter().find_map(|(number, name)| {
                between(&self.message, &format!("invalid input syntax for {name}: \""), "\"")
                    .map(|value| (number, value))
            })?;
        let begin = value.len() - value.trim_start().len();
        let mut seen_point = number == "Integer";
        let (at, wrong) =
            value.char_indices().skip_while(|(at, _)| *at < begin).find(|&(at, letter)| match letter {
                '0'..='9' => false,
                '+' | '-' => at != begin,
                '.' => std::mem::replace(&mut seen_point, true),
                _ => true,
            })?;
        // Of exponents another error is known.
        if wrong.eq_ignore_ascii_case(&'e') {
            return None;
        }
        Some((format!("Invalid digit, Value '{wrong}', Pos {at}, Type: {number} "), Some((1207, value))))
    }

    /// The error of a lock, as the statement gets it whose table it is.
    pub(super) fn of_lock(mut self, position: usize) -> Self {
        match self.sqlstate.as_str() {
            "42P01" => self.position = Some(position),
            "42809" => {
                if let Some(relation) = between(&self.message, "cannot lock relation ", "") {
                    self.read_only(&relation);
                }
            }
            _ => {}
        }
        self
    }

    /// A change of a materialized view.
    fn read_only(&mut self, view: &str) {
        "0A000".clone_into(&mut self.sqlstate);
        self.message = format!("redshift-local: {view} is a materialized view, and views are read-only: it is refused");
        self.detail = None;
    }

    fn null_value(&mut self) {
        if let Some(column) = self.column.take() {
            self.message = format!("Cannot insert a NULL value into column {column}");
            "XX000".clone_into(&mut self.sqlstate);
            self.detail = None;
        }
    }

    /// Errors of the parser and the analysis.
    fn analysis(&mut self) {
        match self.sqlstate.as_str() {
            "42P07" => {
                if let Some(table) = between(&self.message, "relation \"", "\" already exists") {
                    self.message = format!("Relation \"{table}\" already exists");
                }
            }
            "42P01" => {
                if let Some(table) = between(&self.message, "table \"", "\" does not exist") {
                    self.message = format!("Table \"{table}\" does not exist");
                }
                self.detail = None;
                self.hint = None;
            }
            "42703" => self.hint = None,
            "42883" if let Some(value_type) = not_super(&self.message) => {
                // What Redshift says is not known.
                "42804".clone_into(&mut self.sqlstate);
                self.message = format!("navigation into a value of the type {value_type}, which is not SUPER");
                self.hint = None;
                self.position = None;
            }
            "42883" => {
                self.hint = self.hint.take().map(|hint| {
                    hint.replace("You might need to add explicit type casts", "You may need to add explicit type casts")
                });
                if self.message.starts_with("function ") || self.message.starts_with("procedure ") {
                    self.message = quote_unknown(&self.message);
                }
            }
            "42809" => {
                if let Some(view) = between(&self.message, "cannot change materialized view ", "") {
                    self.read_only(&view);
                }
            }
            _ => {}
        }
    }

    /// The engine's parser names the token, Redshift's the text around it as well.
    fn syntax_error(&mut self, origin: &Origin) {
        let Some(token) = between(&self.message, "syntax error at or near \"", "\"") else { return };
        if let (Some(text), Some(position)) = (origin.text(), self.position)
            && let Some(refusal) = rewrite::syntax_error(text, position, &token)
        {
            self.message = refusal.into_answer().message;
        }
    }

    fn dependents(&mut self) {
        self.detail = None;
        if let Some(view) = between(&self.message, "cannot drop view ", " because other objects depend on it") {
            self.message = format!("can't drop view {view} because other objects depend on it");
        }
    }

    fn serialization_failure(&mut self, process: u32) {
        *self =
            Self { severity: std::mem::take(&mut self.severity), ..Self::of_refusal(serialization_failure(process)) };
    }
}

/// Neither the table nor the transactions of the cycle are known: their places hold zeros.
pub(super) fn serialization_failure(process: u32) -> Refusal {
    let detail = format!(
        "Serializable isolation violation on table - 0, transactions forming the cycle are: 0, 0 (pid:{process})"
    );
    Refusal::new("XX000", "1023").with_detail(Some(detail))
}

/// What is said beside it when a procedure may not end the transaction.
const ATOMIC: &str = "Try calling the procedure as a top-level call i.e. not from within an explicit transaction block. Or, if this \
                      procedure (or one of its ancestors in the call chain) was created with SET config options, recreate the procedure \
                      without them.";

/// What a cancelled statement is answered with.
pub(super) const CANCELLED: &str = "Query cancelled on user's request";

/// The type of a value that was navigated into or unnested, when the engine finds no such function for it.
fn not_super(message: &str) -> Option<&str> {
    ["navigate(", "elements(", "indexed_elements(", "attributes("].iter().find_map(|function| {
        let rest = message.strip_prefix("function ")?.strip_prefix(function)?;
        rest.split_once([',', ')']).map(|(value_type, _)| value_type)
    })
}

/// What stands between a beginning and an end that make up the whole text.
fn between(text: &str, begin: &str, end: &str) -> Option<String> {
    text.strip_prefix(begin)?.strip_suffix(end).map(str::to_owned)
}

/// Whether an error names a type of intervals with a qualifier; what stands in quotes is the user's.
fn is_of_interval(message: &str) -> bool {
    message.split('"').step_by(2).any(|part| part.contains("intervaly2m") || part.contains("intervald2s"))
}

/// Leaves out the schema of the stand-in and gives the types their names; what stands in quotes is the user's.
fn without_engine_names(message: &str) -> String {
    let mut parts: Vec<String> = message.split('"').map(str::to_owned).collect();
    for part in parts.iter_mut().step_by(2) {
        let mut words = String::with_capacity(part.len());
        for word in part.split_inclusive(|letter: char| !letter.is_alphanumeric() && letter != '_') {
            let name = word.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let rest = word.get(name.len()..).unwrap_or_default();
            match (name, rest) {
                ("redshift_local", ".") => {}
                ("jsonb", _) => words.extend(["super", rest]),
                ("bytea", _) => words.extend(["varbyte", rest]),
                _ => words.push_str(word),
            }
        }
        *part = words;
    }
    for part in parts.iter_mut().skip(1).step_by(2) {
        // A function of a user.
        if let Some(name) = part.strip_prefix("redshift_local.") {
            *part = name.to_owned();
        }
    }
    parts.join("\"")
}

/// Untyped literals print their type in quotes.
fn quote_unknown(message: &str) -> String {
    message.replace("(unknown", "(\"unknown\"").replace(", unknown", ", \"unknown\"")
}

/// The detail block of an `XX000` error.
pub(super) fn detail_block(error: &str, code: u32, context: &str) -> String {
    let line = "-".repeat(47);
    format!(
        "\n  {line}\n  error:  {error}\n  code:      {code}\n  context:   {context}\n  query:     0\n  location:  redshift-local\n  \
         process:   padbmaster [pid=0]\n  {line}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(sqlstate: &str, message: &str, column: Option<&str>) -> (String, String) {
        let report = Report {
            severity: "ERROR".to_owned(),
            sqlstate: sqlstate.to_owned(),
            message: message.to_owned(),
            column: column.map(str::to_owned),
            ..Report::default()
        };
        let report = report.error(&Origin::Unknown, 7);
        (report.sqlstate, report.message)
    }

    #[test]
    fn tags_lose_their_counts() {
        assert_eq!(tag("SELECT 3", None), "SELECT");
        assert_eq!(tag("INSERT 0 3", None), "INSERT 0 3");
        assert_eq!(tag("CREATE TABLE", None), "CREATE TABLE");
        assert_eq!(tag("BEGIN", None), "BEGIN");
        assert_eq!(tag("DO", Some("CREATE TABLE")), "CREATE TABLE");
    }

    #[test]
    fn errors_speak_like_redshift() {
        let null =
            error("23502", "null value in column \"a\" of relation \"t\" violates not-null constraint", Some("a"));
        assert_eq!(null, ("XX000".to_owned(), "Cannot insert a NULL value into column a".to_owned()));
        assert_eq!(error("42P07", "relation \"t\" already exists", None).1, "Relation \"t\" already exists");
        assert_eq!(error("42P01", "table \"t\" does not exist", None).1, "Table \"t\" does not exist");
        assert_eq!(error("42P01", "relation \"t\" does not exist", None).1, "relation \"t\" does not exist");
        assert_eq!(error("40001", "could not serialize access", None), ("XX000".to_owned(), "1023".to_owned()));
        assert_eq!(
            error("42883", "function f(unknown, integer) does not exist", None).1,
            "function f(\"unknown\", integer) does not exist"
        );
        assert_eq!(
            error("42883", "function redshift_local.dateadd(unknown, jsonb, bytea) does not exist", None).1,
            "function dateadd(\"unknown\", super, varbyte) does not exist"
        );
        assert_eq!(
            error("42804", "column \"jsonb\" is of type jsonb but expression is of type jsonb_x", None).1,
            "column \"jsonb\" is of type super but expression is of type jsonb_x"
        );
        assert_eq!(error("42703", "column t.bytea does not exist", None).1, "column t.bytea does not exist");
    }

    #[test]
    fn a_syntax_error_of_the_engine_shows_its_context() {
        let text = "SELECT é,\n NVL(a, 1) b c FROM t";
        let origin = Origin::new(text, "SELECT é,\n coalesce(a, 1) b c FROM t");
        let report = |token: &str, position| Report {
            sqlstate: "42601".to_owned(),
            message: format!("syntax error at or near \"{token}\""),
            position: Some(position),
            ..Report::default()
        };
        let said = report("c", 29).error(&origin, 7);
        assert_eq!(said.message, "syntax error at or near \"c\" in context \"1) b c\", at line 2, column 14");
        let rewritten = report("coalesce", 12).error(&origin, 7);
        assert_eq!(rewritten.message, "syntax error at or near \"coalesce\"");
    }

    #[test]
    fn types_are_redshifts() {
        let mut body = vec![0, 1];
        body.extend_from_slice(b"c\0\0\0\0\0\0\0");
        body.extend_from_slice(&JSONB.to_be_bytes());
        body.extend_from_slice(&[0; 8]);
        let (described, forms) = row_description(&body).unwrap();
        assert_eq!(described[10..14], SUPER.to_be_bytes());
        assert_eq!(forms, [Form::Super]);
        assert_eq!(row_description(&body[..9]), None);
    }

    #[test]
    fn values_have_redshifts_forms() {
        let mut row = vec![0, 3];
        for value in [r#"{"a b": "\\\" : ", "c": [1, 2]}"#, r"\x61ff"] {
            row.extend_from_slice(&u32::try_from(value.len()).unwrap().to_be_bytes());
            row.extend_from_slice(value.as_bytes());
        }
        row.extend_from_slice(&[0xff; 4]);
        let written = data_row(&row, &[Form::Super, Form::Varbyte, Form::Super]).unwrap();
        let values = frame::data_row(&written);
        assert_eq!(values[0].as_deref(), Some(r#"{"a b":"\\\" : ","c":[1,2]}"#));
        assert_eq!(values[1].as_deref(), Some("61ff"));
        assert_eq!(values[2], None);
        assert_eq!(data_row(&row[..row.len() - 1], &[]), None);
    }
}

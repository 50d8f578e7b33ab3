//! Distribution, sorting, encodings: what the engine has no place for. It is taken out of the statement and recorded in the side
//! catalog of `pack/attributes.sql`, in the same transaction.

use super::cursor::Cursor;
use super::data_type::DataType;
use super::identifier::{literal, optional_literal};
use super::keyword::Keyword;
use super::lenient::Lenient;
use crate::refusal::Refusal;

/// Most columns of a compound sort key ("CREATE TABLE").
const MOST_COMPOUND: usize = 400;
/// Most columns of an interleaved sort key.
const MOST_INTERLEAVED: usize = 8;

/// The attributes of a table as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TableAttributes {
    /// `DISTSTYLE`, in lower case.
    pub(crate) dist_style: Option<&'static str>,
    /// The columns named by `DISTKEY`, at the table or at a column.
    pub(crate) dist_keys: Vec<String>,
    /// How the table is sorted, in lower case.
    pub(crate) sort_style: Option<&'static str>,
    /// The columns named by `SORTKEY`.
    pub(crate) sort_keys: Vec<String>,
    /// `ENCODE AUTO`
    pub(crate) encode_auto: bool,
    /// `BACKUP`
    pub(crate) backup: Option<bool>,
}

/// What a column asks for besides its type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ColumnAttributes {
    /// The name of the column.
    pub(crate) name: String,
    /// `ENCODE`, in lower case.
    pub(crate) encoding: Option<String>,
    /// `COLLATE`, in lower case.
    pub(crate) collation: Option<&'static str>,
    /// The length of a `VARBYTE`, which the engine's type cannot hold.
    pub(crate) varbyte_length: Option<u32>,
}

impl TableAttributes {
    /// Reads one table attribute if one comes next, and says whether it did.
    ///
    /// # Errors
    /// On an attribute that is written wrongly or twice.
    pub(crate) fn read(&mut self, cursor: &mut Cursor<'_, '_>) -> Result<bool, Refusal> {
        let start = *cursor;
        match cursor.keyword() {
            Keyword::Backup if self.backup.is_none() => {
                cursor.at += 1;
                cursor.tree.accept(Lenient::Backup)?;
                self.backup = Some(cursor.keyword() == Keyword::Yes);
                if !cursor.take(Keyword::Yes) && !cursor.take(Keyword::No) {
                    return Err(cursor.syntax_error());
                }
            }
            Keyword::Diststyle if self.dist_style.is_none() => {
                cursor.at += 1;
                self.dist_style = Some(dist_style(cursor)?);
            }
            Keyword::Distkey => {
                cursor.at += 1;
                let mut inner = cursor.parenthesized()?;
                self.dist_keys.push(inner.name()?);
                inner.expect_end()?;
            }
            Keyword::Compound | Keyword::Interleaved | Keyword::Sortkey => self.sort_key(cursor)?,
            Keyword::Encode if cursor.second() == Keyword::Auto => {
                cursor.at += 2;
                self.encode_auto = true;
            }
            Keyword::Backup | Keyword::Diststyle => return Err(start.syntax_error()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// `[COMPOUND | INTERLEAVED] SORTKEY (columns)` or `SORTKEY AUTO`
    fn sort_key(&mut self, cursor: &mut Cursor<'_, '_>) -> Result<(), Refusal> {
        let style = match cursor.keyword() {
            Keyword::Interleaved => "interleaved",
            _ => "compound",
        };
        let bare = !cursor.take(Keyword::Interleaved) && !cursor.take(Keyword::Compound);
        cursor.expect(Keyword::Sortkey)?;
        let initial = "Invalid syntax: Create table sortkey auto with initial sortkeys";
        if bare && cursor.take(Keyword::Auto) {
            if !self.sort_keys.is_empty() || cursor.kind() == super::token::Kind::Open {
                return Err(Refusal::new("42601", initial));
            }
            self.sort_style = Some("auto");
            return Ok(());
        }
        if self.sort_style == Some("auto") {
            return Err(Refusal::new("42601", initial));
        }
        if !self.sort_keys.is_empty() {
            return Err(Refusal::unknown_answer("more than one SORTKEY"));
        }
        self.sort_style = Some(style);
        self.sort_keys = cursor.names()?;
        check_sort_keys(style, &self.sort_keys)
    }

    /// Takes a `SORTKEY` at a column.
    ///
    /// # Errors
    /// When there is a sort key already: several columns need the form at the table.
    pub(crate) fn sort_by(&mut self, column: &str) -> Result<(), Refusal> {
        if !self.sort_keys.is_empty() {
            return Err(Refusal::unknown_answer("more than one SORTKEY"));
        }
        self.sort_style = Some("compound");
        self.sort_keys.push(column.to_owned());
        Ok(())
    }

    /// Whether anything was written.
    pub(crate) fn is_empty(&self) -> bool {
        *self == TableAttributes::default()
    }

    /// Checks the attributes against each other ("CREATE TABLE", DISTSTYLE and DISTKEY).
    ///
    /// # Errors
    /// On combinations that contradict each other.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.dist_keys.len() > 1 {
            return Err(Refusal::unknown_answer("more than one DISTKEY"));
        }
        match (self.dist_style, self.dist_keys.is_empty()) {
            (Some("key"), true) => Err(Refusal::unknown_answer("DISTSTYLE KEY without a DISTKEY")),
            (Some(style @ ("even" | "all" | "auto")), false) => {
                let style = style.to_ascii_uppercase();
                Err(Refusal::unknown_answer(&format!("DISTKEY with DISTSTYLE {style}")))
            }
            _ => Ok(()),
        }
    }

    /// Checks the keys against the columns of the table.
    ///
    /// # Errors
    /// When a key names a column that is not there, or whose type is none for keys.
    pub(crate) fn check_columns(&self, table: &str, columns: &[(&str, DataType)]) -> Result<(), Refusal> {
        for key in self.dist_keys.iter().chain(&self.sort_keys) {
            let Some((_, data_type)) = columns.iter().find(|(name, _)| name == key) else {
                let message = format!("column \"{key}\" specified as distkey/sortkey is not in the table \"{table}\"");
                return Err(Refusal::not_supported(message));
            };
            if !data_type.is_key_type() {
                let data_type = data_type.name().to_ascii_lowercase();
                return Err(Refusal::unknown_answer(&format!("a DISTKEY or SORTKEY of the type {data_type}")));
            }
        }
        Ok(())
    }

    /// The calls that record the attributes of the table that the variable `t` holds.
    pub(crate) fn record(&self, columns: &[ColumnAttributes]) -> Vec<String> {
        let mut calls = Vec::new();
        if !self.is_empty() {
            let style = self.dist_style.or((!self.dist_keys.is_empty()).then_some("key"));
            calls.push(format!(
                "redshift_local.record_table(t, {}, {}, {}, {})",
                optional_literal(style),
                optional_literal(self.sort_style),
                self.backup != Some(false),
                self.encode_auto
            ));
        }
        if let Some(key) = self.dist_keys.first() {
            calls.push(format!("redshift_local.record_distkey(t, {})", literal(key)));
        }
        if !self.sort_keys.is_empty() {
            let style = self.sort_style.unwrap_or("compound");
            calls.push(format!(
                "redshift_local.record_sortkey(t, {}, {})",
                literal(style),
                text_array(&self.sort_keys)
            ));
        }
        calls.extend(columns.iter().filter_map(ColumnAttributes::record));
        calls
    }
}

impl ColumnAttributes {
    /// The call that records what is not in the engine's catalog, if there is anything.
    pub(crate) fn record(&self) -> Option<String> {
        if self.encoding.is_none() && self.collation.is_none() && self.varbyte_length.is_none() {
            return None;
        }
        Some(format!(
            "redshift_local.record_column(t, {}, {}, {}, {})",
            literal(&self.name),
            optional_literal(self.encoding.as_deref()),
            optional_literal(self.collation),
            self.varbyte_length.map_or_else(|| "NULL".to_owned(), |length| length.to_string())
        ))
    }
}

/// Reads the word behind `DISTSTYLE`.
///
/// # Errors
/// When it is none of the styles.
pub(crate) fn dist_style(cursor: &mut Cursor<'_, '_>) -> Result<&'static str, Refusal> {
    let style = match cursor.keyword() {
        Keyword::Auto => "auto",
        Keyword::Even => "even",
        Keyword::Key => "key",
        Keyword::All => "all",
        _ => return Err(cursor.syntax_error()),
    };
    cursor.at += 1;
    Ok(style)
}

/// Checks the number of columns of a sort key.
///
/// # Errors
/// When there are too many.
pub(crate) fn check_sort_keys(style: &str, columns: &[String]) -> Result<(), Refusal> {
    let most = if style == "interleaved" { MOST_INTERLEAVED } else { MOST_COMPOUND };
    if columns.len() > most {
        return Err(Refusal::unknown_answer(&format!("more than {most} columns in a SORTKEY ({style})")));
    }
    if columns.iter().enumerate().any(|(at, column)| columns[..at].contains(column)) {
        return Err(Refusal::unknown_answer("a column that stands twice in a SORTKEY"));
    }
    Ok(())
}

/// A list of texts as an array of the engine.
pub(crate) fn text_array<Text: AsRef<str>>(texts: &[Text]) -> String {
    let literals: Vec<_> = texts.iter().map(|text| literal(text.as_ref())).collect();
    format!("ARRAY[{}]::text[]", literals.join(", "))
}

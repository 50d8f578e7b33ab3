//! What a session is told before it is used.

use std::time::Duration;

use super::wire::Wire;
use crate::error::{Error, Result};
use crate::sql::{identifier, literal};

/// What every new connection is set to, where anything is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Settings {
    pub(super) search_path: Option<Vec<String>>,
    pub(super) query_group: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) statement_timeout: Option<Duration>,
    pub(super) case_sensitive_super_attributes: bool,
    pub(super) wire: Wire,
}

impl Settings {
    /// The statements, for one round trip; `None` where nothing is said.
    ///
    /// They are SET rather than parameters of the startup: the manual has SET for all of them, and for `query_group` and `timezone` nothing
    /// else; and a parameter that a cluster does not take ends the login.
    ///
    /// # Errors
    /// When a value cannot be written in SQL.
    pub(super) fn sql(&self) -> Result<Option<String>> {
        let mut commands = Vec::new();
        if let Some(schemas) = &self.search_path {
            commands.push(format!("SET search_path TO {}", search_path(schemas)?));
        }
        if let Some(group) = &self.query_group {
            commands.push(format!("SET query_group TO {}", string("query_group", group)?));
        }
        if let Some(zone) = &self.timezone {
            commands.push(format!("SET timezone TO {}", string("timezone", zone)?));
        }
        if let Some(timeout) = self.statement_timeout {
            // Zero would turn the timeout off.
            commands.push(format!("SET statement_timeout TO {}", timeout.as_millis().max(1)));
        }
        if self.case_sensitive_super_attributes {
            commands.push("SET enable_case_sensitive_super_attribute TO true".into());
        }
        commands.extend(self.wire.settings().iter().map(|command| (*command).to_owned()));
        Ok((!commands.is_empty()).then(|| commands.join("; ")))
    }
}

fn search_path(schemas: &[String]) -> Result<String> {
    if schemas.is_empty() {
        return Err(Error::configuration("`search_path` names no schema; name one, or leave it out"));
    }
    let mut list = String::new();
    for schema in schemas {
        if schema.is_empty() || schema.contains('\0') {
            return Err(Error::configuration("`search_path` has a name that is empty or contains a NUL character"));
        }
        if !list.is_empty() {
            list.push_str(", ");
        }
        // The user's own schema is no name: `r_search_path` writes it as a string.
        if schema == "$user" {
            list.push_str("'$user'");
        } else {
            identifier::push(&mut list, schema);
        }
    }
    Ok(list)
}

fn string(name: &str, value: &str) -> Result<String> {
    if value.contains('\0') {
        return Err(Error::configuration(format!("`{name}` contains a NUL character")));
    }
    let mut text = String::new();
    literal::push_string(&mut text, value);
    Ok(text)
}

/// Reads a list of schemas as SET has it: names with commas between, which may stand in double quotes.
pub(super) fn parse_search_path(text: &str) -> Option<Vec<String>> {
    let mut schemas = Vec::new();
    let mut rest = text.trim();
    loop {
        let (name, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_name(quoted)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let (name, after) = rest.split_at(end);
                (name.trim_end().trim_matches('\'').to_owned(), after)
            }
        };
        if name.is_empty() {
            return None;
        }
        schemas.push(name);
        match after.trim_start().strip_prefix(',') {
            Some(more) => rest = more.trim(),
            None => return after.trim().is_empty().then_some(schemas),
        }
    }
}

/// A name whose opening quote is read already, and what follows the closing one.
fn quoted_name(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let (inside, after) = rest.split_once('"')?;
        name.push_str(inside);
        match after.strip_prefix('"') {
            Some(more) => {
                name.push('"');
                rest = more;
            }
            None => return Some((name, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_search_path_is_read_as_set_reads_it() {
        let read = |text| parse_search_path(text).map(|schemas| schemas.join("|"));
        for (text, expected) in [
            ("sales", Some("sales")),
            (" sales , public ", Some("sales|public")),
            ("\"$user\", public", Some("$user|public")),
            ("'$user',public", Some("$user|public")),
            (r#""a,""b" ,c"#, Some(r#"a,"b|c"#)),
            ("two words", Some("two words")),
            ("", None),
            ("a,", None),
            (",a", None),
            ("\"\"", None),
            ("\"a", None),
            ("\"a\"b", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn all_settings_are_one_text() {
        let settings = Settings {
            search_path: Some(vec!["$user".into(), "Odd \"name".into()]),
            query_group: Some(r"it's \ here".into()),
            timezone: Some("Europe/Paris".into()),
            statement_timeout: Some(Duration::ZERO),
            case_sensitive_super_attributes: true,
            wire: Wire::Text,
        };
        let expected = r#"SET search_path TO '$user', "Odd ""name"; SET query_group TO 'it''s \\ here'; SET timezone TO 'Europe/Paris'; SET statement_timeout TO 1; SET enable_case_sensitive_super_attribute TO true; SET extra_float_digits TO 2; SET datestyle TO ISO"#;
        assert_eq!(settings.sql().unwrap().as_deref(), Some(expected));
        assert_eq!(Settings::default().sql().unwrap(), None);
    }

    proptest! {
        /// What SET is told in the URL's form is what the builder was told.
        #[test]
        fn a_written_search_path_reads_as_its_schemas(schemas in proptest::collection::vec("[\"', a-z\\\\;]{1,8}", 1..4)) {
            let mut text = search_path(&schemas).unwrap();
            prop_assert_eq!(parse_search_path(&text), Some(schemas.clone()));
            text.insert(0, ' ');
            prop_assert_eq!(parse_search_path(&text), Some(schemas));
        }
    }
}

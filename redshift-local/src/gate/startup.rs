//! The parameters a session starts with: which Redshift takes, which it refuses, which the engine must not see.

use std::borrow::Cow;

use crate::refusal::Refusal;
use crate::rewrite::setting::{KEPT_LABEL, LABEL, OWN_SETTINGS};

/// What a startup packet asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// TLS.
    Tls,
    /// GSS encryption.
    Gss,
    /// To cancel what another session does.
    Cancel,
    /// A session, in this version of the protocol.
    Session { major: u16, minor: u16 },
}

/// The kind of a startup packet, from its first four bytes.
pub(super) fn request(code: u32) -> Request {
    match code {
        80_877_102 => Request::Cancel,
        80_877_103 => Request::Tls,
        80_877_104 => Request::Gss,
        _ => {
            let [a, b, c, d] = code.to_be_bytes();
            Request::Session { major: u16::from_be_bytes([a, b]), minor: u16::from_be_bytes([c, d]) }
        }
    }
}

/// Settings of Redshift's own, and what its drivers tell about themselves: taken, without effect here.
const WITHOUT_EFFECT: &[&str] = &[
    "analyze_threshold_percent",
    "client_protocol_version",
    "describe_field_name_in_uppercase",
    "downcase_delimited_identifier",
    "driver_discovery_version",
    "driver_version",
    "enable_result_cache_for_session",
    "enable_vacuum_boost",
    "idp_type",
    "os_version",
    "plugin_name",
    "provider_name",
    "token_type",
    "wlm_query_slot_count",
];

/// Settings both servers know under one name and in one meaning.
const SHARED: &[&str] =
    &["user", "database", "application_name", "client_encoding", "datestyle", LABEL, "statement_timeout", "timezone"];

/// Settings Redshift lets nobody set.
const FORBIDDEN: &[&str] = &["client_min_messages", "lc_monetary"];

/// The parameters for the engine.
pub(super) fn parameters(sent: &[(String, String)]) -> Result<Vec<(String, String)>, Refusal> {
    let mut kept = Vec::new();
    for (name, value) in sent {
        if name == "options" {
            for (name, value) in options(value)? {
                keep(&name, &value, &mut kept)?;
            }
        } else {
            keep(name, value, &mut kept)?;
        }
    }
    let user = kept.iter().find(|(name, _)| name == "user").map(|(_, user)| user.clone());
    let Some(user) = user else {
        return Err(fatal("28000", "no PostgreSQL user name specified in startup packet".to_owned()));
    };
    if !kept.iter().any(|(name, _)| name == "database") {
        kept.push(("database".to_owned(), user));
    }
    Ok(kept)
}

fn keep(name: &str, value: &str, kept: &mut Vec<(String, String)>) -> Result<(), Refusal> {
    let lower = name.to_ascii_lowercase();
    let value = match lower.as_str() {
        shared if SHARED.contains(&shared) => Cow::Borrowed(value),
        "extra_float_digits" => {
            let number = value
                .trim()
                .parse::<i64>()
                .map_err(|_| fatal("22023", "parameter \"extra_float_digits\" requires an integer value".to_owned()))?;
            if !(-15..=2).contains(&number) {
                let message =
                    format!("{number} is outside the valid range for parameter \"extra_float_digits\" (-15 .. 2)");
                return Err(fatal("22023", message));
            }
            Cow::Borrowed(value)
        }
        // The functions of the pack are found behind the user's own schemas.
        "search_path" => Cow::Owned(format!("{value}, redshift_local, pg_catalog")),
        own if OWN_SETTINGS.contains(&own) => Cow::Borrowed(value),
        none if WITHOUT_EFFECT.contains(&none) => return Ok(()),
        protocol if protocol.starts_with("_pq_.") => return Ok(()),
        forbidden if FORBIDDEN.contains(&forbidden) => {
            let message = format!("permission denied to set parameter \"{lower}\" to \"{value}\"");
            return Err(fatal("42501", message));
        }
        "enable_case_sensitive_identifier" if is_off(value) => return Ok(()),
        "enable_case_sensitive_identifier" => {
            let message = "redshift-local: enable_case_sensitive_identifier at connection start is not simulated";
            return Err(fatal("0A000", message.to_owned()));
        }
        _ => {
            return Err(fatal("42704", format!("unrecognized configuration parameter \"{name}\"")));
        }
    };
    if lower == "client_encoding" && !is_utf8(&value) {
        let message = format!("redshift-local: client_encoding {value} is not simulated");
        return Err(fatal("0A000", message));
    }
    let value = if lower == "client_encoding" { Cow::Borrowed("UTF8") } else { value };
    let name = if lower == LABEL { KEPT_LABEL.to_owned() } else { lower };
    kept.push((name, value.into_owned()));
    Ok(())
}

pub(super) fn is_off(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "off" | "false" | "0" | "no" | "f")
}

/// PostgreSQL spells encodings with or without punctuation, in any case.
fn is_utf8(encoding: &str) -> bool {
    let plain: String = encoding.chars().filter(char::is_ascii_alphanumeric).collect();
    matches!(plain.to_ascii_lowercase().as_str(), "utf8" | "unicode")
}

/// Reads `-c name=value --name=value`, where a backslash keeps a blank.
fn options(text: &str) -> Result<Vec<(String, String)>, Refusal> {
    let mut words = split_options(text).into_iter();
    let mut settings = Vec::new();
    while let Some(word) = words.next() {
        let setting = match (word.strip_prefix("--"), word.strip_prefix("-c")) {
            (Some(long), _) => Some(long.to_owned()),
            (None, Some("")) => words.next(),
            (None, Some(attached)) => Some(attached.to_owned()),
            (None, None) => None,
        };
        let parts = setting.as_deref().and_then(|setting| setting.split_once('='));
        let Some((name, value)) = parts else {
            let message = format!("invalid command-line argument for server process: {word}");
            return Err(fatal("42601", message));
        };
        settings.push((name.replace('-', "_"), value.to_owned()));
    }
    Ok(settings)
}

fn split_options(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => word.get_or_insert_default().extend(characters.next()),
            blank if blank.is_ascii_whitespace() => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}

fn fatal(sqlstate: &'static str, message: String) -> Refusal {
    Refusal::new(sqlstate, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, value: &str) -> Result<Vec<(String, String)>, Refusal> {
        let sent = [("user", "u"), ("database", "dev"), (name, value)];
        parameters(&sent.map(|(name, value)| (name.to_owned(), value.to_owned()))).map(|mut kept| kept.split_off(2))
    }

    fn refused(name: &str, value: &str) -> (&'static str, String) {
        let refusal = with(name, value).unwrap_err();
        (refusal.sqlstate, refusal.message.clone())
    }

    #[test]
    fn takes_what_drivers_send() {
        assert_eq!(with("DateStyle", "ISO").unwrap(), [("datestyle".to_owned(), "ISO".to_owned())]);
        assert_eq!(with("client_encoding", "unicode").unwrap(), [("client_encoding".to_owned(), "UTF8".to_owned())]);
        assert_eq!(with("client_protocol_version", "2").unwrap(), []);
        assert_eq!(with("driver_discovery_version", "1").unwrap(), []);
        assert_eq!(with("extra_float_digits", "2").unwrap().len(), 1);
        assert_eq!(with("query_group", "etl").unwrap(), [(KEPT_LABEL.to_owned(), "etl".to_owned())]);
    }

    #[test]
    fn reads_options() {
        let kept = with("options", r"-c timezone=Europe/Berlin --search-path=a,\ b").unwrap();
        assert_eq!(kept[0], ("timezone".to_owned(), "Europe/Berlin".to_owned()));
        assert_eq!(kept[1], ("search_path".to_owned(), "a, b, redshift_local, pg_catalog".to_owned()));
        assert_eq!(refused("options", "-x").0, "42601");
        assert_eq!(refused("options", "-c").0, "42601");
    }

    #[test]
    fn refuses_what_redshift_refuses() {
        let message = "3 is outside the valid range for parameter \"extra_float_digits\" (-15 .. 2)";
        assert_eq!(refused("extra_float_digits", "3"), ("22023", message.to_owned()));
        let message = "permission denied to set parameter \"lc_monetary\" to \"C\"";
        assert_eq!(refused("lc_monetary", "C"), ("42501", message.to_owned()));
        assert_eq!(refused("standard_conforming_strings", "on").0, "42704");
        assert_eq!(refused("redshift_local.made_by", "somebody").0, "42704");
        assert_eq!(refused("options", "-c extra_float_digits=3").0, "22023");
    }

    #[test]
    fn tells_requests_apart() {
        assert_eq!(request(80_877_103), Request::Tls);
        assert_eq!(request(80_877_104), Request::Gss);
        assert_eq!(request(196_608), Request::Session { major: 3, minor: 0 });
    }
}

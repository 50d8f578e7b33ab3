//! The settings of the stand-in itself, which Redshift does not have.

/// Whether bulk inserts leave gaps between identity values, in tables that are created while it is on.
pub(crate) const IDENTITY_GAPS: &str = "redshift_local.identity_gaps";

/// `SET`, `SHOW` or `RESET` of a setting of ours, as the engine gets it; `None` for every other text.
pub(super) fn statement(text: &str) -> Option<String> {
    // Any other text is longer, and most are far longer.
    if text.len() > 100 {
        return None;
    }
    let text = text.trim().trim_end_matches(';').to_ascii_lowercase().replace('=', " = ");
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["set", IDENTITY_GAPS, "=" | "to", value] => {
            let value = match value.trim_matches('\'') {
                "on" | "true" => "on",
                "off" | "false" | "default" => "off",
                _ => return None,
            };
            Some(format!("SET {IDENTITY_GAPS} TO {value}"))
        }
        [verb @ ("show" | "reset"), IDENTITY_GAPS] => Some(format!("{verb} {IDENTITY_GAPS}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::statement;

    #[test]
    fn reads_its_own_and_nothing_else() {
        let on = Some("SET redshift_local.identity_gaps TO on".to_owned());
        assert_eq!(statement("SET redshift_local.identity_gaps=on;"), on);
        assert_eq!(statement(" set Redshift_Local.identity_gaps TO 'on' "), on);
        assert_eq!(
            statement("show redshift_local.identity_gaps"),
            Some("show redshift_local.identity_gaps".to_owned())
        );
        for other in
            ["set redshift_local.identity_gaps to on; drop table t", "set redshift_local.x = on", "set x = on", ""]
        {
            assert_eq!(statement(other), None, "{other}");
        }
    }
}

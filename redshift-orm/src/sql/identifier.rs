//! Names in SQL text: always quoted, quotes doubled (`r_names`).

use crate::schema::TableName;

/// Appends a quoted name.
pub(crate) fn push(text: &mut String, name: &str) {
    text.push('"');
    // Hardly any name holds a quote, and looking at bytes finds that out the fastest.
    if name.bytes().any(|byte| byte == b'"') {
        text.push_str(&name.replace('"', "\"\""));
    } else {
        text.push_str(name);
    }
    text.push('"');
}

/// Appends a table's name, with its schema where there is one.
pub(crate) fn push_table(text: &mut String, name: &TableName<'_>) {
    if let Some(schema) = name.schema {
        push(text, schema);
        text.push('.');
    }
    push(text, name.name);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Read as the server reads it, a quoted name ends at its last character and is the name again.
        #[test]
        fn a_quoted_name_reads_as_the_name(name in "(\"|.|\\PC){0,40}") {
            let mut text = String::new();
            push(&mut text, &name);
            let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
            prop_assert!(!inside.replace("\"\"", "").contains('"'));
            prop_assert_eq!(inside.replace("\"\"", "\""), name);
        }
    }

    #[test]
    fn a_quote_inside_a_name_is_doubled() {
        let mut text = String::new();
        push_table(&mut text, &TableName { schema: Some("a\"b"), name: "\"" });
        assert_eq!(text, r#""a""b"."""""#);
    }
}

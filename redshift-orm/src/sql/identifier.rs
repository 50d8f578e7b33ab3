//! Names in SQL text: always quoted, quotes doubled (`r_names`).

use crate::schema::TableName;

/// Appends a quoted name.
pub(crate) fn push(text: &mut String, name: &str) {
    text.push('"');
    for (index, part) in name.split('"').enumerate() {
        if index > 0 {
            text.push_str("\"\"");
        }
        text.push_str(part);
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
    use super::*;

    #[test]
    fn a_quote_inside_a_name_is_doubled() {
        let mut text = String::new();
        push_table(&mut text, &TableName { schema: Some("a\"b"), name: "\"" });
        assert_eq!(text, r#""a""b"."""""#);
    }
}

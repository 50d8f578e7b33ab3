//! Pages of the documentation that are made from the code, so that they cannot drift: `UPDATE_EXPECT=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

mod functions;
mod refused;
mod tokens;

/// A text that means the same in a cell of a Markdown table.
fn markdown(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        let part = part.replace('|', "\\|");
        let is_code = index % 2 == 1;
        if is_code { part } else { part.replace('[', "\\[").replace('<', "&lt;") }
    });
    parts.collect::<Vec<_>>().join("`").replace(LINE_BREAK, "<br>")
}

/// Between the sentences of one cell.
const LINE_BREAK: &str = "\n";

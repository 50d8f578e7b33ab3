//! Rust files as tokens, and what stands in them.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The path of a file or folder of the workspace.
pub(crate) fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The tokens of a file.
pub(crate) fn of_file(path: &Path) -> TokenStream {
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// Every Rust file under a folder, in order; a file itself.
pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text of a string literal.
pub(crate) fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    // A line that ends with a backslash goes on at the next line's first word.
    let lines = text.split("\\\n").enumerate().map(|(index, line)| if index == 0 { line } else { line.trim_start() });
    Some(lines.collect::<String>().replace("\\\"", "\"").replace("\\\\", "\\"))
}

/// The values of `name = "text"` or `name: "text"` in a list, in order.
pub(crate) fn values(tokens: &TokenStream, name: &str) -> Vec<String> {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    let is_name = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == name);
    tokens.windows(3).filter(|window| is_name(&window[0])).filter_map(|window| string(&window[2])).collect()
}

/// Calls `visit` with the tokens of every group, the outermost first.
pub(crate) fn each_group(tokens: TokenStream, visit: &mut impl FnMut(&[TokenTree])) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    visit(&tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            each_group(group.stream(), visit);
        }
    }
}

/// The inside of a group in these delimiters.
pub(crate) fn inside(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

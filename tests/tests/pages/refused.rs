//! `redshift-orm/docs/refused.md`: everything that does not compile, from the places that say so.

use std::fmt::Write as _;

use expect_test::expect_file;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::{LINE_BREAK, markdown, tokens};

const INTRODUCTION: &str = "\
What Redshift cannot do does not compile. Each row is what the compiler says, why, and what to do instead; the page's name is that of the
*Amazon Redshift Database Developer Guide* where the rule stands. `_` stands for the type or value at hand.
";

/// A trait that is not implemented where Redshift refuses, with what the compiler says then.
struct Refusal {
    message: String,
    reason: String,
    instead: String,
    manual: Vec<String>,
}

#[test]
fn the_page_of_refusals_is_that_of_the_code() {
    let mut page = INTRODUCTION.to_owned();

    page += "\n## Clauses and statements that Redshift lacks\n\n| refused | because | instead | manual |\n|---|---|---|---|\n";
    let missing = missing_clauses();
    assert!(!missing.is_empty());
    for refusal in &missing {
        page += &row([&refusal.message, &refusal.reason, &refusal.instead, &pages(&refusal.manual)]);
    }

    for (title, folders) in [
        (
            "Queries and statements",
            &[
                "redshift-orm/src/statement",
                "redshift-orm/src/client",
                "redshift-orm/src/model.rs",
                "redshift-orm/src/view.rs",
            ][..],
        ),
        ("Expressions", &["redshift-orm/src/expr", "redshift-orm/src/types"]),
        ("Functions", &["redshift-orm/src/functions"]),
    ] {
        write!(page, "\n## {title}\n\n| refused | because | instead | manual |\n|---|---|---|---|\n").unwrap();
        let refusals = folders.iter().flat_map(|folder| bounds(folder)).collect::<Vec<_>>();
        assert!(!refusals.is_empty(), "{title}");
        for refusal in &refusals {
            page += &row([&refusal.message, &refusal.reason, &refusal.instead, &pages(&refusal.manual)]);
        }
    }

    page += "\n## Models\n\nThe rules that `#[derive(Model)]` asks of a table, with what the build says when one is broken.\n\n";
    page += "| rule | the build says |\n|---|---|\n";
    let rules = rules();
    assert!(!rules.is_empty());
    for (rule, sentences) in &rules {
        page += &row([rule, &sentences.join(LINE_BREAK)]);
    }

    page += "\n## Attributes\n\nAttributes of PostgreSQL and of other libraries, and what Redshift has.\n\n";
    page += "| no attribute | because |\n|---|---|\n";
    let attributes = attributes();
    assert!(!attributes.is_empty());
    for (names, instead) in &attributes {
        let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        page += &row([&names.join(", "), instead]);
    }
    expect_file!["../../../redshift-orm/docs/refused.md"].assert_eq(&page);
}

fn row<const COLUMNS: usize>(cells: [&str; COLUMNS]) -> String {
    format!("| {} |\n", cells.map(markdown).join(" | "))
}

fn pages(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The entries of `refusals!`.
fn missing_clauses() -> Vec<Refusal> {
    let mut found = Vec::new();
    tokens::each_group(tokens::of_file(&tokens::workspace("redshift-orm/src/unsupported.rs")), &mut |tokens| {
        let entries = tokens.iter().filter_map(|token| tokens::inside(token, Delimiter::Brace));
        for entry in entries.map(proc_macro2::Group::stream) {
            let value = |name| tokens::values(&entry, name).into_iter().next();
            if let (Some(message), Some(reason), Some(instead), Some(manual)) =
                (value("message"), value("reason"), value("alternative"), value("manual"))
            {
                let manual = manual.split(", ").map(str::to_owned).collect();
                found.push(Refusal { message, reason, instead, manual });
            }
        }
    });
    found
}

/// Every trait with `on_unimplemented` under a folder.
fn bounds(folder: &str) -> Vec<Refusal> {
    let mut found = Vec::new();
    for file in tokens::rust_files(&tokens::workspace(folder)) {
        let stream = tokens::of_file(&file);
        let of_module = documented_pages(stream.clone(), true);
        tokens::each_group(stream, &mut |tokens| {
            let mut docs = TokenStream::new();
            for (index, token) in tokens.iter().enumerate() {
                let Some(attribute) = tokens::inside(token, Delimiter::Bracket) else {
                    if !matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#') {
                        docs = TokenStream::new();
                    }
                    continue;
                };
                docs.extend([tokens[index.saturating_sub(1)].clone(), token.clone()]);
                let is_refusal = attribute.stream().to_string().starts_with("diagnostic :: on_unimplemented");
                let list = attribute.stream().into_iter().last();
                if let Some(list) =
                    list.filter(|_| is_refusal).as_ref().and_then(|list| tokens::inside(list, Delimiter::Parenthesis))
                {
                    let value = |name| tokens::values(&list.stream(), name).into_iter().map(|text| anonymous(&text));
                    let own = documented_pages(docs.clone(), false);
                    found.push(Refusal {
                        message: value("message").collect(),
                        reason: value("label").collect(),
                        instead: value("note").collect::<Vec<_>>().join("; "),
                        manual: if own.is_empty() { of_module.clone() } else { own },
                    });
                }
            }
        });
    }
    found
}

/// A message without the names of the types that it is about.
fn anonymous(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some((start, end)) = text.find('{').and_then(|start| Some((start, start + text[start..].find('}')?))) {
        text.replace_range(start..=end, "_");
    }
    text
}

/// The manual's pages that documentation names in backticks: of the file as a whole, or of one item.
fn documented_pages(stream: TokenStream, of_module: bool) -> Vec<String> {
    let tokens: Vec<_> = stream.into_iter().collect();
    let mut found = Vec::new();
    for window in tokens.windows(2) {
        let inner = matches!(&window[0], TokenTree::Punct(punct) if punct.as_char() == '!');
        let Some(attribute) = tokens::inside(&window[1], Delimiter::Bracket).filter(|_| inner == of_module) else {
            continue;
        };
        for text in tokens::values(&attribute.stream(), "doc") {
            let quoted = text.split('`').skip(1).step_by(2);
            found.extend(quoted.filter(|word| is_page(word)).map(str::to_owned));
        }
    }
    found.dedup();
    found
}

/// Whether a word is the name of a page of the manual.
fn is_page(word: &str) -> bool {
    let prefixes =
        ["r_", "c_", "t_", "c-", "r-", "limitations-", "query-", "materialized-view-", "merge-", "pattern-matching-"];
    prefixes.iter().any(|prefix| word.starts_with(prefix)) && !word.contains(['(', ' ', '.'])
}

/// What each rule's documentation says, and the sentences of its errors.
fn rules() -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for file in tokens::rust_files(&tokens::workspace("redshift-orm/src/schema/rules")) {
        let tokens: Vec<_> = tokens::of_file(&file).into_iter().collect();
        let mut docs = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            if let Some(attribute) = tokens::inside(token, Delimiter::Bracket) {
                docs.extend(tokens::values(&attribute.stream(), "doc"));
            } else if let Some(body) = tokens::inside(token, Delimiter::Brace) {
                let sentences = refused_with(body.stream());
                let is_rule = tokens[..index].iter().rev().take(1).any(|token| token.to_string() == "Verdict");
                let rule: Vec<_> = docs.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect();
                if let Some((_, of_rule)) = found.last_mut().filter(|_| is_rule && rule.is_empty()) {
                    // A part of the rule before it.
                    of_rule.extend(sentences);
                } else if is_rule && !sentences.is_empty() {
                    found.push((rule.join(" "), sentences));
                }
                docs.clear();
            }
        }
    }
    found
}

/// The sentences in `Err("..")`.
fn refused_with(stream: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    tokens::each_group(stream, &mut |tokens| {
        for window in tokens.windows(2) {
            if window[0].to_string() == "Err"
                && let Some(sentence) = tokens::inside(&window[1], Delimiter::Parenthesis)
                    .and_then(|group| tokens::string(&group.stream().into_iter().next()?))
            {
                found.push(sentence);
            }
        }
    });
    found
}

/// The attributes that the derive refuses by name.
fn attributes() -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let file = tokens::workspace("redshift-orm-derive/src/attr/refused.rs");
    tokens::each_group(tokens::of_file(&file), &mut |tokens| {
        for entry in tokens.iter().filter_map(|token| tokens::inside(token, Delimiter::Parenthesis)) {
            let parts: Vec<_> = entry.stream().into_iter().collect();
            if let [TokenTree::Punct(reference), names, TokenTree::Punct(_), instead, ..] = parts.as_slice()
                && reference.as_char() == '&'
                && let Some(names) = tokens::inside(names, Delimiter::Bracket)
                && let Some(instead) = tokens::string(instead)
            {
                found.push((names.stream().into_iter().filter_map(|name| tokens::string(&name)).collect(), instead));
            }
        }
    });
    found
}

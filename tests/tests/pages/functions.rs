//! `redshift-orm/docs/functions.md`: the functions of the manual, from `tests/functions.tsv`, which is held against the code and
//! against the stand-in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use expect_test::expect_file;
use proc_macro2::{Delimiter, TokenTree};
use redshift_orm::raw_sql;
use redshift_orm_tests::server;

use crate::{markdown, tokens};

const INTRODUCTION: &str = "\
The functions of the *Amazon Redshift Database Developer Guide* by its chapters, each with its name here: a method of columns and
expressions, or a function. Beside a function that is no other than one before it stands the one to call. Of the rest,

- *fragment* is one that has no method: [`raw_expr`](crate::expr::raw_expr) and `.raw(..)` write it and keep the type that is named. GEOMETRY
  and GEOGRAPHY are no types here, so what leaves the query is a number or a text, such as that of ST_AsText;
- *statement* is one that stands by itself, in a [`sql_query`](crate::sql_query);
- *leader node* is one that runs on the leader node only, so not beside a table: a [`sql_query`](crate::sql_query) without one;
- *no longer supported* is what the manual calls so.

The stand-in simulates a function, or refuses it under its own prefix. Functions of PostgreSQL that Redshift lacks stand in
[`refused`](crate::guide::refused).
";

/// A function of the manual, which is a row of the table.
struct Row {
    chapter: String,
    name: String,
    page: String,
    here: Here,
    simulated: bool,
    /// What stands behind SELECT.
    sample: String,
    remark: String,
}

enum Here {
    /// By these functions.
    Typed(Vec<String>),
    /// By these functions, which write another name.
    Synonym(Vec<String>),
    Operator(String),
    Nowhere(&'static str),
}

const UNTYPED: [&str; 4] = ["fragment", "statement", "leader node", "no longer supported"];

fn table() -> Vec<Row> {
    let text = std::fs::read_to_string(tokens::workspace("tests/functions.tsv")).unwrap();
    let row = |line: &str| {
        let [chapter, name, page, here, function, stand_in, sample, remark] =
            <[&str; 8]>::try_from(line.split('\t').collect::<Vec<_>>())
                .unwrap_or_else(|_| panic!("eight cells: {line}"));
        let functions = || function.split(' ').map(str::to_owned).collect();
        let here = match here {
            "typed" => Here::Typed(functions()),
            "synonym" => Here::Synonym(functions()),
            "operator" => Here::Operator(function.to_owned()),
            other => {
                assert!(function.is_empty(), "{line}");
                Here::Nowhere(UNTYPED.into_iter().find(|state| *state == other).unwrap_or_else(|| panic!("{line}")))
            }
        };
        let simulated = match stand_in {
            "simulated" => true,
            "refused" => false,
            _ => panic!("{line}"),
        };
        let [chapter, name, page, sample, remark] = [chapter, name, page, sample, remark].map(str::to_owned);
        Row { chapter, name, page, here, simulated, sample, remark }
    };
    text.lines().skip(1).map(row).collect()
}

/// A function of the library, as it is documented.
struct Function {
    documentation: String,
    is_method: bool,
}

/// The functions of these files and folders, by name.
fn functions(places: &[&str]) -> BTreeMap<String, Vec<Function>> {
    let mut found: BTreeMap<String, Vec<Function>> = BTreeMap::new();
    for file in places.iter().flat_map(|place| tokens::rust_files(&tokens::workspace(place))) {
        tokens::each_group(tokens::of_file(&file), &mut |tokens| {
            let mut documentation = Vec::new();
            for (index, token) in tokens.iter().enumerate() {
                if let Some(attribute) = tokens::inside(token, Delimiter::Bracket) {
                    documentation.extend(tokens::values(&attribute.stream(), "doc"));
                } else if tokens::inside(token, Delimiter::Brace).is_some() || token.to_string() == ";" {
                    documentation.clear();
                } else if token.to_string() == "fn"
                    && let Some(TokenTree::Ident(name)) = tokens.get(index + 1)
                {
                    let parameters =
                        tokens[index..].iter().find_map(|token| tokens::inside(token, Delimiter::Parenthesis));
                    let first = |token: TokenTree| matches!(token.to_string().as_str(), "self" | "mut" | "&");
                    let is_method = parameters.is_some_and(|list| list.stream().into_iter().next().is_some_and(first));
                    let function = Function { documentation: documentation.join("\n"), is_method };
                    found.entry(name.to_string()).or_default().push(function);
                }
            }
        });
    }
    found
}

/// Where functions of SQL are.
const PLACES: [&str; 3] =
    ["redshift-orm/src/functions", "redshift-orm/src/expr", "redshift-orm/src/statement/group_by.rs"];

#[test]
fn the_page_of_functions_is_that_of_the_table_and_the_code() {
    let (table, functions) = (table(), functions(&PLACES));
    let mut page = INTRODUCTION.to_owned();
    let mut chapter = "";
    for row in &table {
        if row.chapter != chapter {
            chapter = &row.chapter;
            write!(page, "\n## {chapter}\n\n| function | here | stand-in | manual | |\n|---|---|---|---|---|\n")
                .unwrap();
        }
        let here = match &row.here {
            Here::Typed(names) => {
                let pages: Vec<_> =
                    table.iter().filter(|other| other.name == row.name).map(|other| &other.page).collect();
                for name in names {
                    let named = functions.get(name).is_some_and(|functions| {
                        let documented = |function: &Function| {
                            pages.iter().any(|page| function.documentation.contains(&format!("`{page}`")))
                        };
                        functions.iter().any(documented)
                    });
                    assert!(named, "{}: no function `{name}` whose documentation names {pages:?}", row.name);
                }
                calls(&functions, names)
            }
            Here::Synonym(names) => {
                let typed = |name: &String| {
                    table.iter().any(|row| matches!(&row.here, Here::Typed(typed) if typed.contains(name)))
                };
                assert!(names.iter().all(typed), "{}: {names:?} is typed under no other name", row.name);
                calls(&functions, names)
            }
            Here::Operator(text) => format!("`{text}`"),
            Here::Nowhere(state) => format!("*{state}*"),
        };
        let stand_in = if row.simulated { "simulated" } else { "refused" };
        let cells =
            [&format!("`{}`", row.name), &here, stand_in, &format!("`{}`", row.page), &row.remark].map(markdown);
        writeln!(page, "| {} |", cells.join(" | ")).unwrap();
    }
    expect_file!["../../../redshift-orm/docs/functions.md"].assert_eq(&page);
}

/// How functions are called.
fn calls(functions: &BTreeMap<String, Vec<Function>>, names: &[String]) -> String {
    let call = |name: &String| {
        let is_method = functions[name].iter().any(|function| function.is_method);
        if is_method { format!("`.{name}(..)`") } else { format!("`{name}(..)`") }
    };
    names.iter().map(call).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_table_has_every_function_of_the_library() {
    let table = table();
    let pages: BTreeSet<_> = table.iter().map(|row| row.page.as_str()).collect();
    let typed: BTreeSet<_> = table
        .iter()
        .filter_map(|row| if let Here::Typed(names) = &row.here { Some(names) } else { None })
        .flatten()
        .map(String::as_str)
        .collect();
    let mut count = 0;
    for (name, functions) in functions(&PLACES[..1]) {
        let names_a_page =
            |function: &Function| function.documentation.split('`').skip(1).step_by(2).any(|word| pages.contains(word));
        if functions.iter().any(names_a_page) {
            assert!(typed.contains(name.as_str()), "`{name}` is in no row of tests/functions.tsv");
            count += 1;
        }
    }
    assert!(count > 100, "{count} functions found");
}

/// The names in the lists of the stand-in, without those that are for the catalog of PostgreSQL alone.
#[test]
fn the_table_has_every_function_of_the_stand_in() {
    let table = table();
    let named: BTreeSet<_> = table.iter().map(|row| row.name.to_ascii_lowercase()).collect();
    let mut count = 0;
    let list = tokens::of_file(&tokens::workspace("redshift-local/src/rewrite/function.rs"));
    tokens::each_group(list, &mut |tokens| {
        let names: Option<Vec<_>> = tokens.iter().step_by(2).map(tokens::string).collect();
        for name in names.unwrap_or_default() {
            assert!(
                named.contains(&name) || CATALOG.contains(&name.as_str()),
                "{name} is in no row of tests/functions.tsv"
            );
            count += 1;
        }
    });
    assert!(count > 200, "{count} names found");
}

/// Functions that clients call on the catalog: of PostgreSQL 8.0, and two of Redshift's that the manual lacks.
const CATALOG: [&str; 20] = [
    "array_lower",
    "array_to_string",
    "array_upper",
    "col_description",
    "format_encoding",
    "format_type",
    "isnull",
    "obj_description",
    "pg_conversion_is_visible",
    "pg_encoding_to_char",
    "pg_function_is_visible",
    "pg_get_constraintdef",
    "pg_get_expr",
    "pg_get_indexdef",
    "pg_get_userbyid",
    "pg_get_viewdef",
    "pg_opclass_is_visible",
    "pg_operator_is_visible",
    "pg_table_is_visible",
    "pg_type_is_visible",
];

#[tokio::test]
async fn the_stand_in_simulates_what_the_table_says() {
    let db = server::database().await;
    let mut wrong = String::new();
    for row in table() {
        let told = match raw_sql(format!("SELECT {}", row.sample)).execute(&db).await {
            Ok(_) => "simulated".to_owned(),
            Err(error) if error.to_string().contains("redshift-local:") => "refused".to_owned(),
            Err(error) => error.to_string(),
        };
        if told != if row.simulated { "simulated" } else { "refused" } {
            writeln!(wrong, "{}\t{}\t{}\t{told}", row.chapter, row.name, row.sample).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

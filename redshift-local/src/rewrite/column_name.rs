//! The name that the engine gives to a column of a select list that has none: that of the column or function it is, the type of a cast,
//! `case`, or `?column?`.

use super::keyword::Keyword;
use super::token::{Kind, Tree};

/// A name, and whether a cast or CASE around it keeps it.
struct Name {
    text: String,
    strong: bool,
}

impl Name {
    fn strong(text: String) -> Option<Self> {
        Some(Name { text, strong: true })
    }

    fn weak(text: &str) -> Option<Self> {
        Some(Name { text: text.to_owned(), strong: false })
    }
}

/// The name of the column that an expression in the engine's SQL becomes.
pub(super) fn of(expression: &str) -> String {
    let name = Tree::read(expression).ok().and_then(|tree| figure(&tree, 0, tree.len()));
    // A cast without a type has none, and is the engine's to refuse.
    let name = name.filter(|name| !name.text.is_empty());
    name.map_or_else(|| "?column?".to_owned(), |name| name.text)
}

fn figure(tree: &Tree<'_>, start: usize, end: usize) -> Option<Name> {
    if start >= end {
        return None;
    }
    let (mut cast, mut at) = (None, start);
    while at < end {
        match tree.kind(at) {
            Kind::Operator => return None,
            Kind::Cast => cast = Some(at),
            _ if is_operator(tree.keyword(at)) => return None,
            _ => {}
        }
        at = if tree.keyword(at) == Keyword::Case { behind_case(tree, at, end) } else { tree.next(at) };
    }
    if let Some(cast) = cast {
        return kept(figure(tree, start, cast), || type_name(tree, cast + 1, end));
    }
    let last = end - 1;
    match tree.kind(start) {
        Kind::Open if tree.close(start) == last && tree.keyword(start + 1) != Keyword::Select => {
            figure(tree, start + 1, last)
        }
        Kind::Word | Kind::Quoted => word(tree, start, end),
        _ => None,
    }
}

fn word(tree: &Tree<'_>, start: usize, end: usize) -> Option<Name> {
    let last = end - 1;
    match tree.keyword(start) {
        Keyword::Case => {
            return kept(otherwise(tree, start, last).and_then(|from| figure(tree, from, last)), || Name::weak("case"));
        }
        Keyword::Cast if tree.close(start + 1) == last => {
            let mut at = start + 2;
            while at < last && tree.keyword(at) != Keyword::As {
                at = tree.next(at);
            }
            return kept(figure(tree, start + 2, at), || type_name(tree, at + 1, last));
        }
        Keyword::True | Keyword::False => return Name::weak("bool"),
        Keyword::Null => return None,
        Keyword::Exists => return Name::strong("exists".to_owned()),
        _ => {}
    }
    // `DATE '2026-01-01'`
    if tree.kind(last) == Kind::String {
        return type_name(tree, start, last);
    }
    let mut name = start;
    while tree.kind(name + 1) == Kind::Dot && tree.is_name(name + 2) && name + 2 < end {
        name += 2;
    }
    let text = tree.text(name);
    let text = match tree.kind(name) {
        Kind::Quoted => text.trim_matches('"').replace("\"\"", "\""),
        _ => text.to_ascii_lowercase(),
    };
    let is_call = name < last && tree.kind(name + 1) == Kind::Open;
    if name != last && !is_call {
        return None;
    }
    let text = match (is_call, tree.keyword(name)) {
        (true, Keyword::Trim) => match tree.keyword(name + 2) {
            Keyword::Leading => "ltrim".to_owned(),
            Keyword::Trailing => "rtrim".to_owned(),
            _ => "btrim".to_owned(),
        },
        _ => text,
    };
    Name::strong(text)
}

/// What is cast or chosen keeps its name if that is one of its own.
fn kept(inner: Option<Name>, or: impl FnOnce() -> Option<Name>) -> Option<Name> {
    inner.filter(|name| name.strong).or_else(or)
}

/// The token behind a `CASE .. END`.
fn behind_case(tree: &Tree<'_>, case: usize, end: usize) -> usize {
    let (mut at, mut depth) = (case, 0_usize);
    while at < end {
        match tree.keyword(at) {
            Keyword::Case => depth += 1,
            Keyword::End => depth -= 1,
            _ => {}
        }
        at = tree.next(at);
        if depth == 0 {
            break;
        }
    }
    at
}

/// The token behind the `ELSE` of a `CASE` that ends at `end`.
fn otherwise(tree: &Tree<'_>, case: usize, end: usize) -> Option<usize> {
    let mut at = case + 1;
    while at < end {
        match tree.keyword(at) {
            Keyword::Else => return Some(at + 1),
            Keyword::Case => at = behind_case(tree, at, end),
            _ => at = tree.next(at),
        }
    }
    None
}

/// The name that the engine has for a type.
fn type_name(tree: &Tree<'_>, start: usize, end: usize) -> Option<Name> {
    let mut last = start;
    while tree.kind(last + 1) == Kind::Dot && last + 2 < end {
        last += 2;
    }
    let word = tree.text(last).to_ascii_lowercase();
    let has = |keyword: Keyword| (last + 1..end).any(|at| tree.keyword(at) == keyword);
    let name = match word.as_str() {
        "smallint" => "int2",
        "int" | "integer" => "int4",
        "bigint" => "int8",
        "decimal" | "dec" => "numeric",
        "real" => "float4",
        "float" | "double" => "float8",
        "boolean" => "bool",
        "character" | "char" | "nchar" if has(Keyword::Varying) => "varchar",
        "character" | "char" | "nchar" => "bpchar",
        "timestamp" if has(Keyword::With) => "timestamptz",
        "time" if has(Keyword::With) => "timetz",
        _ => return Name::weak(word.trim_matches('"')),
    };
    Name::weak(name)
}

/// Whether a word is an operator, so that what it is part of has no name.
fn is_operator(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::And
            | Keyword::Or
            | Keyword::Not
            | Keyword::Is
            | Keyword::Isnull
            | Keyword::Notnull
            | Keyword::In
            | Keyword::Like
            | Keyword::Ilike
            | Keyword::Similar
            | Keyword::Between
            | Keyword::Overlaps
            | Keyword::At
            | Keyword::Any
            | Keyword::Some
            | Keyword::All
    )
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn names() {
        for (expression, name) in [
            ("a", "a"),
            ("t.\"B\"", "B"),
            ("((t.a))", "a"),
            ("a + 1", "?column?"),
            ("-a", "?column?"),
            ("'x'", "?column?"),
            ("a = 1 and b", "?column?"),
            ("sum(a)", "sum"),
            ("pg_catalog.lower(a + 1)", "lower"),
            ("row_number() over (order by a)", "row_number"),
            ("(rank() over (order by a))::integer", "rank"),
            ("trim(a)", "btrim"),
            ("a::varchar(3)", "a"),
            ("CAST(a + 1 AS decimal(5, 2))", "numeric"),
            ("cast(lower(a) as text)", "lower"),
            ("(a * 2)::character varying(3)", "varchar"),
            ("case when a = 1 then b else c end", "c"),
            ("case when a = 1 then case when b then 1 else c end end", "case"),
            ("case when a then 1 end + 1", "?column?"),
            ("true", "bool"),
            ("cast (a b)", "?column?"),
            ("null", "?column?"),
            ("exists (select 1)", "exists"),
            ("date '2026-01-01'", "date"),
            ("(a::numeric / 2)::redshift_local.super", "super"),
        ] {
            assert_eq!(of(expression), name, "{expression}");
        }
    }
}

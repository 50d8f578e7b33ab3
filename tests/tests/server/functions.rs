//! SQL functions: what the server computes.

use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

async fn one(name: &str) -> Database {
    let db = people().await;
    Person::insert(person(name, 36)).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn letters_and_lengths() {
    let db = one("adA Lowe").await;
    let row = Person::query()
        .select(|p| (p.name.lower(), p.name.upper(), p.name.initcap(), p.name.reverse()))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("ada lowe".into(), "ADA LOWE".into(), "Ada Lowe".into(), "ewoL Ada".into()));
    let db = one("a東京").await;
    let lengths =
        Person::query().select(|p| (p.name.len(), p.name.octet_length(), p.name.ascii())).one(&db).await.unwrap();
    assert_eq!(lengths, (3, 7, 97));
}

#[tokio::test]
async fn parts_of_a_text() {
    let db = one("  x-y-zx").await;
    let trimmed = Person::query()
        .select(|p| (p.name.trim(), p.name.btrim(" x"), p.name.ltrim(" x-"), p.name.rtrim("xz")))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(trimmed, ("x-y-zx".into(), "-y-z".into(), "y-zx".into(), "  x-y-".into()));
    let parts = Person::query()
        .select(|p| {
            let name = p.name;
            (name.left(3), name.right(2), name.substring(3, 3), name.substring_from(7), name.split_part("-", 2))
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(parts, ("  x".into(), "zx".into(), "x-y".into(), "zx".into(), "y".into()));
}

#[tokio::test]
async fn texts_are_filled_and_replaced() {
    let db = one("a'b").await;
    let row = Person::query()
        .select(|p| (p.name.lpad(5, "xy"), p.name.rpad(4, "-"), p.name.repeat(2), p.name.lpad(2, "x")))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("xya'b".into(), "a'b-".into(), "a'ba'b".into(), "a'".into()));
    let row = Person::query()
        .select(|p| (p.name.replace("'", "\\"), p.name.translate("ab", "x"), p.name.strpos("b"), p.name.charindex("z")))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("a\\b".into(), "x'".into(), 3, 0));
}

#[tokio::test]
async fn regular_expressions() {
    let db = one("it's 12 or 345").await;
    let row = Person::query()
        .select(|p| {
            let name = p.name;
            (
                name.regexp_replace(r"\d+", "#"),
                name.regexp_replace("t's", r"''"),
                name.regexp_substr(r"\d+"),
                name.regexp_count("[0-9]"),
                name.regexp_instr("or"),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, ("it's # or #".into(), "i'' 12 or 345".into(), "12".into(), 5, 9));
}

#[tokio::test]
async fn a_group_by_key_with_parameters() {
    let db = people().await;
    Person::insert_many([person("Ada L", 1), person("ada B", 2), person("Bob", None)]).execute(&db).await.unwrap();
    let words = Person::query()
        .group_by(|p| p.name.split_part(" ", 1).lower())
        .select(|word, _| (word, count_star()))
        .order_by(|(word, _)| word.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(words, [("ada".to_owned(), 2), ("bob".to_owned(), 1)]);
}

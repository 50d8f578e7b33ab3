//! Expressions: what the server computes.

use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

async fn four() -> Database {
    let db = people().await;
    let rows = [person("Ada", 36), person("Bob", None), person("Eve", 7), person("Zoe", 36)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn case_gives_the_first_true_condition() {
    let db = four().await;
    let groups: Vec<(String, Option<i64>, i64)> = Person::query()
        .order_by(|p| p.name.asc())
        .select(|p| {
            let group = case().when(p.age.is_null(), "unknown").when(p.age.lt(18), "minor").otherwise("adult");
            (group, case().when(p.age.gt(18), p.id).end(), case().when(p.age.lt(18), 0).otherwise(p.id * 10))
        })
        .all(&db)
        .await
        .unwrap();
    let expected = [("adult", Some(1), 10), ("unknown", None, 20), ("minor", None, 0), ("adult", Some(4), 40)];
    assert_eq!(groups, expected.map(|(group, adult, id)| (group.to_owned(), adult, id)));

    let (adults, sum, fraction) = Person::query()
        .select(|p| {
            let adult = case().when(p.age.gt(18), 1).end();
            let half = case().when(p.age.gt(18), dec!(0.5)).otherwise(dec!(1.25));
            (adult.clone().count(), adult.sum(), half.sum())
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!((adults, sum, fraction), (2, Some(2_i64), Some(dec!(3.50))));

    let sizes: Vec<(String, i64)> = Person::query()
        .group_by(|p| case().when(p.age.gt(18), "adult").otherwise("other"))
        .select(|group, _| (group, count_star()))
        .order_by(|(group, _)| group.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(sizes, [("adult".to_owned(), 2), ("other".to_owned(), 2)]);
}

#[tokio::test]
async fn quantified_comparisons_and_escaped_patterns() {
    let db = four().await;
    let names = async |query: ModelQuery<'static, Person>| -> Vec<String> {
        query.order_by(|p| p.name.asc()).select(|p| p.name).all(&db).await.unwrap()
    };
    let adults = || Person::query().filter(|p| p.age.gt(18)).select(|p| p.name);
    assert_eq!(names(Person::query().filter(|p| p.name.eq_any(adults()))).await, ["Ada", "Zoe"]);
    assert_eq!(names(Person::query().filter(|p| p.name.ne_all(adults()))).await, ["Bob", "Eve"]);
    assert_eq!(names(Person::query().filter(|p| p.age.ne_all(Person::query().select(|q| q.age)))).await, [""; 0]);

    Person::insert_many([person("50%", 1), person("50x", 1), person("A_b", 1)]).execute(&db).await.unwrap();
    assert_eq!(names(Person::query().filter(|p| p.name.like_escape("50^%", '^'))).await, ["50%"]);
    assert_eq!(names(Person::query().filter(|p| p.name.ilike_escape("a!_B", '!'))).await, ["A_b"]);
    assert_eq!(names(Person::query().filter(|p| p.name.similar_to_escape("(5|0)+'%", '\''))).await, ["50%"]);
    let others = Person::query().filter(|p| p.age.eq(1)).filter(|p| p.name.not_like_escape("50^%", '^'));
    assert_eq!(names(others).await, ["50x", "A_b"]);
}

#[tokio::test]
async fn conditional_functions() {
    let db = four().await;
    let rows: Vec<(i32, i32, String, Option<i32>, i32, i32)> = Person::query()
        .filter(|p| p.name.in_(["Ada", "Bob"]))
        .order_by(|p| p.name.asc())
        .select(|p| {
            let known = p.age.nvl2("known", "unknown");
            (
                p.age.coalesce(p.age).coalesce(-1),
                p.age.nvl(0),
                known,
                p.age.nullif(36),
                p.age.greatest(40),
                p.age.least(40),
            )
        })
        .all(&db)
        .await
        .unwrap();
    let expected = [(36, 36, "known", None, 40, 36), (-1, 0, "unknown", None, 40, 40)];
    assert_eq!(rows, expected.map(|(a, b, known, c, d, e)| (a, b, known.to_owned(), c, d, e)));
}

#[tokio::test]
async fn casts() {
    let db = four().await;
    let (text, double, number, flag) = Person::query()
        .filter(|p| p.name.eq("Eve"))
        .select(|p| {
            (p.age.cast::<String>(), p.id.cast::<f64>(), p.age.cast::<String>().cast::<i64>(), p.age.cast::<bool>())
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!((text.as_deref(), double, number, flag), (Some("7"), 3.0, Some(7), Some(true)));

    let ages = Person::query().filter(|p| p.age.is_not_null());
    let cut_off = ages.clone().select(|p| p.age.avg()).one(&db).await.unwrap();
    let exact =
        ages.clone().select(|p| (p.age.cast_decimal(12, 2).avg(), p.age.cast::<f64>().avg())).one(&db).await.unwrap();
    assert_eq!(cut_off, Some(26));
    assert_eq!(exact, (Some(dec!(26.33)), Some(79.0 / 3.0)));
    let short = ages.select(|p| p.name.cast_varchar(2)).order_by(|name| name.asc()).all(&db).await.unwrap();
    assert_eq!(short, ["Ad", "Ev", "Zo"]);
    assert!(Person::query().select(|p| p.name.cast::<i32>()).all(&db).await.is_err());
}

#[tokio::test]
async fn constants_keep_their_value_and_their_type() {
    let db = four().await;
    let long = "x".repeat(1_000);
    let row = Person::query()
        .select(|_| (value(long.as_str()), value(dec!(1.25)), value(true), null::<String>(), null::<i64>()))
        .limit(1)
        .one(&db)
        .await
        .unwrap();
    assert_eq!(row, (long.clone(), dec!(1.25), true, None, None));

    let young = Person::query().filter(|p| p.age.lt(18)).select(|p| (value("young"), p.name));
    let old = Person::query().filter(|p| p.age.gt(18)).select(|p| (value("old"), p.name));
    let both = young.union_all(old).order_by(|(_, name)| name.asc()).all(&db).await.unwrap();
    let expected = [("old", "Ada"), ("young", "Eve"), ("old", "Zoe")];
    assert_eq!(both, expected.map(|(group, name)| (group.to_owned(), name.to_owned())));

    let oldest = Person::query().select(|p| p.age.max());
    let nobody = Person::query().filter(|p| p.age.lt(0)).select(|p| p.age.min());
    let ids = Person::query().filter(|p| p.id.lt(0)).select(|p| p.id.cast::<i32>().nullable());
    let all = ids.union_all(oldest).union_all(nobody).order_by(|age| age.asc()).all(&db).await.unwrap();
    assert_eq!(all.len(), 2);
    assert!(all[0].is_some() && all[1].is_none());
}

//! QUALIFY: what the server keeps.

use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

async fn five() -> Database {
    let db = people().await;
    let rows = [person("a", 10), person("a", 20), person("b", 20), person("b", 50), person("b", None)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn the_first_row_of_each_group() {
    let db = five().await;
    let oldest = Person::query().qualify(|p| {
        row_number().over(|w| w.partition_by(p.name).order_by((p.age.desc().nulls_last(), p.id.asc()))).eq(1)
    });
    let people = oldest.clone().order_by(|p| p.name.desc()).all(&db).await.unwrap();
    let ages: Vec<_> = people.into_iter().map(|person| (person.name, person.age)).collect();
    assert_eq!(ages, [("b".to_owned(), Some(50)), ("a".to_owned(), Some(20))]);
    assert_eq!(oldest.clone().count(&db).await.unwrap(), 2);

    // The windows see what WHERE leaves, LIMIT what QUALIFY leaves; expressions and what is ordered by need no name.
    let rows: Vec<(Option<i32>, i64)> = oldest
        .filter(|p| p.age.lt(50))
        .order_by(|p| p.age.desc())
        .order_by(|p| (p.id % 2).asc())
        .limit(1)
        .select(|p| (p.age + 1, count_star().over(|w| w)))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows, [(Some(21), 3)]);
}

#[tokio::test]
async fn windows_beside_columns_of_the_row() {
    let db = five().await;
    let above: Vec<(String, Option<i32>)> = Person::query()
        .qualify(|p| p.age.gt(p.age.avg().over(|w| w.partition_by(p.name)).cast::<i32>()))
        .select(|p| (p.name, p.age))
        .order_by(|(name, _)| name.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(above, [("a".to_owned(), Some(20)), ("b".to_owned(), Some(50))]);
    let once: Vec<String> = Person::query()
        .qualify(|p| count_star().over(|w| w.partition_by(p.name)).ge(2))
        .select(|p| p.name)
        .distinct()
        .order_by(|name| name.desc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(once, ["b", "a"]);
}

#[tokio::test]
async fn groups() {
    let db = five().await;
    let best: Vec<(String, Option<i64>)> = Person::query()
        .group_by(|p| p.name)
        .having(|_, _| count_star().gt(1))
        .qualify(|_, p| rank().over(|w| w.order_by(p.age.sum().desc())).eq(1))
        .select(|name, p| (name, p.age.sum()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(best, [("b".to_owned(), Some(70))]);
}

#[tokio::test]
async fn joined_and_combined() {
    let db = five().await;
    let youngest = || {
        Person::query()
            .filter(|p| p.age.is_not_null())
            .qualify(|p| rank().over(|w| w.partition_by(p.name).order_by(p.age.asc())).eq(1))
    };
    let rows: Vec<(i64, Option<i32>)> = Person::query()
        .join(youngest(), |(p, young)| p.name.eq(young.name))
        .select(|(p, young)| (p.id, young.age))
        .order_by(|(id, _)| id.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, Some(10)), (2, Some(10)), (3, Some(20)), (4, Some(20)), (5, Some(20))]);
    let ages: Vec<Option<i32>> = youngest()
        .select(|p| p.age)
        .union(Person::query().filter(|p| p.age.eq(50)).select(|p| p.age))
        .order_by(|age| age.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(ages, [Some(10), Some(20), Some(50)]);
}

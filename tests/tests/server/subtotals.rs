//! ROLLUP, CUBE and GROUPING SETS: what the server computes.

use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

async fn five() -> Database {
    let db = people().await;
    let rows = [person("a", 10), person("a", 20), person("b", 20), person("b", 50), person("b", None)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn a_hierarchy() {
    let db = five().await;
    let rows: Vec<(Option<String>, Option<i32>, i32, i64)> = Person::query()
        .group_by(|p| rollup((p.name, p.age)))
        .having(|(name, _), _| name.ne("a"))
        .select(|(name, age), _| (name, age, grouping((name, age)), count_star()))
        .order_by(|(_, age, level, _)| (level.asc(), age.asc()))
        .all(&db)
        .await
        .unwrap();
    // The NULL of the table is told from that of the subtotal.
    let b = || Some("b".to_owned());
    assert_eq!(rows, [(b(), Some(20), 0, 1), (b(), Some(50), 0, 1), (b(), None, 0, 1), (b(), None, 1, 3)]);
}

#[tokio::test]
async fn sets() {
    let db = five().await;
    let rows: Vec<(Option<String>, Option<i64>, Option<i64>)> = Person::query()
        .group_by(|p| grouping_sets((p.name, p.id % 2, ())))
        .select(|(name, odd, ()), p| (name, odd, p.age.sum()))
        .order_by(|(name, odd, _)| (name.asc(), odd.asc()))
        .all(&db)
        .await
        .unwrap();
    let name = |name: &str| Some(name.to_owned());
    let expected = [
        (name("a"), None, Some(30)),
        (name("b"), None, Some(70)),
        (None, Some(0), Some(70)),
        (None, Some(1), Some(30)),
        (None, None, Some(100)),
    ];
    assert_eq!(rows, expected);
    let groups = Person::query().group_by(|p| (p.name, cube((p.id % 2, p.age)))).select(|(name, _), _| name);
    assert_eq!(groups.count(&db).await.unwrap(), 16);
}

#[tokio::test]
async fn ranked_subtotals() {
    let db = five().await;
    let best: Vec<(Option<String>, i32, Option<i64>)> = Person::query()
        .group_by(|p| cube((p.name, p.age)))
        .qualify(|keys, p| {
            rank().over(|w| w.partition_by(grouping(keys)).order_by(p.age.sum().desc().nulls_last())).eq(1)
        })
        .select(|(name, age), p| (name, grouping((name, age)), p.age.sum()))
        .order_by(|(_, level, _)| level.asc())
        .all(&db)
        .await
        .unwrap();
    let b = || Some("b".to_owned());
    assert_eq!(best, [(b(), 0, Some(50)), (b(), 1, Some(70)), (None, 2, Some(50)), (None, 3, Some(100))]);
}

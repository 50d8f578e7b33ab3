//! Window functions: what the server computes.

use redshift_orm::prelude::*;

use crate::models::{Person, people, person};

async fn five() -> Database {
    let db = people().await;
    let rows = [person("a", 10), person("a", 20), person("b", 20), person("b", 50), person("b", None)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn aggregates_over_windows() {
    let db = five().await;
    let rows: Vec<(Option<i64>, Option<i64>, i64, Option<i32>, Option<f64>)> = Person::query()
        .order_by(|p| p.id.asc())
        .select(|p| {
            let running = p.age.sum().over(|w| w.partition_by(p.name).order_by(p.id.asc()).rows_unbounded_preceding());
            let near = p
                .age
                .max()
                .over(|w| w.order_by(p.id.asc()).rows_between(FrameBound::Preceding(1), FrameBound::Following(1)));
            let whole = p.age.cast::<f64>().avg().over(|w| w);
            (running, p.id.sum().over(|w| w), p.age.count().over(|w| w.partition_by(p.name)), near, whole)
        })
        .all(&db)
        .await
        .unwrap();
    let expected = [
        (Some(10), Some(15), 2, Some(20), Some(25.0)),
        (Some(30), Some(15), 2, Some(20), Some(25.0)),
        (Some(20), Some(15), 2, Some(50), Some(25.0)),
        (Some(70), Some(15), 2, Some(50), Some(25.0)),
        (Some(70), Some(15), 2, Some(50), Some(25.0)),
    ];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn ranks() {
    let db = five().await;
    let rows: Vec<(i64, i32, i32, i64, f64, f64)> = Person::query()
        .filter(|p| p.age.is_not_null())
        .order_by(|p| p.id.asc())
        .select(|p| {
            (
                row_number().over(|w| w.partition_by(p.name).order_by(p.age.desc())),
                rank().over(|w| w.order_by(p.age.asc())),
                dense_rank().over(|w| w.order_by(p.age.asc())),
                ntile(2).over(|w| w.order_by(p.id.asc())),
                percent_rank().over(|w| w.order_by(p.age.asc())),
                cume_dist().over(|w| w.order_by(p.age.asc())),
            )
        })
        .all(&db)
        .await
        .unwrap();
    let third = 1.0 / 3.0;
    let expected =
        [(2, 1, 1, 1, 0.0, 0.25), (1, 2, 2, 1, third, 0.75), (2, 2, 2, 2, third, 0.75), (1, 4, 3, 2, 1.0, 1.0)];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn values_of_other_rows() {
    let db = five().await;
    type Values = (Option<i32>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<f64>);
    let rows: Vec<Values> = Person::query()
        .order_by(|p| p.id.asc())
        .select(|p| {
            (
                p.age.lag(1).over(|w| w.order_by(p.id.asc())),
                p.id.lead(2).over(|w| w.partition_by(p.name).order_by(p.id.asc())),
                p.id.first_value().over(|w| w.partition_by(p.name).order_by(p.id.asc()).rows_unbounded_preceding()),
                p.id.last_value().over(|w| w.partition_by(p.name).order_by(p.id.asc()).rows_unbounded_preceding()),
                p.id.nth_value(2).over(|w| w.order_by(p.id.asc()).rows_unbounded_preceding()),
                p.age.ratio_to_report().over(|w| w),
            )
        })
        .all(&db)
        .await
        .unwrap();
    let expected = [
        (None, None, Some(1), Some(1), None, Some(0.1)),
        (Some(10), None, Some(1), Some(2), Some(2), Some(0.2)),
        (Some(20), Some(5), Some(3), Some(3), Some(2), Some(0.2)),
        (Some(20), None, Some(3), Some(4), Some(2), Some(0.5)),
        (Some(50), None, Some(3), Some(5), Some(2), None),
    ];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn nulls_are_ignored_where_asked_for() {
    let db = people().await;
    let rows = [person("a", None), person("a", 20), person("b", None), person("b", 50), person("b", None)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    type Values = (Option<i32>, Option<i32>, Option<i32>, Option<i32>, Option<i32>);
    let rows: Vec<Values> = Person::query()
        .order_by(|p| p.id.asc())
        .select(|p| {
            (
                p.age.lag(1).ignore_nulls().over(|w| w.order_by(p.id.asc())),
                p.age.lead(2).ignore_nulls().over(|w| w.order_by(p.id.asc())),
                p.age.first_value().ignore_nulls().over(|w| w.partition_by(p.name)),
                p.age.last_value().ignore_nulls().over(|w| w.order_by(p.id.asc()).rows_unbounded_preceding()),
                p.age.nth_value(2).ignore_nulls().over(|w| w.order_by(p.id.asc()).rows_unbounded_preceding()),
            )
        })
        .all(&db)
        .await
        .unwrap();
    let expected = [
        (None, Some(50), Some(20), None, None),
        (None, None, Some(20), Some(20), None),
        (Some(20), None, Some(50), Some(20), None),
        (Some(20), None, Some(50), Some(50), Some(50)),
        (Some(50), None, Some(50), Some(50), Some(50)),
    ];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn windows_over_groups_and_in_order_by() {
    let db = five().await;
    let groups: Vec<(String, Option<i64>, i32, Option<i64>)> = Person::query()
        .group_by(|p| p.name)
        .having(|_, p| p.age.sum().gt(0))
        .select(|name, p| {
            let place = rank().over(|w| w.order_by(p.age.sum().desc()));
            let before = p.age.sum().lag(1).over(|w| w.order_by(name.asc()));
            (name, p.age.sum(), place, before)
        })
        .order_by(|(_, _, place, _)| place.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(groups, [("b".to_owned(), Some(70), 1, Some(30)), ("a".to_owned(), Some(30), 2, None)]);

    let sums: Vec<(i64, Option<i64>, Option<i64>, Option<i64>)> = Person::query()
        .group_by(|p| p.name)
        .select(|name, p| {
            let so_far = p.age.sum().sum_of_groups();
            let so_far = so_far.over(|w| w.order_by(name.asc()).rows_unbounded_preceding());
            let rows = count_star().sum_of_groups().over(|w| w);
            (p.age.count(), so_far, rows, p.id.max().max_of_groups().over(|w| w))
        })
        .order_by(|(_, so_far, ..)| so_far.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(sums, [(2, Some(30), Some(5), Some(5)), (2, Some(100), Some(5), Some(5))]);

    let numbered =
        Person::query().select(|p| (p.id, row_number().over(|w| w.partition_by(p.name).order_by(p.id.desc()))));
    let last_of_each = Person::query()
        .join(numbered, |(p, (id, number))| p.id.eq(id).and(number.eq(1)))
        .select(|(p, _)| p.id)
        .order_by(|id| id.asc());
    assert_eq!(last_of_each.all(&db).await.unwrap(), [2, 5]);

    let last: Person = Person::query()
        .order_by(|p| row_number().over(|w| w.order_by(p.id.asc())).desc())
        .limit(1)
        .one(&db)
        .await
        .unwrap();
    assert_eq!(last.id, 5);
    let shares = Person::query().select(|p| (p.name, p.id.sum().over(|w| w.partition_by(p.name)))).distinct();
    assert_eq!(shares.clone().count(&db).await.unwrap(), 2);
    let mut shares = shares.all(&db).await.unwrap();
    shares.sort();
    assert_eq!(shares, [("a".to_owned(), Some(3)), ("b".to_owned(), Some(12))]);
}

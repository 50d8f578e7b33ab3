//! Queries that the program's input decides: what the server gives.

use redshift_orm::prelude::*;

use crate::models::{Person, PersonColumns, people, person};

struct Listing<'a> {
    named: BoxQuery<'a, (i64, String)>,
    everybody: ModelQuery<'a, Person>,
}

fn listing(name: Option<&str>, least: Option<i32>) -> Listing<'_> {
    let everybody = Person::query().filter_some(least, |p, least| p.age.ge(least));
    let named = everybody.clone().filter_some(name, |p, name| p.name.eq(name)).select(|p| (p.id, p.name));
    Listing { named: named.order_by(|(id, _)| id.asc()).boxed(), everybody }
}

fn choices<'a>(p: PersonColumns) -> SortChoice<'a> {
    SortChoice::new().by("name", p.name).by("age", p.age).by("id", p.id)
}

async fn four() -> Database {
    let db = people().await;
    let rows = [person("a", 10), person("b", 20), person("a", 30), person("c", None)];
    Person::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn filters_and_boxed_queries() {
    let db = four().await;
    let all = listing(None, None);
    assert_eq!(all.everybody.count(&db).await.unwrap(), 4);
    assert_eq!(all.named.clone().count(&db).await.unwrap(), 4);
    assert_eq!(all.named.clone().limit(1).offset(1).count(&db).await.unwrap(), 1);
    assert_eq!(all.named.clone().limit(1).offset(2).one(&db).await.unwrap(), (3, "a".into()));
    let too_many = all.named.clone().one(&db).await.unwrap_err();
    assert!(too_many.is_too_many_rows());
    let mut rows = all.named.stream(&db);
    let mut ids = Vec::new();
    while let Some(row) = rows.next().await {
        ids.push(row.unwrap().0);
    }
    assert_eq!(ids, [1, 2, 3, 4]);

    let some = listing(Some("a"), Some(20));
    assert_eq!(some.named.clone().all(&db).await.unwrap(), [(3, "a".into())]);
    assert_eq!(some.named.optional(&db).await.unwrap(), Some((3, "a".into())));
    let eldest = some.everybody.order_by(|p| p.age.desc()).limit(1).boxed();
    assert_eq!(eldest.one(&db).await.unwrap().id, 3);
    assert_eq!(listing(Some("z"), None).named.optional(&db).await.unwrap(), None);

    let ids = Person::query().filter(|p| p.name.eq("b")).select(|p| p.id).boxed();
    let mut both = Person::query().filter(|p| p.age.is_null()).select(|p| p.id).union_all(ids).all(&db).await.unwrap();
    both.sort_unstable();
    assert_eq!(both, [2, 4]);
}

#[tokio::test]
async fn conditions_by_the_number() {
    let db = four().await;
    let ids = async |conditions: fn(PersonColumns) -> Condition<'static>| {
        Person::query().filter(conditions).select(|p| p.id).order_by(|id| id.asc()).all(&db).await.unwrap()
    };
    assert_eq!(ids(|p| any_of([1, 4].map(|id| p.id.eq(id)))).await, [1, 4]);
    assert_eq!(ids(|p| all_of([p.name.eq("a"), p.age.gt(20)])).await, [3]);
    assert_eq!(ids(|_| all_of(Vec::<Condition<'_>>::new())).await, [1, 2, 3, 4]);
    assert_eq!(ids(|_| any_of(Vec::<Condition<'_>>::new())).await, [0_i64; 0]);
    let many = Person::query().filter(|p| any_of((0..20_000_i64).map(|id| p.id.eq(id)))).count(&db).await.unwrap();
    assert_eq!(many, 4);
}

#[tokio::test]
async fn chosen_orders() {
    let db = four().await;
    let ids = async |text: &str| {
        let query = Person::query().order_by_choice(text, choices).unwrap();
        query.select(|p| p.id).all(&db).await.unwrap()
    };
    assert_eq!(ids("name, id desc").await, [3, 1, 2, 4]);
    assert_eq!(ids("age desc").await, [4, 3, 2, 1]);
    assert_eq!(ids("age desc nulls last").await, [3, 2, 1, 4]);
    assert_eq!(ids("age asc nulls first").await, [4, 1, 2, 3]);
}

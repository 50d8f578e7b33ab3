//! SUPER values on the stand-in.

use redshift_orm::prelude::*;
use redshift_orm_tests::server;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    sku: String,
    unit_price: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "documents")]
struct Document {
    #[redshift(primary_key)]
    id: i64,
    payload: Option<Value>,
    item: Json<Item>,
    spare: Option<Json<Item>>,
}

fn item(sku: &str) -> Item {
    Item { sku: sku.into(), unit_price: Some(2.5) }
}

fn document(id: i64, payload: impl Into<Option<Value>>) -> NewDocument {
    NewDocument { id, payload: payload.into(), item: Json(item("x")), spare: None }
}

async fn documents() -> Database {
    let url = server::url(|database| database).await;
    let db = Database::builder().url(url).case_sensitive_super_attributes().connect().await.unwrap();
    Schema::of::<(Document,)>().create_all(&db).await.unwrap();
    let rows = [
        document(
            1,
            json!({"status": "shipped", "total": 12.5, "at": "2024-02-29T10:00:00", "items": [item("a"), item("b")]}),
        ),
        document(2, json!({"status": 7, "total": "soon", "items": []})),
        document(3, None),
    ];
    Document::insert_many(rows).execute(&db).await.unwrap();
    db
}

#[tokio::test]
async fn paths_find_values_or_null() {
    let db = documents().await;
    let rows: Vec<(i64, Option<Value>, Option<String>)> = Document::query()
        .order_by(|d| d.id.asc())
        .select(|d| (d.id, d.payload.path("status"), d.payload.path("items").at(1).path("sku").as_varchar()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, Some(json!("shipped")), Some("b".into())), (2, Some(json!(7)), None), (3, None, None)]);
    let price = Document::query()
        .filter(|d| d.payload.path("items").at(0).path("unitPrice").as_double().gt(2.0))
        .select(|d| d.id)
        .one(&db)
        .await
        .unwrap();
    assert_eq!(price, 1);
}

#[tokio::test]
async fn casts_give_null_for_what_cannot_be_cast() {
    let db = documents().await;
    let casts = Document::query()
        .filter(|d| d.id.lt(3))
        .order_by(|d| d.id.asc())
        .select(|d| {
            let total = d.payload.path("total");
            (
                total.clone().as_decimal(6, 2),
                total.as_integer(),
                d.payload.path("at").as_timestamp(),
                d.payload.as_varchar(),
            )
        })
        .all(&db)
        .await
        .unwrap();
    let at = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap().and_hms_opt(10, 0, 0);
    assert_eq!(casts, [(Some(dec!(12.50)), Some(13), at, None), (None, None, None, None)]);
}

#[tokio::test]
async fn values_are_compared_by_their_dynamic_types() {
    let db = documents().await;
    let count = |value: Value| {
        let db = db.clone();
        async move { Document::query().filter(|d| d.payload.path("status").eq(value)).count(&db).await.unwrap() }
    };
    assert_eq!((count(json!("shipped")).await, count(json!(7)).await, count(json!("7")).await), (1, 1, 0));
    let groups = Document::query()
        .group_by(|d| d.payload.path("status"))
        .select(|status, _| (status, count_star()))
        .order_by(|(status, _)| status.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(groups, [(Some(json!(7)), 1), (Some(json!("shipped")), 1), (None, 1)]);
    let lengths = Document::query()
        .filter(|d| d.payload.path("items").is_array().eq(true))
        .order_by(|d| d.id.asc())
        .select(|d| {
            (d.payload.path("items").get_array_length(), d.payload.path("status").json_typeof(), d.item.json_size())
        })
        .all(&db)
        .await
        .unwrap();
    assert_eq!(lengths, [(Some(2), Some("string".into()), 27), (Some(0), Some("number".into()), 27)]);
}

#[tokio::test]
async fn arithmetic_is_by_dynamic_types() {
    let db = documents().await;
    let row = Document::query()
        .filter(|d| d.id.eq(1))
        .select(|d| {
            let whole = || value("{\"n\": 7, \"s\": \"a\"}").json_parse();
            let total = d.payload.path("total");
            (
                ((total.clone() + 1).as_decimal(6, 2), (d.id * total).as_decimal(6, 2)),
                (array((7,)) + 1, d.payload.path("status") + d.payload.path("status"), d.payload.path("status") * 2),
                whole().object_transform(|t| t.keep(["n"]).set(["m", "id"], d.id).set(["t"], "x")),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let total = Document::query().filter(|d| d.id.eq(1)).select(|d| d.payload.path("total").as_decimal(6, 2));
    let total = total.one(&db).await.unwrap().unwrap();
    assert_eq!(row.0, (Some(total + dec!(1)), Some(total)));
    assert_eq!(row.1, (None, Some(json!("shippedshipped")), None));
    assert_eq!(row.2, Some(json!({"n": 7, "m": {"id": 1}, "t": "x"})));
}

#[tokio::test]
async fn json_is_read_into_structs() {
    let db = documents().await;
    let read = Document::query().filter(|d| d.id.eq(1)).one(&db).await.unwrap();
    assert_eq!((read.item, read.spare), (Json(item("x")), None));
    let part = Document::query()
        .filter(|d| d.item.path("sku").as_varchar().eq("x").and(d.id.eq(1)))
        .select(|d| (d.payload.path("items").at(0).as_json::<Item>(), d.payload.path("items").as_json::<Vec<Item>>()))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(part, (Some(Json(item("a"))), Some(Json(vec![item("a"), item("b")]))));

    let wrong = Document::query().filter(|d| d.id.eq(1)).select(|d| d.payload.path("status").as_json::<Item>());
    let error = wrong.one(&db).await.unwrap_err();
    let said = format!("{error}: {:?}", std::error::Error::source(&error).map(ToString::to_string));
    assert!(said.contains("expected struct Item"), "{said}");
    assert!(!said.contains("shipped"), "{said}");
}

#[tokio::test]
async fn what_is_no_json_is_not_sent() {
    #[derive(Debug, Model)]
    #[redshift(table = "maps")]
    struct Map {
        #[redshift(primary_key)]
        id: i64,
        map: Json<std::collections::HashMap<String, Odd>>,
    }
    /// Serializes to no JSON.
    #[derive(Debug, Deserialize)]
    struct Odd;
    impl Serialize for Odd {
        fn serialize<S: serde::Serializer>(&self, _: S) -> std::result::Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("odd"))
        }
    }
    let db = server::database().await;
    Schema::of::<(Map,)>().create_all(&db).await.unwrap();
    let map = Json(std::collections::HashMap::from([("a".into(), Odd)]));
    let error = Map::insert(NewMap { id: 1, map }).execute(&db).await.unwrap_err();
    assert!(error.to_string().contains("a value for a SUPER cannot be written as JSON: odd"), "{error}");
    assert_eq!(Map::query().count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn arrays_are_unnested() {
    let db = documents().await;
    let items = || Document::query().unnest(|d| d.payload.path("items"));
    let skus = items()
        .order_by(|(d, item)| (d.id.asc(), item.path("sku").asc()))
        .select(|(d, item)| (d.id, item.path("sku").as_varchar(), item.as_json::<Item>()))
        .all(&db)
        .await
        .unwrap();
    let found = |sku: &str| (1, Some(sku.to_owned()), Some(Json(item(sku))));
    assert_eq!(skus, [found("a"), found("b")]);
    assert_eq!(items().count(&db).await.unwrap(), 2);
    assert_eq!(items().filter(|(_, item)| item.path("sku").as_varchar().eq("b")).all(&db).await.unwrap().len(), 1);

    let kept = Document::query()
        .left_unnest(|d| d.payload.path("items"))
        .order_by(|(d, item)| (d.id.asc(), item.path("sku").asc()))
        .select(|(d, item)| (d.id, item.path("sku").as_varchar()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(kept, [(1, Some("a".into())), (1, Some("b".into())), (2, None), (3, None)]);

    let indexed = Document::query()
        .unnest_with_index(|d| d.payload.path("items"))
        .order_by(|(_, (_, index))| index.desc())
        .select(|(_, (item, index))| (index, item.path("sku").as_varchar()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(indexed, [(1, Some("b".into())), (0, Some("a".into()))]);

    let joined = items()
        .join(Document::query(), |(_, _, other)| other.id.eq(2))
        .group_by(|(d, _, other)| (d.id, other.id))
        .select(|(left, right), _| (left, right, count_star()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(joined, [(1, 2, 2)]);
}

#[tokio::test]
async fn objects_are_unpivoted() {
    let db = documents().await;
    let attributes = Document::query()
        .unnest(|d| d.payload.path("items"))
        .unpivot(|(_, item)| item)
        .filter(|(_, item, _)| item.path("sku").as_varchar().eq("a"))
        .order_by(|(_, _, (_, name))| name.asc())
        .select(|(_, _, (value, name))| (name, value.json_typeof()))
        .all(&db)
        .await
        .unwrap();
    assert_eq!(attributes, [("sku".into(), Some("string".into())), ("unitPrice".into(), Some("number".into()))]);
}

#[tokio::test]
async fn arrays_are_made_and_searched() {
    let db = documents().await;
    let made = Document::query()
        .filter(|d| d.id.eq(1))
        .select(|d| {
            let status = d.payload.path("status");
            (
                array((d.id, "a", true, dec!(2.50), 7_i64, 0.5, status.clone(), null::<String>())),
                array(()),
                object((("id", d.id), ("status", status), ("item", d.item), ("parts", array((1, array(())))))),
                object(()),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(made.0, json!([1, "a", true, 2.50, 7, 0.5, "shipped", null]));
    assert_eq!((made.1, made.3), (json!([]), json!({})));
    assert_eq!(made.2, json!({"id": 1, "status": "shipped", "item": item("x"), "parts": [1, []]}));

    let groups = Document::query()
        .group_by(|d| d.payload.path("items").is_array())
        .select(|is_array, d| array((is_array, d.id.sum())))
        .order_by(|pair| pair.asc())
        .all(&db)
        .await;
    assert_eq!(groups.unwrap(), [json!([false, 3]), json!([true, 3])]);

    let list = |list: Value| value(list);
    let places = Document::query()
        .filter(|d| d.id.eq(1))
        .filter(|_| list(json!(["a", 1, null])).array_contains("a"))
        .select(|d| {
            let list = || list(json!([1, "a", null, 1]));
            (
                (list().array_contains(d.id), list().array_contains("x"), list().array_contains_or_null("x")),
                (
                    list().array_position(null::<String>()),
                    list().array_position("x"),
                    list().array_position_or_null("x"),
                ),
                (
                    list().array_positions(1),
                    list().array_positions_or_null("x"),
                    d.payload.path("no").array_contains(1),
                ),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(places.0, (Some(true), Some(false), None));
    assert_eq!(places.1, (Some(2), Some(-1), None));
    assert_eq!(places.2, (Some(json!([0, 3])), None, None));
}

#[tokio::test]
async fn arrays_are_combined_and_sorted() {
    let db = documents().await;
    let a = || value(json!([2, 1, 2, null]));
    let b = || array((2, "x"));
    let combined = Document::query()
        .filter(|d| d.id.eq(1))
        .select(|_| {
            (
                (a().array_concat(b()), array((a(), b())).array_flatten(), a().subarray(1, 2), a().array_distinct()),
                (a().array_except(b()), a().array_except_distinct(b()), a().array_intersection(json!([2, 2, 2]))),
                (a().array_intersection_distinct(json!([2, 2])), a().array_union(b()), a().arrays_overlap(b())),
                (
                    a().array_sort(),
                    a().array_sort_desc(),
                    a().array_sort_nulls_first(),
                    a().array_sort_desc_nulls_last(),
                ),
            )
        })
        .one(&db)
        .await
        .unwrap();
    let some = |value: Value| Some(value);
    assert_eq!(
        combined.0,
        (
            some(json!([2, 1, 2, null, 2, "x"])),
            some(json!([2, 1, 2, null, 2, "x"])),
            some(json!([1, 2])),
            some(json!([2, 1, null]))
        )
    );
    assert_eq!(combined.1, (some(json!([1, 2, null])), some(json!([1, null])), some(json!([2, 2]))));
    assert_eq!(combined.2, (some(json!([2])), some(json!([2, 1, null, "x"])), Some(true)));
    assert_eq!(
        combined.3,
        (
            some(json!([1, 2, 2, null])),
            some(json!([null, 2, 2, 1])),
            some(json!([null, 1, 2, 2])),
            some(json!([2, 2, 1, null]))
        )
    );
}

#[tokio::test]
async fn texts_and_names_are_taken_apart() {
    let db = documents().await;
    let told = Document::query()
        .filter(|d| d.id.eq(1))
        .select(|d| {
            (
                (value("a;b").split_to_array(";"), value("[7, 8]").json_array_length()),
                (value("[7, \"x\"]").json_extract_array_element_text(1), value("{}").is_valid_json_array()),
                (value("{}").is_valid_json(), value("[]").is_valid_json()),
                (d.item.get_number_attributes(), d.item.lower_attribute_names(), d.item.upper_attribute_names()),
                d.item.path("sku").json_serialize_to_varbyte(),
            )
        })
        .one(&db)
        .await
        .unwrap();
    assert_eq!(told.0, (json!(["a", "b"]), 2));
    assert_eq!(told.1, (Some("x".into()), false));
    assert_eq!(told.2, (true, false));
    assert_eq!(told.3, (Some(2), json!({"sku": "x", "unitprice": 2.5}), json!({"SKU": "x", "UNITPRICE": 2.5})));
    assert_eq!(told.4, Some(b"\"x\"".to_vec()));
}

//! `New..` structs with attributes of their own.

use redshift_orm::prelude::*;
use redshift_orm_tests::server::database;
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Model)]
#[redshift(new(derive(Deserialize, Serialize), serde(rename_all = "camelCase", deny_unknown_fields)))]
struct Parcel {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(new(serde(alias = "to")))]
    sent_to: String,
    #[redshift(default = "7")]
    weight: i32,
    #[redshift(default = "'none'")]
    note: Option<String>,
}

#[tokio::test]
async fn new_rows_are_read_by_serde() {
    let db = database().await;
    Schema::of::<Parcel>().create_all(&db).await.unwrap();
    let rows: Vec<NewParcel> = serde_json::from_str(
        r#"[{ "sentTo": "Ada" }, { "to": "Bob", "weight": 3, "note": null }, { "sentTo": "Eve", "note": "fragile" }]"#,
    )
    .unwrap();
    assert_eq!(rows[0], NewParcel { sent_to: "Ada".into(), weight: Defaulted::Default, note: Defaulted::Default });
    for row in rows.clone() {
        Parcel::insert(row).execute(&db).await.unwrap();
    }
    let parcels = Parcel::query().order_by(|p| p.id.asc()).all(&db).await.unwrap();
    let parcel = |id, sent_to: &str, weight, note: Option<&str>| Parcel {
        id,
        sent_to: sent_to.into(),
        weight,
        note: note.map(Into::into),
    };
    let expected = [parcel(1, "Ada", 7, Some("none")), parcel(2, "Bob", 3, None), parcel(3, "Eve", 7, Some("fragile"))];
    assert_eq!(parcels, expected);

    let text = serde_json::to_string(&rows).unwrap();
    assert_eq!(text, r#"[{"sentTo":"Ada"},{"sentTo":"Bob","weight":3,"note":null},{"sentTo":"Eve","note":"fragile"}]"#);
    assert_eq!(serde_json::from_str::<Vec<NewParcel>>(&text).unwrap(), rows);
    assert!(serde_json::from_str::<NewParcel>(r#"{ "sentTo": "Ada", "id": 1 }"#).is_err());
    assert!(serde_json::to_string(&Defaulted::<i32>::Default).unwrap_err().to_string().contains("skip_serializing_if"));
}

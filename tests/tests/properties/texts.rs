//! Random texts and bytes come back as they were sent, bound and as literals.

use futures_util::TryStreamExt as _;
use proptest::prelude::*;
use redshift_orm::prelude::*;
use redshift_orm_tests::server;

use crate::wait;

#[derive(Debug, Clone, PartialEq, Model)]
struct Note {
    #[redshift(primary_key, identity)]
    id: i64,
    #[redshift(varchar = max)]
    text: String,
    bytes: Vec<u8>,
    json: serde_json::Value,
}

/// Any text that a server holds, odd ones more often than they come.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "'", "''", "\\", "\\'", "\"", "%", "_", "$1", "--", "/*", ";", "é", "🚀", "\n", "{}",
    ]);
    let odd = prop::collection::vec(odd, 0..6).prop_map(|parts| parts.concat());
    prop_oneof![odd, "[^\\x00]{0,40}"]
}

#[test]
fn what_is_sent_comes_back() {
    let db = wait(async {
        let db = server::database().await;
        Schema::of::<Note>().create_all(&db).await.unwrap();
        db
    });
    let case = (text(), prop::collection::vec(any::<u8>(), 0..40));
    proptest!(ProptestConfig::with_cases(200), |((text, bytes) in case)| {
        let json = serde_json::json!({ "text": &text, "list": [1, null, true] });
        let new = NewNote { text: text.clone(), bytes: bytes.clone(), json: json.clone() };
        wait(async {
            let id = Note::insert(new).id(&db).await.unwrap();
            let expected = Note { id, text: text.clone(), bytes, json };
            // Bound.
            let bound = Note::query().filter(|n| n.text.eq(&text)).filter(|n| n.id.eq(id)).one(&db).await.unwrap();
            prop_assert_eq!(&bound, &expected);
            // A stream declares a cursor, which cannot bind: the values are literals.
            let query = Note::query().filter(|n| n.text.eq(text.clone())).filter(|n| n.id.eq(id));
            let streamed: Vec<Note> = query.stream(&db).try_collect().await.unwrap();
            prop_assert_eq!(streamed, [expected]);
            // As a pattern, the text means itself.
            let found = Note::query().filter(|n| n.text.starts_with(&text)).filter(|n| n.id.eq(id)).count(&db).await.unwrap();
            prop_assert_eq!(found, 1);
            Ok(())
        })?;
    });
}

//! Types on the wire: their numbers, their look-up, their formats.

use tokio_postgres::SimpleQueryMessage;
use tokio_postgres::types::{Kind, Type};

use crate::{fresh, said};

#[tokio::test]
async fn tokio_postgres_finds_super_and_varbyte() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (s super, b varbyte(10), v varchar(5), x text)").await.unwrap();
    let statement = db.prepare("SELECT s, b, v, x FROM t").await.unwrap();
    let types: Vec<&Type> = statement.columns().iter().map(tokio_postgres::Column::type_).collect();
    assert_eq!((types[0].oid(), types[0].name(), types[0].kind()), (4000, "super", &Kind::Simple));
    assert_eq!((types[1].oid(), types[1].name(), types[1].kind()), (6551, "varbyte", &Kind::Simple));
    assert_eq!((types[2], types[3]), (&Type::VARCHAR, &Type::VARCHAR));
}

#[tokio::test]
async fn the_look_up_fails_inside_a_block() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (s super)").await.unwrap();
    db.batch_execute("BEGIN").await.unwrap();
    // The first form of the look-up reads pg_range, which does not exist; the second comes too late.
    assert_eq!(said(&db.prepare("SELECT s FROM t").await.unwrap_err()).0, "25P02");
    db.batch_execute("ROLLBACK").await.unwrap();
    db.prepare("SELECT s FROM t").await.unwrap();
}

#[tokio::test]
async fn super_and_varbyte_have_no_binary_form() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (s super, b varbyte(10))").await.unwrap();
    db.batch_execute("INSERT INTO t VALUES (JSON_PARSE('[1,2]'), TO_VARBYTE('61ff', 'hex'))").await.unwrap();
    for (column, name) in [("s", "super"), ("b", "varbyte")] {
        let error = db.query(&format!("SELECT {column} FROM t"), &[]).await.unwrap_err();
        let text = format!("no binary output function available for type {name}");
        assert_eq!(said(&error), ("42883", text.as_str()));
    }
}

#[tokio::test]
async fn super_and_varbyte_are_written_as_redshift_does() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (s super, b varbyte(10))").await.unwrap();
    db.batch_execute("INSERT INTO t VALUES (JSON_PARSE('{\"a\": [1, \"x y\"]}'), TO_VARBYTE('61ff', 'hex'))")
        .await
        .unwrap();
    let messages = db.simple_query("SELECT s, b FROM t").await.unwrap();
    let row = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    assert_eq!(row.unwrap().get(0), Some("{\"a\":[1,\"x y\"]}"));
    assert_eq!(row.unwrap().get(1), Some("61ff"));
}

#[tokio::test]
async fn a_limit_must_be_int4() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2), (3)").await.unwrap();
    let sql = "SELECT a FROM t ORDER BY a LIMIT $1";
    // Left open it is taken for an int4, where PostgreSQL takes an int8.
    assert_eq!(db.prepare(sql).await.unwrap().params(), [Type::INT4]);
    assert_eq!(db.query(sql, &[&2]).await.unwrap().len(), 2);
    assert_eq!(db.query_typed(sql, &[(&2, Type::INT4)]).await.unwrap().len(), 2);
    for sql in [sql, "SELECT a FROM t ORDER BY a LIMIT 1 OFFSET $1"] {
        let error = db.query_typed(sql, &[(&2_i64, Type::INT8)]).await.unwrap_err();
        assert_eq!(said(&error), ("XX000", "Not implemented"));
        let detail = error.as_db_error().unwrap().detail().unwrap();
        assert!(detail.contains("context:   IsA(cons, Const)"), "{detail}");
    }
}

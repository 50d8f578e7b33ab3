//! Startup, simple and extended protocol, transactions, errors.

use crate::{connect, fresh, said};

#[tokio::test]
async fn both_protocols_answer() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int, b varchar(10)); INSERT INTO t VALUES (1, 'x'), (2, 'y')")
        .await
        .unwrap();
    let rows = db
        .query("SELECT a, b FROM t WHERE a > $1 ORDER BY a", &[&0])
        .await
        .unwrap();
    assert_eq!(rows[1].get::<_, &str>(1), "y");
    assert_eq!(db.execute("UPDATE t SET b = 'z'", &[]).await.unwrap(), 2);
}

#[tokio::test]
async fn select_carries_no_count() {
    let db = fresh().await;
    assert_eq!(db.execute("SELECT 1", &[]).await.unwrap(), 0);
}

#[tokio::test]
async fn a_failed_block_refuses_everything_until_its_end() {
    let db = fresh().await;
    db.batch_execute("BEGIN").await.unwrap();
    assert_eq!(
        said(&db.query("SELECT * FROM nothing", &[]).await.unwrap_err()).0,
        "42P01"
    );
    assert_eq!(said(&db.query("SELECT 1", &[]).await.unwrap_err()).0, "25P02");
    db.batch_execute("ROLLBACK").await.unwrap();
    db.query("SELECT 1", &[]).await.unwrap();
}

#[tokio::test]
async fn extra_float_digits_is_refused_at_the_start() {
    let db = fresh().await;
    let url = format!("{}&options=-c%20extra_float_digits%3D3", db.database.url());
    let error = connect(&url).await.err().unwrap();
    let text = "3 is outside the valid range for parameter \"extra_float_digits\" (-15 .. 2)";
    assert_eq!(said(&error), ("22023", text));
}

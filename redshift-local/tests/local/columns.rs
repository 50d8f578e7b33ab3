//! Statements for which the gate asks the engine: what it asks stays between the two.

use tokio_postgres::types::Type;

use crate::{fresh, rows, said};

async fn table() -> crate::Fresh {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT, b INT); INSERT INTO t VALUES (1, 10), (2, 20)").await.unwrap();
    db
}

#[tokio::test]
async fn statements_that_ask_are_sent_without_waiting() {
    let db = table().await;
    let (first, second, third, fourth) = tokio::join!(
        db.query("SELECT a + 1 AS c, c * 2 AS d FROM t WHERE a = 1", &[]),
        db.query("SELECT a FROM t ORDER BY a", &[]),
        db.query("SELECT * EXCLUDE b FROM t WHERE a = $1", &[&2_i32]),
        rows(&db, "SELECT a * 3 AS e, e + 1 AS f FROM t WHERE e = 3"),
    );
    assert_eq!(first.unwrap()[0].get::<_, i32>("d"), 4);
    assert_eq!(second.unwrap().len(), 2);
    assert_eq!(third.unwrap()[0].get::<_, i32>("a"), 2);
    assert_eq!(fourth, ["e=3 f=4"]);
}

#[tokio::test]
async fn parameters_keep_their_numbers_and_types() {
    let db = table().await;
    let sql =
        "SELECT d.a + $1 AS c, c + $2 AS e FROM (SELECT a, $3 AS k FROM t WHERE a = $2) d WHERE k = 'x' AND c > 0";
    let types = [Type::INT4, Type::INT4, Type::VARCHAR];
    let statement = db.prepare_typed(sql, &types).await.unwrap();
    let found = db.query(&statement, &[&100_i32, &2_i32, &"x"]).await.unwrap();
    assert_eq!((found[0].get::<_, i32>(0), found[0].get::<_, i32>(1)), (102, 104));
    let found = db.query("SELECT a + $1 AS c, c + 1 AS e FROM (SELECT a FROM t WHERE b < $2) d", &[&1_i32, &15_i32]);
    assert_eq!(found.await.unwrap()[0].get::<_, i32>("e"), 3);
    db.batch_execute("PREPARE p (INT) AS SELECT a + $1 AS c, c + 1 AS e FROM t WHERE a = 1").await.unwrap();
    assert_eq!(rows(&db, "EXECUTE p (5)").await, ["c=6 e=7"]);
}

#[tokio::test]
async fn an_error_of_the_question_answers_the_statement() {
    let db = table().await;
    let (missing, message) = ("SELECT a + 1 AS c, c + 1 AS d FROM nowhere", "relation \"nowhere\" does not exist");
    for _ in 0..2 {
        assert_eq!(said(&db.batch_execute(missing).await.unwrap_err()), ("42P01", message));
        assert_eq!(said(&db.query(missing, &[]).await.unwrap_err()), ("42P01", message));
        assert_eq!(rows(&db, "SELECT COUNT(*) FROM t").await, ["count=2"]);
    }
    // In a block it is the first error and no other.
    for extended in [false, true] {
        db.batch_execute("BEGIN; DELETE FROM t WHERE a = 1").await.unwrap();
        let error = if extended {
            db.query(missing, &[]).await.unwrap_err()
        } else {
            db.batch_execute(missing).await.unwrap_err()
        };
        assert_eq!(said(&error), ("42P01", message));
        let again = "SELECT a + 1 AS c, c + 1 AS d FROM t";
        assert_eq!(said(&db.batch_execute(again).await.unwrap_err()).0, "25P02");
        assert_eq!(said(&db.query(again, &[]).await.unwrap_err()).0, "25P02");
        db.batch_execute("ROLLBACK").await.unwrap();
        assert_eq!(rows(&db, "SELECT COUNT(*) FROM t").await, ["count=2"]);
    }
    let (asked, other) = tokio::join!(db.query(missing, &[]), db.query("SELECT a FROM t", &[]));
    assert_eq!(said(&asked.unwrap_err()).1, message);
    assert_eq!(other.unwrap().len(), 2);
}

#[tokio::test]
async fn the_columns_are_those_that_the_statement_sees() {
    let db = table().await;
    db.batch_execute("BEGIN; ALTER TABLE t ADD COLUMN c INT DEFAULT 7").await.unwrap();
    assert_eq!(rows(&db, "SELECT a AS c, c + 1 AS d FROM t WHERE a = 1").await, ["c=1 d=8"]);
    db.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(rows(&db, "SELECT a AS c, c + 1 AS d FROM t WHERE a = 1").await, ["c=1 d=2"]);
    db.batch_execute("CREATE TEMP TABLE s (b INT); INSERT INTO s VALUES (5)").await.unwrap();
    assert_eq!(rows(&db, "SELECT b + 1 AS c, c + 1 AS d FROM s").await, ["c=6 d=7"]);
    db.batch_execute(
        "CREATE VIEW v AS SELECT * EXCLUDE b FROM t; CREATE TABLE u AS SELECT a + 1 AS c, c + 1 AS d FROM t",
    )
    .await
    .unwrap();
    assert_eq!(rows(&db, "SELECT v.a, u.d FROM v, u WHERE u.c = v.a").await, ["a=2 d=3"]);
    db.batch_execute("INSERT INTO u SELECT a AS x, x + 1 FROM v").await.unwrap();
    db.batch_execute("DELETE FROM u WHERE c IN (SELECT a + 1 AS x FROM t WHERE x = 2)").await.unwrap();
    assert_eq!(rows(&db, "SELECT COUNT(*) FROM u").await, ["count=2"]);
}

#[tokio::test]
async fn a_statement_of_a_text_is_asked_about_when_its_turn_comes() {
    let db = table().await;
    let select = "SELECT a + 1 AS c, c + 1 AS d FROM t WHERE a = 5";
    assert_eq!(rows(&db, &format!("BEGIN; INSERT INTO t VALUES (5, 1); {select}; COMMIT")).await, ["c=6 d=7"]);
    let text =
        format!("CREATE TABLE u (e INT, f INT); INSERT INTO u VALUES (1, 2); SELECT * EXCLUDE f FROM u; {select}");
    assert_eq!(rows(&db, &text).await, ["e=1", "c=6 d=7"]);
    // A column wins over the alias.
    let text = format!("{select}; ALTER TABLE t ADD COLUMN c INT DEFAULT 1; {select}");
    assert_eq!(rows(&db, &text).await, ["c=6 d=7", "c=6 d=2"]);
}

#[tokio::test]
async fn what_stands_before_a_failing_question_has_run() {
    let db = table().await;
    let count = "SELECT COUNT(*) FROM t WHERE a = 7";
    let (insert, bad) = ("INSERT INTO t VALUES (7, 1)", "SELECT * EXCLUDE b FROM nothing");
    // A text is one transaction, unless it says otherwise.
    let error = db.batch_execute(&format!("{insert}; {bad}")).await.unwrap_err();
    assert_eq!(said(&error), ("42P01", "relation \"nothing\" does not exist"));
    assert_eq!(rows(&db, count).await, ["count=0"]);
    assert_eq!(said(&db.batch_execute(&format!("BEGIN; {insert}; COMMIT; {bad}")).await.unwrap_err()).0, "42P01");
    assert_eq!(rows(&db, count).await, ["count=1"]);
    assert_eq!(said(&db.batch_execute(&format!("{insert}; COMMIT; {insert}; {bad}")).await.unwrap_err()).0, "42P01");
    assert_eq!(rows(&db, count).await, ["count=2"]);
    // What was opened in the text stays open.
    assert_eq!(said(&db.batch_execute(&format!("{insert}; BEGIN; {bad}")).await.unwrap_err()).0, "42P01");
    assert_eq!(said(&db.batch_execute(count).await.unwrap_err()).0, "25P02");
    db.batch_execute(&format!("ROLLBACK; SELECT * EXCLUDE b FROM t; {insert}")).await.unwrap();
    assert_eq!(rows(&db, count).await, ["count=3"]);
    // TRUNCATE commits.
    db.batch_execute("CREATE TABLE u (a INT)").await.unwrap();
    assert_eq!(
        said(&db.batch_execute(&format!("{insert}; TRUNCATE u; {insert}; {bad}")).await.unwrap_err()).0,
        "42P01"
    );
    assert_eq!(rows(&db, count).await, ["count=4"]);
    // What no server can read is found before anything runs.
    let unreadable = "INSERT INTO t VALUES (7, 1) RETURNING a";
    assert_eq!(said(&db.batch_execute(&format!("{insert}; COMMIT; {unreadable}")).await.unwrap_err()).0, "42601");
    assert_eq!(
        said(&db.batch_execute(&format!("{insert}; COMMIT; {bad}; {unreadable}")).await.unwrap_err()).0,
        "42601"
    );
    assert_eq!(rows(&db, count).await, ["count=4"]);
}

#[tokio::test]
async fn errors_of_a_statement_in_turn_have_their_place() {
    let db = table().await;
    let text = "SELECT 1; /* é */ SELECT * EXCLUDE b FROM t; SELECT a, nothing FROM t";
    let error = db.batch_execute(text).await.unwrap_err();
    let place = text.chars().count() - "nothing FROM t".len() + 1;
    let position = error.as_db_error().unwrap().position().cloned();
    assert_eq!(position, Some(tokio_postgres::error::ErrorPosition::Original(u32::try_from(place).unwrap())));
    for select in ["SELECT a", "SELECT * EXCLUDE b"] {
        let text = format!("SELECT 1; SELECT * EXCLUDE b FROM t; {select} FROM t WHERE a = $1 OR $2");
        let error = db.batch_execute(&text).await.unwrap_err();
        assert_eq!(said(&error), ("42P02", "there is no parameter $1"));
        let place = text.len() - "$1 OR $2".len() + 1;
        let position = error.as_db_error().unwrap().position().cloned();
        assert_eq!(position, Some(tokio_postgres::error::ErrorPosition::Original(u32::try_from(place).unwrap())));
    }
    let text = "PREPARE p (INT) AS SELECT * EXCLUDE b FROM t WHERE a = $1; SELECT * EXCLUDE b FROM t WHERE a = 2; EXECUTE p (1)";
    assert_eq!(rows(&db, text).await, ["a=2", "a=1"]);
    let text = "SELECT 1; SELECT * EXCLUDE b FROM t; SELECT CAST('x' || a AS INT) FROM t; SELECT 2";
    assert_eq!(said(&db.batch_execute(text).await.unwrap_err()).0, "XX000");
    assert_eq!(rows(&db, "SELECT 1 AS one; SELECT * EXCLUDE b FROM t WHERE a = 1").await, ["one=1", "a=1"]);
}

#[tokio::test]
async fn a_block_that_depends_on_the_one_around_it_is_not_asked_about() {
    let db = table().await;
    let sql =
        "SELECT a FROM t WHERE EXISTS (SELECT x.a + 1 AS c FROM t x JOIN t y ON x.a = y.a AND y.b = t.b WHERE c = 2)";
    let message = "redshift-local: a subquery whose columns must be known, and here are not, is not simulated";
    assert_eq!(said(&db.batch_execute(sql).await.unwrap_err()), ("0A000", message));
    assert_eq!(said(&db.query(sql, &[]).await.unwrap_err()), ("0A000", message));
    let sql = "WITH RECURSIVE n(a, b) AS (SELECT a, a AS b FROM t WHERE a = 1 UNION ALL SELECT n.a + 1 AS a, a AS b FROM n WHERE a < 3) \
               SELECT * EXCLUDE b FROM n ORDER BY a";
    assert_eq!(rows(&db, sql).await, ["a=1", "a=2", "a=3"]);
    let sql = "WITH w AS (SELECT 1 AS a), v AS (SELECT a + 1 AS c, c AS d FROM w) \
               SELECT d FROM (WITH w AS (SELECT d AS e, e + 1 AS f FROM v) SELECT f AS g, g + 1 AS d FROM w) x";
    assert_eq!(rows(&db, sql).await, ["d=4"]);
}

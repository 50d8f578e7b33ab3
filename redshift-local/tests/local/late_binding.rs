//! Views `WITH NO SCHEMA BINDING`: they find what they read when they are read.

use tokio_postgres::Client;

use crate::{fresh, rows, said};

async fn ok(db: &Client, sql: &str) {
    db.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

async fn refused(db: &Client, sql: &str) -> (String, String) {
    let error = db.batch_execute(sql).await.err().unwrap_or_else(|| panic!("accepted: {sql}"));
    let (code, message) = said(&error);
    (code.to_owned(), message.to_owned())
}

async fn is_unreadable(db: &Client, sql: &str) {
    let (code, message) = refused(db, sql).await;
    assert!(
        code == "0A000" && message.starts_with("redshift-local: a view WITH NO SCHEMA BINDING is read"),
        "{message}"
    );
}

const COLUMNS: &str = "SELECT view_name, col_name, col_type, col_num FROM PG_GET_LATE_BINDING_VIEW_COLS() \
    cols (view_schema NAME, view_name NAME, col_name NAME, col_type VARCHAR, col_num INT) ORDER BY view_name, col_num";

#[tokio::test]
async fn a_view_is_made_before_its_table() {
    let db = fresh().await;
    ok(&db, "CREATE VIEW late AS SELECT id, UPPER(name) AS name FROM public.t WHERE id > 0 WITH NO SCHEMA BINDING")
        .await;
    for sql in ["SELECT * FROM late", "SELECT COUNT(*) FROM late", "SELECT 1 FROM late WHERE 1 = 0"] {
        is_unreadable(&db, sql).await;
    }
    assert_eq!(rows(&db, COLUMNS).await, [""; 0]);
    let listed = "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'";
    let definition =
        "CREATE VIEW late AS SELECT id, UPPER(name) AS name FROM public.t WHERE id > 0 WITH NO SCHEMA BINDING";
    assert_eq!(rows(&db, listed).await, [format!("viewname=late definition={definition}")]);
    assert_eq!(rows(&db, "SELECT table_type FROM svv_tables WHERE table_name = 'late'").await, ["table_type=VIEW"]);

    ok(&db, "CREATE TABLE t (id INT, name VARCHAR(10)); INSERT INTO t VALUES (1, 'a'), (-1, 'b')").await;
    assert_eq!(rows(&db, "SELECT * FROM late").await, ["id=1 name=A"]);
    let row = db.query_one("SELECT name FROM late WHERE id = $1", &[&1]).await.unwrap();
    assert_eq!(row.get::<_, String>(0), "A");
    assert_eq!(rows(&db, COLUMNS).await.len(), 2);
    assert_eq!(rows(&db, listed).await.len(), 1);
    assert_eq!(refused(&db, definition).await.0, "42P07");
}

#[tokio::test]
async fn tables_are_dropped_and_changed_below_it() {
    let db = fresh().await;
    ok(&db, "CREATE SCHEMA s; CREATE TABLE s.t (id INT, name VARCHAR(10)); INSERT INTO s.t VALUES (1, 'a')").await;
    ok(&db, "CREATE VIEW every AS SELECT * FROM s.t WITH NO SCHEMA BINDING").await;
    ok(&db, "CREATE VIEW names (n) AS SELECT name FROM s.t WITH NO SCHEMA BINDING").await;
    ok(&db, "CREATE VIEW above AS SELECT n FROM public.names WITH NO SCHEMA BINDING").await;
    ok(&db, "COMMENT ON VIEW every IS 'all of it'").await;
    assert_eq!(rows(&db, "SELECT * FROM above").await, ["n=a"]);

    // The manual's example: `*` has the new name, and a query with the old one fails.
    ok(&db, "ALTER TABLE s.t RENAME COLUMN name TO title").await;
    assert_eq!(rows(&db, "SELECT * FROM every").await, ["id=1 title=a"]);
    assert_eq!(rows(&db, "SELECT OBJ_DESCRIPTION('every'::REGCLASS) AS d").await, ["d=all of it"]);
    is_unreadable(&db, "SELECT n FROM names").await;
    is_unreadable(&db, "SELECT n FROM above").await;
    ok(&db, "ALTER TABLE s.t RENAME COLUMN title TO name; ALTER TABLE s.t ADD COLUMN extra INT DEFAULT 7").await;
    assert_eq!(rows(&db, "SELECT * FROM every").await, ["id=1 name=a extra=7"]);
    assert_eq!(rows(&db, "SELECT n FROM above").await, ["n=a"]);
    ok(&db, "ALTER TABLE s.t DROP COLUMN id").await;
    assert_eq!(rows(&db, "SELECT * FROM every").await, ["name=a extra=7"]);
    ok(&db, "ALTER TABLE s.t ALTER COLUMN name TYPE VARCHAR(20)").await;
    assert_eq!(rows(&db, COLUMNS).await[0], "view_name=above col_name=n col_type=character varying(20) col_num=1");

    ok(&db, "DROP TABLE s.t").await;
    is_unreadable(&db, "SELECT * FROM every").await;
    is_unreadable(&db, "SELECT * FROM above").await;
    assert_eq!(rows(&db, COLUMNS).await, [""; 0]);
    // Another table of its name, in a transaction that is rolled back, and in one that is not.
    ok(&db, "BEGIN; CREATE TABLE s.t AS SELECT 2 AS id, 'b' AS name").await;
    assert_eq!(rows(&db, "SELECT n FROM above").await, ["n=b"]);
    ok(&db, "ROLLBACK").await;
    is_unreadable(&db, "SELECT n FROM above").await;
    ok(&db, "CREATE TABLE s.former AS SELECT 3 AS id, 'c' AS name; ALTER TABLE s.former RENAME TO t").await;
    assert_eq!(rows(&db, "SELECT n FROM above").await, ["n=c"]);
    assert_eq!(rows(&db, "SELECT * FROM every").await, ["id=3 name=c"]);
    ok(&db, "ALTER TABLE s.t RENAME TO former").await;
    is_unreadable(&db, "SELECT n FROM above").await;
    ok(&db, "DROP SCHEMA s CASCADE; DROP VIEW every; DROP VIEW names; DROP VIEW above").await;
    assert_eq!(rows(&db, "SELECT viewname FROM pg_views WHERE schemaname = 'public'").await, [""; 0]);
}

#[tokio::test]
async fn a_view_replaces_another() {
    let db = fresh().await;
    ok(&db, "CREATE TABLE t (a INT); INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT a FROM t").await;
    ok(&db, "CREATE OR REPLACE VIEW v AS SELECT a FROM public.t WITH NO SCHEMA BINDING; DROP TABLE t").await;
    is_unreadable(&db, "SELECT a FROM v").await;
    ok(&db, "CREATE OR REPLACE VIEW v AS SELECT b FROM public.t WITH NO SCHEMA BINDING").await;
    ok(&db, "CREATE TABLE t (b VARCHAR(5)); INSERT INTO t VALUES ('x')").await;
    assert_eq!(rows(&db, "SELECT b FROM v").await, ["b=x"]);
    // Bound again, it keeps its table.
    ok(&db, "CREATE OR REPLACE VIEW v AS SELECT b FROM t").await;
    assert_eq!(rows(&db, COLUMNS).await, [""; 0]);
    assert_eq!(refused(&db, "DROP TABLE t").await.0, "2BP01");
}

#[tokio::test]
async fn what_is_refused_of_late_binding_views() {
    let db = fresh().await;
    ok(&db, "CREATE TABLE t (a INT); CREATE VIEW late AS SELECT a FROM public.t WITH NO SCHEMA BINDING").await;
    for (sql, code, text) in [
        (
            "CREATE VIEW v AS SELECT a FROM nowhere.t WITH NO SCHEMA BINDING",
            "3F000",
            "schema \"nowhere\" does not exist",
        ),
        ("CREATE VIEW v AS SELECT a FROM t WITH NO SCHEMA BINDING", "0A000", "redshift-local: the answer to a name"),
        (
            "CREATE VIEW v AS SELECT a FROM late",
            "0A000",
            "redshift-local: a view that reads one WITH NO SCHEMA BINDING",
        ),
        (
            "CREATE VIEW v AS SELECT * EXCLUDE a FROM public.t WITH NO SCHEMA BINDING",
            "0A000",
            "redshift-local: a view WITH NO SCHEMA BINDING whose query",
        ),
        (
            "CREATE VIEW v AS WITH RECURSIVE r (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r WHERE a < 3) \
             SELECT a FROM r WITH NO SCHEMA BINDING",
            "0A000",
            "redshift-local: the answer to WITH RECURSIVE in a view",
        ),
        (
            "CREATE VIEW #v AS SELECT a FROM public.t WITH NO SCHEMA BINDING",
            "0A000",
            "redshift-local: a temporary view",
        ),
        ("INSERT INTO late VALUES (1)", "0A000", "redshift-local: \"late\" is a view, and views are read-only"),
    ] {
        let (said, message) = refused(&db, sql).await;
        assert!(said == code && message.starts_with(text), "{sql}: {said} {message}");
    }
}

/// Whoever reads the view waits for the transaction that changes its table, as for the table itself.
#[tokio::test]
async fn other_sessions_see_what_is_committed() {
    let db = fresh().await;
    ok(&db, "CREATE TABLE t (a INT); INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT a FROM public.t WITH NO SCHEMA BINDING")
        .await;
    let other = db.another().await;
    assert_eq!(rows(&other, "SELECT a FROM v").await, ["a=1"]);
    ok(&db, "BEGIN; DROP TABLE t; CREATE TABLE t (b INT, a INT); INSERT INTO t VALUES (5, 6)").await;
    let waiting = tokio::spawn(async move {
        rows(&other, "SELECT a FROM v").await;
        other
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!waiting.is_finished());
    ok(&db, "COMMIT").await;
    let other = waiting.await.unwrap();
    assert_eq!(rows(&other, "SELECT a FROM v").await, ["a=6"]);
    ok(&db, "TRUNCATE t").await;
    assert_eq!(rows(&other, "SELECT a FROM v").await, [""; 0]);
}

#[tokio::test]
async fn two_transactions_change_tables_of_one_view() {
    let db = fresh().await;
    let both = "SELECT 1 AS n FROM public.a UNION ALL SELECT 2 FROM public.b";
    ok(&db, &format!("CREATE VIEW v AS {both} WITH NO SCHEMA BINDING")).await;
    let other = db.another().await;
    ok(&other, "BEGIN; SELECT 1").await;
    ok(&db, "BEGIN; CREATE TABLE a AS SELECT 1 AS x").await;
    let waiting = tokio::spawn(async move {
        ok(&other, "CREATE TABLE b AS SELECT 1 AS x; COMMIT").await;
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    ok(&db, "COMMIT").await;
    waiting.await.unwrap();
    assert_eq!(rows(&db, "SELECT n FROM v ORDER BY n").await, ["n=1", "n=2"]);
}

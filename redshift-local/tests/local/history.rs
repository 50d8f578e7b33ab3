//! The statements that have run: SYS_QUERY_HISTORY and its like.

use std::time::Duration;

use redshift_local::{At, Fault, Server};
use tokio_postgres::{Client, NoTls};

use crate::{Fresh, cancelled, fresh, rows, said};

/// What is listed of the statements of this session, but of those that list.
async fn listed(db: &Client, columns: &str) -> Vec<String> {
    let sql = format!(
        "SELECT {columns} FROM sys_query_history \
         WHERE session_id = PG_BACKEND_PID() AND query_text NOT LIKE '%sys_query_history%' ORDER BY query_id"
    );
    rows(db, &sql).await
}

#[tokio::test]
async fn a_row_for_each_statement_that_ran() {
    let db = fresh().await;
    // In both protocols, alone and in texts of several, with and without what the gate adds.
    db.batch_execute("CREATE TABLE t (a INT, b VARCHAR(9)); INSERT INTO t VALUES (1, 'x'), (2, 'y')").await.unwrap();
    assert_eq!(db.query("SELECT a FROM t WHERE a < $1", &[&9]).await.unwrap().len(), 2);
    db.execute("UPDATE t SET a = 3 WHERE a = $1", &[&1]).await.unwrap();
    db.batch_execute("BEGIN; DELETE FROM t WHERE a = 3; TRUNCATE t; ROLLBACK").await.unwrap();
    db.execute("TRUNCATE t", &[]).await.unwrap();
    db.batch_execute(
        " SELECT * EXCLUDE (b) FROM t; -- more\n SELECT * EXCLUDE (a)\nFROM t ; CREATE TABLE u AS SELECT 'c\\\\' c",
    )
    .await
    .unwrap();
    db.simple_query("SHOW query_group").await.unwrap();
    db.batch_execute("CREATE PROCEDURE p () AS $$ BEGIN INSERT INTO t VALUES (9); END $$ LANGUAGE plpgsql; CALL p()")
        .await
        .unwrap();
    db.batch_execute("DROP TABLE u").await.unwrap();
    assert_eq!(
        listed(&db, "TRIM(query_type) t, TRIM(status) s, returned_rows r, TRIM(query_text) q").await,
        [
            "t=DDL s=success r=0 q=CREATE TABLE t (a INT, b VARCHAR(9))",
            "t=INSERT s=success r=0 q=INSERT INTO t VALUES (1, 'x'), (2, 'y')",
            "t=SELECT s=success r=2 q=SELECT a FROM t WHERE a < $1",
            "t=UPDATE s=success r=0 q=UPDATE t SET a = 3 WHERE a = $1",
            "t=UTILITY s=success r=0 q=BEGIN",
            "t=- s=success r=0 q=DELETE FROM t WHERE a = 3",
            "t=UTILITY s=success r=0 q=TRUNCATE t",
            "t=UTILITY s=success r=0 q=ROLLBACK",
            "t=UTILITY s=success r=0 q=TRUNCATE t",
            "t=SELECT s=success r=0 q=SELECT * EXCLUDE (b) FROM t",
            "t=SELECT s=success r=0 q=SELECT * EXCLUDE (a)\\nFROM t",
            "t=CTAS s=success r=0 q=CREATE TABLE u AS SELECT 'c\\\\\\\\' c",
            "t=UTILITY s=success r=1 q=SHOW query_group",
            "t=- s=success r=0 q=CREATE PROCEDURE p () AS $$ BEGIN INSERT INTO t VALUES (9); END $$ LANGUAGE plpgsql",
            // Whether a procedure returns a row is not known, and what it runs is not listed.
            "t=UTILITY s=success r=- q=CALL p()",
            "t=DDL s=success r=0 q=DROP TABLE u",
        ]
    );
    let consistent = "COUNT(*) n, COUNT(DISTINCT query_id) ids, MIN(elapsed_time) >= 0 AS elapsed, \
                      SUM(DATEDIFF(microsecond, start_time, end_time)) = SUM(elapsed_time) AS same, \
                      MAX(ABS(DATEDIFF(hour, start_time, GETDATE()))) AS hours";
    let sql = format!(
        "SELECT {consistent} FROM sys_query_history WHERE database_name = CURRENT_DATABASE() AND status = 'success'"
    );
    let answer = rows(&db, &sql).await;
    assert!(answer[0].ends_with(" elapsed=t same=t hours=0"), "{answer:?}");
    let times = "SELECT COUNT(*) n FROM sys_query_history a JOIN sys_query_history b ON a.query_id = b.query_id - 1 \
                 AND a.session_id = b.session_id WHERE a.end_time > b.start_time";
    assert_eq!(rows(&db, times).await, ["n=0"]);
}

#[tokio::test]
async fn what_reads_the_history_is_in_it() {
    let db = fresh().await;
    let sql = "SELECT TRIM(status) AS status, returned_rows, TRIM(query_type) AS type, TRIM(username) AS username, \
               user_id = (SELECT usesysid FROM pg_user WHERE usename = CURRENT_USER) AS own, result_cache_hit, error_message \
               FROM sys_query_history WHERE session_id = PG_BACKEND_PID() ORDER BY query_id";
    let running =
        "status=running returned_rows=- type=SELECT username=awsuser own=t result_cache_hit=f error_message=-";
    let done = "status=success returned_rows=1 type=SELECT username=awsuser own=t result_cache_hit=f error_message=-";
    let sql = sql.replace("(SELECT usesysid FROM pg_user WHERE usename = CURRENT_USER)", "user_id");
    assert_eq!(rows(&db, &sql).await, [running]);
    // Named in the protocol, and run again.
    let statement = db.prepare("SELECT COUNT(*) FROM sys_query_history WHERE status = 'running'").await.unwrap();
    for _ in 0..2 {
        assert_eq!(db.query_one(&statement, &[]).await.unwrap().get::<_, i64>(0), 1);
    }
    assert_eq!(
        rows(&db, &sql).await.iter().filter(|row| row.starts_with("status=success returned_rows=1 ")).count(),
        3
    );
    assert_eq!(rows(&db, &sql).await[0], done);
    // In a transaction, where it may not write; in an INSERT; by a cursor.
    db.batch_execute("CREATE TABLE kept (id BIGINT, text VARCHAR(4000)); BEGIN READ ONLY").await.unwrap();
    assert_eq!(rows(&db, "SELECT COUNT(*) n FROM sys_query_history WHERE status = 'running'").await, ["n=1"]);
    db.batch_execute("COMMIT; INSERT INTO kept SELECT query_id, query_text FROM sys_query_history").await.unwrap();
    db.batch_execute("CREATE TABLE more AS SELECT query_id FROM sys_query_history WHERE status = 'running'")
        .await
        .unwrap();
    assert_eq!(rows(&db, "SELECT COUNT(*) n FROM more").await, ["n=1"]);
    assert_eq!(rows(&db, "SELECT text FROM kept ORDER BY id DESC LIMIT 2").await[1], "text=COMMIT");
    db.batch_execute(
        "BEGIN; DECLARE c CURSOR FOR SELECT TRIM(query_text) q FROM sys_query_history ORDER BY query_id DESC",
    )
    .await
    .unwrap();
    let fetched = rows(&db, "FETCH FORWARD 2 FROM c").await;
    assert_eq!(fetched[1], "q=BEGIN");
    assert!(fetched[0].starts_with("q=DECLARE c CURSOR"), "{fetched:?}");
    db.batch_execute("COMMIT").await.unwrap();
    // Behind others in a text it lists those too.
    let text = "SELECT 41 AS a; SELECT TRIM(query_text) q FROM sys_query_history WHERE query_text LIKE 'SELECT 41%'";
    assert_eq!(rows(&db, text).await, ["a=41", "q=SELECT 41 AS a"]);
}

#[tokio::test]
async fn failures_are_told_and_what_did_not_run_is_not() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT); INSERT INTO t VALUES (0)").await.unwrap();
    db.batch_execute("SELECT 1 / a FROM t").await.unwrap_err();
    db.query("SELECT 2 / a FROM t", &[]).await.unwrap_err();
    // Wrong before it runs, by the gate or the engine; behind an error; in a failed block.
    for wrong in ["SELECT", "SELECT b FROM t", "SELECT a FROM nothing", "SELECT DISTINCT ON (a) a FROM t"] {
        db.batch_execute(wrong).await.unwrap_err();
        db.query(wrong, &[]).await.unwrap_err();
    }
    db.batch_execute("BEGIN; SELECT 3 / a FROM t; SELECT 4").await.unwrap_err();
    db.batch_execute("SELECT 5").await.unwrap_err();
    db.query("SELECT 6", &[]).await.unwrap_err();
    db.batch_execute("ROLLBACK").await.unwrap();
    let waits = db.another().await;
    let delete = db.prepare("DELETE FROM t WHERE a = $1").await.unwrap();
    waits.batch_execute("BEGIN; DELETE FROM t").await.unwrap();
    assert_eq!(said(&cancelled(&db, db.batch_execute("DELETE FROM t WHERE a = 7")).await).0, "57014");
    assert_eq!(said(&cancelled(&db, db.execute(&delete, &[&8])).await).0, "57014");
    waits.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(
        listed(&db, "TRIM(status) s, TRIM(error_message) e, returned_rows r, TRIM(query_text) q").await,
        [
            "s=success e=- r=0 q=CREATE TABLE t (a INT)",
            "s=success e=- r=0 q=INSERT INTO t VALUES (0)",
            "s=failed e=Divide by zero r=- q=SELECT 1 / a FROM t",
            "s=failed e=Divide by zero r=- q=SELECT 2 / a FROM t",
            "s=success e=- r=0 q=BEGIN",
            "s=failed e=Divide by zero r=- q=SELECT 3 / a FROM t",
            "s=success e=- r=0 q=ROLLBACK",
            "s=canceled e=Query cancelled on user's request r=- q=DELETE FROM t WHERE a = 7",
            "s=canceled e=Query cancelled on user's request r=- q=DELETE FROM t WHERE a = $1",
        ]
    );
}

#[tokio::test]
async fn other_sessions_are_listed_while_they_run_and_when_they_are_gone() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT)").await.unwrap();
    let (holder, waiter) = (db.another().await, db.another().await);
    holder.batch_execute("BEGIN; DELETE FROM t").await.unwrap();
    let waiting = tokio::spawn(async move { waiter.batch_execute("DELETE FROM t WHERE a = 1").await.map(|()| waiter) });
    let running = "SELECT TRIM(status) s, end_time >= start_time AS e, returned_rows r FROM sys_query_history \
                   WHERE query_text LIKE 'DELETE FROM t WHERE a = 1%'";
    while rows(&db, running).await != ["s=running e=t r=-"] {
        assert!(!waiting.is_finished(), "the second writer did not wait");
    }
    let recent = "SELECT TRIM(status) s, TRIM(user_name) u, pid = -1 AS done FROM stv_recents WHERE query LIKE 'DELETE FROM t WHERE a = 1%'";
    assert_eq!(rows(&db, recent).await, ["s=Running u=awsuser done=f"]);
    holder.batch_execute("COMMIT").await.unwrap();
    drop(waiting.await.unwrap().unwrap());
    assert_eq!(rows(&db, running).await, ["s=success e=t r=0"]);
    assert_eq!(rows(&db, recent).await, ["s=Done u=awsuser done=t"]);
    // Who goes before the answer has come has cancelled it ("STL_QUERY").
    let lost = db.another().await;
    lost.batch_execute("SET redshift_local.fault = 'drop after statement'").await.unwrap();
    lost.batch_execute("DELETE FROM t WHERE a = 2").await.unwrap_err();
    let canceled = "SELECT TRIM(status) s FROM sys_query_history WHERE query_text LIKE 'DELETE FROM t WHERE a = 2%'";
    while let now = rows(&db, canceled).await
        && now != ["s=canceled"]
    {
        assert_eq!(now, ["s=running"]);
    }
    // A statement of the stand-in's own is none.
    assert_eq!(rows(&db, "SELECT COUNT(*) n FROM sys_query_history WHERE query_text LIKE 'SET %'").await, ["n=0"]);
}

#[tokio::test]
async fn labels_follow_the_transaction() {
    let db = fresh().await;
    db.batch_execute("SELECT 1 AS one").await.unwrap();
    db.batch_execute("SET query_group TO 'Etl ''1'''").await.unwrap();
    db.query("SELECT 2 AS two", &[]).await.unwrap();
    db.batch_execute("BEGIN; SET query_group TO other; SELECT 3 AS three; ROLLBACK; SELECT 4 AS four").await.unwrap();
    db.batch_execute("BEGIN; SET LOCAL query_group TO 'local'; SELECT 5 AS five; COMMIT; SELECT 6 AS six")
        .await
        .unwrap();
    db.batch_execute("SET query_group TO 'lost'; SELECT 'x'::INT").await.unwrap_err();
    db.batch_execute("SELECT 7 AS seven; RESET query_group; SELECT 8 AS eight").await.unwrap();
    let labels = "SELECT TRIM(query_label) l, TRIM(query_text) q FROM sys_query_history \
                  WHERE query_text LIKE 'SELECT _ AS %' ORDER BY query_id";
    assert_eq!(
        rows(&db, labels).await,
        [
            "l=- q=SELECT 1 AS one",
            "l=Etl '1' q=SELECT 2 AS two",
            "l=other q=SELECT 3 AS three",
            "l=Etl '1' q=SELECT 4 AS four",
            "l=local q=SELECT 5 AS five",
            "l=Etl '1' q=SELECT 6 AS six",
            "l=Etl '1' q=SELECT 7 AS seven",
            "l=- q=SELECT 8 AS eight",
        ]
    );
    let url = db.database.url().replacen("redshift://", "postgres://", 1);
    let (client, connection) =
        tokio_postgres::connect(&format!("{url}&options=-cquery_group=started"), NoTls).await.unwrap();
    tokio::spawn(connection);
    assert_eq!(rows(&client, "SHOW query_group").await, ["query_group=started"]);
    assert_eq!(listed(&client, "TRIM(query_label) l").await, ["l=started"]);
}

#[tokio::test]
async fn the_last_query_of_the_session() {
    let db = fresh().await;
    let last = async |db: &Fresh, function: &str| {
        db.query_one(&format!("SELECT {function}()"), &[]).await.unwrap().get::<_, i32>(0)
    };
    // What runs on the leader node alone does not count.
    db.batch_execute("CREATE TABLE t (a INT); SELECT 1").await.unwrap();
    assert_eq!(last(&db, "PG_LAST_QUERY_ID").await, -1);
    db.batch_execute("INSERT INTO t VALUES (1)").await.unwrap();
    let insert = last(&db, "LAST_USER_QUERY_ID").await;
    assert_eq!(last(&db, "PG_LAST_QUERY_ID").await, insert);
    db.batch_execute("SELECT nothing FROM t").await.unwrap_err();
    assert_eq!(last(&db, "PG_LAST_QUERY_ID").await, insert);
    // The manual's examples.
    let by_id = "SELECT TRIM(query_text) q FROM sys_query_history WHERE query_id = LAST_USER_QUERY_ID()";
    assert_eq!(rows(&db, by_id).await, ["q=INSERT INTO t VALUES (1)"]);
    db.batch_execute("SELECT a FROM t WHERE a = 9").await.unwrap();
    let by_id = "SELECT TRIM(querytxt) q, TRIM(label) l, aborted FROM stl_query WHERE query = PG_LAST_QUERY_ID()";
    assert_eq!(rows(&db, by_id).await, ["q=SELECT a FROM t WHERE a = 9 l=default aborted=0"]);
    assert_eq!(
        rows(&db, "SELECT TRIM(substring) s FROM svl_qlog WHERE pid = PG_BACKEND_PID() ORDER BY query LIMIT 2").await,
        ["s=INSERT INTO t VALUES (1)", "s=SELECT TRIM(query_text) q FROM sys_query_history WHERE query"]
    );
}

#[tokio::test]
async fn long_texts_are_cut_and_old_statements_forgotten() {
    let db = fresh().await;
    db.batch_execute(&format!("SELECT '{}' AS long", "é".repeat(5_000))).await.unwrap();
    let row = "SELECT MAX(LEN(query_text)) n FROM sys_query_history WHERE query_text LIKE 'SELECT _é%'";
    // A CHAR has bytes.
    assert_eq!(rows(&db, row).await, ["n=2004"]);
    let beginnings = "SELECT LEN(substring) AS a, (SELECT LEN(query) FROM stv_recents WHERE query LIKE 'SELECT _é%') AS b \
                      FROM svl_qlog WHERE substring LIKE 'SELECT COUNT(*), _é%'";
    db.batch_execute(&format!("SELECT COUNT(*), '{}' FROM svl_qlog", "é".repeat(500))).await.unwrap();
    let beginning = rows(&db, beginnings).await;
    assert_eq!(beginning, ["a=39 b=304"]);
    // Texts of 4,000 bytes: 2 MB of them are kept.
    let statement = format!("SELECT '{}' AS a", "x".repeat(3_990));
    for _ in 0..3 {
        db.batch_execute(&vec![statement.as_str(); 200].join(";")).await.unwrap();
    }
    let kept: i64 = rows(&db, "SELECT COUNT(*) n FROM sys_query_history").await[0][2..].parse().unwrap();
    assert!((500..530).contains(&kept), "{kept}");
}

#[tokio::test]
async fn databases_have_histories_of_their_own() {
    let (one, other) = (fresh().await, fresh().await);
    one.batch_execute("SELECT 1 AS mine").await.unwrap();
    let mine = "SELECT COUNT(*) n FROM sys_query_history WHERE query_text LIKE 'SELECT 1 AS mine%'";
    assert_eq!(rows(&other, mine).await, ["n=0"]);
    assert_eq!(rows(&one, mine).await, ["n=1"]);
    // Those that ended in a session before are kept.
    assert_eq!(rows(&one.another().await, mine).await, ["n=1"]);
}

#[tokio::test]
async fn definitions_do_not_read_it() {
    let db = fresh().await;
    for sql in [
        "CREATE VIEW v AS SELECT query_id FROM sys_query_history",
        "CREATE VIEW v AS SELECT query FROM pg_catalog.stl_query WITH NO SCHEMA BINDING",
        "CREATE MATERIALIZED VIEW v AS SELECT query FROM svl_qlog",
        "CREATE TABLE t (a INT DEFAULT PG_LAST_QUERY_ID())",
        "CREATE FUNCTION f () RETURNS INT VOLATILE AS $$ SELECT PG_LAST_QUERY_ID() $$ LANGUAGE sql",
        "CREATE PROCEDURE p () AS $$ BEGIN DELETE FROM t WHERE a IN (SELECT query FROM stl_query); END $$ LANGUAGE plpgsql",
        "PREPARE p AS SELECT query_id FROM sys_query_history",
    ] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert!(said(&error).1.ends_with("that reads the history of statements is not simulated"), "{sql}: {error:?}");
    }
}

#[tokio::test]
async fn rows_read_in_parts_are_of_one_statement() {
    let mut db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT); INSERT INTO t VALUES (1), (2), (3)").await.unwrap();
    let transaction = db.transaction().await.unwrap();
    let portal = transaction.bind("SELECT a FROM t", &[]).await.unwrap();
    assert_eq!(transaction.query_portal(&portal, 2).await.unwrap().len(), 2);
    assert_eq!(transaction.query_portal(&portal, 2).await.unwrap().len(), 1);
    transaction.commit().await.unwrap();
    let read = "SELECT TRIM(status) s, returned_rows r FROM sys_query_history WHERE query_text LIKE 'SELECT a FROM t%'";
    assert_eq!(rows(&db, read).await, ["s=success r=3"]);
    // What is left unread has no end.
    let transaction = db.transaction().await.unwrap();
    let portal = transaction.bind("SELECT a FROM t WHERE a > 0", &[]).await.unwrap();
    assert_eq!(transaction.query_portal(&portal, 2).await.unwrap().len(), 2);
    drop(portal);
    transaction.commit().await.unwrap();
    let unread =
        "SELECT TRIM(status) s, end_time e FROM sys_query_history WHERE query_text LIKE 'SELECT a FROM t WHERE%'";
    assert_eq!(rows(&db, unread).await, ["s=- e=-"]);
}

#[tokio::test]
async fn faults_do_not_stand_in_the_way() {
    let db = fresh().await;
    db.database.faults().set([Fault::delay(Duration::from_millis(5), At::every_statement())]);
    db.batch_execute("SELECT 1 AS a").await.unwrap();
    db.query("SELECT 2 AS b", &[]).await.unwrap();
    db.database.faults().clear();
    assert_eq!(listed(&db, "TRIM(query_text) q").await, ["q=SELECT 1 AS a", "q=SELECT 2 AS b"]);
    assert!(Server::shared().await.unwrap().faults().waiting().is_empty());
}

//! What tables do on Redshift and not on PostgreSQL.

use redshift_local::{Isolation, Server};

use crate::{fresh, of, said};

#[tokio::test]
async fn keys_are_listed_and_not_enforced() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (id int NOT NULL, code varchar(5), PRIMARY KEY (id), UNIQUE (code))")
        .await
        .unwrap();
    db.batch_execute("INSERT INTO t VALUES (1, 'a'), (1, 'a')").await.unwrap();
    db.batch_execute("INSERT INTO t VALUES (1, 'a')").await.unwrap();
    let row = db.query_one("SELECT COUNT(*) FROM t WHERE id = 1 AND code = 'a'", &[]).await.unwrap();
    assert_eq!(row.get::<_, i64>(0), 3);
    let listed = "SELECT COUNT(*) FROM pg_constraint WHERE contype IN ('p', 'u') AND conrelid = 't'::regclass";
    assert_eq!(db.query_one(listed, &[]).await.unwrap().get::<_, i64>(0), 2);
}

#[tokio::test]
async fn not_null_is_enforced() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int NOT NULL)").await.unwrap();
    let error = db.batch_execute("INSERT INTO t VALUES (NULL)").await.unwrap_err();
    assert_eq!(said(&error), ("XX000", "Cannot insert a NULL value into column a"));
    assert_eq!(error.as_db_error().unwrap().detail(), None);
}

#[tokio::test]
async fn lengths_are_bytes() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (v varchar(4), c char(2))").await.unwrap();
    db.batch_execute("INSERT INTO t VALUES ('éé', 'ab'), ('éé   ', 'a  ')").await.unwrap();
    let rows = db.query("SELECT v, OCTET_LENGTH(v) FROM t", &[]).await.unwrap();
    assert_eq!((rows[1].get(0), rows[1].get(1)), ("éé", 4));
    for (sql, text) in [
        ("INSERT INTO t (v) VALUES ('ééé')", "value too long for type character varying(4)"),
        ("INSERT INTO t (c) VALUES ('abc')", "value too long for type character(2)"),
        ("INSERT INTO t (c) VALUES ('é')", "value too long for type character(2)"),
    ] {
        assert_eq!(said(&db.batch_execute(sql).await.unwrap_err()), ("22001", text), "{sql}");
    }
    let error = db.execute("INSERT INTO t (v) VALUES ($1)", &[&"ééé"]).await.unwrap_err();
    assert_eq!(said(&error).1, "value too long for type character varying(4)");
    let row = db.query_one("SELECT CAST('ééé' AS varchar(5)), CAST('abcd' AS char(3))", &[]).await.unwrap();
    assert_eq!((row.get(0), row.get(1)), ("éé", "abc"));
}

#[tokio::test]
async fn blanks_at_the_end_do_not_count_in_comparisons() {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE t (id int, v varchar(10), c char(5), UNIQUE (v));
         INSERT INTO t VALUES (1, 'a', 'a'), (2, 'a  ', 'a'), (3, ' a', 'b'), (4, 'b', 'a'), (5, '', ' ')",
    )
    .await
    .unwrap();
    for (condition, expected) in [
        ("v = 'a'", "1 2"),
        ("v <> 'a '", "3 4 5"),
        ("v IN ('b ', 'c')", "4"),
        ("v < 'a '", "3 5"),
        ("v BETWEEN 'a ' AND 'a'", "1 2"),
        ("v = c", "1 2 5"),
        ("v = ANY (SELECT c FROM t)", "1 2 4 5"),
        ("v = '   '", "5"),
        ("NULLIF(v, 'a') IS NULL", "1 2"),
        ("DECODE(v, 'a ', 1) = 1", "1 2"),
        // Not implied in patterns and in lengths.
        ("v LIKE 'a'", "1"),
        ("v LIKE 'a %'", "2"),
        ("c LIKE 'a'", ""),
        ("CAST(c AS varchar(5)) LIKE 'a'", "1 2 4"),
        ("LEN(v) = 3", "2"),
        ("LEN(c) = 1", "1 2 3 4"),
    ] {
        let found = db.query(&format!("SELECT id FROM t WHERE {condition} ORDER BY id"), &[]).await.unwrap();
        let found: Vec<String> = found.iter().map(|row| row.get::<_, i32>(0).to_string()).collect();
        assert_eq!(found.join(" "), expected, "{condition}");
    }
    for (sql, expected) in [
        ("SELECT COUNT(DISTINCT v) FROM t", 4),
        ("SELECT COUNT(*) FROM (SELECT DISTINCT v FROM t) AS d", 4),
        ("SELECT COUNT(*) FROM (SELECT v FROM t GROUP BY v) AS g", 4),
        ("SELECT COUNT(*) FROM (SELECT v FROM t UNION SELECT v || ' ' FROM t) AS u", 4),
        ("SELECT COUNT(*) FROM t AS x INNER JOIN t AS y ON x.v = y.v", 7),
        ("SELECT MAX(n) FROM (SELECT COUNT(*) OVER (PARTITION BY v) AS n FROM t) AS w", 2),
    ] {
        assert_eq!(db.query_one(sql, &[]).await.unwrap().get::<_, i64>(0), expected, "{sql}");
    }
}

#[tokio::test]
async fn errors_of_values_have_the_words_of_the_node_that_finds_them() {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE t (i int, v varchar(9), d decimal(9, 2)); INSERT INTO t VALUES (70000, '12x4', 999.5)",
    )
    .await
    .unwrap();
    for (sql, leader, text, block) in [
        ("SELECT i / (i - i) FROM t", false, "Divide by zero", None),
        ("SELECT 1 / 0", true, "division by zero", None),
        ("SELECT CAST(i AS smallint) FROM t", false, "Value out of range for 2 bytes.", None),
        ("SELECT CAST(70000 AS smallint)", true, "smallint out of range", None),
        ("UPDATE t SET v = v || v || v", false, "Value too long for character type", Some("8001")),
        ("INSERT INTO t (v) VALUES ('0123456789')", true, "value too long for type character varying(9)", None),
        ("INSERT INTO t (v) SELECT v || v || v FROM t", false, "Value too long for character type", Some("8001")),
        ("SELECT CAST(d AS decimal(4, 2)) FROM t", false, "Numeric data overflow (result precision)", Some("1058")),
        ("SELECT CAST(v AS int) FROM t", false, "Invalid digit, Value 'x', Pos 2, Type: Integer ", Some("1207")),
        (
            "SELECT CAST(v AS decimal(9, 2)) FROM t",
            false,
            "Invalid digit, Value 'x', Pos 2, Type: Decimal ",
            Some("1207"),
        ),
        ("SELECT CAST('12x4' AS int)", true, "invalid input syntax for integer: \"12x4\"", None),
        ("SELECT i FROM t WHERE i = '12x4'", true, "invalid input syntax for integer: \"12x4\"", None),
    ] {
        for error in [db.batch_execute(sql).await.unwrap_err(), db.execute(sql, &[]).await.unwrap_err()] {
            let error = error.as_db_error().unwrap();
            assert_eq!((error.message(), error.code().code() == "XX000"), (text, !leader), "{sql}");
            let code =
                error.detail().and_then(|detail| detail.lines().find_map(|line| line.strip_prefix("  code:      ")));
            assert_eq!(code, block, "{sql}");
        }
    }
}

#[tokio::test]
async fn a_decimal_has_38_digits() {
    let db = fresh().await;
    let nines = "9".repeat(38);
    db.batch_execute(&format!("CREATE TABLE t (d decimal(38, 0)); INSERT INTO t VALUES ({nines})")).await.unwrap();
    for (sql, text) in [
        ("SELECT d + 1 FROM t", "Numeric data overflow (addition)"),
        ("SELECT 1 + d FROM t", "Numeric data overflow (addition)"),
        ("SELECT d * -10 FROM t", "128 bit numeric data overflow (multiplication)"),
        ("SELECT -d - d FROM t", "Numeric data overflow (result precision)"),
        ("SELECT d / 0.1 FROM t", "Numeric data overflow (result precision)"),
    ] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert_eq!(said(&error), ("XX000", text), "{sql}");
        assert!(error.as_db_error().unwrap().detail().unwrap().contains("  code:      1058\n"), "{sql}");
    }
    let row = db.query_one("SELECT CAST(d - 1 AS varchar(50)), CAST(d * 1 AS varchar(50)) FROM t", &[]).await.unwrap();
    assert_eq!((row.get::<_, &str>(0), row.get::<_, &str>(1)), (&*format!("{}8", &nines[1..]), &*nines));
    let error = db.batch_execute("SELECT CAST(123.45 AS decimal(4, 2))").await.unwrap_err();
    assert_eq!(said(&error), ("22003", "numeric field overflow"));
    let detail = "The absolute value is greater than or equal to 10^2 for field with precision 4, scale 2.";
    assert_eq!(error.as_db_error().unwrap().detail(), Some(detail));
    let error = db.batch_execute("SELECT CAST(1 AS decimal(39, 0))").await.unwrap_err();
    assert_eq!(said(&error), ("22023", "NUMERIC precision 39 must be between 1 and 38"));
}

#[tokio::test]
async fn sums_and_averages_have_redshifts_types() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (s smallint, i int, b bigint, n numeric(10, 2), r real)").await.unwrap();
    db.batch_execute("INSERT INTO t VALUES (1, 1, 1, 1.00, 1.5), (2, 2, 2, 2.01, 2.5)").await.unwrap();
    let sql = "SELECT SUM(s), SUM(i), AVG(s), AVG(i), AVG(b), SUM(r), COUNT(*) FROM t";
    let row = db.query_one(sql, &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (3, 3));
    assert_eq!((row.get::<_, i64>(2), row.get::<_, i64>(3), row.get::<_, i64>(4)), (1, 1, 1));
    assert_eq!((row.get::<_, f64>(5), row.get::<_, i64>(6)), (4.0, 2));
    let row = db.query_one("SELECT SUM(b), CAST(AVG(n) AS varchar(20)) FROM t", &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, &str>(1)), (3, "1.50"));
}

#[tokio::test]
async fn truncate_commits_the_block_it_stands_in() {
    let mut db = fresh().await;
    db.batch_execute("CREATE TABLE a (x int); CREATE TABLE b (x int); INSERT INTO b VALUES (1)").await.unwrap();
    // Simple protocol.
    db.batch_execute("BEGIN; INSERT INTO a VALUES (1)").await.unwrap();
    db.batch_execute("TRUNCATE b").await.unwrap();
    db.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(count(&db, "a").await, 1);
    assert_eq!(count(&db, "b").await, 0);
    // In one message.
    db.batch_execute("BEGIN; INSERT INTO a VALUES (5); TRUNCATE b; ROLLBACK; INSERT INTO b VALUES (1)").await.unwrap();
    db.batch_execute("INSERT INTO a VALUES (6); TRUNCATE b; SELECT * FROM nothing").await.unwrap_err();
    assert_eq!(count(&db, "a").await, 3);
    assert_eq!(count(&db, "b").await, 0);
    // Extended protocol.
    db.batch_execute("INSERT INTO b VALUES (1)").await.unwrap();
    let transaction = db.transaction().await.unwrap();
    transaction.execute("INSERT INTO a VALUES ($1)", &[&2]).await.unwrap();
    transaction.execute("TRUNCATE TABLE b", &[]).await.unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!(count(&db, "a").await, 4);
    assert_eq!(count(&db, "b").await, 0);
}

#[tokio::test]
async fn truncate_in_a_failed_block_does_nothing() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE a (x int); INSERT INTO a VALUES (1)").await.unwrap();
    for extended in [false, true] {
        db.batch_execute("BEGIN").await.unwrap();
        db.batch_execute("SELECT * FROM nothing").await.unwrap_err();
        let error = if extended {
            db.execute("TRUNCATE a", &[]).await.unwrap_err()
        } else {
            db.batch_execute("TRUNCATE a").await.unwrap_err()
        };
        assert_eq!(said(&error).0, "25P02");
        db.batch_execute("ROLLBACK").await.unwrap();
    }
    assert_eq!(count(&db, "a").await, 1);
}

async fn count(client: &tokio_postgres::Client, table: &str) -> i64 {
    client.query_one(&format!("SELECT COUNT(*) FROM {table}"), &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn snapshot_conflicts_are_1023() {
    let db = fresh().await;
    let other = db.another().await;
    db.batch_execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1)").await.unwrap();
    db.batch_execute("BEGIN; SELECT * FROM t").await.unwrap();
    other.batch_execute("UPDATE t SET a = 2").await.unwrap();
    let error = db.batch_execute("UPDATE t SET a = 3").await.unwrap_err();
    assert_eq!(said(&error), ("XX000", "1023"));
    let detail = error.as_db_error().unwrap().detail().unwrap();
    assert!(detail.starts_with("Serializable isolation violation on table - "), "{detail}");
}

/// Two transactions that each read what the other writes; what the second commit says.
async fn cycle(isolation: Isolation) -> Result<(), tokio_postgres::Error> {
    let server = Server::shared().await.unwrap();
    let db = of(server.new_database().isolation(isolation).create().await.unwrap()).await;
    let other = db.another().await;
    db.batch_execute("CREATE TABLE a (x int PRIMARY KEY); CREATE TABLE b (x int PRIMARY KEY)").await.unwrap();
    db.batch_execute("INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)").await.unwrap();
    db.batch_execute("BEGIN; SELECT * FROM a WHERE x = 1").await.unwrap();
    other.batch_execute("BEGIN; SELECT * FROM b WHERE x = 1").await.unwrap();
    db.batch_execute("INSERT INTO b VALUES (2)").await.unwrap();
    other.batch_execute("INSERT INTO a VALUES (2)").await.unwrap();
    db.batch_execute("COMMIT").await.unwrap();
    other.batch_execute("COMMIT").await
}

#[tokio::test]
async fn a_cycle_of_reads_and_writes_is_1023_where_the_database_is_serializable() {
    cycle(Isolation::Snapshot).await.unwrap();
    assert_eq!(said(&cycle(Isolation::Serializable).await.unwrap_err()), ("XX000", "1023"));
}

#[tokio::test]
async fn foreign_keys_are_listed_and_not_enforced() {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE p (id int PRIMARY KEY, code int); CREATE TABLE c (p int REFERENCES p (id), q int);
         INSERT INTO c VALUES (99, 99); ALTER TABLE c ADD FOREIGN KEY (q) REFERENCES p (code); INSERT INTO c VALUES (1, 1);
         DELETE FROM p; TRUNCATE p",
    )
    .await
    .unwrap();
    let listed = "SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'c'::regclass";
    assert_eq!(db.query_one(listed, &[]).await.unwrap().get::<_, i64>(0), 2);
    let error = db.batch_execute("DROP TABLE p").await.unwrap_err();
    assert_eq!(said(&error), ("2BP01", "cannot drop table p because other objects depend on it"));
    assert_eq!(error.as_db_error().unwrap().detail(), None);
    db.batch_execute("DROP TABLE p CASCADE").await.unwrap();
    assert_eq!(db.query_one(listed, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn merge_removes_duplicates() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE target (id int, name char(10)); CREATE TABLE source (id int, name char(10))")
        .await
        .unwrap();
    db.batch_execute(
        "INSERT INTO target VALUES (30, 'Tony'), (30, 'Daisy'), (11, 'Alice'), (23, 'Bill'), (23, 'Nikki')",
    )
    .await
    .unwrap();
    db.batch_execute("INSERT INTO source VALUES (23, 'David'), (22, 'Clarence')").await.unwrap();
    let merge = "MERGE INTO target USING source ON target.id = source.id REMOVE DUPLICATES";
    db.execute(merge, &[]).await.unwrap();
    let rows = db.query("SELECT id, TRIM(name) FROM target ORDER BY 1, 2", &[]).await.unwrap();
    let rows: Vec<(i32, &str)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(rows, [(11, "Alice"), (22, "Clarence"), (23, "David"), (30, "Daisy"), (30, "Tony")]);

    db.batch_execute("INSERT INTO source VALUES (23, 'Again')").await.unwrap();
    let error = db.batch_execute(merge).await.unwrap_err();
    assert_eq!(said(&error).1, "Found multiple matches to update the same tuple.");
    db.batch_execute("CREATE TABLE narrow (id int)").await.unwrap();
    assert!(
        db.batch_execute("MERGE INTO target USING narrow ON target.id = narrow.id REMOVE DUPLICATES").await.is_err()
    );
}

//! Refusals over the real protocol.

use crate::{fresh, said};

#[tokio::test]
async fn refusals_reach_the_client_over_both_protocols() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT)").await.unwrap();
    for (sql, sqlstate, text) in [
        ("INSERT INTO t VALUES (1) RETURNING a", "42601", "syntax error at or near \"RETURNING\" in context"),
        ("SELECT DISTINCT ON (a) a FROM t", "0A000", "SELECT DISTINCT ON is not supported"),
        (
            "CREATE INDEX i ON t (a)",
            "0A000",
            "SQL command \"CREATE INDEX i ON t (a)\" not supported on Redshift tables.",
        ),
        (
            "SELECT SUM(MAX(a)) FROM t",
            "42803",
            "aggregate function calls may not have nested aggregate or window function",
        ),
        (
            "SELECT MAX(SUM(a) OVER ()) FROM t",
            "42803",
            "aggregate function calls may not have nested aggregate or window function",
        ),
        ("SELECT STRING_AGG(a, ',') FROM t", "42883", "function string_agg(integer, \"unknown\") does not exist"),
        ("SELECT * FROM pg_range", "42P01", "relation \"pg_range\" does not exist"),
        ("SELECT a FROM t QUALIFY a = 1", "42601", "syntax error at or near \"a\" in context \"FROM t QUALIFY a\""),
        ("SELECT 'a' ~* 'A'", "42883", "operator does not exist: ~*"),
        (
            "SELECT 'a' ~ ('A' || 'b')",
            "0A000",
            "redshift-local: a regular expression that is no literal is not simulated",
        ),
        ("SELECT REGEXP_COUNT('a', lower('A'))", "0A000", "redshift-local: a regular expression that is no literal"),
        ("SELECT 'aa' ~ 'a+?'", "0A000", "redshift-local: +? in a regular expression is not simulated"),
        ("SELECT 'aa' ~ '(a)\\\\1'", "0A000", "redshift-local: \\1 in a regular expression is not simulated"),
        ("SELECT 'aa' ~ '(?=a)'", "0A000", "redshift-local: (? in a regular expression is not simulated"),
        ("SELECT 'a' ~ '[\\\\w]'", "0A000", "redshift-local: [\\w] in a regular expression is not simulated"),
        (
            "SELECT REGEXP_COUNT('a', 'a|b', 1, 'p')",
            "0A000",
            "redshift-local: | in a regular expression is not simulated",
        ),
        ("SELECT REGEXP_COUNT('a', 'a', 1, 'e')", "0A000", "redshift-local: the regular expression parameters \"e\""),
        ("SELECT TRY_CAST(TRUE AS TIMESTAMP)", "42846", "cannot cast type boolean to timestamp without time zone"),
        ("SELECT TRY_CAST(1.5 AS DECIMAL(3, 0))", "42846", "cannot cast type numeric to numeric"),
        ("SELECT TRY_CAST('' AS INT)", "0A000", "redshift-local: TRY_CAST of a blank text is not simulated"),
        ("SELECT TRY_CAST('1' AS SUPER)", "0A000", "redshift-local: TRY_CAST to SUPER and VARBYTE is not simulated"),
        ("SELECT FNV_HASH(1.5)", "0A000", "redshift-local: FNV_HASH of numeric is not simulated"),
        ("SELECT GETBIT(FROM_HEX('4d'), 8)", "0A000", "redshift-local: GETBIT beyond the bytes is not simulated"),
        ("SELECT current_namespace", "0A000", "redshift-local: the function CURRENT_NAMESPACE is not simulated"),
        ("SELECT SET_CONFIG('a', 'b', FALSE)", "0A000", "redshift-local: the function SET_CONFIG is not simulated"),
        (
            "SELECT CAST('a' AS VARBYTE) & CAST('bc' AS VARBYTE)",
            "0A000",
            "redshift-local: a bitwise operator over bytes of two lengths is not simulated",
        ),
        ("UNLISTEN *", "0A000", "redshift-local: the answer to UNLISTEN, which is refused,"),
    ] {
        let simple = db.batch_execute(sql).await.unwrap_err();
        let extended = db.execute(sql, &[]).await.unwrap_err();
        for error in [simple, extended] {
            let (code, message) = said(&error);
            assert!(code == sqlstate && message.starts_with(text), "{sql}: {code} {message}");
        }
    }
    db.batch_execute("SELECT a FROM t").await.unwrap();
}

#[tokio::test]
async fn a_full_join_is_on_equal_keys_of_the_two_sides() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT, b INT); CREATE TABLE u (a INT, c INT)").await.unwrap();
    for on in [
        "t.a = u.a",
        "(t.a = u.a) AND (u.c + 1 = t.b)",
        "((t.a = u.a AND t.b = CAST(u.c AS INT)))",
        "\"t\".a = U.a",
        "b = c",
        "public.t.a = public.u.a",
    ] {
        db.batch_execute(&format!("SELECT * FROM t FULL OUTER JOIN u ON {on} WHERE t.a < 5")).await.unwrap();
    }
    db.batch_execute("SELECT * FROM t FULL JOIN u USING (a)").await.unwrap();
    db.batch_execute("SELECT * FROM t JOIN u x ON t.a < x.a FULL JOIN u ON x.c = u.c LEFT JOIN u y ON y.a > 1")
        .await
        .unwrap();
    for on in [
        "t.a < u.a",
        "t.a = u.a AND t.b > u.c",
        "t.a = u.a OR t.b = u.c",
        "NOT t.a = u.a",
        "t.a = u.a AND t.b = 1",
        "t.a = u.a AND t.b IS NULL",
        "t.a = u.a AND t.b BETWEEN u.a AND u.c",
        "t.a = t.b",
        "t.a + u.c = u.a",
        "t.a IN (u.a)",
        "TRUE",
    ] {
        let error = db.batch_execute(&format!("SELECT * FROM t FULL JOIN u ON {on}")).await.unwrap_err();
        assert_eq!(said(&error), ("0A000", "FULL JOIN is only supported with merge-joinable join conditions"), "{on}");
    }
}

#[tokio::test]
async fn a_limit_takes_an_integer() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT)").await.unwrap();
    db.query("SELECT a FROM t LIMIT $1", &[&1_i32]).await.unwrap();
    let typed = tokio_postgres::types::Type::INT8;
    let error = db.prepare_typed("SELECT a FROM t LIMIT $1", &[typed]).await.unwrap_err();
    assert_eq!(said(&error), ("XX000", "Not implemented"));
}

#[tokio::test]
async fn a_refusal_points_at_the_place() {
    let db = fresh().await;
    let error = db.batch_execute("SELECT 1\n FETCH FIRST 1 ROW ONLY").await.unwrap_err();
    let position = error.as_db_error().unwrap().position().cloned();
    assert_eq!(position, Some(tokio_postgres::error::ErrorPosition::Original(11)));
}

#[tokio::test]
async fn the_engine_stays_out_of_the_messages() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a INT, s SUPER, v VARBYTE, d DATE)").await.unwrap();
    for (sql, sqlstate, text) in [
        ("SELECT LEN(a, a) FROM t", "42883", "function len(integer, integer) does not exist"),
        (
            "SELECT DATEADD(day, 'x', s) FROM t",
            "42883",
            "function dateadd(\"unknown\", \"unknown\", super) does not exist",
        ),
        ("SELECT TO_VARBYTE(v, 1) FROM t", "42883", "function to_varbyte(varbyte, integer) does not exist"),
        ("SELECT NVL2(a, s, d) FROM t", "42804", "CASE types date and super cannot be matched"),
        ("SELECT NVL(s, v) FROM t", "42846", "COALESCE could not convert type varbyte to super"),
        ("SELECT v FROM t UNION SELECT a FROM t", "42804", "UNION types varbyte and integer cannot be matched"),
        (
            "SELECT NVL(a, 1),\n a b c FROM t",
            "42601",
            "syntax error at or near \"c\" in context \",\n a b c\", at line 2, column 6",
        ),
        (
            "SELECT a, FROM t",
            "42601",
            "syntax error at or near \"FROM\" in context \"SELECT a, FROM\", at line 1, column 11",
        ),
        ("SELECT 1 +", "42601", "syntax error at end of input"),
    ] {
        let simple = db.batch_execute(sql).await.unwrap_err();
        let extended = db.prepare(sql).await.unwrap_err();
        for error in [simple, extended] {
            assert_eq!(said(&error), (sqlstate, text), "{sql}");
        }
    }
}

#[tokio::test]
async fn functions_of_the_leader_node_see_no_rows_of_tables() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a TIMESTAMP)").await.unwrap();
    for call in ["NOW()", "CURRENT_TIMESTAMP", "LOCALTIME", "AGE(a)", "AGE(a, GETDATE())", "ISFINITE(a)", "VERSION()"] {
        let text = "Specified types or functions (one per INFO message) not supported on Redshift tables.";
        for sql in [format!("SELECT {call} FROM t"), format!("SELECT 1 FROM t WHERE {call} IS NOT NULL")] {
            assert_eq!(said(&db.batch_execute(&sql).await.unwrap_err()), ("0A000", text), "{sql}");
            assert_eq!(said(&db.execute(&sql, &[]).await.unwrap_err()), ("0A000", text), "{sql}");
        }
    }
    // Without a table they run, as on the leader node.
    db.batch_execute("SELECT NOW(), CURRENT_TIMESTAMP, VERSION()").await.unwrap();
    db.batch_execute("SELECT GETDATE(), SYSDATE, DATEDIFF(day, a, GETDATE()) FROM t").await.unwrap();
}

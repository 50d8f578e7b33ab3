//! Functions of users.

use crate::{fresh, rows, said};

#[tokio::test]
async fn functions_in_sql_are_called_like_others() {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE sales (commission FLOAT, pricepaid DECIMAL(8, 2)); INSERT INTO sales VALUES (10, 100), (30, 100)",
    )
    .await
    .unwrap();
    // The manual's.
    db.batch_execute(
        "create function f_sql_greater (float, float)\n  returns float\nstable\nas $$\n  select case when $1 > $2 then $1\n    \
         else $2\n  end\n$$ language sql",
    )
    .await
    .unwrap();
    db.batch_execute(
        "create function f_sql_commission (float, float )\n  returns float\nstable\nas $$\n  select f_sql_greater ($1, $2)\n$$ language sql;",
    )
    .await
    .unwrap();
    let sql = "select f_sql_commission(commission, pricepaid*0.20) from sales order by 1";
    assert_eq!(rows(&db, sql).await, ["f_sql_commission=20", "f_sql_commission=30"]);
    let sql = "WITH w AS (SELECT f_sql_greater(1, 2), CASE WHEN false THEN 1 ELSE f_sql_greater(1, 3) END, f_sql_greater(1, 4) + 1, \
               f_sql_greater(1, 5) other, public.f_sql_greater(1, 6)::INT AS six) SELECT * FROM w";
    assert_eq!(rows(&db, sql).await, ["f_sql_greater=2 f_sql_greater=3 ?column?=5 other=5 six=6"]);
    let sql = "SELECT f_sql_greater FROM (SELECT f_sql_greater(a, 2), a + 1 AS b, b AS c FROM (SELECT 1 AS a) x) y";
    assert_eq!(rows(&db, sql).await, ["f_sql_greater=2"]);
    let value: f64 = db.query_one("SELECT f_sql_greater($1, 2)", &[&1.5_f64]).await.unwrap().get(0);
    assert!((value - 2.0).abs() < 1e-9);
    // Redshift's functions and types inside; overloads; another schema.
    db.batch_execute("CREATE SCHEMA s").await.unwrap();
    for sql in [
        "CREATE FUNCTION f_day (TIMESTAMP) RETURNS DATE IMMUTABLE AS $$ SELECT TRUNC($1) $$ LANGUAGE sql",
        "CREATE FUNCTION s.f_text () RETURNS VARCHAR STABLE AS $body$ SELECT NVL(NULL, 'it''s $$') $body$ LANGUAGE sql",
        "CREATE FUNCTION f_day (INT) RETURNS INT VOLATILE AS $$ SELECT NVL2($1, DECODE($1, 1, 10, 20), 0); $$ LANGUAGE sql",
        "CREATE FUNCTION f_path (SUPER) RETURNS SUPER STABLE AS $$ SELECT $1 $$ LANGUAGE sql",
    ] {
        db.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    assert_eq!(
        rows(
            &db,
            "SELECT f_day(TIMESTAMP '2026-02-03 04:05:06') AS d, f_day(1) AS one, f_day(2) AS two, s.F_TEXT() AS t"
        )
        .await,
        ["d=2026-02-03 one=10 two=20 t=it's $$"]
    );
    assert_eq!(rows(&db, "SELECT f_path(JSON_PARSE('[1, 2]')) AS p").await, ["p=[1,2]"]);
    let name = db.query_one("SELECT CURRENT_DATABASE()", &[]).await.unwrap().get::<_, String>(0);
    let shown = |function: &str, count: usize, list: &str, result: &str| {
        format!(
            "database_name={name} schema_name=public function_name={function} number_of_arguments={count} argument_list={list} \
             return_type={result} remarks=-"
        )
    };
    assert_eq!(
        rows(&db, &format!("SHOW FUNCTIONS FROM SCHEMA {name}.public LIKE 'f_%a%'")).await,
        [
            shown("f_day", 1, "integer", "integer"),
            shown("f_day", 1, "timestamp without time zone", "date"),
            shown("f_path", 1, "super", "super"),
            shown("f_sql_greater", 2, "double precision, double precision", "double precision"),
        ]
    );
    assert_eq!(
        rows(
            &db,
            "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 's'"
        )
        .await,
        ["proname=f_text"]
    );
}

#[tokio::test]
async fn functions_are_replaced_and_dropped() {
    let db = fresh().await;
    let create = |body: &str| format!("CREATE FUNCTION f_one (INT) RETURNS INT STABLE AS $$ {body} $$ LANGUAGE sql");
    db.batch_execute(&create("SELECT $1 + 1")).await.unwrap();
    let error = db.batch_execute(&create("SELECT 2")).await.unwrap_err();
    assert_eq!(said(&error), ("42723", "function \"f_one\" already exists with same argument types"));
    db.batch_execute(&create("SELECT $1 + 2").replacen("CREATE", "CREATE OR REPLACE", 1)).await.unwrap();
    assert_eq!(rows(&db, "SELECT f_one(1)").await, ["f_one=3"]);
    db.batch_execute("CREATE VIEW v AS SELECT f_one(5) AS a").await.unwrap();
    assert_eq!(said(&db.batch_execute("DROP FUNCTION f_one(INT)").await.unwrap_err()).0, "2BP01");
    db.batch_execute("DROP FUNCTION f_one(a INT) CASCADE").await.unwrap();
    assert_eq!(said(&db.batch_execute("SELECT a FROM v").await.unwrap_err()).0, "42P01");
    for sql in ["SELECT f_one(1)", "DROP FUNCTION f_one(INT)"] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert_eq!(said(&error), ("42883", "function f_one(integer) does not exist"), "{sql}");
    }
    let error = db.batch_execute("SELECT public.f_one('a', 1)").await.unwrap_err();
    assert_eq!(said(&error), ("42883", "function public.f_one(\"unknown\", integer) does not exist"));
    // Those of the engine stay out of reach.
    let error = db.batch_execute("SELECT public.pg_sleep(1)").await.unwrap_err();
    assert_eq!(said(&error), ("42883", "function public.pg_sleep(integer) does not exist"));
}

#[tokio::test]
async fn functions_have_no_place_where_the_manual_has_none() {
    let db = fresh().await;
    db.batch_execute(
        "CREATE FUNCTION f_one () RETURNS INT STABLE AS $$ SELECT 1 $$ LANGUAGE sql; CREATE TABLE t (a INT)",
    )
    .await
    .unwrap();
    for sql in [
        "CREATE TABLE u (a INT DEFAULT f_one())",
        "ALTER TABLE t ADD COLUMN b INT DEFAULT f_one()",
        "CREATE MATERIALIZED VIEW m AS SELECT f_one() AS b, a FROM t",
    ] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert!(said(&error).0 == "0A000" && said(&error).1.starts_with("redshift-local: "), "{sql}: {error:?}");
    }
}

//! Stored procedures.

use std::sync::{Arc, Mutex};

use tokio_postgres::{AsyncMessage, Client, NoTls};

use crate::{Fresh, fresh, rows, said};

/// A connection that keeps the notices it is sent, as `SEVERITY: message`.
async fn listening(db: &Fresh) -> (Client, Arc<Mutex<Vec<String>>>) {
    let url = db.database.url().replacen("redshift://", "postgres://", 1);
    let (client, mut connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Some(Ok(message)) = std::future::poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notice(notice) = message {
                told.lock().unwrap().push(format!("{}: {}", notice.severity(), notice.message()));
            }
        }
    });
    (client, heard)
}

fn taken(heard: &Arc<Mutex<Vec<String>>>) -> Vec<String> {
    std::mem::take(&mut heard.lock().unwrap())
}

#[tokio::test]
async fn procedures_run_statements_with_variables() {
    let db = fresh().await;
    let (db, heard) = listening(&db).await;
    // The manual's, with the mistake in its SELECT INTO mended.
    db.batch_execute(
        "CREATE OR REPLACE PROCEDURE test_sp1(f1 int, f2 varchar(20))
         AS $$
         DECLARE
           min_val int;
         BEGIN
           DROP TABLE IF EXISTS tmp_tbl;
           CREATE TEMP TABLE tmp_tbl(id int);
           INSERT INTO tmp_tbl values (f1),(10001),(10002);
           SELECT INTO min_val MIN(id) FROM tmp_tbl;
           RAISE INFO 'min_val = %, f2 = %', min_val, f2;
         END;
         $$ LANGUAGE plpgsql;",
    )
    .await
    .unwrap();
    db.batch_execute("call test_sp1(3,'book')").await.unwrap();
    assert_eq!(
        taken(&heard),
        ["INFO: Table \"tmp_tbl\" does not exist and will be skipped", "INFO: min_val = 3, f2 = book"]
    );
    db.batch_execute(
        "CREATE OR REPLACE PROCEDURE test_sp2(f1 IN int, f2 INOUT varchar(256), out_var OUT varchar(256))
         AS $$
         DECLARE
           loop_var int;
         BEGIN
           IF f1 is null OR f2 is null THEN
             RAISE EXCEPTION 'input cannot be null';
           END IF;
           DROP TABLE if exists my_etl;
           CREATE TEMP TABLE my_etl(a int, b varchar);
             FOR loop_var IN 1..f1 LOOP
                 insert into my_etl values (loop_var, f2);
                 f2 := f2 || '+' || f2;
             END LOOP;
           SELECT INTO out_var count(*) from my_etl;
         END;
         $$ LANGUAGE plpgsql;",
    )
    .await
    .unwrap();
    assert_eq!(rows(&db, "call test_sp2(2,'2019')").await, ["f2=2019+2019+2019+2019 out_var=2"]);
    let row = db.query_one("CALL test_sp2($1, $2)", &[&1_i32, &"a"]).await.unwrap();
    assert_eq!((row.get::<_, &str>(0), row.get::<_, &str>(1)), ("a+a", "1"));
    let error = db.batch_execute("CALL test_sp2(NULL, 'a')").await.unwrap_err();
    assert_eq!(said(&error), ("P0001", "input cannot be null"));
}

#[tokio::test]
async fn statements_of_the_language() {
    let db = fresh().await;
    let (db, heard) = listening(&db).await;
    db.batch_execute("CREATE TABLE t (a INT, b VARCHAR(20)); INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z')")
        .await
        .unwrap();
    db.batch_execute(
        "CREATE PROCEDURE sp_flow(n INT) LANGUAGE plpgsql AS $$
         <<whole>>
         DECLARE
           i INTEGER := 0;
           total BIGINT DEFAULT 0;
           fixed CONSTANT INTEGER := 7;
           label VARCHAR(10) NOT NULL := 'a';
           rec RECORD;
           one INT; two VARCHAR(20);
           curs CURSOR FOR SELECT a, b FROM t ORDER BY a;
           by_key CURSOR (low INT, high INT) IS SELECT a FROM t WHERE a BETWEEN low AND high ORDER BY a DESC;
           free refcursor;
           first ALIAS FOR $1;
         BEGIN
           -- A comment; with a semicolon.
           IF n = 0 THEN RAISE NOTICE 'zero'; ELSIF n < 0 THEN RAISE WARNING 'below %', n; ELSE RAISE INFO 'above %, 100%%', first; END IF;
           CASE n WHEN 1, 2 THEN RAISE INFO 'one or two'; ELSE RAISE INFO 'other'; END CASE;
           CASE WHEN NVL(n, 0) BETWEEN 0 AND 1 THEN NULL; ELSE RAISE INFO 'not within'; END CASE;
           <<outer_loop>>
           LOOP
             i := i + 1;
             CONTINUE WHEN i = 2;
             EXIT outer_loop WHEN i > 3;
             total = total + i;
           END LOOP outer_loop;
           RAISE INFO 'total %', total;
           WHILE i > 0 LOOP i := i - 2; END LOOP;
           FOR i IN REVERSE 3..n+1 LOOP RAISE INFO 'down %', i; END LOOP;
           RAISE INFO 'i %, found %', i, FOUND;
           FOR rec IN SELECT a, DATEADD(day, a, DATE '2026-01-01') AS d FROM t WHERE a > n ORDER BY a LOOP
             RAISE INFO 'row % %', rec.a, rec.d;
           END LOOP;
           FOR one, two IN SELECT a, b FROM t ORDER BY a DESC LIMIT n LOOP RAISE INFO 'pair % %', one, two; END LOOP;
           SELECT a, b INTO rec FROM t WHERE a = fixed;
           RAISE INFO 'nothing % %', rec.a, FOUND;
           SELECT INTO one, two a, LEN(b) FROM t WHERE b = label || '' OR a = 2;
           RAISE INFO 'into % %', one, two;
           OPEN curs;
           LOOP
             FETCH curs INTO one, two;
             EXIT WHEN NOT FOUND;
             RAISE INFO 'fetched % %', one, two;
           END LOOP;
           CLOSE curs;
           OPEN by_key(2, fixed);
           FETCH by_key INTO one;
           CLOSE by_key;
           OPEN free FOR SELECT MAX(a) AS m FROM t;
           FETCH free INTO rec;
           CLOSE free;
           RAISE INFO 'last % %', one, rec.m;
           UPDATE t SET b = b || '!' WHERE t.a <= (SELECT COUNT(*) FROM t) - n;
           GET DIAGNOSTICS one := ROW_COUNT;
           RAISE INFO 'updated %', one;
           DECLARE total VARCHAR(5) := 'inner'; BEGIN RAISE INFO '%', total; END;
           RAISE INFO '%', total;
           EXECUTE 'DELETE FROM t WHERE a = 3';
           EXECUTE 'SELECT COUNT(*) FROM t' INTO one;
           RAISE INFO 'left %', one;
           RETURN;
           RAISE INFO 'never';
         END whole;
         $$",
    )
    .await
    .unwrap();
    db.batch_execute("CALL sp_flow(1)").await.unwrap();
    assert_eq!(
        taken(&heard),
        [
            "INFO: above 1, 100%",
            "INFO: one or two",
            "INFO: total 4",
            "INFO: down 3",
            "INFO: down 2",
            "INFO: i 0, found t",
            "INFO: row 2 2026-01-03 00:00:00",
            "INFO: row 3 2026-01-04 00:00:00",
            "INFO: pair 3 z",
            "INFO: nothing <NULL> f",
            "INFO: into 2 1",
            "INFO: fetched 1 x",
            "INFO: fetched 2 y",
            "INFO: fetched 3 z",
            "INFO: last 3 3",
            "INFO: updated 2",
            "INFO: inner",
            "INFO: 4",
            "INFO: left 2",
        ]
    );
    assert_eq!(rows(&db, "SELECT * FROM t ORDER BY a").await, ["a=1 b=x!", "a=2 b=y!"]);
    // Columns of the names of variables are columns elsewhere.
    db.batch_execute(
        "CREATE PROCEDURE sp_names(a INT) AS $$ DECLARE b INT := 5; BEGIN INSERT INTO t SELECT t.a + a, b FROM t; END; $$ LANGUAGE plpgsql",
    )
    .await
    .unwrap();
    db.batch_execute("CALL sp_names(10)").await.unwrap();
    assert_eq!(rows(&db, "SELECT * FROM t ORDER BY a").await, ["a=1 b=x!", "a=2 b=y!", "a=11 b=5", "a=12 b=5"]);
}

#[tokio::test]
async fn transactions_end_where_a_procedure_says() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE a (v INT); CREATE TABLE b (v INT); INSERT INTO b VALUES (100)").await.unwrap();
    for sql in [
        "CREATE PROCEDURE sp_insert(a int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a values (a); END; $$".replace("INTO a", "INTO public.a"),
        "CREATE PROCEDURE sp_truncate(x int, y int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a values (x); TRUNCATE b; \
         INSERT INTO b values (y); END; $$".to_owned(),
        "CREATE PROCEDURE sp_rollback(x int, y int) LANGUAGE plpgsql AS $$ DECLARE sum_vals int; BEGIN INSERT INTO a values (x); \
         SELECT sum(v) into sum_vals from a; IF sum_vals > 2 THEN ROLLBACK; END IF; INSERT INTO a values (y); END; $$".to_owned(),
        "CREATE PROCEDURE sp_commit() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a VALUES (7); COMMIT; INSERT INTO a VALUES (8); \
         RAISE EXCEPTION 'no'; END; $$".to_owned(),
        "CREATE PROCEDURE sp_outer(x int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a VALUES (x); Call sp_truncate(x, x); END; $$".to_owned(),
        "CREATE PROCEDURE sp_loop() LANGUAGE plpgsql AS $$ DECLARE r RECORD; BEGIN FOR r IN SELECT v FROM b LOOP COMMIT; END LOOP; END; $$".to_owned(),
        "CREATE PROCEDURE sp_cursor() LANGUAGE plpgsql AS $$ DECLARE rec RECORD; cur1 cursor for select * from a order by 1; BEGIN \
         open cur1; TRUNCATE table b; Loop fetch cur1 into rec; exit when not found; End Loop; END $$".to_owned(),
    ] {
        db.batch_execute(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    db.batch_execute("BEGIN; CALL sp_insert(1); ROLLBACK").await.unwrap();
    db.batch_execute("CALL sp_insert(2)").await.unwrap();
    assert_eq!(rows(&db, "SELECT v FROM a").await, ["v=2"]);
    db.batch_execute("CALL sp_truncate(3, 4)").await.unwrap();
    assert_eq!(rows(&db, "SELECT v FROM a UNION ALL SELECT v FROM b ORDER BY 1").await, ["v=2", "v=3", "v=4"]);
    db.execute("CALL sp_rollback(5, 6)", &[]).await.unwrap();
    assert_eq!(rows(&db, "SELECT v FROM a ORDER BY 1").await, ["v=2", "v=3", "v=6"]);
    assert_eq!(said(&db.batch_execute("CALL sp_commit()").await.unwrap_err()), ("P0001", "no"));
    assert_eq!(rows(&db, "SELECT v FROM a ORDER BY 1").await, ["v=2", "v=3", "v=6", "v=7"]);
    db.batch_execute("CALL sp_outer(9)").await.unwrap();
    assert_eq!(rows(&db, "SELECT v FROM b").await, ["v=9"]);
    // In a block of the caller it may not.
    for (call, command) in
        [("sp_truncate(1, 1)", "TRUNCATE"), ("sp_commit()", "COMMIT"), ("sp_rollback(5, 5)", "ROLLBACK")]
    {
        db.batch_execute("BEGIN").await.unwrap();
        let error = db.batch_execute(&format!("CALL {call}")).await.unwrap_err();
        let message = format!("{command} cannot be invoked from a procedure that is executing in an atomic context.");
        assert_eq!(said(&error).1, message);
        assert!(
            error.as_db_error().unwrap().hint().unwrap().starts_with("Try calling the procedure as a top-level call")
        );
        db.batch_execute("ROLLBACK").await.unwrap();
    }
    let error = db.batch_execute("CALL sp_cursor()").await.unwrap_err();
    assert_eq!(said(&error).1, "cursor \"cur1\" does not exist");
    db.batch_execute("INSERT INTO b VALUES (1)").await.unwrap();
    let error = db.batch_execute("CALL sp_loop()").await.unwrap_err();
    assert!(
        said(&error).1.starts_with("redshift-local: the answer to the end of a transaction in a loop"),
        "{error:?}"
    );
}

#[tokio::test]
async fn errors_are_trapped_and_thrown_again() {
    let db = fresh().await;
    let (db, heard) = listening(&db).await;
    // The manual's.
    db.batch_execute(
        "CREATE TABLE employee (firstname varchar, lastname varchar);
         INSERT INTO employee VALUES ('Tomas','Smith');
         CREATE TABLE employee_error_log (message varchar)",
    )
    .await
    .unwrap();
    db.batch_execute(
        "CREATE OR REPLACE PROCEDURE update_employee_sp() AS
         $$
         BEGIN
             UPDATE employee SET firstname = 'Adam' WHERE lastname = 'Smith';
             EXECUTE 'select invalid';
         EXCEPTION WHEN OTHERS THEN
             RAISE INFO 'An exception occurred.';
             INSERT INTO employee_error_log VALUES ('Error message: ' || SQLERRM);
         END;
         $$
         LANGUAGE plpgsql;",
    )
    .await
    .unwrap();
    let error = db.batch_execute("CALL update_employee_sp()").await.unwrap_err();
    assert_eq!(said(&error), ("42703", "column \"invalid\" does not exist"));
    assert_eq!(taken(&heard), ["INFO: An exception occurred."]);
    assert_eq!(rows(&db, "SELECT * FROM employee").await, ["firstname=Tomas lastname=Smith"]);
    let message = "message=Error message: column \"invalid\" does not exist";
    assert_eq!(rows(&db, "SELECT * FROM employee_error_log").await, [message]);
    // From a procedure that is called by another, everything is rolled back.
    db.batch_execute(
        "CREATE PROCEDURE sp_outer() AS $$ BEGIN INSERT INTO employee VALUES ('a', 'b'); CALL update_employee_sp(); END $$ LANGUAGE plpgsql",
    )
    .await
    .unwrap();
    assert_eq!(said(&db.batch_execute("CALL sp_outer()").await.unwrap_err()).0, "42703");
    assert_eq!(rows(&db, "SELECT * FROM employee").await, ["firstname=Tomas lastname=Smith"]);
    assert_eq!(rows(&db, "SELECT * FROM employee_error_log").await, [message, message]);
    // In a block of the caller's there is no transaction to roll back.
    db.batch_execute("BEGIN").await.unwrap();
    let error = db.batch_execute("CALL update_employee_sp()").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: an EXCEPTION block"), "{error:?}");
    db.batch_execute("ROLLBACK").await.unwrap();
    // Values are wrong in the words of the nodes that read them.
    db.batch_execute(
        "CREATE TABLE n (v INT NOT NULL); INSERT INTO n VALUES (0);
         CREATE PROCEDURE sp_divide() AS $$ DECLARE x INT := 1; BEGIN SELECT x / v INTO x FROM n; END $$ LANGUAGE plpgsql;
         CREATE PROCEDURE sp_null() AS $$ BEGIN INSERT INTO n VALUES (NULL); END $$ LANGUAGE plpgsql;
         CREATE PROCEDURE sp_leader() AS $$ DECLARE x INT := 0; BEGIN x := 1 / x; END $$ LANGUAGE plpgsql",
    )
    .await
    .unwrap();
    assert_eq!(said(&db.batch_execute("CALL sp_divide()").await.unwrap_err()).1, "Divide by zero");
    assert_eq!(said(&db.batch_execute("CALL sp_leader()").await.unwrap_err()), ("22012", "division by zero"));
    let error = db.batch_execute("CALL sp_null()").await.unwrap_err();
    assert_eq!(said(&error).1, "Cannot insert a NULL value into column v");
}

#[tokio::test]
async fn procedures_call_procedures() {
    let db = fresh().await;
    // The manual's.
    db.batch_execute(
        "CREATE OR REPLACE PROCEDURE inner_proc(INOUT a int, b int, INOUT c int) LANGUAGE plpgsql
         AS $$
         BEGIN
           a := b * a;
           c := b * c;
         END;
         $$;",
    )
    .await
    .unwrap();
    db.batch_execute(
        "CREATE OR REPLACE PROCEDURE outer_proc(multiplier int) LANGUAGE plpgsql
         AS $$
         DECLARE
           x int := 3;
           y int := 4;
         BEGIN
           DROP TABLE IF EXISTS test_tbl;
           CREATE TEMP TABLE test_tbl(a int, b varchar(256));
           CALL inner_proc(x, multiplier, y);
           insert into test_tbl values (x, y::varchar);
         END;
         $$;",
    )
    .await
    .unwrap();
    db.batch_execute("CALL outer_proc(5)").await.unwrap();
    db.batch_execute("CALL outer_proc(5)").await.unwrap();
    assert_eq!(rows(&db, "SELECT * from test_tbl").await, ["a=15 b=20"]);
    // 16 levels, and no more.
    db.batch_execute(
        "CREATE PROCEDURE sp_deep(n int) AS $$ BEGIN IF n > 1 THEN CALL sp_deep(n - 1); END IF; END $$ LANGUAGE plpgsql",
    )
    .await
    .unwrap();
    db.batch_execute("CALL sp_deep(16)").await.unwrap();
    let error = db.batch_execute("CALL sp_deep(17)").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: the answer to procedures that call one another"), "{error:?}");
    // What comes out needs a variable.
    db.batch_execute(
        "CREATE PROCEDURE sp_out(OUT a INT) AS $$ BEGIN a := 1; END $$ LANGUAGE plpgsql;
         CREATE PROCEDURE sp_constant() AS $$ BEGIN CALL inner_proc(1, 2, 3); END $$ LANGUAGE plpgsql;
         CREATE PROCEDURE sp_none() AS $$ BEGIN CALL sp_out(); END $$ LANGUAGE plpgsql;
         CREATE PROCEDURE sp_cursors() AS $$ DECLARE r RECORD; BEGIN FOR r IN SELECT 1 AS a LOOP CALL sp_cursor(); END LOOP; END $$ LANGUAGE plpgsql;
         CREATE PROCEDURE sp_cursor() AS $$ DECLARE r RECORD; BEGIN FOR r IN SELECT 2 AS a LOOP NULL; END LOOP; END $$ LANGUAGE plpgsql",
    )
    .await
    .unwrap();
    assert_eq!(rows(&db, "CALL sp_out()").await, ["a=1"]);
    db.batch_execute("CALL sp_cursor()").await.unwrap();
    for sql in
        ["CALL sp_constant()", "CALL sp_none()", "CALL sp_cursors()", "CALL sp_out('absent')", "CALL sp_out(NULL)"]
    {
        let error = db.batch_execute(sql).await.expect_err(sql);
        assert!(said(&error).1.starts_with("redshift-local: the answer to a "), "{sql}: {error:?}");
    }
    let error = db.batch_execute("CALL sp_out(5)").await.unwrap_err();
    assert_eq!(said(&error), ("42883", "procedure sp_out(integer) does not exist"));
}

#[tokio::test]
async fn cursors_are_returned() {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE fact_tbl (id INT, name VARCHAR(10)); INSERT INTO fact_tbl VALUES (1, 'Joe'), (2, 'Mary')",
    )
    .await
    .unwrap();
    // The manual's.
    db.batch_execute(
        "CREATE OR REPLACE PROCEDURE get_result_set (param IN integer, rs_out INOUT refcursor)
         AS $$
         BEGIN
           OPEN rs_out FOR SELECT * FROM fact_tbl where id >= param;
         END;
         $$ LANGUAGE plpgsql;",
    )
    .await
    .unwrap();
    db.batch_execute("BEGIN").await.unwrap();
    assert_eq!(rows(&db, "CALL get_result_set(1, 'mycursor')").await, ["rs_out=mycursor"]);
    assert_eq!(rows(&db, "FETCH ALL FROM mycursor").await, ["id=1 name=Joe", "id=2 name=Mary"]);
    let error = db.batch_execute("CALL get_result_set(2, 'another')").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: the answer to a second open cursor"), "{error:?}");
    db.batch_execute("ROLLBACK; BEGIN").await.unwrap();
    db.query_one("CALL get_result_set($1, 'mycursor')", &[&1_i32]).await.unwrap();
    let error = db.batch_execute("DECLARE another CURSOR FOR SELECT 1").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: the answer to a second open cursor"), "{error:?}");
    db.batch_execute("ROLLBACK").await.unwrap();
}

#[tokio::test]
async fn procedures_are_told_apart_by_what_comes_in() {
    let db = fresh().await;
    db.batch_execute("CREATE SCHEMA s").await.unwrap();
    let create = |name: &str, arguments: &str, value: &str| {
        format!(
            "CREATE PROCEDURE {name}({arguments}, OUT r VARCHAR) AS $$ BEGIN r := '{value}'; END $$ LANGUAGE plpgsql"
        )
    };
    for (name, arguments, value) in [
        ("sp_over", "a INT", "int"),
        ("sp_over", "a DATE", "date"),
        ("sp_over", "a INT, b INT", "two"),
        ("s.sp_over", "INOUT a INT", "s"),
    ] {
        db.batch_execute(&create(name, arguments, value)).await.unwrap();
    }
    assert_eq!(rows(&db, "CALL sp_over(1)").await, ["r=int"]);
    assert_eq!(rows(&db, "CALL sp_over(DATE '2026-01-01')").await, ["r=date"]);
    assert_eq!(rows(&db, "CALL sp_over(1, 2)").await, ["r=two"]);
    assert_eq!(rows(&db, "CALL s.sp_over(4)").await, ["a=4 r=s"]);
    let error =
        db.batch_execute("CREATE PROCEDURE sp_over(b INT) AS $$ BEGIN END $$ LANGUAGE plpgsql").await.unwrap_err();
    assert_eq!(said(&error), ("42723", "function \"sp_over\" already exists with same argument types"));
    let error = db
        .batch_execute("CREATE OR REPLACE PROCEDURE sp_over(a INT) AS $$ BEGIN END $$ LANGUAGE plpgsql")
        .await
        .unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: the answer to a procedure that is replaced"), "{error:?}");
    db.batch_execute(&create("sp_over", "a INT", "anew").replacen("CREATE", "CREATE OR REPLACE", 1)).await.unwrap();
    assert_eq!(rows(&db, "CALL sp_over(1)").await, ["r=anew"]);
    // The catalog has them as they were written.
    let name = db.query_one("SELECT CURRENT_DATABASE()", &[]).await.unwrap().get::<_, String>(0);
    let shown = |schema: &str, count: usize, list: &str, result: &str| {
        format!(
            "database_name={name} schema_name={schema} procedure_name=sp_over number_of_arguments={count} argument_list={list} \
             return_type={result} remarks=-"
        )
    };
    assert_eq!(
        rows(&db, &format!("SHOW PROCEDURES FROM SCHEMA {name}.public LIKE 'sp%'")).await,
        [
            shown("public", 1, "date", "character varying"),
            shown("public", 1, "integer", "character varying"),
            shown("public", 2, "integer, integer", "character varying"),
        ]
    );
    assert_eq!(
        rows(&db, &format!("SHOW PROCEDURES FROM SCHEMA {name}.s")).await,
        [shown("s", 1, "integer", "integer, character varying")]
    );
    assert_eq!(
        rows(
            &db,
            "SELECT p.proname, p.prokind, p.pronargs, p.proargtypes, p.proargnames, p.proargmodes, p.proallargtypes, p.prosrc \
             FROM pg_proc_info p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 's'"
        )
        .await,
        [
            "proname=sp_over prokind=p pronargs=1 proargtypes=23 proargnames={a,r} proargmodes={b,o} proallargtypes={23,1043} \
             prosrc= BEGIN r := 's'; END "
        ]
    );
    for sql in [
        "GRANT EXECUTE ON PROCEDURE sp_over(a INT, b INT) TO PUBLIC",
        "REVOKE ALL ON PROCEDURE sp_over(a IN INT, INT, OUT r VARCHAR) FROM PUBLIC",
        "DROP PROCEDURE sp_over(INT)",
        "DROP PROCEDURE public.sp_over(a IN DATE, r OUT VARCHAR)",
        "DROP PROCEDURE s.sp_over(INOUT a INT)",
    ] {
        db.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    for sql in ["CALL sp_over(1)", "DROP PROCEDURE sp_over(INT)", "GRANT EXECUTE ON PROCEDURE sp_over(INT) TO PUBLIC"] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert_eq!(said(&error), ("42883", "procedure sp_over(integer) does not exist"), "{sql}");
    }
    assert_eq!(rows(&db, "CALL sp_over(1, 2)").await, ["r=two"]);
}

#[tokio::test]
async fn values_that_variables_do_not_take() {
    let db = fresh().await;
    let create = |body: &str| format!("CREATE OR REPLACE PROCEDURE sp() AS $$ {body} $$ LANGUAGE plpgsql");
    for (body, sqlstate, message) in [
        ("DECLARE x VARCHAR(3); BEGIN x := 'abcd'; END", "22001", "value too long for type character varying(3)"),
        (
            "DECLARE x VARCHAR; BEGIN x := REPEAT('x', 257); END",
            "22001",
            "value too long for type character varying(256)",
        ),
        ("DECLARE x INT; BEGIN x := 'a'; END", "22P02", "invalid input syntax for integer: \"a\""),
        (
            "DECLARE x INT NOT NULL := 1; BEGIN x := NULL; END",
            "0A000",
            "redshift-local: the answer to a variable that is NULL",
        ),
        (
            "DECLARE c REFCURSOR; r RECORD; BEGIN FETCH c INTO r; END",
            "0A000",
            "redshift-local: the answer to a variable that is NULL",
        ),
        ("DECLARE r RECORD; BEGIN RAISE INFO '%', r.a; END", "55000", "record \"r\" is not assigned yet"),
        (
            "DECLARE r RECORD; BEGIN SELECT 1 AS b INTO r; RAISE INFO '%', r.a; END",
            "42703",
            "record \"r\" has no field \"a\"",
        ),
        ("BEGIN CASE 5 WHEN 1 THEN NULL; END CASE; END", "20000", "case not found"),
        ("BEGIN INSERT INTO nothing VALUES (1); END", "42P01", "relation \"nothing\" does not exist"),
    ] {
        db.batch_execute(&create(body)).await.unwrap_or_else(|error| panic!("{body}: {error:?}"));
        let error = db.batch_execute("CALL sp()").await.expect_err(body);
        assert!(said(&error).0 == sqlstate && said(&error).1.starts_with(message), "{body}: {error:?}");
    }
    // A routine is called as what it is.
    db.batch_execute("CREATE FUNCTION f() RETURNS INT STABLE AS $$ SELECT 1 $$ LANGUAGE sql").await.unwrap();
    for sql in ["SELECT sp()", "CALL f()", "DROP FUNCTION sp()"] {
        let error = db.batch_execute(sql).await.expect_err(sql);
        assert!(
            said(&error).1.starts_with("redshift-local: the answer to a procedure that is used as a function"),
            "{sql}: {error:?}"
        );
    }
}

#[tokio::test]
async fn statements_are_put_together() {
    let db = fresh().await;
    let (db, heard) = listening(&db).await;
    db.batch_execute(
        "CREATE TABLE fact_tbl (id INT, name VARCHAR(10)); INSERT INTO fact_tbl VALUES (1, 'Joe'), (2, 'Mary'), (3, 'it''s');
         CREATE SCHEMA s; CREATE TABLE s.stage_a (v INT)",
    )
    .await
    .unwrap();
    // The manual's.
    db.batch_execute(
        "CREATE PROCEDURE get_result_set(param IN integer, tmp_name INOUT varchar(256)) as $$
         DECLARE
           row record;
         BEGIN
           EXECUTE 'drop table if exists ' || tmp_name;
           EXECUTE 'create temp table ' || tmp_name || ' as select * from fact_tbl where id <= ' || param;
         END;
         $$ LANGUAGE plpgsql;",
    )
    .await
    .unwrap();
    assert_eq!(rows(&db, "CALL get_result_set(2, 'MyResult')").await, ["tmp_name=MyResult"]);
    assert_eq!(rows(&db, "SELECT * from myresult ORDER BY 1").await, ["id=1 name=Joe", "id=2 name=Mary"]);
    assert_eq!(taken(&heard), ["INFO: Table \"myresult\" does not exist and will be skipped"]);
    for sql in [
        "CREATE PROCEDURE sp_set(colname VARCHAR, newvalue VARCHAR, keyvalue INT) AS $$ BEGIN
           EXECUTE 'UPDATE fact_tbl SET ' || quote_ident(colname) || ' = ' || quote_literal(newvalue)
             || ' WHERE id = ' || quote_literal(keyvalue);
         END $$ LANGUAGE plpgsql",
        "CREATE PROCEDURE sp_rows(tab VARCHAR, n INT, INOUT name VARCHAR, OUT found_rows INT) AS $$
         DECLARE r RECORD; c REFCURSOR;
         BEGIN
           FOR r IN EXECUTE 'SELECT NVL(a.id, 0) AS k FROM public.' || tab || ' a WHERE name <> ''x' || name
             || ''' ORDER BY 1 LIMIT ' || n
           LOOP
             RAISE INFO '%', r.k;
           END LOOP;
           EXECUTE 'SELECT COUNT(*) FROM ' || quote_ident(tab) || ' WHERE name = ' || quote_literal(name) INTO found_rows;
           OPEN c FOR EXECUTE 'SELECT MIN(name) AS m FROM ' || tab;
           FETCH c INTO r;
           CLOSE c;
           name := r.m;
         END $$ LANGUAGE plpgsql",
        "CREATE PROCEDURE sp_stage(sch VARCHAR, suffix VARCHAR, n INT) AS $$ BEGIN
           EXECUTE 'INSERT INTO ' || sch || '.stage_' || suffix || ' SELECT id + ' || n || ' FROM fact_tbl';
           EXECUTE 'CREATE TABLE \"made_' || n::VARCHAR || '\" (v INT DISTKEY, ' || suffix || ' VARCHAR(5)) SORTKEY (' || suffix || ')';
         END $$ LANGUAGE plpgsql",
        "CREATE PROCEDURE sp_empty(tab VARCHAR) AS $$ BEGIN EXECUTE 'TRUNCATE ' || tab; END $$ LANGUAGE plpgsql",
    ] {
        db.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    db.batch_execute(r"CALL sp_set('Name', 'a''\\ $1', 3)").await.unwrap();
    assert_eq!(rows(&db, "SELECT name FROM fact_tbl WHERE id = 3").await, [r"name=a'\ $1"]);
    assert_eq!(rows(&db, "CALL sp_rows('Fact_Tbl', 2, 'Joe')").await, ["name=Joe found_rows=1"]);
    assert_eq!(taken(&heard), ["INFO: 1", "INFO: 2"]);
    db.batch_execute("CALL sp_stage('s', 'a', 10)").await.unwrap();
    assert_eq!(rows(&db, "SELECT v FROM s.stage_a ORDER BY v").await, ["v=11", "v=12", "v=13"]);
    let columns = "SELECT \"column\", distkey, sortkey FROM pg_table_def WHERE tablename = 'made_10' ORDER BY 1";
    assert_eq!(rows(&db, columns).await, ["column=a distkey=f sortkey=1", "column=v distkey=t sortkey=0"]);
    // What is more than it seems is refused before it is run.
    for sql in [
        "CALL get_result_set(2, 'x; DROP TABLE fact_tbl')",
        "CALL get_result_set(-2, 'x')",
        "CALL get_result_set(NULL, 'x')",
        "CALL get_result_set(2, 'select')",
        "CALL get_result_set(2, 'qualify')",
        "CALL sp_rows('pg_class', 2, 'Joe')",
        "CALL sp_rows('fact_tbl', 2, ''' OR true')",
        "CALL sp_rows('s.stage_a', 2, 'Joe')",
        "CALL sp_set('ctid', 'a', 1)",
        "CALL sp_set(NULL, 'a', 1)",
    ] {
        let error = db.batch_execute(sql).await.expect_err(sql);
        assert!(said(&error).1.starts_with("redshift-local: EXECUTE with "), "{sql}: {error:?}");
    }
    assert_eq!(said(&db.batch_execute("CALL sp_set('other', 'a', 1)").await.unwrap_err()).0, "42703");
    db.batch_execute("CALL sp_empty('fact_tbl')").await.unwrap();
    assert_eq!(rows(&db, "SELECT * FROM fact_tbl").await, Vec::<String>::new());
    let error = db.batch_execute("BEGIN; CALL sp_empty('fact_tbl')").await.unwrap_err();
    assert_eq!(said(&error).1, "TRUNCATE cannot be invoked from a procedure that is executing in an atomic context.");
}

//! Startup, simple and extended protocol, transactions, errors.

use redshift_local::Server;

use crate::{cancelled, connect, fresh, said};

#[tokio::test]
async fn both_protocols_answer() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int, b varchar(10)); INSERT INTO t VALUES (1, 'x'), (2, 'y')").await.unwrap();
    let rows = db.query("SELECT a, b FROM t WHERE a > $1 ORDER BY a", &[&0]).await.unwrap();
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
    assert_eq!(said(&db.query("SELECT * FROM nothing", &[]).await.unwrap_err()).0, "42P01");
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

#[tokio::test]
async fn too_many_parameters_are_refused() {
    let db = fresh().await;
    let list: Vec<String> = (1..=32_768).map(|number| format!("${number}::int")).collect();
    let sql = format!("SELECT 1 WHERE 1 IN ({})", list.join(", "));
    let values = vec![1_i32; 32_768];
    let values: Vec<(&(dyn tokio_postgres::types::ToSql + Sync), tokio_postgres::types::Type)> =
        values.iter().map(|value| (value as _, tokio_postgres::types::Type::INT4)).collect();
    let error = db.query_typed(&sql, &values).await.unwrap_err();
    assert_eq!(said(&error), ("42P02", "there is no parameter $-32768"));
    db.query("SELECT 1", &[]).await.unwrap();
}

#[tokio::test]
async fn relations_have_redshifts_words() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int)").await.unwrap();
    let error = db.batch_execute("CREATE TABLE t (a int)").await.unwrap_err();
    assert_eq!(said(&error), ("42P07", "Relation \"t\" already exists"));
    let error = db.batch_execute("DROP TABLE u").await.unwrap_err();
    assert_eq!(said(&error), ("42P01", "Table \"u\" does not exist"));
    let error = db.batch_execute("SELECT * FROM u").await.unwrap_err();
    assert_eq!(said(&error), ("42P01", "relation \"u\" does not exist"));
}

#[tokio::test]
async fn a_query_can_be_cancelled() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t AS SELECT 1 AS a").await.unwrap();
    for _ in 0..4 {
        db.batch_execute("INSERT INTO t SELECT x.a FROM t x, t y").await.unwrap();
    }
    let endless = db.query("SELECT COUNT(*) FROM t a, t b, t c WHERE a.a + b.a + c.a < 0", &[]);
    let error = cancelled(&db, endless).await;
    assert_eq!(said(&error), ("57014", "Query cancelled on user's request"));
    assert_eq!(db.query_one("SELECT 1", &[]).await.unwrap().get::<_, i32>(0), 1);
}

#[tokio::test]
async fn parameters_of_the_session_are_redshifts() {
    let db = fresh().await;
    let url = db.database.url().replacen("redshift://", "postgres://", 1);
    let (_client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    assert_eq!(connection.parameter("server_version"), Some("8.0.2"));
    assert_eq!(connection.parameter("server_encoding"), Some("UNICODE"));
    assert_eq!(connection.parameter("client_encoding"), Some("UTF8"));
    assert!(connection.parameter("padb_version").is_some());
    assert_eq!(connection.parameter("standard_conforming_strings"), None);
}

#[tokio::test]
async fn errors_end_a_pipeline_and_not_the_session() {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int)").await.unwrap();
    let (good, bad, later) = futures(&db).await;
    good.unwrap();
    assert_eq!(said(&bad.unwrap_err()).0, "42P01");
    later.unwrap();
    assert_eq!(db.execute("DELETE FROM t", &[]).await.unwrap(), 2);
}

type Answer = Result<u64, tokio_postgres::Error>;

/// Three statements sent before the first answer is read.
async fn futures(db: &tokio_postgres::Client) -> (Answer, Answer, Answer) {
    tokio::join!(
        db.execute_typed("INSERT INTO t VALUES (1)", &[]),
        db.execute_typed("INSERT INTO nothing VALUES (1)", &[]),
        db.execute_typed("INSERT INTO t VALUES (2)", &[]),
    )
}

#[tokio::test]
async fn positions_are_those_of_the_text_as_it_was_sent() {
    let db = fresh().await;
    for sql in [
        "SELECT 1, missing FROM pg_class",
        "SELECT NVL(1, 2), missing FROM pg_class",
        "SELECT 'é', NVL(1, 2), missing, NVL(3, 4) FROM pg_class",
    ] {
        let byte = sql.find("missing").unwrap();
        let position = u32::try_from(sql[..byte].chars().count() + 1).unwrap();
        for error in [db.batch_execute(sql).await.unwrap_err(), db.prepare(sql).await.unwrap_err()] {
            let error = error.as_db_error().unwrap();
            assert_eq!(error.code().code(), "42703");
            assert!(
                matches!(error.position(), None | Some(tokio_postgres::error::ErrorPosition::Original(_))),
                "no query of the engine's own is shown"
            );
            if let Some(tokio_postgres::error::ErrorPosition::Original(found)) = error.position() {
                assert_eq!(*found, position, "{sql}");
            }
        }
    }
}

#[tokio::test]
async fn dropping_what_is_not_there_is_an_info() {
    let db = fresh().await;
    let url = db.database.url().replacen("redshift://", "postgres://", 1);
    let (client, mut connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(Ok(message)) = std::future::poll_fn(|context| connection.poll_message(context)).await {
            if let tokio_postgres::AsyncMessage::Notice(notice) = message {
                tell.send(notice).unwrap();
            }
        }
    });
    client.batch_execute("DROP TABLE IF EXISTS t").await.unwrap();
    let notice = told.recv().await.unwrap();
    assert_eq!(notice.severity(), "INFO");
    assert_eq!(notice.message(), "Table \"t\" does not exist and will be skipped");
}

#[tokio::test]
async fn a_prepared_statement_keeps_to_the_tables_it_has_found() {
    let mut db = fresh().await;
    let other = db.another().await;
    db.batch_execute("CREATE TABLE t (a int); CREATE TABLE u (a int); CREATE VIEW v AS SELECT a FROM u").await.unwrap();
    let number = |row: tokio_postgres::Row| row.get::<_, u32>(0);
    let oid = "SELECT oid FROM pg_class WHERE relname = 't'";
    let again = "DROP TABLE t; CREATE TABLE t (a int)";
    for by_other in [false, true] {
        let gone = number(db.query_one(oid, &[]).await.unwrap());
        let select = db.prepare("SELECT t.a FROM t INNER JOIN u ON u.a = t.a").await.unwrap();
        let insert = db.prepare("INSERT INTO t VALUES ($1)").await.unwrap();
        let unconcerned = db.prepare("SELECT v.a FROM v, u").await.unwrap();
        db.query(&select, &[]).await.unwrap();
        db.execute(&insert, &[&1]).await.unwrap();
        if by_other {
            other.batch_execute(again).await.unwrap()
        } else {
            db.batch_execute(again).await.unwrap()
        }
        let text = format!("could not open relation with OID {gone}");
        for _ in 0..2 {
            assert_eq!(said(&db.query(&select, &[]).await.unwrap_err()), ("XX000", &*text));
        }
        let transaction = db.transaction().await.unwrap();
        assert_eq!(said(&transaction.execute(&insert, &[&1]).await.unwrap_err()), ("XX000", &*text));
        transaction.rollback().await.unwrap();
        db.query(&unconcerned, &[]).await.unwrap();
        db.query("SELECT a FROM t", &[]).await.unwrap();
        db.query_typed("SELECT a FROM t", &[]).await.unwrap();
    }
    // A drop that is taken back is none.
    let insert = db.prepare("INSERT INTO t VALUES ($1)").await.unwrap();
    let transaction = db.transaction().await.unwrap();
    transaction.batch_execute(again).await.unwrap();
    transaction.rollback().await.unwrap();
    db.execute(&insert, &[&1]).await.unwrap();
    // A table of the session's own.
    db.batch_execute("CREATE TEMP TABLE #s (a int)").await.unwrap();
    let insert = db.prepare("INSERT INTO #s VALUES ($1)").await.unwrap();
    db.batch_execute("DROP TABLE #s; CREATE TEMP TABLE #s (a int)").await.unwrap();
    assert_eq!(said(&db.execute(&insert, &[&1]).await.unwrap_err()).0, "XX000");
}

#[tokio::test]
async fn a_portal_that_stands_still_keeps_others_from_beginning() {
    let mut db = fresh().await;
    db.batch_execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2), (3)").await.unwrap();
    let select = db.prepare("SELECT a FROM t ORDER BY a").await.unwrap();
    let transaction = db.transaction().await.unwrap();
    let portal = transaction.bind(&select, &[]).await.unwrap();
    assert_eq!(transaction.query_portal(&portal, 2).await.unwrap().len(), 2);
    assert_eq!(transaction.query_portal(&portal, 2).await.unwrap().len(), 1);
    transaction.execute_typed("SELECT a FROM t", &[]).await.unwrap();
    let portal = transaction.bind(&select, &[]).await.unwrap();
    assert_eq!(transaction.query_portal(&portal, 1).await.unwrap().len(), 1);
    let error = transaction.execute_typed("SELECT a FROM t", &[]).await.unwrap_err();
    assert_eq!(said(&error), ("XX000", "Invalid protocol sequence 'P' while in PortalSuspended state"));
    transaction.rollback().await.unwrap();
    db.execute_typed("SELECT a FROM t", &[]).await.unwrap();
    // Closed, it is out of the way.
    let transaction = db.transaction().await.unwrap();
    let portal = transaction.bind(&select, &[]).await.unwrap();
    assert_eq!(transaction.query_portal(&portal, 1).await.unwrap().len(), 1);
    drop(portal);
    transaction.execute_typed("SELECT a FROM t", &[]).await.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn a_session_goes_back_to_its_defaults() {
    let db = fresh().await;
    db.batch_execute("CREATE SCHEMA s; CREATE TABLE t (a int PRIMARY KEY); SET timezone TO 'Europe/Berlin'")
        .await
        .unwrap();
    db.batch_execute("SET search_path TO s; SET query_group TO 'x'; SET statement_timeout TO 5000").await.unwrap();
    db.batch_execute("RESET ALL").await.unwrap();
    for (name, value) in [("timezone", "UTC"), ("query_group", "unset"), ("statement_timeout", "0")] {
        let shown = crate::rows(&db, &format!("SHOW {name}")).await;
        assert!(shown[0].ends_with(&format!("={value}")), "{name}: {shown:?}");
    }
    // What the stand-in is made of is still there: functions, keys that are not enforced, backslashes in literals.
    db.batch_execute("INSERT INTO t VALUES (1), (1)").await.unwrap();
    assert_eq!(crate::rows(&db, "SELECT NVL2(a, LEN('\\\\'), 0) AS n FROM t LIMIT 1").await, ["n=1"]);
    db.batch_execute("SET SESSION AUTHORIZATION 'awsuser'; SET SESSION AUTHORIZATION DEFAULT").await.unwrap();
    db.batch_execute("BEGIN; SET LOCAL SESSION AUTHORIZATION awsuser; COMMIT").await.unwrap();
    assert_eq!(crate::rows(&db, "SELECT CURRENT_USER AS u").await, ["u=awsuser"]);
    assert_eq!(said(&db.batch_execute("SET SESSION AUTHORIZATION nobody").await.unwrap_err()).0, "22023");
}

#[tokio::test]
async fn one_cursor_at_a_time() {
    let db = fresh().await;
    let text = "redshift-local: the answer to a second open cursor, which is refused, is not simulated";
    db.batch_execute("BEGIN; DECLARE a CURSOR FOR SELECT 1; CLOSE a; DECLARE b CURSOR FOR SELECT 2").await.unwrap();
    assert_eq!(said(&db.batch_execute("DECLARE c CURSOR FOR SELECT 3").await.unwrap_err()), ("0A000", text));
    db.batch_execute("ROLLBACK; BEGIN; DECLARE a CURSOR FOR SELECT 1").await.unwrap();
    let error = db.execute_typed("DECLARE b CURSOR FOR SELECT 2", &[]).await.unwrap_err();
    assert_eq!(said(&error), ("0A000", text));
    db.batch_execute("COMMIT").await.unwrap();
    let both = "BEGIN; DECLARE a CURSOR FOR SELECT 1; DECLARE b CURSOR FOR SELECT 2";
    assert_eq!(said(&db.batch_execute(both).await.unwrap_err()), ("0A000", text));
    db.batch_execute("ROLLBACK; BEGIN; DECLARE a CURSOR FOR SELECT 1").await.unwrap();
    db.batch_execute("COMMIT; BEGIN; DECLARE a CURSOR FOR SELECT 1; CLOSE a; COMMIT").await.unwrap();
}

/// The bytes of a value.
struct Raw(Vec<u8>);

impl<'a> tokio_postgres::types::FromSql<'a> for Raw {
    fn from_sql(
        _: &tokio_postgres::types::Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(raw.to_vec()))
    }

    fn accepts(_: &tokio_postgres::types::Type) -> bool {
        true
    }
}

/// A DECIMAL parameter in binary.
#[derive(Debug)]
struct Groups;

impl tokio_postgres::types::ToSql for Groups {
    fn to_sql(
        &self,
        _: &tokio_postgres::types::Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<tokio_postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.extend_from_slice(&[0, 1, 0, 0, 0, 0, 0, 0, 0, 7]);
        Ok(tokio_postgres::types::IsNull::No)
    }

    fn accepts(_: &tokio_postgres::types::Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

#[tokio::test]
async fn decimals_go_as_scaled_integers_where_asked_for() {
    let db = crate::fresh().await;
    db.batch_execute(
        "CREATE TABLE t (id INT, a DECIMAL(12, 2), b DECIMAL(19, 4), c DECIMAL(38, 10), d VARCHAR(8));
         INSERT INTO t VALUES (1, -12.34, 1.5, 12345678901234567890.5, 'x'), (2, NULL, 0, -1, NULL)",
    )
    .await
    .unwrap();
    let raw = async |sql: &str| -> Vec<Vec<Option<Vec<u8>>>> {
        let rows = db.query(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        let value = |row: &tokio_postgres::Row, at| row.get::<_, Option<Raw>>(at).map(|raw| raw.0);
        rows.iter().map(|row| (0..row.len()).map(|at| value(row, at)).collect()).collect()
    };
    let groups = raw("SELECT a FROM t WHERE id = 1").await;
    assert_eq!(groups, [[Some(vec![0, 2, 0, 0, 0x40, 0, 0, 2, 0, 12, 0x0d, 0x48])]]);
    db.batch_execute("SET redshift_local.numeric = scaled").await.unwrap();
    assert_eq!(crate::rows(&db, "SHOW redshift_local.numeric").await, ["redshift_local.numeric=scaled"]);
    let big = 123_456_789_012_345_678_905_000_000_000_i128;
    assert_eq!(
        raw("SELECT a, b, c, d, id FROM t ORDER BY id").await,
        [
            vec![
                Some((-1234_i64).to_be_bytes().to_vec()),
                Some(15_000_i64.to_be_bytes().to_vec()),
                Some(big.to_be_bytes().to_vec()),
                Some(b"x".to_vec()),
                Some(1_i32.to_be_bytes().to_vec()),
            ],
            vec![
                None,
                Some(0_i64.to_be_bytes().to_vec()),
                Some((-10_000_000_000_i128).to_be_bytes().to_vec()),
                None,
                Some(2_i32.to_be_bytes().to_vec()),
            ],
        ]
    );
    // The text is what it was.
    assert_eq!(crate::rows(&db, "SELECT a, a + b AS s FROM t WHERE id = 1").await, ["a=-12.34 s=-10.8400"]);
    let error = db.query("SELECT id, a + b AS total FROM t", &[]).await.unwrap_err();
    let message = "redshift-local: the scale of \"total\" is not known, so that its values cannot be scaled integers: select \
                   CAST(.. AS DECIMAL(p, s)), or SET redshift_local.numeric = groups";
    assert_eq!(said(&error), ("0A000", message));
    let cast = raw("SELECT CAST(a + b AS DECIMAL(20, 4)) AS total FROM t WHERE id = 1").await;
    assert_eq!(cast, [[Some((-108_400_i128).to_be_bytes().to_vec())]]);
    let error = db.query("SELECT id FROM t WHERE a > $1", &[&Groups]).await.unwrap_err();
    let message = "redshift-local: parameter $1 is a DECIMAL in binary, of which nobody knows how scaled integers are sent: send it as text";
    assert_eq!(said(&error), ("0A000", message));
    // The session goes on, and goes back.
    db.batch_execute("RESET redshift_local.numeric").await.unwrap();
    assert_eq!(raw("SELECT a FROM t WHERE id = 1").await, groups);
    assert_eq!(db.query("SELECT id FROM t WHERE b < $1 ORDER BY id", &[&Groups]).await.unwrap().len(), 2);
    let error = db.batch_execute("SET redshift_local.numeric = text").await.unwrap_err();
    assert_eq!(said(&error), ("22023", "redshift-local: redshift_local.numeric is groups or scaled"));

    let server = Server::builder().scaled_decimals(true).start().await.unwrap();
    let other = crate::connect(&server.url()).await.unwrap();
    let sql = "SELECT CAST(1.5 AS DECIMAL(3, 1)) AS a";
    assert_eq!(other.query_one(sql, &[]).await.unwrap().get::<_, Raw>(0).0, 15_i64.to_be_bytes());
    let url = format!("{}&options=-c%20redshift_local.numeric%3Dgroups", server.url());
    let other = crate::connect(&url).await.unwrap();
    assert_eq!(other.query_one(sql, &[]).await.unwrap().get::<_, Raw>(0).0, [0, 2, 0, 0, 0, 0, 0, 1, 0, 1, 0x13, 0x88]);
}

//! LISTAGG, MEDIAN, percentiles and IGNORE NULLS, on the sample table of the manual's window functions.

use tokio_postgres::types::FromSqlOwned;

use crate::{Fresh, fresh, said};

async fn winsales() -> Fresh {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE winsales (salesid INT, dateid DATE, sellerid INT, buyerid CHAR(10), qty INT, qty_shipped INT);
         INSERT INTO winsales VALUES
            (30001, '2003-08-02', 3, 'b', 10, 10), (10001, '2003-12-24', 1, 'c', 10, 10), (10005, '2003-12-24', 1, 'a', 30, NULL),
            (40001, '2004-01-09', 4, 'a', 40, NULL), (10006, '2004-01-18', 1, 'c', 10, NULL), (20001, '2004-02-12', 2, 'b', 20, 20),
            (40005, '2004-02-12', 4, 'a', 10, 10), (20002, '2004-02-16', 2, 'c', 20, 20), (30003, '2004-04-18', 3, 'b', 15, NULL),
            (30004, '2004-04-18', 3, 'b', 20, NULL), (30007, '2004-09-07', 3, 'c', 30, NULL)",
    )
    .await
    .unwrap();
    db
}

/// The first column of the rows.
async fn column<T: FromSqlOwned>(db: &Fresh, sql: &str) -> Vec<T> {
    let rows = db.query(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    rows.iter().map(|row| row.get(0)).collect()
}

#[track_caller]
fn all_are(found: &[Option<String>], expected: Option<&str>, sql: &str) {
    assert!(!found.is_empty() && found.iter().all(|value| value.as_deref() == expected), "{sql}: {found:?}");
}

#[tokio::test]
async fn listagg_is_what_the_manual_says() {
    let db = winsales().await;
    for (sql, expected) in [
        ("SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY sellerid) OVER () FROM winsales", Some("11122333344")),
        (
            "SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid) OVER () FROM winsales WHERE buyerid = 'b'",
            Some("3233"),
        ),
        (
            "SELECT LISTAGG(dateid, ',') WITHIN GROUP (ORDER BY sellerid DESC, salesid ASC) OVER () FROM winsales WHERE buyerid = 'b'",
            Some("2003-08-02,2004-04-18,2004-04-18,2004-02-12"),
        ),
        (
            "SELECT LISTAGG(DISTINCT dateid, ',') WITHIN GROUP (ORDER BY sellerid DESC, salesid ASC) OVER () FROM winsales \
             WHERE buyerid = 'b'",
            Some("2003-08-02,2004-04-18,2004-02-12"),
        ),
        (
            "SELECT LISTAGG(DISTINCT sellerid, ', ') WITHIN GROUP (ORDER BY sellerid DESC) FROM winsales",
            Some("4, 3, 2, 1"),
        ),
        ("SELECT LISTAGG(qty_shipped, ',') WITHIN GROUP (ORDER BY salesid) FROM winsales", Some("10,20,20,10,10")),
        ("SELECT LISTAGG(sellerid, ',') WITHIN GROUP (ORDER BY salesid) FROM winsales WHERE qty < 0", None),
        ("SELECT LISTAGG(DISTINCT sellerid, ',') FROM winsales WHERE qty < 0", None),
        ("SELECT LISTAGG('', ',') OVER () FROM winsales", None),
        (
            "SELECT LISTAGG(DISTINCT buyerid || CASE WHEN qty > 10 THEN ' ' ELSE '' END) FROM winsales WHERE buyerid = 'a'",
            Some("a "),
        ),
    ] {
        all_are(&column(&db, sql).await, expected, sql);
    }
    let partitions = "SELECT LISTAGG(salesid, ',') WITHIN GROUP (ORDER BY salesid) OVER (PARTITION BY (buyerid)) FROM winsales \
                      ORDER BY buyerid";
    let found: Vec<String> = column(&db, partitions).await;
    assert_eq!(found[0], "10005,40001,40005");
    assert_eq!(found[3], "20001,30001,30003,30004");
    assert_eq!(found[10], "10001,10006,20002,30007");
    let groups = "SELECT LISTAGG(salesid, '''') WITHIN GROUP (ORDER BY salesid), buyerid FROM winsales GROUP BY buyerid ORDER BY buyerid";
    assert_eq!(column::<String>(&db, groups).await[0], "10005'40001'40005");
}

#[tokio::test]
async fn listagg_has_a_limit() {
    let db = winsales().await;
    let sql = "SELECT LISTAGG(REPEAT('x', 6553)) FROM winsales";
    let fits = format!("{sql} WHERE salesid <> 30007");
    assert_eq!(column::<String>(&db, &fits).await[0].len(), 65530);
    for sql in [
        sql,
        &format!("{sql} WHERE 1 = 1 HAVING COUNT(*) > 0"),
        "SELECT LISTAGG(REPEAT('x', 6553)) OVER () FROM winsales",
    ] {
        let error = db.query(sql, &[]).await.unwrap_err();
        assert_eq!(said(&error), ("XX000", "Result size exceeds LISTAGG limit"), "{sql}");
    }
}

#[tokio::test]
async fn percentiles_are_what_the_manual_says() {
    let db = winsales().await;
    for (sql, expected) in [
        ("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty) OVER ()", ["20.0"; 4]),
        (
            "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty) OVER (PARTITION BY sellerid)",
            ["10.0", "20.0", "17.5", "25.0"],
        ),
        ("MEDIAN(qty) OVER (PARTITION BY sellerid)", ["10.0", "20.0", "17.5", "25.0"]),
        ("PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty) OVER ()", ["20"; 4]),
        ("PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty) OVER (PARTITION BY sellerid)", ["10", "20", "15", "10"]),
        ("PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY qty) OVER (PARTITION BY sellerid)", ["10", "20", "10", "10"]),
        ("PERCENTILE_DISC(0.75) WITHIN GROUP (ORDER BY qty) OVER (PARTITION BY sellerid)", ["30", "20", "20", "40"]),
        ("PERCENTILE_DISC(0) WITHIN GROUP (ORDER BY qty DESC) OVER (PARTITION BY sellerid)", ["30", "20", "30", "40"]),
        (
            "PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY qty DESC) OVER (PARTITION BY sellerid)",
            ["20.00", "20.00", "22.50", "32.50"],
        ),
    ] {
        let sql = format!("SELECT DISTINCT CAST({sql} AS VARCHAR), sellerid FROM winsales ORDER BY sellerid");
        assert_eq!(column::<String>(&db, &sql).await, expected, "{sql}");
    }
    for (call, expected) in [
        ("MEDIAN(qty)", "10.0 20.0 17.5 25.0"),
        ("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty)", "10.0 20.0 17.5 25.0"),
        ("APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty)", "10 20 15 10"),
        ("MEDIAN(qty_shipped)", "10.0 20.0 10.0 10.0"),
        ("MEDIAN(CAST(qty AS REAL))", "10 20 17.5 25"),
        ("MEDIAN(CAST(qty AS DECIMAL(8, 2)))", "10.000 20.000 17.500 25.000"),
    ] {
        let sql = format!("SELECT CAST({call} AS VARCHAR), sellerid FROM winsales GROUP BY sellerid ORDER BY sellerid");
        assert_eq!(column::<String>(&db, &sql).await.join(" "), expected, "{sql}");
    }
}

#[tokio::test]
async fn percentiles_have_the_manuals_types() {
    let db = winsales().await;
    for (value, continuous) in [
        ("CAST(qty AS SMALLINT)", "numeric"),
        ("qty", "numeric"),
        ("CAST(qty AS BIGINT)", "numeric"),
        ("CAST(qty AS DECIMAL(8, 2))", "numeric"),
        ("CAST(qty AS REAL)", "float8"),
        ("CAST(qty AS FLOAT)", "float8"),
        ("dateid", "date"),
        ("CAST(dateid AS TIMESTAMP)", "timestamp"),
        ("CAST(dateid AS TIMESTAMPTZ)", "timestamptz"),
    ] {
        let sql = format!(
            "SELECT {value}, APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY {value}), MEDIAN({value}), \
             PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY {value}) FROM winsales GROUP BY {value}"
        );
        let statement = db.prepare(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        let found: Vec<(&str, &str)> =
            statement.columns().iter().skip(1).map(|column| (column.name(), column.type_().name())).collect();
        let own = statement.columns()[0].type_().name();
        assert_eq!(found, [("percentile_disc", own), ("median", continuous), ("percentile_cont", continuous)], "{sql}");
    }
    let moments =
        "SELECT CAST(MEDIAN(CAST(dateid AS TIMESTAMP)) AS VARCHAR) FROM winsales WHERE salesid IN (40001, 10006)";
    assert_eq!(column::<String>(&db, moments).await, ["2004-01-13 12:00:00"]);
    let days = "SELECT CAST(MEDIAN(dateid) AS VARCHAR) FROM winsales WHERE salesid IN (30001, 10001)";
    assert_eq!(column::<String>(&db, days).await, ["2003-10-13"]);
    let parts_of_days = "SELECT MEDIAN(dateid) FROM winsales WHERE salesid IN (40001, 10006)";
    let error = db.query(parts_of_days, &[]).await.unwrap_err();
    assert_eq!(said(&error), ("0A000", "redshift-local: a percentile between two days is not simulated"));
}

#[tokio::test]
async fn other_aggregates_have_redshifts_types() {
    let db = winsales().await;
    for (call, data_type, expected) in [
        ("STDDEV(qty)", "float8", "10.1130"),
        ("STDDEV_SAMP(DISTINCT qty)", "float8", "12.0416"),
        ("STDDEV_POP(CAST(qty AS DECIMAL(8, 2)))", "float8", "9.6424"),
        ("VARIANCE(ALL CAST(qty AS REAL))", "float8", "102.2727"),
        ("VAR_SAMP(CAST(qty AS SMALLINT))", "float8", "102.2727"),
        ("VAR_POP(qty)", "float8", "92.9752"),
        ("STDDEV(qty_shipped)", "float8", "5.4772"),
    ] {
        let statement = db.prepare(&format!("SELECT {call} FROM winsales")).await.unwrap();
        let column_of = &statement.columns()[0];
        let name = call.split('(').next().unwrap().to_ascii_lowercase();
        assert_eq!((column_of.name(), column_of.type_().name()), (name.as_str(), data_type), "{call}");
        let sql = format!("SELECT CAST(CAST({call} AS DECIMAL(12, 4)) AS VARCHAR) FROM winsales");
        assert_eq!(column::<String>(&db, &sql).await, [expected], "{call}");
    }
    for (call, expected) in [
        ("BIT_AND(qty)", "0"),
        ("BIT_OR(qty)", "63"),
        ("CASE WHEN BOOL_AND(qty) THEN 'yes' ELSE 'no' END", "yes"),
        ("CASE WHEN BOOL_AND(qty - 10) THEN 'yes' ELSE 'no' END", "no"),
        ("CASE WHEN BOOL_OR(CAST(qty - 40 AS SMALLINT)) THEN 'yes' ELSE 'no' END", "yes"),
        ("CASE WHEN BOOL_OR(qty > 40) THEN 'yes' ELSE 'no' END", "no"),
        ("CASE WHEN BOOL_OR(CAST(NULL AS INT)) IS NULL THEN 'unknown' END", "unknown"),
        ("HLL(qty)", "5"),
        ("HLL(qty_shipped)", "2"),
        ("HLL(JSON_PARSE('1'))", "1"),
        ("HLL(NULLIF(qty, qty))", "0"),
        ("AVG(DISTINCT qty)", "23"),
        ("SUM(DISTINCT qty)", "115"),
    ] {
        let sql = format!("SELECT CAST({call} AS VARCHAR) FROM winsales");
        assert_eq!(column::<String>(&db, &sql).await, [expected], "{call}");
    }
    assert!(db.query("SELECT STDDEV(buyerid) FROM winsales", &[]).await.is_err());
    let running = "SELECT CAST(CAST(STDDEV_SAMP(qty) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) AS DECIMAL(12, 4)) AS VARCHAR) \
                   FROM winsales ORDER BY salesid LIMIT 3";
    let found: Vec<Option<String>> = column(&db, running).await;
    assert_eq!(found, [None, Some("14.1421".into()), Some("11.5470".into())]);
}

#[tokio::test]
async fn ignore_nulls_passes_over_nulls() {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE t (id INT, p INT, v VARCHAR(5));
         INSERT INTO t VALUES (1, 1, NULL), (2, 1, 'a'), (3, 1, NULL), (4, 1, 'b'), (5, 1, NULL), (6, 2, NULL), (7, 2, 'c')",
    )
    .await
    .unwrap();
    let whole = "OVER (PARTITION BY p ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)";
    let so_far = "OVER (PARTITION BY p ORDER BY id ROWS UNBOUNDED PRECEDING)";
    let near = "OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)";
    let ordered = "OVER (PARTITION BY p ORDER BY id)";
    for (call, over, expected) in [
        ("FIRST_VALUE(v)", whole, ["-", "-", "-", "-", "-", "-", "-"]),
        ("FIRST_VALUE(v) RESPECT NULLS", whole, ["-", "-", "-", "-", "-", "-", "-"]),
        ("FIRST_VALUE(v) IGNORE NULLS", whole, ["a", "a", "a", "a", "a", "c", "c"]),
        ("FIRST_VALUE(v IGNORE NULLS)", near, ["a", "a", "a", "b", "b", "c", "c"]),
        ("LAST_VALUE(v) IGNORE NULLS", so_far, ["-", "a", "a", "b", "b", "-", "c"]),
        ("LAST_VALUE(v RESPECT NULLS)", so_far, ["-", "a", "-", "b", "-", "-", "c"]),
        ("NTH_VALUE(v, 2) IGNORE NULLS", so_far, ["-", "-", "-", "b", "b", "-", "-"]),
        ("NTH_VALUE(v, 2)", whole, ["a", "a", "a", "a", "a", "c", "c"]),
        ("LAG(v) IGNORE NULLS", ordered, ["-", "-", "a", "a", "b", "-", "-"]),
        ("LAG(v, 2) IGNORE NULLS", ordered, ["-", "-", "-", "-", "a", "-", "-"]),
        ("LAG(v, 1) RESPECT NULLS", ordered, ["-", "-", "a", "-", "b", "-", "-"]),
        ("LEAD(v) IGNORE NULLS", ordered, ["a", "b", "b", "-", "-", "c", "-"]),
        ("LEAD(v, 2) IGNORE NULLS", ordered, ["b", "-", "-", "-", "-", "-", "-"]),
    ] {
        let sql = format!("SELECT NVL({call} {over}, '-') FROM t ORDER BY id");
        assert_eq!(column::<String>(&db, &sql).await, expected, "{sql}");
        let statement = db.prepare(&format!("SELECT {call} {over} FROM t")).await.unwrap();
        let name = call.split('(').next().unwrap().to_ascii_lowercase();
        let column = &statement.columns()[0];
        assert_eq!((column.name(), column.type_().name()), (name.as_str(), "varchar"), "{call}");
    }
    let sql = "SELECT NVL(FIRST_VALUE(v) IGNORE NULLS OVER (PARTITION BY p), '-') FROM t WHERE p = 2";
    assert_eq!(column::<String>(&db, sql).await, ["c", "c"]);
    let error =
        db.query("SELECT NTH_VALUE(v, id - 1) IGNORE NULLS OVER (PARTITION BY p) FROM t", &[]).await.unwrap_err();
    assert_eq!(said(&error).1, "argument of nth_value must be greater than zero");
    let error = db.query("SELECT LAG(v, id - 1) IGNORE NULLS OVER (ORDER BY id) FROM t", &[]).await.unwrap_err();
    let message = "redshift-local: an offset of less than one row with IGNORE NULLS is not simulated";
    assert_eq!(said(&error), ("0A000", message));
}

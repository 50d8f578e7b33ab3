//! EXPLAIN in Redshift's shape.

use tokio_postgres::SimpleQueryMessage;

use crate::{fresh, said};

/// Tables of every distribution style.
async fn shop() -> crate::Fresh {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE orders (id INT, customer_id BIGINT DISTKEY, total INT, note VARCHAR(20));
         CREATE TABLE items (order_id INT, buyer BIGINT DISTKEY);
         CREATE TABLE events (id BIGINT, kind VARCHAR(20)) DISTSTYLE EVEN;
         CREATE TABLE customers (id BIGINT, name VARCHAR(20)) DISTSTYLE ALL",
    )
    .await
    .unwrap();
    db
}

/// The plan, without what the engine estimates.
async fn plan(db: &tokio_postgres::Client, sql: &str) -> Vec<String> {
    let messages = db.simple_query(&format!("EXPLAIN {sql}")).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let lines = messages.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => {
            assert_eq!(row.columns()[0].name(), "QUERY PLAN");
            let line = row.get(0).unwrap();
            let (line, estimate) = line.split_once("  (cost=").unwrap_or((line, ""));
            assert!(estimate.is_empty() || estimate.contains(" rows=") && estimate.ends_with(')'), "{estimate}");
            Some(line.to_owned())
        }
        _ => None,
    });
    lines.collect()
}

/// The label of the one join of a query.
async fn label(db: &tokio_postgres::Client, join: &str) -> String {
    let lines = plan(db, &format!("SELECT 1 FROM {join}")).await;
    let mut labels = lines.iter().flat_map(|line| line.split(' ')).filter(|word| word.starts_with("DS_"));
    let label = labels.next().unwrap_or_else(|| panic!("{join}: {lines:?}")).to_owned();
    assert_eq!(labels.next(), None, "{join}: {lines:?}");
    label
}

#[tokio::test]
async fn a_sorted_join_is_merged_by_the_leader() {
    let db = shop().await;
    let sql = "SELECT c.name, SUM(o.total) FROM orders o JOIN customers c ON c.id = o.customer_id WHERE UPPER(note) = 'X' \
               GROUP BY c.name ORDER BY 2 DESC LIMIT 5";
    let mut lines = plan(&db, sql).await;
    // Which of the two is the inner table is the engine's choice, and so is how the groups are made.
    let join = lines.iter().position(|line| line.contains("Hash Join")).unwrap();
    assert!(lines[join].trim_start().starts_with("->  XN Hash Join DS_DIST_ALL_"), "{lines:?}");
    assert!(lines.iter().any(|line| line.trim_start().starts_with("Filter: ") && line.contains("upper(")), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains("redshift_local")), "{lines:?}");
    lines.truncate(7);
    assert_eq!(
        lines,
        [
            "XN Limit",
            "  ->  XN Merge",
            "        Merge Key: (sum(o.total))",
            "        ->  XN Network",
            "              Send to leader",
            "              ->  XN Sort",
            "                    Sort Key: (sum(o.total))",
        ]
    );
}

#[tokio::test]
async fn labels_follow_the_distribution_of_the_tables() {
    let db = shop().await;
    db.batch_execute("INSERT INTO orders VALUES (1, 1, 1, 'x'); INSERT INTO customers VALUES (1, 'x')").await.unwrap();
    for _ in 0..7 {
        db.batch_execute("INSERT INTO orders SELECT * FROM orders; INSERT INTO customers SELECT * FROM customers")
            .await
            .unwrap();
    }
    db.batch_execute("INSERT INTO orders SELECT * FROM orders").await.unwrap();
    // The larger table is the outer one.
    db.batch_execute("INSERT INTO items VALUES (1, 1); INSERT INTO events VALUES (1, 'x'); ANALYZE").await.unwrap();
    let collocated = "orders o JOIN items i ON o.customer_id = i.buyer";
    assert_eq!(label(&db, collocated).await, "DS_DIST_NONE");
    assert_eq!(label(&db, "orders o LEFT JOIN customers c ON o.id = c.id").await, "DS_DIST_ALL_NONE");
    assert_eq!(label(&db, "customers c LEFT JOIN items i ON c.id = i.order_id").await, "DS_DIST_ALL_INNER");
    assert_eq!(label(&db, "orders o FULL JOIN events e ON o.id = e.id").await, "DS_DIST_BOTH");
    assert_eq!(label(&db, "orders o JOIN items i ON o.id = i.order_id").await, "DS_BCAST_INNER");
    assert_eq!(label(&db, "orders o JOIN events e ON o.customer_id = e.id").await, "DS_DIST_INNER");
    assert_eq!(label(&db, "orders o JOIN items i ON o.id = i.buyer").await, "DS_DIST_OUTER");
    // An expression of a key is no key.
    assert_eq!(label(&db, "orders o JOIN items i ON o.customer_id + 1 = i.buyer + 1").await, "DS_BCAST_INNER");
}

#[tokio::test]
async fn a_nested_loop_is_warned_of() {
    let db = shop().await;
    let lines = plan(&db, "SELECT * FROM orders, events WHERE orders.total < events.id").await;
    assert_eq!(lines[0], "XN Nested Loop DS_BCAST_INNER");
    assert_eq!(
        lines.last().unwrap(),
        "----- Nested Loop Join in the query plan - review the join predicates to avoid Cartesian products -----"
    );
    assert_eq!(plan(&db, "SELECT 1").await, ["Result"]);
}

#[tokio::test]
async fn rows_that_change_are_read_first() {
    let db = shop().await;
    for sql in [
        "UPDATE orders SET note = 'y'",
        "DELETE FROM orders",
        "INSERT INTO orders SELECT * FROM orders",
        "WITH x AS (SELECT id FROM orders) DELETE FROM orders",
    ] {
        assert_eq!(
            plan(&db, sql).await.last().unwrap().trim_start().trim_start_matches("->  "),
            "XN Seq Scan on orders",
            "{sql}"
        );
    }
    assert_eq!(plan(&db, "INSERT INTO orders VALUES (1, 1, 1, 'x')").await, ["XN Result"]);
    assert_eq!(plan(&db, "SELECT COUNT(*) FROM orders").await[0], "XN Aggregate");
}

/// The plans of the manual's "CTAS usage notes": a sort is not merged by the leader.
#[tokio::test]
async fn a_table_that_a_query_makes_has_the_plan_of_the_query() {
    let db = shop().await;
    assert_eq!(plan(&db, "CREATE TABLE simple AS SELECT id, total FROM orders").await, ["XN Seq Scan on orders"]);
    assert_eq!(
        plan(&db, "CREATE TEMP TABLE limited (i) DISTKEY(i) AS SELECT id FROM orders LIMIT 100").await,
        ["XN Limit", "  ->  XN Seq Scan on orders"]
    );
    assert_eq!(
        plan(&db, "CREATE TABLE sorted DISTSTYLE EVEN SORTKEY(total) AS SELECT id, total FROM orders ORDER BY total")
            .await,
        ["XN Sort", "  Sort Key: orders.total", "  ->  XN Seq Scan on orders"]
    );
    let lines = plan(&db, "CREATE TABLE grouped AS SELECT id, SUM(total) FROM orders GROUP BY id").await;
    assert_eq!(lines[0], "XN HashAggregate", "{lines:?}");
    let tables =
        db.simple_query("SELECT 1 FROM pg_table_def WHERE tablename IN ('simple', 'limited', 'sorted', 'grouped')");
    assert!(!tables.await.unwrap().iter().any(|message| matches!(message, SimpleQueryMessage::Row(_))));
    // The grammar of CREATE TABLE AS holds.
    for sql in
        ["CREATE TABLE IF NOT EXISTS t AS SELECT 1 FROM orders", "CREATE TABLE t SORTKEY AUTO AS SELECT 1 FROM orders"]
    {
        let error = db.simple_query(&format!("EXPLAIN {sql}")).await.unwrap_err();
        assert_eq!(said(&error).0, "42601", "{sql}");
    }
}

#[tokio::test]
async fn what_is_not_simulated_is_refused() {
    let db = shop().await;
    db.batch_execute("CREATE TABLE docs (payload SUPER)").await.unwrap();
    for sql in [
        "EXPLAIN VERBOSE SELECT 1 FROM orders",
        "EXPLAIN CREATE TABLE copy (id INT)",
        "EXPLAIN SELECT 1 FROM docs d, d.payload AS p",
    ] {
        let error = db.simple_query(sql).await.unwrap_err();
        let (sqlstate, message) = said(&error);
        assert!(sqlstate == "0A000" && message.starts_with("redshift-local: EXPLAIN "), "{sql}: {message}");
    }
    let error = db.query("EXPLAIN SELECT 1 FROM orders WHERE id = $1", &[&1_i32]).await.unwrap_err();
    assert_eq!(said(&error).1, "redshift-local: EXPLAIN of a statement with parameters is not simulated");
    let error = db.simple_query("EXPLAIN SELECT missing FROM orders").await.unwrap_err();
    assert_eq!(said(&error).0, "42703");
}

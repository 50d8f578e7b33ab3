//! QUALIFY filters by window functions.

use crate::{fresh, said};

async fn rows(db: &tokio_postgres::Client, sql: &str) -> Vec<String> {
    let messages = db.simple_query(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    messages
        .iter()
        .filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => {
                let values: Vec<String> = (0..row.len())
                    .map(|index| format!("{}={}", row.columns()[index].name(), row.get(index).unwrap_or("-")))
                    .collect();
                Some(values.join(" "))
            }
            _ => None,
        })
        .collect()
}

async fn sales() -> crate::Fresh {
    let db = fresh().await;
    db.batch_execute("CREATE TABLE sales (region VARCHAR(5), amount INT, extra SUPER)").await.unwrap();
    db.batch_execute("INSERT INTO sales (region, amount) VALUES ('n', 1), ('n', 5), ('s', 2), ('s', 3), ('w', NULL)")
        .await
        .unwrap();
    db
}

#[tokio::test]
async fn windows_of_the_condition_see_the_rows_before_it() {
    let db = sales().await;
    let top = "ROW_NUMBER() OVER (PARTITION BY s.region ORDER BY s.amount DESC) = 1";
    assert_eq!(
        rows(&db, &format!("SELECT s.region, amount FROM sales s QUALIFY {top} ORDER BY region DESC LIMIT 2")).await,
        ["region=w amount=-", "region=s amount=3"]
    );
    assert_eq!(
        rows(&db, &format!("SELECT amount * 2 AS \"Twice\", COUNT(*) OVER () FROM sales s WHERE amount > 0 QUALIFY {top} ORDER BY 1"))
            .await,
        ["twice=6 count=4", "twice=10 count=4"]
    );
    assert_eq!(
        rows(&db, "SELECT region FROM sales WHERE amount > 1 QUALIFY RANK() OVER (ORDER BY amount) = 1").await,
        ["region=s"]
    );
    assert_eq!(
        rows(
            &db,
            "SELECT region AS r, SUM(amount) AS total FROM sales GROUP BY r HAVING SUM(amount) > 0 \
             QUALIFY RANK() OVER (ORDER BY SUM(amount) DESC) = 1"
        )
        .await,
        ["r=n total=6"]
    );
    let sql = "SELECT region, amount, COUNT(*) FROM sales GROUP BY sales.region, sales.amount \
               QUALIFY RANK() OVER (ORDER BY amount) = 1 ORDER BY count";
    assert_eq!(rows(&db, sql).await, ["region=n amount=1 count=1"]);
    let sql = "SELECT a.region FROM sales a JOIN sales b ON a.region = b.region AND a.amount < b.amount \
               QUALIFY ROW_NUMBER() OVER (ORDER BY a.amount) <= $1";
    assert_eq!(db.query(sql, &[&1_i64]).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_star_gives_the_columns_of_the_relation() {
    let db = sales().await;
    let top = "ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC) = 1";
    assert_eq!(
        rows(&db, &format!("SELECT * FROM sales AS s QUALIFY {top} ORDER BY amount")).await,
        ["region=s amount=3 extra=-", "region=n amount=5 extra=-", "region=w amount=- extra=-"]
    );
    assert_eq!(
        rows(&db, &format!("SELECT s.*, LEN(region) AS long FROM (SELECT region, amount FROM sales) s WHERE amount < 5 QUALIFY {top} ORDER BY 2"))
            .await,
        ["region=n amount=1 long=1", "region=s amount=3 long=1"]
    );
    assert_eq!(
        rows(
            &db,
            &format!("WITH w AS (SELECT region, amount FROM sales) SELECT * FROM w x QUALIFY {top} AND amount < 5")
        )
        .await,
        ["region=s amount=3"]
    );
    assert_eq!(
        rows(
            &db,
            "SELECT a.*, b.* FROM sales a LEFT JOIN sales b ON a.amount + 100 = b.amount \
             QUALIFY RANK() OVER (ORDER BY a.amount) = 1"
        )
        .await,
        ["region=n amount=1 extra=- region=- amount=- extra=-"]
    );
    let nested = format!("SELECT COUNT(*) FROM (SELECT * FROM sales s QUALIFY {top}) x UNION ALL SELECT 7");
    assert_eq!(rows(&db, &nested).await.len(), 2);
    db.batch_execute(&format!("CREATE TABLE best AS SELECT * FROM sales s QUALIFY {top}")).await.unwrap();
    assert_eq!(rows(&db, "SELECT COUNT(*) FROM best").await, ["count=3"]);
    let error =
        db.batch_execute("SELECT * FROM sales amount QUALIFY RANK() OVER (ORDER BY region) = 1").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: "), "{error:?}");
}

#[tokio::test]
async fn the_word_is_free() {
    let db = sales().await;
    assert_eq!(rows(&db, "SELECT amount AS qualify FROM sales WHERE amount = 1").await, ["qualify=1"]);
    assert_eq!(rows(&db, "SELECT amount qualify FROM sales WHERE amount = 1").await, ["qualify=1"]);
}

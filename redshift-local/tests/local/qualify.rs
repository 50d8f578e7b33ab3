//! QUALIFY filters by window functions.

use crate::{fresh, rows, said};

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
    let sql = "SELECT amount + 0 AS day FROM sales s \
               QUALIFY RANK() OVER (ORDER BY DATEADD(day, s.amount, '2026-01-01')) = 1";
    assert_eq!(rows(&db, sql).await, ["day=1"]);
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
    assert_eq!(
        rows(&db, "SELECT * FROM sales amount QUALIFY RANK() OVER (ORDER BY region DESC) = 1").await,
        ["region=w amount=- extra=-"]
    );
}

#[tokio::test]
async fn the_list_may_hold_anything() {
    let db = sales().await;
    let top = "ROW_NUMBER() OVER (PARTITION BY s.region ORDER BY s.amount DESC) = 1";
    // Names are those of the same list without QUALIFY, and may occur twice.
    let list = "amount + 1, UPPER(region), region, region, CASE WHEN amount > 3 THEN 'big' END, CAST(amount AS VARCHAR), \
                EXTRACT(year FROM DATE '2026-01-02'), amount * 2 twice, NVL(amount, 0), RANK() OVER (ORDER BY amount)";
    let qualified = rows(&db, &format!("SELECT {list} FROM sales s QUALIFY {top} ORDER BY s.amount LIMIT 1")).await;
    let names =
        |row: &String| row.split(' ').map(|column| column.split('=').next().unwrap().to_owned()).collect::<Vec<_>>();
    let plain = rows(&db, &format!("SELECT {list} FROM sales s LIMIT 1")).await;
    assert_eq!(names(&qualified[0]), names(&plain[0]));
    assert_eq!(
        qualified,
        ["?column?=4 upper=S region=s region=s case=- amount=3 date_part=2026 twice=6 coalesce=3 rank=3"]
    );
}

#[tokio::test]
async fn what_is_ordered_by_need_not_be_selected() {
    let db = sales().await;
    let top = "ROW_NUMBER() OVER (PARTITION BY s.region ORDER BY s.amount DESC) = 1";
    for (order, expected) in [
        ("amount DESC NULLS LAST", ["n", "s", "w"]),
        ("amount * -1 NULLS FIRST, 1", ["w", "n", "s"]),
        ("COUNT(*) OVER (PARTITION BY region), region", ["w", "n", "s"]),
        ("UPPER(region) DESC", ["w", "s", "n"]),
        ("1 DESC", ["w", "s", "n"]),
        ("region DESC", ["w", "s", "n"]),
    ] {
        let sql = format!("SELECT region FROM sales s QUALIFY {top} ORDER BY {order}");
        assert_eq!(rows(&db, &sql).await, expected.map(|region| format!("region={region}")), "{sql}");
    }
    // The alias is meant, not the column, and of two columns of a name that agree either one.
    let sql = format!(
        "SELECT amount * -1 AS amount, region, region FROM sales s QUALIFY {top} ORDER BY amount, region LIMIT 1"
    );
    assert_eq!(rows(&db, &sql).await, ["amount=-5 region=n region=n"]);
    let sql = format!("SELECT region AS x, amount AS x FROM sales s QUALIFY {top} ORDER BY x");
    assert_eq!(said(&db.batch_execute(&sql).await.unwrap_err()).0, "42702");
    let sql = format!("SELECT region FROM sales s QUALIFY {top} ORDER BY nothing");
    assert_eq!(said(&db.batch_execute(&sql).await.unwrap_err()).0, "42703");
}

#[tokio::test]
async fn distinct_top_and_set_operators_come_after_it() {
    let db = sales().await;
    let top = "RANK() OVER (PARTITION BY s.region ORDER BY s.amount) <= 1";
    let sql = format!("SELECT DISTINCT LEN(region) FROM sales s QUALIFY {top} ORDER BY LEN(region)");
    assert_eq!(rows(&db, &sql).await, ["len=1"]);
    let sql = format!("SELECT DISTINCT region FROM sales s QUALIFY {top} ORDER BY amount");
    assert_eq!(said(&db.batch_execute(&sql).await.unwrap_err()).0, "42P10");
    let sql = format!("SELECT TOP 2 region FROM sales s QUALIFY {top} ORDER BY amount DESC NULLS LAST");
    assert_eq!(rows(&db, &sql).await, ["region=s", "region=n"]);
    let sql = format!("SELECT ALL region AS r FROM sales s QUALIFY {top} UNION SELECT 'z' ORDER BY r DESC");
    assert_eq!(rows(&db, &sql).await, ["r=z", "r=w", "r=s", "r=n"]);
    let sql = format!("SELECT 'z' AS r UNION SELECT region FROM sales s QUALIFY {top} ORDER BY r LIMIT 1");
    assert_eq!(rows(&db, &sql).await, ["r=n"]);
    let sql = format!(
        "SELECT * FROM sales s JOIN (SELECT region AS r, amount AS a FROM sales) t ON s.region = t.r AND s.amount < t.a \
         QUALIFY {top} ORDER BY s.region"
    );
    assert_eq!(rows(&db, &sql).await, ["region=n amount=1 extra=- r=n a=5", "region=s amount=2 extra=- r=s a=3"]);
    let sql =
        format!("SELECT s.region AS region, 1 FROM sales s QUALIFY {} ORDER BY 1", top.replace("s.region", "region"));
    assert_eq!(rows(&db, &sql).await.len(), 3);
}

#[tokio::test]
async fn the_word_is_free() {
    let db = sales().await;
    assert_eq!(rows(&db, "SELECT amount AS qualify FROM sales WHERE amount = 1").await, ["qualify=1"]);
    assert_eq!(rows(&db, "SELECT amount qualify FROM sales WHERE amount = 1").await, ["qualify=1"]);
}

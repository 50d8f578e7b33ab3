//! ROLLUP, CUBE and GROUPING SETS, by the examples of the manual.

use crate::{fresh, said};

async fn orders() -> crate::Fresh {
    let db = fresh().await;
    db.batch_execute(
        "CREATE TABLE orders (id INT, product CHAR(20), category CHAR(20), pre_owned CHAR(1), cost DECIMAL);
         INSERT INTO orders VALUES (0, 'laptop', 'computers', 'T', 1000), (1, 'smartphone', 'cellphones', 'T', 800),
             (2, 'smartphone', 'cellphones', 'T', 810), (3, 'laptop', 'computers', 'F', 1050), (4, 'mouse', 'computers', 'F', 50)",
    )
    .await
    .unwrap();
    db
}

async fn rows(db: &tokio_postgres::Client, sql: &str) -> Vec<String> {
    let messages = db.simple_query(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let row = |row: &tokio_postgres::SimpleQueryRow| {
        (0..row.len()).map(|index| row.get(index).unwrap_or("-").trim_end().to_owned()).collect::<Vec<_>>().join(" ")
    };
    messages
        .iter()
        .filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(found) => Some(row(found)),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn sets_of_the_manual() {
    let db = orders().await;
    assert_eq!(
        rows(&db, "SELECT category, product, SUM(cost) FROM orders GROUP BY ROLLUP(category, product) ORDER BY 1, 2")
            .await,
        [
            "cellphones smartphone 1610",
            "cellphones - 1610",
            "computers laptop 2050",
            "computers mouse 50",
            "computers - 2100",
            "- - 3710"
        ]
    );
    assert_eq!(
        rows(
            &db,
            "SELECT category, product, GROUPING(category), GROUPING(product), GROUPING_ID(category, product) AS id, SUM(cost) \
             FROM orders GROUP BY CUBE(category, product) ORDER BY 5, 1, 2"
        )
        .await
        .into_iter()
        .skip(5)
        .collect::<Vec<_>>(),
        ["- laptop 1 0 2 2050", "- mouse 1 0 2 50", "- smartphone 1 0 2 1610", "- - 1 1 3 3710"]
    );
    let concatenated = "SELECT GROUPING(category, product, pre_owned) FROM orders \
                        GROUP BY CUBE(category, product), GROUPING SETS(pre_owned, ())";
    assert_eq!(rows(&db, concatenated).await.len(), 22);
    let nested = "SELECT category FROM orders GROUP BY GROUPING SETS(ROLLUP(category), CUBE(product, pre_owned))";
    assert_eq!(rows(&db, nested).await.len(), 13);
}

#[tokio::test]
async fn grouping_is_of_the_columns_that_are_grouped_by() {
    let db = orders().await;
    for sql in ["SELECT GROUPING(product) FROM orders", "SELECT GROUPING(product), id FROM orders GROUP BY ROLLUP(id)"]
    {
        assert_eq!(said(&db.batch_execute(sql).await.unwrap_err()).0, "42803", "{sql}");
    }
}

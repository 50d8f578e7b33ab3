//! The system relations and SHOW.

use crate::{fresh, said};

/// The rows of a query over the simple protocol, which has every value as text; NULL is `-`.
async fn table(db: &tokio_postgres::Client, sql: &str) -> Vec<String> {
    let messages = db.simple_query(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    messages
        .iter()
        .filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => {
                let values: Vec<&str> = (0..row.len()).map(|index| row.get(index).unwrap_or("-")).collect();
                Some(values.join("|"))
            }
            _ => None,
        })
        .collect()
}

/// The names of the columns of a query.
async fn columns(db: &tokio_postgres::Client, sql: &str) -> String {
    let statement = db.prepare(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let names: Vec<&str> = statement.columns().iter().map(tokio_postgres::Column::name).collect();
    names.join(" ")
}

async fn shop() -> crate::Fresh {
    let db = fresh().await;
    for sql in [
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.orders (id BIGINT IDENTITY(5, 2), customer INT NOT NULL DISTKEY, note VARCHAR(20) DEFAULT '-', \
         price DECIMAL(8, 2) ENCODE zstd, extra SUPER, code VARBYTE(9)) COMPOUND SORTKEY (customer, id)",
        "CREATE TABLE plain (a INT, b VARCHAR(10), c REAL)",
        "CREATE TABLE crossed (a INT, b INT, c INT) DISTSTYLE EVEN INTERLEAVED SORTKEY (c, a, b)",
        "CREATE VIEW shop.notes AS SELECT note FROM shop.orders",
        "COMMENT ON TABLE shop.orders IS 'what was bought'",
    ] {
        db.batch_execute(sql).await.unwrap();
    }
    db
}

#[tokio::test]
async fn pg_table_def_lists_what_is_on_the_path() {
    let db = shop().await;
    assert_eq!(
        columns(&db, "SELECT * FROM pg_table_def").await,
        "schemaname tablename column type encoding distkey sortkey notnull"
    );
    let all = "SELECT tablename, \"column\", type, TRIM(encoding), distkey, sortkey, \"notnull\" FROM pg_catalog.pg_table_def \
               WHERE schemaname <> 'pg_catalog' ORDER BY 1, 2";
    assert_eq!(
        table(&db, all).await,
        [
            "crossed|a|integer|none|f|2|f",
            "crossed|b|integer|none|f|-3|f",
            "crossed|c|integer|none|f|-1|f",
            "plain|a|integer|az64|f|0|f",
            "plain|b|character varying(10)|lzo|f|0|f",
            "plain|c|real|none|f|0|f",
        ]
    );
    db.batch_execute("SET search_path TO shop").await.unwrap();
    assert_eq!(
        table(&db, all).await,
        [
            "orders|code|varbyte(9)|lzo|f|0|f",
            "orders|customer|integer|none|t|1|t",
            "orders|extra|super|zstd|f|0|f",
            "orders|id|bigint|none|f|2|t",
            "orders|note|character varying(20)|lzo|f|0|f",
            "orders|price|numeric(8,2)|zstd|f|0|f",
        ]
    );
}

#[tokio::test]
async fn svv_table_info_leaves_empty_tables_out() {
    let db = shop().await;
    assert_eq!(
        columns(&db, "SELECT * FROM svv_table_info").await,
        "database schema table_id table encoded diststyle sortkey1 max_varchar sortkey1_enc sortkey_num size pct_used empty \
         unsorted stats_off tbl_rows skew_sortkey1 skew_rows estimated_visible_rows risk_event vacuum_sort_benefit create_time"
    );
    let all = "SELECT \"schema\", \"table\", encoded, diststyle, sortkey1, max_varchar, TRIM(sortkey1_enc), sortkey_num, tbl_rows \
               FROM svv_table_info ORDER BY 2";
    assert_eq!(table(&db, all).await, [""; 0]);
    db.batch_execute("INSERT INTO shop.orders (customer) VALUES (1), (2); INSERT INTO plain VALUES (1, 'x', 2)")
        .await
        .unwrap();
    db.batch_execute("INSERT INTO crossed VALUES (1, 2, 3)").await.unwrap();
    assert_eq!(
        table(&db, all).await,
        [
            "public|crossed|AUTO(ENCODE)|EVEN|c|-|none|3|1",
            "shop|orders|Y|KEY(customer)|customer|20|none|2|2",
            "public|plain|AUTO(ENCODE)|AUTO(ALL)|AUTO(SORTKEY)|10|-|0|1",
        ]
    );
}

#[tokio::test]
async fn svv_columns_and_tables_do_not_depend_on_the_path() {
    let db = shop().await;
    assert_eq!(
        columns(&db, "SELECT * FROM svv_columns").await,
        "table_catalog table_schema table_name column_name ordinal_position column_default is_nullable data_type \
         character_maximum_length numeric_precision numeric_precision_radix numeric_scale datetime_precision interval_type \
         interval_precision character_set_catalog character_set_schema character_set_name collation_catalog collation_schema \
         collation_name domain_name remarks"
    );
    let oid = table(&db, "SELECT reloid FROM pg_class_info WHERE relname = 'orders'").await.remove(0);
    assert_eq!(
        table(
            &db,
            "SELECT column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, \
             numeric_precision, numeric_scale FROM svv_columns WHERE table_schema = 'shop' AND table_name = 'orders' ORDER BY 2"
        )
        .await,
        [
            format!("id|1|\"identity\"({oid}, 0, '5,2'::text)|NO|bigint|-|64|0"),
            "customer|2|-|NO|integer|-|32|0".to_owned(),
            "note|3|'-'::character varying|YES|character varying|20|-|-".to_owned(),
            "price|4|-|YES|numeric|-|8|2".to_owned(),
            "extra|5|-|YES|super|-|-|-".to_owned(),
            "code|6|-|YES|varbyte|-|-|-".to_owned(),
        ]
    );
    assert_eq!(
        table(&db, "SELECT t.table_schema, t.table_name, t.table_type, t.remarks FROM svv_tables t ORDER BY 1, 2")
            .await,
        [
            "public|crossed|BASE TABLE|-",
            "public|plain|BASE TABLE|-",
            "shop|notes|VIEW|-",
            "shop|orders|BASE TABLE|what was bought"
        ]
    );
    assert_eq!(
        columns(&db, "SELECT * FROM svv_tables").await,
        "table_catalog table_schema table_name table_type remarks"
    );
}

#[tokio::test]
async fn svv_redshift_relations() {
    let db = shop().await;
    assert_eq!(
        columns(&db, "SELECT * FROM svv_redshift_columns").await,
        "database_name schema_name table_name column_name ordinal_position data_type column_default is_nullable encoding distkey \
         sortkey column_acl remarks"
    );
    assert_eq!(
        table(
            &db,
            "SELECT column_name, data_type, is_nullable, encoding, distkey, sortkey FROM svv_redshift_columns \
             WHERE table_name = 'crossed' ORDER BY ordinal_position"
        )
        .await,
        ["a|integer|YES|none|f|2", "b|integer|YES|none|f|-3", "c|integer|YES|none|f|-1"]
    );
    assert_eq!(
        table(
            &db,
            "SELECT schema_name, table_name, table_type, table_acl, remarks, table_owner FROM svv_redshift_tables \
                    WHERE schema_name = 'shop' ORDER BY 2"
        )
        .await,
        ["shop|notes|VIEW|-|-|awsuser", "shop|orders|TABLE|-|what was bought|awsuser"]
    );
    assert_eq!(
        table(&db, "SELECT schema_name, schema_type FROM svv_redshift_schemas ORDER BY 1").await,
        ["information_schema|local", "pg_catalog|local", "public|local", "shop|local"]
    );
    assert_eq!(
        table(
            &db,
            "SELECT database_type, database_isolation_level FROM svv_redshift_databases \
             WHERE database_name = CURRENT_DATABASE()"
        )
        .await,
        ["local|Snapshot Isolation"]
    );
}

#[tokio::test]
async fn pg_class_info_tells_the_distribution() {
    let db = shop().await;
    db.batch_execute("CREATE TABLE everywhere (a INT) DISTSTYLE ALL").await.unwrap();
    assert_eq!(
        table(&db, "SELECT relname, reldiststyle, releffectivediststyle FROM pg_class_info ORDER BY relname").await,
        ["crossed|0|0", "everywhere|8|8", "orders|1|1", "plain|9|10"]
    );
}

#[tokio::test]
async fn show_lists_databases_schemas_tables_and_columns() {
    let db = shop().await;
    let name = table(&db, "SELECT CURRENT_DATABASE()").await.remove(0);
    assert!(table(&db, "SHOW DATABASES").await.iter().any(|row| row.starts_with(&format!("{name}|"))));
    let sql = format!("SHOW SCHEMAS FROM DATABASE {name} LIKE 'sh%'");
    assert_eq!(
        columns(&db, &sql).await,
        "database_name schema_name schema_owner schema_type schema_acl source_database schema_option"
    );
    assert_eq!(table(&db, &sql).await.len(), 1);
    let sql = format!("SHOW TABLES FROM SCHEMA {name}.shop");
    assert_eq!(
        columns(&db, &sql).await,
        "database_name schema_name table_name table_type table_acl remarks owner last_altered_time last_modified_time dist_style \
         table_subtype"
    );
    assert_eq!(table(&db, &sql).await.len(), 2);
    assert_eq!(table(&db, &format!("{sql} LIKE 'O%' LIMIT 5")).await.len(), 0);
    assert_eq!(table(&db, &format!("{sql} LIMIT 1;")).await.len(), 1);
    let sql = format!("SHOW COLUMNS FROM TABLE {name}.shop.orders LIKE 'cust%'");
    assert_eq!(
        columns(&db, &sql).await,
        "database_name schema_name table_name column_name ordinal_position column_default is_nullable data_type \
         character_maximum_length numeric_precision numeric_scale remarks sort_key_type sort_key dist_key encoding collation"
    );
    assert_eq!(
        table(&db, &sql).await,
        [format!("{name}|shop|orders|customer|2|-|NO|integer|-|32|0|-|COMPOUND|1|1|raw|-")]
    );
    for sql in [
        "SHOW TABLES FROM SCHEMA other.shop".to_owned(),
        format!("SHOW TABLES FROM SCHEMA {name}.nothing"),
        format!("SHOW COLUMNS FROM TABLE {name}.shop.nothing"),
    ] {
        let (code, message) = {
            let error = db.batch_execute(&sql).await.unwrap_err();
            let (code, message) = said(&error);
            (code.to_owned(), message.to_owned())
        };
        assert!(code == "0A000" && message.starts_with("redshift-local: "), "{sql}: {code} {message}");
    }
}

#[tokio::test]
async fn system_views_run_on_the_compute_nodes() {
    let db = shop().await;
    let error = db.batch_execute("SELECT CURRENT_SCHEMA() FROM svv_tables").await.unwrap_err();
    let text = "Specified types or functions (one per INFO message) not supported on Redshift tables.";
    assert_eq!(said(&error), ("0A000", text));
    db.batch_execute("SELECT CURRENT_SCHEMA() FROM pg_table_def").await.unwrap();
    let error = db.batch_execute("SELECT * FROM svv_all_tables").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: "));
    let error = db.batch_execute("DROP VIEW svv_tables").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: "));
}

//! The system relations and SHOW.

use crate::{fresh, rows, said};

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
    let error = db.batch_execute("SELECT * FROM svv_roles").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: "));
    let error = db.batch_execute("DROP VIEW svv_tables").await.unwrap_err();
    assert!(said(&error).1.starts_with("redshift-local: "));
}

#[tokio::test]
async fn the_catalog_has_redshifts_columns() {
    let db = shop().await;
    db.batch_execute("CREATE MATERIALIZED VIEW kept AS SELECT a FROM plain").await.unwrap();
    assert_eq!(
        columns(&db, "SELECT * FROM pg_class").await,
        "relname relnamespace reltype relowner relam relfilenode reltablespace relpages reltuples reltoastrelid reltoastidxid \
         relhasindex relisshared relkind relnatts relexternid relisreplicated relispinned reldiststyle relprojbaseid relchecks \
         reltriggers relukeys relfkeys relrefs relhasoids relhaspkey relhasrules relhassubclass relacl oid"
    );
    assert_eq!(
        columns(&db, "SELECT * FROM pg_attribute").await,
        "attrelid attname atttypid attstattarget attlen attnum attndims attcacheoff atttypmod attbyval attstorage attalign \
         attnotnull atthasdef attisdropped attislocal attinhcount attisdistkey attispreloaded attsortkeyord attencodingtype \
         attencrypttype"
    );
    assert_eq!(
        columns(&db, "SELECT * FROM pg_constraint").await,
        "conname connamespace contype condeferrable condeferred conrelid contypid confrelid confupdtype confdeltype \
         confmatchtype conkey confkey conbin consrc oid"
    );
    let relations = "SELECT n.nspname, c.relname, c.relkind, c.reldiststyle FROM pg_catalog.pg_class c \
                     JOIN pg_namespace n ON n.oid = c.relnamespace \
                     WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1, 2";
    assert_eq!(
        table(&db, relations).await,
        ["public|crossed|r|0", "public|kept|v|-", "public|plain|r|9", "shop|notes|v|-", "shop|orders|r|1"]
    );
    let oid = table(&db, "SELECT oid FROM pg_class WHERE relname = 'orders'").await.remove(0);
    assert_eq!(
        table(
            &db,
            "SELECT a.attname, FORMAT_TYPE(a.atttypid, a.atttypmod), a.attisdistkey, a.attsortkeyord, \
             FORMAT_ENCODING(a.attencodingtype::INTEGER), a.atthasdef, PG_GET_EXPR(d.adbin, d.adrelid), d.adsrc \
             FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
             WHERE a.attrelid = 'shop.orders'::REGCLASS AND a.attnum > 0 ORDER BY a.attnum"
        )
        .await,
        [
            format!("id|bigint|f|2|none|t|\"identity\"({oid}, 0, '5,2'::text)|\"identity\"({oid}, 0, '5,2'::text)"),
            "customer|integer|t|1|none|f|-|-".to_owned(),
            "note|character varying(20)|f|0|lzo|t|'-'::character varying|'-'::character varying".to_owned(),
            "price|numeric(8,2)|f|0|zstd|f|-|-".to_owned(),
            "extra|super|f|0|zstd|f|-|-".to_owned(),
            "code|varbyte(9)|f|0|lzo|f|-|-".to_owned(),
        ]
    );
    assert_eq!(
        table(&db, "SELECT attsortkeyord FROM pg_attribute WHERE attname = 'b' AND attsortkeyord <> 0").await,
        ["-3"]
    );
    assert_eq!(
        table(&db, "SELECT t.oid, t.typname, t.typtype FROM pg_type t WHERE t.oid IN (4000, 6551) ORDER BY 1").await,
        ["4000|super|b", "6551|varbyte|b"]
    );
    let error = db.batch_execute("SELECT relpersistence FROM pg_class").await.unwrap_err();
    assert_eq!(said(&error).0, "42703");
}

#[tokio::test]
async fn nothing_of_the_stand_in_is_in_the_catalog() {
    let db = shop().await;
    for sql in [
        "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'redshift%'",
        "SELECT c.relname FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.oid IS NULL",
        "SELECT t.typname FROM pg_type t LEFT JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.oid IS NULL",
        "SELECT p.proname FROM pg_proc p LEFT JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.oid IS NULL",
        "SELECT o.oprname FROM pg_operator o LEFT JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE n.oid IS NULL",
        "SELECT p.oid FROM pg_aggregate a LEFT JOIN pg_proc p ON p.oid = a.aggfnoid WHERE p.oid IS NULL",
        "SELECT groname FROM pg_group",
        "SELECT tgname FROM pg_trigger",
        "SELECT setting FROM pg_settings WHERE name = 'search_path' AND setting LIKE '%redshift_local%'",
        "SELECT constraint_name FROM information_schema.check_constraints",
        "SELECT constraint_name FROM information_schema.table_constraints",
        "SELECT constraint_name FROM information_schema.constraint_column_usage",
        "SELECT tablename FROM pg_tables WHERE schemaname = 'redshift_local'",
        "SELECT viewname FROM pg_views WHERE schemaname = 'redshift_local'",
        "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'redshift%'",
        "SELECT table_name FROM information_schema.tables WHERE table_schema LIKE 'redshift%'",
        "SELECT table_name FROM information_schema.columns WHERE table_schema LIKE 'redshift%'",
        "SELECT routine_name FROM information_schema.routines WHERE specific_schema LIKE 'redshift%'",
        "SELECT domain_name FROM information_schema.domains WHERE domain_schema LIKE 'redshift%'",
        "SELECT schema_name FROM svv_all_schemas WHERE schema_name LIKE 'redshift%'",
        "SELECT a.attname FROM pg_attribute a LEFT JOIN pg_class c ON c.oid = a.attrelid WHERE c.oid IS NULL",
    ] {
        assert_eq!(table(&db, sql).await, [""; 0], "{sql}");
    }
    assert_eq!(table(&db, "SELECT CURRENT_SCHEMAS(true)").await, ["{public,pg_catalog}"]);
    db.batch_execute("CREATE TABLE keyed (a INT PRIMARY KEY, b VARBYTE(3), UNIQUE (b))").await.unwrap();
    assert_eq!(
        table(&db, "SELECT constraint_name, constraint_type FROM information_schema.table_constraints ORDER BY 1")
            .await,
        ["keyed_b_key|UNIQUE", "keyed_pkey|PRIMARY KEY"]
    );
    assert_eq!(table(&db, "SELECT column_name FROM information_schema.key_column_usage ORDER BY 1").await, ["a", "b"]);
    assert_eq!(
        table(
            &db,
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'orders' AND \
                    ordinal_position > 3 ORDER BY ordinal_position"
        )
        .await,
        ["price|numeric", "extra|super", "code|varbyte"]
    );
}

#[tokio::test]
async fn late_binding_views_are_listed_by_their_function() {
    let db = shop().await;
    db.batch_execute("CREATE VIEW shop.late AS SELECT note, price FROM shop.orders WITH NO SCHEMA BINDING")
        .await
        .unwrap();
    let list = "(view_schema NAME, view_name NAME, col_name NAME, col_type VARCHAR, col_num INT)";
    assert_eq!(
        table(&db, &format!("SELECT * FROM PG_GET_LATE_BINDING_VIEW_COLS() cols{list} ORDER BY col_num")).await,
        ["shop|late|note|character varying(20)|1", "shop|late|price|numeric(8,2)|2"]
    );
    assert_eq!(
        table(&db, &format!("SELECT col_name, col_type FROM PG_GET_COLS('shop.notes') AS cols{list}")).await,
        ["note|character varying(20)"]
    );
    assert_eq!(table(&db, "SELECT attname FROM pg_attribute WHERE attrelid = 'shop.late'::REGCLASS").await, [""; 0]);
    assert_eq!(table(&db, "SELECT relkind FROM pg_class WHERE relname = 'late'").await, ["v"]);
    for (binding, columns) in [("WITH NO SCHEMA BINDING", 2), ("", 0), ("WITH NO SCHEMA BINDING", 2)] {
        let sql = format!("CREATE OR REPLACE VIEW shop.late AS SELECT note, price FROM shop.orders {binding}");
        db.batch_execute(&sql).await.unwrap();
        let listed = table(&db, &format!("SELECT col_num FROM PG_GET_LATE_BINDING_VIEW_COLS() cols{list}")).await;
        assert_eq!(listed.len(), columns, "{sql}");
    }
}

#[tokio::test]
async fn views_of_all_databases_and_of_external_objects() {
    let db = shop().await;
    let name = table(&db, "SELECT CURRENT_DATABASE()").await.remove(0);
    assert_eq!(
        table(&db, "SELECT * FROM svv_all_tables WHERE schema_name = 'shop' ORDER BY table_name").await,
        [format!("{name}|shop|notes|VIEW|-|-"), format!("{name}|shop|orders|TABLE|-|what was bought")]
    );
    assert_eq!(
        table(&db, "SELECT * FROM svv_all_columns WHERE table_name = 'orders' AND ordinal_position = 4").await,
        [format!("{name}|shop|orders|price|4|-|YES|numeric|-|8|2|-")]
    );
    assert_eq!(table(&db, "SELECT schema_type FROM svv_all_schemas WHERE schema_name = 'shop'").await, ["local"]);
    for (relation, names) in [
        ("svv_external_schemas", "esoid eskind schemaname esowner databasename esoptions"),
        ("svv_external_databases", "eskind esoptions databasename location parameters"),
        (
            "svv_external_tables",
            "redshift_database_name schemaname tablename tabletype location input_format output_format serialization_lib \
             serde_parameters compressed parameters",
        ),
        (
            "svv_external_columns",
            "redshift_database_name schemaname tablename columnname external_type columnnum part_key is_nullable",
        ),
        (
            "svv_external_partitions",
            "schemaname tablename values location input_format output_format serialization_lib serde_parameters compressed \
             parameters",
        ),
    ] {
        let sql = format!("SELECT * FROM {relation}");
        assert_eq!(columns(&db, &sql).await, names);
        assert_eq!(table(&db, &sql).await, [""; 0]);
    }
}

#[tokio::test]
async fn show_lists_keys() {
    let db = fresh().await;
    let name = table(&db, "SELECT CURRENT_DATABASE()").await.remove(0);
    for sql in [
        "CREATE TABLE pairs (i INT, j INT, PRIMARY KEY (j, i))",
        "CREATE TABLE users (a INT, b INT, CONSTRAINT of_pair FOREIGN KEY (a, b) REFERENCES pairs (j, i))",
    ] {
        db.batch_execute(sql).await.unwrap();
    }
    let prepared = db.prepare("SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE $1.$2.$3;").await.unwrap();
    let rows = db.query(&prepared, &[&name, &"public", &"pairs"]).await.unwrap();
    let keys: Vec<(&str, &str, i32)> = rows.iter().map(|row| (row.get(3), row.get(4), row.get(5))).collect();
    assert_eq!(keys, [("pairs_pkey", "j", 1), ("pairs_pkey", "i", 2)]);
    let expected = [
        format!("{name}|public|pairs|j|{name}|public|users|a|1|of_pair|pairs_pkey|-|-|-"),
        format!("{name}|public|pairs|i|{name}|public|users|b|2|of_pair|pairs_pkey|-|-|-"),
    ];
    let sql = format!("SHOW CONSTRAINTS FOREIGN KEYS FROM TABLE {name}.public.users");
    assert_eq!(
        columns(&db, &sql).await,
        "pk_database_name pk_schema_name pk_table_name pk_column_name fk_database_name fk_schema_name fk_table_name fk_column_name \
         key_seq fk_name pk_name update_rule delete_rule deferrability"
    );
    assert_eq!(table(&db, &sql).await, expected);
    let sql = format!("SHOW CONSTRAINTS FOREIGN KEYS EXPORTED FROM TABLE {name}.public.pairs");
    assert_eq!(table(&db, &sql).await, expected);
    for list in ["PROCEDURES", "FUNCTIONS"] {
        assert_eq!(table(&db, &format!("SHOW {list} FROM SCHEMA {name}.public")).await, [""; 0]);
    }
    assert_eq!(table(&db, "SHOW TRANSACTION ISOLATION LEVEL").await, ["serializable"]);
}

#[tokio::test]
async fn grants_on_tables_are_shown() {
    let db = fresh().await;
    let name = db.database.name().to_owned();
    db.batch_execute("CREATE SCHEMA shop; CREATE TABLE shop.orders (id INT); CREATE TABLE t (id INT)").await.unwrap();
    assert_eq!(rows(&db, "SHOW GRANTS ON t").await, [""; 0]);
    db.batch_execute("GRANT SELECT, INSERT ON shop.orders TO PUBLIC; GRANT ALL ON t TO PUBLIC").await.unwrap();
    let row = |schema: &str, table: &str, privilege: &str| {
        format!(
            "schema_name={schema} object_name={table} object_type=TABLE privilege_type={privilege} identity_id=0 \
             identity_name=public identity_type=public admin_option=f privilege_scope=TABLE database_name={name} \
             grantor_name=awsuser"
        )
    };
    let both = [row("shop", "orders", "INSERT"), row("shop", "orders", "SELECT")];
    for sql in [
        "SHOW GRANTS ON TABLE shop.orders".to_owned(),
        format!("SHOW GRANTS ON TABLE {name}.shop.orders FOR PUBLIC LIMIT 10"),
    ] {
        assert_eq!(rows(&db, &sql).await, both, "{sql}");
    }
    let prepared = db.query("SHOW GRANTS ON TABLE $1.$2.$3", &[&name, &"shop", &"orders"]).await.unwrap();
    assert_eq!(prepared.len(), 2);
    assert_eq!(rows(&db, "SHOW GRANTS ON TABLE shop.orders LIMIT 1").await, both[..1]);
    assert_eq!(rows(&db, "SHOW GRANTS ON TABLE shop.orders FOR awsuser").await, [""; 0]);
    let all = ["ALTER", "DELETE", "DROP", "INSERT", "REFERENCES", "RULE", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE"];
    assert_eq!(rows(&db, "SHOW GRANTS ON t").await, all.map(|privilege| row("public", "t", privilege)));
    db.batch_execute("REVOKE ALL ON t FROM PUBLIC").await.unwrap();
    assert_eq!(rows(&db, "SHOW GRANTS ON TABLE public.t").await, [""; 0]);
    for (sql, rest) in [
        ("SHOW GRANTS ON TABLE shop.nothing", "SHOW GRANTS of nothing is not simulated: there is no such table"),
        (
            "SHOW GRANTS ON TABLE shop.orders FOR nobody",
            "SHOW GRANTS for nobody is not simulated: there is no such user",
        ),
        ("SHOW GRANTS ON TABLE elsewhere.shop.orders", "SHOW GRANTS of another database is not simulated"),
        ("SHOW GRANTS ON TABLE t", "this form of SHOW GRANTS is not simulated"),
        ("SHOW GRANTS ON SCHEMA shop", "this form of SHOW GRANTS is not simulated"),
        ("SHOW GRANTS FOR awsuser", "this form of SHOW GRANTS is not simulated"),
        ("SHOW GRANTS ON TABLE shop.orders FOR ROLE r", "this form of SHOW GRANTS is not simulated"),
    ] {
        let error = db.batch_execute(sql).await.unwrap_err();
        assert_eq!(said(&error), ("0A000", format!("redshift-local: {rest}").as_str()), "{sql}");
    }
}

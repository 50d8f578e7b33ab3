-- page: c_unsupported-postgresql-features

-- what: A catalog that came after PostgreSQL 8.0
-- error: 42P01 relation "pg_catalog.pg_enum" does not exist
SELECT * FROM pg_catalog.pg_enum;

-- what: PG_INDEXES of PostgreSQL's later columns
-- error: 42703 column "relrowsecurity" does not exist
SELECT relrowsecurity FROM pg_class;

-- page: r_SVV_TABLES

-- what: A leader-node function over a view of tables
-- error: 0A000 Specified types or functions (one per INFO message) not supported on Redshift tables.
SELECT CURRENT_SCHEMA() FROM svv_tables;

-- page: r_STL_QUERYTEXT

-- what: STL_QUERYTEXT
-- error: 0A000 redshift-local:
SELECT * FROM stl_querytext;

-- page: SYS_QUERY_TEXT

-- what: SYS_QUERY_TEXT
-- error: 0A000 redshift-local:
SELECT * FROM sys_query_text;

-- page: SYS_QUERY_HISTORY

-- what: A view of SYS_QUERY_HISTORY
-- error: 0A000 redshift-local: a view that reads the history of statements is not simulated
CREATE VIEW redshift_local_probe.statements AS SELECT query_id FROM sys_query_history;

-- page: r_SHOW_TABLES

-- what: SHOW TABLES without a schema
-- error: 0A000 redshift-local: this form of SHOW TABLES is not simulated
SHOW TABLES;

-- page: r_SHOW_TABLE

-- what: SHOW TABLE
-- error: 0A000 redshift-local: SHOW TABLE is not simulated
SHOW TABLE redshift_local_probe.orders;

-- page: r_SHOW_GRANTS

-- what: SHOW GRANTS on a schema
-- error: 0A000 redshift-local: this form of SHOW GRANTS is not simulated
SHOW GRANTS ON SCHEMA redshift_local_probe;

-- page: r_SHOW_VIEW

-- what: SHOW VIEW
-- error: 0A000 redshift-local: SHOW VIEW is not simulated
SHOW VIEW redshift_local_probe.v;

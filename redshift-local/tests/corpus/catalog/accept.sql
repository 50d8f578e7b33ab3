-- page: r_PG_TABLE_DEF

-- what: PG_TABLE_DEF
-- rows: column=id type=bigint distkey=f sortkey=0 notnull=t | column=parent type=integer distkey=t sortkey=0 notnull=t | column=note type=character varying(20) distkey=f sortkey=0 notnull=f | column=price type=numeric(8,2) distkey=f sortkey=0 notnull=f | column=at type=timestamp without time zone distkey=f sortkey=1 notnull=f
SELECT "column", type, distkey, sortkey, "notnull" FROM pg_table_def WHERE schemaname = 'redshift_local_probe' AND tablename = 'orders';

-- page: r_SVV_COLUMNS

-- what: SVV_COLUMNS
-- rows: column_name=parent ordinal_position=2 is_nullable=NO data_type=integer
SELECT column_name, ordinal_position, is_nullable, data_type FROM svv_columns
WHERE table_schema = 'redshift_local_probe' AND table_name = 'orders' AND ordinal_position = 2;

-- page: r_SVV_TABLES

-- what: SVV_TABLES
-- rows: table_name=orders table_type=BASE TABLE | table_name=parent table_type=BASE TABLE | table_name=v table_type=VIEW
SELECT table_name, table_type FROM svv_tables WHERE table_schema = 'redshift_local_probe' ORDER BY table_name;

-- page: r_SVV_REDSHIFT_COLUMNS

-- what: SVV_REDSHIFT_COLUMNS
-- rows: column_name=parent distkey=t sortkey=0 | column_name=at distkey=f sortkey=1
SELECT column_name, distkey, sortkey FROM svv_redshift_columns
WHERE schema_name = 'redshift_local_probe' AND table_name = 'orders' AND (distkey OR sortkey > 0);

-- page: r_SVV_REDSHIFT_SCHEMAS

-- what: SVV_REDSHIFT_SCHEMAS
-- rows: schema_name=redshift_local_probe
SELECT schema_name FROM svv_redshift_schemas WHERE schema_name = 'redshift_local_probe';

-- page: r_SVV_TABLE_INFO

-- what: SVV_TABLE_INFO leaves tables without rows out
-- rows:
SELECT "table" FROM svv_table_info WHERE schema = 'redshift_local_probe';

-- what: SVV_TABLE_INFO
-- first: INSERT INTO parent VALUES (1)
-- rows: table=parent diststyle=ALL
SELECT "table", diststyle FROM svv_table_info WHERE schema = 'redshift_local_probe';

-- page: r_SVV_TRANSACTIONS

-- what: SVV_TRANSACTIONS has the transaction that reads it
-- rows: lock_mode=ExclusiveLock granted=t
SELECT lock_mode, granted FROM svv_transactions WHERE pid = PG_BACKEND_PID() AND lockable_object_type = 'transactionid';

-- page: r_STV_LOCKS

-- what: STV_LOCKS
-- first: UPDATE orders SET note = 'a'
-- rows: locked=1
SELECT COUNT(*) AS locked FROM stv_locks WHERE table_id = 'redshift_local_probe.orders'::regclass::oid;

-- page: r_STV_SESSIONS

-- what: STV_SESSIONS
-- rows: own=1
SELECT COUNT(*) AS own FROM stv_sessions WHERE process = PG_BACKEND_PID() AND TRIM(db_name) = CURRENT_DATABASE();

-- page: SYS_QUERY_HISTORY

-- what: SYS_QUERY_HISTORY has the statement that reads it
-- rows: type=SELECT database=t
SELECT TRIM(query_type) AS type, TRIM(database_name) = CURRENT_DATABASE() AS database FROM sys_query_history
WHERE session_id = PG_BACKEND_PID() AND status = 'running';

-- what: SYS_QUERY_HISTORY with the label of a statement
-- first: SET query_group TO 'labeled'
-- first: SELECT COUNT(*) AS counted FROM orders
-- rows: label=labeled status=success rows=1
SELECT TRIM(query_label) AS label, TRIM(status) AS status, returned_rows AS rows FROM sys_query_history
WHERE session_id = PG_BACKEND_PID() AND query_id = LAST_USER_QUERY_ID();

-- page: PG_LAST_QUERY_ID

-- what: PG_LAST_QUERY_ID and STL_QUERY
-- first: UPDATE orders SET note = 'last'
-- rows: text=UPDATE orders SET note = 'last' aborted=0
SELECT TRIM(querytxt) AS text, aborted FROM stl_query WHERE query = PG_LAST_QUERY_ID();

-- page: r_SHOW_GRANTS

-- what: SHOW GRANTS on a table
-- first: GRANT SELECT ON orders TO PUBLIC
-- tag: SHOW
SHOW GRANTS ON TABLE redshift_local_probe.orders FOR PUBLIC;

-- page: r_SVL_QLOG

-- what: SVL_QLOG
-- first: UPDATE orders SET note = 'logged'
-- rows: text=UPDATE orders SET note = 'logged' label=default
SELECT TRIM(substring) AS text, TRIM(label) AS label FROM svl_qlog WHERE query = PG_LAST_QUERY_ID();

-- page: r_STV_RECENTS

-- what: STV_RECENTS
-- rows: status=Running
SELECT TRIM(status) AS status FROM stv_recents WHERE pid = PG_BACKEND_PID();

-- page: r_STL_LOAD_COMMITS

-- what: STL_LOAD_COMMITS
-- rows:
SELECT query, TRIM(filename) AS filename FROM stl_load_commits WHERE filename = 'nowhere';

-- page: SYS_LOAD_HISTORY

-- what: SYS_LOAD_HISTORY
-- rows:
SELECT query_id, loaded_rows FROM sys_load_history WHERE data_source = 'nowhere';

-- page: SYS_UNLOAD_HISTORY

-- what: SYS_UNLOAD_HISTORY
-- rows:
SELECT query_id, unloaded_rows FROM sys_unload_history WHERE unloaded_location = 'nowhere';

-- page: r_STL_LOAD_ERRORS

-- what: STL_LOAD_ERRORS
-- rows:
SELECT TRIM(colname) AS colname, TRIM(err_reason) AS reason FROM stl_load_errors WHERE filename = 'nowhere' ORDER BY starttime DESC;

-- page: SYS_LOAD_ERROR_DETAIL

-- what: SYS_LOAD_ERROR_DETAIL
-- rows:
SELECT TRIM(column_name) AS colname, TRIM(error_message) AS reason FROM sys_load_error_detail WHERE file_name = 'nowhere' ORDER BY start_time DESC;

-- page: c_intro_catalog_views

-- what: PG_CLASS with the style of the distribution
-- rows: relname=orders reldiststyle=1 | relname=parent reldiststyle=8
SELECT c.relname, c.reldiststyle FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'redshift_local_probe' AND c.relkind = 'r' ORDER BY c.relname;

-- what: PG_CONSTRAINT
-- rows: conname=parent_key contype=p
SELECT conname, contype FROM pg_constraint WHERE conrelid = 'parent'::regclass;

-- what: PG_DESCRIPTION by its function
-- rows: d=what was bought
SELECT OBJ_DESCRIPTION('redshift_local_probe.orders'::regclass) AS d;

-- what: INFORMATION_SCHEMA
-- rows: table_name=v
SELECT table_name FROM information_schema.views WHERE table_schema = 'redshift_local_probe';

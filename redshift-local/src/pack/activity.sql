-- What goes on: sessions, transactions, locks, and loads.

-- A transaction's number is that of the engine's virtual one, which does not change while it is open, and which readers have too.
CREATE FUNCTION redshift_local.transaction_number(virtual text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT (split_part(virtual, '/', 1)::bigint << 32) + split_part(virtual, '/', 2)::bigint
$$;

-- The locks of relations of users, and what each transaction holds on itself.
CREATE VIEW redshift_local.activity_locks AS
SELECT redshift_local.user_of_session(a.usesysid)::text AS owner, a.datname::text AS database,
    redshift_local.transaction_number(l.virtualtransaction) AS transaction, l.pid,
    (a.xact_start AT TIME ZONE 'UTC')::timestamp AS started, l.mode::text AS mode, l.relation, l.granted
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE a.datname = current_database() AND pg_catalog.pg_has_role(a.usesysid, 'USAGE') AND (
    l.locktype = 'virtualxid' AND l.mode = 'ExclusiveLock'
    OR l.locktype = 'relation' AND EXISTS (
        SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = l.relation AND c.relkind IN ('r', 'v', 'm')
            AND (redshift_local.is_user_schema(n.nspname) OR n.oid = pg_catalog.pg_my_temp_schema())
    )
);

CREATE VIEW redshift_local.svv_transactions AS
SELECT owner AS txn_owner, database AS txn_db, transaction AS xid, pid, started AS txn_start, mode AS lock_mode,
    CASE WHEN relation IS NULL THEN 'transactionid' ELSE 'relation' END::text AS lockable_object_type,
    relation::bigint::integer AS relation, granted
FROM redshift_local.activity_locks;

-- The tables that open transactions change. The words of the status nobody has published.
CREATE VIEW redshift_local.stv_locks AS
SELECT DISTINCT relation::bigint AS table_id, NULL::timestamp AS last_commit, NULL::timestamp AS last_update,
    transaction AS lock_owner, pid::bigint AS lock_owner_pid, started AS lock_owner_start_ts, NULL::timestamp AS lock_owner_end_ts,
    NULL::character(22) AS lock_status
FROM redshift_local.activity_locks
WHERE relation IS NOT NULL AND granted AND mode <> 'AccessShareLock' AND redshift_local.is_superuser();

-- Who is connected, to any database.
CREATE VIEW redshift_local.stv_sessions AS
SELECT (a.backend_start AT TIME ZONE 'UTC')::timestamp AS starttime, a.pid AS process, redshift_local.user_of_session(a.usesysid)::character(50) AS user_name,
    a.datname::character(50) AS db_name, 0 AS timeout_sec
FROM pg_catalog.pg_stat_activity a
WHERE a.backend_type = 'client backend' AND pg_catalog.pg_has_role(a.usesysid, 'USAGE') AND redshift_local.is_own_database(a.datid);

-- The statements that have run: the gate keeps them, and tells of them before a statement that reads them.
CREATE FUNCTION redshift_local.history() RETURNS json LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('redshift_local.history', true), '')::json
$$;

CREATE FUNCTION redshift_local.moment(microseconds bigint) RETURNS timestamp LANGUAGE sql IMMUTABLE AS $$
    SELECT '1970-01-01'::timestamp + make_interval(secs => microseconds / 1000000)
        + microseconds % 1000000 * interval '1 microsecond'
$$;

-- Superusers see all rows, others their own. A cast to CHAR would refuse letters of several bytes, as those of a table do.
CREATE VIEW redshift_local.statements AS
SELECT r.oid::integer AS user_id, s.username, s.number, s.label, s.process, s.type, s.status,
    redshift_local.moment(s.began) AS began, redshift_local.moment(s.ended) AS ended, s.ended - s.began AS elapsed,
    s.message, s.rows, s.text, s.is_query
FROM json_to_recordset(redshift_local.history() -> 'statements') AS s (
    number bigint, username text, label character(320), process integer, type character(32), status character(10), began bigint,
    ended bigint, message character(512), rows bigint, text character(4000), is_query boolean
)
LEFT JOIN pg_catalog.pg_roles r ON r.rolname = s.username
WHERE s.username = current_user
    OR redshift_local.is_superuser();

-- There is no queue, no cache of results, and no plan that is compiled; what nobody has published is NULL.
CREATE VIEW redshift_local.sys_query_history AS
SELECT user_id, number AS query_id, label AS query_label, NULL::bigint AS transaction_id, process AS session_id,
    current_database()::character(128) AS database_name, type AS query_type, status,
    false AS result_cache_hit, began AS start_time, ended AS end_time, elapsed AS elapsed_time, NULL::bigint AS queue_time,
    NULL::bigint AS execution_time, message AS error_message, rows AS returned_rows,
    NULL::bigint AS returned_bytes, text AS query_text, NULL::character(256) AS redshift_version,
    NULL::character(150) AS usage_limit, NULL::varchar(32) AS compute_type, NULL::bigint AS compile_time,
    NULL::bigint AS planning_time, NULL::bigint AS lock_wait_time, NULL::integer AS service_class_id,
    NULL::character(64) AS service_class_name, NULL::character(20) AS query_priority,
    NULL::character(10) AS short_query_accelerated, NULL::character(40) AS user_query_hash,
    NULL::character(40) AS generic_query_hash, NULL::integer AS query_hash_version, 0 AS result_cache_query_id,
    username::character(128) AS username
FROM redshift_local.statements;

-- Queries alone that have ended, and not what the leader node does by itself.
CREATE VIEW redshift_local.stl_query AS
SELECT user_id AS userid, number::integer AS query, coalesce(label, 'default'::character(320)) AS label, NULL::bigint AS xid,
    process AS pid, current_database()::character(32) AS database, text AS querytxt, began AS starttime,
    ended AS endtime, (status <> 'success')::integer AS aborted, NULL::integer AS insert_pristine,
    0 AS concurrency_scaling_status
FROM redshift_local.statements
WHERE is_query AND status IN ('success', 'failed', 'canceled');

CREATE VIEW redshift_local.svl_qlog AS
SELECT user_id AS userid, number::integer AS query, NULL::bigint AS xid, process AS pid, began AS starttime, ended AS endtime,
    elapsed, (status <> 'success')::integer AS aborted, coalesce(label, 'default'::character(320)) AS label,
    s.substring, NULL::integer AS source_query, NULL::text AS concurrency_scaling_status_txt,
    NULL::integer AS from_sp_call
FROM redshift_local.statements
CROSS JOIN LATERAL json_to_record(json_build_object('substring', redshift_local.byte_prefix(text, 60))) AS s (substring character(60))
WHERE is_query AND status IN ('success', 'failed', 'canceled');

CREATE VIEW redshift_local.stv_recents AS
SELECT user_id AS userid, CASE WHEN status = 'running' THEN 'Running' ELSE 'Done' END::character(20) AS status,
    began AS starttime, least(elapsed, 2147483647)::integer AS duration, username::character(50) AS user_name,
    current_database()::character(50) AS db_name, q.query,
    CASE WHEN status = 'running' THEN process ELSE -1 END AS pid
FROM redshift_local.statements
CROSS JOIN LATERAL json_to_record(json_build_object('query', redshift_local.byte_prefix(text, 600))) AS q (query character(600));

-- The last statement of the session that the compute nodes have run.
CREATE FUNCTION redshift_local.pg_last_query_id() RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce((redshift_local.history() ->> 'last_query')::integer, -1)
$$;

CREATE FUNCTION redshift_local.last_user_query_id() RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT redshift_local.pg_last_query_id()
$$;

-- Nothing is loaded or unloaded here.
CREATE VIEW redshift_local.stl_load_errors AS
SELECT NULL::integer AS userid, NULL::integer AS slice, NULL::integer AS tbl, NULL::timestamp AS starttime, NULL::integer AS session,
    NULL::integer AS query, NULL::character(256) AS filename, NULL::bigint AS line_number, NULL::character(127) AS colname,
    NULL::character(10) AS type, NULL::character(10) AS col_length, NULL::integer AS position, NULL::character(1024) AS raw_line,
    NULL::character(1024) AS raw_field_value, NULL::integer AS err_code, NULL::character(100) AS err_reason,
    NULL::integer AS is_partial, NULL::bigint AS start_offset, NULL::bigint AS copy_job_id
WHERE false;

CREATE VIEW redshift_local.sys_load_error_detail AS
SELECT NULL::integer AS user_id, NULL::bigint AS query_id, NULL::bigint AS transaction_id, NULL::integer AS session_id,
    NULL::character(64) AS database_name, NULL::integer AS table_id, NULL::timestamp AS start_time,
    NULL::character(256) AS file_name, NULL::bigint AS line_number, NULL::character(127) AS column_name,
    NULL::character(10) AS column_type, NULL::character(10) AS column_length, NULL::integer AS position,
    NULL::integer AS error_code, NULL::character(512) AS error_message
WHERE false;

CREATE VIEW redshift_local.stl_loaderror_detail AS
SELECT NULL::integer AS userid, NULL::integer AS slice, NULL::integer AS session, NULL::integer AS query,
    NULL::character(256) AS filename, NULL::bigint AS line_number, NULL::integer AS field, NULL::character(1024) AS colname,
    NULL::character(1024) AS value, NULL::integer AS is_null, NULL::character(10) AS type, NULL::character(10) AS col_length
WHERE false;

CREATE VIEW redshift_local.stl_load_commits AS
SELECT NULL::integer AS userid, NULL::integer AS query, NULL::integer AS slice, NULL::character(256) AS name,
    NULL::character(256) AS filename, NULL::integer AS byte_offset, NULL::integer AS lines_scanned, NULL::integer AS errors,
    NULL::timestamp AS curtime, NULL::integer AS status, NULL::character(16) AS file_format, NULL::integer AS is_partial,
    NULL::bigint AS start_offset, NULL::bigint AS copy_job_id
WHERE false;

CREATE VIEW redshift_local.sys_load_history AS
SELECT NULL::integer AS user_id, NULL::bigint AS query_id, NULL::bigint AS transaction_id, NULL::integer AS session_id,
    NULL::text AS database_name, NULL::text AS status, NULL::text AS table_name, NULL::timestamp AS start_time,
    NULL::timestamp AS end_time, NULL::bigint AS duration, NULL::text AS data_source, NULL::text AS file_format,
    NULL::bigint AS loaded_rows, NULL::bigint AS loaded_bytes, NULL::integer AS source_file_count,
    NULL::bigint AS source_file_bytes, NULL::integer AS file_count_scanned, NULL::bigint AS file_bytes_scanned,
    NULL::bigint AS error_count, NULL::bigint AS copy_job_id
WHERE false;

CREATE VIEW redshift_local.sys_unload_history AS
SELECT NULL::integer AS user_id, NULL::bigint AS query_id, NULL::bigint AS transaction_id, NULL::integer AS session_id,
    NULL::text AS database_name, NULL::text AS status, NULL::timestamp AS start_time, NULL::timestamp AS end_time,
    NULL::bigint AS duration, NULL::text AS file_format, NULL::text AS compression_type, NULL::text AS unloaded_location,
    NULL::bigint AS unloaded_rows, NULL::bigint AS unloaded_files_count, NULL::bigint AS unloaded_files_size,
    NULL::text AS error_message
WHERE false;

GRANT SELECT ON redshift_local.stv_sessions, redshift_local.svv_transactions, redshift_local.stv_locks,
    redshift_local.sys_query_history, redshift_local.stl_query, redshift_local.svl_qlog, redshift_local.stv_recents,
    redshift_local.stl_load_errors, redshift_local.stl_loaderror_detail, redshift_local.stl_load_commits,
    redshift_local.sys_load_error_detail, redshift_local.sys_load_history, redshift_local.sys_unload_history TO PUBLIC;

-- page: r_BEGIN

-- what: BEGIN
-- outside a transaction
-- tag: BEGIN
BEGIN;

-- what: BEGIN WORK
-- outside a transaction
BEGIN WORK;

-- what: BEGIN TRANSACTION with a level, which has no effect
-- outside a transaction
BEGIN TRANSACTION ISOLATION LEVEL READ UNCOMMITTED READ WRITE;

-- what: The four levels
-- outside a transaction
BEGIN ISOLATION LEVEL REPEATABLE READ;

-- what: READ ONLY
-- outside a transaction
-- first: BEGIN READ ONLY
-- rows: n=3
SELECT COUNT(*) AS n FROM t;

-- what: START TRANSACTION
-- outside a transaction
-- tag: START TRANSACTION
START TRANSACTION;

-- page: r_COMMIT

-- what: COMMIT
-- outside a transaction
-- first: BEGIN
-- first: DELETE FROM t
-- tag: COMMIT
-- then: SELECT COUNT(*) AS n FROM t
-- rows: n=0
COMMIT;

-- what: COMMIT WORK
-- outside a transaction
-- first: BEGIN
COMMIT WORK;

-- what: COMMIT outside of a transaction
-- outside a transaction
COMMIT;

-- page: r_END

-- what: END TRANSACTION
-- outside a transaction
-- first: BEGIN
-- tag: COMMIT
END TRANSACTION;

-- page: r_ROLLBACK

-- what: ROLLBACK
-- outside a transaction
-- first: BEGIN
-- first: DELETE FROM t
-- tag: ROLLBACK
-- then: SELECT COUNT(*) AS n FROM t
-- rows: n=3
ROLLBACK;

-- what: DDL is rolled back
-- outside a transaction
-- first: BEGIN
-- first: DROP TABLE t
-- then: SELECT COUNT(*) AS n FROM t
-- rows: n=3
ROLLBACK;

-- page: r_ABORT

-- what: ABORT
-- outside a transaction
-- first: BEGIN
-- tag: ROLLBACK
ABORT;

-- page: r_TRUNCATE

-- what: TRUNCATE commits
-- outside a transaction
-- first: BEGIN
-- first: TRUNCATE t
-- then: SELECT COUNT(*) AS n FROM t
-- rows: n=0
ROLLBACK;

-- page: r_LOCK

-- what: LOCK
-- tag: LOCK TABLE
LOCK t;

-- what: LOCK TABLE of several
-- first: CREATE TABLE u (id INT)
LOCK TABLE t, u;

-- page: declare

-- what: DECLARE
-- tag: DECLARE CURSOR
DECLARE c CURSOR FOR SELECT id FROM t;

-- what: DECLARE of a query with common table expressions
DECLARE c CURSOR FOR WITH w AS (SELECT id FROM t) SELECT id FROM w;

-- page: fetch

-- what: FETCH NEXT
-- first: DECLARE c CURSOR FOR SELECT id FROM t ORDER BY id
-- rows: id=1
FETCH NEXT FROM c;

-- what: FETCH FORWARD with a number
-- first: DECLARE c CURSOR FOR SELECT id FROM t ORDER BY id
-- first: FETCH FROM c
-- rows: id=2 | id=3
FETCH FORWARD 5 FROM c;

-- page: close

-- what: CLOSE
-- first: DECLARE c CURSOR FOR SELECT id FROM t
-- tag: CLOSE CURSOR
CLOSE c;

-- page: r_SET

-- what: SET
-- tag: SET
-- then: SHOW query_group
-- rows: query_group=etl
SET query_group TO 'etl';

-- what: SET with an equals sign
SET statement_timeout = 1000;

-- what: SET LOCAL
-- then: SHOW query_group
-- rows: query_group=etl
SET LOCAL query_group TO 'etl';

-- what: SET TIMEZONE
-- then: SHOW timezone
SET TIMEZONE TO 'Europe/Berlin';

-- what: SET SESSION CHARACTERISTICS
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE;

-- page: r_RESET

-- what: RESET
-- tag: RESET
RESET query_group;

-- what: RESET ALL
-- first: SET query_group TO 'etl'
RESET ALL;

-- page: r_SHOW

-- what: SHOW
SHOW query_group;

-- page: r_ANALYZE

-- what: ANALYZE
-- tag: ANALYZE
ANALYZE t;

-- what: ANALYZE of columns
ANALYZE t (id);

-- what: ANALYZE VERBOSE
ANALYZE VERBOSE t;

-- what: ANALYZE PREDICATE COLUMNS
-- strict: ANALYZE chooses no columns
ANALYZE t PREDICATE COLUMNS;

-- what: ANALYZE of the database
ANALYZE;

-- page: r_VACUUM_command

-- what: VACUUM
-- outside a transaction
-- tag: VACUUM
-- strict: VACUUM sorts and frees nothing that could be seen
VACUUM t;

-- what: VACUUM FULL
-- outside a transaction
-- strict: VACUUM sorts and frees nothing that could be seen
VACUUM FULL t;

-- what: VACUUM SORT ONLY
-- outside a transaction
-- strict: VACUUM sorts and frees nothing that could be seen
VACUUM SORT ONLY t TO 75 PERCENT;

-- what: VACUUM DELETE ONLY
-- outside a transaction
-- strict: VACUUM sorts and frees nothing that could be seen
VACUUM DELETE ONLY t TO 75 PERCENT BOOST;

-- what: VACUUM RECLUSTER
-- outside a transaction
-- strict: VACUUM sorts and frees nothing that could be seen
VACUUM RECLUSTER t;

-- what: VACUUM REINDEX
-- outside a transaction
-- strict: VACUUM sorts and frees nothing that could be seen
VACUUM REINDEX t;

-- page: r_GRANT

-- what: GRANT
-- tag: GRANT
GRANT SELECT, INSERT ON t TO PUBLIC;

-- what: GRANT on a schema
GRANT USAGE, CREATE ON SCHEMA redshift_local_probe TO PUBLIC;

-- page: r_REVOKE

-- what: REVOKE
-- tag: REVOKE
REVOKE ALL PRIVILEGES ON TABLE t FROM PUBLIC;

-- page: r_SET

-- what: SET of a setting of the workload manager
-- tag: SET
-- strict: the setting has no effect
SET wlm_query_slot_count TO 3;

-- what: SET seed
-- tag: SET
-- strict: RANDOM gives other numbers behind the same seed
SET seed TO 0.25;

-- page: r_EXPLAIN

-- what: EXPLAIN
-- tag: EXPLAIN
-- strict: the plan and its costs are not those of a cluster
EXPLAIN SELECT id FROM t;

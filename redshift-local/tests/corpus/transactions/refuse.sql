-- page: r_BEGIN

-- what: A write in a transaction that is READ ONLY
-- outside a transaction
-- first: BEGIN READ ONLY
-- error: 25006 transaction is read-only
DELETE FROM t;

-- what: A level that nobody has
-- outside a transaction
-- error: 42601 syntax error at or near "CHAOS"
BEGIN ISOLATION LEVEL CHAOS;

-- what: DEFERRABLE transactions
-- outside a transaction
-- error: 42601 syntax error at or near "DEFERRABLE"
BEGIN DEFERRABLE;

-- what: SNAPSHOT as the level of a transaction
-- outside a transaction
-- error: 0A000 redshift-local: ISOLATION LEVEL SNAPSHOT of a transaction is not simulated
BEGIN ISOLATION LEVEL SNAPSHOT;

-- page: r_ROLLBACK

-- what: SAVEPOINT
-- error: 0A000 redshift-local: the answer to SAVEPOINT, which is refused,
SAVEPOINT s;

-- what: ROLLBACK TO
-- error: 42601 syntax error at or near "TO"
ROLLBACK TO SAVEPOINT s;

-- what: RELEASE
-- error: 0A000 redshift-local: the answer to RELEASE, which is refused,
RELEASE SAVEPOINT s;

-- what: Two-phase commit
-- error: 42601 syntax error at or near
PREPARE TRANSACTION 'x';

-- page: r_LOCK

-- what: LOCK with a mode
-- error: 42601 syntax error at or near "IN"
LOCK TABLE t IN SHARE MODE;

-- what: LOCK NOWAIT
-- error: 42601 syntax error at or near "NOWAIT"
LOCK t NOWAIT;

-- page: declare

-- what: DECLARE outside of a transaction
-- outside a transaction
-- error: 25P01 
DECLARE c CURSOR FOR SELECT id FROM t;

-- what: A second cursor
-- first: DECLARE c CURSOR FOR SELECT id FROM t
-- error: 0A000 redshift-local: the answer to a second open cursor, which is refused,
DECLARE d CURSOR FOR SELECT id FROM t;

-- what: A SCROLL cursor
-- error: 42601 syntax error at or near "SCROLL"
DECLARE c SCROLL CURSOR FOR SELECT id FROM t;

-- what: A cursor WITH HOLD
-- error: 42601 syntax error at or near "WITH"
DECLARE c CURSOR WITH HOLD FOR SELECT id FROM t;

-- what: A BINARY cursor
-- error: 42601 syntax error at or near "BINARY"
DECLARE c BINARY CURSOR FOR SELECT id FROM t;

-- page: fetch

-- what: FETCH of a cursor that is not there
-- error: 34000 cursor "c" does not exist
FETCH NEXT FROM c;

-- what: FETCH BACKWARD
-- first: DECLARE c CURSOR FOR SELECT id FROM t
-- error: 42601 syntax error at or near "BACKWARD"
FETCH BACKWARD 1 FROM c;

-- what: MOVE
-- first: DECLARE c CURSOR FOR SELECT id FROM t
-- error: 0A000 redshift-local: MOVE is not simulated
MOVE NEXT FROM c;

-- page: r_SET

-- what: A setting that nobody has
-- error: 42704 unrecognized configuration parameter "foo"
SET foo TO 1;

-- what: A value out of the range
-- error: 22023 3 is outside the valid range for parameter "extra_float_digits" (-15 .. 2)
SET extra_float_digits TO 3;

-- what: A setting that is not for users
-- error: 42501 permission denied to set parameter "client_min_messages" to "debug"
SET client_min_messages TO debug;

-- what: SET CONSTRAINTS
-- error: 42601 syntax error at or near
SET CONSTRAINTS ALL DEFERRED;

-- page: r_ANALYZE

-- what: ANALYZE of several tables
-- error: 42601 syntax error at or near ","
ANALYZE t, u;

-- page: r_ANALYZE_COMPRESSION

-- what: ANALYZE COMPRESSION
-- error: 0A000 redshift-local: ANALYZE COMPRESSION is not simulated
ANALYZE COMPRESSION t;

-- page: r_VACUUM_command

-- what: VACUUM in a transaction
-- error: 25001 VACUUM cannot run inside a transaction block
VACUUM t;

-- what: VACUUM RECLUSTER without a table
-- outside a transaction
-- error: 42601 syntax error at end of input
VACUUM RECLUSTER;

-- what: VACUUM REINDEX with a threshold
-- outside a transaction
-- error: 42601 syntax error at or near "TO"
VACUUM REINDEX t TO 75 PERCENT;

-- page: r_CREATE_DATABASE

-- what: CREATE DATABASE in a transaction
-- error: 25001 CREATE DATABASE cannot run inside a transaction block
CREATE DATABASE another;

-- what: CREATE DATABASE
-- outside a transaction
-- error: 0A000 redshift-local: CREATE DATABASE is not simulated
CREATE DATABASE another;

-- page: r_DROP_DATABASE

-- what: DROP DATABASE in a transaction
-- error: 25001 DROP DATABASE cannot run inside a transaction block
DROP DATABASE another;

-- page: r_GRANT

-- what: GRANT of a role
-- error: 0A000 redshift-local: this form of GRANT is not simulated
GRANT ROLE sys:monitor TO awsuser;

-- what: GRANT on all tables
-- error: 0A000 redshift-local: this form of GRANT is not simulated
GRANT SELECT ON ALL TABLES IN SCHEMA redshift_local_probe TO PUBLIC;

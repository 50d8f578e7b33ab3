-- page: c_unsupported-postgresql-features

-- what: CREATE INDEX
-- error: 0A000 SQL command "CREATE INDEX i ON t (a)" not supported on Redshift tables.
CREATE INDEX i ON t (a);

-- what: CREATE UNIQUE INDEX
-- error: 0A000 SQL command "CREATE UNIQUE INDEX i ON t (a)" not supported on Redshift tables.
CREATE UNIQUE INDEX i ON t (a);

-- what: CREATE SEQUENCE
-- error: 0A000 SQL command "CREATE SEQUENCE s" not supported.
CREATE SEQUENCE s;

-- what: CREATE TRIGGER
-- error: 0A000 SQL command "CREATE TRIGGER r BEFORE INSERT ON t EXECUTE PROCEDURE f()" not supported.
CREATE TRIGGER r BEFORE INSERT ON t EXECUTE PROCEDURE f();

-- what: CREATE RULE
-- error: 0A000 redshift-local: the answer to CREATE RULE, which is refused,
CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING;

-- what: CREATE DOMAIN
-- error: 0A000 redshift-local: the answer to CREATE DOMAIN, which is refused,
CREATE DOMAIN d AS INT;

-- what: CREATE EXTENSION
-- error: 0A000 redshift-local: the answer to CREATE EXTENSION, which is refused,
CREATE EXTENSION hstore;

-- what: CREATE TABLESPACE
-- error: 0A000 redshift-local: the answer to CREATE TABLESPACE, which is refused,
CREATE TABLESPACE s LOCATION '/tmp';

-- what: DROP INDEX
-- error: 0A000 redshift-local: the answer to DROP INDEX, which is refused,
DROP INDEX i;

-- what: DROP SEQUENCE
-- error: 0A000 redshift-local: the answer to DROP SEQUENCE, which is refused,
DROP SEQUENCE s;

-- what: ALTER INDEX
-- error: 0A000 redshift-local: ALTER INDEX is not simulated
ALTER INDEX i RENAME TO j;

-- what: CLUSTER
-- error: 0A000 redshift-local: the answer to CLUSTER, which is refused,
CLUSTER t;

-- what: REINDEX
-- error: 0A000 redshift-local: the answer to REINDEX, which is refused,
REINDEX TABLE t;

-- what: LISTEN
-- error: 0A000 redshift-local: the answer to LISTEN, which is refused,
LISTEN channel;

-- what: NOTIFY
-- error: 0A000 redshift-local: the answer to NOTIFY, which is refused,
NOTIFY channel;

-- what: UNLISTEN
-- error: 0A000 redshift-local: the answer to UNLISTEN, which is refused,
UNLISTEN *;

-- what: DISCARD
-- error: 42601 syntax error at or near "DISCARD"
DISCARD ALL;

-- what: DO
-- error: 42601 syntax error at or near "DO"
DO $$ BEGIN END $$;

-- what: VALUES as a statement
-- error: 42601 syntax error at or near "VALUES"
VALUES (1);

-- what: TABLE as a statement
-- error: 42601 syntax error at or near "TABLE"
TABLE t;

-- what: FOR SHARE
-- error: 42601 syntax error at or near "SHARE"
SELECT a FROM t FOR SHARE;

-- what: Aggregate FILTER
-- error: 42601 syntax error at or near "("
SELECT COUNT(*) FILTER (WHERE a > 1) FROM t;

-- what: A row constructor
-- error: 0A000 redshift-local: the answer to a row constructor, which is refused,
SELECT ROW(1, 2);

-- what: An array constructor
-- error: 0A000 redshift-local: the answer to an array constructor, which is refused,
SELECT ARRAY[1, 2];

-- what: A subscript of a column
-- error: 42804 
SELECT a[1] FROM t;

-- what: System columns
-- error: 42703 column "ctid" does not exist
SELECT ctid FROM t;

-- what: xmin
-- error: 42703 column "xmin" does not exist
SELECT xmin FROM t;

-- what: An interval that is not qualified
-- error: 0A000 redshift-local:
CREATE TABLE u (a INTERVAL);

-- page: c_unsupported-postgresql-functions

-- what: IS DISTINCT FROM
-- error: 42601 syntax error at or near "DISTINCT"
SELECT a FROM t WHERE a IS DISTINCT FROM 1;

-- what: IS NOT DISTINCT FROM
-- error: 42601 syntax error at or near "DISTINCT"
SELECT a FROM t WHERE a IS NOT DISTINCT FROM 1;

-- what: STRING_AGG
-- error: 42883 function string_agg(character varying, "unknown") does not exist
SELECT STRING_AGG(b, ',') FROM t;

-- what: ARRAY_AGG
-- error: 42883 function array_agg(integer) does not exist
SELECT ARRAY_AGG(a) FROM t;

-- what: EVERY
-- error: 42883 function every(boolean) does not exist
SELECT EVERY(c) FROM t;

-- what: CORR
-- error: 42883 function corr(integer, integer) does not exist
SELECT CORR(a, a) FROM t;

-- what: COVAR_POP
-- error: 42883 function covar_pop(integer, integer) does not exist
SELECT COVAR_POP(a, a) FROM t;

-- what: COVAR_SAMP
-- error: 42883 function covar_samp(integer, integer) does not exist
SELECT COVAR_SAMP(a, a) FROM t;

-- what: REGR_SLOPE
-- error: 42883 function regr_slope(integer, integer) does not exist
SELECT REGR_SLOPE(a, a) FROM t;

-- what: REGR_COUNT
-- error: 42883 function regr_count(integer, integer) does not exist
SELECT REGR_COUNT(a, a) FROM t;

-- what: XMLAGG
-- error: 42883 function xmlagg(character varying) does not exist
SELECT XMLAGG(b) FROM t;

-- what: CLOCK_TIMESTAMP
-- error: 42883 function clock_timestamp() does not exist
SELECT CLOCK_TIMESTAMP() FROM t;

-- what: JUSTIFY_DAYS
-- error: 42883 function justify_days(timestamp without time zone) does not exist
SELECT JUSTIFY_DAYS(d) FROM t;

-- what: JUSTIFY_HOURS
-- error: 42883 function justify_hours(timestamp without time zone) does not exist
SELECT JUSTIFY_HOURS(d) FROM t;

-- what: JUSTIFY_INTERVAL
-- error: 42883 function justify_interval(timestamp without time zone) does not exist
SELECT JUSTIFY_INTERVAL(d) FROM t;

-- what: PG_SLEEP
-- error: 42883 function pg_sleep(integer) does not exist
SELECT PG_SLEEP(1) FROM t;

-- what: TRANSACTION_TIMESTAMP
-- error: 42883 function transaction_timestamp() does not exist
SELECT TRANSACTION_TIMESTAMP() FROM t;

-- what: DIV
-- error: 42883 function div(integer, integer) does not exist
SELECT DIV(a, 1) FROM t;

-- what: SETSEED
-- error: 42883 function setseed(numeric) does not exist
SELECT SETSEED(0.5) FROM t;

-- what: WIDTH_BUCKET
-- error: 42883 function width_bucket(integer, integer, integer, integer) does not exist
SELECT WIDTH_BUCKET(a, 0, 10, 5) FROM t;

-- what: BIT_LENGTH
-- error: 42883 function bit_length(character varying) does not exist
SELECT BIT_LENGTH(b) FROM t;

-- what: CONVERT_FROM
-- error: 42883 function convert_from(character varying, "unknown") does not exist
SELECT CONVERT_FROM(b, 'UTF8') FROM t;

-- what: CONVERT_TO
-- error: 42883 function convert_to(character varying, "unknown") does not exist
SELECT CONVERT_TO(b, 'UTF8') FROM t;

-- what: ENCODE
-- error: 42601 syntax error at or near "ENCODE"
SELECT ENCODE(b, 'hex') FROM t;

-- what: FORMAT
-- error: 42883 function format("unknown", character varying) does not exist
SELECT FORMAT('%s', b) FROM t;

-- what: QUOTE_NULLABLE
-- error: 42883 function quote_nullable(character varying) does not exist
SELECT QUOTE_NULLABLE(b) FROM t;

-- what: REGEXP_MATCHES
-- error: 42883 function regexp_matches(character varying, "unknown") does not exist
SELECT REGEXP_MATCHES(b, 'x') FROM t;

-- what: REGEXP_SPLIT_TO_ARRAY
-- error: 42883 function regexp_split_to_array(character varying, "unknown") does not exist
SELECT REGEXP_SPLIT_TO_ARRAY(b, 'x') FROM t;

-- what: REGEXP_SPLIT_TO_TABLE
-- error: 42883 function regexp_split_to_table(character varying, "unknown") does not exist
SELECT REGEXP_SPLIT_TO_TABLE(b, 'x') FROM t;

-- what: INET_CLIENT_ADDR
-- error: 42883 function inet_client_addr() does not exist
SELECT INET_CLIENT_ADDR() FROM t;

-- what: PG_POSTMASTER_START_TIME
-- error: 42883 function pg_postmaster_start_time() does not exist
SELECT PG_POSTMASTER_START_TIME() FROM t;

-- what: PG_TRIGGER_DEPTH
-- error: 42883 function pg_trigger_depth() does not exist
SELECT PG_TRIGGER_DEPTH() FROM t;

-- what: PG_ADVISORY_LOCK
-- error: 42883 function pg_advisory_lock(integer) does not exist
SELECT PG_ADVISORY_LOCK(1) FROM t;

-- what: TXID_CURRENT
-- error: 42883 function txid_current() does not exist
SELECT TXID_CURRENT() FROM t;

-- what: TO_TSVECTOR
-- error: 42883 function to_tsvector(character varying) does not exist
SELECT TO_TSVECTOR(b) FROM t;

-- what: GENERATE_SUBSCRIPTS
-- error: 42883 function generate_subscripts(integer, integer) does not exist
SELECT GENERATE_SUBSCRIPTS(a, 1) FROM t;

-- what: ARRAY_LENGTH
-- error: 42883 function array_length(integer, integer) does not exist
SELECT ARRAY_LENGTH(a, 1) FROM t;

-- what: NEXTVAL
-- error: 42P01 relation "s" does not exist
SELECT NEXTVAL('s');

-- what: CURRENT_CATALOG
-- error: 0A000 redshift-local: the answer to CURRENT_CATALOG, which is refused,
SELECT CURRENT_CATALOG;

-- page: r_comparison_condition

-- what: < ANY
-- error: 0A000 redshift-local: the answer to < ANY, which is refused,
SELECT a FROM t WHERE a < ANY (SELECT 1);

-- what: = ANY of an array
-- error: 0A000 redshift-local: the answer to ANY of an array, which is refused,
SELECT a FROM t WHERE a = ANY ('{1}');

-- page: pattern-matching-conditions-posix

-- what: ~*
-- error: 42883 operator does not exist: ~*
SELECT b FROM t WHERE b ~* 'x';

-- what: !~*
-- error: 42883 operator does not exist: !~*
SELECT b FROM t WHERE b !~* 'x';

-- page: r_Boolean_type

-- what: IS TRUE in a select list
-- error: XX000 Not implemented
SELECT c IS TRUE FROM t;

-- what: IS UNKNOWN in a select list
-- error: XX000 Not implemented
SELECT c IS UNKNOWN FROM t;

-- page: c_Window_functions

-- what: An ordered aggregate without a frame
-- error: 0A000 Aggregate window functions with an ORDER BY clause require a frame clause
SELECT SUM(a) OVER (ORDER BY a) FROM t;

-- what: A RANGE frame
-- error: 0A000 RANGE clause of window functions not yet implemented
SELECT SUM(a) OVER (ORDER BY a RANGE UNBOUNDED PRECEDING) FROM t;

-- what: A GROUPS frame
-- error: 42601 syntax error at or near "GROUPS"
SELECT SUM(a) OVER (ORDER BY a GROUPS UNBOUNDED PRECEDING) FROM t;

-- what: A frame of RANK
-- error: 0A000 redshift-local: the answer to a frame of this window function, which is refused,
SELECT RANK() OVER (ORDER BY a ROWS UNBOUNDED PRECEDING) FROM t;

-- what: DISTINCT in a window
-- error: 0A000 redshift-local: the answer to DISTINCT in a window function, which is refused,
SELECT COUNT(DISTINCT a) OVER () FROM t;

-- what: LAG without ORDER BY
-- error: 0A000 redshift-local: the answer to LAG or LEAD without ORDER BY in its window, which is refused,
SELECT LAG(a) OVER () FROM t;

-- what: A window in an aggregate
-- error: 42803 aggregate function calls may not have nested aggregate or window function
SELECT MAX(SUM(a) OVER ()) FROM t;

-- page: r_GROUP_BY_aggregation-extensions

-- what: More than 64 grouping sets
-- error: 0A000 redshift-local: the answer to GROUP BY of more than 64 grouping sets, which is refused,
SELECT COUNT(*) FROM (SELECT 1 AS a, 2 AS b, 3 AS c, 4 AS d, 5 AS e, 6 AS f, 7 AS g) x GROUP BY CUBE (a, b, c, d, e, f, g);

-- what: A constant in a grouping set
-- error: 0A000 redshift-local: the answer to a constant in a grouping set, which is refused,
SELECT a FROM t GROUP BY GROUPING SETS ((a, 'x'));

-- page: r_FROM_clause30

-- what: A FULL JOIN on more than equal keys
-- error: 0A000 FULL JOIN is only supported with merge-joinable join conditions
SELECT * FROM t FULL JOIN t u ON t.a < u.a;

-- page: c_SQL_functions_leader_node_only

-- what: AGE over a table
-- error: 0A000 Specified types or functions (one per INFO message) not supported on Redshift tables.
SELECT AGE(d) FROM t;

-- what: CURRENT_TIMESTAMP over a table
-- error: 0A000 Specified types or functions (one per INFO message) not supported on Redshift tables.
SELECT CURRENT_TIMESTAMP FROM t;

-- what: LOCALTIME over a table
-- error: 0A000 Specified types or functions (one per INFO message) not supported on Redshift tables.
SELECT LOCALTIME FROM t;

-- what: ISFINITE over a table
-- error: 0A000 Specified types or functions (one per INFO message) not supported on Redshift tables.
SELECT ISFINITE(d) FROM t;

-- what: CURRENT_SCHEMA over a table
-- error: 0A000 Specified types or functions (one per INFO message) not supported on Redshift tables.
SELECT CURRENT_SCHEMA() FROM t;

-- page: r_SUBSTRING

-- what: SUBSTR over a table
-- error: 0A000 SUBSTR() function is not supported (Hint: use SUBSTRING instead)
SELECT SUBSTR(b, 1) FROM t;

-- page: r_CREATE_USER

-- what: CREATE USER
-- error: 0A000 redshift-local: CREATE USER is not simulated
CREATE USER somebody PASSWORD DISABLE;

-- page: r_CREATE_ROLE

-- what: CREATE ROLE
-- error: 0A000 redshift-local: CREATE ROLE is not simulated
CREATE ROLE somebody;

-- page: r_CREATE_GROUP

-- what: CREATE GROUP
-- error: 0A000 redshift-local: CREATE GROUP is not simulated
CREATE GROUP people;

-- page: r_CREATE_LIBRARY

-- what: CREATE LIBRARY
-- error: 0A000 redshift-local: CREATE LIBRARY is not simulated
CREATE LIBRARY f LANGUAGE plpythonu FROM 's3://bucket/f.zip';

-- page: r_CREATE_MODEL

-- what: CREATE MODEL
-- error: 0A000 redshift-local: CREATE MODEL is not simulated
CREATE MODEL m FROM t TARGET a FUNCTION f IAM_ROLE DEFAULT SETTINGS (S3_BUCKET 'b');

-- page: r_CREATE_DATASHARE

-- what: CREATE DATASHARE
-- error: 0A000 redshift-local: CREATE DATASHARE is not simulated
CREATE DATASHARE d;

-- page: r_USE_command

-- what: USE
-- error: 0A000 redshift-local: USE is not simulated
USE dev;

-- page: r_CANCEL

-- what: CANCEL
-- error: 0A000 redshift-local: CANCEL is not simulated
CANCEL 1;

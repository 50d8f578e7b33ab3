-- page: r_CREATE_VIEW

-- what: CREATE VIEW
-- tag: CREATE VIEW
-- then: SELECT n FROM w
-- rows: n=2
CREATE VIEW w AS SELECT COUNT(*) AS n FROM t;

-- what: Names of columns
-- then: SELECT a, b FROM w WHERE a = 1
-- rows: a=1 b=one
CREATE VIEW w (a, b) AS SELECT id, name FROM t;

-- what: OR REPLACE
-- then: SELECT id, name FROM v
-- rows: id=2 name=two
CREATE OR REPLACE VIEW v AS SELECT id, name FROM t WHERE id = 2;

-- what: A view of a view
CREATE VIEW w AS SELECT id FROM v;

-- what: A view with common table expressions
CREATE VIEW w AS WITH x AS (SELECT id FROM t) SELECT id FROM x;

-- what: A temporary view
CREATE VIEW #w AS SELECT id FROM t;

-- what: WITH NO SCHEMA BINDING
-- then: SELECT id FROM w
-- rows: id=1 | id=2
CREATE VIEW w AS SELECT id FROM redshift_local_probe.t WITH NO SCHEMA BINDING;

-- what: WITH NO SCHEMA BINDING, of a table that is not there
CREATE VIEW w AS SELECT id FROM redshift_local_probe.nowhere WITH NO SCHEMA BINDING;

-- what: A table is made below a late-binding view
-- first: CREATE VIEW w AS SELECT id FROM redshift_local_probe.below WITH NO SCHEMA BINDING
-- then: SELECT id FROM w
-- rows: id=7
CREATE TABLE below AS SELECT 7 AS id;

-- page: r_DROP_VIEW

-- what: DROP VIEW
-- tag: DROP VIEW
DROP VIEW v;

-- what: DROP VIEW IF EXISTS of several
DROP VIEW IF EXISTS v, nothing CASCADE;

-- page: materialized-view-create-sql-command

-- what: CREATE MATERIALIZED VIEW
-- then: SELECT n FROM x
-- rows: n=2
CREATE MATERIALIZED VIEW x AS SELECT COUNT(*) AS n FROM t;

-- what: A materialized view with attributes
-- strict: BACKUP has no effect
CREATE MATERIALIZED VIEW x BACKUP NO DISTSTYLE KEY DISTKEY (id) SORTKEY (name) AUTO REFRESH NO AS SELECT id, name FROM t;

-- what: AUTO REFRESH YES
-- strict: AUTO REFRESH refreshes nothing by itself
CREATE MATERIALIZED VIEW x AUTO REFRESH YES AS SELECT id FROM t;

-- what: A materialized view of a materialized view
CREATE MATERIALIZED VIEW x AS SELECT id FROM m;

-- what: Rows come with the refresh
-- first: INSERT INTO t VALUES (3, 'three')
-- rows: n=2
SELECT COUNT(*) AS n FROM m;

-- page: materialized-view-refresh-sql-command

-- what: REFRESH
-- outside a transaction
-- first: INSERT INTO t VALUES (3, 'three')
-- then: SELECT COUNT(*) AS n FROM m
-- rows: n=3
REFRESH MATERIALIZED VIEW m;

-- what: REFRESH with CASCADE
-- outside a transaction
REFRESH MATERIALIZED VIEW m CASCADE;

-- page: materialized-view-alter-sql-command

-- what: ALTER MATERIALIZED VIEW AUTO REFRESH
-- strict: AUTO REFRESH refreshes nothing by itself
ALTER MATERIALIZED VIEW m AUTO REFRESH YES;

-- what: ALTER MATERIALIZED VIEW of the distribution
ALTER MATERIALIZED VIEW m ALTER DISTSTYLE ALL;

-- page: materialized-view-drop-sql-command

-- what: DROP MATERIALIZED VIEW
DROP MATERIALIZED VIEW m;

-- what: DROP MATERIALIZED VIEW IF EXISTS
DROP MATERIALIZED VIEW IF EXISTS nothing;

-- page: r_CREATE_VIEW

-- what: A view that exists
-- error: 42P07 Relation "v" already exists
CREATE VIEW v AS SELECT id FROM t;

-- what: OR REPLACE of the type of a column
-- error: 42P16 cannot change data type of view column "id"
CREATE OR REPLACE VIEW v AS SELECT name AS id, name FROM t;

-- what: A view of a table that is not there
-- error: 42P01 relation "nothing" does not exist
CREATE VIEW w AS SELECT id FROM nothing;

-- what: A late-binding view without schemas
-- error: 0A000 redshift-local:
CREATE VIEW w AS SELECT id FROM t WITH NO SCHEMA BINDING;

-- what: A late-binding view of a schema that is not there
-- error: 3F000 schema "nowhere" does not exist
CREATE VIEW w AS SELECT id FROM nowhere.t WITH NO SCHEMA BINDING;

-- what: CREATE TEMPORARY VIEW
-- error: 42601 syntax error at or near "VIEW"
CREATE TEMPORARY VIEW w AS SELECT id FROM t;

-- what: CREATE RECURSIVE VIEW
-- error: 0A000 redshift-local: CREATE RECURSIVE is not simulated
CREATE RECURSIVE VIEW w (n) AS SELECT 1;

-- what: WITH CHECK OPTION
-- error: 42601 syntax error at or near
CREATE VIEW w AS SELECT id FROM t WITH CHECK OPTION;

-- what: INSERT into a view
-- error: 0A000 redshift-local: "v" is a view, and views are read-only: INSERT is refused
INSERT INTO v VALUES (3, 'x');

-- what: UPDATE of a view
-- error: 0A000 redshift-local: "v" is a view, and views are read-only: UPDATE is refused
UPDATE v SET id = 3;

-- what: DELETE from a view
-- error: 0A000 redshift-local: "v" is a view, and views are read-only: DELETE is refused
DELETE FROM v;

-- page: r_DROP_VIEW

-- what: A view that others depend on
-- first: CREATE VIEW w AS SELECT id FROM v
-- error: 2BP01 can't drop view v because other objects depend on it
DROP VIEW v;

-- what: DROP VIEW of a table
-- error: 42809 "t" is not a view
DROP VIEW t;

-- what: DROP VIEW of one that is not there
-- error: 42P01 
DROP VIEW nothing;

-- page: materialized-view-create-sql-command

-- what: CREATE MATERIALIZED VIEW IF NOT EXISTS
-- error: 42601 syntax error at or near
CREATE MATERIALIZED VIEW IF NOT EXISTS x AS SELECT id FROM t;

-- what: CREATE OR REPLACE MATERIALIZED VIEW
-- error: 42601 syntax error at or near "MATERIALIZED"
CREATE OR REPLACE MATERIALIZED VIEW x AS SELECT id FROM t;

-- what: ORDER BY in a materialized view
-- error: 0A000 redshift-local: the answer to
CREATE MATERIALIZED VIEW x AS SELECT id FROM t ORDER BY id;

-- what: LIMIT in a materialized view
-- error: 0A000 redshift-local: the answer to
CREATE MATERIALIZED VIEW x AS SELECT id FROM t LIMIT 1;

-- what: A materialized view of a view
-- error: 0A000 redshift-local: the answer to a materialized view that reads a view or a system relation, which is refused,
CREATE MATERIALIZED VIEW x AS SELECT id FROM v;

-- what: A materialized view of a temporary table
-- first: CREATE TEMP TABLE temporary (a INT)
-- error: 0A000 redshift-local:
CREATE MATERIALIZED VIEW x AS SELECT a FROM temporary;

-- what: AUTO REFRESH YES over a materialized view
-- error: 0A000 redshift-local: the answer to AUTO REFRESH YES of a materialized view that reads another, which is refused,
CREATE MATERIALIZED VIEW x AUTO REFRESH YES AS SELECT id FROM m;

-- what: AUTO REFRESH YES of a mutable function
-- error: 0A000 redshift-local: the answer to AUTO REFRESH YES of a query with mutable functions, which is refused,
CREATE MATERIALIZED VIEW x AUTO REFRESH YES AS SELECT id, GETDATE() AS at FROM t;

-- page: materialized-view-refresh-sql-command

-- what: REFRESH in a transaction
-- error: 0A000 redshift-local: REFRESH
REFRESH MATERIALIZED VIEW m;

-- what: REFRESH CONCURRENTLY
-- outside a transaction
-- error: 42601 syntax error at or near
REFRESH MATERIALIZED VIEW CONCURRENTLY m;

-- page: materialized-view-drop-sql-command

-- what: DROP VIEW of a materialized view
-- error: 42809 
DROP VIEW m;

-- what: DROP TABLE of what a materialized view reads
-- error: 2BP01 
DROP TABLE t;

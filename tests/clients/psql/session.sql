-- What a user of psql types. Lists are shown without titles, which depend on psql's version.
\set ON_ERROR_STOP off
\set VERBOSITY verbose
\set SHOW_CONTEXT never
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id BIGINT IDENTITY(1, 1), customer INT NOT NULL DISTKEY, note VARCHAR(20)) SORTKEY (id);
CREATE TABLE customers (id INT, name VARCHAR(20)) DISTSTYLE ALL;
CREATE VIEW shop.notes AS SELECT note FROM shop.orders;
INSERT INTO customers VALUES (1, 'Ada'), (2, 'it''s Bob'), (3, NULL);

\echo '-- dn dt dv d, with and without patterns'
\pset format unaligned
\pset tuples_only on
\dn
\dt
\dt shop.*
\dt shop.o*
\dv shop.*
\d
\di shop.*
\ds shop.*
\pset tuples_only off
\pset footer off

\echo '-- variables, gset, if, x, pset'
\set customer 2
\set who 'it''s Bob'
SELECT name FROM customers WHERE id = :customer AND name = :'who';
SELECT COUNT(*) > 0 AS is_filled, MAX(id) AS latest FROM customers \gset
\echo :is_filled :latest
\if :is_filled
  \echo there are customers
\endif
\pset null (none)
SELECT id, name FROM customers ORDER BY id;
\x on
SELECT id, name FROM customers WHERE id = 3;
\x off
SELECT id, name FROM customers ORDER BY id \gx
SELECT 'SELECT ' || id FROM customers WHERE id = 1 \gexec
\pset format aligned
SELECT c.id, c.name, o.note FROM customers AS c LEFT JOIN shop.orders AS o ON o.customer = c.id ORDER BY c.id;

\echo '-- gdesc'
SELECT id, name, 1.5 AS number, SYSDATE AS now FROM customers \gdesc

\echo '-- timing'
\timing on
SELECT 1 AS one;
\timing off

\echo '-- transactions'
BEGIN;
DELETE FROM customers;
SELECT 1/0;
SELECT 1;
ROLLBACK;
SELECT COUNT(*) FROM customers;
\set AUTOCOMMIT off
INSERT INTO customers VALUES (4, 'Dora');
ROLLBACK;
\set AUTOCOMMIT on
SELECT COUNT(*) FROM customers;

\echo '-- the catalog in place of d with a name'
SELECT "column", type, TRIM(encoding) AS encoding, distkey, sortkey, "notnull" FROM pg_table_def
  WHERE tablename = 'customers' ORDER BY "column";

\echo '-- what is refused'
SELECT * FROM missing;
SELECT 1 AS a FROM customers FOR UPDATE;
\copy customers FROM STDIN
\copy customers TO STDOUT
\copy (SELECT 1) TO STDOUT
CREATE INDEX i ON customers (id);
SELECT nextval('s');

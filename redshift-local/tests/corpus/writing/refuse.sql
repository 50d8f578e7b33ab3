-- page: r_INSERT_30

-- what: RETURNING of an INSERT
-- error: 42601 syntax error at or near "RETURNING" in context "(3) RETURNING", at line 1, column 35
INSERT INTO sales (id) VALUES (3) RETURNING id;

-- what: ON CONFLICT
-- error: 42601 syntax error at or near
INSERT INTO sales (id) VALUES (3) ON CONFLICT DO NOTHING;

-- what: OVERRIDING SYSTEM VALUE
-- error: 42601 syntax error at or near "OVERRIDING"
INSERT INTO counted (id, a) OVERRIDING SYSTEM VALUE VALUES (1, 1);

-- what: An alias of the target of an INSERT
-- error: 42601 syntax error at or near "AS"
INSERT INTO sales AS s (id) VALUES (3);

-- what: A value for an IDENTITY
-- error: 0A000 cannot set an identity column to a value
INSERT INTO counted (id, a) VALUES (1, 1);

-- what: Subqueries in several rows
-- error: 0A000 can't use subqueries in multi-row VALUES
INSERT INTO sales (id, amount) VALUES (3, (SELECT 1)), (4, 2);

-- what: DEFAULT VALUES of a column that is NOT NULL
-- error: XX000 Cannot insert a NULL value into column id
INSERT INTO sales DEFAULT VALUES;

-- what: A column that the table does not have
-- error: 42703 column "x" of relation "sales" does not exist
INSERT INTO sales (id, x) VALUES (3, 1);

-- what: More values than columns
-- error: 42601 INSERT has more expressions than target columns
INSERT INTO sales (id) VALUES (3, 4);

-- what: A table that is not there
-- error: 42P01 relation "nothing" does not exist
INSERT INTO nothing VALUES (1);

-- what: A text that is no number
-- error: 22P02 invalid input syntax for integer: "x"
INSERT INTO sales (id) VALUES ('x');

-- page: r_UPDATE

-- what: RETURNING of an UPDATE
-- error: 42601 syntax error at or near "RETURNING"
UPDATE sales SET amount = 1 RETURNING id;

-- what: A qualified column in SET
-- error: 42601 syntax error at or near "."
UPDATE sales SET sales.amount = 1;

-- what: SET of a row
-- error: 42601 syntax error at or near "("
UPDATE sales SET (amount, region) = (1, 'x');

-- what: An outer join in FROM
-- error: 0A000 Target table must be part of an equijoin predicate
UPDATE sales SET amount = 1 FROM staging a LEFT JOIN staging b ON a.id = b.id WHERE sales.id = a.id;

-- what: WHERE CURRENT OF
-- error: 42601 syntax error at or near
UPDATE sales SET amount = 1 WHERE CURRENT OF c;

-- what: UPDATE of a column that is not there
-- error: 42703 column "x" of relation "sales" does not exist
UPDATE sales SET x = 1;

-- page: r_DELETE

-- what: RETURNING of a DELETE
-- error: 42601 syntax error at or near "RETURNING"
DELETE FROM sales RETURNING id;

-- what: An alias of the target of a DELETE
-- error: 42601 syntax error at or near "s"
DELETE FROM sales s WHERE s.id = 1;

-- what: LIMIT of a DELETE
-- error: 42601 syntax error at or near "LIMIT"
DELETE FROM sales LIMIT 1;

-- page: r_MERGE

-- what: WITH in front of MERGE
-- error: 42601 syntax error at or near "MERGE"
WITH w AS (SELECT 1 AS id) MERGE INTO sales USING w ON sales.id = w.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1);

-- what: An alias of the target of a MERGE
-- error: 42601 syntax error at or near "s"
MERGE INTO sales s USING staging ON s.id = staging.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1);

-- what: WHEN MATCHED alone
-- error: 42601 syntax error at end of input
MERGE INTO sales USING staging ON sales.id = staging.id WHEN MATCHED THEN DELETE;

-- what: WHEN NOT MATCHED first
-- error: 42601 syntax error at or near "NOT"
MERGE INTO sales USING staging ON sales.id = staging.id WHEN NOT MATCHED THEN INSERT VALUES (1) WHEN MATCHED THEN DELETE;

-- what: WHEN MATCHED AND a condition
-- error: 42601 syntax error at or near "AND"
MERGE INTO sales USING staging ON sales.id = staging.id WHEN MATCHED AND sales.id > 1 THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1);

-- what: DO NOTHING
-- error: 42601 syntax error at or near "DO"
MERGE INTO sales USING staging ON sales.id = staging.id WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN INSERT VALUES (1);

-- what: Two rows of the source for one of the target
-- first: INSERT INTO staging VALUES (2, 'more', 1, 1)
-- error: 21000 Found multiple matches to update the same tuple
MERGE INTO sales USING staging ON sales.id = staging.id
WHEN MATCHED THEN UPDATE SET amount = staging.amount
WHEN NOT MATCHED THEN INSERT (id) VALUES (staging.id);

-- what: A source that reads the target
-- error: 0A000 Source view/subquery in Merge statement cannot reference target table.
MERGE INTO sales USING (SELECT id FROM sales) s ON sales.id = s.id
WHEN MATCHED THEN DELETE
WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);

-- what: A part of a SUPER in MERGE
-- error: 0A000 Partial reference of SUPER column is not supported in MERGE statement.
MERGE INTO sales USING documents ON sales.id = documents.id
WHEN MATCHED THEN UPDATE SET amount = documents.data.a
WHEN NOT MATCHED THEN INSERT (id) VALUES (documents.id);

-- what: RETURNING of a MERGE
-- error: 42601 syntax error at or near "RETURNING"
MERGE INTO sales USING staging ON sales.id = staging.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (staging.id) RETURNING id;

-- page: r_TRUNCATE

-- what: TRUNCATE of several tables
-- error: 42601 syntax error at or near ","
TRUNCATE sales, staging;

-- what: TRUNCATE CASCADE
-- error: 42601 syntax error at or near "CASCADE"
TRUNCATE sales CASCADE;

-- what: TRUNCATE RESTART IDENTITY
-- error: 42601 syntax error at or near "RESTART"
TRUNCATE counted RESTART IDENTITY;

-- what: TRUNCATE of a table that is not there
-- error: 42P01 relation "nothing" does not exist
TRUNCATE nothing;

-- page: r_PREPARE

-- what: PREPARE of a MERGE
-- error: 42601 syntax error at or near "MERGE"
PREPARE p AS MERGE INTO sales USING staging ON sales.id = staging.id REMOVE DUPLICATES;

-- what: PREPARE of DDL
-- error: 42601 syntax error at or near "CREATE"
PREPARE p AS CREATE TABLE t (a INT);

-- what: A name that is taken
-- first: PREPARE p AS SELECT 1 AS a
-- error: 42P05 prepared statement "p" already exists
PREPARE p AS SELECT 1 AS a;

-- page: r_EXECUTE

-- what: EXECUTE of a name that is not there
-- error: 26000 prepared statement "p" does not exist
EXECUTE p;

-- page: r_DEALLOCATE

-- what: DEALLOCATE ALL
-- error: 42601 syntax error at or near "ALL"
DEALLOCATE ALL;

-- page: r_COPY

-- what: COPY from S3
-- error: 0A000 redshift-local: COPY is not simulated
COPY sales FROM 's3://bucket/prefix' IAM_ROLE DEFAULT FORMAT CSV;

-- what: COPY FROM STDIN
-- error: 42601 syntax error at or near "STDIN"
COPY sales FROM STDIN;

-- what: COPY TO
-- error: 42601 syntax error at or near "TO"
COPY sales TO STDOUT;

-- what: COPY of a query
-- error: 42601 syntax error at or near "("
COPY (SELECT id FROM sales) TO STDOUT;

-- page: r_UNLOAD

-- what: UNLOAD
-- error: 0A000 redshift-local: UNLOAD is not simulated
UNLOAD ('SELECT id FROM sales') TO 's3://bucket/prefix' IAM_ROLE DEFAULT;

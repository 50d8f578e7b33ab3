-- page: r_INSERT_30

-- what: INSERT of a row
-- tag: INSERT 0 1
-- then: SELECT id, region FROM sales WHERE id = 3
-- rows: id=3 region=west
INSERT INTO sales VALUES (3, 'west', 1, 1.00);

-- what: INSERT of several rows
-- tag: INSERT 0 2
INSERT INTO sales (id, amount) VALUES (3, 1), (4, 2);

-- what: Columns that are not named have their defaults
-- then: SELECT region, amount FROM sales WHERE id = 3
-- rows: region=none amount=-
INSERT INTO sales (id) VALUES (3);

-- what: Fewer values than columns
-- then: SELECT region, amount FROM sales WHERE id = 3
-- rows: region=west amount=-
INSERT INTO sales VALUES (3, 'west');

-- what: DEFAULT as a value
-- then: SELECT region FROM sales WHERE id = 3
-- rows: region=none
INSERT INTO sales VALUES (3, DEFAULT, 1, NULL);

-- what: DEFAULT VALUES
-- then: SELECT a FROM counted
-- rows: a=-
INSERT INTO counted DEFAULT VALUES;

-- what: INSERT of a query
-- tag: INSERT 0 2
INSERT INTO sales SELECT * FROM staging;

-- what: INSERT of a query in parentheses
INSERT INTO sales (SELECT * FROM staging);

-- what: INSERT of a query with common table expressions
-- then: SELECT COUNT(*) AS n FROM sales
-- rows: n=3
INSERT INTO sales WITH w AS (SELECT * FROM staging WHERE id = 3) SELECT * FROM w;

-- what: A subquery in a row that is alone
-- then: SELECT amount FROM sales WHERE id = 3
-- rows: amount=30
INSERT INTO sales (id, amount) VALUES (3, (SELECT MAX(amount) FROM staging));

-- what: Values are rounded to the scale
-- then: SELECT price FROM sales WHERE id = 3
-- rows: price=1.24
INSERT INTO sales (id, price) VALUES (3, 1.235);

-- page: r_UPDATE

-- what: UPDATE
-- tag: UPDATE 1
-- then: SELECT id, amount FROM sales ORDER BY id
-- rows: id=1 amount=11 | id=2 amount=20
UPDATE sales SET amount = amount + 1 WHERE region = 'north';

-- what: UPDATE of all rows, of several columns
-- tag: UPDATE 2
-- then: SELECT region, amount FROM sales
-- rows: region=none amount=- | region=none amount=-
UPDATE sales SET region = DEFAULT, amount = NULL;

-- what: UPDATE of no row
-- tag: UPDATE 0
UPDATE sales SET amount = 1 WHERE id = 99;

-- what: UPDATE with an alias
-- then: SELECT amount FROM sales WHERE id = 1
-- rows: amount=0
UPDATE sales AS s SET amount = 0 WHERE s.id = 1;

-- what: UPDATE FROM
-- then: SELECT id, amount FROM sales ORDER BY id
-- rows: id=1 amount=10 | id=2 amount=21
UPDATE sales SET amount = staging.amount FROM staging WHERE sales.id = staging.id;

-- what: UPDATE FROM a join
-- then: SELECT id, amount FROM sales ORDER BY id
-- rows: id=1 amount=10 | id=2 amount=42
UPDATE sales SET amount = a.amount + b.amount FROM staging a JOIN staging b ON a.id = b.id WHERE sales.id = a.id;

-- what: UPDATE FROM the target under an alias
-- then: SELECT id, amount FROM sales ORDER BY id
-- rows: id=1 amount=20 | id=2 amount=40
UPDATE sales SET amount = other.amount * 2 FROM sales other WHERE sales.id = other.id;

-- what: UPDATE with a common table expression
-- then: SELECT amount FROM sales WHERE id = 2
-- rows: amount=21
WITH w AS (SELECT id, amount FROM staging) UPDATE sales SET amount = w.amount FROM w WHERE sales.id = w.id;

-- what: UPDATE with subqueries
-- then: SELECT id, amount FROM sales ORDER BY id
-- rows: id=1 amount=30 | id=2 amount=20
UPDATE sales SET amount = (SELECT MAX(amount) FROM staging) WHERE id NOT IN (SELECT id FROM staging);

-- page: r_DELETE

-- what: DELETE
-- tag: DELETE 1
-- then: SELECT id FROM sales
-- rows: id=2
DELETE FROM sales WHERE id = 1;

-- what: DELETE of all rows
-- tag: DELETE 2
DELETE FROM sales;

-- what: DELETE without FROM
-- tag: DELETE 1
DELETE sales WHERE id = 1;

-- what: DELETE USING
-- then: SELECT id FROM sales
-- rows: id=1
DELETE FROM sales USING staging WHERE sales.id = staging.id;

-- what: DELETE with a common table expression
-- then: SELECT id FROM sales
-- rows: id=1
WITH w AS (SELECT id FROM staging) DELETE FROM sales USING w WHERE sales.id = w.id;

-- what: DELETE with a subquery
-- then: SELECT id FROM sales
-- rows: id=1
DELETE FROM sales WHERE id IN (SELECT id FROM staging);

-- page: r_MERGE

-- what: MERGE that updates and inserts
-- tag: MERGE
-- then: SELECT id, region, amount FROM sales ORDER BY id
-- rows: id=1 region=north amount=10 | id=2 region=south amount=21 | id=3 region=west amount=30
MERGE INTO sales USING staging ON sales.id = staging.id
WHEN MATCHED THEN UPDATE SET amount = staging.amount
WHEN NOT MATCHED THEN INSERT VALUES (staging.id, staging.region, staging.amount, staging.price);

-- what: MERGE that deletes and inserts
-- then: SELECT id, region FROM sales ORDER BY id
-- rows: id=1 region=north | id=3 region=west
MERGE INTO sales USING staging s ON sales.id = s.id
WHEN MATCHED THEN DELETE
WHEN NOT MATCHED THEN INSERT (id, region) VALUES (s.id, s.region);

-- what: MERGE from a subquery
-- then: SELECT COUNT(*) AS n FROM sales
-- rows: n=3
MERGE INTO sales USING (SELECT id, amount FROM staging) AS s ON sales.id = s.id
WHEN MATCHED THEN UPDATE SET amount = s.amount
WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (s.id, s.amount);

-- what: MERGE REMOVE DUPLICATES
-- first: INSERT INTO sales VALUES (2, 'twice', 1, 1)
-- then: SELECT id, region FROM sales ORDER BY id
-- rows: id=1 region=north | id=2 region=east | id=3 region=west
MERGE INTO sales USING staging ON sales.id = staging.id REMOVE DUPLICATES;

-- page: r_TRUNCATE

-- what: TRUNCATE
-- outside a transaction
-- tag: TRUNCATE TABLE
-- then: SELECT id FROM sales
-- rows:
TRUNCATE sales;

-- what: TRUNCATE TABLE
-- outside a transaction
TRUNCATE TABLE sales;

-- what: TRUNCATE of a table that a foreign key points at
-- outside a transaction
-- first: CREATE TABLE parent (id INT PRIMARY KEY)
-- first: CREATE TABLE child (id INT REFERENCES parent (id))
TRUNCATE parent;

-- page: r_PREPARE

-- what: PREPARE and EXECUTE
-- first: PREPARE p (INT) AS SELECT id, amount FROM sales WHERE id = $1
-- rows: id=2 amount=20
EXECUTE p (2);

-- what: PREPARE of an INSERT
-- first: PREPARE p (INT, VARCHAR) AS INSERT INTO sales (id, region) VALUES ($1, $2)
-- then: SELECT region FROM sales WHERE id = 9
-- rows: region=x
EXECUTE p (9, 'x');

-- what: PREPARE of an UPDATE
-- tag: PREPARE
PREPARE p (INT) AS UPDATE sales SET amount = $1;

-- what: PREPARE of a DELETE without parameters
PREPARE p AS DELETE FROM sales;

-- page: r_DEALLOCATE

-- what: DEALLOCATE
-- first: PREPARE p AS SELECT 1 AS a
-- tag: DEALLOCATE
DEALLOCATE p;

-- what: DEALLOCATE PREPARE
-- first: PREPARE p AS SELECT 1 AS a
DEALLOCATE PREPARE p;

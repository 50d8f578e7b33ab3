-- page: r_SELECT_list

-- what: DISTINCT ON
-- error: 0A000 SELECT DISTINCT ON is not supported
SELECT DISTINCT ON (region) region FROM sales;

-- what: TOP with LIMIT
-- error: 42601 TOP and LIMIT cannot be used in the same query
SELECT TOP 2 id FROM sales LIMIT 1;

-- what: An alias is not known before its item
-- error: 42703 column "a" does not exist
SELECT a + 1 AS b, id AS a FROM sales;

-- what: An alias that two columns have is named
-- error: 0A000 redshift-local: naming an alias that two columns of the select list have is not simulated
SELECT id AS a, amount AS a, a + 1 FROM sales;

-- what: Navigation into an alias
-- error: 0A000 redshift-local: navigation into an alias of the select list is not simulated
SELECT data AS d, d.kind FROM events;

-- what: The table of a statement that names an alias does not exist
-- error: 42P01 relation "nowhere" does not exist
SELECT a + 1 AS b, b + 1 FROM nowhere;

-- page: r_EXCLUDE_list

-- what: EXCLUDE of an unknown column
-- error: 0A000 redshift-local: EXCLUDE of "nothing", which is no column of FROM, is not simulated
SELECT * EXCLUDE nothing FROM sales;

-- what: EXCLUDE takes no expressions
-- error: 42601 syntax error at or near "("
SELECT * EXCLUDE (UPPER(region)) FROM sales;

-- what: EXCLUDE of a column that the list names
-- error: 0A000 redshift-local: EXCLUDE of a column that the select list names is not simulated
SELECT id, amount EXCLUDE id FROM sales;

-- what: EXCLUDE of all columns
-- error: 0A000 redshift-local: EXCLUDE of all columns is not simulated
SELECT * EXCLUDE (region, chief) FROM regions;

-- page: r_GROUP_BY_clause

-- what: A column that is not grouped by
-- error: 42803 column "sales.region" must appear in the GROUP BY clause or be used in an aggregate function
SELECT region, SUM(amount) FROM sales;

-- what: GROUP BY ALL with a column in and beside an aggregate
-- error: 0A000 redshift-local: GROUP BY ALL with a column both in and beside an aggregate is not simulated
SELECT SUM(amount) + id FROM sales GROUP BY ALL;

-- what: GROUP BY ALL with a window function
-- error: 0A000 redshift-local: GROUP BY ALL with a window function or a subquery in the select list is not simulated
SELECT region, RANK() OVER (ORDER BY region) FROM sales GROUP BY ALL;

-- page: r_QUALIFY_clause

-- what: QUALIFY directly behind a relation without an alias
-- error: 42601 syntax error at or near "ROW_NUMBER"
SELECT id FROM sales QUALIFY ROW_NUMBER() OVER (ORDER BY amount) = 1;

-- what: QUALIFY without any window function
-- error: 0A000 redshift-local: QUALIFY without a window function in it or in the select list is not simulated
SELECT id FROM sales s QUALIFY amount = 1;

-- page: r_FROM_clause30

-- what: VALUES as a table
-- error: 42601 syntax error at or near "VALUES"
SELECT * FROM (VALUES (1), (2)) AS v (a);

-- what: LATERAL
-- error: 42601 syntax error at or near "LATERAL"
SELECT * FROM sales s, LATERAL (SELECT s.id) d;

-- what: TABLESAMPLE
-- error: 42601 syntax error at or near "SYSTEM"
SELECT * FROM sales TABLESAMPLE SYSTEM (10);

-- what: A table function
-- error: 0A000 redshift-local: the table function generate_series is not simulated
SELECT * FROM generate_series(1, 3);

-- page: r_FROM_clause-pivot-unpivot-examples

-- what: PIVOT of a join
-- error: 0A000 redshift-local: the answer to PIVOT of a join, which is refused, is not simulated
SELECT * FROM (sales s JOIN regions r ON s.region = r.region) PIVOT (SUM(amount) FOR id IN (1));

-- what: PIVOT of PIVOT
-- error: 0A000 redshift-local: the answer to PIVOT of PIVOT and UNPIVOT, which is refused, is not simulated
SELECT * FROM (SELECT id, amount FROM sales) PIVOT (SUM(amount) FOR id IN (1)) PIVOT (SUM(amount) FOR id IN (1));

-- what: PIVOT by an expression of an aggregate
-- error: 0A000 redshift-local: the answer to PIVOT by anything but one call of COUNT, SUM, MIN, MAX or AVG, which is refused, is not simulated
SELECT * FROM (SELECT id, amount FROM sales) PIVOT (SUM(amount) + 1 FOR id IN (1));

-- what: PIVOT IN of a column
-- error: 0A000 redshift-local: the answer to PIVOT IN of a column or a subquery, which is refused, is not simulated
SELECT * FROM (SELECT id, amount FROM sales) PIVOT (SUM(amount) FOR id IN (amount));

-- what: PIVOT IN of a text in capitals without an alias
-- error: 0A000 redshift-local: the name of the column that this text becomes in PIVOT (give it an alias) is not simulated
SELECT * FROM (SELECT chief, region FROM regions) PIVOT (COUNT(region) FOR chief IN ('Ada'));

-- what: UNPIVOT of columns without a common type
-- error: 42804 
SELECT * FROM (SELECT id, sold FROM sales) UNPIVOT (v FOR k IN (id, sold));

-- page: r_WHERE_oracle_outer

-- what: (+) in an operand of OR
-- error: 0A000 Outer join operator (+) not allowed in operand of OR or IN.
SELECT COUNT(*) FROM sales, regions WHERE sales.region(+) = regions.region OR sales.id = 0;

-- what: (+) in front of an OR
-- error: 0A000 Outer join operator (+) not allowed in operand of OR or IN.
SELECT COUNT(*) FROM sales, regions WHERE sales.region(+) = regions.region AND chief = 'Bo' OR chief = 'Ada';

-- what: (+) in an operand of IN
-- error: 0A000 Outer join operator (+) not allowed in operand of OR or IN.
SELECT COUNT(*) FROM sales, regions WHERE sales.region(+) IN (regions.region);

-- what: A table that is outer joined to two others
-- error: 0A000 A table may be outer joined to at most one other table.
SELECT COUNT(*) FROM sales, regions, staff WHERE sales.region(+) = regions.region AND sales.id(+) = staff.id;

-- what: (+) on an expression
-- error: 42601 syntax error at or near "("
SELECT COUNT(*) FROM sales, regions WHERE 10(+) = regions.region;

-- what: (+) beside a join in FROM
-- error: 0A000 redshift-local: the answer to (+) beside a join in FROM, which is refused, is not simulated
SELECT COUNT(*) FROM sales JOIN staff ON sales.id = staff.id, regions WHERE sales.region(+) = regions.region;

-- what: (+) outside of WHERE
-- error: 0A000 redshift-local: the outer join operator (+) outside of WHERE is not simulated
SELECT sales.id(+) FROM sales;

-- page: r_CONNECT_BY_clause

-- what: CONNECT BY over relations that no JOIN joins
-- error: 0A000 redshift-local: CONNECT BY over relations that no JOIN joins is not simulated
SELECT s.id FROM staff s, sales t CONNECT BY PRIOR s.id = s.manager_id;

-- what: CONNECT BY over a join with USING
-- error: 0A000 redshift-local: CONNECT BY over a join with USING or NATURAL is not simulated
SELECT s.id FROM staff s JOIN sales t USING (id) CONNECT BY PRIOR s.id = s.manager_id;

-- what: PRIOR of a column that both sides of a join have
-- error: 42702 column reference "id" is ambiguous
SELECT s.id FROM staff s JOIN sales t ON s.id = t.id CONNECT BY PRIOR id = s.manager_id;

-- what: PRIOR in the select list
-- error: 0A000 redshift-local: PRIOR in the select list is not simulated
SELECT PRIOR id FROM staff CONNECT BY PRIOR id = manager_id;

-- what: CONNECT BY without PRIOR
-- error: 0A000 redshift-local: the answer to CONNECT BY without PRIOR, which is refused, is not simulated
SELECT id FROM staff CONNECT BY id = manager_id;

-- what: PRIOR of a column that the table does not have
-- error: 42703 column "nothing" does not exist
SELECT id FROM staff CONNECT BY PRIOR nothing = manager_id;

-- what: START WITH without CONNECT BY
-- error: 42601 syntax error at or near "START"
SELECT id FROM staff START WITH id = 1;

-- what: NOCYCLE
-- error: 42601 syntax error at or near "NOCYCLE"
SELECT id FROM staff CONNECT BY NOCYCLE PRIOR id = manager_id;

-- page: r_WITH_clause

-- what: A forward reference
-- error: 42P01 relation "w2" does not exist
WITH w1 AS (SELECT * FROM w2), w2 AS (SELECT * FROM w1) SELECT * FROM sales;

-- what: A common table expression out of its scope
-- error: 42P01 relation "w" does not exist
SELECT (WITH w AS (SELECT id FROM sales) SELECT MIN(id) FROM w) FROM w;

-- what: WITH inside a WITH
-- error: 42601 syntax error at or near "WITH"
WITH w AS (WITH v AS (SELECT 1 AS n) SELECT n FROM v) SELECT n FROM w;

-- what: A recursive one without the names of its columns
-- error: 42601 syntax error at or near "AS"
WITH RECURSIVE w AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM w WHERE n < 3) SELECT n FROM w;

-- what: Recursion without RECURSIVE
-- error: 42P01 relation "w" does not exist
WITH w (n) AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM w WHERE n < 3) SELECT n FROM w;

-- what: DISTINCT in the second query of a recursive one
-- error: 0A000 The recursive subquery of CTE w can not have distinct clause.
WITH RECURSIVE w (n) AS (SELECT 1 UNION ALL SELECT DISTINCT n + 1 FROM w WHERE n < 3) SELECT n FROM w;

-- what: ORDER BY in the second query of a recursive one
-- error: 0A000 redshift-local: the answer to ORDER BY or LIMIT in the second query of a recursive common table expression, which is refused,
WITH RECURSIVE w (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM w WHERE n < 3 ORDER BY 1) SELECT n FROM w;

-- what: A recursive one with UNION
-- error: 0A000 redshift-local: the answer to a recursive common table expression without UNION ALL, which is refused,
WITH RECURSIVE w (n) AS (SELECT 1 UNION SELECT n + 1 FROM w WHERE n < 3) SELECT n FROM w;

-- what: A correlated subquery in a recursive one
-- error: 0A000 Correlated subquery in recursive CTE is not supported yet
WITH RECURSIVE w (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM w WHERE EXISTS (SELECT 1 FROM sales s WHERE s.id = w.n)) SELECT n FROM w;

-- what: WITH RECURSIVE in a subquery
-- error: 0A000 redshift-local: the answer to WITH RECURSIVE in a subquery, which is refused,
SELECT * FROM (WITH RECURSIVE w (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM w WHERE n < 3) SELECT n FROM w) d;

-- page: r_UNION

-- what: INTERSECT ALL
-- error: 0A000 redshift-local: the answer to INTERSECT ALL, which is refused,
SELECT region FROM sales INTERSECT ALL SELECT region FROM regions;

-- what: EXCEPT ALL
-- error: 0A000 redshift-local: the answer to EXCEPT ALL, which is refused,
SELECT region FROM sales EXCEPT ALL SELECT region FROM regions;

-- what: MINUS ALL
-- error: 0A000 redshift-local: the answer to MINUS ALL, which is refused,
SELECT region FROM sales MINUS ALL SELECT region FROM regions;

-- what: LIMIT in an operand
-- error: 0A000 LIMIT may not be used within input to set operations.
SELECT region FROM sales LIMIT 1 UNION SELECT region FROM regions;

-- what: LIMIT in an operand in parentheses
-- error: 0A000 LIMIT may not be used within input to set operations.
(SELECT region FROM sales LIMIT 1) UNION SELECT region FROM regions;

-- what: Operands of different widths
-- error: 42601 each UNION query must have the same number of columns
SELECT 1 UNION SELECT 1, 2;

-- page: r_ORDER_BY_clause

-- what: FETCH FIRST
-- error: 42601 syntax error at or near "FETCH"
SELECT id FROM sales FETCH FIRST 1 ROW ONLY;

-- what: LIMIT with a comma
-- error: 42601 LIMIT #,# syntax is not supported
SELECT id FROM sales LIMIT 1, 2;

-- what: A LIMIT over the largest INTEGER
-- error: 0A000 redshift-local: the answer to a LIMIT or OFFSET that is no INTEGER, which is refused,
SELECT id FROM sales LIMIT 2147483648;

-- what: ORDER BY a text
-- error: 0A000 redshift-local: the answer to a string literal in ORDER BY, which is refused,
SELECT id FROM sales ORDER BY 'id', 1;

-- what: PARTITION BY a text
-- error: 0A000 redshift-local: the answer to a string literal in PARTITION BY or ORDER BY of a window, which is refused,
SELECT COUNT(*) OVER (PARTITION BY 'id') FROM sales;

-- what: A place that the list does not have
-- error: 42P10 ORDER BY position 2 is not in select list
SELECT id FROM sales ORDER BY 2;

-- what: WITH TIES
-- error: 42601 syntax error at or near "WITH"
SELECT TOP 2 WITH TIES id FROM sales ORDER BY amount;

-- what: FOR UPDATE
-- error: 0A000 SELECT FOR UPDATE is not supported
SELECT id FROM sales FOR UPDATE;

-- what: A WINDOW clause
-- error: 42601 syntax error at or near
SELECT RANK() OVER w FROM sales WINDOW w AS (ORDER BY id);

-- page: r_correlated_subqueries

-- what: A correlation that skips a block
-- error: XX000 This type of correlated subquery pattern is not supported due to internal error
SELECT r.region FROM regions r WHERE NOT EXISTS (SELECT 1 FROM sales s WHERE NOT EXISTS (SELECT 1 FROM staff e WHERE e.name = r.chief));

-- what: A correlation from a subquery in ON
-- error: XX000 This type of correlated subquery pattern is not supported due to internal error
SELECT * FROM regions r LEFT JOIN sales s ON r.region = s.region AND s.id = (SELECT MAX(t.id) FROM sales t WHERE t.region = s.region);

-- what: A correlated subquery with a window function
-- error: XX000 This type of correlated subquery pattern is not supported due to internal error
SELECT s.id FROM sales s WHERE s.amount NOT IN (SELECT SUM(t.amount) OVER () FROM sales t WHERE t.region = s.region);

-- what: Groups by the result of a correlated subquery
-- error: XX000 This type of correlated subquery pattern is not supported due to internal error
SELECT r.region, (SELECT COUNT(s.id) FROM sales s WHERE s.region = r.region) AS list FROM regions r GROUP BY list, r.region;

-- what: A correlated IN with an aggregate and GROUP BY
-- error: XX000 This type of correlated subquery pattern is not supported due to internal error
SELECT r.region FROM regions r WHERE r.region IN (SELECT SUM(s.amount)::varchar FROM sales s WHERE s.region > r.chief GROUP BY s.id);

-- page: r_comparison_condition

-- what: A quantified comparison by another operator
-- error: 0A000 redshift-local: the answer to > ALL, which is refused,
SELECT id FROM sales WHERE amount > ALL (SELECT 1);

-- page: r_EXPLAIN

-- what: EXPLAIN VERBOSE
-- error: 0A000 redshift-local: EXPLAIN VERBOSE is not simulated
EXPLAIN VERBOSE SELECT id FROM sales;

-- page: c_SQL_functions_leader_node_only

-- what: A leader-node function over a table
-- error: 0A000 Specified types or functions (one per INFO message) not supported on Redshift tables.
SELECT NOW(), id FROM sales;

-- page: r_WITH_clause

-- what: SELECT INTO in a common table expression
-- error: 0A000 redshift-local: the answer to SELECT INTO in a subquery or a common table expression, which is refused,
WITH w AS (SELECT id INTO copied FROM sales) SELECT id FROM w;

-- page: r_correlated_subqueries

-- what: A null-sensitive correlation with a system table
-- error: XX000 This type of correlated subquery pattern is not supported due to internal error
SELECT c.relname FROM pg_class c WHERE 1 NOT IN (SELECT 1 FROM pg_opclass o WHERE o.opcowner = c.relowner);

-- page: r_comparison_condition

-- what: IS TRUE in a select list
-- error: XX000 Not implemented
SELECT (price > 1) IS TRUE FROM sales;

-- what: = ANY of an array
-- error: 0A000 redshift-local: the answer to ANY of an array, which is refused,
SELECT id FROM sales WHERE id = ANY (ARRAY(1, 2));

-- page: c_unsupported-postgresql-functions

-- what: IS DISTINCT FROM
-- error: 42601 syntax error at or near "DISTINCT"
SELECT id FROM sales WHERE price IS DISTINCT FROM 1;

-- what: STRING_AGG
-- error: 42883 function string_agg(character varying, "unknown") does not exist
SELECT STRING_AGG(region, ',') FROM sales;

-- page: pattern-matching-conditions-posix

-- what: POSIX operators that ignore case
-- error: 42883 operator does not exist: ~*
SELECT id FROM sales WHERE region ~* 'NORTH';

-- page: c_Window_functions

-- what: An ordered aggregate without a frame
-- error: 0A000 Aggregate window functions with an ORDER BY clause require a frame clause
SELECT SUM(amount) OVER (ORDER BY id) FROM sales;

-- what: A RANGE frame
-- error: 0A000 RANGE clause of window functions not yet implemented
SELECT SUM(amount) OVER (ORDER BY id RANGE UNBOUNDED PRECEDING) FROM sales;

-- what: A GROUPS frame
-- error: 42601 syntax error at or near "GROUPS"
SELECT SUM(amount) OVER (ORDER BY id GROUPS UNBOUNDED PRECEDING) FROM sales;

-- what: A frame of RANK
-- error: 0A000 redshift-local: the answer to a frame of this window function, which is refused,
SELECT RANK() OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM sales;

-- what: DISTINCT in a window
-- error: 0A000 redshift-local: the answer to DISTINCT in a window function, which is refused,
SELECT COUNT(DISTINCT region) OVER () FROM sales;

-- what: The default of LAG
-- error: 0A000 Default parameter not be supported for window function lag
SELECT LAG(amount, 1, 0) OVER (ORDER BY id) FROM sales;

-- what: FILTER
-- error: 42601 syntax error at or near "("
SELECT COUNT(*) FILTER (WHERE amount > 5) FROM sales;

-- page: query-super

-- what: An index that is no number
-- error: 0A000 redshift-local: an index of a SUPER array that is no number is not simulated
SELECT e.data.tags[e.id] FROM events e;

-- page: limitations-super

-- what: SUPER values in a right join
-- error: 0A000 redshift-local: the answer to a SUPER value in a right or full outer join, which is refused,
SELECT COUNT(*) FROM events e RIGHT JOIN e.data.tags AS tag ON true;

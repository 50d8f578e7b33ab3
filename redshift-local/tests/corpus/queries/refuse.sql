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

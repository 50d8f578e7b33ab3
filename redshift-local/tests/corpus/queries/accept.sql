-- page: r_SELECT_list

-- what: A list of columns and expressions
-- rows: id=1 total=25.00
SELECT id, amount * price AS total FROM sales WHERE id = 1;

-- what: A star
-- rows: region=north chief=Ada | region=west chief=Bo
SELECT * FROM regions;

-- what: A star of one relation
-- rows: region=north chief=Ada
SELECT r.* FROM regions r JOIN sales s ON r.region = s.region WHERE s.id = 1;

-- what: ALL is the default
SELECT ALL region FROM sales;

-- what: DISTINCT
-- rows: region=north | region=south
SELECT DISTINCT region FROM sales;

-- what: TOP is LIMIT
-- rows: id=4 | id=3
SELECT TOP 2 id FROM sales ORDER BY id DESC;

-- what: An alias without AS
-- rows: n=1
SELECT id n FROM sales WHERE id = 1;

-- what: An alias is named by later items
-- rows: probability=4 percentage=400
SELECT amount / 5 AS probability, 100 * probability AS percentage FROM sales WHERE id = 2;

-- what: Aliases are named by aliases
-- rows: a=2 b=4 c=16
SELECT id * 2 AS a, a + 2 AS b, b * b AS c FROM sales WHERE id = 1;

-- what: A column of FROM wins over an alias
-- rows: amount=100 twice=20
SELECT 100 AS amount, amount * 2 AS twice FROM sales WHERE id = 1;

-- what: A column of a derived table wins over an alias
-- rows: n=7 m=2
SELECT 7 AS n, n + 1 AS m FROM (SELECT 1 AS n) d;

-- what: An alias of an aggregate is named
-- rows: total=30 half=15 | total=10 half=5
SELECT SUM(amount) AS total, total / 2 AS half FROM sales GROUP BY region;

-- what: An alias is named inside an aggregate and a window
-- rows: twice=40 most=40 place=1 | twice=20 most=40 place=2
SELECT amount * 2 AS twice, MAX(twice) OVER () AS most, RANK() OVER (ORDER BY twice DESC) AS place FROM sales WHERE region = 'north';

-- what: An alias that is named alone keeps its name
-- rows: x=11 x=11
SELECT amount + 1 AS x, x FROM sales WHERE id = 1;

-- what: An alias of a column of two joined tables
-- rows: who=Ada line=Ada: 10
SELECT r.chief AS who, who || ': ' || s.amount AS line FROM sales s JOIN regions r USING (region) WHERE s.id = 1;

-- what: An alias without FROM
-- rows: a=1 b=2
SELECT 1 AS a, a + 1 AS b;

-- what: An alias in a common table expression and a derived table
-- rows: b=3
WITH w AS (SELECT id + 1 AS a, a + 1 AS b FROM sales) SELECT b FROM (SELECT b AS c, c AS b FROM w) d WHERE b = 3;

-- what: An alias in a subquery
-- rows: n=4
SELECT COUNT(*) AS n FROM sales WHERE amount IN (SELECT amount AS a FROM sales WHERE a > 0 GROUP BY amount);

-- what: An alias of a SUPER path is compared as one
-- rows: n=1
SELECT COUNT(*) AS n FROM (SELECT e.data.kind AS k FROM events e WHERE k = 'a') d;

-- page: r_WHERE_clause

-- what: WHERE names an alias of the list
-- rows: twice=40
SELECT amount * 2 AS twice FROM sales WHERE twice > 20;

-- page: r_HAVING_clause

-- what: HAVING with an aggregate
-- rows: region=north
SELECT region FROM sales GROUP BY region HAVING SUM(amount) > 10;

-- what: HAVING names an alias of the list
-- rows: region=north total=30
SELECT region, SUM(amount) AS total FROM sales GROUP BY 1 HAVING total > 10 ORDER BY 2 DESC, 1;

-- page: r_EXCLUDE_list

-- what: EXCLUDE without parentheses
-- rows: id=1 region=north amount=10
SELECT * EXCLUDE price, sold FROM sales WHERE id = 1;

-- what: EXCLUDE in parentheses
-- rows: id=1 region=north amount=10
SELECT * EXCLUDE (price, sold) FROM sales WHERE id = 1;

-- what: EXCLUDE from a join
-- rows: region=north amount=10 region=north chief=Ada
SELECT * EXCLUDE (id, price, sold) FROM sales s JOIN regions r ON s.region = r.region WHERE s.id = 1;

-- what: EXCLUDE of a column that both sides have
-- rows: id=1 amount=10 chief=Ada
SELECT * EXCLUDE (region, price, sold) FROM sales s JOIN regions r ON s.region = r.region WHERE s.id = 1;

-- what: EXCLUDE from a join with USING
-- rows: region=north id=1 amount=10 chief=Ada
SELECT * EXCLUDE (price, sold) FROM sales JOIN regions USING (region) WHERE id = 1;

-- what: EXCLUDE from a derived table
-- rows: b=2
SELECT * EXCLUDE a FROM (SELECT 1 AS a, 2 AS b) d;

-- what: EXCLUDE from a common table expression
-- rows: chief=Ada | chief=Bo
WITH w AS (SELECT * FROM regions) SELECT * EXCLUDE region FROM w;

-- what: EXCLUDE from one relation, beside other items
-- rows: chief=Ada n=1
SELECT r.*, s.id AS n EXCLUDE region FROM sales s, regions r WHERE s.region = r.region AND n = 1;

-- what: EXCLUDE with SELECT INTO
SELECT * EXCLUDE sold INTO TEMP some_sales FROM sales;

-- page: r_GROUP_BY_clause

-- what: GROUP BY columns
-- rows: region=north sum=30 | region=south sum=10
SELECT region, SUM(amount) FROM sales GROUP BY region;

-- what: GROUP BY places
-- rows: region=north sum=30 | region=south sum=10
SELECT region, SUM(amount) FROM sales GROUP BY 1;

-- what: GROUP BY an alias
-- rows: r=NORTH sum=30 | r=SOUTH sum=10
SELECT UPPER(region) AS r, SUM(amount) FROM sales GROUP BY r;

-- what: GROUP BY ALL
-- rows: region=north sum=30 | region=south sum=10
SELECT region, SUM(amount) FROM sales GROUP BY ALL;

-- what: GROUP BY ALL with EXCLUDE
-- rows: region=north amount=10 | region=north amount=20 | region=south amount=5
SELECT * EXCLUDE (id, price, sold) FROM sales GROUP BY ALL;

-- what: GROUP BY ALL with a star
-- rows: region=north chief=Ada
SELECT * FROM regions WHERE chief = 'Ada' GROUP BY ALL;

-- what: GROUP BY ALL with expressions, aliases and HAVING
-- rows: r=NORTH total=30 twice=60
SELECT UPPER(region) AS r, SUM(amount) AS total, total * 2 AS twice FROM sales GROUP BY ALL HAVING total > 10;

-- what: GROUP BY ALL with nothing but aggregates
-- rows: count=4
SELECT COUNT(*) FROM sales GROUP BY ALL;

-- what: GROUP BY ALL with a key beside an aggregate
-- rows: amount=5 more=15 | amount=10 more=20 | amount=20 more=40
SELECT amount, SUM(amount) + amount AS more FROM sales GROUP BY ALL;

-- page: r_GROUP_BY_aggregation-extensions

-- what: ROLLUP
-- rows: region=north sum=30 | region=south sum=10 | region=- sum=40
SELECT region, SUM(amount) FROM sales GROUP BY ROLLUP (region);

-- what: GROUPING SETS and GROUPING
-- rows: region=north g=0 sum=30 | region=south g=0 sum=10 | region=- g=1 sum=40
SELECT region, GROUPING(region) AS g, SUM(amount) FROM sales GROUP BY GROUPING SETS ((), region);

-- what: CUBE
SELECT region, amount, COUNT(*) FROM sales GROUP BY CUBE (region, amount);

-- page: r_QUALIFY_clause

-- what: QUALIFY by a window of its own
-- rows: id=2 | id=3
SELECT id FROM sales s QUALIFY ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC, id) = 1;

-- what: QUALIFY by an alias of the list
-- rows: id=2 place=1 | id=3 place=1
SELECT id, ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC, id) AS place FROM sales s QUALIFY place = 1;

-- what: QUALIFY behind WHERE needs no alias
-- rows: id=2
SELECT id FROM sales WHERE region = 'north' QUALIFY RANK() OVER (ORDER BY amount DESC) = 1;

-- what: QUALIFY with HAVING
-- rows: region=north
SELECT region FROM sales GROUP BY region HAVING SUM(amount) > 1 QUALIFY RANK() OVER (ORDER BY SUM(amount) DESC) = 1;

-- what: QUALIFY with a star of a join with USING
-- rows: region=north id=2 amount=20 price=3.00 sold=2026-01-20 chief=Ada
SELECT * FROM sales s JOIN regions r USING (region) QUALIFY RANK() OVER (ORDER BY amount DESC) = 1;

-- what: QUALIFY with a star of a natural join
-- rows: region=north id=2 amount=20 price=3.00 sold=2026-01-20 chief=Ada
SELECT * FROM sales s NATURAL JOIN regions r QUALIFY RANK() OVER (ORDER BY amount DESC) = 1;

-- what: QUALIFY with a star of two relations of a column's name
-- rows: region=north chief=Ada region=north
SELECT r.*, s.region FROM sales s, regions r WHERE s.region = r.region QUALIFY RANK() OVER (ORDER BY amount DESC) = 1;

-- what: QUALIFY with a star of groups
-- rows: region=west chief=Bo
SELECT * FROM regions r GROUP BY region, chief QUALIFY RANK() OVER (ORDER BY region DESC) = 1;

-- what: QUALIFY with GROUP BY ALL
-- rows: region=south total=10
SELECT region, SUM(amount) AS total FROM sales GROUP BY ALL QUALIFY RANK() OVER (ORDER BY total) = 1;

-- what: QUALIFY with EXCLUDE and ORDER BY
-- rows: id=2 region=north | id=3 region=south
SELECT * EXCLUDE (amount, price, sold) FROM sales s QUALIFY ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC, id) = 1 ORDER BY id;

-- what: QUALIFY with SELECT INTO
SELECT id INTO TEMP first_sales FROM sales s QUALIFY RANK() OVER (ORDER BY amount) = 1;

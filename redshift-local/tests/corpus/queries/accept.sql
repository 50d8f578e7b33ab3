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

-- page: r_FROM_clause30

-- what: A derived table with an alias
-- rows: n=4
SELECT COUNT(*) AS n FROM (SELECT id FROM sales) d;

-- what: A derived table without an alias
-- rows: n=4
SELECT COUNT(*) AS n FROM (SELECT id FROM sales);

-- what: A derived table with names for its columns
-- rows: b=x
SELECT b FROM (SELECT 1, 'x') AS d (a, b);

-- what: A table with names for its columns
-- rows: r=west
SELECT r FROM regions AS t (r, c) WHERE c = 'Bo';

-- what: Joins in parentheses
SELECT * FROM (sales s JOIN regions r ON s.region = r.region) LEFT JOIN staff ON staff.id = s.id;

-- page: r_FROM_clause-pivot-unpivot-examples

-- what: PIVOT without other columns
-- rows: prop=31.00 rudder=8.15 wing=34.50
SELECT * FROM (SELECT partname, price FROM part) PIVOT (SUM(price) FOR partname IN ('prop', 'rudder', 'wing'));

-- what: PIVOT with an implicit column
-- rows: manufacturer=local parts co 1=1 2=1 null=1 | manufacturer=big parts co 1=1 2=1 null=1 | manufacturer=small parts co 1=1 2=0 null=2
SELECT * FROM (SELECT quality, manufacturer FROM part) PIVOT (COUNT(*) FOR quality IN (1, 2, NULL));

-- what: PIVOT with aliases
-- rows: manufacturer=local parts co high_count=1 low_count=1 na_count=1 | manufacturer=big parts co high_count=1 low_count=1 na_count=1 | manufacturer=small parts co high_count=1 low_count=0 na_count=2
SELECT * FROM (SELECT quality, manufacturer FROM part) PIVOT (COUNT(*) AS count FOR quality IN (1 AS high, 2 AS low, NULL AS na));

-- what: PIVOT of a table, with an alias behind it
-- rows: id=3 jan=- feb=5
SELECT p.id, p.jan, feb FROM (SELECT id, amount, DATE_TRUNC('month', sold)::date AS month FROM sales) PIVOT (MAX(amount) FOR month IN ('2026-01-01' AS jan, '2026-02-01'::date AS feb)) AS p WHERE p.id = 3;

-- what: PIVOT of a common table expression
-- rows: north=30 south=10
WITH w AS (SELECT region, amount FROM sales) SELECT * FROM w PIVOT (SUM(amount) FOR region IN ('north', 'south'));

-- what: PIVOT beside another relation
-- rows: chief=Ada north=30
SELECT r.chief, p.north FROM regions r, (SELECT region, amount FROM sales) PIVOT (SUM(amount) FOR region IN ('north')) p WHERE r.region = 'north';

-- what: UNPIVOT
-- rows: color=red cnt=15 | color=red cnt=35 | color=red cnt=10 | color=green cnt=20 | color=green cnt=23 | color=blue cnt=7 | color=blue cnt=40
SELECT * FROM (SELECT red, green, blue FROM count_by_color) UNPIVOT (cnt FOR color IN (red, green, blue));

-- what: UNPIVOT INCLUDE NULLS
-- rows: n=9 given=7
SELECT COUNT(*) AS n, COUNT(cnt) AS given FROM count_by_color UNPIVOT INCLUDE NULLS (cnt FOR color IN (red, green, blue));

-- what: UNPIVOT EXCLUDE NULLS
-- rows: n=7
SELECT COUNT(*) AS n FROM count_by_color UNPIVOT EXCLUDE NULLS (cnt FOR color IN (red, green, blue)) AS u;

-- what: UNPIVOT with an implicit column and aliases
-- rows: quality=high blue=7 color=r cnt=15 | quality=high blue=7 color=g cnt=20
SELECT * FROM count_by_color UNPIVOT (cnt FOR color IN (red AS r, green g)) WHERE quality = 'high';

-- page: r_WHERE_oracle_outer

-- what: A left join by (+)
-- rows: id=1 chief=Ada | id=2 chief=Ada | id=3 chief=- | id=4 chief=-
SELECT id, chief FROM sales, regions WHERE sales.region = regions.region(+);

-- what: A right join by (+) keeps the order of FROM
-- rows: id=2 region=north amount=20 price=3.00 sold=2026-01-20 region=north chief=Ada | id=- region=- amount=- price=- sold=- region=west chief=Bo
SELECT * FROM sales s, regions r WHERE s.region(+) = r.region AND s.amount(+) > 10;

-- what: (+) in an expression and on a column without its relation
-- rows: id=1 name=- | id=2 name=Jorge | id=3 name=Kwaku | id=4 name=-
SELECT sales.id, name FROM sales, staff WHERE staff.id(+) - 100 = sales.id AND manager_id(+) = 101;

-- what: (+) beside a condition with a constant
-- rows: region=north id=2 | region=west id=-
SELECT r.region, s.id FROM regions r, sales s WHERE r.region = s.region(+) AND amount(+) = 20;

-- what: A condition without (+) filters what was joined
-- rows: region=north id=2
SELECT r.region, s.id FROM regions r, sales s WHERE r.region = s.region(+) AND amount = 20;

-- what: (+) along a chain of relations
-- rows: id=1 chief=Ada name=- | id=2 chief=Ada name=- | id=3 chief=- name=- | id=4 chief=- name=-
SELECT s.id, r.chief, e.name FROM staff e, sales s, regions r WHERE s.region = r.region(+) AND r.chief = e.name(+);

-- what: A table joined to itself by (+)
-- rows: name=Carlos boss=- | name=John boss=Carlos | name=Jorge boss=John | name=Kwaku boss=John | name=Sofia boss=Jorge
SELECT a.name, b.name AS boss FROM staff a, staff b WHERE a.manager_id = b.id(+);

-- what: (+) with GROUP BY, QUALIFY and ORDER BY
-- rows: chief=Ada n=2 | chief=- n=2
SELECT chief, COUNT(*) AS n FROM sales s, regions r WHERE s.region = r.region(+) GROUP BY ALL ORDER BY chief;

-- page: r_CONNECT_BY_clause

-- what: START WITH before CONNECT BY, and LEVEL in WHERE
-- rows: id=101 name=John manager_id=100 | id=102 name=Jorge manager_id=101 | id=103 name=Kwaku manager_id=101
SELECT id, name, manager_id FROM staff WHERE LEVEL < 3 START WITH name = 'John' CONNECT BY PRIOR id = manager_id;

-- what: START WITH behind CONNECT BY
-- rows: count=4
SELECT COUNT(*) FROM staff AS start CONNECT BY PRIOR id = manager_id START WITH name = 'John';

-- what: LEVEL in the list and in the condition
-- rows: level=1 name=Carlos | level=2 name=John
SELECT LEVEL, s.name FROM staff s START WITH manager_id IS NULL CONNECT BY PRIOR s.id = s.manager_id AND LEVEL <= 2;

-- what: A star has no LEVEL
-- rows: id=201 name=Sofia manager_id=102
SELECT * FROM staff WHERE level = 4 START WITH manager_id IS NULL CONNECT BY manager_id = PRIOR id;

-- what: Without START WITH every row is a root
-- rows: count=5
SELECT COUNT(*) FROM staff WHERE LEVEL = 1 CONNECT BY PRIOR id = manager_id;

-- what: CONNECT BY over a subquery
-- rows: name=John total=4
SELECT MIN(name) AS name, COUNT(*) AS total FROM (SELECT * FROM staff WHERE id > 100) e WHERE e.name > 'A' START WITH id = 101 CONNECT BY PRIOR id = manager_id HAVING COUNT(*) > 1;

-- page: r_WITH_clause

-- what: A common table expression
-- rows: n=4
WITH w AS (SELECT * FROM sales) SELECT COUNT(*) AS n FROM w;

-- what: Common table expressions with names for their columns, the second over the first
-- rows: b=1
WITH w (a) AS (SELECT id FROM sales), v (b) AS (SELECT MIN(a) FROM w) SELECT b FROM v;

-- what: A common table expression of a subquery
-- rows: n=1
SELECT (WITH w AS (SELECT id FROM sales) SELECT MIN(id) FROM w) AS n;

-- what: A recursive common table expression
-- rows: id=101 level=1 | id=102 level=2 | id=103 level=2 | id=201 level=3
WITH RECURSIVE john_org (id, name, manager_id, level) AS (
    SELECT id, name, manager_id, 1 AS level FROM staff WHERE name = 'John'
    UNION ALL
    SELECT e.id, e.name, e.manager_id, level + 1 AS next_level FROM staff e, john_org j WHERE e.manager_id = j.id AND level < 4
) SELECT id, level FROM john_org;

-- what: ORDER BY, LIMIT and GROUP BY over a recursive common table expression
-- rows: n=5 count=1 | n=4 count=1
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5) SELECT n, COUNT(*) FROM numbers GROUP BY n ORDER BY n DESC LIMIT 2;

-- what: WITH RECURSIVE over one that is not recursive
-- rows: n=1
WITH RECURSIVE one (n) AS (SELECT 1), two (m) AS (SELECT n FROM one) SELECT m AS n FROM two;

-- what: WITH of INSERT, behind its columns
INSERT INTO regions (region, chief) WITH w AS (SELECT 'east' AS region) SELECT region, NULL FROM w;

-- what: WITH of UPDATE
WITH w AS (SELECT 'north' AS region) UPDATE regions SET chief = 'Cy' WHERE region IN (SELECT region FROM w);

-- what: WITH of DELETE
WITH w AS (SELECT 'north' AS region) DELETE FROM regions WHERE region IN (SELECT region FROM w);

-- what: WITH of CREATE TABLE AS
CREATE TABLE numbered AS WITH w AS (SELECT 1 AS n) SELECT n FROM w;

-- page: r_Join_examples

-- what: INNER JOIN
-- rows: id=1 | id=2
SELECT s.id FROM sales s INNER JOIN regions r ON s.region = r.region;

-- what: LEFT OUTER JOIN
-- rows: id=3 chief=- | id=4 chief=-
SELECT s.id, r.chief FROM sales s LEFT OUTER JOIN regions r ON s.region = r.region WHERE r.region IS NULL;

-- what: RIGHT JOIN
-- rows: region=west
SELECT r.region FROM sales s RIGHT JOIN regions r ON s.region = r.region WHERE s.id IS NULL;

-- what: FULL JOIN
-- rows: n=5
SELECT COUNT(*) AS n FROM sales s FULL JOIN regions r ON s.region = r.region;

-- what: CROSS JOIN
-- rows: n=8
SELECT COUNT(*) AS n FROM sales CROSS JOIN regions;

-- what: NATURAL JOIN keeps one column of a name
-- rows: region=north id=1 amount=10 price=2.50 sold=2026-01-05 chief=Ada | region=north id=2 amount=20 price=3.00 sold=2026-01-20 chief=Ada
SELECT * FROM sales NATURAL JOIN regions;

-- what: NATURAL JOIN without a common column is a cross join
-- rows: n=10
SELECT COUNT(*) AS n FROM regions NATURAL JOIN staff;

-- what: USING
-- rows: region=north n=2
SELECT region, COUNT(*) AS n FROM sales JOIN regions USING (region) GROUP BY region;

-- what: Joins by comma
-- rows: n=2
SELECT COUNT(*) AS n FROM sales s, regions r WHERE s.region = r.region;

-- page: r_UNION

-- what: UNION
-- rows: region=north | region=south | region=west
SELECT region FROM sales UNION SELECT region FROM regions ORDER BY region;

-- what: UNION ALL
-- rows: n=6
SELECT COUNT(*) AS n FROM (SELECT region FROM sales UNION ALL SELECT region FROM regions) u;

-- what: INTERSECT
-- rows: region=north
SELECT region FROM sales INTERSECT SELECT region FROM regions;

-- what: EXCEPT
-- rows: region=south
SELECT region FROM sales EXCEPT SELECT region FROM regions;

-- what: MINUS is EXCEPT
-- rows: region=south
SELECT region FROM sales MINUS SELECT region FROM regions;

-- what: INTERSECT binds closer than UNION
-- rows: n=1 | n=2
SELECT 1 AS n UNION SELECT 2 INTERSECT SELECT 2;

-- what: Operands in parentheses
-- rows: n=2
(SELECT 1 AS n UNION SELECT 2) INTERSECT (SELECT 2);

-- what: ORDER BY, LIMIT and OFFSET behind set operators
-- rows: n=2
SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 ORDER BY n LIMIT 1 OFFSET 1;

-- what: LIMIT in a derived table of an operand
-- rows: n=1 | n=4
SELECT * FROM (SELECT id AS n FROM sales ORDER BY id LIMIT 1) d UNION SELECT 4;

-- page: r_ORDER_BY_clause

-- what: ORDER BY places, aliases, columns and expressions
-- rows: id=2 a=20 | id=1 a=10 | id=4 a=5 | id=3 a=5
SELECT id, amount AS a FROM sales ORDER BY a DESC, price * 2 NULLS LAST, 1;

-- what: ORDER BY a column that is not in the list
-- rows: id=3 | id=4 | id=1 | id=2
SELECT id FROM sales ORDER BY amount, sold;

-- what: NULLs are last in ascending order
-- rows: id=4 | id=1 | id=2 | id=3
SELECT id FROM sales ORDER BY price;

-- what: NULLs are first in descending order
-- rows: id=3 | id=2 | id=1 | id=4
SELECT id FROM sales ORDER BY price DESC;

-- what: NULLS FIRST
-- rows: id=3 | id=4 | id=1 | id=2
SELECT id FROM sales ORDER BY price ASC NULLS FIRST;

-- what: LIMIT and OFFSET
-- rows: id=3
SELECT id FROM sales ORDER BY id LIMIT 1 OFFSET 2;

-- what: OFFSET alone
-- rows: id=4
SELECT id FROM sales ORDER BY id OFFSET 3;

-- what: LIMIT ALL
-- rows: n=4
SELECT COUNT(*) AS n FROM (SELECT id FROM sales LIMIT ALL) d;

-- what: LIMIT 0
-- rows:
SELECT id FROM sales LIMIT 0;

-- page: r_INTO_clause

-- what: SELECT INTO
SELECT id INTO copied FROM sales;

-- what: SELECT INTO TEMP TABLE
SELECT id INTO TEMP TABLE copied FROM sales;

-- page: r_correlated_subqueries

-- what: A correlated scalar subquery
-- rows: id=2 | id=3 | id=4
SELECT id FROM sales s WHERE amount = (SELECT MAX(amount) FROM sales t WHERE t.region = s.region);

-- what: A correlated EXISTS
-- rows: id=1 | id=2
SELECT id FROM sales s WHERE EXISTS (SELECT 1 FROM regions r WHERE r.region = s.region);

-- what: A correlated IN with MAX and GROUP BY
-- rows: id=2 | id=3 | id=4
SELECT id FROM sales s WHERE amount IN (SELECT MAX(t.amount) FROM sales t WHERE t.region = s.region GROUP BY t.region);

-- what: Subqueries in two levels, each naming the block around it
-- rows: region=north
SELECT r.region FROM regions r WHERE EXISTS (SELECT 1 FROM sales s WHERE s.region = r.region AND EXISTS (SELECT 1 FROM sales t WHERE t.id = s.id));

-- what: A correlated subquery in the list, grouped by another column
-- rows: region=north n=1
SELECT r.region, (SELECT MIN(s.id) FROM sales s WHERE s.region = r.region) AS n FROM regions r WHERE r.chief = 'Ada' GROUP BY r.region;

-- page: r_scalar_subqueries

-- what: A scalar subquery without a row is NULL
-- rows: n=-
SELECT (SELECT id FROM sales WHERE id = 0) AS n;

-- page: r_comparison_condition

-- what: = ANY and <> ALL of a subquery
-- rows: id=1 | id=2
SELECT id FROM sales WHERE region = ANY (SELECT region FROM regions) AND id <> ALL (SELECT 3);

-- page: r_SELECT_list

-- what: Types of two words are no aliases
-- rows: id=1 a=01 b=1 c=2026-01-05 00:00:00+00 d=2026-01-06 00:00:00
SELECT id, ('0' || id)::character varying(8) a, id::double precision AS b, sold::timestamp with time zone c, sold + interval '1 day' AS d FROM sales WHERE a = '01';

-- what: Types of two words at the end of an item
-- rows: upper=NORTH float8=1 timestamptz=2026-01-05 00:00:00+00 twice=2
SELECT UPPER(LOWER(region) || '')::character varying, (id * 1)::double precision, (sold + 0)::timestamp with time zone, id * 2 AS twice FROM sales WHERE twice = 2;

-- what: An alias that is called like a date part
-- rows: day=2026-01-05 00:00:00 next=2026-01-06 00:00:00 days=1
SELECT DATE_TRUNC('day', sold) AS day, day + interval '1' day AS next, DATEDIFF(day, day, next) AS days FROM sales WHERE id = 1;

-- what: An alias in CASE, BETWEEN and IN
-- rows: twice=20 size=big | twice=40 size=big
SELECT amount * 2 AS twice, CASE WHEN twice > 15 THEN 'big' ELSE 'small' END AS size FROM sales WHERE twice BETWEEN 11 AND 50 AND size IN ('big');

-- page: r_CONNECT_BY_clause

-- what: CONNECT BY over a join
-- rows: level=1 id=101 chief=- | level=2 id=102 chief=- | level=2 id=103 chief=- | level=3 id=201 chief=-
SELECT LEVEL, s.id, r.chief FROM staff s LEFT JOIN regions r ON s.name = r.chief START WITH s.name = 'John' CONNECT BY PRIOR s.id = s.manager_id;

-- what: A star of a join under CONNECT BY
-- rows: id=103 name=Kwaku manager_id=101 id=3 region=south amount=5 price=- sold=2026-02-03
SELECT * FROM staff e JOIN sales s ON s.id = e.id - 100 WHERE LEVEL = 2 AND e.name > 'K' START WITH e.id = 101 CONNECT BY PRIOR e.id = manager_id AND s.amount > 1;

-- page: r_comparison_condition

-- what: Comparisons
-- rows: id=2
SELECT id FROM sales WHERE amount > 10 AND amount >= 20 AND amount <> 5 AND amount != 6 AND NOT amount < 20 AND amount <= 20;

-- what: IS TRUE and IS UNKNOWN in WHERE
-- rows: id=3
SELECT id FROM sales WHERE (price > 1) IS UNKNOWN AND (amount = 5) IS TRUE;

-- page: r_logical_condition

-- what: AND, OR and NOT
-- rows: id=1 | id=3
SELECT id FROM sales WHERE id = 1 OR id = 3 AND NOT region = 'north';

-- page: r_patternmatching_condition_like

-- what: LIKE, ILIKE and ESCAPE
-- rows: id=3 | id=4
SELECT id FROM sales WHERE region LIKE 'so%' AND region ILIKE 'S_UTH' AND 'a%b' LIKE 'a^%b' ESCAPE '^' AND region NOT LIKE 'n%';

-- page: pattern-matching-conditions-similar-to

-- what: SIMILAR TO
-- rows: id=1 | id=2
SELECT id FROM sales WHERE region SIMILAR TO '(n|w)orth' AND region NOT SIMILAR TO 's%';

-- page: pattern-matching-conditions-posix

-- what: POSIX operators
-- rows: id=1 | id=2
SELECT id FROM sales WHERE region ~ '^n.*h$' AND region !~ 'south';

-- page: r_range_condition

-- what: BETWEEN
-- rows: id=2 | id=3
SELECT id FROM sales WHERE id BETWEEN 2 AND 3 AND amount NOT BETWEEN 6 AND 9;

-- page: r_null_condition

-- what: IS NULL and IS NOT NULL
-- rows: id=3
SELECT id FROM sales WHERE price IS NULL AND region IS NOT NULL;

-- page: r_exists_condition

-- what: EXISTS and NOT EXISTS
-- rows: region=west
SELECT region FROM regions r WHERE EXISTS (SELECT 1 FROM sales) AND NOT EXISTS (SELECT 1 FROM sales s WHERE s.region = r.region);

-- page: r_in_condition

-- what: IN of a list and of a subquery
-- rows: id=1
SELECT id FROM sales WHERE id IN (1, 3) AND region IN (SELECT region FROM regions) AND id NOT IN (2);

-- what: IN of rows
-- rows: id=1
SELECT id FROM sales WHERE (id, region) IN ((1, 'north'), (3, 'west'));

-- page: r_CASE_function

-- what: Searched and simple CASE
-- rows: a=low b=one
SELECT CASE WHEN amount > 10 THEN 'high' ELSE 'low' END AS a, CASE id WHEN 1 THEN 'one' END AS b FROM sales WHERE id = 1;

-- page: c_Window_functions

-- what: A window over the partition
-- rows: id=1 sum=30 | id=2 sum=30 | id=3 sum=10 | id=4 sum=10
SELECT id, SUM(amount) OVER (PARTITION BY region) FROM sales;

-- what: A window with a frame
-- rows: id=1 sum=10 | id=2 sum=30 | id=3 sum=35 | id=4 sum=40
SELECT id, SUM(amount) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM sales;

-- what: A frame between two bounds
-- rows: id=1 max=20 | id=2 max=20 | id=3 max=20 | id=4 max=5
SELECT id, MAX(amount) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM sales;

-- what: Ranks
-- rows: id=3 rank=1 dense_rank=1 row_number=1 | id=4 rank=1 dense_rank=1 row_number=2 | id=1 rank=3 dense_rank=2 row_number=3 | id=2 rank=4 dense_rank=3 row_number=4
SELECT id, RANK() OVER (ORDER BY amount), DENSE_RANK() OVER (ORDER BY amount), ROW_NUMBER() OVER (ORDER BY amount, id) FROM sales ORDER BY 4;

-- what: LAG, LEAD and FIRST_VALUE with IGNORE NULLS
-- rows: id=4 lag=3.00 lead=- first_value=2.50
SELECT * FROM (SELECT id, LAG(price) IGNORE NULLS OVER (ORDER BY id), LEAD(price) OVER (ORDER BY id), FIRST_VALUE(price IGNORE NULLS) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM sales) d WHERE id = 4;

-- what: A window function in ORDER BY
-- rows: id=2 | id=1 | id=3 | id=4
SELECT id FROM sales ORDER BY SUM(amount) OVER (PARTITION BY region) DESC, amount DESC, id;

-- page: query-super

-- what: Navigation
-- rows: kind=a tag=y
SELECT e.data.kind::varchar AS kind, data.tags[1]::varchar AS tag FROM events e;

-- what: Navigation past what is there is NULL
-- rows: n=1
SELECT COUNT(*) AS n FROM events e WHERE e.data.nothing.more IS NULL AND e.data.tags[7] IS NULL;

-- what: Unnesting of an array with its index
-- rows: word=x place=0 | word=y place=1
SELECT label::varchar AS word, place FROM events e, e.data.tags AS label AT place;

-- what: Unpivoting of an object
-- rows: name=kind | name=size | name=tags
SELECT name FROM events e, UNPIVOT e.data AS v AT name;

-- page: r_FROM_clause-unnest-examples

-- what: UNNEST WITH OFFSET
-- rows: word=x place=0 | word=y place=1
SELECT u.label::varchar AS word, u.place FROM events e, UNNEST(e.data.tags) WITH OFFSET AS u (label, place);

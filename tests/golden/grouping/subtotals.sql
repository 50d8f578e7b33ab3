-- ROLLUP
SELECT t0."customer_id", t0."note", CAST(SUM(t0."total") AS VARCHAR) FROM "orders" AS t0 GROUP BY ROLLUP (t0."customer_id", t0."note") ORDER BY t0."customer_id", t0."note";

-- ROLLUP of one column
SELECT t0."customer_id", COUNT(*) FROM "orders" AS t0 GROUP BY ROLLUP (t0."customer_id");

-- CUBE and GROUPING, and conditions on them
-- parameters: [BIGINT]
SELECT t0."customer_id", t0."note", GROUPING(t0."customer_id"), GROUPING(t0."customer_id", t0."note") FROM "orders" AS t0 GROUP BY CUBE (t0."customer_id", t0."note") HAVING t0."customer_id" IS NOT NULL AND COUNT(*) > $1;

-- GROUPING SETS, with a column in two of them
SELECT t0."customer_id", t0."note", t0."customer_id", MAX(t0."id") FROM "orders" AS t0 GROUP BY GROUPING SETS ((t0."customer_id", t0."note"), (t0."customer_id"), ());

-- beside a key
SELECT t1."name", t1."region", t0."note", CAST(AVG(t0."total") AS VARCHAR) FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."name", ROLLUP (t1."region", t0."note");

-- concatenated
SELECT t0."customer_id", t0."placed_at" FROM "orders" AS t0 GROUP BY CUBE (t0."customer_id", t0."note"), GROUPING SETS ((t0."placed_at"), ());

-- nested
SELECT t0."customer_id", t0."note", t0."id" FROM "orders" AS t0 GROUP BY GROUPING SETS (ROLLUP (t0."customer_id"), CUBE (t0."note", t0."placed_at"), (t0."id"));

-- expressions, whose parameters are the same wherever they stand
-- parameters: [BIGINT, BIGINT]
SELECT t0."id" % $1 + $2, GROUPING(t0."id" % $1, t0."note"), COUNT(*) FROM "orders" AS t0 GROUP BY ROLLUP (t0."id" % $1, t0."note");

-- windows over the groups
-- parameters: [INTEGER]
SELECT t0."customer_id", t0."note", CAST(MAX(SUM(t0."total")) OVER () AS VARCHAR) FROM "orders" AS t0 GROUP BY ROLLUP (t0."customer_id", t0."note") QUALIFY RANK() OVER (PARTITION BY GROUPING(t0."customer_id", t0."note") ORDER BY SUM(t0."total") DESC) <= $1;


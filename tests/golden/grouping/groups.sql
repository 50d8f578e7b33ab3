-- by a column
SELECT t0."customer_id", CAST(SUM(t0."total") AS VARCHAR) FROM "orders" AS t0 GROUP BY t0."customer_id";

-- by two
SELECT t0."customer_id", t0."note", COUNT(*) FROM "orders" AS t0 GROUP BY t0."customer_id", t0."note";

-- by an expression with a parameter, which keeps its number
-- parameters: [BIGINT, BIGINT, BIGINT]
SELECT t0."id" / $1, CAST(AVG(t0."total") AS VARCHAR) FROM "orders" AS t0 WHERE t0."id" > $2 GROUP BY t0."id" / $1 HAVING t0."id" / $1 > $3 ORDER BY t0."id" / $1;

-- keys inside expressions
-- parameters: [BIGINT]
SELECT t0."customer_id" * $1 + MAX(t0."id") FROM "orders" AS t0 GROUP BY t0."customer_id";

-- HAVING
-- parameters: [DECIMAL, BIGINT]
SELECT t0."customer_id" FROM "orders" AS t0 GROUP BY t0."customer_id" HAVING SUM(t0."total") > CAST($1 AS DECIMAL(18, 0)) AND COUNT(*) >= $2;

-- into a struct, ordered by what was selected
-- parameters: [DECIMAL]
SELECT t1."name" AS "name", COUNT(*) AS "orders", CAST(SUM(t0."total") AS VARCHAR) AS "total" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."name" HAVING SUM(t0."total") > CAST($1 AS DECIMAL(18, 0)) ORDER BY SUM(t0."total") DESC, t1."name" LIMIT 5;


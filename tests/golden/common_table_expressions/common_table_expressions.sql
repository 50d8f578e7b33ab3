-- used once
-- parameters: [DECIMAL]
WITH "totals" AS (SELECT t0."customer_id" AS c0, SUM(t0."total") AS c1 FROM "orders" AS t0 GROUP BY t0."customer_id") SELECT t1.c0, CAST(t1.c1 AS VARCHAR) FROM "totals" AS t1 WHERE t1.c1 > CAST($1 AS DECIMAL(18, 0));

-- used twice
WITH "totals" AS (SELECT t0."customer_id" AS c0, SUM(t0."total") AS c1 FROM "orders" AS t0 GROUP BY t0."customer_id") SELECT t1.c0, t2.c0 FROM "totals" AS t1 JOIN "totals" AS t2 ON t1.c1 < t2.c1;

-- joined as a query
-- parameters: [DECIMAL]
WITH "totals" AS (SELECT t0."customer_id" AS c0, SUM(t0."total") AS c1 FROM "orders" AS t0 GROUP BY t0."customer_id") SELECT t1."name", CAST(t2.c1 AS VARCHAR), t3.c0 FROM "customers" AS t1 JOIN "totals" AS t2 ON t1."id" = t2.c0 LEFT JOIN (SELECT t4.c0 AS c0, t4.c1 AS c1 FROM "totals" AS t4 WHERE t4.c1 > CAST($1 AS DECIMAL(18, 0))) AS t3 ON t1."id" = t3.c0;

-- joined to a table
WITH "totals" AS (SELECT t0."customer_id" AS c0, SUM(t0."total") AS c1 FROM "orders" AS t0 GROUP BY t0."customer_id") SELECT t1."name", CAST(t2.c1 AS VARCHAR) FROM "customers" AS t1 LEFT JOIN "totals" AS t2 ON t1."id" = t2.c0 ORDER BY t1."name";

-- a model
-- parameters: [VARCHAR, BOOLEAN]
WITH "northern" AS (SELECT t0."id" AS c0, t0."name" AS c1, t0."region" AS c2, t0."active" AS c3 FROM "customers" AS t0 WHERE t0."region" = $1) SELECT t1.c0 AS "id", t1.c1 AS "name", t1.c2 AS "region", t1.c3 AS "active" FROM "northern" AS t1 WHERE t1.c3 = $2;

-- two, the second of the first
-- parameters: [DECIMAL]
WITH "totals" AS (SELECT t0."customer_id" AS c0, SUM(t0."total") AS c1 FROM "orders" AS t0 GROUP BY t0."customer_id"), "large" AS (SELECT t1.c0 AS c0 FROM "totals" AS t1 WHERE t1.c1 > CAST($1 AS DECIMAL(18, 0))) SELECT t2."id", t2."name", t2."region", t2."active" FROM "customers" AS t2 WHERE t2."id" IN (SELECT t3.c0 FROM "large" AS t3);

-- of a set operation
WITH "ids" AS (SELECT t0."id" AS c0 FROM "customers" AS t0 UNION SELECT t1."customer_id" AS c0 FROM "orders" AS t1) SELECT MAX(t2.c0) FROM "ids" AS t2;

-- recursive
-- parameters: [BIGINT]
WITH RECURSIVE "chain" (c0, c1) AS (SELECT t0."id" AS c0, t0."customer_id" AS c1 FROM "orders" AS t0 WHERE t0."id" = $1 UNION ALL SELECT t1."id" AS c0, t1."customer_id" AS c1 FROM "orders" AS t1 JOIN "chain" AS t2 ON t1."id" = t2.c1) SELECT t3.c0, t4."name" FROM "chain" AS t3 JOIN "customers" AS t4 ON t4."id" = t3.c1 LIMIT 10;


-- a sum, beside a kept column
SELECT t0.c0, CAST(t0.c3 AS VARCHAR), CAST(t0.c4 AS VARCHAR) FROM (SELECT t1."customer_id" AS c0, t1."total" AS c1, t1."note" AS c2 FROM "orders" AS t1) PIVOT (SUM(c1) FOR c2 IN ('gift' AS c3, 'it''s \\ late' AS c4)) AS t0;

-- COUNT(*), NULL among the values, and nothing kept
SELECT t0.c1, t0.c2, t0.c3 FROM (SELECT t1."big" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN (1 AS c1, -2 AS c2, NULL AS c3)) AS t0;

-- of a join that is filtered, over an expression, by an aggregate of one, and filtered and ordered
-- parameters: [VARCHAR, DECIMAL, DECIMAL, DECIMAL]
SELECT t0.c0, t0.c1, CAST(t0.c4 AS VARCHAR), CAST(t0.c5 AS VARCHAR), CAST(t0.c6 AS VARCHAR) FROM (SELECT t1."name" AS c0, COALESCE(t1."region", $1) AS c1, t2."total" * CAST($2 AS DECIMAL(18, 1)) AS c2, CAST(EXTRACT(month FROM t2."placed_at") AS INTEGER) AS c3 FROM "customers" AS t1 JOIN "orders" AS t2 ON t1."id" = t2."customer_id" WHERE t2."total" > CAST($3 AS DECIMAL(18, 0))) PIVOT (MAX(c2) FOR c3 IN (1 AS c4, 2 AS c5, 3 AS c6)) AS t0 WHERE t0.c4 > CAST($4 AS DECIMAL(18, 0)) ORDER BY t0.c6 DESC, t0.c0 LIMIT 5;

-- of a grouped query, of a common table expression, and joined
WITH "counts" AS (SELECT t0."customer_id" AS c0, t0."note" AS c1, COUNT(*) AS c2 FROM "orders" AS t0 GROUP BY t0."customer_id", t0."note") SELECT t1."name", t2.c1, t2.c2 FROM "customers" AS t1 LEFT JOIN (SELECT t3.c0 AS c0, t3.c3 AS c1, t3.c4 AS c2 FROM (SELECT t4.c0 AS c0, t4.c2 AS c1, t4.c1 AS c2 FROM "counts" AS t4) PIVOT (MIN(c1) FOR c2 IN ('gift' AS c3, NULL AS c4)) AS t3) AS t2 ON t1."id" = t2.c0;

-- joined to a table
SELECT t1."name", CAST(t0.c3 AS VARCHAR) FROM (SELECT t2."customer_id" AS c0, t2."total" AS c1, CAST(t2."placed_at" AS DATE) AS c2 FROM "orders" AS t2) PIVOT (AVG(c1) FOR c2 IN ('2024-02-29' AS c3)) AS t0 JOIN "customers" AS t1 ON t0.c0 = t1."id";

-- rows as a subquery, and their number
-- parameters: [BIGINT]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" IN (SELECT t1.c0 FROM (SELECT t2."customer_id" AS c0, t2."id" AS c1, t2."note" AS c2 FROM "orders" AS t2) PIVOT (COUNT(c1) FOR c2 IN ('gift' AS c3)) AS t1 WHERE t1.c3 > $1);


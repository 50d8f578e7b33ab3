-- ranks
SELECT ROW_NUMBER() OVER (PARTITION BY t0."customer_id" ORDER BY t0."total" DESC), RANK() OVER (ORDER BY t0."total" DESC), DENSE_RANK() OVER (ORDER BY t0."total" DESC), PERCENT_RANK() OVER (ORDER BY t0."total" DESC), CUME_DIST() OVER (ORDER BY t0."total" DESC), NTILE(4) OVER (ORDER BY t0."total" DESC), ROW_NUMBER() OVER () FROM "orders" AS t0;

-- values of other rows
SELECT CAST(LAG(t0."total", 1) OVER (ORDER BY t0."id") AS VARCHAR), LEAD(t0."note", 2) OVER (PARTITION BY t0."customer_id" ORDER BY t0."id"), FIRST_VALUE(t0."id") OVER (ORDER BY t0."id" ROWS UNBOUNDED PRECEDING), LAST_VALUE(t0."id") OVER (), NTH_VALUE(t0."id", 2) OVER (PARTITION BY t0."customer_id") FROM "orders" AS t0;

-- IGNORE NULLS
SELECT LAG(t0."note", 1) IGNORE NULLS OVER (ORDER BY t0."id"), LEAD(t0."note", 2) IGNORE NULLS OVER (ORDER BY t0."id"), FIRST_VALUE(t0."note") IGNORE NULLS OVER (PARTITION BY t0."customer_id"), LAST_VALUE(t0."note") IGNORE NULLS OVER (ORDER BY t0."id" ROWS UNBOUNDED PRECEDING), NTH_VALUE(t0."note", 2) IGNORE NULLS OVER () FROM "orders" AS t0;

-- RATIO_TO_REPORT
SELECT RATIO_TO_REPORT(t0."total") OVER (PARTITION BY t0."customer_id") FROM "orders" AS t0;

-- in ORDER BY
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 ORDER BY RANK() OVER (ORDER BY t0."total" DESC), t0."id";

-- over groups
SELECT t1."region", t1."name", CAST(SUM(t0."total") AS VARCHAR), RANK() OVER (PARTITION BY t1."region" ORDER BY SUM(t0."total") DESC, COUNT(*) DESC), CAST(LAG(SUM(t0."total"), 1) OVER (ORDER BY t1."name") AS VARCHAR), COUNT(*) FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."region", t1."name" ORDER BY t1."region", RANK() OVER (PARTITION BY t1."region" ORDER BY SUM(t0."total") DESC, COUNT(*) DESC);

-- SUM of SUM
SELECT CAST(SUM(SUM(t0."total")) OVER (ORDER BY t0."customer_id" ROWS UNBOUNDED PRECEDING) AS VARCHAR), CAST(SUM(COUNT(*)) OVER () AS BIGINT), CAST(AVG(COUNT(t0."id")) OVER () AS BIGINT), CAST(MIN(MAX(t0."total")) OVER (PARTITION BY t0."customer_id") AS VARCHAR), MAX(t0."customer_id") OVER () FROM "orders" AS t0 GROUP BY t0."customer_id";

-- the last of each group, joined
-- parameters: [BIGINT]
SELECT t0."id", t0."note" FROM "orders" AS t0 JOIN (SELECT t2."id" AS c0, ROW_NUMBER() OVER (PARTITION BY t2."customer_id" ORDER BY t2."placed_at" DESC) AS c1 FROM "orders" AS t2) AS t1 ON t0."id" = t1.c0 AND t1.c1 = $1;

-- DISTINCT
SELECT distinct_rows.c0 AS "customer_id", CAST(distinct_rows.c1 AS VARCHAR) FROM (SELECT DISTINCT t0."customer_id" AS c0, SUM(t0."total") OVER (PARTITION BY t0."customer_id") AS c1 FROM "orders" AS t0) AS distinct_rows;


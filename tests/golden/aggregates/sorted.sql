-- LISTAGG
SELECT t1."name", LISTAGG(t0."id", ', ') WITHIN GROUP (ORDER BY t0."placed_at" DESC NULLS LAST, t0."id"), LISTAGG(t0."note", ''), COUNT(*) FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."name" ORDER BY LISTAGG(t0."id", ', ') WITHIN GROUP (ORDER BY t0."placed_at" DESC NULLS LAST, t0."id");

-- LISTAGG of distinct values, with a delimiter to be escaped
SELECT LISTAGG(DISTINCT t0."region", '''\\') WITHIN GROUP (ORDER BY t0."region" DESC) FROM "customers" AS t0;

-- MEDIAN and percentiles of one order
-- parameters: [DECIMAL]
SELECT CAST(MEDIAN(t0."total") AS VARCHAR), CAST(PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY t0."total") AS VARCHAR), CAST(PERCENTILE_CONT(1) WITHIN GROUP (ORDER BY t0."total") AS VARCHAR), LISTAGG(t0."id", ' ') WITHIN GROUP (ORDER BY t0."total") FROM "orders" AS t0 GROUP BY t0."customer_id" HAVING MEDIAN(t0."total") > CAST($1 AS DECIMAL(18, 0));

-- MEDIAN by type
SELECT CAST(MEDIAN(t0."id") OVER () AS VARCHAR), CAST(MEDIAN(t0."big") OVER () AS VARCHAR), MEDIAN(t0."double") OVER (), CAST(MEDIAN(t0."date") OVER () AS VARCHAR), MEDIAN(t0."timestamp") OVER () FROM "everything" AS t0;

-- APPROXIMATE PERCENTILE_DISC, which needs no common order
SELECT APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY t0."placed_at"), APPROXIMATE PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY t0."id"), CAST(MEDIAN(t0."total") AS VARCHAR) FROM "orders" AS t0;

-- windows
SELECT LISTAGG(t0."note", ',') WITHIN GROUP (ORDER BY t0."id") OVER (PARTITION BY t0."customer_id"), LISTAGG(DISTINCT t0."note", ',') OVER (), CAST(MEDIAN(t0."total") OVER (PARTITION BY t0."customer_id", t0."placed_at") AS VARCHAR), CAST(PERCENTILE_CONT(0.6) WITHIN GROUP (ORDER BY t0."total") OVER () AS VARCHAR), PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY t0."id") OVER (PARTITION BY t0."customer_id") FROM "orders" AS t0;

-- windows over groups
SELECT t0."customer_id", CAST(MEDIAN(SUM(t0."total")) OVER () AS VARCHAR), CAST(PERCENTILE_CONT(0.6) WITHIN GROUP (ORDER BY SUM(t0."total")) OVER () AS VARCHAR), CAST(PERCENTILE_DISC(0.6) WITHIN GROUP (ORDER BY SUM(t0."total")) OVER () AS VARCHAR) FROM "orders" AS t0 GROUP BY t0."customer_id";

-- parameters
-- parameters: [VARCHAR, DECIMAL]
SELECT LISTAGG(COALESCE(t0."note", $1), '; ') WITHIN GROUP (ORDER BY t0."total" * CAST($2 AS DECIMAL(18, 0))), LISTAGG(t0."note", ' ') FROM "orders" AS t0;

-- one order in each SELECT
SELECT LISTAGG(t0."name", ',') WITHIN GROUP (ORDER BY t1.c1) FROM "customers" AS t0 JOIN (SELECT t2."customer_id" AS c0, MEDIAN(t2."id") AS c1 FROM "orders" AS t2 GROUP BY t2."customer_id") AS t1 ON t0."id" = t1.c0;


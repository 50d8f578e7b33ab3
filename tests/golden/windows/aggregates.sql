-- the whole
SELECT t0."id", COUNT(*) OVER () FROM "orders" AS t0;

-- each
-- parameters: [BIGINT]
SELECT CAST(SUM(t0."total") OVER (PARTITION BY t0."customer_id") AS VARCHAR), CAST(AVG(t0."total") OVER (PARTITION BY t0."customer_id", t0."note") AS VARCHAR), MIN(t0."id") OVER (), MAX(t0."id") OVER (), COUNT(t0."note") OVER (PARTITION BY t0."id" % $1) FROM "orders" AS t0;

-- integers, whose type Redshift widens
SELECT CAST(SUM(t0."id") OVER () AS BIGINT), CAST(AVG(t0."id") OVER () AS BIGINT) FROM "orders" AS t0;

-- running
SELECT t0."id", CAST(SUM(t0."total") OVER (PARTITION BY t0."customer_id" ORDER BY t0."placed_at" DESC NULLS LAST, t0."id" ROWS UNBOUNDED PRECEDING) AS VARCHAR) FROM "orders" AS t0;

-- frames
SELECT COUNT(t0."id") OVER (ORDER BY t0."id" ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), COUNT(t0."id") OVER (ORDER BY t0."id" ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING), COUNT(t0."id") OVER (ORDER BY t0."id" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), COUNT(t0."id") OVER (ORDER BY t0."id" ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) FROM "orders" AS t0;

-- inside expressions
-- parameters: [DECIMAL]
SELECT -CAST(SUM(t0."id") OVER () AS BIGINT), CAST(t0."total" / NULLIF(SUM(t0."total") OVER (), CAST($1 AS DECIMAL(18, 0))) AS VARCHAR), t0."total" > AVG(t0."total") OVER () FROM "orders" AS t0;

-- parameters
-- parameters: [BIGINT, BIGINT, BIGINT, BIGINT]
SELECT CAST(SUM(t0."id" + $1) OVER (PARTITION BY t0."id" % $2 ORDER BY t0."id" * $3 ROWS UNBOUNDED PRECEDING) AS BIGINT) FROM "orders" AS t0 WHERE t0."id" > $4 ORDER BY CAST(SUM(t0."id" + $1) OVER (PARTITION BY t0."id" % $2 ORDER BY t0."id" * $3 ROWS UNBOUNDED PRECEDING) AS BIGINT);


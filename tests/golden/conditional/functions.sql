-- COALESCE
-- parameters: [VARCHAR]
SELECT COALESCE(t0."note", $1) FROM "orders" AS t0;

-- COALESCE of several
-- parameters: [VARCHAR]
SELECT COALESCE(t0."note", t1."region", t1."name", $1) FROM "orders" AS t0 LEFT JOIN "customers" AS t1 ON t0."customer_id" = t1."id";

-- NVL
-- parameters: [VARCHAR]
SELECT NVL(t0."note", t0."note", $1) FROM "orders" AS t0;

-- a value for a value
-- parameters: [VARCHAR, INTEGER, VARCHAR, INTEGER, INTEGER, BIGINT, VARCHAR, NULL, BIGINT, BIGINT, BIGINT, BIGINT, VARCHAR]
SELECT CASE t0."note" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE $5 END, CASE (t0."id" + $6) WHEN t0."customer_id" THEN t0."note" END, DECODE(t0."note", $7, t0."id", $8, $9, $10) * $11, DECODE(t0."id", $12, $13) FROM "orders" AS t0;

-- NVL2
-- parameters: [BIGINT]
SELECT NVL2(t0."note", t0."id", $1) FROM "orders" AS t0;

-- NULLIF
-- parameters: [BIGINT]
SELECT CAST(t0."total" / NULLIF(t0."id", $1) AS VARCHAR) FROM "orders" AS t0;

-- GREATEST and LEAST
-- parameters: [BIGINT, BIGINT, BIGINT]
SELECT GREATEST(t0."id", t0."customer_id", $1), GREATEST(LEAST(t0."id", $2), $3) FROM "orders" AS t0;

-- over an aggregate
-- parameters: [DECIMAL]
SELECT CAST(COALESCE(SUM(t0."total"), CAST($1 AS DECIMAL(18, 0))) AS VARCHAR) FROM "orders" AS t0;


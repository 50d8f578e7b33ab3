-- COALESCE
-- parameters: [VARCHAR]
SELECT COALESCE(t0."note", $1) FROM "orders" AS t0;

-- COALESCE of several
-- parameters: [VARCHAR]
SELECT COALESCE(t0."note", t1."region", t1."name", $1) FROM "orders" AS t0 LEFT JOIN "customers" AS t1 ON t0."customer_id" = t1."id";

-- NVL
-- parameters: [VARCHAR]
SELECT NVL(t0."note", t0."note", $1) FROM "orders" AS t0;

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


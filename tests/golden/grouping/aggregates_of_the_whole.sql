-- each
SELECT CAST(SUM(t0."total") AS VARCHAR), CAST(AVG(t0."total") AS VARCHAR), MIN(t0."id"), MAX(t0."id"), COUNT(t0."note"), COUNT(*) FROM "orders" AS t0;

-- DISTINCT
SELECT COUNT(DISTINCT t0."customer_id") FROM "orders" AS t0;

-- of an expression
-- parameters: [DECIMAL]
SELECT CAST(SUM(t0."total" * CAST($1 AS DECIMAL(18, 0))) AS VARCHAR) FROM "orders" AS t0;

-- with a constant
-- parameters: [DECIMAL]
SELECT CAST(SUM(t0."total") * CAST($1 AS DECIMAL(18, 0)) / COUNT(*) AS VARCHAR) FROM "orders" AS t0;


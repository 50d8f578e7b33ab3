-- around an expression
-- parameters: [DECIMAL, DECIMAL]
SELECT CAST((t0."total" + CAST($1 AS DECIMAL(18, 0))) * 1.2 AS VARCHAR), CAST((t0."total" % 7) * CAST($2 AS DECIMAL(18, 0)) AS VARCHAR) FROM "orders" AS t0;

-- of arguments
-- parameters: [VARCHAR, VARCHAR, VARCHAR]
SELECT INITCAP((t0."note" || $1)), LEN('{} $1 ' || $2), 1 + 1 FROM "orders" AS t0 WHERE my_udf(t0."note", $3);

-- of a group
-- parameters: [BIGINT]
SELECT t0."id" & $1, CAST(MAX(t0."total") - MIN(t0."total") AS VARCHAR) FROM "orders" AS t0 GROUP BY t0."id" & $1;


-- each operator
-- parameters: [BIGINT, BIGINT, BIGINT, BIGINT, BIGINT]
SELECT t0."id" + $1, t0."id" - $2, t0."id" * $3, t0."id" / $4, t0."id" % $5, -t0."id" FROM "orders" AS t0;

-- precedence
-- parameters: [BIGINT, BIGINT, BIGINT, BIGINT]
SELECT (t0."id" + $1) * $2, t0."id" + t0."customer_id" * $3, t0."id" - (t0."id" - $4) FROM "orders" AS t0;

-- signs
-- parameters: [BIGINT]
SELECT -(t0."id" + $1), t0."id" - -t0."id", -(-t0."id") FROM "orders" AS t0;

-- DECIMAL
-- parameters: [DECIMAL, DECIMAL]
SELECT CAST(t0."total" * CAST($1 AS DECIMAL(18, 1)) AS VARCHAR), CAST(t0."total" + t0."id" AS VARCHAR), CAST(t0."id" * CAST($2 AS DECIMAL(18, 1)) AS VARCHAR) FROM "orders" AS t0;

-- in a condition
-- parameters: [DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" * t0."id" > t0."total" + CAST($1 AS DECIMAL(18, 0));

-- an integer beside DECIMAL
-- parameters: [INTEGER, INTEGER, INTEGER]
SELECT CAST(t0."total" * $1 AS VARCHAR), CAST((t0."total" + $2) / $3 AS VARCHAR) FROM "orders" AS t0;

-- a value on the left
-- parameters: [INTEGER, DECIMAL, INTEGER, DOUBLE PRECISION, INTEGER, BIGINT]
SELECT CAST($1 * t0."total" AS VARCHAR), CAST(CAST($2 AS DECIMAL(18, 0)) - t0."total" / $3 AS VARCHAR), $4 * t0."id", $5 - (t0."id" - $6) FROM "orders" AS t0;


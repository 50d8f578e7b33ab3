-- a value and an expression
-- parameters: [VARCHAR, DECIMAL, BIGINT]
UPDATE "orders" SET "note" = $1, "total" = "orders"."total" + CAST($2 AS DECIMAL(18, 0)) WHERE "orders"."id" = $3;

-- several in a tuple
-- parameters: [VARCHAR, DECIMAL, BIGINT]
UPDATE "orders" SET "note" = $1, "total" = CAST($2 AS DECIMAL(12, 2)) WHERE "orders"."id" = $3;

-- as many as are given
-- parameters: [VARCHAR, DECIMAL, BIGINT]
UPDATE "orders" SET "note" = $1, "total" = CAST($2 AS DECIMAL(12, 2)) WHERE "orders"."id" = $3;

-- NULL
-- parameters: [NULL, VARCHAR]
UPDATE "orders" SET "note" = $1 WHERE "orders"."note" = $2;

-- a DECIMAL has the column's type
-- parameters: [DECIMAL]
UPDATE "orders" SET "total" = CAST($1 AS DECIMAL(12, 2));

-- a SUPER
-- parameters: [SUPER]
UPDATE "orders" SET "payload" = JSON_PARSE($1);

-- another column
UPDATE "orders" SET "customer_id" = "orders"."id";


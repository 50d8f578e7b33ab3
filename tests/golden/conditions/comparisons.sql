-- =
-- parameters: [BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" = $1;

-- <>
-- parameters: [BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" <> $1;

-- < and <=
-- parameters: [BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" < $1 AND t0."id" <= $2;

-- > and >=
-- parameters: [BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" > $1 AND t0."id" >= $2;

-- text, borrowed
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" = $1;

-- text, owned and by reference
-- parameters: [VARCHAR, VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" = $1 OR t0."name" = $2;

-- DECIMAL has its own scale
-- parameters: [DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" > CAST($1 AS DECIMAL(18, 3));

-- DECIMAL of over 18 digits
-- parameters: [DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" < CAST($1 AS DECIMAL(38, 1));

-- DECIMAL and integers
-- parameters: [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" > $1 AND t0."total" IN ($2, $3) OR t0."total" BETWEEN $4 AND $5;

-- TIMESTAMPTZ
-- parameters: [TIMESTAMPTZ]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."placed_at" >= $1;

-- two columns
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" = t0."customer_id";

-- BETWEEN
-- parameters: [BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" BETWEEN $1 AND $2;

-- NOT BETWEEN
-- parameters: [DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" NOT BETWEEN CAST($1 AS DECIMAL(18, 0)) AND t0."total";

-- a condition compared with nothing
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."active";

-- NOT of a BOOLEAN column
-- parameters: [BOOLEAN]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."active" = $1;


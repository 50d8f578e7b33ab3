-- IN, padded to four
-- parameters: [BIGINT, BIGINT, BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."customer_id" IN ($1, $2, $3, $4);

-- NOT IN
-- parameters: [VARCHAR, VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" NOT IN ($1, $2);

-- from a Vec
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" IN ($1);

-- an empty list is true of no row
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE 1 = 0;

-- NOT IN an empty list is true of every row
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE 1 = 1;

-- DECIMAL
-- parameters: [DECIMAL, DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" IN (CAST($1 AS DECIMAL(18, 1)), CAST($2 AS DECIMAL(18, 0)));


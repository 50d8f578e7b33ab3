-- several filters are joined by AND
-- parameters: [BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE (t0."id" > $1 OR t0."id" < $2) AND t0."note" IS NULL;

-- OR inside AND
-- parameters: [BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" > $1 AND (t0."id" < $2 OR t0."note" IS NULL);

-- AND inside OR
-- parameters: [BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" > $1 AND t0."id" < $2 OR t0."note" IS NULL;

-- NOT
-- parameters: [BIGINT, BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE NOT (t0."id" > $1 AND t0."id" < $2);

-- !
-- parameters: [BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE NOT t0."id" = $1;

-- NOT inside AND
-- parameters: [BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" > $1 AND NOT t0."note" IS NULL;

-- a condition compared inside a condition
-- parameters: [TIMESTAMPTZ]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."placed_at" >= $1;


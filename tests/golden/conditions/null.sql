-- IS NULL
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."note" IS NULL;

-- IS NOT NULL
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."note" IS NOT NULL;

-- of an expression
-- parameters: [VARCHAR]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."note" || $1 IS NULL;


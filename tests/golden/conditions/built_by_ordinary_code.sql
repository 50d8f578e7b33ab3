-- without
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0;

-- with
-- parameters: [DECIMAL, VARCHAR, VARCHAR]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" >= CAST($1 AS DECIMAL(18, 0)) AND t0."note" <> $2 AND t0."note" <> $3;


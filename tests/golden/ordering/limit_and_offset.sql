-- literals, never bound
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 ORDER BY t0."id" LIMIT 20 OFFSET 40;

-- in SQL's order whatever the order of calls
-- parameters: [BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."id" > $1 ORDER BY t0."id" LIMIT 3;

-- the most that Redshift takes
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 LIMIT 2147483647;


-- directions
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 ORDER BY t0."placed_at" DESC, t0."id";

-- NULLS FIRST and LAST
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 ORDER BY t0."note" NULLS FIRST, t0."note" DESC NULLS LAST;

-- several calls add up
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 ORDER BY t0."note", t0."id" DESC;

-- an expression
-- parameters: [DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 ORDER BY t0."total" * CAST($1 AS DECIMAL(18, 0)) DESC;

-- chosen at run time
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 ORDER BY t0."total" DESC, t0."id";

-- after select: what was selected, its parameters' numbers kept
-- parameters: [DECIMAL]
SELECT t0."id", CAST(t0."total" * CAST($1 AS DECIMAL(18, 1)) AS VARCHAR) FROM "orders" AS t0 ORDER BY t0."total" * CAST($1 AS DECIMAL(18, 1)) DESC, t0."id";


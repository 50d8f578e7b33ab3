-- names and numbers
SELECT CAST(t0."payload"."items"[0]."sku" AS VARCHAR(65535)) FROM "orders" AS t0;

-- names of any letters
SELECT JSON_SERIALIZE(t0."payload".eventType), JSON_SERIALIZE(t0."payload"."a ""b"""), JSON_SERIALIZE(t0."payload"."größe"), JSON_SERIALIZE(t0."payload"."order"), JSON_SERIALIZE(t0."payload"."X y"), JSON_SERIALIZE(t0."payload"."2A") FROM "orders" AS t0;

-- the first of an array of arrays
SELECT JSON_SERIALIZE(t0."payload"[0][1]) FROM "orders" AS t0;

-- in every clause
-- parameters: [VARCHAR]
SELECT JSON_SERIALIZE(t0."payload"."channel"), CAST(SUM(CAST(t0."payload"."price" AS DECIMAL(12, 2))) AS VARCHAR) FROM "orders" AS t0 WHERE CAST(t0."payload"."channel" AS VARCHAR(65535)) = $1 GROUP BY t0."payload"."channel" HAVING t0."payload"."channel" IS NOT NULL ORDER BY t0."payload"."channel";

-- of a derived table
SELECT t0."id", CAST(t1.c1[0]."sku" AS VARCHAR(65535)) FROM "orders" AS t0 JOIN (SELECT t2."id" AS c0, t2."payload"."items" AS c1 FROM "orders" AS t2 LIMIT 5) AS t1 ON t0."id" = t1.c0;

-- values are compared by their dynamic types
-- parameters: [SUPER]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."payload"."channel" = JSON_PARSE($1) OR t0."payload"."a" = t0."payload"."b";


-- values beside a path
-- parameters: [DECIMAL, INTEGER, DOUBLE PRECISION, INTEGER, INTEGER, INTEGER]
SELECT JSON_SERIALIZE(t0."payload"."n" * CAST($1 AS DECIMAL(18, 1))), JSON_SERIALIZE(t0."payload"."n" / $2), JSON_SERIALIZE(t0."payload"."n" - $3), JSON_SERIALIZE(-t0."payload"."n" % $4) FROM "orders" AS t0 WHERE CAST(t0."payload"."n" + $5 AS INTEGER) > $6;

-- paths and columns
-- parameters: [INTEGER]
SELECT JSON_SERIALIZE(t0."total" * t0."payload"."n"), JSON_SERIALIZE((t0."payload"."n" + t0."payload"."price") * t0."id"), JSON_SERIALIZE(t0."id" - t0."payload"."n" * (t0."payload"."price" + $1)) FROM "orders" AS t0;


-- any
SELECT t0."customer_id", JSON_SERIALIZE(ANY_VALUE(t0."payload")), CAST(ANY_VALUE(t0."total") AS VARCHAR), ANY_VALUE(t0."note") FROM "orders" AS t0 GROUP BY t0."customer_id";

-- bits
-- parameters: [BIGINT]
SELECT BIT_AND(t0."id"), BIT_OR(t0."id" % $1) FROM "orders" AS t0;

-- booleans
-- parameters: [VARCHAR, VARCHAR]
SELECT t0."region", BOOL_AND(t0."active"), BOOL_OR(t0."id"), BOOL_AND(t0."name" <> $1 AND t0."region" IS NOT NULL) FROM "customers" AS t0 GROUP BY t0."region" HAVING BOOL_OR(t0."name" LIKE $2);


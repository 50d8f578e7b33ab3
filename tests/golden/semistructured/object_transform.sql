-- KEEP and SET
-- parameters: [INTEGER, VARCHAR]
SELECT JSON_SERIALIZE(OBJECT_TRANSFORM(t0."payload" KEEP '"name"."first"', '"age"' SET '"age"', t0."payload"."age" + $1, '"it''s"."a.b \\"', $2)) FROM "orders" AS t0;

-- KEEP alone
SELECT JSON_SERIALIZE(OBJECT_TRANSFORM(t0."payload"."p" KEEP '"a"')) FROM "orders" AS t0;

-- SET alone
SELECT JSON_SERIALIZE(OBJECT_TRANSFORM(t0."payload" SET '"id"', t0."id")) FROM "orders" AS t0;

-- neither
SELECT JSON_SERIALIZE(OBJECT_TRANSFORM(t0."payload")) FROM "orders" AS t0;

-- of a group
SELECT JSON_SERIALIZE(OBJECT_TRANSFORM(t0."payload" SET '"orders"', COUNT(t0."id"))) FROM "orders" AS t0 GROUP BY t0."payload";


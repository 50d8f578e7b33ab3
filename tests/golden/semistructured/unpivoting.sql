-- an object
SELECT t0."id", a1, JSON_SERIALIZE(t1) FROM "orders" AS t0, UNPIVOT t0."payload" AS t1 AT a1;

-- the objects of an array
-- parameters: [VARCHAR]
SELECT CAST(t2 AS VARCHAR(65535)) FROM "orders" AS t0, t0."payload"."items" AS t1, UNPIVOT t1 AS t2 AT a2 WHERE a2 = $1;


-- made of values
-- parameters: [VARCHAR, BOOLEAN, DECIMAL]
SELECT JSON_SERIALIZE(ARRAY()), JSON_SERIALIZE(ARRAY(t0."id", $1, $2, CAST($3 AS DECIMAL(18, 2)))), JSON_SERIALIZE(ARRAY(t0."total", ARRAY(t0."note"))) FROM "orders" AS t0;

-- made of groups
-- parameters: [INTEGER]
SELECT JSON_SERIALIZE(ARRAY(t0."customer_id", SUM(t0."total"))), JSON_SERIALIZE(ARRAY(COUNT(*), $1)) FROM "orders" AS t0 GROUP BY t0."customer_id";

-- put together and taken apart
-- parameters: [INTEGER, INTEGER, SUPER, INTEGER, INTEGER, VARCHAR]
SELECT JSON_SERIALIZE(ARRAY_CONCAT(t0."payload", ARRAY($1, $2))), JSON_SERIALIZE(ARRAY_CONCAT(t0."payload"."tags", JSON_PARSE($3))), JSON_SERIALIZE(ARRAY_FLATTEN(t0."payload"."tags")), JSON_SERIALIZE(SUBARRAY(t0."payload"."tags", $4, $5)), JSON_SERIALIZE(SPLIT_TO_ARRAY(t0."note", $6)) FROM "orders" AS t0;

-- searched
-- parameters: [NULL, VARCHAR, INTEGER, VARCHAR]
SELECT ARRAY_POSITION(t0."payload"."tags", $1), ARRAY_POSITION(t0."payload"."tags", $2, FALSE), JSON_SERIALIZE(ARRAY_POSITIONS(t0."payload"."tags", $3)), JSON_SERIALIZE(ARRAY_POSITIONS(t0."payload"."tags", t0."total", FALSE)) FROM "orders" AS t0 WHERE ARRAY_CONTAINS(t0."payload"."tags", $4) AND ARRAY_CONTAINS(t0."payload"."ids", t0."id", FALSE);

-- as sets
SELECT JSON_SERIALIZE(ARRAY_DISTINCT(t0."payload"."a")), JSON_SERIALIZE(ARRAY_UNION(t0."payload"."a", t0."payload"."b")), JSON_SERIALIZE(ARRAY_EXCEPT(t0."payload"."a", t0."payload"."b")), JSON_SERIALIZE(ARRAY_EXCEPT(t0."payload"."a", t0."payload"."b", TRUE)), JSON_SERIALIZE(ARRAY_INTERSECTION(t0."payload"."a", t0."payload"."b")), JSON_SERIALIZE(ARRAY_INTERSECTION(t0."payload"."a", t0."payload"."b", TRUE)) FROM "orders" AS t0 WHERE ARRAYS_OVERLAP(t0."payload"."a", t0."payload"."b");

-- sorted
SELECT JSON_SERIALIZE(ARRAY_SORT(t0."payload"."tags")), JSON_SERIALIZE(ARRAY_SORT(t0."payload"."tags", FALSE)), JSON_SERIALIZE(ARRAY_SORT(t0."payload"."tags", TRUE, TRUE)), JSON_SERIALIZE(ARRAY_SORT(t0."payload"."tags", FALSE, FALSE)) FROM "orders" AS t0;


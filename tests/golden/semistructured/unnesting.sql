-- every element
-- parameters: [INTEGER]
SELECT t0."id", JSON_SERIALIZE(t1), CAST(t1."sku" AS VARCHAR(65535)) FROM "orders" AS t0, t0."payload"."items" AS t1 WHERE CAST(t1."quantity" AS INTEGER) > $1;

-- elements of elements, grouped
SELECT CAST(t2 AS VARCHAR(65535)), COUNT(*) FROM "orders" AS t0, t0."payload"."items" AS t1, t1."tags" AS t2 GROUP BY CAST(t2 AS VARCHAR(65535));

-- with the index
SELECT t1."name", JSON_SERIALIZE(t2), CAST(i2 AS BIGINT) FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id", t0."payload"."items" AS t2 AT i2 ORDER BY t0."id", CAST(i2 AS BIGINT);

-- rows without elements are kept
SELECT t0."id", CAST(t1 AS VARCHAR(65535)) FROM "orders" AS t0 LEFT JOIN t0."payload"."tags" AS t1 ON TRUE;

-- before a join
SELECT JSON_SERIALIZE(t1."sku"), t2."name" FROM "orders" AS t0 JOIN t0."payload"."items" AS t1 ON TRUE JOIN "customers" AS t2 ON CAST(t1."seller" AS BIGINT) = t2."id";

-- of a derived table, counted
SELECT t0."name", JSON_TYPEOF(t2) FROM "customers" AS t0 JOIN (SELECT t3."id" AS c0, t3."payload"."items" AS c1 FROM "orders" AS t3 LIMIT 3) AS t1 ON t0."id" = t1.c0, t1.c1 AS t2;


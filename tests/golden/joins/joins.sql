-- inner
SELECT t0."id", t1."name" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id";

-- left: the other side is nullable
SELECT t0."id", t1."name" FROM "orders" AS t0 LEFT JOIN "customers" AS t1 ON t0."customer_id" = t1."id" WHERE t1."name" IS NULL;

-- a table with itself
SELECT t0."id", t1."id" FROM "orders" AS t0 JOIN "orders" AS t1 ON t0."customer_id" = t1."customer_id" AND t0."id" < t1."id";

-- a filtered source
-- parameters: [VARCHAR, BIGINT]
SELECT t0."id", t1."name" FROM "orders" AS t0 LEFT JOIN (SELECT t2."id", t2."name", t2."region", t2."active" FROM "customers" AS t2 WHERE t2."region" = $1) AS t1 ON t0."customer_id" = t1."id" WHERE t0."id" > $2;

-- whole models of both sides
SELECT t0."id", t0."name", t0."region", t0."active", t1."id", t1."name", t1."region", t1."active" FROM "customers" AS t0 LEFT JOIN "customers" AS t1 ON t0."id" = t1."id";

-- eight sources
SELECT t0."id", t3."name", t4."region", t7."active" FROM "customers" AS t0 JOIN "customers" AS t1 ON t0."id" = t1."id" JOIN "customers" AS t2 ON t0."id" = t2."id" LEFT JOIN "customers" AS t3 ON t0."id" = t3."id" LEFT JOIN "customers" AS t4 ON t0."id" = t4."id" JOIN "customers" AS t5 ON t0."id" = t5."id" JOIN "customers" AS t6 ON t0."id" = t6."id" JOIN "customers" AS t7 ON t0."id" = t7."id";


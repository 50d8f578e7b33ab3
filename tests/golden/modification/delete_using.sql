-- another table
DELETE FROM "orders" USING "customers" AS t0 WHERE "orders"."customer_id" = t0."id" AND t0."region" IS NULL;

-- two sources, one of them a query
-- parameters: [VARCHAR]
DELETE FROM "orders" USING (SELECT t2."customer_id" AS c0, MAX(t2."id") AS c1 FROM "orders" AS t2 GROUP BY t2."customer_id") AS t0, (SELECT t3."id", t3."name", t3."region", t3."active" FROM "customers" AS t3 WHERE t3."active") AS t1 WHERE "orders"."customer_id" = t0.c0 AND "orders"."customer_id" = t1."id" AND "orders"."id" < t0.c1 AND t1."name" <> $1;

-- the table itself
DELETE FROM "orders" USING "orders" AS t0 WHERE "orders"."note" = t0."note" AND "orders"."id" > t0."id";


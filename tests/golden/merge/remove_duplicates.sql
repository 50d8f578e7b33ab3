-- of a query with the table's columns
-- parameters: [VARCHAR, BOOLEAN]
MERGE INTO "customers" USING (SELECT t1."customer_id" AS c0, COALESCE(MAX(t1."note"), $1) AS c1, MIN(t1."note") AS c2, CAST($2 AS BOOLEAN) AS c3 FROM "orders" AS t1 GROUP BY t1."customer_id") AS t0 ON "customers"."id" = t0.c0 REMOVE DUPLICATES;


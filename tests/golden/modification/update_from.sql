-- another table
UPDATE "orders" SET "note" = t0."name" FROM "customers" AS t0 WHERE "orders"."customer_id" = t0."id";

-- two tables and a filter
-- parameters: [DECIMAL, VARCHAR, SMALLINT]
UPDATE "orders" SET "total" = "orders"."total" + COALESCE(t1."decimal", CAST($1 AS DECIMAL(18, 0))), "note" = t0."region" FROM "customers" AS t0, "everything" AS t1 WHERE "orders"."customer_id" = t0."id" AND t0."name" = COALESCE(t1."text", $2) AND t1."small" > $3 AND t0."active";

-- a filtered table
UPDATE "orders" SET "note" = t0."name" FROM (SELECT t1."id", t1."name", t1."region", t1."active" FROM "customers" AS t1 WHERE t1."active") AS t0 WHERE "orders"."customer_id" = t0."id";

-- a query
-- parameters: [DECIMAL]
UPDATE "orders" SET "total" = COALESCE(t0.c1, CAST($1 AS DECIMAL(18, 0))) FROM (SELECT t1."customer_id" AS c0, MAX(t1."total") AS c1 FROM "orders" AS t1 GROUP BY t1."customer_id") AS t0 WHERE "orders"."customer_id" = t0.c0;

-- a query with a common table expression
-- parameters: [BOOLEAN]
UPDATE "customers" SET "active" = $1 FROM (WITH "recent" AS (SELECT t1."customer_id" AS c0 FROM "orders" AS t1 ORDER BY t1."id" DESC LIMIT 10) SELECT DISTINCT t2.c0 AS c0 FROM "recent" AS t2) AS t0 WHERE "customers"."id" = t0.c0;

-- the table itself
-- parameters: [BIGINT]
UPDATE "orders" SET "note" = t0."note" FROM "orders" AS t0 WHERE "orders"."id" = t0."id" + $1 AND "orders"."note" IS NULL;

-- a subquery in SET
UPDATE "customers" SET "region" = (SELECT MAX(t0."note") FROM "orders" AS t0 WHERE t0."customer_id" = "customers"."id");

-- a table that is called as an alias
UPDATE "t0" SET "next" = t1."id" FROM "t0" AS t1 WHERE "t0"."id" = t1."next";


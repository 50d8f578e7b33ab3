-- EXISTS, correlated
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE EXISTS (SELECT 1 FROM "orders" AS t1 WHERE t1."customer_id" = t0."id");

-- NOT EXISTS
-- parameters: [DECIMAL, VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE NOT EXISTS (SELECT 1 FROM "orders" AS t1 WHERE t1."customer_id" = t0."id" AND t1."total" > CAST($1 AS DECIMAL(18, 0))) AND t0."region" = $2;

-- IN
-- parameters: [DECIMAL]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" IN (SELECT t1."customer_id" FROM "orders" AS t1 WHERE t1."total" > CAST($1 AS DECIMAL(18, 0)));

-- NOT IN
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" NOT IN (SELECT DISTINCT t1."customer_id" FROM "orders" AS t1);

-- IN of a grouped query
-- parameters: [BIGINT]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" IN (SELECT t1."customer_id" FROM "orders" AS t1 GROUP BY t1."customer_id" HAVING COUNT(*) >= $1);

-- a value compared
SELECT t0."id" FROM "orders" AS t0 WHERE t0."total" = (SELECT MAX(t1."total") FROM "orders" AS t1);

-- a value selected, correlated, and ordered by
-- parameters: [DECIMAL]
SELECT t0."name", CAST((SELECT SUM(t1."total") FROM "orders" AS t1 WHERE t1."customer_id" = t0."id" AND t1."total" > CAST($1 AS DECIMAL(18, 0))) AS VARCHAR) FROM "customers" AS t0 ORDER BY (SELECT SUM(t1."total") FROM "orders" AS t1 WHERE t1."customer_id" = t0."id" AND t1."total" > CAST($1 AS DECIMAL(18, 0))) DESC LIMIT 3;

-- the latest of a customer
SELECT t0."name", (SELECT t1."placed_at" FROM "orders" AS t1 WHERE t1."customer_id" = t0."id" ORDER BY t1."placed_at" DESC LIMIT 1) FROM "customers" AS t0;

-- in a derived table, in a subquery
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" IN (SELECT t1."id" FROM "customers" AS t1 JOIN (SELECT t3."customer_id" AS c0, SUM(t3."total") AS c1 FROM "orders" AS t3 GROUP BY t3."customer_id") AS t2 ON t1."id" = t2.c0);

-- = ANY and <> ALL
-- parameters: [DECIMAL]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" = ANY (SELECT t1."customer_id" FROM "orders" AS t1) AND NOT t0."id" <> ALL (SELECT t2."customer_id" FROM "orders" AS t2 GROUP BY t2."customer_id" HAVING MAX(t2."total") > CAST($1 AS DECIMAL(18, 0)));

-- UPDATE
-- parameters: [VARCHAR, VARCHAR]
UPDATE "orders" SET "note" = $1 WHERE "orders"."customer_id" IN (SELECT t0."id" FROM "customers" AS t0 WHERE t0."region" = $2);

-- DELETE, correlated
DELETE FROM "orders" WHERE NOT EXISTS (SELECT 1 FROM "customers" AS t0 WHERE t0."id" = "orders"."customer_id");


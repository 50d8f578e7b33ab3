-- all of a model's
SELECT t0."id" AS "id", t0."name" AS "name", t0."region" AS "region", t0."active" AS "active" FROM "ada" AS t0;

-- all of others
SELECT t0."c0", t0."c1" FROM "ids" AS t0;

-- joined as it is
SELECT t0."id", t1."name" FROM "orders" AS t0 LEFT JOIN "ada" AS t1 ON t0."customer_id" = t1."id";

-- joined as a query
-- parameters: [BOOLEAN]
SELECT t0."c0", t0."c1", t1.c0 AS "id", t1.c1 AS "name", t1.c2 AS "region", t1.c3 AS "active", t2."c0", t2."c1" FROM "ids" AS t0 JOIN (SELECT t3."id" AS c0, t3."name" AS c1, t3."region" AS c2, t3."active" AS c3 FROM "ada" AS t3 WHERE t3."active" = $1) AS t1 ON t1.c0 = t0."c0" JOIN "ids" AS t2 ON t0."c1" < t2."c1";

-- in a subquery
SELECT t0."id" FROM "orders" AS t0 WHERE t0."customer_id" IN (SELECT t1."id" FROM "ada" AS t1);

-- in a derived table
SELECT MAX(t0.c1) FROM (SELECT DISTINCT t1."c0" AS c0, t1."c1" AS c1 FROM "ids" AS t1) AS t0;

-- in a set operation
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "ada" AS t1 UNION SELECT t2."id" AS c0 FROM "ada" AS t2) AS t0;

-- in a common table expression
WITH "both" AS (SELECT t0."id" AS c0 FROM "ada" AS t0) SELECT t1.c0 FROM "both" AS t1;

-- in an INSERT
-- parameters: [NULL, NULL]
INSERT INTO "kept spend" ("customer_id", "orders", "total", "note") SELECT t0."c0", t0."c1", CAST($1 AS DECIMAL(18, 0)), CAST($2 AS VARCHAR(256)) FROM "ids" AS t0;

-- in an INSERT into it
-- parameters: [BIGINT]
INSERT INTO "ids" ("c0", "c1") SELECT t0."c0", t0."c1" FROM "ids" AS t0 WHERE t0."c1" > $1;

-- in an UPDATE
UPDATE "orders" SET "note" = t0."name" FROM "ada" AS t0 WHERE "orders"."customer_id" = t0."id";

-- in a DELETE
DELETE FROM "orders" USING "ids" AS t0 WHERE "orders"."id" = t0."c0";

-- in a MERGE
-- parameters: [TIMESTAMPTZ, DECIMAL, NULL, NULL]
MERGE INTO "orders" USING "ids" AS t0 ON "orders"."customer_id" = t0."c0" WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT ("customer_id", "placed_at", "total", "note", "payload") VALUES (t0."c0", $1, CAST($2 AS DECIMAL(12, 2)), $3, JSON_PARSE($4));

-- in a CREATE TABLE AS
CREATE TABLE "kept spend" ("customer_id", "orders", "total", "note")
BACKUP NO
DISTKEY ("customer_id")
COMPOUND SORTKEY ("total", "customer_id")
AS SELECT t0."c0", t0."c1", CAST(NULL AS DECIMAL(18, 0)), CAST(CAST(NULL AS VARCHAR(256)) AS VARCHAR(256)) FROM "ids" AS t0;

-- in another
CREATE TEMPORARY TABLE "largest" ("c0")
AS SELECT MAX(t0."c1") FROM "ids" AS t0;


-- keys, names and attributes are the model's
CREATE TABLE "kept spend" ("customer_id", "orders", "total", "note")
BACKUP NO
DISTKEY ("customer_id")
COMPOUND SORTKEY ("total", "customer_id")
AS SELECT t0."customer_id", COUNT(*), SUM(t0."total"), MIN(t0."note") FROM "orders" AS t0 GROUP BY t0."customer_id";

-- values are literals
CREATE TABLE "kept spend" ("customer_id", "orders", "total", "note")
BACKUP NO
DISTKEY ("customer_id")
COMPOUND SORTKEY ("total", "customer_id")
AS SELECT t0."customer_id", CAST(CAST('1' AS BIGINT) AS BIGINT), t0."total", CAST('late' AS VARCHAR(65535)) FROM "orders" AS t0 WHERE t0."note" = 'it''s late' AND t0."placed_at" < CAST('1970-01-01 00:00:00.000000+00' AS TIMESTAMPTZ) ORDER BY t0."customer_id" LIMIT 10;

-- with a common table expression
CREATE TABLE "kept spend" ("customer_id", "orders", "total", "note")
BACKUP NO
DISTKEY ("customer_id")
COMPOUND SORTKEY ("total", "customer_id")
AS WITH "spend" AS (SELECT t0."customer_id" AS c0, COUNT(*) AS c1, SUM(t0."total") AS c2, MIN(t0."note") AS c3 FROM "orders" AS t0 GROUP BY t0."customer_id") SELECT DISTINCT t1.c0, t1.c1, t1.c2, t1.c3 FROM "spend" AS t1;

-- of a set operation
CREATE TABLE "kept spend" ("customer_id", "orders", "total", "note")
BACKUP NO
DISTKEY ("customer_id")
COMPOUND SORTKEY ("total", "customer_id")
AS SELECT t0.c0, t0.c1, t0.c2, t0.c3 FROM (SELECT t1."customer_id" AS c0, t1."id" AS c1, t1."total" AS c2, t1."note" AS c3 FROM "orders" AS t1 UNION ALL SELECT t2."customer_id" AS c0, t2."id" AS c1, t2."total" AS c2, t2."note" AS c3 FROM "orders" AS t2) AS t0;


-- with attributes
CREATE MATERIALIZED VIEW "reports"."totals" BACKUP NO DISTKEY ("who") SORTKEY ("orders", "who") AUTO REFRESH YES AS SELECT t1."name" AS "who", COUNT(*) AS "orders", SUM(t0."total") AS "total" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" WHERE t0."total" > CAST('0.5' AS DECIMAL(18, 1)) GROUP BY t1."name";

-- of another
CREATE MATERIALIZED VIEW "regulars" DISTSTYLE ALL SORTKEY ("name") AS SELECT t0."who" AS "name" FROM "reports"."totals" AS t0 WHERE t0."orders" > CAST('10' AS BIGINT);

-- refreshed
REFRESH MATERIALIZED VIEW "reports"."totals";

-- refreshed with what reads it
REFRESH MATERIALIZED VIEW "reports"."totals" CASCADE;

-- dropped
DROP MATERIALIZED VIEW "reports"."totals";

-- dropped with what reads it
DROP MATERIALIZED VIEW IF EXISTS "reports"."totals" CASCADE;


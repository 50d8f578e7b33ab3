-- the columns have the names of the view's
CREATE VIEW "reports"."spend" AS SELECT t1."name" AS "who", COUNT(*) AS "orders", SUM(t0."total") AS "total" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."name" HAVING SUM(t0."total") > CAST('0.5' AS DECIMAL(18, 1));

-- replaced
CREATE OR REPLACE VIEW "reports"."spend" AS SELECT t1."name" AS "who", COUNT(*) AS "orders", SUM(t0."total") AS "total" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."name" HAVING SUM(t0."total") > CAST('0.5' AS DECIMAL(18, 1));

-- values are literals
CREATE VIEW "literals" AS SELECT t0."id" AS "id", CASE WHEN t0."small" > CAST(0 AS SMALLINT) THEN 'yes' ELSE 'no' END AS "label" FROM "everything" AS t0 WHERE t0."small" > CAST(-1 AS SMALLINT) AND t0."big" < CAST('-9223372036854775808' AS BIGINT) AND t0."real" < CAST('1.5' AS REAL) AND t0."double" < CAST('-0.1' AS DOUBLE PRECISION) AND t0."boolean" = TRUE AND t0."decimal" = CAST('-1.50' AS DECIMAL(18, 2)) AND t0."text" <> 'it''s a \\ here' AND t0."date" < CAST('2013-01-01' AS DATE) AND t0."time" < CAST('00:00:00.123456' AS TIME) AND t0."timestamp" < CAST('2013-01-01 00:00:00.123456' AS TIMESTAMP) AND t0."timestamptz" < CAST('2013-01-01 00:00:00.123456+00' AS TIMESTAMPTZ) AND t0."uuid" <> '00000000-0000-0000-0000-000000000007' AND t0."id" IN (1, CAST(-2 AS INTEGER), 3, 3);

-- late binding
CREATE VIEW "web"."pages" AS SELECT t0."page" AS "page", COUNT(*) AS "visits" FROM "web"."visits" AS t0 GROUP BY t0."page" WITH NO SCHEMA BINDING;

-- of another view, of a set operation, ordered
CREATE VIEW "busy" AS SELECT t0.c0 AS "page" FROM (SELECT t1."page" AS c0 FROM "web"."pages" AS t1 WHERE t1."visits" > CAST('10' AS BIGINT) UNION SELECT t2."page" AS c0 FROM "web"."visits" AS t2) AS t0 ORDER BY t0.c0 LIMIT 10;


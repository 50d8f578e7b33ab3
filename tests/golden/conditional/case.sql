-- ELSE
-- parameters: [DECIMAL, VARCHAR, VARCHAR]
SELECT CASE WHEN t0."total" > CAST($1 AS DECIMAL(18, 0)) THEN $2 ELSE $3 END FROM "orders" AS t0;

-- without ELSE
-- parameters: [BIGINT]
SELECT CASE WHEN t0."id" > $1 THEN t0."note" END FROM "orders" AS t0;

-- several
-- parameters: [BIGINT, INTEGER, BIGINT, BIGINT, INTEGER, INTEGER, INTEGER]
SELECT CASE WHEN t0."id" < $1 THEN $2 WHEN t0."id" < $3 OR t0."id" > $4 THEN $5 ELSE $6 END * $7 FROM "orders" AS t0;

-- columns and values
-- parameters: [BIGINT]
SELECT CASE WHEN t0."note" IS NULL THEN $1 ELSE t0."id" - t0."customer_id" END FROM "orders" AS t0;

-- compared
-- parameters: [BIGINT, DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE CASE WHEN t0."id" > $1 THEN t0."total" ELSE CAST($2 AS DECIMAL(18, 1)) END > t0."total";

-- counted: what FILTER does elsewhere
-- parameters: [DECIMAL, INTEGER, DECIMAL, INTEGER]
SELECT t0."customer_id", COUNT(CASE WHEN t0."total" > CAST($1 AS DECIMAL(18, 0)) THEN $2 END), SUM(CASE WHEN t0."total" > CAST($3 AS DECIMAL(18, 0)) THEN $4 END) FROM "orders" AS t0 GROUP BY t0."customer_id";

-- of aggregates and keys
-- parameters: [DECIMAL, BIGINT]
SELECT CASE WHEN SUM(t0."total") > CAST($1 AS DECIMAL(18, 0)) THEN t0."customer_id" ELSE $2 END FROM "orders" AS t0 GROUP BY t0."customer_id";

-- a GROUP BY key
-- parameters: [DECIMAL, VARCHAR, VARCHAR]
SELECT CASE WHEN t0."total" > CAST($1 AS DECIMAL(18, 0)) THEN $2 ELSE $3 END, COUNT(*) FROM "orders" AS t0 GROUP BY CASE WHEN t0."total" > CAST($1 AS DECIMAL(18, 0)) THEN $2 ELSE $3 END ORDER BY CASE WHEN t0."total" > CAST($1 AS DECIMAL(18, 0)) THEN $2 ELSE $3 END;


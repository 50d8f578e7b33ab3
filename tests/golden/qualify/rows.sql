-- the first of each group
-- parameters: [BIGINT]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 QUALIFY ROW_NUMBER() OVER (PARTITION BY t0."customer_id" ORDER BY t0."placed_at" DESC) = $1;

-- before WHERE is said
-- parameters: [DECIMAL, BIGINT]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."total" > CAST($1 AS DECIMAL(18, 0)) QUALIFY ROW_NUMBER() OVER (PARTITION BY t0."customer_id" ORDER BY t0."placed_at" DESC) = $2 ORDER BY t0."total" DESC LIMIT 3;

-- twice, with columns of the row
-- parameters: [INTEGER]
SELECT t0."id", CAST(SUM(t0."total") OVER () AS VARCHAR) FROM "orders" AS t0 QUALIFY t0."total" > AVG(t0."total") OVER (PARTITION BY t0."customer_id") AND (RANK() OVER (ORDER BY t0."id") <= $1 OR t0."note" IS NULL);

-- after a join
-- parameters: [INTEGER]
SELECT t1."name", CAST(t0."total" AS VARCHAR) AS "total" FROM "orders" AS t0 LEFT JOIN "customers" AS t1 ON t0."customer_id" = t1."id" QUALIFY DENSE_RANK() OVER (PARTITION BY t1."region" ORDER BY t0."total" DESC) = $1;

-- DISTINCT
-- parameters: [BIGINT]
SELECT distinct_rows.c0 AS "customer_id", CAST(distinct_rows.c1 AS VARCHAR) AS "total" FROM (SELECT DISTINCT t0."customer_id" AS c0, t0."total" AS c1 FROM "orders" AS t0 QUALIFY ROW_NUMBER() OVER (PARTITION BY t0."customer_id" ORDER BY t0."placed_at" DESC) = $1) AS distinct_rows ORDER BY distinct_rows.c1;

-- joined
-- parameters: [BIGINT]
SELECT t0."name", t1."placed_at" FROM "customers" AS t0 JOIN (SELECT t2."id", t2."customer_id", t2."placed_at", t2."total", t2."note", t2."created_at", t2."payload" FROM "orders" AS t2 QUALIFY ROW_NUMBER() OVER (PARTITION BY t2."customer_id" ORDER BY t2."placed_at" DESC) = $1) AS t1 ON t0."id" = t1."customer_id";

-- in IN
-- parameters: [DECIMAL, BIGINT]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" IN (SELECT t1."customer_id" FROM "orders" AS t1 WHERE t1."total" > CAST($1 AS DECIMAL(18, 0)) QUALIFY ROW_NUMBER() OVER (PARTITION BY t1."customer_id" ORDER BY t1."placed_at" DESC) = $2);

-- in a set operation
-- parameters: [BIGINT]
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "orders" AS t1 QUALIFY ROW_NUMBER() OVER (PARTITION BY t1."customer_id" ORDER BY t1."placed_at" DESC) = $1 UNION ALL SELECT t2."id" AS c0 FROM "customers" AS t2) AS t0;


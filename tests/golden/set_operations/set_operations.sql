-- UNION, ordered by a selected column
-- parameters: [DECIMAL]
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "customers" AS t1 UNION SELECT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0))) AS t0 ORDER BY t0.c0 DESC LIMIT 3 OFFSET 1;

-- UNION ALL of models
-- parameters: [VARCHAR]
SELECT t0.c0 AS "id", t0.c1 AS "name", t0.c2 AS "region", t0.c3 AS "active" FROM (SELECT t1."id" AS c0, t1."name" AS c1, t1."region" AS c2, t1."active" AS c3 FROM "customers" AS t1 WHERE t1."region" = $1 UNION ALL SELECT t2."id" AS c0, t2."name" AS c1, t2."region" AS c2, t2."active" AS c3 FROM "customers" AS t2 WHERE t2."region" IS NULL) AS t0 ORDER BY t0.c1;

-- a column that may be NULL in one of them
SELECT t0.c0, t0.c1 FROM (SELECT t1."id" AS c0, t1."name" AS c1 FROM "customers" AS t1 UNION ALL SELECT MAX(t2."id") AS c0, MAX(t2."note") AS c1 FROM "orders" AS t2) AS t0;

-- INTERSECT
-- parameters: [DECIMAL]
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "customers" AS t1 INTERSECT SELECT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0))) AS t0;

-- EXCEPT
-- parameters: [DECIMAL]
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "customers" AS t1 EXCEPT SELECT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0))) AS t0;

-- from left to right
-- parameters: [DECIMAL]
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "customers" AS t1 UNION SELECT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0)) EXCEPT SELECT t3."id" AS c0 FROM "customers" AS t3) AS t0;

-- INTERSECT of a UNION
-- parameters: [DECIMAL]
SELECT t0.c0 FROM ((SELECT t1."id" AS c0 FROM "customers" AS t1 UNION SELECT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0))) INTERSECT SELECT t3."id" AS c0 FROM "customers" AS t3) AS t0;

-- UNION of an INTERSECT
-- parameters: [DECIMAL]
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "customers" AS t1 INTERSECT SELECT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0)) UNION SELECT t3."id" AS c0 FROM "customers" AS t3) AS t0;

-- a set operation on the right
-- parameters: [DECIMAL]
SELECT t0.c0 FROM (SELECT t1."id" AS c0 FROM "customers" AS t1 EXCEPT (SELECT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0)) UNION ALL SELECT t3."id" AS c0 FROM "customers" AS t3)) AS t0;

-- what is cast is cast around the whole
SELECT t0.c0, CAST(t0.c1 AS VARCHAR) FROM (SELECT t1."customer_id" AS c0, SUM(t1."total") AS c1 FROM "orders" AS t1 GROUP BY t1."customer_id" UNION ALL SELECT t2."customer_id" AS c0, SUM(t2."total") AS c1 FROM "orders" AS t2 GROUP BY t2."customer_id") AS t0 ORDER BY t0.c1 DESC;

-- a struct
-- parameters: [VARCHAR, VARCHAR, BIGINT]
SELECT t0.c0 AS "name", t0.c1 AS "orders", CAST(t0.c2 AS VARCHAR) AS "total" FROM (SELECT t2."name" AS c0, COUNT(*) AS c1, SUM(t1."total") AS c2 FROM "orders" AS t1 JOIN "customers" AS t2 ON t1."customer_id" = t2."id" AND t2."region" = $1 GROUP BY t2."name" UNION SELECT t4."name" AS c0, COUNT(*) AS c1, SUM(t3."total") AS c2 FROM "orders" AS t3 JOIN "customers" AS t4 ON t3."customer_id" = t4."id" AND t4."region" = $2 GROUP BY t4."name") AS t0 WHERE t0.c1 > $3 ORDER BY t0.c0;

-- LIMIT in an operand
SELECT t0.c0, t0.c1 FROM (SELECT t1.c0 AS c0, t1.c1 AS c1 FROM (SELECT t2."id" AS c0, t2."placed_at" AS c1 FROM "orders" AS t2 ORDER BY t2."placed_at" DESC LIMIT 2) AS t1 UNION ALL SELECT t3.c0 AS c0, t3.c1 AS c1 FROM (SELECT t4."id" AS c0, t4."placed_at" AS c1 FROM "orders" AS t4 ORDER BY t4."placed_at" LIMIT 2) AS t3) AS t0;

-- some columns of a set operation
SELECT t0.c0 FROM (SELECT t1.c0 AS c0 FROM (SELECT t2."name" AS c0, t2."region" AS c1 FROM "customers" AS t2 UNION SELECT t3."name" AS c0, t3."region" AS c1 FROM "customers" AS t3) AS t1 UNION SELECT t4."name" AS c0 FROM "customers" AS t4) AS t0;

-- joined
-- parameters: [BOOLEAN]
SELECT t0."id", t1.c1 FROM "orders" AS t0 LEFT JOIN (SELECT t2.c0 AS c0, t2.c1 AS c1, t2.c2 AS c2, t2.c3 AS c3 FROM (SELECT t3."id" AS c0, t3."name" AS c1, t3."region" AS c2, t3."active" AS c3 FROM "customers" AS t3 UNION SELECT t4."id" AS c0, t4."name" AS c1, t4."region" AS c2, t4."active" AS c3 FROM "customers" AS t4 WHERE t4."active" = $1) AS t2) AS t1 ON t0."customer_id" = t1.c0;

-- a subquery of IN
-- parameters: [DECIMAL]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."id" IN (SELECT t1.c0 FROM (SELECT t2."id" AS c0 FROM "customers" AS t2 UNION SELECT t3."customer_id" AS c0 FROM "orders" AS t3 WHERE t3."total" > CAST($1 AS DECIMAL(18, 0))) AS t1);


-- a grouped query
-- parameters: [DECIMAL]
SELECT t0."name", CAST(t1.c1 AS VARCHAR) FROM "customers" AS t0 JOIN (SELECT t2."customer_id" AS c0, SUM(t2."total") AS c1 FROM "orders" AS t2 GROUP BY t2."customer_id") AS t1 ON t0."id" = t1.c0 WHERE t1.c1 > CAST($1 AS DECIMAL(18, 0));

-- the other side of an outer join: COUNT may be NULL
SELECT t0."name", t1.c1 FROM "customers" AS t0 LEFT JOIN (SELECT t2."customer_id" AS c0, COUNT(*) AS c1 FROM "orders" AS t2 GROUP BY t2."customer_id") AS t1 ON t0."id" = t1.c0 WHERE t1.c1 IS NULL;

-- with ORDER BY and LIMIT of its own
SELECT t0."name", t1.c0 FROM "customers" AS t0 JOIN (SELECT t2."id" AS c0, t2."customer_id" AS c1 FROM "orders" AS t2 ORDER BY t2."id" DESC LIMIT 3) AS t1 ON t0."id" = t1.c1;

-- the first source
-- parameters: [DECIMAL]
SELECT MAX(t0.c0) FROM (SELECT t1."customer_id" AS c0, SUM(t1."total") AS c1 FROM "orders" AS t1 GROUP BY t1."customer_id") AS t0 WHERE t0.c1 > CAST($1 AS DECIMAL(18, 0));

-- the first source, joined
SELECT CAST(t0.c3 AS VARCHAR), t1."name" FROM (SELECT t2."id" AS c0, t2."customer_id" AS c1, t2."placed_at" AS c2, t2."total" AS c3, t2."note" AS c4, t2."created_at" AS c5, t2."payload" AS c6 FROM "orders" AS t2 ORDER BY t2."id" DESC LIMIT 3) AS t0 LEFT JOIN "customers" AS t1 ON t0.c1 = t1."id";

-- with DISTINCT
-- parameters: [DECIMAL]
SELECT t0."name" FROM "customers" AS t0 JOIN (SELECT DISTINCT t2."customer_id" AS c0 FROM "orders" AS t2 WHERE t2."total" > CAST($1 AS DECIMAL(18, 0))) AS t1 ON t0."id" = t1.c0;

-- a struct
SELECT t0."id", t1.c1, CAST(t1.c2 AS VARCHAR) FROM "customers" AS t0 LEFT JOIN (SELECT t3."name" AS c0, COUNT(*) AS c1, SUM(t2."total") AS c2 FROM "orders" AS t2 JOIN "customers" AS t3 ON t2."customer_id" = t3."id" GROUP BY t3."name") AS t1 ON t0."name" = t1.c0 ORDER BY t1.c2 DESC;

-- a whole model of a joined query
-- parameters: [VARCHAR]
SELECT t0."name", t1.c0, CAST(t1.c3 AS VARCHAR) FROM "customers" AS t0 LEFT JOIN (SELECT t2."id" AS c0, t2."customer_id" AS c1, t2."placed_at" AS c2, t2."total" AS c3, t2."note" AS c4, t2."created_at" AS c5, t2."payload" AS c6 FROM "orders" AS t2 JOIN "customers" AS t3 ON t2."customer_id" = t3."id" AND t3."region" = $1) AS t1 ON t0."id" = t1.c1;

-- a derived table in a derived table
SELECT t1.c0, CAST(t1.c1 AS VARCHAR) FROM "customers" AS t0 JOIN (SELECT t2."id" AS c0, t3.c1 AS c1 FROM "customers" AS t2 JOIN (SELECT t4."customer_id" AS c0, SUM(t4."total") AS c1 FROM "orders" AS t4 GROUP BY t4."customer_id") AS t3 ON t2."id" = t3.c0) AS t1 ON t0."id" = t1.c0;

-- a group of derived rows
SELECT t0."region", MAX(t1.c1) FROM "customers" AS t0 JOIN (SELECT t2."customer_id" AS c0, COUNT(*) AS c1 FROM "orders" AS t2 GROUP BY t2."customer_id") AS t1 ON t0."id" = t1.c0 GROUP BY t0."region";


-- inner
SELECT t0."id", t1."name" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id";

-- left: the other side is nullable
SELECT t0."id", t1."name" FROM "orders" AS t0 LEFT JOIN "customers" AS t1 ON t0."customer_id" = t1."id" WHERE t1."name" IS NULL;

-- a table with itself
SELECT t0."id", t1."id" FROM "orders" AS t0 JOIN "orders" AS t1 ON t0."customer_id" = t1."customer_id" AND t0."id" < t1."id";

-- a filtered source
-- parameters: [VARCHAR, BIGINT]
SELECT t0."id", t1."name" FROM "orders" AS t0 LEFT JOIN (SELECT t2."id", t2."name", t2."region", t2."active" FROM "customers" AS t2 WHERE t2."region" = $1) AS t1 ON t0."customer_id" = t1."id" WHERE t0."id" > $2;

-- whole models of both sides
SELECT t0."id", t0."name", t0."region", t0."active", t1."id", t1."name", t1."region", t1."active" FROM "customers" AS t0 LEFT JOIN "customers" AS t1 ON t0."id" = t1."id";

-- right: every source before it is nullable
SELECT t0."id", CAST(t1."total" AS VARCHAR) AS "total", t2."name" FROM "orders" AS t0 JOIN "orders" AS t1 ON t0."id" < t1."id" RIGHT JOIN "customers" AS t2 ON t0."customer_id" = t2."id" AND t2."active" WHERE t0."id" IS NULL OR t1."note" IS NOT NULL;

-- full: on the keys of both sides
SELECT t0."id", t1."name" FROM "orders" AS t0 FULL JOIN "customers" AS t1 ON t0."customer_id" = t1."id" WHERE t0."id" IS NULL OR t1."id" IS NULL;

-- full: several keys, expressions, a derived table
SELECT t0."id", t1."name", t2.c0, t2.c1 FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" FULL JOIN (SELECT t3."customer_id" AS c0, MIN(t3."placed_at") AS c1 FROM "orders" AS t3 GROUP BY t3."customer_id") AS t2 ON t1."id" = t2.c0 AND t0."placed_at" = t2.c1;

-- cross
SELECT t0."name", t1."name", t2."id" FROM "customers" AS t0 CROSS JOIN (SELECT t3."id", t3."name", t3."region", t3."active" FROM "customers" AS t3 WHERE t3."active") AS t1 CROSS JOIN "orders" AS t2;

-- a join of each kind after the others
SELECT t0."id", t1."name", t2."id", CAST(t3."total" AS VARCHAR) AS "total", t4."id", t5."id" FROM "orders" AS t0 LEFT JOIN "customers" AS t1 ON t0."customer_id" = t1."id" RIGHT JOIN "customers" AS t2 ON t1."region" = t2."region" FULL JOIN "orders" AS t3 ON t2."id" = t3."customer_id" CROSS JOIN "customers" AS t4 JOIN "customers" AS t5 ON t3."customer_id" = t5."id" AND t4."id" <> t5."id";

-- whole models beside columns
SELECT t1."id", t1."name", t1."region", t1."active", t0."name", t2."id", t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 LEFT JOIN "customers" AS t1 ON t0."region" = t1."region" FULL JOIN "orders" AS t2 ON t0."id" = t2."customer_id";

-- twelve sources
SELECT t0."id", t3."name", t4."region", t7."active", t9."id", t10."id", t11."id" FROM "customers" AS t0 JOIN "customers" AS t1 ON t0."id" = t1."id" JOIN "customers" AS t2 ON t0."id" = t2."id" LEFT JOIN "customers" AS t3 ON t0."id" = t3."id" LEFT JOIN "customers" AS t4 ON t0."id" = t4."id" JOIN "customers" AS t5 ON t0."id" = t5."id" JOIN "customers" AS t6 ON t0."id" = t6."id" JOIN "customers" AS t7 ON t0."id" = t7."id" JOIN "customers" AS t8 ON t0."id" = t8."id" FULL JOIN "customers" AS t9 ON t0."id" = t9."id" CROSS JOIN "customers" AS t10 RIGHT JOIN "customers" AS t11 ON t0."id" = t11."id";


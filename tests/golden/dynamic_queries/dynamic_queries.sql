-- a filter with a value
-- parameters: [VARCHAR]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."note" = $1;

-- filters with values
-- parameters: [VARCHAR, DECIMAL]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."note" = $1 AND t0."total" >= CAST($2 AS DECIMAL(18, 0));

-- filters without values
SELECT t0."id" FROM "orders" AS t0;

-- all of some, any of some
-- parameters: [VARCHAR, VARCHAR, BIGINT, BIGINT, BIGINT]
SELECT t0."id" FROM "orders" AS t0 WHERE (t0."note" LIKE $1 OR t0."note" LIKE $2) AND (t0."id" <> $3 AND t0."id" <> $4) OR t0."id" = $5;

-- all of one, not any of some
-- parameters: [BIGINT, BIGINT]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."id" > $1 AND NOT (t0."id" = $2 OR t0."note" IS NULL);

-- all and any of none
SELECT t0."id" FROM "orders" AS t0 WHERE TRUE AND FALSE;

-- any of some in HAVING
-- parameters: [DECIMAL, BIGINT]
SELECT t0."customer_id" FROM "orders" AS t0 GROUP BY t0."customer_id" HAVING SUM(t0."total") > CAST($1 AS DECIMAL(18, 0)) OR COUNT(*) > $2;

-- a chosen order
-- parameters: [DECIMAL]
SELECT t0."id" FROM "orders" AS t0 ORDER BY t0."placed_at" DESC, t0."total" / CAST($1 AS DECIMAL(18, 0)) NULLS FIRST, t0."id";

-- a chosen order by a window, after another
SELECT t0."id" FROM "orders" AS t0 ORDER BY t0."customer_id", ROW_NUMBER() OVER (ORDER BY t0."placed_at" DESC) DESC NULLS LAST;

-- a chosen order of what is selected
SELECT t0."customer_id", CAST(SUM(t0."total") AS VARCHAR) FROM "orders" AS t0 GROUP BY t0."customer_id" ORDER BY SUM(t0."total") DESC;

-- boxed
SELECT t0."id", t1."name" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" WHERE t1."active" ORDER BY t0."id" LIMIT 10 OFFSET 20;

-- boxed: a whole model
-- parameters: [DECIMAL]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."total" >= CAST($1 AS DECIMAL(18, 0));

-- an operand of a set operation
SELECT t0.c0 FROM (SELECT t1."customer_id" AS c0 FROM "orders" AS t1 UNION SELECT t2.c0 AS c0 FROM (SELECT t3."id" AS c0 FROM "customers" AS t3 LIMIT 1) AS t2) AS t0;


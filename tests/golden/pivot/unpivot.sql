-- two columns, beside what is kept
SELECT t0.c0, t0.c4, t0.c3 FROM (SELECT t1."id" AS c0, t1."name" AS c1, t1."region" AS c2 FROM "customers" AS t1) UNPIVOT (c3 FOR c4 IN (c1 AS "name", c2 AS "region")) AS t0;

-- INCLUDE NULLS, nothing kept, an array
SELECT t0.c2, t0.c1 FROM (SELECT t1."region" AS c0 FROM "customers" AS t1) UNPIVOT INCLUDE NULLS (c1 FOR c2 IN (c0 AS "region")) AS t0;

-- under other names, and of an expression
-- parameters: [BIGINT, VARCHAR, BIGINT]
SELECT t0.c0, t0.c1, t0.c5, t0.c4 FROM (SELECT t1."customer_id" AS c0, LOWER(t1."note") AS c1, t1."orders" AS c2, CAST(t1."total" AS BIGINT) / $1 AS c3 FROM "kept spend" AS t1) UNPIVOT (c4 FOR c5 IN (c2 AS "number of orders", c3 AS "half")) AS t0 WHERE t0.c5 = $2 AND t0.c4 > $3 ORDER BY t0.c0, t0.c5;

-- of the columns that a PIVOT made
SELECT t0.c0, t0.c4, t0.c3 FROM (SELECT t1.c0 AS c0, t1.c3 AS c1, t1.c4 AS c2 FROM (SELECT t2."customer_id" AS c0, t2."id" AS c1, t2."note" AS c2 FROM "orders" AS t2) PIVOT (COUNT(c1) FOR c2 IN ('gift' AS c3, 'late' AS c4)) AS t1) UNPIVOT (c3 FOR c4 IN (c1 AS "gift", c2 AS "late")) AS t0;


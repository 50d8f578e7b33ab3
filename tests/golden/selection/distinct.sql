-- plain
SELECT DISTINCT t0."region" FROM "customers" AS t0 ORDER BY t0."region";

-- what is cast to text is distinct before the cast
SELECT CAST(distinct_rows.c0 AS VARCHAR) AS "total", distinct_rows.c1 AS "customer_id" FROM (SELECT DISTINCT t0."total" AS c0, t0."customer_id" AS c1 FROM "orders" AS t0) AS distinct_rows ORDER BY distinct_rows.c0 DESC LIMIT 3;

-- whole models
SELECT distinct_rows.c0 AS "id", distinct_rows.c1 AS "customer_id", distinct_rows.c2 AS "placed_at", CAST(distinct_rows.c3 AS VARCHAR) AS "total", distinct_rows.c4 AS "note", distinct_rows.c5 AS "created_at", JSON_SERIALIZE(distinct_rows.c6) AS "payload" FROM (SELECT DISTINCT t0."id" AS c0, t0."customer_id" AS c1, t0."placed_at" AS c2, t0."total" AS c3, t0."note" AS c4, t0."created_at" AS c5, t0."payload" AS c6 FROM "orders" AS t0) AS distinct_rows ORDER BY distinct_rows.c3;


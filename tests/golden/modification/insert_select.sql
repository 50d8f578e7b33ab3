-- named columns, values and a default
-- parameters: [DECIMAL, SUPER]
INSERT INTO "orders" ("customer_id", "placed_at", "total", "note", "payload") SELECT t0."id", CAST(GETDATE() AS TIMESTAMPTZ), CAST($1 AS DECIMAL(18, 2)), t0."region", CAST(JSON_PARSE($2) AS SUPER) FROM "customers" AS t0 WHERE t0."active";

-- a tuple in the order of the columns
INSERT INTO "customers" ("name", "region", "active") SELECT UPPER(t0."name"), t0."region", t0."active" FROM "customers" AS t0;

-- NULL, and a text that is not cut
-- parameters: [VARCHAR, NULL, BOOLEAN]
INSERT INTO "customers" ("name", "region", "active") SELECT CAST($1 AS VARCHAR(65535)), CAST($2 AS VARCHAR(256)), CAST($3 AS BOOLEAN) FROM "customers" AS t0;

-- of groups, ordered and limited
-- parameters: [BOOLEAN]
INSERT INTO "customers" ("name", "region", "active") SELECT t1."name", MAX(t0."note"), CAST($1 AS BOOLEAN) FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."name" ORDER BY t1."name" LIMIT 10;

-- of a set operation
-- parameters: [BOOLEAN, BOOLEAN]
INSERT INTO "customers" ("name", "region", "active") SELECT t0.c0, t0.c1, t0.c2 FROM (SELECT t1."name" AS c0, t1."region" AS c1, t1."active" AS c2 FROM "customers" AS t1 WHERE t1."active" = $1 UNION SELECT t2."name" AS c0, t2."region" AS c1, t2."active" AS c2 FROM "customers" AS t2 WHERE t2."active" = $2) AS t0;

-- of a common table expression
-- parameters: [VARCHAR, BOOLEAN]
INSERT INTO "customers" ("name", "region", "active") WITH "names" AS (SELECT DISTINCT t0."name" AS c0 FROM "customers" AS t0) SELECT t1.c0, CAST($1 AS VARCHAR(65535)), CAST($2 AS BOOLEAN) FROM "names" AS t1;


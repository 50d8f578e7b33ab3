-- update or insert
-- parameters: [BOOLEAN, VARCHAR, BOOLEAN]
MERGE INTO "customers" USING "everything" AS t0 ON "customers"."id" = t0."id" WHEN MATCHED THEN UPDATE SET "region" = t0."text", "active" = $1 WHEN NOT MATCHED THEN INSERT ("name", "region", "active") VALUES (COALESCE(t0."text", $2), UPPER(t0."character"), $3);

-- delete or insert, and a default
-- parameters: [TIMESTAMPTZ, DECIMAL, NULL]
MERGE INTO "orders" USING "customers" AS t0 ON "orders"."customer_id" = t0."id" AND "orders"."note" = t0."region" WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT ("customer_id", "placed_at", "total", "note", "payload") VALUES (t0."id", $1, CAST($2 AS DECIMAL(12, 2)), t0."region", JSON_PARSE($3));

-- a query, and a tuple in the order of the columns
-- parameters: [VARCHAR, VARCHAR, VARCHAR, BOOLEAN]
MERGE INTO "customers" USING (SELECT t1."customer_id" AS c0, MAX(t1."note") AS c1 FROM "orders" AS t1 GROUP BY t1."customer_id") AS t0 ON "customers"."id" = t0.c0 WHEN MATCHED THEN UPDATE SET "name" = COALESCE("customers"."name" || COALESCE(t0.c1, $1), $2) WHEN NOT MATCHED THEN INSERT ("name", "region", "active") VALUES (COALESCE(t0.c1, $3), t0.c1, $4);

-- a filtered table
-- parameters: [SMALLINT, VARCHAR, NULL, BOOLEAN]
MERGE INTO "customers" USING (SELECT t1."id", t1."small", t1."big", t1."real", t1."double", t1."boolean", t1."decimal", t1."character", t1."text", t1."date", t1."time", t1."timestamp", t1."timestamptz", t1."uuid", t1."bytes", t1."json" FROM "everything" AS t1 WHERE t1."small" > $1) AS t0 ON "customers"."id" = t0."id" WHEN MATCHED THEN UPDATE SET "region" = t0."text" WHEN NOT MATCHED THEN INSERT ("name", "region", "active") VALUES (COALESCE(t0."text", $2), $3, $4);


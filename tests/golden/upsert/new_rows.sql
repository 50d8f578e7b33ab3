-- others wait
LOCK TABLE "orders";

-- the staging table
CREATE TEMPORARY TABLE "redshift_orm_upsert" (
  "customer_id" BIGINT NOT NULL,
  "placed_at" TIMESTAMPTZ NOT NULL,
  "total" DECIMAL(12, 2) NOT NULL,
  "note" VARCHAR(800),
  "payload" SUPER
);

-- the rows
-- parameters: [BIGINT, TIMESTAMPTZ, DECIMAL, NULL, SUPER]
INSERT INTO "redshift_orm_upsert" ("customer_id", "placed_at", "total", "note", "payload") VALUES ($1, $2, CAST($3 AS DECIMAL(12, 2)), $4, JSON_PARSE($5));

-- keys that are repeated
SELECT COUNT(*) FROM (SELECT "placed_at" FROM "redshift_orm_upsert" GROUP BY "placed_at" HAVING COUNT(*) > 1) AS repeated;

-- the MERGE
MERGE INTO "orders" USING "redshift_orm_upsert" AS t0 ON "orders"."placed_at" = t0."placed_at" WHEN MATCHED THEN UPDATE SET "customer_id" = t0."customer_id", "total" = t0."total", "note" = t0."note", "payload" = t0."payload" WHEN NOT MATCHED THEN INSERT ("customer_id", "placed_at", "total", "note", "payload") VALUES (t0."customer_id", t0."placed_at", t0."total", t0."note", t0."payload");

-- the end of the staging table
DROP TABLE "redshift_orm_upsert";


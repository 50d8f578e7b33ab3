-- others wait
LOCK TABLE "orders";

-- the staging table
CREATE TEMPORARY TABLE "redshift_orm_upsert" (
  "id" BIGINT NOT NULL,
  "customer_id" BIGINT NOT NULL,
  "placed_at" TIMESTAMPTZ NOT NULL,
  "total" DECIMAL(12, 2) NOT NULL,
  "note" VARCHAR(800),
  "created_at" TIMESTAMP NOT NULL,
  "payload" SUPER
)
DISTKEY ("customer_id");

-- the rows
-- parameters: [BIGINT, BIGINT, TIMESTAMPTZ, DECIMAL, NULL, TIMESTAMP, SUPER, BIGINT, BIGINT, TIMESTAMPTZ, DECIMAL, NULL, TIMESTAMP, SUPER]
INSERT INTO "redshift_orm_upsert" ("id", "customer_id", "placed_at", "total", "note", "created_at", "payload") VALUES ($1, $2, $3, CAST($4 AS DECIMAL(12, 2)), $5, $6, JSON_PARSE($7)), ($8, $9, $10, CAST($11 AS DECIMAL(12, 2)), $12, $13, JSON_PARSE($14));

-- keys that are repeated
SELECT COUNT(*) FROM (SELECT "id", "customer_id" FROM "redshift_orm_upsert" GROUP BY "id", "customer_id" HAVING COUNT(*) > 1) AS repeated;

-- rows that match none, with an IDENTITY key
SELECT COUNT(*) FROM "redshift_orm_upsert" AS t0 WHERE NOT EXISTS (SELECT 1 FROM "orders" AS t1 WHERE t1."id" = t0."id" AND t1."customer_id" = t0."customer_id");

-- the MERGE
MERGE INTO "orders" USING "redshift_orm_upsert" AS t0 ON "orders"."id" = t0."id" AND "orders"."customer_id" = t0."customer_id" WHEN MATCHED THEN UPDATE SET "placed_at" = t0."placed_at", "total" = t0."total", "note" = t0."note", "created_at" = t0."created_at", "payload" = t0."payload" WHEN NOT MATCHED THEN INSERT ("customer_id", "placed_at", "total", "note", "created_at", "payload") VALUES (t0."customer_id", t0."placed_at", t0."total", t0."note", t0."created_at", t0."payload");

-- the end of the staging table
DROP TABLE "redshift_orm_upsert";


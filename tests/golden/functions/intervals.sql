-- every unit
SELECT CAST(t0."date" + INTERVAL '1' YEAR AS VARCHAR), CAST(t0."date" - INTERVAL '-3' MONTH AS VARCHAR), t0."date" + INTERVAL '7' DAY, t0."date" - INTERVAL '36' HOUR, t0."timestamp" - INTERVAL '1' MONTH, t0."timestamp" + INTERVAL '90' MINUTE, t0."timestamptz" + INTERVAL '2' YEAR, t0."timestamptz" - INTERVAL '1' SECOND FROM "everything" AS t0;

-- before what they are added to
SELECT CAST(INTERVAL '1' MONTH + t0."date" AS VARCHAR), INTERVAL '1' MONTH + t0."timestamp", INTERVAL '1' MONTH + t0."timestamptz", INTERVAL '1' DAY + t0."date", INTERVAL '1' DAY + t0."timestamp", INTERVAL '1' DAY + t0."timestamptz" FROM "everything" AS t0;

-- intervals among themselves
-- parameters: [INTEGER, INTEGER]
SELECT t0."timestamp" + (INTERVAL '1' DAY - INTERVAL '6' HOUR) * $1, t0."timestamp" + INTERVAL '2' DAY / $2 * t0."id", t0."timestamp" - (INTERVAL '1' YEAR + INTERVAL '1' MONTH * t0."small" / t0."big") FROM "everything" AS t0;

-- in conditions and orders
-- parameters: [TIMESTAMPTZ]
SELECT CAST(DATE_TRUNC('week', t0."placed_at" + INTERVAL '1' DAY) AS TIMESTAMPTZ) FROM "orders" AS t0 WHERE t0."placed_at" > $1 - INTERVAL '30' DAY AND INTERVAL '1' MONTH * t0."id" > INTERVAL '1' YEAR ORDER BY t0."placed_at" + INTERVAL '1' DAY DESC;

-- INTERVAL_CMP, and texts
SELECT INTERVAL_CMP(INTERVAL '1' DAY * t0."id", INTERVAL '36' HOUR), INTERVAL_CMP(INTERVAL '1' YEAR, INTERVAL '3' DAY), CAST(INTERVAL '1' DAY * t0."id" AS VARCHAR(256)) FROM "orders" AS t0;

-- a table of intervals
CREATE TABLE "subscription" (
  "id" BIGINT IDENTITY(1, 1) NOT NULL,
  "begun" DATE NOT NULL,
  "term" INTERVAL YEAR TO MONTH NOT NULL,
  "grace" INTERVAL DAY TO SECOND,
  PRIMARY KEY ("id")
);

-- columns
SELECT CAST(t0."begun" + t0."term" AS VARCHAR), t0."begun" + t0."grace", CAST(t0."grace" AS VARCHAR(256)) FROM "subscription" AS t0 WHERE t0."term" >= INTERVAL '6' MONTH;

-- columns that are set
-- parameters: [BIGINT]
UPDATE "subscription" SET "term" = "subscription"."term" + INTERVAL '1' MONTH WHERE "subscription"."id" = $1;


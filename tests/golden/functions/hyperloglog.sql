-- a table of sketches
CREATE TABLE "daily" (
  "day" DATE NOT NULL,
  "visitors" HLLSKETCH NOT NULL,
  "earlier" HLLSKETCH
)
COMPOUND SORTKEY ("day");

-- kept by day
INSERT INTO "daily" ("day", "visitors", "earlier") SELECT CAST(t0."placed_at" AS DATE), HLL_CREATE_SKETCH(t0."customer_id"), HLL_CREATE_SKETCH(t0."id") FROM "orders" AS t0 GROUP BY CAST(t0."placed_at" AS DATE);

-- combined by month
-- parameters: [BIGINT]
SELECT DATE_TRUNC('month', t0."day"), HLL_CARDINALITY(HLL_COMBINE(t0."visitors")) FROM "daily" AS t0 WHERE HLL_CARDINALITY(t0."visitors") > $1 GROUP BY DATE_TRUNC('month', t0."day");

-- two of them
SELECT CAST(t0."day" AS VARCHAR) AS "day", HLL_CARDINALITY(HLL_COMBINE_SKETCHES(t0."visitors", t0."earlier")) FROM "daily" AS t0;

-- in a derived table
SELECT HLL_CARDINALITY(HLL_COMBINE(t0.c0)) FROM (SELECT HLL_CREATE_SKETCH(t1."payload") AS c0 FROM "orders" AS t1 GROUP BY t1."note") AS t0;


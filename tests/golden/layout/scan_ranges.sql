-- from .. to
-- parameters: [TIMESTAMPTZ, TIMESTAMPTZ]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."placed_at" >= $1 AND t0."placed_at" < $2;

-- from ..= to
-- parameters: [TIMESTAMPTZ, TIMESTAMPTZ]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."placed_at" >= $1 AND t0."placed_at" <= $2;

-- from ..
-- parameters: [TIMESTAMPTZ]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."placed_at" >= $1;

-- .. to
-- parameters: [TIMESTAMPTZ]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."placed_at" < $1;

-- ..= to
-- parameters: [TIMESTAMPTZ]
SELECT t0."id" FROM "orders" AS t0 WHERE t0."placed_at" <= $1;

-- of a source among several, beside filters
-- parameters: [DATE]
SELECT t0."id", t1."parcels" FROM "orders" AS t0 JOIN "shipments" AS t1 ON t0."customer_id" = t1."customer_id" WHERE t1."shipped_on" >= CAST($1 AS DATE) AND t0."note" IS NULL;

-- expressions without columns
SELECT t0."parcels" FROM "shipments" AS t0 WHERE t0."shipped_on" >= LAST_DAY(CURRENT_DATE);


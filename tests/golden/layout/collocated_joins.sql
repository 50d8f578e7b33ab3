-- on the DISTKEYs of both sides
SELECT t0."id", t1."parcels" FROM "orders" AS t0 JOIN "shipments" AS t1 ON t0."customer_id" = t1."customer_id";

-- with a copy on every node
SELECT t0."id", t1."name" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id";

-- with a copy on every node, on several columns and expressions
SELECT t0."id", t1."name" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" AND LOWER(t0."note") = t1."region";

-- the DISTKEY of any source before
-- parameters: [BIGINT]
SELECT t2."id", t1."name" FROM "shipments" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" JOIN "orders" AS t2 ON t0."customer_id" = t2."customer_id" JOIN "shipments" AS t3 ON t2."customer_id" = t3."customer_id" WHERE t2."id" > $1 AND t0."shipped_on" < t3."shipped_on";

-- rows without a match are kept
SELECT t0."id", t1."parcels", t2."name" FROM "orders" AS t0 LEFT JOIN "shipments" AS t1 ON t0."customer_id" = t1."customer_id" LEFT JOIN "customers" AS t2 ON t0."customer_id" = t2."id";

-- a filtered table
-- parameters: [INTEGER]
SELECT t0."id", t1."parcels" FROM "orders" AS t0 JOIN (SELECT t2."customer_id", t2."shipped_on", t2."parcels" FROM "shipments" AS t2 WHERE t2."parcels" > $1) AS t1 ON t0."customer_id" = t1."customer_id";


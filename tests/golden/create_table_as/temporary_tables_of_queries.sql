-- without names of their own
CREATE TEMPORARY TABLE "spend" ("c0", "c1")
AS SELECT t0."customer_id", SUM(t0."total") FROM "orders" AS t0 GROUP BY t0."customer_id";

-- columns
CREATE TEMPORARY TABLE "Select ""of"" orders" ("id", "note")
AS SELECT t0."id", t0."note" FROM "orders" AS t0;

-- rows of a model
CREATE TEMPORARY TABLE "some" ("id", "name", "region", "active")
AS SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" = 'o''\\x';

-- a struct
CREATE TEMPORARY TABLE "of_names" ("name", "orders", "total")
DISTSTYLE ALL
COMPOUND SORTKEY ("total", "name")
AS SELECT t1."name", COUNT(*), SUM(t0."total") FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id" GROUP BY t1."name";

-- the same name twice
CREATE TEMPORARY TABLE "ids" ("c0", "c1")
AS SELECT t0."id", t1."id" FROM "orders" AS t0 JOIN "customers" AS t1 ON t0."customer_id" = t1."id";

-- a distribution key
CREATE TEMPORARY TABLE "spend" ("c0", "c1")
DISTKEY ("c0")
COMPOUND SORTKEY ("c1")
AS SELECT t0."customer_id", SUM(t0."total") FROM "orders" AS t0 GROUP BY t0."customer_id";

-- what is said last holds
CREATE TEMPORARY TABLE "spend" ("c0", "c1")
DISTSTYLE AUTO
COMPOUND SORTKEY ("c0")
AS SELECT t0."customer_id", SUM(t0."total") FROM "orders" AS t0 GROUP BY t0."customer_id";

-- an interleaved key
CREATE TEMPORARY TABLE "spend" ("c0", "c1")
INTERLEAVED SORTKEY ("c1", "c0")
AS SELECT t0."customer_id", SUM(t0."total") FROM "orders" AS t0 GROUP BY t0."customer_id";


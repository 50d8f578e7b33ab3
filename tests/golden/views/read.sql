-- queried
-- parameters: [DECIMAL]
SELECT t0."who", t0."orders", CAST(t0."total" AS VARCHAR) AS "total" FROM "reports"."spend" AS t0 WHERE t0."total" > CAST($1 AS DECIMAL(18, 0));

-- joined
SELECT t0."id", CAST(t1."total" AS VARCHAR) AS "total" FROM "customers" AS t0 LEFT JOIN "reports"."spend" AS t1 ON t0."name" = t1."who";

-- commented
COMMENT ON VIEW "reports"."spend" IS 'what is spent';

-- its column commented
COMMENT ON COLUMN "reports"."spend"."total" IS 'in euros';

-- granted
GRANT SELECT ON TABLE "reports"."spend" TO PUBLIC;


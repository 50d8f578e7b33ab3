-- ranked by an aggregate
-- parameters: [INTEGER]
SELECT t0."customer_id", CAST(SUM(t0."total") AS VARCHAR) FROM "orders" AS t0 GROUP BY t0."customer_id" QUALIFY RANK() OVER (ORDER BY SUM(t0."total") DESC) <= $1;

-- beside HAVING, with keys and aggregates
-- parameters: [BIGINT]
SELECT t0."customer_id", t0."note" FROM "orders" AS t0 GROUP BY t0."customer_id", t0."note" HAVING COUNT(*) > $1 QUALIFY SUM(t0."total") = MAX(SUM(t0."total")) OVER (PARTITION BY t0."customer_id") AND t0."note" IS NOT NULL ORDER BY t0."customer_id";


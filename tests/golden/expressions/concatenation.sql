-- ||
-- parameters: [VARCHAR]
SELECT t0."name" || $1 || t0."region" FROM "customers" AS t0;

-- compared
-- parameters: [VARCHAR, VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" || $1 = $2;


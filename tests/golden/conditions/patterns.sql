-- LIKE
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" LIKE $1;

-- NOT LIKE
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" NOT LIKE $1;

-- ILIKE
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" ILIKE $1;

-- NOT ILIKE
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" NOT ILIKE $1;

-- LIKE and ILIKE with another escape character
-- parameters: [VARCHAR, VARCHAR, VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE (t0."name" LIKE $1 ESCAPE '^' OR t0."name" NOT LIKE t0."region" ESCAPE '\\') AND (t0."name" ILIKE (t0."region" || $2) ESCAPE '!' OR t0."name" NOT ILIKE $3 ESCAPE '!');

-- SIMILAR TO with another escape character
-- parameters: [VARCHAR, VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" SIMILAR TO $1 ESCAPE '^' OR t0."name" NOT SIMILAR TO $2 ESCAPE '#';

-- SIMILAR TO
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" SIMILAR TO $1;

-- NOT SIMILAR TO
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" NOT SIMILAR TO t0."region";

-- POSIX
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE t0."name" ~ '^\\d+\\.''' OR t0."region" IS NULL;

-- not POSIX
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE NOT t0."name" || t0."region" !~ '^x';

-- of a column that may be NULL
-- parameters: [VARCHAR]
SELECT t0."id", t0."customer_id", t0."placed_at", CAST(t0."total" AS VARCHAR) AS "total", t0."note", t0."created_at", JSON_SERIALIZE(t0."payload") AS "payload" FROM "orders" AS t0 WHERE t0."note" LIKE $1;


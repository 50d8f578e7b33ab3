-- a whole model: what is not dependable in binary is cast to text
SELECT t0."id", t0."small", t0."big", t0."real", t0."double", t0."boolean", CAST(t0."decimal" AS VARCHAR) AS "decimal", t0."character", t0."text", CAST(t0."date" AS VARCHAR) AS "date", CAST(t0."time" AS VARCHAR) AS "time", t0."timestamp", t0."timestamptz", t0."uuid", TO_HEX(t0."bytes") AS "bytes", JSON_SERIALIZE(t0."json") AS "json" FROM "everything" AS t0;

-- the same, selected
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0;

-- a column
SELECT t0."name" FROM "customers" AS t0;

-- a tuple
SELECT t0."id", t0."name", t0."region" FROM "customers" AS t0;

-- a tuple in a tuple
SELECT t0."id", t0."name", t0."region" FROM "customers" AS t0;

-- conditions
-- parameters: [BIGINT]
SELECT t0."id" > $1, t0."region" IS NULL FROM "customers" AS t0;

-- constants: a bare parameter has no type there, so it is cast
-- parameters: [VARCHAR, DECIMAL, SMALLINT, NULL]
SELECT t0."id", CAST($1 AS VARCHAR(65535)), CAST(CAST($2 AS DECIMAL(18, 2)) AS VARCHAR), CAST($3 AS SMALLINT), CAST($4 AS BIGINT) FROM "customers" AS t0;

-- sixteen
SELECT t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."id", t0."name" FROM "customers" AS t0;


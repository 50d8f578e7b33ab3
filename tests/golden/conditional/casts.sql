-- by name
SELECT CAST(t0."small" AS BIGINT), CAST(t0."big" AS DOUBLE PRECISION), CAST(t0."id" AS VARCHAR(256)), CAST(t0."id" AS BOOLEAN) FROM "everything" AS t0;

-- BOOLEAN and VARBYTE
SELECT CAST(t0."big" AS BOOLEAN), CAST(t0."boolean" AS SMALLINT), TO_HEX(CAST(t0."text" AS VARBYTE(64000))) FROM "everything" AS t0;

-- TRY_CAST
SELECT CAST(TRY_CAST(t0."text" AS DECIMAL(12, 2)) AS VARCHAR), CAST(TRY_CAST(t0."text" AS DATE) AS VARCHAR), TRY_CAST(t0."id" AS BOOLEAN) FROM "everything" AS t0 WHERE TRY_CAST(t0."text" AS INTEGER) IS NOT NULL;

-- date and time
SELECT CAST(CAST(t0."timestamp" AS DATE) AS VARCHAR), CAST(t0."timestamptz" AS TIMESTAMP), CAST(t0."date" AS TIMESTAMP) FROM "everything" AS t0;

-- with a size
SELECT CAST(CAST(t0."id" AS DECIMAL(12, 2)) AS VARCHAR), CAST(t0."decimal" AS VARCHAR(40)) FROM "everything" AS t0;

-- AVG with fractions
SELECT CAST(AVG(CAST(t0."small" AS DECIMAL(12, 2))) AS VARCHAR) FROM "everything" AS t0;

-- AVG cut off no more
-- parameters: [DECIMAL]
SELECT CAST(CAST(AVG(t0."small") AS DECIMAL(12, 2)) / CAST($1 AS DECIMAL(18, 0)) AS VARCHAR) FROM "everything" AS t0;


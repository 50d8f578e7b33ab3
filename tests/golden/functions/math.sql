-- signs
SELECT ABS(t0."small"), SIGN(t0."double"), CAST(ABS(t0."decimal") AS VARCHAR) FROM "everything" AS t0;

-- rounding
SELECT CAST(CEILING(t0."decimal") AS VARCHAR), FLOOR(t0."double"), CAST(ROUND(t0."decimal", 2) AS VARCHAR), ROUND(t0."double", CAST(-2 AS INTEGER)), TRUNC(t0."double", 0) FROM "everything" AS t0;

-- roots and powers
-- parameters: [DOUBLE PRECISION]
SELECT SQRT(t0."double"), CBRT(t0."double"), POWER(t0."double", $1), SQRT(CAST(t0."id" AS DOUBLE PRECISION)) FROM "everything" AS t0;

-- bits
-- parameters: [SMALLINT, SMALLINT, BIGINT, INTEGER, INTEGER]
SELECT (t0."small" & $1) + $2, ((t0."id" << 4) >> 2) & (t0."id" << 1), t0."big" & $3 FROM "everything" AS t0 WHERE t0."id" + $4 & t0."id" = $5;

-- logarithms
SELECT EXP(t0."double"), LN(t0."double"), DLOG10(t0."double") FROM "everything" AS t0;

-- angles
SELECT DEGREES(t0."double"), RADIANS(t0."double"), SIN(t0."double"), COS(t0."double"), TAN(t0."double"), COT(t0."double") FROM "everything" AS t0;

-- arcs
SELECT ASIN(t0."double"), ACOS(t0."double"), ATAN(t0."double"), ATAN2(t0."double", PI()) FROM "everything" AS t0;

-- without arguments
SELECT t0."id" FROM "everything" AS t0 WHERE t0."double" < RANDOM();

-- of an aggregate and of a key
-- parameters: [DECIMAL]
SELECT CAST(FLOOR(t0."total" / CAST($1 AS DECIMAL(18, 0))) AS VARCHAR), CAST(ROUND(SUM(t0."total"), 0) AS VARCHAR) FROM "orders" AS t0 GROUP BY FLOOR(t0."total" / CAST($1 AS DECIMAL(18, 0)));


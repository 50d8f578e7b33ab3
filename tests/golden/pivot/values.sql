-- SMALLINT
SELECT t0.c1, t0.c2 FROM (SELECT t1."small" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN (-32768 AS c1, 0 AS c2)) AS t0;

-- BIGINT
SELECT t0.c1, t0.c2 FROM (SELECT t1."big" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN (-9223372036854775808 AS c1, 9223372036854775807 AS c2)) AS t0;

-- DECIMAL
SELECT t0.c1 FROM (SELECT t1."decimal" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN (-1.50 AS c1)) AS t0;

-- REAL
SELECT t0.c1, t0.c2 FROM (SELECT t1."real" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('0.1' AS c1, '-Infinity' AS c2)) AS t0;

-- DOUBLE PRECISION
SELECT t0.c1, t0.c2 FROM (SELECT t1."double" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('0.1' AS c1, 'Infinity' AS c2)) AS t0;

-- BOOLEAN
SELECT t0.c1, t0.c2 FROM (SELECT t1."boolean" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN (TRUE AS c1, FALSE AS c2)) AS t0;

-- CHAR
SELECT t0.c1 FROM (SELECT t1."character" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('abc' AS c1)) AS t0;

-- DATE
SELECT t0.c1 FROM (SELECT t1."date" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('2024-02-29' AS c1)) AS t0;

-- TIME
SELECT t0.c1 FROM (SELECT t1."time" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('23:59:58.250' AS c1)) AS t0;

-- TIMESTAMP
SELECT t0.c1 FROM (SELECT t1."timestamp" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('2024-02-29 23:59:58.250000' AS c1)) AS t0;

-- TIMESTAMPTZ
SELECT t0.c1 FROM (SELECT t1."timestamptz" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('2024-02-29 23:59:58.250000+00' AS c1)) AS t0;

-- VARCHAR(36)
SELECT t0.c1 FROM (SELECT t1."uuid" AS c0 FROM "everything" AS t1) PIVOT (COUNT(*) FOR c0 IN ('00000000-0000-0000-0000-000000000007' AS c1)) AS t0;


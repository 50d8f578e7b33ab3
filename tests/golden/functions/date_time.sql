-- DATE_TRUNC
SELECT DATE_TRUNC('week', t0."date"), DATE_TRUNC('quarter', t0."timestamp"), CAST(DATE_TRUNC('hour', t0."timestamptz") AS TIMESTAMPTZ) FROM "everything" AS t0;

-- EXTRACT and DATE_PART
SELECT EXTRACT(month FROM t0."date"), EXTRACT(dayofweek FROM t0."timestamp"), EXTRACT(epoch FROM t0."timestamptz"), DATE_PART(dayofyear, t0."timestamp") FROM "everything" AS t0;

-- DATEADD and ADD_MONTHS
-- parameters: [INTEGER, INTEGER]
SELECT DATEADD(day, $1, t0."date"), DATEADD(minute, -t0."id", t0."timestamptz"), ADD_MONTHS(t0."timestamp", $2) FROM "everything" AS t0;

-- DATEDIFF and MONTHS_BETWEEN
-- parameters: [DATE]
SELECT DATEDIFF(day, t0."date", CAST($1 AS DATE)), DATEDIFF(millisecond, t0."timestamp", GETDATE()), MONTHS_BETWEEN(t0."date", CURRENT_DATE) FROM "everything" AS t0;

-- LAST_DAY, TRUNC and CONVERT_TIMEZONE
SELECT CAST(LAST_DAY(t0."date") AS VARCHAR), CAST(TRUNC(t0."timestamp") AS VARCHAR), CONVERT_TIMEZONE('UTC', 'Europe/Berlin', t0."timestamp") FROM "everything" AS t0;

-- formats are literals
SELECT TO_CHAR(t0."timestamp", 'YYYY-MM-DD ''at'' HH24:MI'), CAST(TO_DATE(t0."text", 'YYYY-MM-DD') AS VARCHAR), TO_TIMESTAMP(t0."text", 'YYYY-MM-DD HH24:MI:SS') FROM "everything" AS t0;

-- now
SELECT t0."id" FROM "everything" AS t0 WHERE t0."timestamp" < GETDATE() AND t0."timestamp" < SYSDATE AND t0."date" <= CURRENT_DATE;

-- a GROUP BY key
-- parameters: [INTEGER]
SELECT CAST(DATE_TRUNC('month', DATEADD(hour, $1, t0."placed_at")) AS TIMESTAMPTZ), CAST(SUM(t0."total") AS VARCHAR) FROM "orders" AS t0 GROUP BY CAST(DATE_TRUNC('month', DATEADD(hour, $1, t0."placed_at")) AS TIMESTAMPTZ) ORDER BY CAST(DATE_TRUNC('month', DATEADD(hour, $1, t0."placed_at")) AS TIMESTAMPTZ);


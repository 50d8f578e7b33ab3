-- DATE_TRUNC
SELECT DATE_TRUNC('week', t0."date"), DATE_TRUNC('quarter', t0."timestamp"), CAST(DATE_TRUNC('hour', t0."timestamptz") AS TIMESTAMPTZ) FROM "everything" AS t0;

-- parts that are only read
SELECT EXTRACT(isoyear FROM t0."date"), EXTRACT(isoweek FROM t0."timestamp"), DATE_PART(millennium, t0."date"), DATE_PART_YEAR(t0."date") FROM "everything" AS t0;

-- days and times
-- parameters: [TIME]
SELECT CAST(NEXT_DAY(t0."date", 'Tuesday') AS VARCHAR), t0."date" + t0."time", t0."date" + CAST($1 AS TIME) FROM "everything" AS t0;

-- time zones
SELECT (t0."timestamp" AT TIME ZONE 'Asia/Tokyo'), CONVERT_TIMEZONE('Asia/Tokyo', t0."timestamp") FROM "everything" AS t0 WHERE (t0."timestamptz" AT TIME ZONE 'UTC') > t0."timestamp";

-- DATE_CMP and its like
-- parameters: [DATE]
SELECT DATE_CMP(t0."date", CAST($1 AS DATE)), DATE_CMP_TIMESTAMP(t0."date", t0."timestamp"), DATE_CMP_TIMESTAMPTZ(t0."date", t0."timestamptz"), TIMESTAMP_CMP_DATE(t0."timestamp", t0."date"), TIMESTAMP_CMP(t0."timestamp", t0."timestamp"), TIMESTAMP_CMP_TIMESTAMPTZ(t0."timestamp", t0."timestamptz"), TIMESTAMPTZ_CMP_DATE(t0."timestamptz", t0."date"), TIMESTAMPTZ_CMP_TIMESTAMP(t0."timestamptz", t0."timestamp"), TIMESTAMPTZ_CMP(t0."timestamptz", t0."timestamptz") FROM "everything" AS t0;

-- formats of numbers
SELECT TO_CHAR(t0."big", '999G999'), TO_CHAR(t0."decimal", 'FM990D99'), CAST(TO_NUMBER(t0."text", 'FM99D999') AS VARCHAR), TEXT_TO_INT_ALT(t0."text", '999S'), CAST(TEXT_TO_NUMERIC_ALT(t0."text", 'C9(I)', 10, 2) AS VARCHAR) FROM "everything" AS t0;

-- TIMEOFDAY
SELECT TIMEOFDAY() FROM "everything" AS t0;

-- EXTRACT and DATE_PART
SELECT EXTRACT(month FROM t0."date"), EXTRACT(dayofweek FROM t0."timestamp"), EXTRACT(epoch FROM t0."timestamptz"), DATE_PART(dayofyear, t0."timestamp") FROM "everything" AS t0;

-- parts of a TIME
-- parameters: [INTEGER, TIME]
SELECT EXTRACT(hour FROM t0."time"), CAST(DATEADD(minute, $1, t0."time") AS VARCHAR), DATEDIFF(microsecond, t0."time", CAST($2 AS TIME)) FROM "everything" AS t0;

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


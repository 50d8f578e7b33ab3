-- to every type
SELECT CAST(t0."payload"."v" AS VARCHAR(65535)), CAST(t0."payload"."v" AS BOOLEAN), CAST(t0."payload"."v" AS DOUBLE PRECISION), CAST(t0."payload"."v" AS SMALLINT), CAST(t0."payload"."v" AS INTEGER), CAST(t0."payload"."v" AS BIGINT), CAST(CAST(t0."payload"."v" AS DECIMAL(12, 2)) AS VARCHAR), CAST(CAST(t0."payload"."v" AS DATE) AS VARCHAR), CAST(CAST(t0."payload"."v" AS TIME) AS VARCHAR), CAST(t0."payload"."v" AS TIMESTAMP), CAST(t0."payload"."v" AS TIMESTAMPTZ) FROM "orders" AS t0;


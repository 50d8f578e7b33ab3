-- of a path
-- parameters: [BOOLEAN]
SELECT IS_OBJECT(t0."payload"."x"), IS_SCALAR(t0."payload"."x"), IS_VARCHAR(t0."payload"."x"), IS_BOOLEAN(t0."payload"."x"), IS_SMALLINT(t0."payload"."x"), IS_INTEGER(t0."payload"."x"), IS_BIGINT(t0."payload"."x"), IS_DECIMAL(t0."payload"."x"), IS_FLOAT(t0."payload"."x"), JSON_TYPEOF(t0."payload"."x"), JSON_SIZE(t0."payload"."x"), CAST(GET_ARRAY_LENGTH(t0."payload"."x") AS BIGINT) FROM "orders" AS t0 WHERE IS_ARRAY(t0."payload"."items") = $1;


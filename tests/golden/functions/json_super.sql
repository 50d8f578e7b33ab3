-- of text
-- parameters: [BOOLEAN]
SELECT JSON_SERIALIZE(JSON_PARSE(t0."note")) FROM "orders" AS t0 WHERE CAN_JSON_PARSE(t0."note") = $1;

-- keys are literals
SELECT JSON_EXTRACT_PATH_TEXT(t0."note", 'a'), JSON_EXTRACT_PATH_TEXT(t0."note", 'it''s', 'b') FROM "orders" AS t0;

-- how SUPER values are stored
SELECT DECIMAL_PRECISION(t0."payload"."price"), DECIMAL_SCALE(t0."payload"."price"), SIZE(t0."payload") FROM "orders" AS t0 WHERE IS_CHAR(t0."payload"."name");

-- of SUPER
SELECT JSON_SERIALIZE(t0."payload"), JSON_TYPEOF(t0."payload") FROM "orders" AS t0;


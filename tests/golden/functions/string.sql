-- letters
SELECT LOWER(t0."name"), UPPER(t0."name"), INITCAP(t0."region"), REVERSE(t0."region") FROM "customers" AS t0;

-- lengths
SELECT LEN(t0."name"), OCTET_LENGTH(t0."region"), ASCII(t0."name") FROM "customers" AS t0;

-- TRIM and its like
-- parameters: [VARCHAR, VARCHAR]
SELECT TRIM(t0."name"), BTRIM(t0."name", $1), LTRIM(t0."name", t0."region"), RTRIM(t0."region", $2) FROM "customers" AS t0;

-- parts
SELECT LEFT(t0."name", 2), RIGHT(t0."name", 3), SUBSTRING(t0."name", 2, 4), SUBSTRING(t0."region", 5) FROM "customers" AS t0;

-- SPLIT_PART
-- parameters: [VARCHAR]
SELECT SPLIT_PART(t0."name", $1, 2) FROM "customers" AS t0;

-- filled and repeated
-- parameters: [VARCHAR]
SELECT LPAD(t0."name", 8, $1), RPAD(t0."region", 8, t0."name"), REPEAT(t0."name", 3) FROM "customers" AS t0;

-- replaced
-- parameters: [VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR]
SELECT REPLACE(t0."name", $1, $2), REPLACE(t0."name", t0."region", $3), TRANSLATE(t0."name", $4, $5) FROM "customers" AS t0;

-- places
-- parameters: [VARCHAR, INTEGER, INTEGER]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE STRPOS(t0."name", $1) > $2 OR CHARINDEX(t0."region", t0."name") > $3;

-- regular expressions are literals
-- parameters: [VARCHAR]
SELECT REGEXP_REPLACE(t0."name", '\\d+''', $1), REGEXP_SUBSTR(t0."region", '[a-z]+'), REGEXP_COUNT(t0."name", 'a|b'), REGEXP_INSTR(t0."name", '\\s') FROM "customers" AS t0;

-- how a regular expression is searched for
SELECT REGEXP_COUNT(t0."name", 'A', 2, 'i'), REGEXP_REPLACE(t0."region", '(?=x)', t0."name", 1, 'p'), REGEXP_SUBSTR(t0."name", '(a)b', 1, 2, 'e'), REGEXP_INSTR(t0."name", 'a', 1, 3), REGEXP_INSTR(t0."name", 'a', 1, 1, 1), REGEXP_INSTR(t0."name", 'a', 5, 1, 1, 'i') FROM "customers" AS t0;

-- where
-- parameters: [VARCHAR, VARCHAR]
SELECT OCTETINDEX($1, t0."name"), BPCHARCMP(t0."region", t0."name") FROM "customers" AS t0 WHERE POSITION($2 IN t0."name") > POSITION(t0."region" IN (t0."name" || t0."region"));

-- how it sounds
-- parameters: [VARCHAR]
SELECT SOUNDEX(t0."name"), DIFFERENCE(t0."name", $1), CRC32(t0."region") FROM "customers" AS t0;

-- numbers and characters
SELECT STRTOL(t0."name", 16), CHR(ASCII(t0."name")) FROM "customers" AS t0;

-- quoted
SELECT QUOTE_IDENT(t0."name"), QUOTE_LITERAL(t0."region") FROM "customers" AS t0;

-- COLLATE is a function
-- parameters: [VARCHAR]
SELECT t0."id", t0."name", t0."region", t0."active" FROM "customers" AS t0 WHERE COLLATE(t0."name", 'case_insensitive') = $1;

-- over an aggregate
-- parameters: [VARCHAR]
SELECT COALESCE(LEFT(MAX(t0."note"), 3), $1) FROM "orders" AS t0;

-- a GROUP BY key keeps its parameters
-- parameters: [VARCHAR]
SELECT LOWER(SPLIT_PART(t0."name", $1, 1)), COUNT(*) FROM "customers" AS t0 GROUP BY LOWER(SPLIT_PART(t0."name", $1, 1)) ORDER BY LOWER(SPLIT_PART(t0."name", $1, 1));


-- from text and to text
-- parameters: [VARBYTE]
SELECT TO_HEX(t0."bytes"), TO_HEX(t0."big"), TO_HEX(TO_VARBYTE(t0."text", 'base64')), FROM_VARBYTE(t0."bytes", 'hex'), FROM_VARBYTE(t0."bytes", 'utf-8'), FROM_VARBYTE(t0."bytes", 'binary') FROM "everything" AS t0 WHERE FROM_HEX(t0."text") = FROM_HEX($1);

-- operators
-- parameters: [VARBYTE, VARBYTE]
SELECT TO_HEX(t0."bytes" | (t0."bytes" & t0."bytes")), TO_HEX((t0."bytes" | t0."bytes") & t0."bytes" & t0."bytes"), TO_HEX(t0."bytes" & ~t0."bytes"), TO_HEX(~(~t0."bytes") || (t0."bytes" || FROM_HEX($1))) FROM "everything" AS t0 WHERE t0."bytes" & FROM_HEX($2) = t0."bytes";

-- exclusive or
SELECT TO_HEX(t0."bytes" # ~t0."bytes") FROM "everything" AS t0;

-- lengths and parts
-- parameters: [INTEGER]
SELECT OCTET_LENGTH(t0."bytes"), TO_HEX(SUBSTRING(t0."bytes", 2, 1)), TO_HEX(SUBSTRING(t0."bytes", 3)) FROM "everything" AS t0 WHERE LEN(t0."bytes") > $1;

-- GETBIT
SELECT GETBIT(t0."bytes", 2) FROM "everything" AS t0;


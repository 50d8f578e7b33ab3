-- of a column
-- parameters: [INTEGER]
SELECT IS_VALID_JSON(t0."note"), JSON_ARRAY_LENGTH(t0."note"), JSON_EXTRACT_ARRAY_ELEMENT_TEXT(t0."note", $1), TO_HEX(JSON_SERIALIZE_TO_VARBYTE(t0."payload")) FROM "orders" AS t0 WHERE IS_VALID_JSON_ARRAY(t0."note");


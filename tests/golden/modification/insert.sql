-- the identity is left out
-- parameters: [VARCHAR, NULL, BOOLEAN]
INSERT INTO "customers" ("name", "region", "active") VALUES ($1, $2, $3);

-- a default
-- parameters: [BIGINT, TIMESTAMPTZ, DECIMAL, NULL, SUPER]
INSERT INTO "orders" ("customer_id", "placed_at", "total", "note", "created_at", "payload") VALUES ($1, $2, CAST($3 AS DECIMAL(12, 2)), $4, DEFAULT, JSON_PARSE($5));

-- every type
-- parameters: [INTEGER, SMALLINT, BIGINT, REAL, DOUBLE PRECISION, BOOLEAN, DECIMAL, VARCHAR, VARCHAR, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, VARCHAR, VARBYTE, SUPER]
INSERT INTO "everything" ("id", "small", "big", "real", "double", "boolean", "decimal", "character", "text", "date", "time", "timestamp", "timestamptz", "uuid", "bytes", "json") VALUES ($1, $2, $3, $4, $5, $6, CAST($7 AS DECIMAL(38, 10)), $8, $9, CAST($10 AS DATE), CAST($11 AS TIME), $12, $13, $14, FROM_HEX($15), JSON_PARSE($16));


-- plain
DROP TABLE "customers";

-- if it is there
DROP TABLE IF EXISTS "customers";


-- MD5 and SHA2
SELECT MD5(t0."name"), SHA2(t0."region", 256) FROM "customers" AS t0;


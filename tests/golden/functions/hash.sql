-- digests
SELECT MD5(t0."name"), SHA2(t0."region", 256), SHA1(t0."name") FROM "customers" AS t0;

-- numbers
SELECT FNV_HASH(t0."big", FNV_HASH(t0."id")), MURMUR3_32_HASH(t0."date", MURMUR3_32_HASH(t0."id")), FARMFINGERPRINT64(t0."bytes"), CHECKSUM(t0."decimal") FROM "everything" AS t0;


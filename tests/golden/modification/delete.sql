-- filtered
-- parameters: [BIGINT]
DELETE FROM "orders" WHERE "orders"."id" = $1 AND "orders"."note" IS NULL;

-- all rows, said in so many words
DELETE FROM "orders";


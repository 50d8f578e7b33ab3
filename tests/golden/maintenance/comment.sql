-- on a table
COMMENT ON TABLE "orders" IS 'what was bought';

-- on a column
COMMENT ON COLUMN "orders"."total" IS 'with tax';

-- quotes and backslashes are literal
COMMENT ON TABLE "orders" IS 'it''s a \\ here';

-- removed
COMMENT ON TABLE "orders" IS NULL;


-- a table
ANALYZE "orders";

-- columns
ANALYZE "orders" ("id", "placed_at");

-- one column
ANALYZE "orders" ("id");

-- predicate columns
ANALYZE "orders" PREDICATE COLUMNS;

-- all columns
ANALYZE "orders" ALL COLUMNS;


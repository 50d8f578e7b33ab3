-- TRUNCATE
TRUNCATE TABLE "orders";

-- LOCK of one
LOCK TABLE "orders";

-- LOCK of several, odd names
LOCK TABLE "customers", "Odd ""schema"."group";


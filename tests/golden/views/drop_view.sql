-- plain
DROP VIEW "reports"."spend";

-- with what reads it
DROP VIEW IF EXISTS "reports"."spend" CASCADE;


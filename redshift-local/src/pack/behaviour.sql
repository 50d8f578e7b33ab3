-- How tables behave on Redshift and not on PostgreSQL. Runs once, in the database that all others are copied from, as the
-- superuser, with redshift_local first on the search path.

CREATE SCHEMA redshift_local;
GRANT USAGE ON SCHEMA redshift_local TO PUBLIC;
GRANT ALL ON SCHEMA public TO PUBLIC;

-- every privilege on a table
GRANT SELECT, INSERT, UPDATE, DELETE, DROP, REFERENCES, ALTER, TRUNCATE ON TABLE "orders" TO "ada";

-- all of them
GRANT ALL PRIVILEGES ON TABLE "orders" TO ROLE "owner";

-- to everybody
GRANT SELECT ON TABLE "orders" TO "o""hara", ROLE "reader", GROUP "analysts", PUBLIC;

-- to grant on
GRANT SELECT ON TABLE "orders" TO "ada" WITH GRANT OPTION;

-- on a schema
GRANT USAGE ON SCHEMA "sales" TO PUBLIC;

-- more on a schema
GRANT CREATE, ALTER, DROP ON SCHEMA "sales" TO GROUP "owners";


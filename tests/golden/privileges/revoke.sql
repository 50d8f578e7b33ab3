-- from everybody
REVOKE INSERT, UPDATE ON TABLE "orders" FROM "o""hara", ROLE "reader", GROUP "analysts", PUBLIC;

-- the option alone
REVOKE GRANT OPTION FOR SELECT ON TABLE "orders" FROM "ada";

-- on a schema
REVOKE ALL PRIVILEGES ON SCHEMA "public" FROM PUBLIC;


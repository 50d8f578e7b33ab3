-- The system relations that clients read to learn what tables there are, over the engine's catalog and the side catalog.
--
-- They list the relations of users. What the stand-in does not know (sizes, statistics, times) is NULL.

-- How a column's type is spelled, with its length or without ("PG_TABLE_DEF").
CREATE FUNCTION redshift_local.full_type(type_id oid, modifier integer, varbyte_length integer) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE type_id::regtype
        WHEN 'redshift_local.super'::regtype THEN 'super'
        WHEN 'jsonb'::regtype THEN 'super'
        WHEN 'redshift_local.varbyte'::regtype THEN 'varbyte' || coalesce('(' || varbyte_length || ')', '')
        WHEN 'bytea'::regtype THEN 'varbyte'
        WHEN 'redshift_local.hllsketch'::regtype THEN 'hllsketch'
        WHEN 'redshift_local.intervaly2m'::regtype THEN 'interval year to month'
        WHEN 'redshift_local.intervald2s'::regtype THEN 'interval day to second'
        WHEN 'text'::regtype THEN 'character varying'
        ELSE pg_catalog.format_type(type_id, modifier)
    END
$$;

-- The encoding where none is written ("CREATE TABLE", the list of defaults).
CREATE FUNCTION redshift_local.default_encoding(type_id oid, is_sort_key boolean, is_temporary boolean) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN is_sort_key OR is_temporary THEN 'raw'
        WHEN redshift_local.type_name(type_id) IN ('BOOLEAN', 'REAL', 'DOUBLE PRECISION') THEN 'raw'
        WHEN redshift_local.type_name(type_id) IN ('CHAR', 'VARCHAR', 'VARBYTE') THEN 'lzo'
        WHEN redshift_local.type_name(type_id) = 'SUPER' THEN 'zstd'
        WHEN redshift_local.type_name(type_id) = 'HLLSKETCH' THEN NULL
        ELSE 'az64'
    END
$$;

-- An identity column has a default that tells seed and step. Of the other kind only the beginning is known.
CREATE FUNCTION redshift_local.column_default(t oid, number smallint, identity_kind "char") RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE identity_kind
        WHEN '' THEN (
            SELECT replace(pg_catalog.pg_get_expr(d.adbin, d.adrelid), 'redshift_local.', '')
            FROM pg_catalog.pg_attrdef d WHERE d.adrelid = t AND d.adnum = number
        )
        WHEN 'a' THEN (
            SELECT format('"identity"(%s, %s, ''%s,%s''::text)', t, number - 1, s.seqstart, s.seqincrement)
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
            WHERE d.refobjid = t AND d.refobjsubid = number AND d.deptype = 'i'
                AND d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
        )
        ELSE 'default_identity(...)'
    END
$$;

-- Privileges, as far as an 8.0 server has them.
CREATE FUNCTION redshift_local.acl_text(privileges aclitem[]) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT string_agg(regexp_replace(item::text, '=([a-zA-Z*]*)D([a-zA-Z*]*)/', E'=\\1\\2/'), '~')
    FROM unnest(privileges) AS item
$$;

CREATE VIEW redshift_local.catalog_schemas AS
SELECT n.oid AS namespace, n.nspname AS schema_name, redshift_local.acl_text(n.nspacl) AS acl,
    CASE n.nspname
        WHEN 'public' THEN (SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname = current_database())
        ELSE n.nspowner
    END::integer AS owner
FROM pg_catalog.pg_namespace n
WHERE redshift_local.is_user_schema(n.nspname) OR n.nspname IN ('pg_catalog', 'information_schema');

CREATE VIEW redshift_local.catalog_relations AS
SELECT c.oid AS relation, n.nspname AS schema_name, c.relname AS table_name, c.relkind <> 'r' AS is_view,
    c.relkind = 'm' AS is_materialized,
    c.relpersistence = 't' AS is_temporary, pg_catalog.pg_get_userbyid(c.relowner) AS owner,
    redshift_local.acl_text(c.relacl) AS acl, pg_catalog.obj_description(c.oid, 'pg_class') AS remarks,
    coalesce(t.dist_style, 'auto') AS dist_style, coalesce(t.sort_style, 'auto') AS sort_style,
    (
        SELECT a.attname FROM redshift_local.column_attributes k
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.relation AND a.attnum = k.attnum
        WHERE k.relation = c.oid AND k.dist_key
    ) AS dist_key,
    coalesce(t.encode_auto, false) OR NOT EXISTS (
        SELECT FROM redshift_local.column_attributes k WHERE k.relation = c.oid AND k.encoding IS NOT NULL
    ) AS encode_auto
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN redshift_local.table_attributes t ON t.relation = c.oid
WHERE c.relkind IN ('r', 'v', 'm') AND (redshift_local.is_user_schema(n.nspname) OR n.oid = pg_catalog.pg_my_temp_schema());

CREATE VIEW redshift_local.catalog_columns AS
SELECT r.relation, r.schema_name, r.table_name, r.is_view, r.is_temporary, a.attname AS column_name,
    a.attnum::integer AS ordinal_position,
    redshift_local.full_type(a.atttypid, NULL, NULL) AS data_type,
    redshift_local.full_type(a.atttypid, a.atttypmod, coalesce(k.varbyte_length, 64000)) AS full_type,
    information_schema._pg_char_max_length(a.atttypid, a.atttypmod) AS character_maximum_length,
    information_schema._pg_numeric_precision(a.atttypid, a.atttypmod) AS numeric_precision,
    information_schema._pg_numeric_precision_radix(a.atttypid, a.atttypmod) AS numeric_precision_radix,
    information_schema._pg_numeric_scale(a.atttypid, a.atttypmod) AS numeric_scale,
    a.attnotnull AS not_null, redshift_local.column_default(r.relation, a.attnum, a.attidentity) AS column_default,
    CASE WHEN NOT r.is_view THEN
        coalesce(k.encoding, redshift_local.default_encoding(a.atttypid, k.sort_key IS NOT NULL, r.is_temporary))
    END AS encoding,
    coalesce(k.dist_key, false) AS dist_key,
    -- The places of an interleaved key alternate their sign, beginning with -1.
    CASE WHEN r.sort_style = 'interleaved' AND k.sort_key % 2 = 1 THEN -k.sort_key ELSE coalesce(k.sort_key, 0) END::integer
        AS sort_key,
    r.sort_style, k.collation_name, pg_catalog.col_description(r.relation, a.attnum) AS remarks
FROM redshift_local.catalog_relations r
JOIN pg_catalog.pg_attribute a ON a.attrelid = r.relation AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN redshift_local.column_attributes k ON k.relation = r.relation AND k.attnum = a.attnum
-- The columns of a view that cannot be read are not known.
WHERE NOT EXISTS (
    SELECT FROM redshift_local.late_binding_views late WHERE late.relation = r.relation AND late.sources IS NULL
);

-- The isolation level belongs to the database.
CREATE FUNCTION redshift_local.isolation_level(database_id oid) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE coalesce(
            (
                SELECT split_part(setting, '=', 2)
                FROM pg_catalog.pg_db_role_setting s, unnest(s.setconfig) AS setting
                WHERE s.setdatabase = database_id AND s.setrole = 0 AND setting LIKE 'default_transaction_isolation=%'
            ),
            (SELECT s.reset_val FROM pg_catalog.pg_settings s WHERE s.name = 'default_transaction_isolation')
        ) WHEN 'serializable' THEN 'Serializable' ELSE 'Snapshot Isolation' END
$$;

CREATE FUNCTION redshift_local.row_count(t oid) RETURNS numeric
LANGUAGE plpgsql STABLE AS $$
DECLARE
    rows bigint;
BEGIN
    EXECUTE format('SELECT pg_catalog.count(*) FROM %s', t::regclass) INTO rows;
    RETURN rows;
END
$$;

-- The relations.

-- Only what is on the search path.
CREATE VIEW redshift_local.pg_table_def AS
SELECT schema_name AS schemaname, table_name AS tablename, column_name AS "column", full_type AS type,
    CASE encoding WHEN 'raw' THEN 'none' ELSE encoding END::character(32) AS encoding, dist_key AS distkey,
    sort_key AS sortkey, not_null AS "notnull"
FROM redshift_local.catalog_columns
WHERE NOT is_view AND schema_name = ANY (pg_catalog.current_schemas(true));

CREATE VIEW redshift_local.pg_class_info AS
SELECT c.oid AS reloid, c.relname, c.relnamespace, c.reltype, c.relowner::integer AS relowner, c.relam, c.relfilenode,
    c.reltablespace, c.relpages, c.reltuples, c.reltoastrelid, c.relhasindex, c.relisshared, c.relkind, c.relnatts,
    CASE r.dist_style WHEN 'even' THEN 0 WHEN 'key' THEN 1 WHEN 'all' THEN 8 ELSE 9 END::smallint AS reldiststyle,
    c.relchecks, c.relhasrules, c.relhassubclass, c.relacl, NULL::timestamp AS relcreationtime,
    CASE r.dist_style WHEN 'even' THEN 0 WHEN 'key' THEN 1 WHEN 'all' THEN 8 ELSE 10 END AS releffectivediststyle
FROM redshift_local.catalog_relations r JOIN pg_catalog.pg_class c ON c.oid = r.relation WHERE NOT r.is_view;

-- Tables and materialized views, unless they are without a row.
CREATE VIEW redshift_local.svv_table_info AS
SELECT current_database()::text AS database, r.schema_name::text AS schema, r.relation AS table_id,
    r.table_name::text AS "table",
    CASE
        WHEN r.is_materialized THEN NULL
        WHEN r.encode_auto THEN 'AUTO(ENCODE)'
        WHEN EXISTS (
            SELECT FROM redshift_local.catalog_columns c WHERE c.relation = r.relation AND c.encoding <> 'raw'
        ) THEN 'Y'
        ELSE 'N'
    END AS encoded,
    CASE r.dist_style
        WHEN 'key' THEN format('KEY(%s)', r.dist_key)
        WHEN 'auto' THEN 'AUTO(ALL)'
        ELSE upper(r.dist_style)
    END AS diststyle,
    CASE
        WHEN r.sort_style <> 'auto' THEN first_key.column_name::text
        WHEN first_key.column_name IS NULL THEN 'AUTO(SORTKEY)'
        ELSE format('AUTO(SORTKEY(%s))', first_key.column_name)
    END AS sortkey1,
    (
        SELECT max(c.character_maximum_length) FROM redshift_local.catalog_columns c
        WHERE c.relation = r.relation AND c.data_type = 'character varying'
    )::integer AS max_varchar,
    CASE first_key.encoding WHEN 'raw' THEN 'none' ELSE first_key.encoding END::character(32) AS sortkey1_enc,
    (
        SELECT count(*) FROM redshift_local.catalog_columns c WHERE c.relation = r.relation AND c.sort_key <> 0
    )::integer AS sortkey_num,
    NULL::bigint AS size, NULL::numeric(10, 4) AS pct_used, NULL::bigint AS empty, NULL::numeric(5, 2) AS unsorted,
    NULL::numeric(5, 2) AS stats_off, counted.rows::numeric(38, 0) AS tbl_rows, NULL::numeric(19, 2) AS skew_sortkey1,
    NULL::numeric(19, 2) AS skew_rows, counted.rows::numeric(38, 0) AS estimated_visible_rows, NULL::text AS risk_event,
    NULL::numeric(12, 2) AS vacuum_sort_benefit, NULL::timestamp AS create_time
FROM redshift_local.catalog_relations r
LEFT JOIN redshift_local.catalog_columns first_key ON first_key.relation = r.relation AND abs(first_key.sort_key) = 1
CROSS JOIN LATERAL (SELECT redshift_local.row_count(r.relation) AS rows OFFSET 0) AS counted
WHERE (NOT r.is_view OR r.is_materialized) AND NOT r.is_temporary AND counted.rows > 0;

-- How a refresh proceeds, and whether queries are rewritten to read the view, nobody knows from outside.
CREATE VIEW redshift_local.svv_mv_info AS
SELECT current_database()::character(128) AS database_name, r.schema_name::character(128), r.owner::character(128) AS user_name,
    r.table_name::character(128) AS name, redshift_local.is_stale(r.relation)::character(1) AS is_stale,
    NULL::integer AS state, CASE WHEN m.auto_refresh THEN 't' ELSE 'f' END::character(1) AS autorefresh,
    NULL::character(1) AS autorewrite
FROM redshift_local.catalog_relations r JOIN redshift_local.materialized_views m ON m.relation = r.relation
WHERE pg_catalog.pg_has_role(r.owner, 'USAGE');

CREATE VIEW redshift_local.stv_mv_info AS
SELECT database_name AS db_name, schema_name AS schema, name, NULL::bigint AS updated_upto_xid, is_stale,
    user_name AS owner_user_name, state, autorefresh, autorewrite
FROM redshift_local.svv_mv_info;

CREATE VIEW redshift_local.svv_columns AS
SELECT current_database()::text AS table_catalog, schema_name::text AS table_schema, table_name::text,
    column_name::text, ordinal_position, column_default, CASE WHEN not_null THEN 'NO' ELSE 'YES' END AS is_nullable,
    data_type, character_maximum_length::integer, numeric_precision::integer, numeric_precision_radix::integer,
    numeric_scale::integer, NULL::integer AS datetime_precision, NULL::text AS interval_type,
    NULL::text AS interval_precision, NULL::text AS character_set_catalog, NULL::text AS character_set_schema,
    NULL::text AS character_set_name, NULL::text AS collation_catalog, NULL::text AS collation_schema,
    NULL::text AS collation_name, NULL::text AS domain_name, remarks
FROM redshift_local.catalog_columns WHERE NOT is_temporary;

CREATE VIEW redshift_local.svv_tables AS
SELECT current_database()::text AS table_catalog, schema_name::text AS table_schema, table_name::text,
    CASE WHEN is_view THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type, remarks
FROM redshift_local.catalog_relations WHERE NOT is_temporary;

CREATE VIEW redshift_local.svv_redshift_columns AS
SELECT current_database()::varchar(128) AS database_name, schema_name::varchar(128), table_name::varchar(128),
    column_name::varchar(128), ordinal_position, data_type::varchar(32), column_default::varchar(4000),
    CASE WHEN not_null THEN 'NO' ELSE 'YES' END::varchar(3) AS is_nullable,
    CASE encoding WHEN 'raw' THEN 'none' ELSE encoding END::varchar(128) AS encoding, dist_key AS distkey,
    sort_key AS sortkey, NULL::varchar(128) AS column_acl, remarks::varchar(256)
FROM redshift_local.catalog_columns WHERE NOT is_temporary;

CREATE VIEW redshift_local.svv_redshift_tables AS
SELECT current_database()::varchar(128) AS database_name, schema_name::varchar(128), table_name::varchar(128),
    CASE WHEN is_view THEN 'VIEW' ELSE 'TABLE' END::varchar(128) AS table_type, acl::varchar(128) AS table_acl,
    remarks::varchar(128), owner::varchar(128) AS table_owner
FROM redshift_local.catalog_relations WHERE NOT is_temporary;

CREATE VIEW redshift_local.svv_redshift_schemas AS
SELECT current_database()::varchar(128) AS database_name, schema_name::varchar(128), owner AS schema_owner,
    'local'::varchar(16) AS schema_type, acl::varchar(128) AS schema_acl, NULL::varchar(128) AS schema_option
FROM redshift_local.catalog_schemas;

CREATE VIEW redshift_local.svv_redshift_databases AS
SELECT datname::varchar(128) AS database_name, datdba::integer AS database_owner, 'local'::varchar(32) AS database_type,
    redshift_local.acl_text(datacl)::varchar(128) AS database_acl, NULL::varchar(128) AS database_options,
    redshift_local.isolation_level(oid)::varchar(128) AS database_isolation_level
FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate AND redshift_local.is_own_database(oid);

-- SHOW.

-- Only the database of the session is known, and only the schemas of users have relations to show.
CREATE FUNCTION redshift_local.check_shown(command text, database_name text, schema_name text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF database_name <> current_database() THEN
        RAISE EXCEPTION 'redshift-local: % of another database is not simulated', command USING ERRCODE = '0A000';
    END IF;
    IF schema_name IS NOT NULL AND NOT (redshift_local.is_user_schema(schema_name) AND EXISTS (
        SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = schema_name
    )) THEN
        RAISE EXCEPTION 'redshift-local: % of the schema % is not simulated', command, schema_name USING ERRCODE = '0A000';
    END IF;
END
$$;

CREATE FUNCTION redshift_local.check_relation(of_schema text, of_table text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM redshift_local.catalog_relations r WHERE r.schema_name = of_schema AND r.table_name = of_table
    ) THEN
        RAISE EXCEPTION 'redshift-local: SHOW COLUMNS of % is not simulated: there is no such relation', of_table
            USING ERRCODE = '0A000';
    END IF;
END
$$;

CREATE FUNCTION redshift_local.show_databases(pattern text) RETURNS TABLE (
    database_name varchar, database_owner integer, database_type varchar, database_acl varchar, parameters varchar,
    database_isolation_level varchar
) LANGUAGE sql STABLE AS $$
    SELECT database_name, database_owner, database_type, database_acl, database_options, database_isolation_level
    FROM redshift_local.svv_redshift_databases WHERE database_name LIKE pattern ORDER BY database_name
$$;

CREATE FUNCTION redshift_local.show_schemas(of_database text, pattern text) RETURNS TABLE (
    database_name varchar, schema_name varchar, schema_owner integer, schema_type varchar, schema_acl varchar,
    source_database varchar, schema_option varchar
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW SCHEMAS', of_database, NULL);
    SELECT database_name, schema_name, schema_owner, schema_type, schema_acl, NULL::varchar, schema_option
    FROM redshift_local.svv_redshift_schemas WHERE schema_name LIKE pattern ORDER BY schema_name
$$;

CREATE FUNCTION redshift_local.show_tables(of_database text, of_schema text, pattern text) RETURNS TABLE (
    database_name varchar, schema_name varchar, table_name varchar, table_type varchar, table_acl varchar, remarks varchar,
    owner varchar, last_altered_time timestamp, last_modified_time timestamp, dist_style varchar, table_subtype varchar
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW TABLES', of_database, of_schema);
    SELECT current_database()::varchar, r.schema_name::varchar, r.table_name::varchar,
        CASE WHEN r.is_view THEN 'VIEW' ELSE 'TABLE' END::varchar, r.acl::varchar, r.remarks::varchar, r.owner::varchar,
        NULL::timestamp, NULL::timestamp,
        CASE
            WHEN r.is_view AND NOT r.is_materialized THEN NULL
            WHEN r.dist_style = 'auto' THEN 'AUTO (ALL)'
            WHEN r.dist_style = 'key' THEN format('KEY (%s)', r.dist_key)
            ELSE upper(r.dist_style)
        END::varchar,
        CASE
            WHEN r.is_materialized THEN 'MATERIALIZED VIEW'
            WHEN r.is_view THEN 'REGULAR VIEW'
            ELSE 'REGULAR TABLE'
        END::varchar
    FROM redshift_local.catalog_relations r
    WHERE r.schema_name = of_schema AND r.table_name LIKE pattern ORDER BY r.table_name
$$;

CREATE FUNCTION redshift_local.show_columns(of_database text, of_schema text, of_table text, pattern text) RETURNS TABLE (
    database_name varchar, schema_name varchar, table_name varchar, column_name varchar, ordinal_position integer,
    column_default varchar, is_nullable varchar, data_type varchar, character_maximum_length integer,
    numeric_precision integer, numeric_scale integer, remarks varchar, sort_key_type varchar, sort_key integer,
    dist_key integer, encoding varchar, collation varchar
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW COLUMNS', of_database, of_schema);
    SELECT redshift_local.check_relation(of_schema, of_table);
    SELECT current_database()::varchar, c.schema_name::varchar, c.table_name::varchar, c.column_name::varchar,
        c.ordinal_position, c.column_default::varchar, CASE WHEN c.not_null THEN 'NO' ELSE 'YES' END::varchar,
        c.data_type::varchar, c.character_maximum_length::integer, c.numeric_precision::integer, c.numeric_scale::integer,
        c.remarks::varchar,
        CASE WHEN c.sort_key <> 0 THEN CASE c.sort_style WHEN 'interleaved' THEN 'INTERLEAVED' ELSE 'COMPOUND' END END::varchar,
        c.sort_key, CASE WHEN c.dist_key THEN 1 END, c.encoding::varchar,
        CASE WHEN c.data_type LIKE 'character%' THEN coalesce(c.collation_name, 'default') END::varchar
    FROM redshift_local.catalog_columns c
    WHERE c.schema_name = of_schema AND c.table_name = of_table AND c.column_name LIKE pattern ORDER BY c.ordinal_position
$$;

GRANT SELECT ON redshift_local.pg_table_def, redshift_local.pg_class_info, redshift_local.svv_table_info,
    redshift_local.svv_mv_info, redshift_local.stv_mv_info,
    redshift_local.svv_columns, redshift_local.svv_tables, redshift_local.svv_redshift_columns,
    redshift_local.svv_redshift_tables, redshift_local.svv_redshift_schemas, redshift_local.svv_redshift_databases,
    redshift_local.catalog_schemas, redshift_local.catalog_relations, redshift_local.catalog_columns TO PUBLIC;

-- What was granted on a table; its owner's own privileges are not listed. Users see what was granted to them, superusers all. TRUNCATE alone cannot
-- be granted here, so who has it was granted ALL, and has what else that is in the manual's examples.
CREATE FUNCTION redshift_local.show_grants_on_table(of_database text, of_schema text, of_table text, of_user text) RETURNS TABLE (
    schema_name varchar, object_name varchar, object_type varchar, privilege_type varchar, identity_id integer, identity_name varchar,
    identity_type varchar, admin_option boolean, privilege_scope varchar, database_name varchar, grantor_name varchar
) LANGUAGE plpgsql STABLE AS $$
DECLARE
    named regclass := CASE
        WHEN of_schema IS NULL THEN to_regclass(quote_ident(of_table))
        ELSE to_regclass(quote_ident(of_schema) || '.' || quote_ident(of_table))
    END;
BEGIN
    PERFORM redshift_local.check_shown('SHOW GRANTS', coalesce(of_database, current_database()), of_schema);
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = named AND c.relkind = 'r' AND redshift_local.is_user_schema(n.nspname)
    ) THEN
        RAISE EXCEPTION 'redshift-local: SHOW GRANTS of % is not simulated: there is no such table', of_table USING ERRCODE = '0A000';
    END IF;
    IF of_user <> 'public' AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = of_user AND rolcanlogin) THEN
        RAISE EXCEPTION 'redshift-local: SHOW GRANTS for % is not simulated: there is no such user', of_user USING ERRCODE = '0A000';
    END IF;
    RETURN QUERY
    SELECT n.nspname::varchar, c.relname::varchar, 'TABLE'::varchar, p.name::varchar, a.grantee::integer,
        coalesce(g.rolname, 'public')::varchar,
        CASE WHEN a.grantee = 0 THEN 'public' WHEN g.rolcanlogin THEN 'user' ELSE 'group' END::varchar, a.is_grantable,
        'TABLE'::varchar, current_database()::varchar, pg_catalog.pg_get_userbyid(a.grantor)::varchar
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) a
    CROSS JOIN LATERAL unnest(CASE a.privilege_type
        WHEN 'TRUNCATE' THEN ARRAY['ALTER', 'DROP', 'RULE', 'TRUNCATE']
        WHEN 'MAINTAIN' THEN ARRAY[]::text[]
        ELSE ARRAY[a.privilege_type]
    END) AS p (name)
    LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee
    WHERE c.oid = named AND a.grantee <> c.relowner
        AND (of_user IS NULL OR coalesce(g.rolname, 'public') = of_user)
        AND (g.rolname = current_user OR redshift_local.is_superuser())
    ORDER BY a.grantee, p.name;
END
$$;

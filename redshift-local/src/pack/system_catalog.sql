-- The catalog of the leader node as Redshift shows it: the relations of PostgreSQL 8.0 with Redshift's columns, and nothing of the
-- stand-in's own.
--
-- Queries that name a relation of pg_catalog or information_schema read the view of these that has its name behind "catalog_". The oid,
-- which a server of 8.0 leaves out of `*`, is the last column. Of a column whose content nobody knows, all is NULL.

-- Types go by the numbers that clients are told.
CREATE FUNCTION redshift_local.told_type(type_id oid) RETURNS oid
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN type_id IN ('redshift_local.super'::regtype, 'jsonb'::regtype) THEN 4000::oid
        WHEN type_id IN ('redshift_local.varbyte'::regtype, 'bytea'::regtype) THEN 6551::oid
        WHEN type_id = 'text'::regtype THEN 'varchar'::regtype::oid
        ELSE type_id
    END
$$;

-- FORMAT_TYPE: the length of a VARBYTE is told as that of a VARCHAR is.
CREATE FUNCTION redshift_local.format_type(type_id oid, modifier integer) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE type_id
        WHEN 4000 THEN 'super'
        WHEN 6551 THEN 'varbyte' || CASE WHEN modifier >= 4 THEN '(' || modifier - 4 || ')' ELSE '' END
        ELSE pg_catalog.format_type(type_id, modifier)
    END
$$;

-- The numbers of the encodings are the stand-in's; FORMAT_ENCODING names them.
CREATE TABLE redshift_local.encodings (number smallint NOT NULL, name text NOT NULL);

INSERT INTO redshift_local.encodings
SELECT place - 1, name
FROM unnest(ARRAY['none', 'az64', 'bytedict', 'delta', 'delta32k', 'lzo', 'mostly8', 'mostly16', 'mostly32', 'runlength',
    'text255', 'text32k', 'zstd']) WITH ORDINALITY AS encoding (name, place);

GRANT SELECT ON redshift_local.encodings TO PUBLIC;

CREATE FUNCTION redshift_local.format_encoding(encoding integer) RETURNS text
LANGUAGE sql STABLE AS 'SELECT e.name FROM redshift_local.encodings e WHERE e.number = encoding';

-- What PG_ATTRDEF and PG_CONSTRAINT hold of an expression is its source.
CREATE FUNCTION redshift_local.pg_get_expr(source text, relation oid) RETURNS text
LANGUAGE sql IMMUTABLE AS 'SELECT source';

CREATE FUNCTION redshift_local.pg_get_expr(source text, relation oid, pretty boolean) RETURNS text
LANGUAGE sql IMMUTABLE AS 'SELECT source';

-- A column of the catalog that is an array, by its place: the same brackets navigate into SUPER values elsewhere.
CREATE FUNCTION redshift_local.navigate(value anyarray, VARIADIC steps text[]) RETURNS anyelement
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF array_length(steps, 1) > 1 OR left(steps[1], 1) <> '[' THEN
        RAISE EXCEPTION 'redshift-local: navigation into an array of the catalog is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN value[substr(steps[1], 2)::integer];
END
$$;

CREATE VIEW redshift_local.catalog_pg_namespace AS
SELECT n.nspname,
    CASE n.nspname
        WHEN 'public' THEN (SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname = current_database())
        ELSE n.nspowner
    END::integer AS nspowner,
    n.nspacl, n.oid
FROM pg_catalog.pg_namespace n WHERE n.nspname <> 'redshift_local';

-- The relations that Redshift has: no sequences, and none of the stand-in's.
CREATE VIEW redshift_local.told_relations AS
SELECT c.* FROM pg_catalog.pg_class c
WHERE c.relkind <> 'S' AND c.relnamespace <> 'redshift_local'::regnamespace;

CREATE VIEW redshift_local.catalog_pg_class AS
SELECT c.relname, c.relnamespace, c.reltype, c.relowner::integer AS relowner, c.relam, c.relfilenode, c.reltablespace, c.relpages,
    greatest(c.reltuples, 0)::real AS reltuples, c.reltoastrelid, 0::oid AS reltoastidxid, c.relhasindex, c.relisshared,
    CASE c.relkind WHEN 'm' THEN 'v' ELSE c.relkind END::"char" AS relkind, c.relnatts, NULL::oid AS relexternid,
    NULL::boolean AS relisreplicated, NULL::boolean AS relispinned,
    (
        SELECT CASE r.dist_style WHEN 'even' THEN 0 WHEN 'key' THEN 1 WHEN 'all' THEN 8 ELSE 9 END
        FROM redshift_local.catalog_relations r WHERE r.relation = c.oid AND NOT r.is_view
    )::smallint AS reldiststyle,
    NULL::oid AS relprojbaseid, 0::smallint AS relchecks, 0::smallint AS reltriggers, 0::smallint AS relukeys,
    0::smallint AS relfkeys, 0::smallint AS relrefs, false AS relhasoids,
    EXISTS (SELECT FROM redshift_local.constraints k WHERE k.conrelid = c.oid AND k.contype = 'p') AS relhaspkey, c.relhasrules,
    c.relhassubclass, c.relacl, c.oid
FROM redshift_local.told_relations c;

CREATE VIEW redshift_local.catalog_pg_attribute AS
SELECT a.attrelid, a.attname, CASE WHEN t.relation IS NULL THEN a.atttypid ELSE redshift_local.told_type(a.atttypid) END AS atttypid,
    a.attstattarget, a.attlen, a.attnum, a.attndims, a.attcacheoff,
    CASE
        WHEN t.relation IS NOT NULL AND redshift_local.told_type(a.atttypid) = 6551 THEN coalesce(k.varbyte_length, 64000) + 4
        ELSE a.atttypmod
    END AS atttypmod,
    a.attbyval, a.attstorage, a.attalign, a.attnotnull, a.atthasdef OR a.attidentity <> '' AS atthasdef, a.attisdropped,
    a.attislocal, a.attinhcount, coalesce(k.dist_key, false) AS attisdistkey, NULL::boolean AS attispreloaded,
    CASE WHEN t.sort_style = 'interleaved' AND k.sort_key % 2 = 1 THEN -k.sort_key ELSE coalesce(k.sort_key, 0) END::integer
        AS attsortkeyord,
    coalesce((
        SELECT e.number FROM redshift_local.encodings e
        WHERE NOT t.is_view AND a.attnum > 0 AND NOT a.attisdropped AND e.name =
            coalesce(k.encoding, redshift_local.default_encoding(a.atttypid, k.sort_key IS NOT NULL, t.is_temporary))
    ), 0)::smallint AS attencodingtype,
    NULL::smallint AS attencrypttype
FROM redshift_local.told_relations c
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
LEFT JOIN redshift_local.catalog_relations t ON t.relation = c.oid
LEFT JOIN redshift_local.column_attributes k ON k.relation = c.oid AND k.attnum = a.attnum
-- The columns of late-binding views are not there.
WHERE NOT EXISTS (SELECT FROM redshift_local.late_binding_views v WHERE v.relation = c.oid);

CREATE VIEW redshift_local.catalog_pg_attrdef AS
SELECT d.adrelid, d.adnum, d.source AS adbin, d.source AS adsrc, d.oid
FROM (
    SELECT a.attrelid AS adrelid, a.attnum AS adnum, redshift_local.column_default(a.attrelid, a.attnum, a.attidentity) AS source,
        (SELECT e.oid FROM pg_catalog.pg_attrdef e WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum) AS oid
    FROM redshift_local.told_relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
    WHERE a.atthasdef OR a.attidentity <> ''
) AS d;

-- The tables of users have constraints; the CHECK of a VARBYTE's length is the stand-in's.
CREATE VIEW redshift_local.catalog_pg_constraint AS
SELECT k.conname, k.connamespace, k.contype, k.condeferrable, k.condeferred, k.conrelid, k.contypid, k.confrelid, k.confupdtype,
    k.confdeltype, k.confmatchtype, k.conkey, k.confkey, NULL::text AS conbin, NULL::text AS consrc, k.oid
FROM redshift_local.constraints k JOIN redshift_local.catalog_relations c ON c.relation = k.conrelid
WHERE k.contype IN ('p', 'u', 'f');

-- The key that a foreign key refers to.
CREATE FUNCTION redshift_local.referenced_key(referenced oid, columns smallint[]) RETURNS oid
LANGUAGE sql STABLE AS $$
    SELECT p.oid FROM redshift_local.constraints p
    WHERE p.conrelid = referenced AND p.contype IN ('p', 'u') AND p.conkey @> columns AND p.conkey <@ columns
    ORDER BY p.contype LIMIT 1
$$;

-- A foreign key depends on the index of the key that it refers to: drivers join them so.
CREATE VIEW redshift_local.catalog_pg_depend AS
SELECT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype FROM pg_catalog.pg_depend d
UNION
SELECT 'pg_catalog.pg_constraint'::regclass, k.oid, 0, 'pg_catalog.pg_class'::regclass, referenced.conindid, 0, 'n'
FROM redshift_local.catalog_pg_constraint k
JOIN redshift_local.constraints referenced ON referenced.oid = redshift_local.referenced_key(k.confrelid, k.confkey)
WHERE k.contype = 'f';

CREATE VIEW redshift_local.catalog_pg_index AS
SELECT i.indexrelid, i.indrelid, i.indkey, i.indclass, i.indnatts,
    i.indisunique OR EXISTS (
        SELECT FROM redshift_local.constraints k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
    ) AS indisunique,
    i.indisprimary, i.indisclustered, NULL::text AS indexprs, NULL::text AS indpred
FROM pg_catalog.pg_index i JOIN redshift_local.told_relations c ON c.oid = i.indrelid;

-- The types that clients are told have rows of their own: see behaviour.sql.
CREATE VIEW redshift_local.catalog_pg_type AS
SELECT t.typname, t.typnamespace, t.typowner::integer AS typowner, t.typlen, t.typbyval, t.typtype, t.typisdefined, t.typdelim,
    t.typrelid, t.typelem, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typanalyze, t.typalign, t.typstorage, t.typnotnull,
    t.typbasetype, t.typtypmod, t.typndims, NULL::text AS typdefaultbin, t.typdefault, t.oid
FROM pg_catalog.pg_type t WHERE t.typnamespace <> 'redshift_local'::regnamespace;

CREATE VIEW redshift_local.catalog_pg_proc AS
SELECT redshift_local.routine_name(p.proname) AS proname, p.pronamespace, p.proowner::integer AS proowner, p.prolang, p.prokind = 'a' AS proisagg, p.prosecdef, p.proisstrict,
    p.proretset, p.provolatile,
    CASE p.prokind WHEN 'p' THEN cardinality(redshift_local.procedure_inputs(p.proargtypes))::smallint ELSE p.pronargs END AS pronargs,
    p.prorettype,
    CASE p.prokind
        WHEN 'p' THEN array_to_string(redshift_local.procedure_inputs(p.proargtypes), ' ')::oidvector ELSE p.proargtypes
    END AS proargtypes,
    CASE p.prokind
        WHEN 'p' THEN redshift_local.shown_arguments(p.proargnames, coalesce(p.proallargtypes, p.proargtypes::oid[]))
        ELSE p.proargnames
    END AS proargnames,
    CASE p.prokind WHEN 'p' THEN redshift_local.procedure_source(p.prosrc) ELSE p.prosrc END AS prosrc, p.probin, p.proacl, p.oid
FROM pg_catalog.pg_proc p WHERE p.pronamespace <> 'redshift_local'::regnamespace;

CREATE VIEW redshift_local.pg_proc_info AS
SELECT p.oid AS prooid, shown.proname, shown.pronamespace, shown.proowner, shown.prolang, shown.proisagg, shown.prosecdef,
    shown.proisstrict, shown.proretset, shown.provolatile, shown.pronargs, shown.prorettype, shown.proargtypes, shown.proargnames,
    shown.prosrc, shown.probin, shown.proacl, CASE p.prokind WHEN 'w' THEN 'f' ELSE p.prokind END::"char" AS prokind,
    CASE
        WHEN p.prokind = 'p' AND 'redshift_local.absent'::regtype = ANY (p.proallargtypes::regtype[]) THEN (
            SELECT array_agg(
                CASE WHEN place > cardinality(redshift_local.procedure_inputs(p.proargtypes)) THEN 'o' ELSE mode END::"char" ORDER BY place
            )
            FROM unnest(redshift_local.shown_arguments(p.proargmodes, p.proallargtypes)) WITH ORDINALITY AS m (mode, place)
        )
        ELSE p.proargmodes
    END AS proargmodes,
    CASE p.prokind WHEN 'p' THEN redshift_local.shown_arguments(p.proallargtypes, p.proallargtypes) ELSE p.proallargtypes END
        AS proallargtypes
FROM pg_catalog.pg_proc p JOIN redshift_local.catalog_pg_proc shown ON shown.oid = p.oid;

GRANT SELECT ON redshift_local.pg_proc_info TO PUBLIC;

CREATE VIEW redshift_local.catalog_pg_database AS
SELECT d.datname, d.datdba::integer AS datdba, d.encoding, d.datistemplate, d.datallowconn, NULL::oid AS datlastsysoid,
    NULL::xid AS datvacuumxid, d.datfrozenxid, d.dattablespace, NULL::text[] AS datconfig, d.datacl, d.oid
FROM pg_catalog.pg_database d WHERE d.datname = 'template1' OR redshift_local.is_own_database(d.oid);

CREATE VIEW redshift_local.catalog_pg_user AS
SELECT u.usename, u.usesysid::integer AS usesysid, u.usecreatedb, u.usesuper OR u.usename = 'awsuser' AS usesuper, u.usesuper OR u.usename = 'awsuser' AS usecatupd, u.passwd,
    u.valuntil::timestamp AS valuntil, u.useconfig
FROM pg_catalog.pg_user u WHERE redshift_local.is_own_user(u.usename);

CREATE VIEW redshift_local.catalog_pg_group AS
SELECT g.groname, g.grosysid::integer AS grosysid, g.grolist FROM pg_catalog.pg_group g WHERE g.groname !~ '^pg_' AND redshift_local.is_own_user(g.groname);

CREATE VIEW redshift_local.catalog_pg_settings AS
SELECT s.name,
    CASE s.name
        WHEN 'search_path' THEN redshift_local.search_path()
        WHEN 'server_version' THEN '8.0.2'
        ELSE s.setting
    END AS setting,
    s.category, s.short_desc, s.extra_desc, s.context, s.vartype, s.source, s.min_val, s.max_val
FROM pg_catalog.pg_settings s;

CREATE VIEW redshift_local.catalog_pg_operator AS
SELECT o.* FROM pg_catalog.pg_operator o WHERE o.oprnamespace <> 'redshift_local'::regnamespace;

CREATE VIEW redshift_local.catalog_pg_trigger AS
SELECT t.* FROM pg_catalog.pg_trigger t WHERE t.tgname !~ '^redshift_local_';

CREATE VIEW redshift_local.catalog_pg_aggregate AS
SELECT a.* FROM pg_catalog.pg_aggregate a JOIN redshift_local.catalog_pg_proc p ON p.oid = a.aggfnoid;

CREATE VIEW redshift_local.catalog_pg_tables AS
SELECT t.schemaname, t.tablename, t.tableowner, t.tablespace, t.hasindexes, t.hasrules, t.hastriggers
FROM pg_catalog.pg_tables t WHERE t.schemaname <> 'redshift_local';

CREATE VIEW redshift_local.catalog_pg_views AS
SELECT v.schemaname, v.viewname, v.viewowner, coalesce(
        (
            SELECT late.definition FROM redshift_local.late_binding_views late
            WHERE redshift_local.full_name(late.relation) = format('%I.%I', v.schemaname, v.viewname)
        ),
        v.definition
    ) AS definition
FROM pg_catalog.pg_views v WHERE v.schemaname <> 'redshift_local'
UNION ALL
SELECT v.schemaname, v.matviewname, v.matviewowner, v.definition FROM pg_catalog.pg_matviews v;

CREATE VIEW redshift_local.catalog_pg_stats AS
SELECT s.schemaname, s.tablename, s.attname, s.null_frac, s.avg_width, s.n_distinct,
--+ superuser
    s.most_common_vals, s.most_common_freqs, s.histogram_bounds,
--+ otherwise
    s.most_common_vals::text, s.most_common_freqs, s.histogram_bounds::text,
--+ always
    s.correlation
FROM pg_catalog.pg_stats s WHERE s.schemaname <> 'redshift_local';

-- The information schema without what belongs to the schema of the stand-in.
CREATE VIEW redshift_local.information_schema_columns AS
SELECT c.table_catalog, c.table_schema, c.table_name, c.column_name, c.ordinal_position, c.column_default, c.is_nullable,
    CASE
        WHEN c.domain_schema = 'redshift_local' THEN c.domain_name::text
        ELSE coalesce((
            SELECT k.data_type FROM redshift_local.catalog_columns k
            WHERE k.schema_name = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
        ), c.data_type::text)
    END::information_schema.character_data AS data_type,
    c.character_maximum_length, c.character_octet_length, c.numeric_precision, c.numeric_precision_radix, c.numeric_scale,
    c.datetime_precision, c.interval_type, c.interval_precision, c.character_set_catalog, c.character_set_schema,
    c.character_set_name, c.collation_catalog, c.collation_schema, c.collation_name
FROM information_schema.columns c WHERE c.table_schema <> 'redshift_local';

DO $$
DECLARE
    relation name;
    conditions text;
BEGIN
    FOR relation IN
        SELECT v.viewname FROM pg_catalog.pg_views v
        WHERE v.schemaname = 'information_schema' AND v.viewname NOT LIKE '\\_%' AND v.viewname <> 'columns'
        UNION ALL
        SELECT t.tablename FROM pg_catalog.pg_tables t WHERE t.schemaname = 'information_schema'
    LOOP
        SELECT string_agg(format('%I IS DISTINCT FROM ''redshift_local''', c.column_name), ' AND ') INTO conditions
        FROM information_schema.columns c
        WHERE c.table_schema = 'information_schema' AND c.table_name = relation AND c.column_name ~ '(^|_)schema(_name)?$';
        IF relation IN ('constraint_column_usage', 'constraint_table_usage', 'key_column_usage', 'referential_constraints',
            'table_constraints') THEN
            -- Those of the tables of users, without the CHECK of a VARBYTE's length.
            conditions := conditions || ' AND EXISTS (SELECT FROM redshift_local.catalog_pg_constraint k '
                'JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace '
                'WHERE n.nspname = constraint_schema AND k.conname = constraint_name)';
        ELSIF relation = 'check_constraints' THEN
            conditions := 'false';
        END IF;
        EXECUTE format('CREATE VIEW redshift_local.%I AS SELECT * FROM information_schema.%I WHERE %s',
            'information_schema_' || relation, relation, coalesce(conditions, 'true'));
    END LOOP;
END
$$;

-- Late-binding views ("PG_GET_LATE_BINDING_VIEW_COLS", "PG_GET_COLS").
CREATE FUNCTION redshift_local.view_columns(of_relation oid, is_late_binding boolean) RETURNS SETOF record
LANGUAGE sql STABLE AS $$
    SELECT c.schema_name, c.table_name, c.column_name, c.full_type::varchar, c.ordinal_position
    FROM redshift_local.catalog_columns c
    WHERE c.relation = coalesce(of_relation, c.relation) AND (NOT is_late_binding OR EXISTS (
        SELECT FROM redshift_local.late_binding_views v WHERE v.relation = c.relation
    ))
$$;

CREATE FUNCTION redshift_local.pg_get_late_binding_view_cols() RETURNS SETOF record
LANGUAGE sql STABLE AS $$
    SELECT * FROM redshift_local.view_columns(NULL, true)
        AS c (view_schema name, view_name name, col_name name, col_type varchar, col_num integer)
$$;

CREATE FUNCTION redshift_local.pg_get_cols(relation text) RETURNS SETOF record
LANGUAGE sql STABLE AS $$
    SELECT * FROM redshift_local.view_columns(relation::regclass, false)
        AS c (view_schema name, view_name name, col_name name, col_type varchar, col_num integer)
$$;

-- There are no external schemas here.
CREATE VIEW redshift_local.svv_external_schemas AS
SELECT NULL::oid AS esoid, NULL::smallint AS eskind, NULL::name AS schemaname, NULL::integer AS esowner, NULL::text AS databasename,
    NULL::text AS esoptions
WHERE false;

CREATE VIEW redshift_local.svv_external_databases AS
SELECT NULL::integer AS eskind, NULL::text AS esoptions, NULL::text AS databasename, NULL::text AS location, NULL::text AS parameters
WHERE false;

CREATE VIEW redshift_local.svv_external_tables AS
SELECT NULL::text AS redshift_database_name, NULL::text AS schemaname, NULL::text AS tablename, NULL::text AS tabletype,
    NULL::text AS location, NULL::text AS input_format, NULL::text AS output_format, NULL::text AS serialization_lib,
    NULL::text AS serde_parameters, NULL::integer AS compressed, NULL::text AS parameters
WHERE false;

CREATE VIEW redshift_local.svv_external_columns AS
SELECT NULL::text AS redshift_database_name, NULL::text AS schemaname, NULL::text AS tablename, NULL::text AS columnname,
    NULL::text AS external_type, NULL::integer AS columnnum, NULL::integer AS part_key, NULL::text AS is_nullable
WHERE false;

CREATE VIEW redshift_local.svv_external_partitions AS
SELECT NULL::text AS schemaname, NULL::text AS tablename, NULL::text AS "values", NULL::text AS location, NULL::text AS input_format,
    NULL::text AS output_format, NULL::text AS serialization_lib, NULL::text AS serde_parameters, NULL::integer AS compressed,
    NULL::text AS parameters
WHERE false;

-- Without datashares and external schemas, all that there is is of this database.
CREATE VIEW redshift_local.svv_all_schemas AS
SELECT database_name, schema_name, schema_owner, schema_type::varchar(128) AS schema_type, schema_acl,
    NULL::varchar(128) AS source_database, schema_option::varchar(256) AS schema_option
FROM redshift_local.svv_redshift_schemas;

CREATE VIEW redshift_local.svv_all_tables AS
SELECT database_name, schema_name, table_name, table_type, table_acl, remarks::varchar(256) AS remarks
FROM redshift_local.svv_redshift_tables;

CREATE VIEW redshift_local.svv_all_columns AS
SELECT current_database()::varchar(128) AS database_name, schema_name::varchar(128), table_name::varchar(128),
    column_name::varchar(128), ordinal_position, column_default::varchar(4000),
    CASE WHEN not_null THEN 'NO' ELSE 'YES' END::varchar(3) AS is_nullable, data_type::varchar(128),
    character_maximum_length::integer, numeric_precision::integer, numeric_scale::integer, remarks::varchar(256)
FROM redshift_local.catalog_columns WHERE NOT is_temporary;

DO $$
DECLARE
    relation name;
BEGIN
    FOR relation IN
        SELECT v.viewname FROM pg_catalog.pg_views v
        WHERE v.schemaname = 'redshift_local' AND v.viewname ~ '^(catalog_pg_|information_schema_|svv_|told_)'
    LOOP
        EXECUTE format('GRANT SELECT ON redshift_local.%I TO PUBLIC', relation);
    END LOOP;
END
$$;

-- The schemas that are searched, without the stand-in's.
CREATE FUNCTION redshift_local.current_schemas(implicit boolean) RETURNS name[]
LANGUAGE sql STABLE AS $$ SELECT array_remove(pg_catalog.current_schemas(implicit), 'redshift_local') $$;

-- SHOW CONSTRAINTS.
CREATE FUNCTION redshift_local.show_primary_keys(of_database text, of_schema text, of_table text) RETURNS TABLE (
    database_name varchar, schema_name varchar, table_name varchar, pk_name varchar, column_name varchar, key_seq integer
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW CONSTRAINTS', of_database, of_schema);
    SELECT redshift_local.check_relation(of_schema, of_table);
    SELECT current_database()::varchar, r.schema_name::varchar, r.table_name::varchar, k.conname::varchar, a.attname::varchar,
        key.place::integer
    FROM redshift_local.catalog_relations r
    JOIN redshift_local.constraints k ON k.conrelid = r.relation AND k.contype = 'p'
    CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS key (attnum, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.relation AND a.attnum = key.attnum
    WHERE r.schema_name = of_schema AND r.table_name = of_table ORDER BY k.conname, key.place
$$;

CREATE VIEW redshift_local.shown_foreign_keys AS
SELECT referenced.relation AS pk_relation, referring.relation AS fk_relation, current_database()::varchar AS pk_database_name,
    referenced.schema_name::varchar AS pk_schema_name, referenced.table_name::varchar AS pk_table_name,
    pa.attname::varchar AS pk_column_name, current_database()::varchar AS fk_database_name,
    referring.schema_name::varchar AS fk_schema_name, referring.table_name::varchar AS fk_table_name,
    fa.attname::varchar AS fk_column_name, key.place::integer AS key_seq, k.conname::varchar AS fk_name,
    (
        SELECT p.conname FROM redshift_local.constraints p WHERE p.oid = redshift_local.referenced_key(k.confrelid, k.confkey)
    )::varchar AS pk_name,
    NULL::varchar AS update_rule, NULL::varchar AS delete_rule, NULL::varchar AS deferrability
FROM redshift_local.constraints k
JOIN redshift_local.catalog_relations referring ON referring.relation = k.conrelid
JOIN redshift_local.catalog_relations referenced ON referenced.relation = k.confrelid
CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS key (attnum, referenced_attnum, place)
JOIN pg_catalog.pg_attribute fa ON fa.attrelid = k.conrelid AND fa.attnum = key.attnum
JOIN pg_catalog.pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = key.referenced_attnum
WHERE k.contype = 'f';

GRANT SELECT ON redshift_local.shown_foreign_keys TO PUBLIC;

CREATE FUNCTION redshift_local.show_foreign_keys(of_database text, of_schema text, of_table text) RETURNS TABLE (
    pk_database_name varchar, pk_schema_name varchar, pk_table_name varchar, pk_column_name varchar, fk_database_name varchar,
    fk_schema_name varchar, fk_table_name varchar, fk_column_name varchar, key_seq integer, fk_name varchar, pk_name varchar,
    update_rule varchar, delete_rule varchar, deferrability varchar
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW CONSTRAINTS', of_database, of_schema);
    SELECT redshift_local.check_relation(of_schema, of_table);
    SELECT f.pk_database_name, f.pk_schema_name, f.pk_table_name, f.pk_column_name, f.fk_database_name, f.fk_schema_name,
        f.fk_table_name, f.fk_column_name, f.key_seq, f.fk_name, f.pk_name, f.update_rule, f.delete_rule, f.deferrability
    FROM redshift_local.shown_foreign_keys f
    WHERE f.fk_schema_name = of_schema AND f.fk_table_name = of_table ORDER BY f.fk_name, f.key_seq
$$;

CREATE FUNCTION redshift_local.show_exported_keys(of_database text, of_schema text, of_table text) RETURNS TABLE (
    pk_database_name varchar, pk_schema_name varchar, pk_table_name varchar, pk_column_name varchar, fk_database_name varchar,
    fk_schema_name varchar, fk_table_name varchar, fk_column_name varchar, key_seq integer, fk_name varchar, pk_name varchar,
    update_rule varchar, delete_rule varchar, deferrability varchar
) LANGUAGE sql STABLE AS $$
    SELECT redshift_local.check_shown('SHOW CONSTRAINTS', of_database, of_schema);
    SELECT redshift_local.check_relation(of_schema, of_table);
    SELECT f.pk_database_name, f.pk_schema_name, f.pk_table_name, f.pk_column_name, f.fk_database_name, f.fk_schema_name,
        f.fk_table_name, f.fk_column_name, f.key_seq, f.fk_name, f.pk_name, f.update_rule, f.delete_rule, f.deferrability
    FROM redshift_local.shown_foreign_keys f
    WHERE f.pk_schema_name = of_schema AND f.pk_table_name = of_table
    ORDER BY f.fk_schema_name, f.fk_table_name, f.fk_name, f.key_seq
$$;

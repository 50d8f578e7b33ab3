-- How tables behave on Redshift and not on PostgreSQL. Runs once, in the database that all others are copied from, as the
-- superuser, with redshift_local first on the search path.

CREATE SCHEMA redshift_local;
GRANT USAGE ON SCHEMA redshift_local TO PUBLIC;
-- A PostgreSQL that the stand-in has not started has databases and users of others, which are no part of the cluster.
CREATE FUNCTION redshift_local.is_server_of_others() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT coalesce(current_setting('redshift_local.server_of_others', true), '') = 'on'
$$;

CREATE FUNCTION redshift_local.is_own_database(database_id oid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT NOT redshift_local.is_server_of_others() OR EXISTS (
        SELECT FROM pg_database d
        WHERE d.oid = database_id AND d.datname !~ '^redshift_local_' AND pg_get_userbyid(d.datdba) = 'awsuser'
    )
$$;

CREATE FUNCTION redshift_local.is_own_user(user_name name) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT NOT redshift_local.is_server_of_others() OR user_name = 'awsuser'
$$;

-- The first user of a cluster is a superuser, also where the engine has made it none.
CREATE FUNCTION redshift_local.is_superuser() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT current_user = 'awsuser' OR EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper)
$$;

-- Whose a session is. Those of a server of others logged in as somebody else.
CREATE FUNCTION redshift_local.user_of_session(user_id oid) RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT CASE WHEN redshift_local.is_server_of_others() THEN 'awsuser' ELSE pg_get_userbyid(user_id) END
$$;

-- What is said about databases reaches those of the cluster alone.
CREATE FUNCTION redshift_local.must_be_own_database(database_name text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_database WHERE datname = database_name AND redshift_local.is_own_database(oid)) THEN
        RAISE EXCEPTION 'database "%" does not exist', database_name USING ERRCODE = '3D000';
    END IF;
END
$$;

-- As on an 8.0 server, everybody may create in public.
GRANT ALL ON SCHEMA public TO PUBLIC;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Lengths in bytes ("Character types"). PostgreSQL counts characters; the function behind a cast of a type to itself is what
-- applies a length, so putting another one into the catalog changes every place where a length is applied to a value.

-- The longest beginning of whole characters that fits.
CREATE FUNCTION redshift_local.byte_prefix(value text, bytes integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    cut text := left(value, bytes);
BEGIN
    WHILE octet_length(cut) > bytes LOOP
        cut := left(cut, char_length(cut) - (octet_length(cut) - bytes + 3) / 4);
    END LOOP;
    RETURN cut;
END
$$;

-- For values that are too long by bytes: an explicit cast cuts them, elsewhere only blanks are cut.
CREATE FUNCTION redshift_local.varchar_cut(value varchar, typmod integer, is_explicit boolean) RETURNS varchar
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    bytes integer := typmod - 4;
BEGIN
    IF typmod < 4 OR octet_length(value) <= bytes THEN
        RETURN value;
    END IF;
    IF NOT is_explicit AND octet_length(rtrim(value, ' ')) > bytes THEN
        RAISE EXCEPTION 'value too long for type character varying(%)', bytes USING ERRCODE = '22001';
    END IF;
    RETURN redshift_local.byte_prefix(value, bytes);
END
$$;

CREATE FUNCTION redshift_local.varchar_fit(value varchar, typmod integer, is_explicit boolean) RETURNS varchar
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length($1) <= $2 - 4 THEN $1 ELSE redshift_local.varchar_cut($1, $2, $3) END
$$;

-- CHAR holds single-byte characters only.
CREATE FUNCTION redshift_local.char_cut(value character, typmod integer, is_explicit boolean) RETURNS character
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RAISE EXCEPTION 'value too long for type character(%)', typmod - 4 USING ERRCODE = '22001';
END
$$;

CREATE FUNCTION redshift_local.char_fit(value character, typmod integer, is_explicit boolean) RETURNS character
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN octet_length($1::text) = char_length($1::text) THEN pg_catalog.bpchar($1, $2, $3)
        ELSE redshift_local.char_cut($1, $2, $3)
    END
$$;

--+ superuser
UPDATE pg_catalog.pg_cast SET castfunc = 'redshift_local.varchar_fit(varchar, integer, boolean)'::regprocedure
WHERE castsource = 'varchar'::regtype AND casttarget = 'varchar'::regtype;
UPDATE pg_catalog.pg_cast SET castfunc = 'redshift_local.char_fit(character, integer, boolean)'::regprocedure
WHERE castsource = 'bpchar'::regtype AND casttarget = 'bpchar'::regtype;
--+ always

-- ---------------------------------------------------------------------------------------------------------------------------
-- Blanks at the end of a text do not count when it is compared ("Significance of trailing blanks"). The functions that compare CHAR
-- values leave them out, and read the other types as well; in the place of the engine's own behind the operators and in the operator
-- classes they make every comparison so: =, <, IN, joins, GROUP BY, DISTINCT, ORDER BY. LIKE, LEN and all else see the blanks.

--+ superuser
CREATE FUNCTION redshift_local.text_eq(text, text) RETURNS boolean
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bpchareq';
CREATE FUNCTION redshift_local.text_ne(text, text) RETURNS boolean
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bpcharne';
CREATE FUNCTION redshift_local.text_lt(text, text) RETURNS boolean
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bpcharlt';
CREATE FUNCTION redshift_local.text_le(text, text) RETURNS boolean
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bpcharle';
CREATE FUNCTION redshift_local.text_gt(text, text) RETURNS boolean
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bpchargt';
CREATE FUNCTION redshift_local.text_ge(text, text) RETURNS boolean
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bpcharge';
CREATE FUNCTION redshift_local.text_cmp(text, text) RETURNS integer
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'bpcharcmp';
CREATE FUNCTION redshift_local.text_sort(internal) RETURNS void
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bpchar_sortsupport';
CREATE FUNCTION redshift_local.text_hash(text) RETURNS integer
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'hashbpchar';
CREATE FUNCTION redshift_local.text_hash(text, bigint) RETURNS bigint
LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE AS 'hashbpcharextended';

UPDATE pg_catalog.pg_operator AS o SET oprcode = compared.function
FROM (VALUES
    ('=', 'redshift_local.text_eq(text, text)'::regprocedure), ('<>', 'redshift_local.text_ne(text, text)'),
    ('<', 'redshift_local.text_lt(text, text)'), ('<=', 'redshift_local.text_le(text, text)'),
    ('>', 'redshift_local.text_gt(text, text)'), ('>=', 'redshift_local.text_ge(text, text)')
) AS compared (name, function)
WHERE o.oprname = compared.name AND o.oprleft = 'text'::regtype AND o.oprright = 'text'::regtype;

UPDATE pg_catalog.pg_amproc AS p SET amproc = support.function
FROM (VALUES
    ('btree', 1, 'redshift_local.text_cmp(text, text)'::regprocedure), ('btree', 2, 'redshift_local.text_sort(internal)'),
    ('hash', 1, 'redshift_local.text_hash(text)'), ('hash', 2, 'redshift_local.text_hash(text, bigint)')
) AS support (method, number, function)
JOIN pg_catalog.pg_am AS m ON m.amname = support.method
JOIN pg_catalog.pg_opfamily AS f ON f.opfmethod = m.oid AND f.opfname = 'text_ops'
WHERE p.amprocfamily = f.oid AND p.amproclefttype = 'text'::regtype AND p.amprocrighttype = 'text'::regtype
    AND p.amprocnum = support.number;

-- Equal texts are no longer alike byte by byte, so an index must not keep one for all.
DELETE FROM pg_catalog.pg_amproc AS p USING pg_catalog.pg_opfamily AS f, pg_catalog.pg_am AS m
WHERE p.amprocfamily = f.oid AND f.opfmethod = m.oid AND m.amname = 'btree' AND f.opfname = 'text_ops'
    AND p.amproclefttype = 'text'::regtype AND p.amprocnum = 4;
--+ otherwise
-- Nobody else may change the operators, so these stand in front of them in the search path. GROUP BY, DISTINCT and ORDER BY go by the
-- operator class: what they see comes from tables, where no text ends with a blank (see fit_table).
DO $do$
DECLARE
    comparison record;
BEGIN
    FOR comparison IN
        SELECT * FROM (VALUES ('=', 'eq'), ('<>', 'ne'), ('<', 'lt'), ('<=', 'le'), ('>', 'gt'), ('>=', 'ge')) AS o (symbol, name)
    LOOP
        EXECUTE format($f$
            CREATE FUNCTION redshift_local.text_%1$s(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
                'SELECT $1::bpchar OPERATOR(pg_catalog.%2$s) $2::bpchar';
            CREATE OPERATOR redshift_local.%2$s (LEFTARG = text, RIGHTARG = text, FUNCTION = redshift_local.text_%1$s);
            $f$, comparison.name, comparison.symbol);
    END LOOP;
END
$do$;
--+ always

-- ---------------------------------------------------------------------------------------------------------------------------
--+ superuser
-- The types clients know by their numbers. Nothing is stored in them: the rows are what a client finds that looks a type up.

INSERT INTO pg_catalog.pg_type
SELECT (jsonb_populate_record(t, jsonb_build_object(
    'oid', looked_up.oid, 'typname', looked_up.name, 'typarray', 0, 'typsend', 0, 'typreceive', 0, 'typsubscript', 0))).*
FROM (VALUES (4000, 'super', 'jsonb'), (6551, 'varbyte', 'bytea')) AS looked_up (oid, name, stored)
JOIN pg_catalog.pg_type AS t ON t.typname = looked_up.stored AND t.typnamespace = 'pg_catalog'::regnamespace;

CREATE CAST (pg_catalog.super AS jsonb) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (pg_catalog.varbyte AS bytea) WITHOUT FUNCTION AS IMPLICIT;

-- Neither SUPER nor VARBYTE has a binary form: asking for it, or sending it, fails.
UPDATE pg_catalog.pg_type SET typsend = 0, typreceive = 0
WHERE typname IN ('jsonb', 'bytea') AND typnamespace = 'pg_catalog'::regnamespace;
--+ always

-- ---------------------------------------------------------------------------------------------------------------------------
-- Constraints are listed and not enforced ("Define constraints"; only NOT NULL is).

--+ superuser
-- After every DDL: the indexes of new keys stop being unique. The planner then takes nothing from them either.
CREATE FUNCTION redshift_local.after_ddl() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    changed record;
BEGIN
    FOR changed IN
        SELECT DISTINCT objid, command_tag FROM pg_event_trigger_ddl_commands()
        WHERE classid = 'pg_class'::regclass AND object_type = 'table' AND schema_name IS DISTINCT FROM 'redshift_local'
    LOOP
        UPDATE pg_index SET indisunique = false WHERE indrelid = changed.objid AND indisunique;
        IF changed.command_tag = 'CREATE TABLE' AND current_setting('redshift_local.identity_gaps', true) = 'on' THEN
            PERFORM redshift_local.leave_gaps(changed.objid);
        END IF;
    END LOOP;
END
$$;
--+ otherwise
-- Nobody else may change an index, so there is none. A key is a CHECK that holds for every row, which has the name, goes with the columns
-- and, for a foreign key, with the table that it refers to; what it means stands here.
CREATE TABLE redshift_local.keys (
    oid oid NOT NULL,
    contype "char" NOT NULL,
    conkey int2[] NOT NULL,
    confrelid oid NOT NULL DEFAULT 0,
    confkey int2[]
);

CREATE UNIQUE INDEX ON redshift_local.keys (oid);
--+ always

-- The constraints as Redshift has them.
--+ superuser
CREATE VIEW redshift_local.constraints AS SELECT * FROM pg_catalog.pg_constraint;
--+ otherwise
CREATE VIEW redshift_local.constraints AS
SELECT c.oid, c.conname, c.connamespace, coalesce(k.contype, c.contype) AS contype, c.condeferrable, c.condeferred, c.conrelid, c.contypid,
    c.conindid, coalesce(k.confrelid, c.confrelid) AS confrelid, CASE k.contype WHEN 'f' THEN 'a' ELSE c.confupdtype END AS confupdtype,
    CASE k.contype WHEN 'f' THEN 'a' ELSE c.confdeltype END AS confdeltype,
    CASE k.contype WHEN 'f' THEN 's' ELSE c.confmatchtype END AS confmatchtype, coalesce(k.conkey, c.conkey) AS conkey,
    coalesce(k.confkey, c.confkey) AS confkey
FROM pg_catalog.pg_constraint c LEFT JOIN redshift_local.keys k ON k.oid = c.oid;
--+ always

-- ---------------------------------------------------------------------------------------------------------------------------
-- Views are read-only ("CREATE VIEW"). The trigger of rows keeps the engine from passing the change on to the view's table; the one of
-- statements answers, also when no row is concerned.

CREATE FUNCTION redshift_local.read_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'redshift-local: "%" is a view, and views are read-only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = '0A000';
END
$$;

--+ superuser
CREATE FUNCTION redshift_local.after_view() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    changed record;
BEGIN
    FOR changed IN
        SELECT DISTINCT objid, object_identity FROM pg_event_trigger_ddl_commands()
        WHERE object_type = 'view' AND schema_name IS DISTINCT FROM 'redshift_local'
    LOOP
        -- One that is replaced has them.
        IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = changed.objid AND tgenabled = 'A') THEN
            EXECUTE format('CREATE TRIGGER redshift_local_rows INSTEAD OF INSERT OR UPDATE OR DELETE ON %s
                FOR EACH ROW EXECUTE FUNCTION redshift_local.read_only()', changed.object_identity);
            EXECUTE format('CREATE TRIGGER redshift_local_statements BEFORE INSERT OR UPDATE OR DELETE ON %s
                FOR EACH STATEMENT EXECUTE FUNCTION redshift_local.read_only()', changed.object_identity);
            -- Sessions run as replicas, whose triggers fire when they are to fire always. The second UPDATE tells the sessions.
            UPDATE pg_trigger SET tgenabled = 'A' WHERE tgrelid = changed.objid;
            UPDATE pg_class SET relhastriggers = true WHERE oid = changed.objid;
        END IF;
        IF current_setting('redshift_local.binding', true) IS DISTINCT FROM 'on' THEN
            -- Redshift takes the text that the other has at this moment.
            IF EXISTS (
                SELECT FROM redshift_local.sources_of(changed.objid) s
                JOIN redshift_local.late_binding_views v ON v.relation = s.source
            ) THEN
                RAISE EXCEPTION 'redshift-local: a view that reads one WITH NO SCHEMA BINDING, and is bound, is not simulated'
                    USING ERRCODE = '0A000';
            END IF;
            -- It may have been a late-binding view.
            INSERT INTO redshift_local.late_binding_versions (relation)
            SELECT v.relation FROM redshift_local.late_binding_views v WHERE v.relation = changed.objid;
        END IF;
    END LOOP;
END
$$;

CREATE EVENT TRIGGER redshift_local_after_view ON ddl_command_end
WHEN TAG IN ('CREATE VIEW') EXECUTE FUNCTION redshift_local.after_view();
ALTER EVENT TRIGGER redshift_local_after_view ENABLE ALWAYS;

CREATE EVENT TRIGGER redshift_local_after_ddl ON ddl_command_end
WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION redshift_local.after_ddl();
ALTER EVENT TRIGGER redshift_local_after_ddl ENABLE ALWAYS;

--+ otherwise
-- The rewriter calls it, as it does what else an event trigger would do.
CREATE FUNCTION redshift_local.make_read_only(t oid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- One that is replaced has them.
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = t AND NOT tgisinternal) THEN
        EXECUTE format('CREATE TRIGGER redshift_local_rows INSTEAD OF INSERT OR UPDATE OR DELETE ON %s
            FOR EACH ROW EXECUTE FUNCTION redshift_local.read_only()', t::regclass);
        EXECUTE format('CREATE TRIGGER redshift_local_statements BEFORE INSERT OR UPDATE OR DELETE ON %s
            FOR EACH STATEMENT EXECUTE FUNCTION redshift_local.read_only()', t::regclass);
    END IF;
END
$$;

--+ always
--+ superuser
-- Adds a primary key or a UNIQUE constraint to an existing table, whatever it holds. `kind` is 'p' or 'u'.
CREATE FUNCTION redshift_local.add_key(child regclass, constraint_name text, kind "char", columns text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    schema_name name;
    table_name name;
    index_name text;
    index_oid oid;
    keys jsonb;
    constraint_oid oid;
BEGIN
    SELECT n.nspname, c.relname INTO schema_name, table_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = child;
    keys := to_jsonb(redshift_local.column_numbers(child, columns));
    IF kind = 'p' THEN
        IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = child AND contype = 'p') THEN
            RAISE EXCEPTION 'multiple primary keys for table "%" are not allowed', table_name USING ERRCODE = '42P16';
        END IF;
        IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = child AND attname = ANY (columns) AND NOT attnotnull) THEN
            RAISE EXCEPTION 'column "%" contains null values', columns[1] USING ERRCODE = '23502';
        END IF;
    END IF;
    index_name := coalesce(constraint_name, redshift_local.free_constraint_name(child,
        CASE WHEN kind = 'p' THEN table_name || '_pkey' ELSE table_name || '_' || array_to_string(columns, '_') || '_key' END));
    EXECUTE format('CREATE INDEX %I ON %s (%s)', index_name, child,
        (SELECT string_agg(format('%I', c), ', ' ORDER BY o) FROM unnest(columns) WITH ORDINALITY AS u (c, o)));
    index_oid := format('%I.%I', schema_name, index_name)::regclass;
    UPDATE pg_index SET indisprimary = (kind = 'p') WHERE indexrelid = index_oid;
    constraint_oid := redshift_local.insert_constraint(jsonb_build_object(
        'conname', index_name, 'contype', kind, 'conrelid', child::oid, 'conindid', index_oid, 'conkey', keys));
    -- The index goes with the constraint, and the constraint with the columns.
    DELETE FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = index_oid AND refobjid = child;
    INSERT INTO pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
    VALUES ('pg_class'::regclass, index_oid, 0, 'pg_constraint'::regclass, constraint_oid, 0, 'i');
END
$$;

-- Adds a foreign key that is listed and nothing else: what it refers to needs no unique index. Without columns of the parent
-- those of its primary key are meant.
CREATE FUNCTION redshift_local.add_foreign_key(
    child regclass, constraint_name text, columns text[], parent regclass, parent_columns text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    table_name name := (SELECT relname FROM pg_class WHERE oid = child);
    parent_name name := (SELECT relname FROM pg_class WHERE oid = parent);
    keys int2[] := redshift_local.column_numbers(child, columns);
    parent_keys int2[];
    operators oid[] := '{}';
    mixed_operators oid[] := '{}';
    i integer;
    child_type oid;
    parent_type oid;
    constraint_oid oid;
BEGIN
    IF parent_columns IS NULL THEN
        SELECT conkey INTO parent_keys FROM pg_constraint WHERE conrelid = parent AND contype = 'p';
        IF parent_keys IS NULL THEN
            RAISE EXCEPTION 'there is no primary key for referenced table "%"', parent_name USING ERRCODE = '42704';
        END IF;
    ELSE
        parent_keys := redshift_local.column_numbers(parent, parent_columns);
    END IF;
    IF cardinality(keys) <> cardinality(parent_keys) THEN
        RAISE EXCEPTION 'number of referencing and referenced columns for foreign key disagree' USING ERRCODE = '42830';
    END IF;
    FOR i IN 1 .. cardinality(keys) LOOP
        SELECT atttypid INTO child_type FROM pg_attribute WHERE attrelid = child AND attnum = keys[i];
        SELECT atttypid INTO parent_type FROM pg_attribute WHERE attrelid = parent AND attnum = parent_keys[i];
        mixed_operators := mixed_operators || redshift_local.equality(parent_type, child_type);
        operators := operators || redshift_local.equality(parent_type, parent_type);
        IF mixed_operators[i] IS NULL THEN
            RAISE EXCEPTION 'foreign key constraint "%" cannot be implemented',
                coalesce(constraint_name, table_name || '_' || columns[i] || '_fkey') USING ERRCODE = '42804';
        END IF;
    END LOOP;
    constraint_oid := redshift_local.insert_constraint(jsonb_build_object(
        'conname', coalesce(constraint_name, redshift_local.free_constraint_name(child,
            table_name || '_' || array_to_string(columns, '_') || '_fkey')),
        'contype', 'f', 'conrelid', child::oid, 'conkey', to_jsonb(keys),
        'confrelid', parent::oid, 'confkey', to_jsonb(parent_keys),
        'confupdtype', 'a', 'confdeltype', 'a', 'confmatchtype', 's',
        'conpfeqop', to_jsonb(mixed_operators), 'conppeqop', to_jsonb(operators), 'conffeqop', to_jsonb(operators)));
    -- As between any two objects: the parent is not dropped while the constraint stands, unless by CASCADE.
    INSERT INTO pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
    SELECT 'pg_constraint'::regclass, constraint_oid, 0, 'pg_class'::regclass, parent, key, 'n' FROM unnest(parent_keys) AS key;
END
$$;

--+ otherwise
CREATE FUNCTION redshift_local.add_key(child regclass, constraint_name text, kind "char", columns text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    table_name name := (SELECT relname FROM pg_class WHERE oid = child);
    keys int2[] := redshift_local.column_numbers(child, columns);
    name text := coalesce(constraint_name, redshift_local.free_constraint_name(child,
        CASE WHEN kind = 'p' THEN table_name || '_pkey' ELSE table_name || '_' || array_to_string(columns, '_') || '_key' END));
    tests text := (SELECT string_agg(format('%I IS NULL', c), ' OR ') FROM unnest(columns) AS c);
BEGIN
    IF kind = 'p' AND EXISTS (SELECT FROM redshift_local.constraints WHERE conrelid = child AND contype = 'p') THEN
        RAISE EXCEPTION 'multiple primary keys for table "%" are not allowed', table_name USING ERRCODE = '42P16';
    END IF;
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = child AND attname = ANY (columns) AND NOT attnotnull) AND kind = 'p' THEN
        RAISE EXCEPTION 'column "%" contains null values', columns[1] USING ERRCODE = '23502';
    END IF;
    -- As under an index of that name.
    IF constraint_name IS NOT NULL AND EXISTS (
        SELECT FROM pg_class WHERE relname = name::name AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = child)
        UNION ALL
        SELECT FROM redshift_local.constraints k
        WHERE k.conname = name::name AND k.contype IN ('p', 'u') AND k.conrelid <> child
            AND k.connamespace = (SELECT relnamespace FROM pg_class WHERE oid = child)
    ) THEN
        RAISE EXCEPTION 'relation "%" already exists', name USING ERRCODE = '42P07';
    END IF;
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%s OR true)', child, name, tests);
    INSERT INTO redshift_local.keys (oid, contype, conkey)
    SELECT oid, kind, keys FROM pg_constraint WHERE conrelid = child AND conname = name::name;
END
$$;

CREATE FUNCTION redshift_local.add_foreign_key(
    child regclass, constraint_name text, columns text[], parent regclass, parent_columns text[]
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    table_name name := (SELECT relname FROM pg_class WHERE oid = child);
    keys int2[] := redshift_local.column_numbers(child, columns);
    parent_keys int2[];
    name text;
    i integer;
BEGIN
    IF parent_columns IS NULL THEN
        SELECT conkey INTO parent_keys FROM redshift_local.constraints WHERE conrelid = parent AND contype = 'p';
        IF parent_keys IS NULL THEN
            RAISE EXCEPTION 'there is no primary key for referenced table "%"', (SELECT relname FROM pg_class WHERE oid = parent)
                USING ERRCODE = '42704';
        END IF;
    ELSE
        parent_keys := redshift_local.column_numbers(parent, parent_columns);
    END IF;
    IF cardinality(keys) <> cardinality(parent_keys) THEN
        RAISE EXCEPTION 'number of referencing and referenced columns for foreign key disagree' USING ERRCODE = '42830';
    END IF;
    FOR i IN 1 .. cardinality(keys) LOOP
        IF redshift_local.equality(
            (SELECT atttypid FROM pg_attribute WHERE attrelid = parent AND attnum = parent_keys[i]),
            (SELECT atttypid FROM pg_attribute WHERE attrelid = child AND attnum = keys[i])
        ) IS NULL THEN
            RAISE EXCEPTION 'foreign key constraint "%" cannot be implemented',
                coalesce(constraint_name, table_name || '_' || columns[i] || '_fkey') USING ERRCODE = '42804';
        END IF;
    END LOOP;
    name := coalesce(constraint_name, redshift_local.free_constraint_name(child,
        table_name || '_' || array_to_string(columns, '_') || '_fkey'));
    IF parent = child THEN
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%I IS NULL OR true)', child, name, columns[1]);
    ELSE
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (NULL::%s IS NULL OR %I IS NULL)', child, name, parent, columns[1]);
    END IF;
    INSERT INTO redshift_local.keys (oid, contype, conkey, confrelid, confkey)
    SELECT oid, 'f', keys, parent, parent_keys FROM pg_constraint WHERE conrelid = child AND conname = name::name;
END
$$;

-- The columns of a primary key, when the table is made.
CREATE FUNCTION redshift_local.make_not_null(t regclass, columns text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    PERFORM redshift_local.column_numbers(t, columns);
    EXECUTE (SELECT format('ALTER TABLE %s %s', t, string_agg(format('ALTER COLUMN %I SET NOT NULL', c), ', ')) FROM unnest(columns) AS c);
END
$$;

-- What a new table's columns hold: a VARCHAR counts bytes, and has no blanks at its end, which would count where they must not.
CREATE FUNCTION redshift_local.varchar_fits(value varchar, bytes integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF octet_length(value) > bytes AND octet_length(rtrim(value, ' ')) > bytes THEN
        RAISE EXCEPTION 'value too long for type character varying(%)', bytes USING ERRCODE = '22001';
    ELSIF value LIKE '% ' THEN
        RAISE EXCEPTION 'redshift-local: a VARCHAR with blanks at its end is not simulated on a PostgreSQL without a superuser'
            USING ERRCODE = '0A000';
    END IF;
    RETURN true;
END
$$;

CREATE FUNCTION redshift_local.char_fits(value character, bytes integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF octet_length(value::text) > char_length(value::text) THEN
        RAISE EXCEPTION 'value too long for type character(%)', bytes USING ERRCODE = '22001';
    END IF;
    RETURN true;
END
$$;

-- After CREATE TABLE, CREATE TABLE AS and ALTER TABLE: the checks of its columns.
CREATE FUNCTION redshift_local.fit_table(t oid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    fitted record;
BEGIN
    FOR fitted IN
        SELECT a.attname, a.attnum, a.atttypid, a.atttypmod - 4 AS bytes,
            format('redshift_local_fits_%s_%s', a.attnum, a.atttypmod - 4) AS check_name
        FROM pg_attribute a
        WHERE a.attrelid = t AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid IN ('varchar'::regtype, 'bpchar'::regtype)
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_constraint WHERE conrelid = t AND conname = fitted.check_name);
        EXECUTE coalesce((
            SELECT string_agg(format('ALTER TABLE %s DROP CONSTRAINT %I', t::regclass, conname), '; ') FROM pg_constraint
            WHERE conrelid = t AND conname LIKE format('redshift\\_local\\_fits\\_%s\\_%%', fitted.attnum)
        ), 'SELECT 1');
        EXECUTE format(CASE fitted.atttypid WHEN 'varchar'::regtype
            THEN 'ALTER TABLE %s ADD CONSTRAINT %I CHECK (redshift_local.varchar_fits(%I, %s))'
            ELSE 'ALTER TABLE %s ADD CONSTRAINT %I CHECK (redshift_local.char_fits(%I, %s))'
        END, t::regclass, fitted.check_name, fitted.attname, CASE fitted.bytes WHEN -5 THEN 65535 ELSE fitted.bytes END);
    END LOOP;
END
$$;
--+ always

-- The numbers of columns by their names.
CREATE FUNCTION redshift_local.column_numbers(relation regclass, columns text[]) RETURNS int2[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
    wanted text;
    found_number int2;
    numbers int2[] := '{}';
BEGIN
    FOREACH wanted IN ARRAY columns LOOP
        SELECT attnum INTO found_number FROM pg_attribute
        WHERE attrelid = relation AND attname = wanted AND attnum > 0 AND NOT attisdropped;
        IF found_number IS NULL THEN
            RAISE EXCEPTION 'column "%" named in key does not exist', wanted USING ERRCODE = '42703';
        END IF;
        numbers := numbers || found_number;
    END LOOP;
    RETURN numbers;
END
$$;

-- The operator by which a foreign key would compare.
CREATE FUNCTION redshift_local.equality(parent_type oid, child_type oid) RETURNS oid
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT o.oid FROM pg_operator o
    WHERE o.oprname = '=' AND o.oprnamespace = 'pg_catalog'::regnamespace
        AND (o.oprleft = $1 OR EXISTS (SELECT FROM pg_cast WHERE castsource = $1 AND casttarget = o.oprleft AND castcontext = 'i'))
        AND (o.oprright = $2 OR EXISTS (SELECT FROM pg_cast WHERE castsource = $2 AND casttarget = o.oprright AND castcontext = 'i'))
    ORDER BY (o.oprleft = $1)::int + (o.oprright = $2)::int DESC, (o.oprleft = o.oprright) DESC, o.oid
    LIMIT 1
$$;

-- A name no constraint of the table and no relation of its schema has.
CREATE FUNCTION redshift_local.free_constraint_name(relation regclass, wanted text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
    candidate text := wanted;
    attempt integer := 0;
BEGIN
    WHILE EXISTS (SELECT FROM pg_constraint WHERE conrelid = relation AND conname = candidate::name)
        OR EXISTS (
            SELECT FROM pg_class WHERE relname = candidate::name
                AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = relation))
    LOOP
        attempt := attempt + 1;
        candidate := wanted || attempt;
    END LOOP;
    RETURN candidate;
END
$$;

--+ superuser
-- Writes a row of pg_constraint, whatever columns this version of PostgreSQL has, and ties it to the columns of its table.
CREATE FUNCTION redshift_local.insert_constraint(row_values jsonb) RETURNS oid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    new_oid oid := pg_nextoid('pg_constraint', 'oid', 'pg_constraint_oid_index');
    relation oid := (row_values ->> 'conrelid')::oid;
BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = relation AND conname = (row_values ->> 'conname')::name) THEN
        RAISE EXCEPTION 'constraint "%" for relation "%" already exists',
            row_values ->> 'conname', (SELECT relname FROM pg_class WHERE oid = relation) USING ERRCODE = '42710';
    END IF;
    INSERT INTO pg_constraint SELECT (jsonb_populate_record(NULL::pg_constraint, jsonb_build_object(
        'oid', new_oid, 'connamespace', (SELECT relnamespace FROM pg_class WHERE oid = relation),
        'condeferrable', false, 'condeferred', false, 'conenforced', true, 'convalidated', true,
        'contypid', 0, 'conindid', 0, 'conparentid', 0, 'confrelid', 0,
        'confupdtype', ' ', 'confdeltype', ' ', 'confmatchtype', ' ',
        'conislocal', true, 'coninhcount', 0, 'connoinherit', true, 'conperiod', false) || row_values)).*;
    INSERT INTO pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
    SELECT 'pg_constraint'::regclass, new_oid, 0, 'pg_class'::regclass, relation, key::int, 'a'
    FROM jsonb_array_elements_text(row_values -> 'conkey') AS key;
    RETURN new_oid;
END
$$;

--+ always
-- ---------------------------------------------------------------------------------------------------------------------------
--+ superuser
-- IDENTITY. Values count by seed and step. With redshift_local.identity_gaps on when a table is created, its values come from
-- three slices instead, each counting by three steps: a statement takes the smallest value left for its first row and stays on
-- that slice for the others. So single rows count by the step, bulk inserts leave gaps (1, 4, 7, 10), and what they left is
-- handed out later (2). A slice is a sequence: no value is ever handed out twice, whoever asks and whatever is rolled back.

CREATE FUNCTION redshift_local.leave_gaps(relation oid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    identity record;
    slice integer;
    slice_oid oid;
    mark bigint;
BEGIN
    FOR identity IN
        SELECT a.attname, a.attnum, a.attidentity, s.seqrelid, s.seqstart, s.seqincrement, s.seqmin, s.seqmax
        FROM pg_attribute a
        JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
            AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
        JOIN pg_sequence s ON s.seqrelid = d.objid
        WHERE a.attrelid = relation AND a.attidentity <> '' AND NOT a.attisdropped
    LOOP
        FOR slice IN 0 .. 2 LOOP
            EXECUTE format('CREATE SEQUENCE redshift_local.identity_%s_%s_%s START %s INCREMENT %s MINVALUE %s MAXVALUE %s',
                relation, identity.attnum, slice, identity.seqstart + slice * identity.seqincrement, 3 * identity.seqincrement,
                '-9223372036854775808', '9223372036854775807');
            slice_oid := format('redshift_local.identity_%s_%s_%s', relation, identity.attnum, slice)::regclass;
            INSERT INTO pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
            VALUES ('pg_class'::regclass, slice_oid, 0, 'pg_class'::regclass, relation, identity.attnum, 'a');
        END LOOP;
        -- GENERATED BY DEFAULT takes values of the user's too. What the engine generates itself, which no row keeps, is moved to the
        -- far end of the type, where no user's value is: so the trigger can tell.
        mark := NULL;
        IF identity.attidentity = 'd' AND identity.seqincrement > 0 THEN
            PERFORM setval(identity.seqrelid::regclass, identity.seqmin, false);
            mark := identity.seqmin / 2;
        ELSIF identity.attidentity = 'd' THEN
            PERFORM setval(identity.seqrelid::regclass, identity.seqmax, false);
            mark := identity.seqmax / 2;
        END IF;
        EXECUTE format('CREATE TRIGGER redshift_local_identity_%s BEFORE INSERT ON %s FOR EACH ROW '
            'EXECUTE FUNCTION redshift_local.identity_row(%L, %L, %L, %L, %L)', identity.attnum, relation::regclass,
            identity.attname, identity.attnum, identity.seqstart, identity.seqincrement, coalesce(mark::text, ''));
        EXECUTE format('CREATE TRIGGER redshift_local_identity_begin_%s BEFORE INSERT ON %s FOR EACH STATEMENT '
            'EXECUTE FUNCTION redshift_local.identity_begin()', identity.attnum, relation::regclass);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER redshift_local_identity_%s', relation::regclass, identity.attnum);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER redshift_local_identity_begin_%s', relation::regclass, identity.attnum);
    END LOOP;
END
$$;

-- A statement begins: it is on no slice yet.
CREATE FUNCTION redshift_local.identity_begin() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_catalog.set_config('redshift_local.identity_slice', '', true);
    RETURN NULL;
END
$$;

CREATE FUNCTION redshift_local.identity_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    slices oid[];
    seed bigint := TG_ARGV[2];
    step bigint := TG_ARGV[3];
    mark bigint := nullif(TG_ARGV[4], '');
    given bigint;
    chosen integer := nullif(current_setting('redshift_local.identity_slice', true), '');
BEGIN
    IF mark IS NOT NULL THEN
        given := to_jsonb(NEW) ->> TG_ARGV[0];
        IF given IS NULL OR (given - mark) * sign(step) > 0 THEN
            RETURN NEW;
        END IF;
    END IF;
    IF chosen IS NULL THEN
        -- Somebody else may take the value in between; then this is the next one of that slice, which is as good.
        SELECT slice INTO chosen
        FROM (
            SELECT slice, pg_sequence_last_value(
                format('redshift_local.identity_%s_%s_%s', TG_RELID, TG_ARGV[1], slice)::regclass) AS last_value
            FROM generate_series(0, 2) AS slice
        ) AS slices
        ORDER BY (coalesce(last_value + 3 * step, seed + slice * step) - seed) / step LIMIT 1;
        PERFORM set_config('redshift_local.identity_slice', chosen::text, true);
    END IF;
    RETURN jsonb_populate_record(NEW, jsonb_build_object(
        TG_ARGV[0], nextval(format('redshift_local.identity_%s_%s_%s', TG_RELID, TG_ARGV[1], chosen)::regclass)));
END
$$;

--+ always
-- ---------------------------------------------------------------------------------------------------------------------------
-- Result types of SUM and AVG. The schema stands before pg_catalog on the search path, so these win where the types agree:
-- AVG of integers is a BIGINT and drops the fraction; AVG of a NUMERIC keeps its scale; SUM of BIGINT is a BIGINT (r_SUM, although the
-- page of the window function says NUMERIC); SUM of REAL is DOUBLE PRECISION.

CREATE FUNCTION redshift_local.average_of_integers(state bigint[]) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1[2] / nullif($1[1], 0) $$;

CREATE AGGREGATE redshift_local.avg(smallint) (
    SFUNC = pg_catalog.int2_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = redshift_local.average_of_integers);
CREATE AGGREGATE redshift_local.avg(integer) (
    SFUNC = pg_catalog.int4_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = redshift_local.average_of_integers);

-- Count, sum, and the largest scale seen.
CREATE FUNCTION redshift_local.accumulate(state numeric[], value numeric) RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN ARRAY[state[1] + 1, state[2] + value];
END
$$;

CREATE FUNCTION redshift_local.accumulate(state numeric[], value bigint) RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN ARRAY[state[1] + 1, state[2] + value];
END
$$;

CREATE FUNCTION redshift_local.average_of_bigints(state numeric[]) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT div($1[2], nullif($1[1], 0))::bigint $$;

-- A sum has the scale of its values.
CREATE FUNCTION redshift_local.average_of_numerics(state numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT trunc($1[2] / nullif($1[1], 0), scale($1[2])) $$;

CREATE AGGREGATE redshift_local.avg(bigint) (
    SFUNC = redshift_local.accumulate, STYPE = numeric[], INITCOND = '{0,0}', FINALFUNC = redshift_local.average_of_bigints);
CREATE AGGREGATE redshift_local.avg(numeric) (
    SFUNC = redshift_local.accumulate, STYPE = numeric[], INITCOND = '{0,0}', FINALFUNC = redshift_local.average_of_numerics);

CREATE FUNCTION redshift_local.add_real(state double precision, value real) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN $2 IS NULL THEN $1 ELSE coalesce($1, 0) + $2 END
$$;

CREATE AGGREGATE redshift_local.sum(bigint) (SFUNC = pg_catalog.int8pl, STYPE = bigint, PARALLEL = SAFE, COMBINEFUNC = pg_catalog.int8pl);
CREATE AGGREGATE redshift_local.sum(real) (SFUNC = redshift_local.add_real, STYPE = double precision);

-- ---------------------------------------------------------------------------------------------------------------------------
-- DECIMAL has 38 digits ("Computations with numeric values"). A value of the engine has a scale and no precision, so an operator only
-- finds the overflow that no precision lets pass.

DO $do$
DECLARE
    operator record;
BEGIN
    FOR operator IN SELECT * FROM (VALUES
        ('+', 'numeric_add', 'Numeric data overflow (addition)'), ('-', 'numeric_sub', 'Numeric data overflow (result precision)'),
        ('*', 'numeric_mul', '128 bit numeric data overflow (multiplication)'), ('/', 'numeric_div', 'Numeric data overflow (result precision)')
    ) AS o (name, function, overflow)
    LOOP
        EXECUTE format('CREATE FUNCTION redshift_local.%1$I(a numeric, b numeric) RETURNS numeric
            LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $f$
            DECLARE
                result numeric := pg_catalog.%1$I(a, b);
            BEGIN
                IF result >= 1e38 OR result <= -1e38 THEN
                    RAISE EXCEPTION %2$L USING ERRCODE = ''XX000'';
                END IF;
                RETURN result;
            END $f$', operator.function, operator.overflow);
--+ superuser
        UPDATE pg_catalog.pg_operator SET oprcode = format('redshift_local.%I(numeric, numeric)', operator.function)::regprocedure
        WHERE oprname = operator.name AND oprleft = 'numeric'::regtype AND oprright = 'numeric'::regtype;
--+ otherwise
        EXECUTE format('CREATE OPERATOR redshift_local.%s (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = redshift_local.%I)',
            operator.name, operator.function);
--+ always
    END LOOP;
END
$do$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- A prepared statement keeps to the tables that it found when it was parsed. The gate is told their numbers, and has them looked for when
-- something was dropped; by their names, which the engine finds whatever the snapshot is.

CREATE FUNCTION redshift_local.tell_opened(relations text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'redshift-local opened %', (
        SELECT string_agg(c.oid::text, ',') FROM unnest(relations) AS r (name) JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass(r.name)
        WHERE c.relkind = 'r');
END
$$;

CREATE FUNCTION redshift_local.check_open(tables oid[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    opened oid;
BEGIN
    FOREACH opened IN ARRAY tables LOOP
        -- Of what is not there, the name is the number.
        IF opened::regclass::text = opened::text THEN
            RAISE EXCEPTION 'could not open relation with OID %', opened USING ERRCODE = 'XX000';
        END IF;
    END LOOP;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- What SHOW search_path shows: the path without what is always appended to it.
CREATE FUNCTION redshift_local.search_path() RETURNS varchar
LANGUAGE sql STABLE AS $$
    SELECT regexp_replace(current_setting('search_path'), ', *redshift_local, *pg_catalog *$', '')
$$;

-- For MERGE .. REMOVE DUPLICATES: a row that several rows of the source match is an error, the same as in the other form.
CREATE FUNCTION redshift_local.merges_once(once boolean) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT once THEN
        RAISE EXCEPTION 'MERGE command cannot affect row a second time' USING ERRCODE = '21000';
    END IF;
    RETURN TRUE;
END
$$;

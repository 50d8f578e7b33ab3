-- The side catalog: what Redshift knows of tables and columns and PostgreSQL has no place for.
--
-- Rows of dropped relations are left behind: whoever reads joins with pg_class and pg_attribute. A table without a row has the
-- defaults: DISTSTYLE AUTO, SORTKEY AUTO, BACKUP YES, ENCODE AUTO unless a column names its encoding ("CREATE TABLE").

CREATE TABLE redshift_local.table_attributes (
    relation oid NOT NULL,
    dist_style text NOT NULL DEFAULT 'auto' CHECK (dist_style IN ('auto', 'even', 'key', 'all')),
    sort_style text NOT NULL DEFAULT 'auto' CHECK (sort_style IN ('auto', 'none', 'compound', 'interleaved')),
    backup boolean NOT NULL DEFAULT true,
    -- Whether ENCODE AUTO was written.
    encode_auto boolean NOT NULL DEFAULT false
);

CREATE TABLE redshift_local.column_attributes (
    relation oid NOT NULL,
    attnum smallint NOT NULL,
    -- As written, in lower case; NULL where the service chooses.
    encoding text,
    dist_key boolean NOT NULL DEFAULT false,
    -- The place in the sort key from 1 on; NULL outside of it.
    sort_key smallint,
    collation_name text,
    varbyte_length integer
);

-- As indexes of their own: the keys of tables are not enforced, not even here.
CREATE UNIQUE INDEX ON redshift_local.table_attributes (relation);
CREATE UNIQUE INDEX ON redshift_local.column_attributes (relation, attnum);

GRANT SELECT, INSERT, UPDATE, DELETE ON redshift_local.table_attributes, redshift_local.column_attributes TO PUBLIC;

-- The table that a name without a path resolves to when it is created: in its schema, in the first of the path, or among the
-- temporary ones.
CREATE FUNCTION redshift_local.find_table(schema_name text, table_name text, temporary boolean) RETURNS oid
LANGUAGE sql VOLATILE AS $$
    SELECT c.oid FROM pg_catalog.pg_class c
    WHERE c.relname = table_name AND c.relnamespace = CASE
        WHEN temporary THEN pg_catalog.pg_my_temp_schema()
        ELSE (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = coalesce(schema_name, pg_catalog.current_schema()))
    END
$$;

CREATE FUNCTION redshift_local.must_exist(t oid, table_name text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF t IS NULL THEN
        RAISE EXCEPTION 'relation "%" does not exist', table_name USING ERRCODE = '42P01';
    END IF;
END
$$;

-- ALTER TABLE: a materialized view has a statement of its own.
CREATE FUNCTION redshift_local.must_be_table(t oid, table_name text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM redshift_local.must_exist(t, table_name);
    IF EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = t AND relkind = 'm') THEN
        RAISE EXCEPTION 'redshift-local: ALTER TABLE of a materialized view is not simulated' USING ERRCODE = '0A000';
    END IF;
END
$$;

CREATE FUNCTION redshift_local.relation_name(t oid) RETURNS text
LANGUAGE sql STABLE AS 'SELECT c.relname::text FROM pg_catalog.pg_class c WHERE c.oid = t';

-- The manual's name of a column type, without sizes.
CREATE FUNCTION redshift_local.type_name(type_id oid) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE pg_catalog.format_type(type_id, NULL)
        WHEN 'character varying' THEN 'VARCHAR'
        WHEN 'character' THEN 'CHAR'
        WHEN 'numeric' THEN 'DECIMAL'
        WHEN 'timestamp without time zone' THEN 'TIMESTAMP'
        WHEN 'timestamp with time zone' THEN 'TIMESTAMPTZ'
        WHEN 'time without time zone' THEN 'TIME'
        WHEN 'time with time zone' THEN 'TIMETZ'
        ELSE upper((SELECT CASE WHEN t.typtype = 'd' THEN t.typname::text ELSE pg_catalog.format_type(type_id, NULL) END
                    FROM pg_catalog.pg_type t WHERE t.oid = type_id))
    END
$$;

-- The number of a column that a key names.
CREATE FUNCTION redshift_local.key_column(t oid, column_name text) RETURNS smallint
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    found record;
BEGIN
    SELECT a.attnum, redshift_local.type_name(a.atttypid) AS type_name INTO found
    FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = t AND a.attname = column_name AND a.attnum > 0 AND NOT a.attisdropped;
    IF found.attnum IS NULL THEN
        RAISE EXCEPTION 'column "%" specified as distkey/sortkey is not in the table "%"', column_name,
            redshift_local.relation_name(t) USING ERRCODE = '0A000';
    END IF;
    IF found.type_name IN ('SUPER', 'VARBYTE') THEN
        PERFORM redshift_local.refuse_unknown('a DISTKEY or SORTKEY of the type ' || lower(found.type_name));
    END IF;
    RETURN found.attnum;
END
$$;

-- The number of any column.
CREATE FUNCTION redshift_local.any_column(t oid, column_name text) RETURNS smallint
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    found smallint;
BEGIN
    SELECT a.attnum INTO found FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = t AND a.attname = column_name AND a.attnum > 0 AND NOT a.attisdropped;
    IF found IS NULL THEN
        RAISE EXCEPTION 'column "%" of relation "%" does not exist', column_name, redshift_local.relation_name(t)
            USING ERRCODE = '42703';
    END IF;
    RETURN found;
END
$$;

CREATE FUNCTION redshift_local.is_user_schema(schema_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT schema_name !~ '^pg_' AND schema_name NOT IN ('information_schema', 'redshift_local')
$$;

-- Recording, when a table is made.

CREATE FUNCTION redshift_local.record_table(t oid, dist_style text, sort_style text, backup boolean, encode_auto boolean)
RETURNS void LANGUAGE sql VOLATILE AS $$
    INSERT INTO redshift_local.table_attributes (relation, dist_style, sort_style, backup, encode_auto)
    VALUES (t, coalesce(dist_style, 'auto'), coalesce(sort_style, 'auto'), backup, encode_auto)
$$;

CREATE FUNCTION redshift_local.record_distkey(t oid, column_name text) RETURNS void LANGUAGE sql VOLATILE AS $$
    INSERT INTO redshift_local.column_attributes (relation, attnum, dist_key)
    VALUES (t, redshift_local.key_column(t, column_name), true)
    ON CONFLICT (relation, attnum) DO UPDATE SET dist_key = true;
    INSERT INTO redshift_local.table_attributes (relation, dist_style) VALUES (t, 'key')
    ON CONFLICT (relation) DO UPDATE SET dist_style = 'key'
$$;

-- CREATE TABLE AS takes the column's position as well.
CREATE FUNCTION redshift_local.record_distkey(t oid, position_of_column integer) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    column_name text;
BEGIN
    SELECT a.attname::text INTO column_name FROM pg_catalog.pg_attribute a WHERE a.attrelid = t AND a.attnum = position_of_column;
    PERFORM redshift_local.record_distkey(t, coalesce(column_name, position_of_column::text));
END
$$;

CREATE FUNCTION redshift_local.record_sortkey(t oid, style text, column_names text[]) RETURNS void LANGUAGE sql VOLATILE AS $$
    INSERT INTO redshift_local.column_attributes (relation, attnum, sort_key)
    SELECT t, redshift_local.key_column(t, c.name), c.place FROM unnest(column_names) WITH ORDINALITY AS c (name, place)
    ON CONFLICT (relation, attnum) DO UPDATE SET sort_key = excluded.sort_key;
    INSERT INTO redshift_local.table_attributes (relation, sort_style) VALUES (t, style)
    ON CONFLICT (relation) DO UPDATE SET sort_style = excluded.sort_style
$$;

CREATE FUNCTION redshift_local.record_column(
    t oid, column_name text, encoding text, collation_name text, varbyte_length integer
) RETURNS void LANGUAGE sql VOLATILE AS $$
    INSERT INTO redshift_local.column_attributes (relation, attnum, encoding, collation_name, varbyte_length)
    VALUES (t, redshift_local.any_column(t, column_name), encoding, collation_name, varbyte_length)
    ON CONFLICT (relation, attnum) DO UPDATE SET
        encoding = excluded.encoding, collation_name = excluded.collation_name, varbyte_length = excluded.varbyte_length
$$;

-- CREATE TABLE .. LIKE: distribution, sort keys and BACKUP come from the parent. Encodings are chosen anew.
CREATE FUNCTION redshift_local.copy_attributes(t oid, parent oid) RETURNS void LANGUAGE sql VOLATILE AS $$
    INSERT INTO redshift_local.table_attributes (relation, dist_style, sort_style, backup, encode_auto)
    SELECT t, p.dist_style, p.sort_style, p.backup, p.encode_auto FROM redshift_local.table_attributes p
    WHERE p.relation = parent
    ON CONFLICT (relation) DO NOTHING;
    INSERT INTO redshift_local.column_attributes
        (relation, attnum, dist_key, sort_key, collation_name, varbyte_length)
    SELECT t, redshift_local.any_column(t, a.attname::text), p.dist_key, p.sort_key, p.collation_name, p.varbyte_length
    FROM redshift_local.column_attributes p
    JOIN pg_catalog.pg_attribute a ON a.attrelid = p.relation AND a.attnum = p.attnum AND NOT a.attisdropped
    WHERE p.relation = parent
    ON CONFLICT (relation, attnum) DO NOTHING
$$;

-- Changing.

CREATE FUNCTION redshift_local.refuse_interleaved(t oid, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM redshift_local.table_attributes WHERE relation = t AND sort_style = 'interleaved') THEN
        PERFORM redshift_local.refuse_unknown(what || ' of a table with an interleaved sort key');
    END IF;
END
$$;

CREATE FUNCTION redshift_local.alter_distkey(t oid, column_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM redshift_local.refuse_interleaved(t, 'ALTER DISTKEY');
    UPDATE redshift_local.column_attributes SET dist_key = false WHERE relation = t AND dist_key;
    PERFORM redshift_local.record_distkey(t, column_name);
END
$$;

CREATE FUNCTION redshift_local.alter_diststyle(t oid, style text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF style <> 'auto' THEN
        PERFORM redshift_local.refuse_interleaved(t, 'ALTER DISTSTYLE');
        IF EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = t AND relpersistence = 't') THEN
            PERFORM redshift_local.refuse_unknown('ALTER DISTSTYLE of a temporary table');
        END IF;
    END IF;
    UPDATE redshift_local.column_attributes SET dist_key = false WHERE relation = t AND dist_key;
    INSERT INTO redshift_local.table_attributes (relation, dist_style) VALUES (t, style)
    ON CONFLICT (relation) DO UPDATE SET dist_style = excluded.dist_style;
END
$$;

-- SORTKEY AUTO keeps the present key; NONE and a list replace it.
CREATE FUNCTION redshift_local.alter_sortkey(t oid, style text, column_names text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF style <> 'auto' THEN
        UPDATE redshift_local.column_attributes SET sort_key = NULL WHERE relation = t AND sort_key IS NOT NULL;
    END IF;
    PERFORM redshift_local.record_sortkey(t, style, coalesce(column_names, ARRAY[]::text[]));
END
$$;

CREATE FUNCTION redshift_local.alter_encode_auto(t oid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO redshift_local.table_attributes (relation, encode_auto) VALUES (t, true)
    ON CONFLICT (relation) DO UPDATE SET encode_auto = true
$$;

CREATE FUNCTION redshift_local.alter_encoding(
    t oid, column_name text, new_encoding text, refused_types text[], unknown_types text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    number smallint := redshift_local.any_column(t, column_name);
    type_name text;
BEGIN
    PERFORM redshift_local.refuse_interleaved(t, 'ALTER COLUMN ENCODE');
    SELECT redshift_local.type_name(a.atttypid) INTO type_name
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = t AND a.attnum = number;
    IF type_name = ANY (refused_types) THEN
        RAISE EXCEPTION 'invalid encoding type specified for column "%"', column_name USING ERRCODE = '0A000';
    END IF;
    IF type_name = ANY (unknown_types) THEN
        RAISE EXCEPTION 'redshift-local: ENCODE % on a % column is not simulated', new_encoding, type_name
            USING ERRCODE = '0A000';
    END IF;
    IF EXISTS (
        SELECT FROM redshift_local.column_attributes WHERE relation = t AND attnum = number AND encoding = new_encoding
    ) THEN
        PERFORM redshift_local.refuse_unknown('ALTER COLUMN ENCODE to the encoding that the column has');
    END IF;
    INSERT INTO redshift_local.column_attributes (relation, attnum, encoding) VALUES (t, number, new_encoding)
    ON CONFLICT (relation, attnum) DO UPDATE SET encoding = excluded.encoding;
END
$$;

-- ALTER TABLE DROP COLUMN: not the columns of the distribution and sort keys, not the last one.
CREATE FUNCTION redshift_local.drop_column(t oid, column_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    number smallint := redshift_local.any_column(t, column_name);
    attributes redshift_local.column_attributes;
BEGIN
    SELECT * INTO attributes FROM redshift_local.column_attributes WHERE relation = t AND attnum = number;
    IF attributes.dist_key THEN
        RAISE EXCEPTION 'cannot drop distkey column "%"', column_name USING ERRCODE = '42601';
    END IF;
    IF attributes.sort_key IS NOT NULL THEN
        RAISE EXCEPTION 'cannot drop sortkey column "%"', column_name USING ERRCODE = '42601';
    END IF;
    IF (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = t AND a.attnum > 0 AND NOT a.attisdropped) = 1 THEN
        PERFORM redshift_local.refuse_unknown('DROP COLUMN of the last column');
    END IF;
    DELETE FROM redshift_local.column_attributes WHERE relation = t AND attnum = number;
END
$$;

-- ALTER TABLE ADD PRIMARY KEY: the columns must have been created NOT NULL.
CREATE FUNCTION redshift_local.check_not_null(t oid, column_names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    nullable text;
BEGIN
    SELECT a.attname::text INTO nullable FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = t AND a.attname::text = ANY (column_names) AND a.attnum > 0 AND NOT a.attnotnull
    ORDER BY a.attnum LIMIT 1;
    IF nullable IS NOT NULL THEN
        PERFORM redshift_local.refuse_unknown('ADD PRIMARY KEY of a column that may be NULL');
    END IF;
END
$$;

-- ALTER COLUMN TYPE: what a VARCHAR column and its new length must fulfil.
CREATE FUNCTION redshift_local.check_resize(t oid, column_name text, new_length integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    number smallint := redshift_local.any_column(t, column_name);
    present record;
    column_encoding text;
BEGIN
    SELECT a.atttypid, a.atttypmod - 4 AS length, a.atthasdef INTO present
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = t AND a.attnum = number;
    IF present.atttypid <> 'character varying'::regtype THEN
        PERFORM redshift_local.refuse_unknown('ALTER COLUMN TYPE of a column that is no VARCHAR');
    END IF;
    IF present.length = new_length THEN
        RAISE EXCEPTION 'cannot alter column "%" of relation "%", target column size should be different', column_name,
            redshift_local.relation_name(t) USING ERRCODE = '0A000';
    END IF;
    SELECT encoding INTO column_encoding FROM redshift_local.column_attributes WHERE relation = t AND attnum = number;
    IF column_encoding IN ('bytedict', 'runlength', 'text255', 'text32k') THEN
        RAISE EXCEPTION 'cannot alter column "%" of relation "%" with encode type "%"', column_name,
            redshift_local.relation_name(t), column_encoding USING ERRCODE = '0A000';
    END IF;
    IF present.atthasdef AND new_length < present.length THEN
        RAISE EXCEPTION 'cannot decrease a VARCHAR column size with default value' USING ERRCODE = '0A000';
    END IF;
    IF EXISTS (
        SELECT FROM redshift_local.constraints c
        WHERE c.conrelid = t AND number = ANY (c.conkey) AND c.contype IN ('p', 'u', 'f')
    ) THEN
        PERFORM redshift_local.refuse_unknown('ALTER COLUMN TYPE of a column with a constraint');
    END IF;
END
$$;

-- SUPER: navigation, unnesting, dynamic typing and functions ("Querying semi-structured data", "Operators and functions").
--
-- A SUPER is kept as jsonb, so numbers are decimals, objects are ordered by their names, and a JSON null at the top is told from NULL
-- only until it is read: what navigation and unnesting find as null is NULL.

-- Navigation --------------------------------------------------------------------------------------------------------------------

-- The steps: `.name`, `"name` for a name in quotes, `[0`. Lax: what is not there is NULL.
CREATE FUNCTION redshift_local.navigate(value jsonb, VARIADIC steps text[]) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    found jsonb := value;
    step text;
    name text;
    is_sensitive boolean := coalesce(
        nullif(current_setting('redshift_local.enable_case_sensitive_super_attribute', true), '')::boolean, false);
BEGIN
    FOREACH step IN ARRAY steps LOOP
        name := substr(step, 2);
        IF left(step, 1) = '[' THEN
            found := CASE WHEN jsonb_typeof(found) = 'array' THEN found -> name::integer END;
        ELSE
            IF NOT is_sensitive THEN
                name := lower(name);
            ELSIF left(step, 1) = '"' AND name <> lower(name) THEN
                RAISE EXCEPTION 'redshift-local: a quoted attribute name with upper-case letters is not simulated'
                    USING ERRCODE = '0A000';
            END IF;
            found := CASE WHEN jsonb_typeof(found) = 'object' THEN found -> name END;
        END IF;
    END LOOP;
    RETURN CASE WHEN jsonb_typeof(found) <> 'null' THEN found END;
END
$$;

-- Unnesting ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION redshift_local.indexed_elements(value jsonb) RETURNS TABLE (element jsonb, index bigint)
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF jsonb_typeof(value) NOT IN ('array', 'null') THEN
        RAISE EXCEPTION 'redshift-local: unnesting a SUPER value that is no array is not simulated' USING ERRCODE = '0A000';
    END IF;
    IF jsonb_typeof(value) = 'array' THEN
        RETURN QUERY SELECT CASE WHEN jsonb_typeof(e) <> 'null' THEN e END, n - 1
            FROM jsonb_array_elements(value) WITH ORDINALITY AS u (e, n);
    END IF;
END
$$;
CREATE FUNCTION redshift_local.elements(value jsonb) RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT element FROM redshift_local.indexed_elements($1)';

CREATE FUNCTION redshift_local.attributes(value jsonb) RETURNS TABLE (element jsonb, name varchar)
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF jsonb_typeof(value) NOT IN ('object', 'null') THEN
        RAISE EXCEPTION 'redshift-local: unpivoting a SUPER value that is no object is not simulated' USING ERRCODE = '0A000';
    END IF;
    IF jsonb_typeof(value) = 'object' THEN
        RETURN QUERY SELECT CASE WHEN jsonb_typeof(e.value) <> 'null' THEN e.value END, e.key::varchar
            FROM jsonb_each(value) AS e;
    END IF;
END
$$;

-- Casts -------------------------------------------------------------------------------------------------------------------------
-- What cannot be cast is NULL ("Lax semantics"). An object and an array have no text (limitations-super).

CREATE FUNCTION redshift_local.super_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN jsonb_typeof($1) NOT IN ('array', 'object') THEN $1 #>> '{}' END
$$;
--+ superuser
CREATE CAST (jsonb AS text) WITH FUNCTION redshift_local.super_text(jsonb);
CREATE CAST (jsonb AS varchar) WITH FUNCTION redshift_local.super_text(jsonb);
CREATE CAST (jsonb AS bpchar) WITH FUNCTION redshift_local.super_text(jsonb);
--+ always

CREATE FUNCTION redshift_local.super_boolean(value jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN CASE jsonb_typeof(value)
        WHEN 'number' THEN CASE WHEN scale((value #>> '{}')::numeric) = 0 THEN (value #>> '{}')::numeric <> 0 END
        WHEN 'array' THEN NULL
        WHEN 'object' THEN NULL
        ELSE (value #>> '{}')::boolean
    END;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END
$$;

CREATE FUNCTION redshift_local.super_numeric(value jsonb, typmod integer, is_explicit boolean) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    number numeric;
BEGIN
    IF jsonb_typeof(value) IN ('number', 'string') THEN
        number := (value #>> '{}')::numeric;
    END IF;
    RETURN CASE WHEN typmod < 0 THEN number ELSE pg_catalog.numeric(number, typmod) END;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END
$$;

DO $do$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['int2', 'int4', 'int8'] LOOP
        EXECUTE format($f$
            CREATE FUNCTION redshift_local.super_%1$s(value jsonb) RETURNS %1$s LANGUAGE plpgsql IMMUTABLE STRICT AS $body$
            BEGIN
                RETURN CASE jsonb_typeof(value)
                    WHEN 'number' THEN (value #>> '{}')::numeric::%1$s
                    WHEN 'string' THEN (value #>> '{}')::%1$s
                    WHEN 'boolean' THEN (value #>> '{}')::boolean::int4::%1$s
                END;
            EXCEPTION WHEN data_exception THEN
                RETURN NULL;
            END
            $body$$f$, target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['float4', 'float8'] LOOP
        EXECUTE format($f$
            CREATE FUNCTION redshift_local.super_%1$s(value jsonb) RETURNS %1$s LANGUAGE plpgsql IMMUTABLE STRICT AS $body$
            BEGIN
                RETURN CASE WHEN jsonb_typeof(value) IN ('number', 'string') THEN (value #>> '{}')::%1$s END;
            EXCEPTION WHEN data_exception THEN
                RETURN NULL;
            END
            $body$$f$, target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['date', 'time', 'timetz', 'timestamp', 'timestamptz'] LOOP
        EXECUTE format($f$
            CREATE FUNCTION redshift_local.super_%1$s(value jsonb) RETURNS %1$s LANGUAGE plpgsql STABLE STRICT AS $body$
            BEGIN
                RETURN CASE WHEN jsonb_typeof(value) = 'string' THEN (value #>> '{}')::%1$s END;
            EXCEPTION WHEN data_exception THEN
                RETURN NULL;
            END
            $body$$f$, target);
--+ superuser
        EXECUTE format('CREATE CAST (jsonb AS %1$s) WITH FUNCTION redshift_local.super_%1$s(jsonb)', target);
--+ always
    END LOOP;
--+ superuser
    -- The engine's own casts fail on what has another type.
    UPDATE pg_catalog.pg_cast SET castfunc = CASE casttarget
        WHEN 'bool'::regtype THEN 'redshift_local.super_boolean(jsonb)'::regprocedure
        WHEN 'int2'::regtype THEN 'redshift_local.super_int2(jsonb)'::regprocedure
        WHEN 'int4'::regtype THEN 'redshift_local.super_int4(jsonb)'::regprocedure
        WHEN 'int8'::regtype THEN 'redshift_local.super_int8(jsonb)'::regprocedure
        WHEN 'float4'::regtype THEN 'redshift_local.super_float4(jsonb)'::regprocedure
        WHEN 'float8'::regtype THEN 'redshift_local.super_float8(jsonb)'::regprocedure
        ELSE 'redshift_local.super_numeric(jsonb, integer, boolean)'::regprocedure
    END
    WHERE castsource = 'jsonb'::regtype
        AND casttarget IN ('bool'::regtype, 'int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype, 'float8'::regtype,
            'numeric'::regtype);
--+ always
    -- Into SUPER: dates and times have no way ("Limitations").
    FOREACH target IN ARRAY ARRAY['time', 'timetz', 'timestamp', 'timestamptz'] LOOP
        EXECUTE format($f$
            CREATE FUNCTION redshift_local.cast_super(value %1$s) RETURNS redshift_local.super LANGUAGE plpgsql IMMUTABLE AS $body$
            BEGIN RAISE EXCEPTION 'cannot cast type %2$s to super' USING ERRCODE = '42846'; END
            $body$$f$, target, format_type(target::regtype, NULL));
    END LOOP;
END
$do$;

-- Comparison --------------------------------------------------------------------------------------------------------------------
-- Values of different types are not equal, and neither smaller nor larger: that is NULL ("Dynamic typing").

CREATE FUNCTION redshift_local.super_equal(a jsonb, b jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE
        WHEN jsonb_typeof($1) = 'null' OR jsonb_typeof($2) = 'null' THEN NULL
        WHEN jsonb_typeof($1) = 'string' AND jsonb_typeof($2) = 'string' THEN rtrim($1 #>> '{}', ' ') = rtrim($2 #>> '{}', ' ')
        ELSE $1 OPERATOR(pg_catalog.=) $2
    END
$$;
CREATE FUNCTION redshift_local.super_compare(a jsonb, b jsonb) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE
        WHEN jsonb_typeof($1) <> jsonb_typeof($2) OR jsonb_typeof($1) IN ('null', 'array', 'object') THEN NULL
        WHEN jsonb_typeof($1) = 'string' THEN jsonb_cmp(to_jsonb(rtrim($1 #>> '{}', ' ')), to_jsonb(rtrim($2 #>> '{}', ' ')))
        ELSE jsonb_cmp($1, $2)
    END
$$;

-- Arithmetic by dynamic types ("Arithmetic operators"): what is no number gives NULL, but two texts are joined by +. How floating-point
-- numbers are written, and the scale of a quotient of decimals, nobody says.
CREATE FUNCTION redshift_local.super_arithmetic(symbol text, a jsonb, b jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    x numeric;
    y numeric;
    result numeric;
BEGIN
    IF symbol = '||' THEN
        RAISE EXCEPTION 'redshift-local: || of SUPER values is not simulated (cast them)' USING ERRCODE = '0A000';
    ELSIF a IS NULL OR b IS NULL THEN
        RAISE EXCEPTION 'redshift-local: arithmetic of a SUPER value and a floating-point number is not simulated' USING ERRCODE = '0A000';
    ELSIF symbol = '+' AND jsonb_typeof(a) = 'string' AND jsonb_typeof(b) = 'string' THEN
        RETURN to_jsonb(concat(a #>> '{}', b #>> '{}'));
    ELSIF jsonb_typeof(a) <> 'number' OR jsonb_typeof(b) <> 'number' THEN
        RETURN NULL;
    END IF;
    x := a::text::numeric;
    y := b::text::numeric;
    IF symbol = '/' AND scale(x) + scale(y) > 0 THEN
        RAISE EXCEPTION 'redshift-local: a quotient of SUPER values that are no whole numbers is not simulated (cast them)'
            USING ERRCODE = '0A000';
    END IF;
    result := CASE symbol
        WHEN '+' THEN x OPERATOR(pg_catalog.+) y
        WHEN '-' THEN x OPERATOR(pg_catalog.-) y
        WHEN '*' THEN x OPERATOR(pg_catalog.*) y
        WHEN '/' THEN div(x, y)
        ELSE mod(x, y)
    END;
    IF abs(result) > 9223372036854775807 THEN
        RAISE EXCEPTION 'redshift-local: a result of SUPER arithmetic over BIGINT is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN to_jsonb(result);
END
$$;
CREATE FUNCTION redshift_local.super_negative(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.super_arithmetic('-', '0', $1)
$$;
CREATE OPERATOR redshift_local.- (RIGHTARG = jsonb, FUNCTION = redshift_local.super_negative);

DO $do$
DECLARE
    scalar text;
    operator record;
    pair text[];
BEGIN
    FOREACH scalar IN ARRAY ARRAY['jsonb', 'text', 'boolean', 'int2', 'int4', 'int8', 'numeric', 'float4', 'float8'] LOOP
        FOR operator IN
            SELECT * FROM (VALUES
                ('=', 'equals', '%s'), ('<>', 'differs', 'NOT %s'),
                ('<', 'less', '%s < 0'), ('<=', 'at_most', '%s <= 0'),
                ('>', 'greater', '%s > 0'), ('>=', 'at_least', '%s >= 0')) AS o (symbol, name, form)
        LOOP
            FOREACH pair SLICE 1 IN ARRAY ARRAY[ARRAY['jsonb', scalar], ARRAY[scalar, 'jsonb']] LOOP
                CONTINUE WHEN scalar = 'jsonb' AND EXISTS (
                    SELECT FROM pg_proc WHERE proname = 'super_' || operator.name AND pronamespace = 'redshift_local'::regnamespace);
                EXECUTE format('CREATE FUNCTION redshift_local.super_%s(a %s, b %s) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS %L',
                    operator.name, pair[1], pair[2],
                    'SELECT ' || format(operator.form, format('redshift_local.super_%s(%s, %s)',
                        CASE WHEN operator.symbol IN ('=', '<>') THEN 'equal' ELSE 'compare' END,
                        CASE WHEN pair[1] = 'jsonb' THEN '$1' ELSE 'to_jsonb($1)' END,
                        CASE WHEN pair[2] = 'jsonb' THEN '$2' ELSE 'to_jsonb($2)' END)));
                EXECUTE format('CREATE OPERATOR redshift_local.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = redshift_local.super_%s)',
                    operator.symbol, pair[1], pair[2], operator.name);
            END LOOP;
        END LOOP;
        -- The engine would take a jsonb apart.
        FOREACH pair SLICE 1 IN ARRAY ARRAY[ARRAY['jsonb', scalar], ARRAY[scalar, 'jsonb']] LOOP
            CONTINUE WHEN scalar = 'jsonb' AND EXISTS (
                SELECT FROM pg_proc WHERE proname = 'super_plus' AND pronamespace = 'redshift_local'::regnamespace);
            FOR operator IN
                SELECT * FROM (VALUES
                    ('+', 'plus'), ('-', 'minus'), ('*', 'times'), ('/', 'quotient'), ('%', 'remainder'), ('||', 'joined')
                ) AS o (symbol, name)
            LOOP
                -- Or else 'a' || 1 would be taken for it.
                CONTINUE WHEN operator.symbol = '||' AND scalar NOT IN ('jsonb', 'text');
                EXECUTE format('CREATE FUNCTION redshift_local.super_%s(a %s, b %s) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS %L',
                    operator.name, pair[1], pair[2],
                    format('SELECT redshift_local.super_arithmetic(%L, %s, %s)', operator.symbol,
                        CASE WHEN scalar IN ('float4', 'float8') THEN 'NULL' WHEN pair[1] = 'jsonb' THEN '$1' ELSE 'to_jsonb($1)' END,
                        CASE WHEN pair[2] = 'jsonb' THEN '$2' ELSE 'to_jsonb($2)' END));
                EXECUTE format('CREATE OPERATOR redshift_local.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = redshift_local.super_%s)',
                    operator.symbol, pair[1], pair[2], operator.name);
            END LOOP;
        END LOOP;
    END LOOP;
END
$do$;

-- ORDER BY ranks the types: boolean, number, string, array, object.
CREATE FUNCTION redshift_local.super_order(a jsonb, b jsonb) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN jsonb_typeof($1) = jsonb_typeof($2) THEN jsonb_cmp($1, $2) ELSE sign(
        array_position(ARRAY['boolean', 'number', 'string', 'array', 'object', 'null'], jsonb_typeof($1))
        - array_position(ARRAY['boolean', 'number', 'string', 'array', 'object', 'null'], jsonb_typeof($2)))::integer END
$$;
--+ superuser
UPDATE pg_catalog.pg_amproc SET amproc = 'redshift_local.super_order(jsonb, jsonb)'::regprocedure
WHERE amproc = 'pg_catalog.jsonb_cmp(jsonb, jsonb)'::regprocedure;
--+ always

-- JSON and type information -----------------------------------------------------------------------------------------------------

-- Without the blanks that the engine writes behind colons and commas. NULL is the text null.
CREATE FUNCTION redshift_local.json_serialize(value jsonb) RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN $1 IS NULL THEN 'null'
        ELSE pg_catalog.regexp_replace(format('%s', $1), E'("(\\\\.|[^"\\\\])*")|([:,]) ', E'\\1\\3', 'g') END::varchar
$$;
CREATE FUNCTION redshift_local.json_serialize_to_varbyte(value jsonb) RETURNS redshift_local.varbyte LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF value IS NULL THEN
        RAISE EXCEPTION 'redshift-local: JSON_SERIALIZE_TO_VARBYTE of NULL is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN redshift_local.cast_varbyte(convert_to(redshift_local.json_serialize(value), 'UTF8'), 16777216);
END
$$;
CREATE FUNCTION redshift_local.json_size(value jsonb) RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT octet_length(redshift_local.json_serialize($1))';
CREATE FUNCTION redshift_local.json_typeof(value jsonb) RETURNS varchar
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof($1), 'null')::varchar $$;
CREATE FUNCTION redshift_local.get_array_length(value jsonb) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN jsonb_typeof($1) = 'array' THEN jsonb_array_length($1) END
$$;
CREATE FUNCTION redshift_local.is_array(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof($1) = 'array', false) $$;
CREATE FUNCTION redshift_local.is_object(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof($1) = 'object', false) $$;
CREATE FUNCTION redshift_local.is_scalar(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof($1) IN ('boolean', 'number', 'string'), false) $$;
CREATE FUNCTION redshift_local.is_boolean(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof($1) = 'boolean', false) $$;
CREATE FUNCTION redshift_local.is_varchar(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof($1) = 'string', false) $$;
CREATE FUNCTION redshift_local.is_char(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT redshift_local.is_varchar($1) AND octet_length($1 #>> '{}') = char_length($1 #>> '{}')
$$;
CREATE FUNCTION redshift_local.is_whole(value jsonb, low numeric, high numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof($1) = 'number'
        THEN scale($1::numeric) = 0 AND $1::numeric BETWEEN $2 AND $3 ELSE false END
$$;
CREATE FUNCTION redshift_local.is_smallint(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT redshift_local.is_whole($1, -32768, 32767)';
CREATE FUNCTION redshift_local.is_integer(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT redshift_local.is_whole($1, -2147483648, 2147483647)';
CREATE FUNCTION redshift_local.is_bigint(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT redshift_local.is_whole($1, -9223372036854775808, 9223372036854775807)';

-- Arrays and objects ------------------------------------------------------------------------------------------------------------

CREATE FUNCTION redshift_local.array() RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$ SELECT '[]'::jsonb $$;
CREATE FUNCTION redshift_local.array(VARIADIC items jsonb[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.object() RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$ SELECT '{}'::jsonb $$;
CREATE FUNCTION redshift_local.object(VARIADIC items jsonb[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg($1[n] #>> '{}', coalesce($1[n + 1], 'null')) FROM generate_series(1, cardinality($1), 2) AS n
$$;
-- A path is written `"a"."b"`. What is to be kept and is not there is left out.
CREATE FUNCTION redshift_local.attribute_path(path text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF path !~ '^"[^"]+"([.]"[^"]+")*$' OR path <> lower(path) THEN
        RAISE EXCEPTION 'redshift-local: the path % of OBJECT_TRANSFORM is not simulated', quote_literal(path) USING ERRCODE = '0A000';
    END IF;
    RETURN string_to_array(trim(path, '"'), '"."');
END
$$;
CREATE FUNCTION redshift_local.object_transform(value jsonb, kept text[], changed text[], given jsonb[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    object jsonb := '{}'::jsonb;
    path text[];
    paths CONSTANT text[] := kept OPERATOR(pg_catalog.||) changed;
    item jsonb;
BEGIN
    IF value IS NULL OR jsonb_typeof(value) <> 'object' OR cardinality(paths) = 0 THEN
        RETURN value;
    END IF;
    FOR place IN 1 .. cardinality(paths) LOOP
        path := redshift_local.attribute_path(paths[place]);
        IF place <= cardinality(kept) THEN
            item := value #> path;
            CONTINUE WHEN item IS NULL;
        ELSE
            item := coalesce(given[place - cardinality(kept)], 'null'::jsonb);
        END IF;
        FOR depth IN 1 .. cardinality(path) - 1 LOOP
            IF object #> path[:depth] IS NULL THEN
                object := jsonb_set(object, path[:depth], '{}');
            ELSIF jsonb_typeof(object #> path[:depth]) <> 'object' THEN
                RAISE EXCEPTION 'redshift-local: OBJECT_TRANSFORM of a path through what is no object is not simulated' USING ERRCODE = '0A000';
            END IF;
        END LOOP;
        object := jsonb_set(object, path, item);
    END LOOP;
    RETURN object;
END
$$;
CREATE FUNCTION redshift_local.array_concat(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN jsonb_typeof($1) = 'array' AND jsonb_typeof($2) = 'array' THEN $1 OPERATOR(pg_catalog.||) $2 END
$$;
CREATE FUNCTION redshift_local.array_flatten(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    flat jsonb := '[]'::jsonb;
    element jsonb;
BEGIN
    IF jsonb_typeof(value) <> 'array' THEN
        RETURN NULL;
    END IF;
    FOR element IN SELECT * FROM jsonb_array_elements(value) LOOP
        flat := flat OPERATOR(pg_catalog.||) CASE
            WHEN jsonb_typeof(element) = 'array' THEN redshift_local.array_flatten(element) ELSE jsonb_build_array(element) END;
    END LOOP;
    RETURN flat;
END
$$;
CREATE FUNCTION redshift_local.subarray(value jsonb, start_position integer, length integer DEFAULT 2147483647) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF jsonb_typeof(value) <> 'array' OR start_position < 0 OR length < 0 THEN
        RAISE EXCEPTION 'redshift-local: SUBARRAY of what is no array, or with a negative number, is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN (SELECT coalesce(jsonb_agg(e ORDER BY n), '[]') FROM jsonb_array_elements(value) WITH ORDINALITY AS u (e, n)
        WHERE n > start_position AND n - start_position <= length);
END
$$;
CREATE FUNCTION redshift_local.split_to_array(value text, delimiter text DEFAULT ',') RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb(string_to_array($1, $2))';

-- Search and sets. Elements are the same as `=` has it, and NULL is the same as NULL.

CREATE FUNCTION redshift_local.items(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF jsonb_typeof(value) NOT IN ('array', 'null') THEN
        RAISE EXCEPTION 'redshift-local: an array function of a SUPER value that is no array is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN CASE WHEN jsonb_typeof(value) = 'array' THEN value END;
END
$$;
CREATE FUNCTION redshift_local.is_same(a jsonb, b jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN jsonb_typeof($1) = 'null' OR jsonb_typeof($2) = 'null' THEN jsonb_typeof($1) = jsonb_typeof($2)
        ELSE redshift_local.super_equal($1, $2) END
$$;
-- The places of an element, from 0.
CREATE FUNCTION redshift_local.places(items jsonb, element jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT coalesce(jsonb_agg(n - 1 ORDER BY n), '[]') FROM jsonb_array_elements($1) WITH ORDINALITY AS u (e, n)
    WHERE redshift_local.is_same(e, $2)
$$;

CREATE FUNCTION redshift_local.array_positions(value jsonb, element jsonb, null_match boolean) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    items jsonb := redshift_local.items(value);
    found jsonb := redshift_local.places(items, coalesce(element, 'null'));
BEGIN
    IF null_match IS NULL THEN
        RAISE EXCEPTION 'redshift-local: a search whose null_match is NULL is not simulated' USING ERRCODE = '0A000';
    ELSIF NOT null_match AND (coalesce(jsonb_typeof(element), 'null') = 'null'
        OR jsonb_array_length(found) = 0 AND jsonb_array_length(redshift_local.places(items, 'null')) > 0)
    THEN
        RETURN NULL;
    END IF;
    RETURN found;
END
$$;
CREATE FUNCTION redshift_local.array_position(value jsonb, element jsonb, null_match boolean) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN places IS NOT NULL THEN coalesce((places ->> 0)::integer, -1) END
    FROM redshift_local.array_positions($1, $2, $3) AS places
$$;
CREATE FUNCTION redshift_local.array_contains(value jsonb, element jsonb, null_match boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT jsonb_array_length(redshift_local.array_positions($1, $2, $3)) > 0';
-- What null_match is where it is left out.
CREATE FUNCTION redshift_local.default_null_match() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('redshift_local.default_array_search_null_handling', true), '')::boolean, true)
$$;
CREATE FUNCTION redshift_local.array_positions(value jsonb, element jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS 'SELECT redshift_local.array_positions($1, $2, redshift_local.default_null_match())';
CREATE FUNCTION redshift_local.array_position(value jsonb, element jsonb) RETURNS integer
LANGUAGE sql STABLE AS 'SELECT redshift_local.array_position($1, $2, redshift_local.default_null_match())';
CREATE FUNCTION redshift_local.array_contains(value jsonb, element jsonb) RETURNS boolean
LANGUAGE sql STABLE AS 'SELECT redshift_local.array_contains($1, $2, redshift_local.default_null_match())';

CREATE FUNCTION redshift_local.array_distinct(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    items jsonb := redshift_local.items(value);
    kept jsonb := '[]'::jsonb;
    element jsonb;
BEGIN
    FOR element IN SELECT * FROM jsonb_array_elements(items) LOOP
        IF jsonb_array_length(redshift_local.places(kept, element)) = 0 THEN
            kept := kept OPERATOR(pg_catalog.||) jsonb_build_array(element);
        END IF;
    END LOOP;
    RETURN CASE WHEN items IS NOT NULL THEN kept END;
END
$$;
-- The elements of `a` that are in `b`, or that are not; without `is_distinct` each takes its like in `b` away.
CREATE FUNCTION redshift_local.array_shared(a jsonb, b jsonb, is_shared boolean, is_distinct boolean) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    items jsonb := redshift_local.items(a);
    rest jsonb := redshift_local.items(b);
    kept jsonb := '[]'::jsonb;
    element jsonb;
    place integer;
BEGIN
    IF items IS NULL OR rest IS NULL THEN
        RETURN NULL;
    END IF;
    FOR element IN SELECT * FROM jsonb_array_elements(items) LOOP
        place := (redshift_local.places(rest, element) ->> 0)::integer;
        IF (place IS NOT NULL) = is_shared THEN
            kept := kept OPERATOR(pg_catalog.||) jsonb_build_array(element);
        END IF;
        IF place IS NOT NULL AND NOT is_distinct THEN
            rest := rest OPERATOR(pg_catalog.-) place;
        END IF;
    END LOOP;
    RETURN CASE WHEN is_distinct THEN redshift_local.array_distinct(kept) ELSE kept END;
END
$$;
CREATE FUNCTION redshift_local.array_except(a jsonb, b jsonb, is_distinct boolean DEFAULT false) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.array_shared($1, $2, false, $3)';
CREATE FUNCTION redshift_local.array_intersection(a jsonb, b jsonb, is_distinct boolean DEFAULT false) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.array_shared($1, $2, true, $3)';
CREATE FUNCTION redshift_local.array_union(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.array_distinct(redshift_local.items($1) OPERATOR(pg_catalog.||) redshift_local.items($2))
$$;
CREATE FUNCTION redshift_local.arrays_overlap(a jsonb, b jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT jsonb_array_length(redshift_local.array_shared($1, $2, true, true)) > 0';

-- By types as ORDER BY ranks them. Nobody says how arrays and objects follow their own kind.
CREATE FUNCTION redshift_local.array_sort(value jsonb, sort_ascending boolean, nulls_first boolean) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    items jsonb := redshift_local.items(value);
BEGIN
    IF EXISTS (SELECT FROM jsonb_array_elements(items) AS e WHERE jsonb_typeof(e) IN ('array', 'object')
        GROUP BY jsonb_typeof(e) HAVING count(*) > 1)
    THEN
        RAISE EXCEPTION 'redshift-local: ARRAY_SORT of several arrays or objects is not simulated' USING ERRCODE = '0A000';
    ELSIF sort_ascending THEN
        RETURN (SELECT CASE WHEN items IS NOT NULL THEN
            coalesce(jsonb_agg(e ORDER BY (jsonb_typeof(e) = 'null') <> nulls_first, e), '[]') END FROM jsonb_array_elements(items) AS e);
    END IF;
    RETURN (SELECT CASE WHEN items IS NOT NULL THEN
        coalesce(jsonb_agg(e ORDER BY (jsonb_typeof(e) = 'null') <> nulls_first, e DESC), '[]') END FROM jsonb_array_elements(items) AS e);
END
$$;
CREATE FUNCTION redshift_local.array_sort(value jsonb, sort_ascending boolean DEFAULT true) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.array_sort($1, $2, NOT $2)';

-- The names of attributes.

CREATE FUNCTION redshift_local.get_number_attributes(value jsonb) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF jsonb_typeof(value) NOT IN ('object', 'null') THEN
        RAISE EXCEPTION 'redshift-local: GET_NUMBER_ATTRIBUTES of a SUPER value that is no object is not simulated'
            USING ERRCODE = '0A000';
    END IF;
    RETURN CASE WHEN jsonb_typeof(value) = 'object' THEN (SELECT count(*) FROM jsonb_object_keys(value)) END;
END
$$;
CREATE FUNCTION redshift_local.in_case(name text, is_upper boolean) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $2 THEN redshift_local.upper($1) ELSE redshift_local.lower($1) END
$$;
CREATE FUNCTION redshift_local.attribute_names(value jsonb, is_upper boolean) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF jsonb_typeof(value) = 'array' THEN
        RETURN (SELECT coalesce(jsonb_agg(redshift_local.attribute_names(e, is_upper) ORDER BY n), '[]')
            FROM jsonb_array_elements(value) WITH ORDINALITY AS u (e, n));
    ELSIF jsonb_typeof(value) <> 'object' THEN
        RETURN value;
    ELSIF EXISTS (SELECT FROM jsonb_object_keys(value) AS k GROUP BY redshift_local.in_case(k, is_upper) HAVING count(*) > 1) THEN
        RAISE EXCEPTION 'Invalid input' USING ERRCODE = 'XX000',
            DETAIL = E'\n  -----------------------------------------------\n  error:  Invalid input\n  code:      8001\n'
                || E'  context:   SUPER value has duplicate attributes after case conversion.\n  query:     0\n'
                || E'  location:  redshift-local\n  process:   padbmaster [pid=0]\n'
                || E'  -----------------------------------------------\n';
    END IF;
    RETURN (SELECT coalesce(jsonb_object_agg(redshift_local.in_case(e.key, is_upper), redshift_local.attribute_names(e.value, is_upper)),
        '{}') FROM jsonb_each(value) AS e);
END
$$;
CREATE FUNCTION redshift_local.lower_attribute_names(value jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.attribute_names($1, false)';
CREATE FUNCTION redshift_local.upper_attribute_names(value jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.attribute_names($1, true)';

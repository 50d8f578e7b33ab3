-- The types and functions of Redshift that PostgreSQL lacks or has with another meaning. The rewriter calls them by their schema.
-- A function has the name that Redshift gives its result column.
--
-- Literals are written E'..' where they hold a backslash: the engine reads ordinary ones as PostgreSQL 8.0 did.

-- Types -------------------------------------------------------------------------------------------------------------------------

CREATE DOMAIN redshift_local.super AS jsonb;
CREATE DOMAIN redshift_local.varbyte AS bytea;

CREATE FUNCTION redshift_local.varbyte_fits(value bytea, length integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF octet_length(value) > length THEN
        RAISE EXCEPTION 'value too long for type varbyte(%)', length USING ERRCODE = '22001';
    END IF;
    RETURN true;
END
$$;

-- Casts that no cast of the engine does. Texts and numbers become scalars; the manual refuses dates ("Limitations of SUPER").

CREATE FUNCTION redshift_local.scalar(value text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value character) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value smallint) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value integer) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value bigint) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value numeric) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value real) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value double precision) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';
CREATE FUNCTION redshift_local.scalar(value boolean) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)';

CREATE FUNCTION redshift_local.cast_super(value text) RETURNS redshift_local.super
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)::redshift_local.super';
CREATE FUNCTION redshift_local.cast_super(value numeric) RETURNS redshift_local.super
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)::redshift_local.super';
CREATE FUNCTION redshift_local.cast_super(value bigint) RETURNS redshift_local.super
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)::redshift_local.super';
CREATE FUNCTION redshift_local.cast_super(value double precision) RETURNS redshift_local.super
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)::redshift_local.super';
CREATE FUNCTION redshift_local.cast_super(value boolean) RETURNS redshift_local.super
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT to_jsonb($1)::redshift_local.super';
CREATE FUNCTION redshift_local.cast_super(value jsonb) RETURNS redshift_local.super
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::redshift_local.super';
-- What is assigned to a SUPER column becomes a scalar as well.
--+ superuser
CREATE CAST (text AS jsonb) WITH FUNCTION redshift_local.scalar(text) AS ASSIGNMENT;
CREATE CAST (varchar AS jsonb) WITH FUNCTION redshift_local.scalar(text) AS ASSIGNMENT;
CREATE CAST (character AS jsonb) WITH FUNCTION redshift_local.scalar(character) AS ASSIGNMENT;
CREATE CAST (smallint AS jsonb) WITH FUNCTION redshift_local.scalar(smallint) AS ASSIGNMENT;
CREATE CAST (integer AS jsonb) WITH FUNCTION redshift_local.scalar(integer) AS ASSIGNMENT;
CREATE CAST (bigint AS jsonb) WITH FUNCTION redshift_local.scalar(bigint) AS ASSIGNMENT;
CREATE CAST (numeric AS jsonb) WITH FUNCTION redshift_local.scalar(numeric) AS ASSIGNMENT;
CREATE CAST (real AS jsonb) WITH FUNCTION redshift_local.scalar(real) AS ASSIGNMENT;
CREATE CAST (double precision AS jsonb) WITH FUNCTION redshift_local.scalar(double precision) AS ASSIGNMENT;
CREATE CAST (boolean AS jsonb) WITH FUNCTION redshift_local.scalar(boolean) AS ASSIGNMENT;
--+ always

CREATE FUNCTION redshift_local.cast_super(value date) RETURNS redshift_local.super
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN RAISE EXCEPTION 'cannot cast type date to super' USING ERRCODE = '42846'; END
$$;

CREATE FUNCTION redshift_local.cast_varbyte(value bytea, length integer) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT $1::redshift_local.varbyte WHERE redshift_local.varbyte_fits($1, $2)
$$;
CREATE FUNCTION redshift_local.cast_varbyte(value text, length integer) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.cast_varbyte(convert_to($1, 'UTF8'), $2) $$;
-- Whole numbers are written with the high byte first.
CREATE FUNCTION redshift_local.cast_varbyte(value smallint, length integer) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.cast_varbyte(int2send($1), $2) $$;
CREATE FUNCTION redshift_local.cast_varbyte(value integer, length integer) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.cast_varbyte(int4send($1), $2) $$;
CREATE FUNCTION redshift_local.cast_varbyte(value bigint, length integer) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.cast_varbyte(int8send($1), $2) $$;

-- Integers of every size and BOOLEAN are cast to one another.
CREATE FUNCTION redshift_local.boolean_of(value smallint) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 <> 0';
CREATE FUNCTION redshift_local.boolean_of(value bigint) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 <> 0';
CREATE FUNCTION redshift_local.smallint_of(value boolean) RETURNS smallint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::integer::smallint';
CREATE FUNCTION redshift_local.bigint_of(value boolean) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::integer::bigint';
--+ superuser
CREATE CAST (smallint AS boolean) WITH FUNCTION redshift_local.boolean_of(smallint);
CREATE CAST (bigint AS boolean) WITH FUNCTION redshift_local.boolean_of(bigint);
CREATE CAST (boolean AS smallint) WITH FUNCTION redshift_local.smallint_of(boolean);
CREATE CAST (boolean AS bigint) WITH FUNCTION redshift_local.bigint_of(boolean);
--+ always

-- TRY_CAST: NULL where the cast fails. The pairs are those of the manual; the sample is a NULL of the target, whose length or scale only
-- its name has.
CREATE FUNCTION redshift_local.try_cast(value anyelement, target text, sample anycompatible) RETURNS anycompatible
LANGUAGE plpgsql STABLE AS $$
DECLARE
    source_type text := format_type(pg_typeof(value), NULL);
    target_type text := format_type(pg_typeof(sample), NULL);
    integers CONSTANT text[] := '{smallint,integer,bigint}';
    fractions CONSTANT text[] := '{numeric,real,double precision}';
    texts CONSTANT text[] := '{character varying,text,character,bpchar}';
    moments CONSTANT text[] := '{timestamp without time zone,timestamp with time zone,date}';
    times CONSTANT text[] := '{time without time zone,time with time zone}';
BEGIN
    IF NOT (CASE
        WHEN source_type = 'boolean' THEN target_type = ANY (integers)
        WHEN source_type = ANY (texts) THEN target_type = ANY (integers || fractions || texts || moments || times)
        WHEN source_type = target_type THEN false
        WHEN source_type = ANY (integers) THEN target_type = ANY (integers || fractions || texts || ARRAY['boolean'])
        WHEN source_type = ANY (fractions) THEN target_type = ANY (integers || fractions || texts)
        WHEN source_type = ANY (times) THEN target_type = ANY (texts)
        WHEN source_type = 'date' THEN target_type = ANY (texts || moments)
        WHEN source_type = ANY (moments) THEN
            target_type = ANY (texts || moments || times) AND NOT (source_type = 'timestamp without time zone' AND target_type = times[2])
        ELSE false
    END) THEN
        RAISE EXCEPTION 'cannot cast type % to %', source_type, target_type USING ERRCODE = '42846';
    END IF;
    IF btrim(value::text) = '' AND source_type = ANY (texts) THEN
        RAISE EXCEPTION 'redshift-local: TRY_CAST of a blank text is not simulated' USING ERRCODE = '0A000';
    END IF;
    EXECUTE format('SELECT CAST($1 AS %s)', target) INTO sample USING value;
    RETURN sample;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END
$$;

-- System information ------------------------------------------------------------------------------------------------------------

CREATE FUNCTION redshift_local.version() RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
    SELECT 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.63269'::varchar
$$;
CREATE FUNCTION redshift_local.current_user_id() RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT usesysid::integer FROM pg_catalog.pg_user WHERE usename = current_user
$$;
CREATE FUNCTION redshift_local.db_collation() RETURNS varchar LANGUAGE sql IMMUTABLE AS $$ SELECT 'case_sensitive'::varchar $$;
-- The number of the leader node.
CREATE FUNCTION redshift_local.slice_num() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 10000';

-- Date and time -----------------------------------------------------------------------------------------------------------------

-- SYSDATE is the start of the transaction, GETDATE that of the statement, in whole seconds; both in the session's time zone.
CREATE FUNCTION redshift_local.sysdate() RETURNS timestamp LANGUAGE sql STABLE AS 'SELECT transaction_timestamp()::timestamp';
CREATE FUNCTION redshift_local.getdate() RETURNS timestamp LANGUAGE sql STABLE AS $$
    SELECT date_trunc('second', statement_timestamp()::timestamp)
$$;

CREATE FUNCTION redshift_local.part_interval(part text) RETURNS interval LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN CASE part
        WHEN 'millennium' THEN interval '1000 years'
        WHEN 'century' THEN interval '100 years'
        WHEN 'decade' THEN interval '10 years'
        WHEN 'year' THEN interval '1 year'
        WHEN 'quarter' THEN interval '3 months'
        WHEN 'month' THEN interval '1 month'
        WHEN 'week' THEN interval '7 days'
        WHEN 'day' THEN interval '1 day'
        WHEN 'hour' THEN interval '1 hour'
        WHEN 'minute' THEN interval '1 minute'
        WHEN 'second' THEN interval '1 second'
        WHEN 'milliseconds' THEN interval '1 millisecond'
        WHEN 'microseconds' THEN interval '1 microsecond'
    END;
END
$$;

CREATE FUNCTION redshift_local.dateadd(part text, count bigint, value timestamp) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    unit interval := redshift_local.part_interval(part);
BEGIN
    IF unit IS NULL THEN
        RAISE EXCEPTION 'redshift-local: DATEADD of % is not simulated', part USING ERRCODE = '0A000';
    END IF;
    RETURN value + count * unit;
END
$$;
CREATE FUNCTION redshift_local.dateadd(part text, count bigint, value date) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.dateadd($1, $2, $3::timestamp)';
CREATE FUNCTION redshift_local.dateadd(part text, count bigint, value timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE STRICT AS $$ SELECT redshift_local.dateadd($1, $2, $3 AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' $$;
CREATE FUNCTION redshift_local.dateadd(part text, count bigint, value time) RETURNS time
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $3 + $2 * redshift_local.part_interval($1)';
CREATE FUNCTION redshift_local.dateadd(part text, count bigint, value timetz) RETURNS timetz
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $3 + $2 * redshift_local.part_interval($1)';

-- How many boundaries of the part lie between the two.
CREATE FUNCTION redshift_local.datediff(part text, from_value timestamp, to_value timestamp) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF part IN ('millennium', 'century', 'decade', 'year') THEN
        RETURN (pg_catalog.date_part(part, to_value) - pg_catalog.date_part(part, from_value))::bigint;
    ELSIF part IN ('quarter', 'month') THEN
        RETURN (
            (pg_catalog.date_part('year', to_value) - pg_catalog.date_part('year', from_value))
                * CASE part WHEN 'month' THEN 12 ELSE 4 END
            + pg_catalog.date_part(part, to_value) - pg_catalog.date_part(part, from_value)
        )::bigint;
    ELSIF part = 'week' THEN
        RETURN (pg_catalog.date_trunc('week', to_value)::date - pg_catalog.date_trunc('week', from_value)::date) / 7;
    ELSIF part = 'day' THEN
        RETURN to_value::date - from_value::date;
    ELSIF part IN ('hour', 'minute', 'second', 'milliseconds', 'microseconds') THEN
        RETURN (
            extract(epoch FROM pg_catalog.date_trunc(part, to_value)) - extract(epoch FROM pg_catalog.date_trunc(part, from_value))
        ) / CASE part
            WHEN 'hour' THEN 3600
            WHEN 'minute' THEN 60
            WHEN 'second' THEN 1
            WHEN 'milliseconds' THEN 0.001
            ELSE 0.000001
        END;
    END IF;
    RAISE EXCEPTION 'redshift-local: DATEDIFF of % is not simulated', part USING ERRCODE = '0A000';
END
$$;
CREATE FUNCTION redshift_local.datediff(part text, from_value date, to_value date) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.datediff($1, $2::timestamp, $3::timestamp)';
CREATE FUNCTION redshift_local.datediff(part text, from_value timestamptz, to_value timestamptz) RETURNS bigint
LANGUAGE sql STABLE STRICT AS $$ SELECT redshift_local.datediff($1, $2 AT TIME ZONE 'UTC', $3 AT TIME ZONE 'UTC') $$;
CREATE FUNCTION redshift_local.datediff(part text, from_value time, to_value time) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.datediff($1, '2000-01-01'::date + $2, '2000-01-01'::date + $3)
$$;

-- EXTRACT gives INTEGER, but DOUBLE PRECISION of a TIMESTAMPTZ; its column is called date_part. It reads the part alone: of 3.189717
-- seconds 3 are seconds, 189 milliseconds and 717 microseconds. DATE_PART gives DOUBLE PRECISION with the fraction of the seconds, and is
-- called pgdate_part; its microseconds are those of the fraction.
CREATE FUNCTION redshift_local.part_alone(part text, number double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $1 IN ('milliseconds', 'microseconds') THEN mod(trunc($2)::bigint, 1000)::double precision
        WHEN $1 = 'second' THEN trunc($2) ELSE $2 END
$$;
CREATE FUNCTION redshift_local.date_part(part text, value timestamp) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT trunc(redshift_local.part_alone($1, pg_catalog.date_part($1, $2)))::integer';
CREATE FUNCTION redshift_local.date_part(part text, value date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT trunc(redshift_local.part_alone($1, pg_catalog.date_part($1, $2::timestamp)))::integer';
CREATE FUNCTION redshift_local.date_part(part text, value time) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT trunc(redshift_local.part_alone($1, pg_catalog.date_part($1, $2)))::integer';
CREATE FUNCTION redshift_local.date_part(part text, value timetz) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT trunc(redshift_local.part_alone($1, pg_catalog.date_part($1, $2)))::integer';
CREATE FUNCTION redshift_local.date_part(part text, value timestamptz) RETURNS double precision
LANGUAGE sql STABLE STRICT AS 'SELECT redshift_local.part_alone($1, pg_catalog.date_part($1, $2))';
CREATE FUNCTION redshift_local.date_part(part text, value interval) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT trunc(pg_catalog.date_part($1, $2))::integer';
CREATE FUNCTION redshift_local.of_the_fraction(part text, number double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $1 = 'microseconds' THEN mod($2::bigint, 1000000)::double precision ELSE $2 END
$$;
CREATE FUNCTION redshift_local.pgdate_part(part text, value timestamp) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.of_the_fraction($1, pg_catalog.date_part($1, $2))';
CREATE FUNCTION redshift_local.pgdate_part(part text, value date) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.of_the_fraction($1, pg_catalog.date_part($1, $2::timestamp))';
CREATE FUNCTION redshift_local.pgdate_part(part text, value timestamptz) RETURNS double precision
LANGUAGE sql STABLE STRICT AS 'SELECT redshift_local.of_the_fraction($1, pg_catalog.date_part($1, $2))';
CREATE FUNCTION redshift_local.pgdate_part(part text, value time) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.of_the_fraction($1, pg_catalog.date_part($1, $2))';

CREATE FUNCTION redshift_local.date_trunc(part text, value timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.date_trunc($1, $2)';
CREATE FUNCTION redshift_local.date_trunc(part text, value date) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.date_trunc($1, $2::timestamp)';
CREATE FUNCTION redshift_local.date_trunc(part text, value timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.date_trunc($1, $2)';

CREATE FUNCTION redshift_local.date_part_year(value date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT pg_catalog.date_part('year', $1)::integer $$;

CREATE FUNCTION redshift_local.last_day(value timestamp) RETURNS date
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT (pg_catalog.date_trunc('month', $1) + interval '1 month' - interval '1 day')::date $$;
CREATE FUNCTION redshift_local.last_day(value date) RETURNS date
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.last_day($1::timestamp)';

-- The last day of a month stays the last day.
CREATE FUNCTION redshift_local.add_months(value timestamp, count integer) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $1::date = redshift_local.last_day($1)
        THEN redshift_local.last_day($1 + $2 * interval '1 month') + $1::time
        ELSE $1 + $2 * interval '1 month' END
$$;
CREATE FUNCTION redshift_local.add_months(value date, count integer) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.add_months($1::timestamp, $2)';

-- Whole months between equal days and between last days, else with a fraction of a month of 31 days.
CREATE FUNCTION redshift_local.months_between(later timestamp, earlier timestamp) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (pg_catalog.date_part('year', $1) - pg_catalog.date_part('year', $2)) * 12
        + pg_catalog.date_part('month', $1) - pg_catalog.date_part('month', $2)
        + CASE
            WHEN pg_catalog.date_part('day', $1) = pg_catalog.date_part('day', $2) THEN 0
            WHEN $1::date = redshift_local.last_day($1) AND $2::date = redshift_local.last_day($2) THEN 0
            ELSE (extract(epoch FROM $1 - pg_catalog.date_trunc('month', $1))
                - extract(epoch FROM $2 - pg_catalog.date_trunc('month', $2))) / 86400.0 / 31.0
        END
$$;
CREATE FUNCTION redshift_local.months_between(later date, earlier date) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.months_between($1::timestamp, $2::timestamp)';

CREATE FUNCTION redshift_local.next_day(value timestamp, day text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    wanted integer := CASE
        WHEN lower(day) IN ('su', 'sun', 'sunday') THEN 0
        WHEN lower(day) IN ('m', 'mo', 'mon', 'monday') THEN 1
        WHEN lower(day) IN ('tu', 'tues', 'tue', 'tuesday') THEN 2
        WHEN lower(day) IN ('w', 'we', 'wed', 'wednesday') THEN 3
        WHEN lower(day) IN ('th', 'thu', 'thur', 'thurs', 'thursday') THEN 4
        WHEN lower(day) IN ('f', 'fr', 'fri', 'friday') THEN 5
        WHEN lower(day) IN ('sa', 'sat', 'saturday') THEN 6
    END;
BEGIN
    IF wanted IS NULL THEN
        RAISE EXCEPTION 'invalid day name "%"', day USING ERRCODE = '22023';
    END IF;
    RETURN value::date + 1 + (wanted - pg_catalog.date_part('dow', value)::integer + 6) % 7;
END
$$;
CREATE FUNCTION redshift_local.next_day(value date, day text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.next_day($1::timestamp, $2)';

CREATE FUNCTION redshift_local.convert_timezone(source_zone text, target_zone text, value timestamp) RETURNS timestamp
LANGUAGE sql STABLE STRICT AS 'SELECT ($3 AT TIME ZONE $1) AT TIME ZONE $2';
CREATE FUNCTION redshift_local.convert_timezone(target_zone text, value timestamp) RETURNS timestamp
LANGUAGE sql STABLE STRICT AS $$ SELECT ($2 AT TIME ZONE 'UTC') AT TIME ZONE $1 $$;

CREATE FUNCTION redshift_local.to_timestamp(value text, format text) RETURNS timestamptz
LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.to_timestamp($1, $2)';

-- The comparisons: -1, 0 or 1.
CREATE FUNCTION redshift_local.date_cmp(a date, b date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.date_cmp($1, $2)';
CREATE FUNCTION redshift_local.date_cmp_timestamp(a date, b timestamp) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.timestamp_cmp($1::timestamp, $2)';
CREATE FUNCTION redshift_local.date_cmp_timestamptz(a date, b timestamptz) RETURNS integer
LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.timestamptz_cmp($1::timestamptz, $2)';
CREATE FUNCTION redshift_local.timestamp_cmp(a timestamp, b timestamp) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.timestamp_cmp($1, $2)';
CREATE FUNCTION redshift_local.timestamp_cmp_date(a timestamp, b date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.timestamp_cmp($1, $2::timestamp)';
CREATE FUNCTION redshift_local.timestamp_cmp_timestamptz(a timestamp, b timestamptz) RETURNS integer
LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.timestamptz_cmp($1::timestamptz, $2)';
CREATE FUNCTION redshift_local.timestamptz_cmp(a timestamptz, b timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.timestamptz_cmp($1, $2)';
CREATE FUNCTION redshift_local.timestamptz_cmp_date(a timestamptz, b date) RETURNS integer
LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.timestamptz_cmp($1, $2::timestamptz)';
CREATE FUNCTION redshift_local.timestamptz_cmp_timestamp(a timestamptz, b timestamp) RETURNS integer
LANGUAGE sql STABLE STRICT AS 'SELECT pg_catalog.timestamptz_cmp($1, $2::timestamptz)';

-- Numbers -----------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION redshift_local.dexp(value double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT exp($1)';
CREATE FUNCTION redshift_local.dlog1(value double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ln($1)';
CREATE FUNCTION redshift_local.dlog10(value double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT log($1)';
CREATE FUNCTION redshift_local.pow(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT power($1, $2)';

-- ROUND and TRUNC keep the type, and take a number of places for every type.
CREATE FUNCTION redshift_local.round(value integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION redshift_local.round(value bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION redshift_local.round(value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.round($1)';
CREATE FUNCTION redshift_local.round(value double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.round($1::numeric)::double precision';
CREATE FUNCTION redshift_local.round(value numeric, places integer) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.round($1, $2)';
CREATE FUNCTION redshift_local.round(value double precision, places integer) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.round($1::numeric, $2)::double precision';
CREATE FUNCTION redshift_local.trunc(value integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION redshift_local.trunc(value bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION redshift_local.trunc(value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.trunc($1)';
CREATE FUNCTION redshift_local.trunc(value double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.trunc($1)';
CREATE FUNCTION redshift_local.trunc(value numeric, places integer) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.trunc($1, $2)';
CREATE FUNCTION redshift_local.trunc(value double precision, places integer) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.trunc($1::numeric, $2)::double precision';
CREATE FUNCTION redshift_local.trunc(value timestamp) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::date';

-- Strings -----------------------------------------------------------------------------------------------------------------------

-- Trailing blanks of a CHAR do not count.
CREATE FUNCTION redshift_local.len(value text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1)';
CREATE FUNCTION redshift_local.len(value bytea) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1)';
CREATE FUNCTION redshift_local.textlen(value text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1)';
CREATE FUNCTION redshift_local.charindex(sought text, value text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT strpos($2, $1)';
CREATE FUNCTION redshift_local.octetindex(sought text, value text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT position(convert_to($1, 'UTF8') IN convert_to($2, 'UTF8'))
$$;
-- NULL with a NULL, and exactly two arguments.
CREATE FUNCTION redshift_local.concat(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 || $2';
CREATE FUNCTION redshift_local.replicate(value text, count integer) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT repeat($1, $2)';
CREATE FUNCTION redshift_local.bpcharcmp(a text, b text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT sign(bttextcmp(rtrim($1), rtrim($2)))::integer';
CREATE FUNCTION redshift_local.bttext_pattern_cmp(a text, b text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT sign(bttextcmp(rtrim($1), rtrim($2)))::integer';

CREATE FUNCTION redshift_local.strtol(value text, base integer) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    digits text := lower(ltrim(value));
    negative boolean := false;
    result numeric := 0;
    digit integer;
BEGIN
    IF digits LIKE '-%' OR digits LIKE '+%' THEN
        negative := digits LIKE '-%';
        digits := substr(digits, 2);
    END IF;
    IF base = 16 AND digits LIKE '0x%' THEN
        digits := substr(digits, 3);
    END IF;
    FOR at IN 1 .. length(digits) LOOP
        digit := strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(digits, at, 1)) - 1;
        IF digit < 0 OR digit >= base THEN
            RAISE EXCEPTION 'The input % is not valid to be converted to base %', value, base USING ERRCODE = '22023';
        END IF;
        result := result * base + digit;
    END LOOP;
    RETURN CASE WHEN negative THEN -result ELSE result END;
END
$$;

-- The letters of all alphabets, one for one; the engine itself runs in the C locale, which knows those of ASCII. Collations are named
-- differently by system and version; without one, letters beyond ASCII are refused.
DO $do$
DECLARE
    letters name := (
        SELECT collname FROM pg_collation
        WHERE collnamespace = 'pg_catalog'::regnamespace AND collencoding IN (-1, pg_char_to_encoding('UTF8'))
            AND lower(collname) IN ('pg_c_utf8', 'c.utf-8', 'c.utf8', 'en_us.utf-8', 'en_us.utf8', 'und-x-icu')
        ORDER BY array_position(
            ARRAY['pg_c_utf8', 'c.utf-8', 'c.utf8', 'en_us.utf-8', 'en_us.utf8', 'und-x-icu'], lower(collname)::text)
        LIMIT 1
    );
    change text;
BEGIN
    FOREACH change IN ARRAY ARRAY['upper', 'lower', 'initcap'] LOOP
        IF letters IS NOT NULL THEN
            EXECUTE format(
                'CREATE FUNCTION redshift_local.%1$I(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS '
                    '$f$ SELECT pg_catalog.%1$I($1 COLLATE %2$I) COLLATE "default" $f$', change, letters);
        ELSE
            EXECUTE format(
                'CREATE FUNCTION redshift_local.%1$I(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $f$ BEGIN '
                    'IF octet_length(value) > length(value) THEN '
                    'RAISE EXCEPTION ''redshift-local: %1$s of letters beyond ASCII is not simulated: this machine has no collation for them'' '
                    'USING ERRCODE = ''0A000''; END IF; RETURN pg_catalog.%1$I(value); END $f$', change);
        END IF;
    END LOOP;
END
$do$;

-- NULL for what is no character of ASCII.
CREATE FUNCTION redshift_local.chr(code integer) RETURNS character LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $1 BETWEEN 1 AND 127 THEN pg_catalog.chr($1) END
$$;
-- Quotes and backslashes are doubled, without an E before the literal.
CREATE FUNCTION redshift_local.quote_literal(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT '''' || replace(replace($1, E'\\', E'\\\\'), '''', '''''') || ''''
$$;
CREATE FUNCTION redshift_local.quote_literal(value numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT '''' || $1::text || ''''
$$;

-- CRC-32C, by bits.
CREATE FUNCTION redshift_local.crc32(value text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    bytes bytea := convert_to(value, 'UTF8');
    crc bigint := 4294967295;
BEGIN
    FOR place IN 0 .. octet_length(bytes) - 1 LOOP
        crc := crc # get_byte(bytes, place);
        FOR bit IN 1 .. 8 LOOP
            crc := (crc >> 1) # CASE crc & 1 WHEN 1 THEN 2197175160 ELSE 0 END;
        END LOOP;
    END LOOP;
    RETURN lpad(pg_catalog.to_hex(crc # 4294967295), 8, '0');
END
$$;

-- American Soundex: letters of ASCII alone count. A letter is left out after one of the same sound, H and W between them or not.
CREATE FUNCTION redshift_local.soundex(value text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    letters text := pg_catalog.upper(pg_catalog.regexp_replace(value, '[^A-Za-z]', '', 'g'));
    sounds text := translate(letters, 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000099');
    code text := left(letters, 1);
    before text := left(sounds, 1);
    sound text;
BEGIN
    FOR place IN 2 .. length(letters) LOOP
        sound := substr(sounds, place, 1);
        CONTINUE WHEN sound = '9';
        IF sound <> '0' AND sound <> before THEN
            code := code || sound;
        END IF;
        before := sound;
    END LOOP;
    RETURN CASE letters WHEN '' THEN '' ELSE left(code || '000', 4) END;
END
$$;
CREATE FUNCTION redshift_local.difference(a text, b text) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    left_code text := redshift_local.soundex(a);
    right_code text := redshift_local.soundex(b);
BEGIN
    IF length(a) = 0 OR length(b) = 0 THEN
        RETURN 0;
    ELSIF length(left_code) = 0 AND length(right_code) = 0 THEN
        RETURN 1;
    END IF;
    RETURN (
        SELECT count(*) FROM generate_series(1, least(length(left_code), length(right_code))) AS place
        WHERE substr(left_code, place, 1) = substr(right_code, place, 1)
    );
END
$$;

-- Regular expressions -----------------------------------------------------------------------------------------------------------

-- A pattern in the engine's dialect. What the manual lists means the same there but for \b; the rest, whose meaning nobody knows or
-- the engine does not share, is not simulated: alternatives and lazy repetition in Perl's dialect among it, because the engine prefers
-- the longest match.
CREATE FUNCTION redshift_local.regexp(pattern text, parameters text DEFAULT '') RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    perl boolean := strpos(parameters, 'p') > 0;
    at integer := 1;
    result text := '';
    item text;
    refused text;
BEGIN
    WHILE at <= length(pattern) LOOP
        item := substr(pattern, at, 1);
        refused := NULL;
        IF item = E'\\' THEN
            item := substr(pattern, at, 2);
            IF item = E'\\b' THEN
                result := result || E'\\y';
                at := at + 2;
                CONTINUE;
            ELSIF item !~ E'^\\\\([dDwWsS]|[^[:alnum:]])$' THEN
                refused := item;
            END IF;
        ELSIF item = '[' THEN
            item := substring(substr(pattern, at) FROM E'^(\\[\\^?\\]?(?:\\[[:.=].*?[:.=]\\]|[^]])*\\])');
            IF item IS NULL OR strpos(item, E'\\') > 0 THEN
                refused := coalesce(item, '[');
            END IF;
        ELSIF item = '(' AND substr(pattern, at + 1, 1) = '?' THEN
            item := substring(substr(pattern, at) FROM E'^\\(\\?(?:[:=!]|<[=!])');
            IF item IS NULL OR NOT perl THEN
                refused := '(?';
            END IF;
        ELSIF item IN ('*', '+', '?', '}') AND substr(pattern, at + 1, 1) IN ('*', '+', '?') OR (at = 1 AND item = '*') THEN
            refused := substr(pattern, at, 2);
        ELSIF item = '|' AND perl THEN
            refused := item;
        END IF;
        IF refused IS NOT NULL THEN
            RAISE EXCEPTION 'redshift-local: % in a regular expression is not simulated', refused USING ERRCODE = '0A000';
        END IF;
        result := result || item;
        at := at + length(item);
    END LOOP;
    RETURN result;
END
$$;

CREATE FUNCTION redshift_local.regexp_flags(parameters text, allowed text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF translate(parameters, allowed, '') <> '' THEN
        RAISE EXCEPTION 'redshift-local: the regular expression parameters "%" are not simulated', parameters
            USING ERRCODE = '0A000';
    END IF;
    RETURN translate(parameters, 'ep', '');
END
$$;
-- The part of the pattern that 'e' asks for: the first in parentheses, or the whole when there is none.
CREATE FUNCTION redshift_local.regexp_part(pattern text, parameters text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE
        WHEN strpos($2, 'e') > 0 AND pg_catalog.regexp_replace($1, E'\\\\.|\\[\\^?\\]?[^]]*\\]', '', 'g') ~ E'\\((?!\\?)' THEN 1
        ELSE 0
    END
$$;

-- REGEXP_REPLACE replaces every match, REGEXP_SUBSTR gives an empty string where there is none.
CREATE FUNCTION redshift_local.regexp_replace(
    value text, pattern text, replacement text DEFAULT '', start integer DEFAULT 1, parameters text DEFAULT ''
) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT pg_catalog.regexp_replace(
        $1, redshift_local.regexp($2, $5), $3, greatest($4, 1), 0, redshift_local.regexp_flags($5, 'cip'))
$$;
CREATE FUNCTION redshift_local.regexp_count(
    value text, pattern text, start integer DEFAULT 1, parameters text DEFAULT ''
) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT pg_catalog.regexp_count($1, redshift_local.regexp($2, $4), greatest($3, 1), redshift_local.regexp_flags($4, 'cip'))
$$;
CREATE FUNCTION redshift_local.regexp_instr(
    value text, pattern text, start integer DEFAULT 1, occurrence integer DEFAULT 1, option integer DEFAULT 0,
    parameters text DEFAULT ''
) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $4 < 1 THEN 0 ELSE pg_catalog.regexp_instr(
        $1, redshift_local.regexp($2, $6), greatest($3, 1), $4, CASE $5 WHEN 0 THEN 0 ELSE 1 END,
        redshift_local.regexp_flags($6, 'ciep'), redshift_local.regexp_part($2, $6)) END
$$;
CREATE FUNCTION redshift_local.regexp_substr(
    value text, pattern text, start integer DEFAULT 1, occurrence integer DEFAULT 1, parameters text DEFAULT ''
) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $4 < 1 THEN '' ELSE coalesce(
        pg_catalog.regexp_substr(
            $1, redshift_local.regexp($2, $5), greatest($3, 1), $4, redshift_local.regexp_flags($5, 'ciep'),
            redshift_local.regexp_part($2, $5)),
        '') END
$$;

-- Aggregates --------------------------------------------------------------------------------------------------------------------

-- The limit of LISTAGG, around the engine's string_agg.
CREATE FUNCTION redshift_local.listagg(value text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF octet_length(value) > 65535 THEN
        RAISE EXCEPTION 'Result size exceeds LISTAGG limit' USING ERRCODE = 'XX000',
            DETAIL = E'\n  -----------------------------------------------\n  error:  Result size exceeds LISTAGG limit\n'
                || E'  code:      8001\n  context:   LISTAGG limit: 65535\n  query:     0\n  location:  redshift-local\n'
                || E'  process:   padbmaster [pid=0]\n  -----------------------------------------------\n';
    END IF;
    RETURN value;
END
$$;

CREATE FUNCTION redshift_local.first_given(state anyelement, value anyelement) RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE AGGREGATE redshift_local.any_value(anyelement) (SFUNC = redshift_local.first_given, STYPE = anyelement);

-- HLL, of distinct values.
CREATE FUNCTION redshift_local.count_given(state bigint, value anyelement) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 + 1';
CREATE AGGREGATE redshift_local.hll(anyelement) (SFUNC = redshift_local.count_given, STYPE = bigint, INITCOND = '0');

-- What STDDEV and VARIANCE compute with.
CREATE FUNCTION redshift_local.floating(value double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';

-- BOOL_AND and BOOL_OR take integers too, which are true unless 0.
CREATE FUNCTION redshift_local.and_also(state boolean, value bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $2 IS NULL THEN $1 ELSE $2 <> 0 AND coalesce($1, true) END';
CREATE FUNCTION redshift_local.or_else(state boolean, value bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $2 IS NULL THEN $1 ELSE $2 <> 0 OR coalesce($1, false) END';
CREATE AGGREGATE redshift_local.bool_and(bigint) (SFUNC = redshift_local.and_also, STYPE = boolean);
CREATE AGGREGATE redshift_local.bool_or(bigint) (SFUNC = redshift_local.or_else, STYPE = boolean);

-- The values that are not NULL, in order: what percentiles and IGNORE NULLS are taken from.
CREATE FUNCTION redshift_local.append(state anycompatiblearray, value anycompatible) RETURNS anycompatiblearray
--+ superuser
LANGUAGE internal IMMUTABLE STRICT AS 'array_append';
--+ otherwise
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT array_append($1, $2)';
--+ always
CREATE AGGREGATE redshift_local.given(anycompatible) (
    SFUNC = redshift_local.append, STYPE = anycompatiblearray, INITCOND = '{}');

-- The first of equal texts, of which trailing blanks mean nothing (LISTAGG DISTINCT).
CREATE FUNCTION redshift_local.append_distinct(state text[], value text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN rtrim($2, ' ') IN (SELECT rtrim(known, ' ') FROM unnest($1) AS known) THEN $1 ELSE $1 || $2 END
$$;
CREATE FUNCTION redshift_local.unless_empty(state text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT nullif($1, '{}') $$;
CREATE AGGREGATE redshift_local.distinct_values(text) (
    SFUNC = redshift_local.append_distinct, STYPE = text[], INITCOND = '{}', FINALFUNC = redshift_local.unless_empty);

-- PERCENTILE_CONT interpolates between the two rows around the place 1 + P * (N - 1). Whole numbers and DECIMAL give DECIMAL.
CREATE FUNCTION redshift_local.percentile_cont(fraction numeric, given numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (floor(place) + 1 - place) * $2[floor(place)::integer] + (place - floor(place)) * $2[ceil(place)::integer]
    FROM (SELECT 1 + $1 * (cardinality($2) - 1) AS place) AS places
$$;
CREATE FUNCTION redshift_local.percentile_cont(fraction numeric, given double precision[]) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (floor(place) + 1 - place)::double precision * $2[floor(place)::integer]
        + (place - floor(place))::double precision * $2[ceil(place)::integer]
    FROM (SELECT 1 + $1 * (cardinality($2) - 1) AS place) AS places
$$;
CREATE FUNCTION redshift_local.percentile_cont(fraction numeric, given timestamp[]) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT $2[floor(place)::integer]
        + (place - floor(place))::double precision * ($2[ceil(place)::integer] - $2[floor(place)::integer])
    FROM (SELECT 1 + $1 * (cardinality($2) - 1) AS place) AS places
$$;
CREATE FUNCTION redshift_local.percentile_cont(fraction numeric, given timestamptz[]) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT $2[floor(place)::integer]
        + (place - floor(place))::double precision * ($2[ceil(place)::integer] - $2[floor(place)::integer])
    FROM (SELECT 1 + $1 * (cardinality($2) - 1) AS place) AS places
$$;
-- What becomes of a part of a day is not known.
CREATE FUNCTION redshift_local.percentile_cont(fraction numeric, given date[]) RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    moment timestamp := redshift_local.percentile_cont(fraction, given::timestamp[]);
BEGIN
    IF moment <> moment::date THEN
        RAISE EXCEPTION 'redshift-local: a percentile between two days is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN moment::date;
END
$$;

DO $pack$
DECLARE
    kind text;
    widened text;
    result text;
BEGIN
    FOR kind, widened, result IN VALUES
        ('smallint', 'numeric', 'numeric'), ('integer', 'numeric', 'numeric'), ('bigint', 'numeric', 'numeric'),
        ('real', 'double precision', 'double precision'), ('numeric', NULL, 'numeric'),
        ('double precision', NULL, 'double precision'), ('date', NULL, 'date'), ('timestamp', NULL, 'timestamp'),
        ('timestamptz', NULL, 'timestamptz')
    LOOP
        IF widened IS NOT NULL THEN
            EXECUTE format(
                'CREATE FUNCTION redshift_local.percentile_cont(fraction numeric, given %s[]) RETURNS %s LANGUAGE sql IMMUTABLE STRICT '
                'AS ''SELECT redshift_local.percentile_cont($1, $2::%s[])''', kind, result, widened);
        END IF;
        EXECUTE format(
            'CREATE FUNCTION redshift_local.median(given %s[]) RETURNS %s LANGUAGE sql IMMUTABLE STRICT '
            'AS ''SELECT redshift_local.percentile_cont(0.5, $1)''', kind, result);
        EXECUTE format(
            'CREATE FUNCTION redshift_local.percentile_disc(fraction numeric, given %1$s[]) RETURNS %1$s LANGUAGE sql IMMUTABLE STRICT '
            'AS ''SELECT $2[greatest(ceil($1 * cardinality($2))::integer, 1)]''', kind);
    END LOOP;
END
$pack$;

-- IGNORE NULLS.
CREATE FUNCTION redshift_local.first_given(state anyelement, value anyelement, treatment text) RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION redshift_local.last_given(state anyelement, value anyelement, treatment text) RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $2';
CREATE AGGREGATE redshift_local.first_value(anyelement, text) (SFUNC = redshift_local.first_given, STYPE = anyelement);
CREATE AGGREGATE redshift_local.last_value(anyelement, text) (SFUNC = redshift_local.last_given, STYPE = anyelement);
CREATE FUNCTION redshift_local.nth_value(place bigint, given anyarray) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF place < 1 THEN
        RAISE EXCEPTION 'argument of nth_value must be greater than zero' USING ERRCODE = '22016';
    END IF;
    RETURN given[place];
END
$$;
CREATE FUNCTION redshift_local.check_offset(rows bigint) RETURNS void LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF rows < 1 THEN
        RAISE EXCEPTION 'redshift-local: an offset of less than one row with IGNORE NULLS is not simulated' USING ERRCODE = '0A000';
    END IF;
END
$$;
CREATE FUNCTION redshift_local.lead(rows bigint, given anyarray) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    PERFORM redshift_local.check_offset(rows);
    RETURN given[rows];
END
$$;
CREATE FUNCTION redshift_local.lag(rows bigint, given anyarray) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    PERFORM redshift_local.check_offset(rows);
    RETURN given[cardinality(given) + 1 - rows];
END
$$;

-- Hashes and bytes --------------------------------------------------------------------------------------------------------------

CREATE FUNCTION redshift_local.sha2(value text, bits integer) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN CASE bits
        WHEN 0 THEN encode(sha256(convert_to(value, 'UTF8')), 'hex')
        WHEN 224 THEN encode(sha224(convert_to(value, 'UTF8')), 'hex')
        WHEN 256 THEN encode(sha256(convert_to(value, 'UTF8')), 'hex')
        WHEN 384 THEN encode(sha384(convert_to(value, 'UTF8')), 'hex')
        WHEN 512 THEN encode(sha512(convert_to(value, 'UTF8')), 'hex')
    END;
END
$$;

CREATE FUNCTION redshift_local.rotate_left(word bigint, places integer) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT (($1 << $2) | ($1 >> (32 - $2))) & 4294967295 $$;
CREATE FUNCTION redshift_local.sha1(value text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    message bytea := convert_to(value, 'UTF8');
    hash bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
    words bigint[];
    a bigint; b bigint; c bigint; d bigint; e bigint; mixed bigint; next bigint;
BEGIN
    -- A bit that is set, zeros up to a multiple of 64 bytes, and the length in bits at the end.
    message := message OPERATOR(pg_catalog.||) E'\\x80'::bytea
        OPERATOR(pg_catalog.||) decode(repeat('00', (119 - octet_length(message) % 64) % 64), 'hex')
        OPERATOR(pg_catalog.||) int8send(8::bigint * octet_length(message));
    FOR block IN 0 .. octet_length(message) / 64 - 1 LOOP
        FOR i IN 1 .. 16 LOOP
            words[i] := ('x' || encode(substring(message FROM 64 * block + 4 * i - 3 FOR 4), 'hex'))::bit(32)::bigint;
        END LOOP;
        FOR i IN 17 .. 80 LOOP
            words[i] := redshift_local.rotate_left(words[i - 3] # words[i - 8] # words[i - 14] # words[i - 16], 1);
        END LOOP;
        a := hash[1]; b := hash[2]; c := hash[3]; d := hash[4]; e := hash[5];
        FOR i IN 1 .. 80 LOOP
            mixed := CASE
                WHEN i <= 20 THEN ((b & c) | ((4294967295 # b) & d)) + 1518500249
                WHEN i <= 40 THEN (b # c # d) + 1859775393
                WHEN i <= 60 THEN ((b & c) | (b & d) | (c & d)) + 2400959708
                ELSE (b # c # d) + 3395469782
            END;
            next := (redshift_local.rotate_left(a, 5) + mixed + e + words[i]) & 4294967295;
            e := d; d := c; c := redshift_local.rotate_left(b, 30); b := a; a := next;
        END LOOP;
        hash := ARRAY[hash[1] + a, hash[2] + b, hash[3] + c, hash[4] + d, hash[5] + e];
        FOR i IN 1 .. 5 LOOP
            hash[i] := hash[i] & 4294967295;
        END LOOP;
    END LOOP;
    RETURN (SELECT string_agg(lpad(pg_catalog.to_hex(word), 8, '0'), '' ORDER BY place)
        FROM unnest(hash) WITH ORDINALITY AS part (word, place));
END
$$;
CREATE FUNCTION redshift_local.sha(value text) RETURNS varchar
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.sha1($1)';
CREATE FUNCTION redshift_local.func_sha1(value text) RETURNS varchar
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.sha1($1)';

-- FNV-1a, over the bytes of the type with the low byte first.
CREATE FUNCTION redshift_local.fnv(bytes bytea, seed bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    two_to_64 CONSTANT numeric := 18446744073709551616;
    hash numeric := mod(seed + two_to_64, two_to_64);
    low integer;
BEGIN
    FOR place IN 0 .. octet_length(bytes) - 1 LOOP
        low := mod(hash, 256);
        hash := mod((hash - low + (low # get_byte(bytes, place))) * 1099511628211, two_to_64);
    END LOOP;
    RETURN CASE WHEN hash >= two_to_64 / 2 THEN hash - two_to_64 ELSE hash END;
END
$$;
CREATE FUNCTION redshift_local.low_byte_first(bytes bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT string_agg(substring($1 FROM place FOR 1), ''::bytea ORDER BY place DESC) FROM generate_series(1, octet_length($1)) AS place
$$;
-- The default of the seed is FNV's own.
CREATE FUNCTION redshift_local.fnv_hash(value text, seed bigint DEFAULT -3750763034362895579) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.fnv(convert_to($1, 'UTF8'), $2) $$;
CREATE FUNCTION redshift_local.fnv_hash(value character, seed bigint DEFAULT -3750763034362895579) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.fnv(bpcharsend($1), $2)';
CREATE FUNCTION redshift_local.fnv_hash(value smallint, seed bigint DEFAULT -3750763034362895579) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.fnv(redshift_local.low_byte_first(int2send($1)), $2)';
CREATE FUNCTION redshift_local.fnv_hash(value integer, seed bigint DEFAULT -3750763034362895579) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.fnv(redshift_local.low_byte_first(int4send($1)), $2)';
CREATE FUNCTION redshift_local.fnv_hash(value bigint, seed bigint DEFAULT -3750763034362895579) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.fnv(redshift_local.low_byte_first(int8send($1)), $2)';
CREATE FUNCTION redshift_local.fnv_hash(value anyelement, seed bigint DEFAULT 0) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RAISE EXCEPTION 'redshift-local: FNV_HASH of % is not simulated', format_type(pg_typeof(value), NULL) USING ERRCODE = '0A000';
END
$$;

-- Bits are counted from the right end.
CREATE FUNCTION redshift_local.getbit(value bytea, index integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF index < 0 OR index >= 8 * octet_length(value) THEN
        RAISE EXCEPTION 'redshift-local: GETBIT beyond the bytes is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN get_bit(value, (octet_length(value) - 1 - index / 8) * 8 + index % 8);
END
$$;

CREATE FUNCTION redshift_local.to_hex(value integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.to_hex($1)';
CREATE FUNCTION redshift_local.to_hex(value bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.to_hex($1)';
CREATE FUNCTION redshift_local.to_hex(value bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT encode($1, 'hex') $$;
CREATE FUNCTION redshift_local.to_hex(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT encode(convert_to($1, 'UTF8'), 'hex') $$;
CREATE FUNCTION redshift_local.from_hex(value text) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT decode($1, 'hex')::redshift_local.varbyte $$;

CREATE FUNCTION redshift_local.to_varbyte(value text, format text) RETURNS redshift_local.varbyte
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    CASE lower(format)
        WHEN 'hex' THEN RETURN decode(value, 'hex');
        WHEN 'base64' THEN RETURN decode(value, 'base64');
        WHEN 'utf8', 'utf-8', 'utf_8' THEN RETURN convert_to(value, 'UTF8');
        ELSE RAISE EXCEPTION 'redshift-local: the format % is not simulated', format USING ERRCODE = '0A000';
    END CASE;
END
$$;
CREATE FUNCTION redshift_local.from_varbyte(value bytea, format text) RETURNS varchar
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    CASE lower(format)
        WHEN 'hex' THEN RETURN encode(value, 'hex');
        WHEN 'base64' THEN RETURN translate(encode(value, 'base64'), E'\n', '');
        WHEN 'utf8', 'utf-8', 'utf_8' THEN RETURN convert_from(value, 'UTF8');
        WHEN 'binary' THEN RETURN (
            SELECT coalesce(string_agg(get_byte(value, place)::bit(8)::text, '' ORDER BY place), '')
            FROM generate_series(0, octet_length(value) - 1) AS place);
        ELSE RAISE EXCEPTION 'redshift-local: the format % is not simulated', format USING ERRCODE = '0A000';
    END CASE;
END
$$;

-- "VARBYTE operators".
CREATE FUNCTION redshift_local.combine_bits(a bytea, b bytea, operation text) RETURNS redshift_local.varbyte
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    result bytea := a;
    byte integer;
BEGIN
    IF octet_length(a) <> octet_length(b) THEN
        RAISE EXCEPTION 'redshift-local: a bitwise operator over bytes of two lengths is not simulated' USING ERRCODE = '0A000';
    END IF;
    FOR place IN 0 .. octet_length(a) - 1 LOOP
        byte := get_byte(b, place);
        result := set_byte(result, place, CASE operation
            WHEN 'and' THEN get_byte(a, place) & byte
            WHEN 'or' THEN get_byte(a, place) | byte
            ELSE get_byte(a, place) # byte
        END);
    END LOOP;
    RETURN result;
END
$$;
CREATE FUNCTION redshift_local.varbyte_concat(a bytea, b bytea) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ($1 OPERATOR(pg_catalog.||) $2)::redshift_local.varbyte';
CREATE FUNCTION redshift_local.varbyte_and(a bytea, b bytea) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.combine_bits(a, b, 'and') $$;
CREATE FUNCTION redshift_local.varbyte_or(a bytea, b bytea) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.combine_bits(a, b, 'or') $$;
CREATE FUNCTION redshift_local.varbyte_xor(a bytea, b bytea) RETURNS redshift_local.varbyte
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.combine_bits(a, b, 'xor') $$;
CREATE FUNCTION redshift_local.varbyte_not(a bytea) RETURNS redshift_local.varbyte LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.combine_bits(a, decode(repeat('ff', octet_length(a)), 'hex'), 'xor')
$$;
CREATE OPERATOR redshift_local.|| (LEFTARG = bytea, RIGHTARG = bytea, FUNCTION = redshift_local.varbyte_concat);
CREATE OPERATOR redshift_local.+ (LEFTARG = bytea, RIGHTARG = bytea, FUNCTION = redshift_local.varbyte_concat);
CREATE OPERATOR redshift_local.& (LEFTARG = bytea, RIGHTARG = bytea, FUNCTION = redshift_local.varbyte_and);
CREATE OPERATOR redshift_local.| (LEFTARG = bytea, RIGHTARG = bytea, FUNCTION = redshift_local.varbyte_or);
CREATE OPERATOR redshift_local.# (LEFTARG = bytea, RIGHTARG = bytea, FUNCTION = redshift_local.varbyte_xor);
CREATE OPERATOR redshift_local.~ (RIGHTARG = bytea, FUNCTION = redshift_local.varbyte_not);

-- SUPER and JSON ----------------------------------------------------------------------------------------------------------------

CREATE FUNCTION redshift_local.json_parse(value text) RETURNS redshift_local.super LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN value::json::jsonb;
EXCEPTION WHEN data_exception THEN
    RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = 'XX000';
END
$$;
CREATE FUNCTION redshift_local.is_json(value text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN value::json::jsonb;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END
$$;
CREATE FUNCTION redshift_local.can_json_parse(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.is_json($1) IS NOT NULL';
-- Of an object it is true and of an array false; nobody says what it is of a scalar.
CREATE FUNCTION redshift_local.is_valid_json(value text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    kind text := jsonb_typeof(redshift_local.is_json(value));
BEGIN
    IF kind NOT IN ('array', 'object') THEN
        RAISE EXCEPTION 'redshift-local: IS_VALID_JSON of a scalar is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN coalesce(kind = 'object', false);
END
$$;
CREATE FUNCTION redshift_local.is_valid_json_array(value text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT coalesce(jsonb_typeof(redshift_local.is_json($1)) = 'array', false)
$$;

-- The functions of SUPER are in super.sql.

-- The functions over JSON in a VARCHAR. Bad JSON is an error, or NULL when null_if_invalid is true.
CREATE FUNCTION redshift_local.json_of(value text, null_if_invalid boolean) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN value::json::jsonb;
EXCEPTION WHEN data_exception THEN
    IF null_if_invalid THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = 'XX000';
END
$$;
CREATE FUNCTION redshift_local.json_extract_path_text(value text, VARIADIC path text[]) RETURNS varchar
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT (redshift_local.json_of($1, false) #>> $2)::varchar';
CREATE FUNCTION redshift_local.json_extract_path_text(value text, a text, null_if_invalid boolean) RETURNS varchar
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT (redshift_local.json_of($1, $3) #>> ARRAY[$2])::varchar';
CREATE FUNCTION redshift_local.json_extract_path_text(value text, a text, b text, null_if_invalid boolean) RETURNS varchar
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT (redshift_local.json_of($1, $4) #>> ARRAY[$2, $3])::varchar';
CREATE FUNCTION redshift_local.json_extract_path_text(value text, a text, b text, c text, null_if_invalid boolean) RETURNS varchar
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT (redshift_local.json_of($1, $5) #>> ARRAY[$2, $3, $4])::varchar';
CREATE FUNCTION redshift_local.json_array_length(value text, null_if_invalid boolean DEFAULT false) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT jsonb_array_length(redshift_local.json_of($1, $2))';
CREATE FUNCTION redshift_local.json_extract_array_element_text(
    value text, place integer, null_if_invalid boolean DEFAULT false
) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $2 >= 0 THEN (redshift_local.json_of($1, $3) ->> $2)::varchar END
$$;

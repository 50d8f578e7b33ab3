-- HyperLogLog sketches ("HyperLogLog functions"). A sketch here holds a digest of every distinct value, so that its cardinality is exact.
-- How Redshift hashes values nobody says, so a sketch has no text: one that is printed is an error.
--+ otherwise
-- Nobody else may make such a type.
CREATE DOMAIN redshift_local.hllsketch AS text;
--+ superuser

CREATE TYPE redshift_local.hllsketch;
CREATE FUNCTION redshift_local.hllsketch_in(cstring) RETURNS redshift_local.hllsketch LANGUAGE internal IMMUTABLE STRICT AS 'shell_in';
CREATE FUNCTION redshift_local.hllsketch_out(redshift_local.hllsketch) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'shell_out';
-- Without operators: Redshift has no ORDER BY, GROUP BY and DISTINCT of sketches.
CREATE TYPE redshift_local.hllsketch (
    INPUT = redshift_local.hllsketch_in, OUTPUT = redshift_local.hllsketch_out, LIKE = text
);
CREATE CAST (text AS redshift_local.hllsketch) WITHOUT FUNCTION;
CREATE CAST (redshift_local.hllsketch AS text) WITHOUT FUNCTION;

-- The digest of a value: equal values have one.
CREATE FUNCTION redshift_local.digest(value anyelement) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF pg_typeof(value) IN ('bytea'::regtype, 'redshift_local.varbyte'::regtype, 'redshift_local.hllsketch'::regtype) THEN
        RAISE EXCEPTION 'redshift-local: HLL_CREATE_SKETCH of VARBYTE and HLLSKETCH is not simulated' USING ERRCODE = '0A000';
    END IF;
    RETURN md5(CASE
        WHEN pg_typeof(value) = 'numeric'::regtype THEN trim_scale(value::text::numeric)::text
        ELSE rtrim(format('%s', value), ' ')
    END);
END
$$;
CREATE FUNCTION redshift_local.with_digest(digests text[], value anyelement) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN $2 IS NULL THEN $1 ELSE array_append($1, redshift_local.digest($2)) END
$$;
CREATE FUNCTION redshift_local.with_sketch(digests text[], sketch redshift_local.hllsketch) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN $2 IS NULL THEN $1 ELSE coalesce($1, '{}') || string_to_array($2::text, ',') END
$$;
CREATE FUNCTION redshift_local.sketch(digests text[]) RETURNS redshift_local.hllsketch LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT coalesce(string_agg(DISTINCT digest, ','), '')::redshift_local.hllsketch FROM unnest($1) AS digest
$$;

CREATE AGGREGATE redshift_local.hll_create_sketch(anyelement) (
    SFUNC = redshift_local.with_digest, STYPE = text[], INITCOND = '{}', FINALFUNC = redshift_local.sketch
);
-- For literals.
CREATE AGGREGATE redshift_local.hll_create_sketch(text) (
    SFUNC = redshift_local.with_digest, STYPE = text[], INITCOND = '{}', FINALFUNC = redshift_local.sketch
);
-- Of no sketch it is NULL, as other aggregates are.
CREATE AGGREGATE redshift_local.hll_combine(redshift_local.hllsketch) (
    SFUNC = redshift_local.with_sketch, STYPE = text[], FINALFUNC = redshift_local.sketch
);
CREATE FUNCTION redshift_local.hll_combine_sketches(a redshift_local.hllsketch, b redshift_local.hllsketch)
RETURNS redshift_local.hllsketch LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_local.sketch(string_to_array($1::text, ',') || string_to_array($2::text, ','))
$$;
CREATE FUNCTION redshift_local.hll_cardinality(sketch redshift_local.hllsketch) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT cardinality(string_to_array($1::text, ','))::bigint $$;

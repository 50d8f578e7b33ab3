-- Hash functions whose algorithms are public: Murmur3A (MURMUR3_32_HASH) and the Fingerprint64 of farmhash (r_FARMFINGERPRINT64).

-- Unsigned arithmetic of 32 bits.
CREATE FUNCTION redshift_local.times_32(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT ($1 * ($2 & 65535) + ((($1 * ($2 >> 16)) & 65535) << 16)) & 4294967295
$$;
CREATE FUNCTION redshift_local.rotate_32(value bigint, places integer) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT (($1 << $2) | ($1 >> (32 - $2))) & 4294967295';

CREATE FUNCTION redshift_local.murmur3(bytes bytea, seed integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    length CONSTANT integer := octet_length(bytes);
    hash bigint := seed::bigint & 4294967295;
    block bigint;
BEGIN
    FOR start IN 0 .. length - 1 BY 4 LOOP
        block := 0;
        FOR place IN start .. least(start + 4, length) - 1 LOOP
            block := block | (get_byte(bytes, place)::bigint << (8 * (place - start)));
        END LOOP;
        block := redshift_local.times_32(redshift_local.rotate_32(redshift_local.times_32(block, 3432918353), 15), 461845907);
        hash := hash # block;
        IF start + 4 <= length THEN
            hash := (redshift_local.rotate_32(hash, 13) * 5 + 3864292196) & 4294967295;
        END IF;
    END LOOP;
    hash := hash # length;
    hash := redshift_local.times_32(hash # (hash >> 16), 2246822507);
    hash := redshift_local.times_32(hash # (hash >> 13), 3266489909);
    hash := hash # (hash >> 16);
    RETURN CASE WHEN hash > 2147483647 THEN hash - 4294967296 ELSE hash END;
END
$$;

-- The bytes of each type are those of Apache Iceberg: integers count as 64 bits, the low byte first; dates are days since 1970, times
-- and timestamps microseconds.
CREATE FUNCTION redshift_local.murmur3_32_hash(value bigint, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.murmur3(redshift_local.low_byte_first(int8send($1)), $2)';
CREATE FUNCTION redshift_local.murmur3_32_hash(value integer, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.murmur3_32_hash($1::bigint, $2)';
CREATE FUNCTION redshift_local.murmur3_32_hash(value smallint, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.murmur3_32_hash($1::bigint, $2)';
CREATE FUNCTION redshift_local.murmur3_32_hash(value double precision, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.murmur3(redshift_local.low_byte_first(float8send($1 + 0)), $2)';
CREATE FUNCTION redshift_local.murmur3_32_hash(value real, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.murmur3_32_hash($1::double precision, $2)';
CREATE FUNCTION redshift_local.murmur3_32_hash(value boolean, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.murmur3_32_hash($1::integer, $2)';
CREATE FUNCTION redshift_local.murmur3_32_hash(value date, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.murmur3_32_hash($1 - date '1970-01-01', $2) $$;
CREATE FUNCTION redshift_local.murmur3_32_hash(value time, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.murmur3_32_hash((extract(epoch FROM $1) * 1000000)::bigint, $2) $$;
CREATE FUNCTION redshift_local.murmur3_32_hash(value timestamp, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.murmur3_32_hash((extract(epoch FROM $1) * 1000000)::bigint, $2) $$;
CREATE FUNCTION redshift_local.murmur3_32_hash(value timestamptz, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.murmur3_32_hash((extract(epoch FROM $1) * 1000000)::bigint, $2) $$;
CREATE FUNCTION redshift_local.murmur3_32_hash(value text, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.murmur3(convert_to($1, 'UTF8'), $2) $$;
CREATE FUNCTION redshift_local.murmur3_32_hash(value bytea, seed integer DEFAULT 0) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.murmur3($1, $2)';
-- The fewest bytes that hold the number without its point in two's complement, the high byte first.
CREATE FUNCTION redshift_local.murmur3_32_hash(value numeric, seed integer DEFAULT 0) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    number numeric := value * 10::numeric ^ scale(value);
    half numeric := 128;
    bytes bytea := '';
BEGIN
    WHILE number < -half OR number >= half LOOP
        half := half * 256;
    END LOOP;
    number := trunc(CASE WHEN number < 0 THEN number + 2 * half ELSE number END);
    WHILE half >= 1 LOOP
        bytes := set_byte('x'::bytea, 0, mod(number, 256)::integer) || bytes;
        number := div(number, 256);
        half := trunc(half / 256);
    END LOOP;
    RETURN redshift_local.murmur3(bytes, seed);
END
$$;
CREATE FUNCTION redshift_local.murmur3_32_hash(value anyelement, seed integer DEFAULT 0) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RAISE EXCEPTION 'redshift-local: MURMUR3_32_HASH of % is not simulated', format_type(pg_typeof(value), NULL) USING ERRCODE = '0A000';
END
$$;
-- Whether the blanks of a CHAR count, nobody says.
CREATE FUNCTION redshift_local.murmur3_32_hash(value character, seed integer DEFAULT 0) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RAISE EXCEPTION 'redshift-local: MURMUR3_32_HASH of character is not simulated' USING ERRCODE = '0A000';
END
$$;

-- Unsigned arithmetic of 64 bits, in numbers with a sign.
CREATE FUNCTION redshift_local.wrapped(value numeric) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (mod(mod($1, 18446744073709551616) + 27670116110564327424, 18446744073709551616) - 9223372036854775808)::bigint
$$;
CREATE FUNCTION redshift_local.plus_64(VARIADIC terms bigint[]) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.wrapped(pg_catalog.sum(term)) FROM unnest($1) AS term';
CREATE FUNCTION redshift_local.times_64(a bigint, b bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.wrapped($1::numeric * $2::numeric)';
CREATE FUNCTION redshift_local.right_64(value bigint, places integer) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ($1 >> $2) & ~(-1::bigint << (64 - $2))';
CREATE FUNCTION redshift_local.rotated(value bigint, places integer) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT redshift_local.right_64($1, $2) | ($1 << (64 - $2))';
CREATE FUNCTION redshift_local.mixed(value bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 # redshift_local.right_64($1, 47)';
-- So many bytes from a place on, the low byte first.
CREATE FUNCTION redshift_local.fetched(bytes bytea, place integer, count integer DEFAULT 8) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT bit_or(get_byte($1, $2 + n)::bigint << (8 * n)) FROM generate_series(0, $3 - 1) AS n';

CREATE FUNCTION redshift_local.farm_pair(u bigint, v bigint, factor bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    a CONSTANT bigint := redshift_local.mixed(redshift_local.times_64(u # v, factor));
    b CONSTANT bigint := redshift_local.mixed(redshift_local.times_64(v # a, factor));
BEGIN
    RETURN redshift_local.times_64(b, factor);
END
$$;
CREATE FUNCTION redshift_local.farm_weak(bytes bytea, place integer, first bigint, second bigint) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    last CONSTANT bigint := redshift_local.fetched(bytes, place + 24);
    a CONSTANT bigint := redshift_local.plus_64(first, redshift_local.fetched(bytes, place));
    b CONSTANT bigint := redshift_local.rotated(redshift_local.plus_64(second, a, last), 21);
    sum CONSTANT bigint :=
        redshift_local.plus_64(a, redshift_local.fetched(bytes, place + 8), redshift_local.fetched(bytes, place + 16));
BEGIN
    RETURN ARRAY[redshift_local.plus_64(sum, last), redshift_local.plus_64(b, redshift_local.rotated(sum, 44), a)];
END
$$;

CREATE FUNCTION redshift_local.farm_to_64(bytes bytea) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    k0 CONSTANT bigint := -4348849565147123417;
    k1 CONSTANT bigint := -5435081209227447693;
    k2 CONSTANT bigint := -7286425919675154353;
    length CONSTANT integer := octet_length(bytes);
    factor CONSTANT bigint := redshift_local.plus_64(k2, 2 * length);
    a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; g bigint; h bigint; y bigint; z bigint;
BEGIN
    IF length = 0 THEN
        RETURN k2;
    ELSIF length < 4 THEN
        y := get_byte(bytes, 0) + (get_byte(bytes, length / 2) << 8);
        z := length + (get_byte(bytes, length - 1) << 2);
        y := redshift_local.times_64(y, k2) # redshift_local.times_64(z, k0);
        RETURN redshift_local.times_64(redshift_local.mixed(y), k2);
    ELSIF length < 8 THEN
        RETURN redshift_local.farm_pair(length + (redshift_local.fetched(bytes, 0, 4) << 3),
            redshift_local.fetched(bytes, length - 4, 4), factor);
    ELSIF length <= 16 THEN
        a := redshift_local.plus_64(redshift_local.fetched(bytes, 0), k2);
        b := redshift_local.fetched(bytes, length - 8);
        c := redshift_local.plus_64(redshift_local.times_64(redshift_local.rotated(b, 37), factor), a);
        d := redshift_local.times_64(redshift_local.plus_64(redshift_local.rotated(a, 25), b), factor);
        RETURN redshift_local.farm_pair(c, d, factor);
    END IF;
    a := redshift_local.times_64(redshift_local.fetched(bytes, 0), CASE WHEN length <= 32 THEN k1 ELSE k2 END);
    b := redshift_local.fetched(bytes, 8);
    c := redshift_local.times_64(redshift_local.fetched(bytes, length - 8), factor);
    d := redshift_local.times_64(redshift_local.fetched(bytes, length - 16), k2);
    y := redshift_local.plus_64(redshift_local.rotated(redshift_local.plus_64(a, b), 43), redshift_local.rotated(c, 30), d);
    z := redshift_local.farm_pair(y,
        redshift_local.plus_64(a, redshift_local.rotated(redshift_local.plus_64(b, k2), 18), c), factor);
    IF length <= 32 THEN
        RETURN z;
    END IF;
    e := redshift_local.times_64(redshift_local.fetched(bytes, 16), factor);
    f := redshift_local.fetched(bytes, 24);
    g := redshift_local.times_64(redshift_local.plus_64(y, redshift_local.fetched(bytes, length - 32)), factor);
    h := redshift_local.times_64(redshift_local.plus_64(z, redshift_local.fetched(bytes, length - 24)), factor);
    RETURN redshift_local.farm_pair(
        redshift_local.plus_64(redshift_local.rotated(redshift_local.plus_64(e, f), 43), redshift_local.rotated(g, 30), h),
        redshift_local.plus_64(e, redshift_local.rotated(redshift_local.plus_64(f, a), 18), g), factor);
END
$$;

CREATE FUNCTION redshift_local.farmfingerprint64(value bytea) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    k0 CONSTANT bigint := -4348849565147123417;
    k1 CONSTANT bigint := -5435081209227447693;
    k2 CONSTANT bigint := -7286425919675154353;
    length CONSTANT integer := octet_length(value);
    rest CONSTANT integer := (length - 1) & 63;
    blocks CONSTANT integer := (length - 1) / 64;
    factor bigint := k1;
    times bigint := 1;
    x bigint := redshift_local.plus_64(redshift_local.times_64(81, k2), redshift_local.fetched(value, 0, least(8, length)));
    y bigint := redshift_local.plus_64(redshift_local.times_64(81, k1), 113);
    z bigint := redshift_local.times_64(redshift_local.mixed(redshift_local.plus_64(redshift_local.times_64(y, k2), 113)), k2);
    v bigint[] := ARRAY[0, 0];
    w bigint[] := ARRAY[0, 0];
    place integer;
    swapped bigint;
BEGIN
    IF length <= 64 THEN
        RETURN redshift_local.farm_to_64(value);
    END IF;
    -- The last 64 bytes are mixed in once more, by other factors.
    FOR block IN 0 .. blocks LOOP
        place := 64 * block;
        IF block = blocks THEN
            place := length - 64;
            factor := redshift_local.plus_64(k1, (z & 255) << 1);
            times := 9;
            w[1] := redshift_local.plus_64(w[1], rest);
            v[1] := redshift_local.plus_64(v[1], w[1]);
            w[1] := redshift_local.plus_64(w[1], v[1]);
        END IF;
        x := redshift_local.times_64(
            redshift_local.rotated(redshift_local.plus_64(x, y, v[1], redshift_local.fetched(value, place + 8)), 37), factor);
        y := redshift_local.times_64(
            redshift_local.rotated(redshift_local.plus_64(y, v[2], redshift_local.fetched(value, place + 48)), 42), factor);
        x := x # redshift_local.times_64(w[2], times);
        y := redshift_local.plus_64(y, redshift_local.times_64(v[1], times), redshift_local.fetched(value, place + 40));
        z := redshift_local.times_64(redshift_local.rotated(redshift_local.plus_64(z, w[1]), 33), factor);
        v := redshift_local.farm_weak(value, place, redshift_local.times_64(v[2], factor), redshift_local.plus_64(x, w[1]));
        w := redshift_local.farm_weak(value, place + 32, redshift_local.plus_64(z, w[2]),
            redshift_local.plus_64(y, redshift_local.fetched(value, place + 16)));
        swapped := z;
        z := x;
        x := swapped;
    END LOOP;
    RETURN redshift_local.farm_pair(
        redshift_local.plus_64(redshift_local.farm_pair(v[1], w[1], factor),
            redshift_local.times_64(redshift_local.mixed(y), k0), z),
        redshift_local.plus_64(redshift_local.farm_pair(v[2], w[2], factor), x), factor);
END
$$;
CREATE FUNCTION redshift_local.farmfingerprint64(value text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_local.farmfingerprint64(convert_to($1, 'UTF8')) $$;

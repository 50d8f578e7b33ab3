//! Text in, text or refusal out.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Change, Known, Own, PreparedInSql, Session, Statement};
use crate::fault;
use crate::refusal::Refusal;

const OUTSIDE: Session = Session { in_transaction_block: false, extended: false };

/// Without anybody to ask.
fn rewrite(sql: &str, session: Session) -> Result<Vec<Statement>, (Vec<Statement>, Refusal)> {
    super::runnable(super::rewrite(sql, session, &Known::default()))
}

fn one(sql: &str) -> Result<Statement, Refusal> {
    let mut statements = rewrite(sql, OUTSIDE).map_err(|(_, refusal)| refusal)?;
    assert_eq!(statements.len(), 1, "{sql}");
    Ok(statements.remove(0))
}

/// The text that a statement becomes.
fn becomes(sql: &str, expected: &str) {
    let statement = one(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}"));
    assert_eq!(statement.sql, expected, "{sql}");
}

/// A statement that is passed on as it was sent.
fn unchanged(sql: &str) {
    becomes(sql, sql);
}

fn golden(sql: &str, expected: &Expect) {
    let statement = one(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}"));
    let tag = statement.tag.map_or_else(String::new, |tag| format!("\n-- {tag}"));
    expected.assert_eq(&format!("{}{tag}", statement.sql));
}

fn refused(sql: &str) -> (&'static str, String) {
    match one(sql) {
        Err(refusal) => (refusal.sqlstate, refusal.message.clone()),
        Ok(statement) => panic!("{sql} was accepted: {}", statement.sql),
    }
}

#[track_caller]
fn refuses(sql: &str, sqlstate: &str, message: &str) {
    let (found_state, found) = refused(sql);
    assert_eq!((found_state, found.as_str()), (sqlstate, message), "{sql}");
}

/// A syntax error at this token.
#[track_caller]
fn stops_at(sql: &str, token: &str) {
    let (sqlstate, message) = refused(sql);
    assert_eq!(sqlstate, "42601", "{sql}: {message}");
    let start = format!("syntax error at or near \"{token}\" in context \"");
    assert!(message.starts_with(&start), "{sql}: {message}");
}

/// A refusal under the stand-in's own prefix.
#[track_caller]
fn not_simulated(sql: &str) {
    let (sqlstate, message) = refused(sql);
    assert!(sqlstate == "0A000" && message.starts_with("redshift-local: "), "{sql}: {message}");
}

#[test]
fn plain_statements_are_copied() {
    for sql in [
        "SELECT 1",
        "  select a, b from t where a = $1 -- comment",
        "select * from sales.orders o join customers as c on o.customer_id = c.id left join x using (id) where o.a in (1, 2)",
        "select count(*), count(distinct a), max(b) from t group by 1, c having count(*) > 3 order by 2 desc nulls last limit 10 offset 5",
        "select case when a > 1 then 'x' else 'y' end, a || b, coalesce(a, b), nullif(a, 0), -a * -1 from t",
        "select a from t where b like 'x%' escape '!' and c ilike $1 or not exists (select 1 from u where u.id = t.id)",
        "select a from t union all select b from u except select c from v order by 1",
        "select row_number() over (partition by a order by b) as n from t",
        "select sum(a) over (partition by b order by c rows between unbounded preceding and current row) from t",
        "with x as (select 1 as a), y (b) as (select a from x) select * from x, y",
        "with recursive x (n) as (select 1 union all select n + 1 from x where n < 5) select n from x",
        "insert into t (a, b) values (1, 'it\\'s'), ($1, default)",
        "insert into t default values",
        "insert into t select a, b from u",
        "insert into t (a) with x as (select 1 as a) select a from x",
        "update t set a = a + 1, b = $2 from u where t.id = u.id",
        "update t as x set a = 1 where x.id = 2",
        "delete from t using u where t.id = u.id",
        "delete from t",
        "select (select max(a) from u) as m, a is not null, b isnull from t where a = any (select b from u) and c <> all (select 1)",
        "select a, grouping(a) from t group by rollup (a)",
        "select a, b from t group by a, cube (b, c), grouping sets ((d, e), (d), ())",
        "select a from t group by grouping sets (rollup (a, b), cube (a, b), (t.a), a, ()) having count(*) > 1",
        "select 1 from t group by cube (a, b, c, d, e, f)",
        "select 1 from t group by ()",
        "select 1 from t group by a, a",
        "select a from (select 1 as a) x where a between 1 and 2",
        "select cast(a as integer), a::date, a::bigint from t",
        "select date '2020-01-01' + 1, timestamp '2020-01-01 00:00:00', interval '1 day'",
        "select trim(both 'x' from a), substring(a from 2 for 3), position('x' in a), left(a, 2), right(a, 2) from t",
        "select a at time zone 'utc' from t",
        "select * from a left join (b join c on b.i = c.i) on a.i = b.i",
        "merge into t using s as x on t.id = x.id when matched then update set a = x.a when not matched then insert (id, a) values (x.id, x.a)",
        "(select 1) union (select 2)",
        "select a as \"select\", b as returning, c filter from t",
    ] {
        unchanged(sql);
    }
}

#[test]
fn the_catalog_is_read_through_views() {
    for (sql, expected) in [
        (
            "select t.typname, NULL::OID from pg_catalog.pg_type t inner join pg_catalog.pg_namespace n on t.typnamespace = n.oid where t.oid = $1",
            "select t.typname, NULL::OID from redshift_local.catalog_pg_type t inner join redshift_local.catalog_pg_namespace n on t.typnamespace = n.oid where t.oid = $1",
        ),
        (
            "select a.attname from pg_attribute a join pg_constraint as c on c.conrelid = a.attrelid where a.attnum = any (c.conkey)",
            "select a.attname from redshift_local.catalog_pg_attribute a join redshift_local.catalog_pg_constraint as c on c.conrelid = a.attrelid where a.attnum = any (c.conkey)",
        ),
        (
            "select pg_catalog.pg_class.relname, pg_class.* from pg_catalog.pg_class",
            "select pg_class.relname, pg_class.* from redshift_local.catalog_pg_class AS \"pg_class\"",
        ),
        (
            "select information_schema.tables.table_name from information_schema.tables limit 1",
            "select tables.table_name from redshift_local.information_schema_tables AS \"tables\" limit 1",
        ),
        ("select * from pg_description", "select * from pg_description"),
        (
            "with pg_class as (select 1 as a) select a from pg_class",
            "with pg_class as (select 1 as a) select a from pg_class",
        ),
        (
            "select c.relname from pg_class c where c.relname operator(pg_catalog.~) '^(t)$' and c.oid operator(=) 1",
            "select c.relname from redshift_local.catalog_pg_class c where c.relname operator(pg_catalog.~) redshift_local.regexp('^(t)$') and c.oid operator(=) 1",
        ),
        (
            "select cols.col_name from pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int)",
            "select cols.col_name from redshift_local.pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int)",
        ),
        (
            "select * from pg_catalog.pg_get_cols('s.t') as c (view_schema name, col_num int)",
            "select * from redshift_local.pg_get_cols('s.t') as c (view_schema name, col_num int)",
        ),
        (
            "select current_database as a from current_database()",
            "select current_database as a from current_database()",
        ),
        (
            "select array[1::smallint] as conkey from svv_external_columns where 1 and columnname = 'a'",
            "select array[1::smallint] as conkey from redshift_local.svv_external_columns where 1::boolean and columnname = 'a'",
        ),
        (
            "select c.conkey[pos.n] from pg_constraint c, generate_series(1, 32) pos(n)",
            "select c.conkey[pos.n] from redshift_local.catalog_pg_constraint c, generate_series(1, 32) pos(n)",
        ),
        (
            "select (pg_catalog.current_schemas(true))[1], isnull(relname, 'x') from pg_class c where c.oid = 4and true",
            "select (redshift_local.current_schemas(true))[1], coalesce(relname, 'x') from redshift_local.catalog_pg_class c where c.oid = 4 and true",
        ),
        (
            "select conkey::int[], confkey[1] from pg_constraint",
            "select conkey::int[], redshift_local.navigate(\"confkey\", '[1') AS \"confkey\" from redshift_local.catalog_pg_constraint AS \"pg_constraint\"",
        ),
    ] {
        becomes(sql, expected);
    }
    for sql in ["select array[1]", "select array[a] from t", "select array(select a from t)"] {
        refuses(sql, "0A000", "redshift-local: the answer to an array constructor, which is refused, is not simulated");
    }
    refuses(
        "select array(select r.rolname from pg_catalog.pg_roles r)",
        "42P01",
        "relation \"pg_catalog.pg_roles\" does not exist",
    );
    refuses("select oid::regtype::text from pg_type", "42846", "cannot cast type regtype to character varying");
    refuses("select 1 where 1 operator(pg_catalog.~*) 'a'", "42883", "operator does not exist: ~*");
    refuses(
        "select * from pg_get_cols('t')",
        "42601",
        "a column definition list is required for functions returning \"record\"",
    );
    let leader_only = "Specified types or functions (one per INFO message) not supported on Redshift tables.";
    refuses("select format_encoding(1) from t", "0A000", leader_only);
    refuses("select a::int[] from t", "0A000", leader_only);
    refuses("select isnull(a, 1) from t", "0A000", leader_only);
    refuses("select n from t, generate_series(1, 2) as s(n)", "0A000", leader_only);
    not_simulated("select a[b] from t");
    not_simulated("select n from generate_series(1, 2) as s(n)");
    for sql in ["select pg_get_cols('t')", "select * from getdate()", "select oid::regoper from pg_operator"] {
        not_simulated(sql);
    }
}

#[test]
fn lists_take_parameters() {
    for (sql, expected) in [
        ("show databases", "SELECT * FROM redshift_local.show_databases(E'%')"),
        ("show tables from schema $1.$2 like $3;", "SELECT * FROM redshift_local.show_tables($1, $2, $3)"),
        ("show columns from table d.$1.\"T\"", "SELECT * FROM redshift_local.show_columns(E'd', $1, E't', E'%')"),
        (
            "show constraints foreign keys exported from table d.s.t limit 5",
            "SELECT * FROM redshift_local.show_exported_keys(E'd', E's', E't') LIMIT 5",
        ),
        ("show transaction isolation level", "SELECT 'serializable'::varchar AS transaction_isolation"),
    ] {
        becomes(sql, expected);
    }
    for sql in
        ["show constraints primary keys from table s.t", "show tables from database d", "show grants on schema d.s"]
    {
        not_simulated(sql);
    }
}

#[test]
fn merge_leaves_one_row_of_duplicates() {
    becomes(
        "merge into sales.t using s as x on t.a = x.a remove duplicates",
        "WITH redshift_local_matched AS (DELETE FROM sales.t USING s as x WHERE t.a = x.a) \
         INSERT INTO sales.t SELECT * FROM sales.t WHERE FALSE UNION ALL SELECT * FROM s as x \
         WHERE redshift_local.merges_once(NOT EXISTS (SELECT FROM sales.t INNER JOIN s as x ON t.a = x.a \
         GROUP BY \"t\".ctid HAVING COUNT(*) > 1))",
    );
    assert_eq!(one("merge into t using s on t.a = s.a remove duplicates").unwrap().tag, Some("MERGE"));
}

#[test]
fn the_source_of_a_merge_does_not_read_its_target() {
    let then = "when matched then delete when not matched then insert values (s.a)";
    let message = "Source view/subquery in Merge statement cannot reference target table.";
    for source in ["(select a from t)", "(select a from u where a in (select a from public.t))"] {
        refuses(&format!("merge into t using {source} as s on t.a = s.a {then}"), "0A000", message);
    }
    refuses("merge into t using (select a from t) s on t.a = s.a remove duplicates", "0A000", message);
    unchanged(&format!("merge into t using (select a from x.t) s on t.a = s.a {then}"));
}

#[test]
fn merge_has_two_branches() {
    for (sql, token) in [
        (
            "merge into t using s on t.a = s.a when matched and s.b then delete when not matched then insert values (1)",
            "and",
        ),
        (
            "merge into t using s on t.a = s.a when matched then do nothing when not matched then insert values (1)",
            "do",
        ),
        ("merge into t using s on t.a = s.a when not matched then insert values (1)", "not"),
        ("merge into t as x using s on x.a = s.a remove duplicates", "as"),
        ("merge into t using s on remove duplicates", "remove"),
        ("merge into t using s remove duplicates", "remove"),
    ] {
        stops_at(sql, token);
    }
    for sql in [
        "merge into t using s on t.a = s.a when matched then delete",
        "with x as (select 1) merge into t using s on t.a = s.a remove duplicates",
    ] {
        assert_eq!(refused(sql).0, "42601", "{sql}");
    }
}

#[test]
fn names_are_folded() {
    becomes(
        r#"SELECT "T"."Total" AS "Sum" FROM "Sales"."Orders" "T""#,
        r#"SELECT "t"."total" AS "sum" FROM "sales"."orders" "t""#,
    );
    becomes(r#"insert into "T" ("A") values (1)"#, r#"insert into "t" ("a") values (1)"#);
}

#[test]
fn functions_go_to_the_pack() {
    for (sql, expected) in [
        ("select getdate()", "select redshift_local.getdate()"),
        ("select sysdate", "select redshift_local.sysdate()"),
        ("select nvl(a, 1) from t", "select coalesce(a, 1) from t"),
        ("select nvl2(a, b, 'x') from t", "select CASE WHEN (a) IS NOT NULL THEN b ELSE 'x' END from t"),
        (
            "select decode(a, 1, 'x', null, 'y', 'z') from t",
            "select CASE WHEN (a) IS NOT DISTINCT FROM (1) THEN 'x' WHEN (a) IS NOT DISTINCT FROM (null) THEN 'y' ELSE 'z' END from t",
        ),
        ("select dateadd(mons, 3, a) from t", "select redshift_local.dateadd('month', 3, a) from t"),
        (
            "select datediff('day', '2020-01-01', $1)",
            "select redshift_local.datediff('day', '2020-01-01'::timestamp, $1::timestamp)",
        ),
        ("select date_part(dow, a) from t", "select redshift_local.pgdate_part('dow', a) from t"),
        ("select date_trunc('mon', a) from t", "select redshift_local.date_trunc('month', a) from t"),
        ("select extract(year from a) from t", "select redshift_local.date_part('year', a) from t"),
        ("select len(a), pg_catalog.length(a) from t", "select redshift_local.len(a), pg_catalog.length(a) from t"),
        ("select convert(varchar, a) from t", "select CAST(a AS varchar(256)) from t"),
        (
            "select cast(a as text), a::char, a::decimal from t",
            "select cast(a as varchar(256)), a::character(1), a::numeric(18,0) from t",
        ),
        (
            "select cast('x' as super), NULL::super",
            "select redshift_local.cast_super('x' ), NULL::redshift_local.super",
        ),
        ("select cast($1 as varbyte(5))", "select redshift_local.cast_varbyte($1 , 5)"),
        ("select approximate count(distinct a) from t", "select count(distinct a) from t"),
        ("select top 5 a from t order by a", "select a from t order by a LIMIT 5"),
        (
            "select a from t where b in (select top 1 c from u) and d",
            "select a from t where b in (select c from u LIMIT 1) and d",
        ),
        ("select 1 minus select 2", "select 1 EXCEPT select 2"),
        (
            "select listagg(a, ',') within group (order by b desc) from t",
            "select redshift_local.listagg(string_agg(nullif((a)::text, ''), ',' ORDER BY b desc)) from t",
        ),
        (
            "select listagg(distinct a) within group (order by b) over (partition by (c)) from t",
            "select redshift_local.listagg(array_to_string(redshift_local.distinct_values(nullif((a)::text, '')) \
             OVER (partition by (c) ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), '')) from t",
        ),
        (
            "select a + interval '1' day, interval '1-2' year to month b, interval '1.5' second (3) from t",
            "select a + redshift_local.intervald2s(interval '1' day), redshift_local.intervaly2m(interval '1-2' year to month) b, \
             redshift_local.intervald2s(interval '1.5' second (3)) from t",
        ),
        ("select hll(a + b) from t", "select redshift_local.hll(DISTINCT a + b) from t"),
        ("select median(a) from t", "select redshift_local.median(redshift_local.given(a ORDER BY a)) from t"),
        (
            "select percentile_cont(.25) within group (order by a desc) over () from t",
            "select redshift_local.percentile_cont(.25, redshift_local.given(a) \
             OVER ( ORDER BY a desc ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) from t",
        ),
        (
            "select approximate percentile_disc(0.5) within group (order by a desc nulls last) from t",
            "select redshift_local.percentile_disc(0.5, redshift_local.given(a ORDER BY a desc nulls last)) from t",
        ),
        (
            "select lead(a, 2) ignore nulls over (order by (b)) from t",
            "select redshift_local.lead(2, redshift_local.given(a) \
             OVER (order by (b) ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)) from t",
        ),
        (
            "select first_value(a ignore nulls) over (partition by b) from t",
            "select redshift_local.first_value(a, 'ignore nulls') OVER (partition by b) from t",
        ),
        ("select lag(a) respect nulls over (order by b) from t", "select lag(a) over (order by b) from t"),
        ("select rank() over (order by a) from t", "select (rank() over (order by a))::integer from t"),
        (
            "select ratio_to_report(a) over (partition by b) from t",
            "select ((a)::double precision / nullif(sum((a)::double precision) OVER (partition by b), 0)) from t",
        ),
        (
            "select decode(nvl(a, 1), 1, len(b), 2) from t",
            "select CASE WHEN (coalesce(a, 1)) IS NOT DISTINCT FROM (1) THEN redshift_local.len(b) ELSE 2 END from t",
        ),
        ("select * from #t join #u x on #t.a = x.a", "select * from \"#t\" join \"#u\" x on \"#t\".a = x.a"),
        ("delete t where a = 1", "delete FROM t where a = 1"),
        ("select version()", "select redshift_local.version()"),
    ] {
        becomes(sql, expected);
    }
}

#[test]
fn a_table_without_attributes_is_one_plain_statement() {
    becomes(
        "CREATE TABLE IF NOT EXISTS \"Sales\".\"Orders\" (id BIGINT NOT NULL, note TEXT, d DECIMAL DEFAULT 0, PRIMARY KEY (id))",
        "CREATE TABLE IF NOT EXISTS \"sales\".\"orders\" (\"id\" bigint NOT NULL, \"note\" varchar(256), \"d\" numeric(18,0) DEFAULT 0, PRIMARY KEY (\"id\"))",
    );
    becomes("create temp table t (a int)", "CREATE TEMP TABLE \"t\" (\"a\" integer)");
    becomes("create table #t (a int)", "CREATE TEMP TABLE \"#t\" (\"a\" integer)");
    becomes(
        "create table t as select len(a) as n from u",
        "CREATE TABLE \"t\" AS select redshift_local.len(a) as n from u",
    );
    becomes(
        "create table t (a varchar(10) default getdate() not null unique, constraint p primary key (a))",
        "CREATE TABLE \"t\" (\"a\" varchar(10) DEFAULT redshift_local.getdate() NOT NULL, UNIQUE (\"a\"), CONSTRAINT \"p\" PRIMARY KEY (\"a\"))",
    );
    golden(
        "create table t (a int references u (b), constraint f foreign key (a) references s.v)",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid; BEGIN EXECUTE E'CREATE TABLE "t" ("a" integer)'; t := redshift_local.find_table(NULL, E't', false); PERFORM redshift_local.add_foreign_key(t, NULL, ARRAY[E'a']::text[], E'"u"'::regclass, ARRAY[E'b']::text[]); PERFORM redshift_local.add_foreign_key(t, E'f', ARRAY[E'a']::text[], E'"s"."v"'::regclass, NULL); END $redshift_local$
            -- CREATE TABLE"#]],
    );
    becomes(
        "create table t (a int identity(0, -5))",
        "CREATE TABLE \"t\" (\"a\" integer GENERATED ALWAYS AS IDENTITY (START WITH 0 INCREMENT BY -5 MINVALUE -2147483648 MAXVALUE 2147483647))",
    );
}

#[test]
fn attributes_are_recorded_in_the_same_statement() {
    golden(
        "create table if not exists s.t (id bigint generated by default as identity(1, 1) encode az64, c varchar(3) encode lzo)",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := redshift_local.find_table(E's', E't', false); BEGIN IF t IS NOT NULL THEN EXECUTE E'CREATE TABLE IF NOT EXISTS "s"."t" ("id" bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 1 INCREMENT BY 1 MINVALUE -9223372036854775808 MAXVALUE 9223372036854775807), "c" varchar(3))'; ELSE BEGIN EXECUTE E'CREATE TABLE "s"."t" ("id" bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 1 INCREMENT BY 1 MINVALUE -9223372036854775808 MAXVALUE 9223372036854775807), "c" varchar(3))'; EXCEPTION WHEN duplicate_table OR duplicate_object THEN RAISE unique_violation USING MESSAGE = 'duplicate key value violates unique constraint "pg_class_relname_nsp_index"'; END; t := redshift_local.find_table(E's', E't', false); PERFORM redshift_local.record_column(t, E'id', E'az64', NULL, NULL); PERFORM redshift_local.record_column(t, E'c', E'lzo', NULL, NULL); END IF; END $redshift_local$
            -- CREATE TABLE"#]],
    );
}

#[test]
fn more_attributes() {
    golden(
        "create table t (a int distkey sortkey, b super, c varbyte(8)) backup no diststyle key encode auto",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid; BEGIN EXECUTE E'CREATE TABLE "t" ("a" integer, "b" redshift_local.super, "c" redshift_local.varbyte CHECK (redshift_local.varbyte_fits("c", 8)))'; t := redshift_local.find_table(NULL, E't', false); PERFORM redshift_local.record_table(t, E'key', E'compound', false, true); PERFORM redshift_local.record_distkey(t, E'a'); PERFORM redshift_local.record_sortkey(t, E'compound', ARRAY[E'a']::text[]); PERFORM redshift_local.record_column(t, E'c', NULL, NULL, 8); END $redshift_local$
            -- CREATE TABLE"#]],
    );
    golden(
        "create table t (like u including defaults)",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid; BEGIN EXECUTE E'CREATE TABLE "t" (LIKE "u" including DEFAULTS INCLUDING CONSTRAINTS)'; t := redshift_local.find_table(NULL, E't', false); PERFORM redshift_local.copy_attributes(t, to_regclass(E'"u"')); END $redshift_local$
            -- CREATE TABLE"#]],
    );
    golden(
        "create temp table t distkey(1) compound sortkey(a, b) as select 1 as a, 2 as b",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid; BEGIN EXECUTE E'CREATE TEMP TABLE "t" AS select 1 as a, 2 as b'; t := redshift_local.find_table(NULL, E't', true); PERFORM redshift_local.record_table(t, NULL, E'compound', true, false); PERFORM redshift_local.record_sortkey(t, E'compound', ARRAY[E'a', E'b']::text[]); PERFORM redshift_local.record_distkey(t, 1); END $redshift_local$
            -- SELECT"#]],
    );
}

#[test]
fn tables_are_altered() {
    golden(
        "alter table s.t add column a varchar(10) default 'x' encode zstd not null",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"s"."t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); EXECUTE E'ALTER TABLE "s"."t" ADD COLUMN "a" varchar(10) DEFAULT ''x'' NOT NULL'; PERFORM redshift_local.record_column(t, E'a', E'zstd', NULL, NULL); END $redshift_local$
            -- ALTER TABLE"#]],
    );
    becomes("alter table t add a int", "ALTER TABLE \"t\" ADD COLUMN \"a\" integer");
    golden(
        "alter table t add constraint c unique (a)",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.add_key(t, E'c', 'u', ARRAY[E'a']::text[]); END $redshift_local$
            -- ALTER TABLE"#]],
    );
    golden(
        "alter table t add foreign key (a) references u (b)",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.add_foreign_key(t, NULL, ARRAY[E'a']::text[], E'"u"'::regclass, ARRAY[E'b']::text[]); END $redshift_local$
            -- ALTER TABLE"#]],
    );
    becomes("alter table t drop constraint c cascade", "ALTER TABLE \"t\" DROP CONSTRAINT \"c\" CASCADE");
    golden(
        "alter table t rename to u",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.check_unread(t); EXECUTE E'ALTER TABLE "t" RENAME TO "u"'; END $redshift_local$
        -- ALTER TABLE"#]],
    );
    golden(
        "alter table t rename column a to b",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.check_unread(t); EXECUTE E'ALTER TABLE "t" RENAME COLUMN "a" TO "b"'; END $redshift_local$
        -- ALTER TABLE"#]],
    );
    golden(
        "alter table t owner to bob",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); EXECUTE E'ALTER TABLE "t" OWNER TO "bob"'; END $redshift_local$
        -- ALTER TABLE"#]],
    );
    golden(
        "alter schema s rename to u",
        &expect![[r#"
        DO $redshift_local$ BEGIN PERFORM redshift_local.check_schema_unread(E's'); EXECUTE E'ALTER SCHEMA "s" RENAME TO "u"'; END $redshift_local$
        -- ALTER SCHEMA"#]],
    );
    golden(
        "alter table t add primary key (a, b)",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.check_not_null(t, ARRAY[E'a', E'b']::text[]); PERFORM redshift_local.add_key(t, NULL, 'p', ARRAY[E'a', E'b']::text[]); END $redshift_local$
            -- ALTER TABLE"#]],
    );
    golden(
        "alter table t drop column a restrict",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.check_unread(t); PERFORM redshift_local.drop_column(t, E'a'); EXECUTE E'ALTER TABLE "t" DROP COLUMN "a" RESTRICT'; END $redshift_local$
            -- ALTER TABLE"#]],
    );
    golden(
        "alter table t alter column a type varchar(max)",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.check_unread(t); PERFORM redshift_local.check_resize(t, E'a', 65535); EXECUTE E'ALTER TABLE "t" ALTER COLUMN "a" TYPE varchar(65535)'; END $redshift_local$
            -- ALTER TABLE"#]],
    );
    golden(
        "alter table t alter a encode lzo, alter column b encode raw",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.alter_encoding(t, E'a', E'lzo', ARRAY[E'REAL', E'DOUBLE PRECISION', E'BOOLEAN']::text[], ARRAY[E'TIME', E'TIMETZ', E'SUPER', E'HLLSKETCH']::text[]); PERFORM redshift_local.alter_encoding(t, E'b', E'raw', ARRAY[]::text[], ARRAY[]::text[]); END $redshift_local$
            -- ALTER TABLE"#]],
    );
    golden(
        "alter table t alter sortkey (a, b), alter distkey c",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.alter_sortkey(t, 'compound', ARRAY[E'a', E'b']::text[]); PERFORM redshift_local.alter_distkey(t, E'c'); END $redshift_local$
            -- ALTER TABLE"#]],
    );
    golden(
        "alter table t append from s.u ignoreextra",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); EXECUTE E'LOCK TABLE "t" IN ACCESS EXCLUSIVE MODE'; PERFORM redshift_local.append_rows(t, to_regclass(E'"s"."u"'), true, false); END $redshift_local$
        -- ALTER TABLE"#]],
    );
    golden(
        "alter table t alter diststyle all",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.alter_diststyle(t, E'all'); END $redshift_local$
            -- ALTER TABLE"#]],
    );
    golden(
        "alter table t alter sortkey none",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid := to_regclass(E'"t"'); BEGIN PERFORM redshift_local.must_be_table(t, E't'); PERFORM redshift_local.alter_sortkey(t, E'none', NULL); END $redshift_local$
            -- ALTER TABLE"#]],
    );
}

#[test]
fn materialized_views() {
    golden(
        "create materialized view s.v backup no distkey (a) sortkey (b, a) auto refresh yes as select a, sum(len(b)) over (partition by a order by b rows unbounded preceding) as b from s.t",
        &expect![[r#"
            DO $redshift_local$ DECLARE t oid; BEGIN EXECUTE E'CREATE MATERIALIZED VIEW "s"."v" AS select a, sum(redshift_local.len(b)) over (partition by a order by b rows unbounded preceding) as b from s.t'; t := redshift_local.find_table(E's', E'v', false); PERFORM redshift_local.record_table(t, E'key', E'compound', false, false); PERFORM redshift_local.record_distkey(t, E'a'); PERFORM redshift_local.record_sortkey(t, E'compound', ARRAY[E'b', E'a']::text[]); PERFORM redshift_local.record_materialized_view(t, true); END $redshift_local$
            -- CREATE MATERIALIZED VIEW"#]],
    );
    golden(
        "create materialized view v as select a from t",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid; BEGIN EXECUTE E'CREATE MATERIALIZED VIEW "v" AS select a from t'; t := redshift_local.find_table(NULL, E'v', false); PERFORM redshift_local.record_table(t, E'even', E'none', true, false); PERFORM redshift_local.record_materialized_view(t, false); END $redshift_local$
        -- CREATE MATERIALIZED VIEW"#]],
    );
    golden(
        "refresh materialized view s.v cascade",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid := to_regclass(E'"s"."v"'); BEGIN EXECUTE E'REFRESH MATERIALIZED VIEW "s"."v"'; PERFORM redshift_local.record_refresh(t); PERFORM redshift_local.refresh_dependents(t); END $redshift_local$
        -- REFRESH MATERIALIZED VIEW"#]],
    );
    golden(
        "alter materialized view v auto refresh no",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid := to_regclass(E'"v"'); BEGIN PERFORM redshift_local.must_be_materialized(t, E'v'); PERFORM redshift_local.alter_auto_refresh(t, false); END $redshift_local$
        -- ALTER MATERIALIZED VIEW"#]],
    );
    golden(
        "alter materialized view v alter compound sortkey (a)",
        &expect![[r#"
        DO $redshift_local$ DECLARE t oid := to_regclass(E'"v"'); BEGIN PERFORM redshift_local.must_be_materialized(t, E'v'); PERFORM redshift_local.alter_sortkey(t, 'compound', ARRAY[E'a']::text[]); END $redshift_local$
        -- ALTER MATERIALIZED VIEW"#]],
    );
    becomes(
        "drop materialized view if exists s.v, w cascade",
        "DROP MATERIALIZED VIEW IF EXISTS \"s\".\"v\", \"w\" CASCADE",
    );
    for sql in [
        "create materialized view if not exists v as select a from t",
        "create or replace materialized view v as select a from t",
        "create materialized view v (a) as select a from t",
        "create materialized view v as select a from t with no data",
        "create materialized view v sortkey (a) backup no as select a from t",
        "create materialized view v auto refresh as select a from t",
        "create materialized view v as",
        "refresh materialized view concurrently v",
        "refresh materialized view v with data",
        "alter materialized view v rename to w",
        "alter materialized view v alter encode auto",
        "alter materialized view v auto refresh",
    ] {
        let (sqlstate, message) = refused(sql);
        assert_eq!(sqlstate, "42601", "{sql}: {message}");
    }
}

#[test]
fn a_refresh_is_a_transaction_of_its_own() {
    for (sql, in_transaction_block) in
        [("refresh materialized view v", true), ("select 1; refresh materialized view v", false)]
    {
        let session = Session { in_transaction_block, extended: false };
        let (_, refusal) = rewrite(sql, session).unwrap_err();
        assert!(refusal.message.starts_with("redshift-local: REFRESH MATERIALIZED VIEW among other"), "{sql}");
    }
}

/// The table whose rows a statement changes.
fn changes(sql: &str) -> Option<(String, Change)> {
    one(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}")).target.map(|target| (target.table, target.change))
}

#[test]
fn statements_tell_which_table_they_change() {
    for (sql, table, change) in [
        ("insert into A.T select * from b", "\"a\".\"t\"", Change::Insert),
        ("insert into #t values (1)", "\"#t\"", Change::Insert),
        ("update t x set a = 1 from b where x.a = b.a", "\"t\"", Change::Update),
        ("with c as (select 1 as a) delete from t using c where t.a = c.a", "\"t\"", Change::Update),
        ("delete t", "\"t\"", Change::Update),
        ("merge into t using s on t.a = s.a remove duplicates", "\"t\"", Change::Update),
        (
            "merge into t using s on t.a = s.a when matched then delete when not matched then insert values (1)",
            "\"t\"",
            Change::Update,
        ),
        ("truncate table t", "\"t\"", Change::Truncate),
        ("alter table t append from u filltarget", "\"u\"", Change::Truncate),
        ("prepare p as insert into t values ($1)", "\"t\"", Change::Insert),
    ] {
        assert_eq!(changes(sql), Some((table.to_owned(), change)), "{sql}");
    }
    for sql in ["select * from t", "explain delete from t", "create table t (a int)", "lock t"] {
        assert_eq!(changes(sql), None, "{sql}");
    }
    assert_eq!(one("execute p (1)").unwrap().prepared, Some(PreparedInSql::Execute("p".to_owned())));
}

#[test]
fn other_statements() {
    for (sql, expected) in [
        (
            "create schema if not exists \"Sales\" authorization bob quota 5 gb",
            "CREATE SCHEMA IF NOT EXISTS \"sales\" AUTHORIZATION \"bob\"",
        ),
        ("drop schema if exists a, b cascade", "DROP SCHEMA IF EXISTS \"a\", \"b\" CASCADE"),
        ("drop table if exists a.b, #c", "DROP TABLE IF EXISTS \"a\".\"b\", \"#c\""),
        (
            "create or replace view v (a) as with u as (select b from s.t) select len(b) from u with no schema binding",
            "DO $redshift_local$ BEGIN PERFORM redshift_local.create_late_binding_view(NULL, E'v', true, E'create or replace view v (a) as with u as (select b from s.t) select len(b) from u with no schema binding', E' (\"a\")', E'with u as (select b from s.t) select redshift_local.len(b) from u', ARRAY[E'\"s\".\"t\"']::text[]); END $redshift_local$",
        ),
        ("drop view v", "DROP VIEW \"v\""),
        ("begin transaction isolation level serializable read write", "BEGIN READ WRITE"),
        ("start transaction isolation level read committed", "START TRANSACTION"),
        ("set session characteristics as transaction isolation level serializable", "DO $$ BEGIN END $$"),
        (
            "set session characteristics as transaction read only",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        ),
        ("end work", "COMMIT"),
        ("abort", "ROLLBACK"),
        (
            "lock table a, s.b",
            "DO $redshift_local$ BEGIN EXECUTE E'LOCK TABLE \"a\", \"s\".\"b\"'; END $redshift_local$",
        ),
        (
            "set search_path to Sales, \"$user\", public",
            "SET search_path TO E'sales', \"$user\", E'public', redshift_local, pg_catalog",
        ),
        ("set statement_timeout = 100", "SET statement_timeout TO 100"),
        ("set query_group to 'x'", "SET redshift_local.query_group TO 'x'"),
        ("reset query_group", "RESET redshift_local.query_group"),
        ("set time zone 'utc'", "SET timezone TO 'utc'"),
        ("show datestyle", "SHOW datestyle"),
        (
            "explain select len(a) from t where b = '$1'",
            "SELECT * FROM redshift_local.explain(E'select redshift_local.len(a) from t where b = ''\\x241''', true)",
        ),
        ("explain select 1", "SELECT * FROM redshift_local.explain(E'select 1', false)"),
        (
            "explain create temp table s (a, b) distkey(a) as select len(a), b from t",
            "SELECT * FROM redshift_local.explain(E'select redshift_local.len(a), b from t', true, false)",
        ),
        ("analyze verbose s.t (a, b) predicate columns", "ANALYZE VERBOSE \"s\".\"t\" (\"a\", \"b\")"),
        ("analyze", "ANALYZE"),
        ("vacuum full t to 75 percent boost", "VACUUM \"t\""),
        ("declare c cursor for select top 2 a from t", "DECLARE \"c\" NO SCROLL CURSOR FOR select a from t LIMIT 2"),
        ("declare c cursor without hold for select 1", "DECLARE \"c\" NO SCROLL CURSOR FOR select 1"),
        ("fetch forward 10 from c", "FETCH FORWARD 10 FROM \"c\""),
        ("close c", "CLOSE \"c\""),
        (
            "prepare p (int, varchar) as insert into t values ($1, $2)",
            "PREPARE \"p\" (integer, varchar(256)) AS insert into t values ($1, $2)",
        ),
        ("execute p (1, getdate())", "EXECUTE \"p\" (1, redshift_local.getdate())"),
        ("deallocate prepare p", "DEALLOCATE \"p\""),
        ("comment on column t.a is 'it''s'", "COMMENT ON COLUMN \"t\".\"a\" IS 'it''s'"),
        (
            "grant select, insert on table a, b to bob with grant option, eve with grant option",
            "GRANT SELECT, INSERT ON \"a\", \"b\" TO \"bob\", \"eve\" WITH GRANT OPTION",
        ),
        (
            "grant select, insert on a to bob, group g, public",
            "GRANT SELECT, INSERT ON \"a\" TO \"bob\", \"g\", PUBLIC",
        ),
        ("revoke grant option for select on a from bob", "REVOKE GRANT OPTION FOR SELECT ON \"a\" FROM \"bob\""),
        ("revoke all privileges on schema s from public", "REVOKE ALL ON SCHEMA \"s\" FROM PUBLIC"),
        ("", ""),
        (" ; ;", ""),
    ] {
        becomes(sql, expected);
    }
    let truncate = one("truncate table s.t").unwrap();
    assert_eq!((truncate.sql.as_str(), truncate.tag), ("DELETE FROM ONLY \"s\".\"t\"", Some("TRUNCATE TABLE")));
}

/// The engine names the types of the arguments.
#[test]
fn no_name_is_cut() {
    let names = ["n".repeat(64), format!("\"{}\"", "é".repeat(32))];
    for name in &names {
        for sql in [
            "create table ? (a int)",
            "create table #? (a int)",
            "create table t (? int)",
            "create table t (a int, constraint ? primary key (a))",
            "create table t (a int) diststyle key distkey (?)",
            "create table t (like ?)",
            "create table t as select 1 as ?",
            "create schema ?",
            "create view ? as select 1 a",
            "create materialized view s.? as select 1 a",
            "create function ?() returns int stable as $$ select 1 $$ language sql",
            "alter table t rename to ?",
            "alter table t rename column a to ?",
            "alter table t add column ? int",
            "alter table t drop constraint ?",
            "drop table if exists ?",
            "select 1 as ?",
            "select 1 ?",
            "select * from (select 1 a) ?",
            "with ? as (select 1) select 1",
            "with w (?) as (select 1) select 1",
            "select t.? from t order by ?",
            "select a from t as x (?)",
            "select 1 into ?",
            "insert into t (?) values (1)",
            "update t set ? = 1",
            "delete from ?",
            "truncate ?",
            "lock ?",
            "declare ? cursor for select 1",
            "prepare ? as select 1",
            "comment on column t.? is 'x'",
            "grant select on t to ?",
            "set search_path to public, ?",
        ] {
            // Behind `#` a name has no quotes.
            if sql.contains("#?") && name.starts_with('"') {
                continue;
            }
            let (sqlstate, message) = refused(&sql.replace('?', name));
            assert_eq!(sqlstate, "0A000", "{sql}: {message}");
            assert!(
                message.contains("a name longer than 63 bytes") || message.contains("longer than 48 bytes"),
                "{sql}: {message}"
            );
        }
    }
    becomes(&format!("select 1 as {}", "n".repeat(63)), &format!("select 1 as {}", "n".repeat(63)));
}

#[test]
fn functions_of_users_have_names_of_their_own() {
    for (sql, expected) in [
        (
            "create or replace function s.\"F_a\"(int, varchar(max)) returns decimal(8,2) immutable as $x$select nvl($1, 2)$x$ language sql",
            "CREATE OR REPLACE FUNCTION \"s\".\"redshift_local.f_a\" (integer, varchar(65535)) RETURNS numeric(8,2) LANGUAGE sql IMMUTABLE \
             AS E'select coalesce(\\x241, 2)'",
        ),
        ("drop function f(a int, text) cascade", "DROP FUNCTION \"redshift_local.f\" (integer, varchar(256)) CASCADE"),
        ("drop function f()", "DROP FUNCTION \"redshift_local.f\" ()"),
        (
            "grant all privileges on function f(int), s.g(a char(3)) to public",
            "GRANT ALL ON FUNCTION \"redshift_local.f\" (integer), \"s\".\"redshift_local.g\" (character(3)) TO PUBLIC",
        ),
    ] {
        becomes(sql, expected);
    }
}

#[test]
fn functions_that_redshift_does_not_have_are_none_of_the_engine_either() {
    for (sql, expected) in [
        ("select string_agg(a, ',') from t", "select \"redshift_local.string_agg\"(a, ',') AS \"string_agg\" from t"),
        ("select pg_catalog.pg_sleep(1)", "select \"redshift_local.pg_sleep\"(1) AS \"pg_sleep\""),
        ("select s.pg_sleep(1) a", "select \"s\".\"redshift_local.pg_sleep\"(1) a"),
        (
            "select every(a) over (partition by b) from t",
            "select \"redshift_local.every\"(a) over (partition by b) AS \"every\" from t",
        ),
    ] {
        becomes(sql, expected);
    }
}

#[test]
fn what_redshift_refuses_in_its_words() {
    for (sql, sqlstate, message) in [
        (
            "select a from t group by cube (a, b, c, d, e, f, g)",
            "0A000",
            "redshift-local: the answer to GROUP BY of more than 64 grouping sets, which is refused, is not simulated",
        ),
        (
            "select a from t group by rollup (a, b, c, d), cube (e, f, g), grouping sets ((h), ())",
            "0A000",
            "redshift-local: the answer to GROUP BY of more than 64 grouping sets, which is refused, is not simulated",
        ),
        (
            "select a from t group by rollup (a, 'x')",
            "0A000",
            "redshift-local: the answer to a constant in a grouping set, which is refused, is not simulated",
        ),
        (
            "select a from t group by grouping sets ((a, $1), ())",
            "0A000",
            "redshift-local: the answer to a constant in a grouping set, which is refused, is not simulated",
        ),
        (
            "select a from t group by rollup (a, t.A)",
            "0A000",
            "redshift-local: the answer to a column that stands twice in a grouping set, which is refused, is not simulated",
        ),
        (
            "select a from t group by a, cube (b, a)",
            "0A000",
            "redshift-local: the answer to a column that stands twice in a grouping set, which is refused, is not simulated",
        ),
        (
            "select a from t group by grouping sets ((a + 1, a + 1))",
            "0A000",
            "redshift-local: the answer to a column that stands twice in a grouping set, which is refused, is not simulated",
        ),
        ("select distinct on (a) a from t", "0A000", "SELECT DISTINCT ON is not supported"),
        ("select 1 for update", "0A000", "SELECT FOR UPDATE is not supported"),
        ("select a from t order by a for update", "0A000", "SELECT FOR UPDATE is not supported"),
        (
            "create index i on t (a)",
            "0A000",
            "SQL command \"create index i on t (a)\" not supported on Redshift tables.",
        ),
        (
            "create unique index i on t (a);",
            "0A000",
            "SQL command \"create unique index i on t (a);\" not supported on Redshift tables.",
        ),
        ("create sequence s", "0A000", "SQL command \"create sequence s\" not supported."),
        ("unlisten *", "0A000", "redshift-local: the answer to UNLISTEN, which is refused, is not simulated"),
        ("savepoint s", "0A000", "redshift-local: the answer to SAVEPOINT, which is refused, is not simulated"),
        (
            "create table t (a int check (a > 0))",
            "0A000",
            "ALTER/CREATE TABLE column CHECK constraint is not supported",
        ),
        ("create table t (a int, check (a > 0))", "0A000", "CREATE TABLE CHECK constraint is not supported"),
        ("create table t (a serial)", "0A000", "Column \"t.a\" has unsupported type \"serial\"."),
        ("create table t (a jsonb)", "42704", "type \"jsonb\" does not exist"),
        ("select a::uuid from t", "42704", "type \"uuid\" does not exist"),
        ("select e'a'", "42704", "type \"e\" does not exist"),
        (
            "create table t (a int) sortkey (b)",
            "0A000",
            "column \"b\" specified as distkey/sortkey is not in the table \"t\"",
        ),
        (
            "create table t (a int) distkey (b)",
            "0A000",
            "column \"b\" specified as distkey/sortkey is not in the table \"t\"",
        ),
        (
            "create table t (a int) sortkey auto (a)",
            "42601",
            "Invalid syntax: Create table sortkey auto with initial sortkeys",
        ),
        ("create table t (a float encode az64)", "0A000", "invalid encoding type specified for column \"a\""),
        (
            "alter table t add a int not null",
            "42601",
            "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression",
        ),
        ("alter table t alter a set default 1", "0A000", "ALTER COLUMN SET/DROP DEFAULT is not supported"),
        ("alter table t alter column a set not null", "0A000", "ALTER COLUMN SET NOT NULL is not supported"),
        (
            "alter table t alter column a type varchar(5) using a",
            "0A000",
            "ALTER TABLE ALTER COLUMN does not support USING expression",
        ),
        ("select a from t limit 1 union select 2", "0A000", "LIMIT may not be used within input to set operations."),
        ("(select a from t limit 1) union select 2", "0A000", "LIMIT may not be used within input to set operations."),
        (
            "select 1 intersect all select 2",
            "0A000",
            "redshift-local: the answer to INTERSECT ALL, which is refused, is not simulated",
        ),
        (
            "select sum(a) over (order by b) from t",
            "0A000",
            "Aggregate window functions with an ORDER BY clause require a frame clause",
        ),
        (
            "select sum(a) over (order by b range unbounded preceding) from t",
            "0A000",
            "RANGE clause of window functions not yet implemented",
        ),
        ("insert into t values ((select 1)), (2)", "0A000", "can't use subqueries in multi-row VALUES"),
        (
            "select current_schema() from t",
            "0A000",
            "Specified types or functions (one per INFO message) not supported on Redshift tables.",
        ),
        (
            "insert into t values (now())",
            "0A000",
            "Specified types or functions (one per INFO message) not supported on Redshift tables.",
        ),
        (
            "create table t (a timestamp default now())",
            "0A000",
            "Specified types or functions (one per INFO message) not supported on Redshift tables.",
        ),
        ("select * from pg_range", "42P01", "relation \"pg_range\" does not exist"),
        ("select * from pg_catalog.pg_enum", "42P01", "relation \"pg_catalog.pg_enum\" does not exist"),
        ("select ctid from t", "42703", "column \"ctid\" does not exist"),
        ("select nextval('s')", "42P01", "relation \"s\" does not exist"),
        ("select dev.public.f(1)", "42883", "function dev.public.f(...) does not exist"),
        ("select a->'b' from t", "42883", "operator does not exist: ->"),
        ("select a <@ b from t", "42883", "operator does not exist: <@"),
        (
            "select a from t where a = any ($1)",
            "0A000",
            "redshift-local: the answer to ANY of an array, which is refused, is not simulated",
        ),
        (
            "select a from t where a = any (array[1, 2])",
            "0A000",
            "redshift-local: the answer to ANY of an array, which is refused, is not simulated",
        ),
        (
            "select a from t where a = any (b)",
            "0A000",
            "redshift-local: the answer to ANY of an array, which is refused, is not simulated",
        ),
        (
            "select a from t where a < any (select 1)",
            "0A000",
            "redshift-local: the answer to < ANY, which is refused, is not simulated",
        ),
        (
            "set extra_float_digits to 3",
            "22023",
            "3 is outside the valid range for parameter \"extra_float_digits\" (-15 .. 2)",
        ),
        (
            "set client_min_messages = 'debug'",
            "42501",
            "permission denied to set parameter \"client_min_messages\" to \"debug\"",
        ),
        ("select a ~* 'b' from t", "42883", "operator does not exist: ~*"),
        ("select a is true from t", "XX000", "Not implemented"),
        ("select substr(a, 1) from t", "0A000", "SUBSTR() function is not supported (Hint: use SUBSTRING instead)"),
        ("select * from redshift_local.x", "3F000", "schema \"redshift_local\" does not exist"),
        ("set foo to 1", "42704", "unrecognized configuration parameter \"foo\""),
        (
            "update t set a = 1 from u left join v on u.a = v.a",
            "0A000",
            "Target table must be part of an equijoin predicate",
        ),
    ] {
        refuses(sql, sqlstate, message);
    }
}

#[test]
fn what_the_grammar_has_no_place_for() {
    for (sql, token) in [
        ("insert into t values (1) RETURNING id", "RETURNING"),
        ("insert into t select 1 returning id", "returning"),
        ("insert into t select a from u returning id", "returning"),
        ("update t set a = 1 where b = 2 returning *", "returning"),
        ("update t set a = 1 returning *", "returning"),
        ("delete from t where b = 2 returning *", "returning"),
        ("delete from t returning *", "returning"),
        ("insert into t values (1) on conflict do nothing", "on"),
        ("insert into t select 1 from u on conflict do nothing", "on"),
        ("insert into t (a) overriding system value values (1)", "overriding"),
        ("insert into t as x values (1)", "as"),
        ("select count(*) filter (where a > 1) from t", "("),
        ("select a is not distinct from b from t", "distinct"),
        ("select * from t, lateral (select 1) x", "lateral"),
        ("select * from (values (1)) x", "values"),
        ("values (1)", "values"),
        ("select a from t fetch first 1 row only", "fetch"),
        ("select sum(a) over w from t window w as (partition by b)", "w"),
        ("select a from t window w as (partition by b)", "window"),
        ("select a from t for share", "share"),
        ("select a from t tablesample system (10)", "system"),
        ("select sum(a) over (order by b groups unbounded preceding) from t", "groups"),
        ("delete from t x where a = 1", "x"),
        ("delete from t as x where a = 1", "as"),
        (
            "merge into t as x using s on x.a = s.a when matched then delete when not matched then insert values (1)",
            "as",
        ),
        ("with x as (insert into t values (1)) select 1", "insert"),
        ("with x as materialized (select 1) select 1", "materialized"),
        ("create type mood as ENUM ('a')", "ENUM"),
        ("create table t (a int references u on delete cascade)", "on"),
        ("create table t (a int unique deferrable)", "deferrable"),
        ("create table t (a int) inherits (u)", "inherits"),
        ("create table t (a int) partition by range (a)", "partition"),
        ("create table t (a int) tablespace x", "tablespace"),
        ("create table t (a int) with (fillfactor = 10)", "with"),
        ("create temp table t (a int) on commit drop", "on"),
        ("create unlogged table t (a int)", "unlogged"),
        ("create table t (a int generated always as (1) stored)", "always"),
        ("create table t (a int default $1)", "$1"),
        ("create table t as select $1", "$1"),
        ("create table t (tag int)", "tag"),
        ("alter table t add a int, add b int", ","),
        ("alter table t add column if not exists a int", "not"),
        ("alter table t rename constraint a to b", "constraint"),
        ("alter table t alter interleaved sortkey (a)", "interleaved"),
        ("truncate a, b", ","),
        ("truncate a cascade", "cascade"),
        ("truncate a restart identity", "restart"),
        ("rollback to s", "to"),
        ("begin deferrable", "deferrable"),
        ("lock t in share mode", "in"),
        ("discard all", "discard"),
        ("do $$ begin end $$", "do"),
        ("copy (select 1) to stdout", "("),
        ("copy t from stdin", "stdin"),
        ("copy t to stdout", "to"),
        ("explain analyze select 1", "analyze"),
        ("explain merge into t using s on t.a = s.a remove duplicates", "merge"),
        ("declare c scroll cursor for select 1", "scroll"),
        ("declare c cursor with hold for select 1", "with"),
        ("select 1 collate \"C\"", "collate"),
        ("select max(a order by b) from t", "order"),
        ("set constraints all deferred", "constraints"),
        ("select a from t group by distinct rollup (a)", "distinct"),
        ("comment on schema s is 'x'", "schema"),
        ("select a from only t", "only"),
        ("update t set (a, b) = (1, 2)", "("),
        ("delete from t where current of c", "of"),
        ("select 1 )", ")"),
        ("prepare p as create table t (a int)", "create"),
    ] {
        stops_at(sql, token);
    }
    refuses("select", "42601", "syntax error at end of input");
    refuses("insert into t values", "42601", "syntax error at end of input");
    refuses("select * from t where (a = 1", "42601", "syntax error at end of input");
}

#[test]
fn paths_are_read_by_the_names_in_from() {
    let read = |sql: &str| one(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}")).sql;
    for (sql, expected) in [
        ("select a.b from t a", "select a.b from t a"),
        ("select s.t.b, t.c from s.t", "select s.t.b, t.c from s.t"),
        ("select S.t.b.c from s.t", "select redshift_local.navigate(\"s\".\"t\".\"b\", E'.c') AS \"c\" from s.t"),
        ("select b.C[1].\"D\" x from t a", "select redshift_local.navigate(\"b\", E'.C', '[1', E'\"D') x from t a"),
        ("select a.b.c::int from t a", "select redshift_local.navigate(\"a\".\"b\", E'.c')::int AS \"c\" from t a"),
        ("select a.* from t a, a.b x", "select a.* from t a, LATERAL redshift_local.elements(a.b) AS \"x\" (\"x\")"),
        (
            "select x.c = 'y', i from t, t.b.d as x at i",
            "select redshift_local.navigate(\"x\".\"x\", E'.c') = 'y'::varchar, \"x\".\"i\" from t, \
             LATERAL redshift_local.indexed_elements(redshift_local.navigate(\"t\".\"b\", E'.d')) AS \"x\" (\"x\", \"i\")",
        ),
        (
            "select 1 from t where exists (select 1 from t.b e where e in ('a')) and t.c in ('a')",
            "select 1 from t where exists (select 1 from LATERAL redshift_local.elements(t.b) AS \"e\" (\"e\") \
             where \"e\".\"e\" in ('a'::varchar)) and t.c in ('a')",
        ),
        // A date is compared with a date.
        ("select 1 from t a where a.b = 'x'", "select 1 from t a where a.b = 'x'"),
        (
            "select 1 from t a where a.b.c::date = '2020-01-01'",
            "select 1 from t a where redshift_local.navigate(\"a\".\"b\", E'.c')::date = '2020-01-01'",
        ),
    ] {
        assert_eq!(read(sql), expected, "{sql}");
    }
    stops_at("select * from t a at b", "at");
    stops_at("select a.b.c.* from t a", ".");
}

#[test]
fn sort_based_aggregates_share_one_order() {
    for sql in [
        "select listagg(a) within group (order by b), listagg(b) within group (order by B asc) from t",
        "select listagg(a) within group (order by b), listagg(b), count(c) from t",
        "select percentile_cont(0.6) within group (order by a), median(\"a\") from t",
        "select median(a), approximate percentile_disc(0.5) within group (order by b) from t",
        "select median(a), median(b) over () from t group by b",
        "select median(a), (select median(b) from u) from t",
        "select median(a) from t union select median(b) from t",
        "select median(a), approximate count(distinct b) from t",
        "select listagg(distinct a), listagg(distinct b) from t",
    ] {
        assert!(one(sql).is_ok(), "{sql}: {:?}", one(sql));
    }
    for sql in [
        "select listagg(a) within group (order by b), listagg(b) within group (order by a) from t",
        "select percentile_cont(0.6) within group (order by a), median(b) from t",
        "select median(a) from t having percentile_cont(0.6) within group (order by a desc) > 1",
    ] {
        refuses(sql, "0A000", "within group ORDER BY clauses for aggregate functions must be the same");
    }
    for sql in ["select median(a), count(distinct b) from t", "select sum(distinct a), listagg(distinct b) from t"] {
        let (sqlstate, message) = refused(sql);
        assert!(sqlstate == "0A000" && message.contains("distinct aggregate functions"), "{sql}: {message}");
    }
}

#[test]
fn what_sort_based_functions_do_not_take() {
    for (sql, token) in [
        ("select median(a) within group (order by b) from t", "within"),
        ("select percentile_cont(0.5) from t", "from"),
        ("select percentile_cont(0.5) within group (order by a, b) from t", ","),
        ("select listagg(a) within group (order by) from t", ")"),
        ("select listagg(a) filter (where b) from t", "("),
        ("select hll(distinct a) from t", "distinct"),
        ("select hll(a) filter (where b) from t", "("),
        ("select sum(a) ignore nulls over (partition by b) from t", "ignore"),
        ("select first_value(a ignore nulls) ignore nulls over (partition by b) from t", "ignore"),
        ("select lag(a ignore nulls) over (order by b) from t", "ignore"),
        ("select lag(a) ignore nulls from t", "from"),
        ("select approximate from t", "approximate"),
    ] {
        stops_at(sql, token);
    }
    for sql in [
        "select listagg(a) over (order by b) from t",
        "select median(a) over (partition by b order by c) from t",
        "select percentile_cont(1.5) within group (order by a) from t",
        "select approximate sum(a) from t",
        "select approximate count(a) from t",
        "select approximate percentile_disc(0.5) within group (order by a) over () from t",
        "select lag(a) ignore nulls over (partition by b) from t",
        "select first_value(a) ignore nulls over (order by b) from t",
        "select lead(a, 1, 2) ignore nulls over (order by b) from t",
    ] {
        assert_eq!(refused(sql).0, "0A000", "{sql}");
    }
}

/// What a statement becomes, and what is asked for it; each question is answered with the same columns.
fn answered(sql: &str, columns: &[&str]) -> (Vec<String>, Result<String, Refusal>) {
    let (mut known, mut asked) = (Known::default(), Vec::new());
    loop {
        match super::runnable(super::rewrite(sql, OUTSIDE, &known)) {
            Ok(statements) => return (asked, Ok(statements[0].sql.clone())),
            Err((_, refusal)) => {
                let Some(question) = refusal.question.clone() else { return (asked, Err(refusal)) };
                assert!(!asked.contains(&question.sql), "{sql}: asked twice");
                asked.push(question.sql.clone());
                known.insert(question, columns.iter().map(|&name| name.to_owned()).collect());
            }
        }
    }
}

#[test]
fn what_is_asked_is_as_little_as_decides() {
    for sql in [
        "select a + 1 as b, c from t where d = 1",
        "select a as b, t.b from t group by b order by b",
        "select a b, date_trunc('day', c) as day, c + interval '1' day from t",
        "select t.a as a, a + 1 from t where a = 2",
        "select case when a then b end as c from t where exists (select 1 from u where u.c = t.a)",
    ] {
        let (asked, answer) = answered(sql, &[]);
        assert!(asked.is_empty() && answer.is_ok(), "{sql}: {asked:?} {answer:?}");
    }
    for (sql, columns, question, expected) in [
        (
            "select a + $2 as b, b * $1 from t, (select $1 as c) u",
            &["a", "c"][..],
            "SELECT * FROM t, (select $1 as c) u",
            "SELECT a + $2 AS \"b\", (a + $2) * $1 AS \"?column?\" from t, (select $1 as c) u",
        ),
        (
            "select a + 1 as b, b from t where b = 1 and b < 2 group by b having b > 3",
            &["a", "b"],
            "SELECT * FROM t",
            "SELECT a + 1 AS \"b\", b from t where b = 1 and b < 2 group by b having b > 3",
        ),
        (
            "select a + 1 as b, b from t where b = 1 group by b having b > 3 order by b",
            &["a"],
            "SELECT * FROM t",
            "SELECT a + 1 AS \"b\", (a + 1) AS \"b\" from t where (a + 1) = 1 group by b having (a + 1) > 3 order by b",
        ),
        (
            "with w as (select nvl(a, 1) as a from u) select * exclude a from w",
            &["a", "B c"],
            "WITH \"w\" AS (select coalesce(a, 1) as a from u) SELECT * FROM (SELECT * FROM w) AS redshift_local_question",
            "with w as (select coalesce(a, 1) as a from u) SELECT \"B c\" from w",
        ),
    ] {
        let (asked, answer) = answered(sql, columns);
        assert_eq!((asked, answer), (vec![question.to_owned()], Ok(expected.to_owned())), "{sql}");
    }
}

#[test]
fn relations_are_turned_joined_and_connected() {
    for (sql, expected) in [
        (
            "select * from t pivot (sum(b) as s for a in (1 as one, null)) p",
            expect![[
                r#"select * from (SELECT sum(b) FILTER (WHERE "a" = (1)) AS "one_s", sum(b) FILTER (WHERE "a" IS NULL) AS "null_s" FROM t) p"#
            ]],
        ),
        (
            "select * from (select a, b from t) unpivot include nulls (v for k in (a as x, b))",
            expect![[
                r#"select * from (SELECT redshift_local_pairs.name AS "k", redshift_local_pairs.value AS "v" FROM (select a, b from t) AS redshift_local_derived3 CROSS JOIN LATERAL (VALUES (E'x'::varchar, "a"), (E'b'::varchar, "b")) AS redshift_local_pairs (name, value)) AS redshift_local_pivot3"#
            ]],
        ),
        (
            "select t.a from t, u x where t.a = x.a(+) and x.b(+) > 1 and t.b = 2 group by 1",
            expect!["select t.a from t LEFT JOIN u x ON (t.a = x.a) AND (x.b> 1) WHERE (t.b = 2) group by 1"],
        ),
        (
            "select x.a from t x where level < 3 start with a = 1 connect by prior a = b order by 1",
            expect![[
                r#"select x.a from (WITH RECURSIVE redshift_local_hierarchy (redshift_local_prior0, redshift_local_prior1, level) AS (SELECT "x".*, 1 FROM t x WHERE a = 1 UNION ALL SELECT "x".*, redshift_local_parent.level + 1 FROM t x CROSS JOIN redshift_local_hierarchy AS redshift_local_parent WHERE redshift_local_parent.redshift_local_prior0 = b) SELECT * FROM redshift_local_hierarchy) AS redshift_local_hierarchy (redshift_local_prior0, redshift_local_prior1, redshift_local_hierarchy_level) CROSS JOIN LATERAL (SELECT redshift_local_hierarchy.redshift_local_prior0, redshift_local_hierarchy.redshift_local_prior1) AS "x" ("a", "b") CROSS JOIN LATERAL (SELECT redshift_local_hierarchy.redshift_local_hierarchy_level) AS redshift_local_hierarchy_levels (level) WHERE level < 3 order by 1"#
            ]],
        ),
        (
            "select rank() over (order by a) as r, t.* from t where a > 1 qualify r = 1 order by b",
            expect![[
                r#"SELECT redshift_local_block.c0 AS "r", redshift_local_block.c1 AS "a", redshift_local_block.c2 AS "b" FROM (SELECT (rank() over (order by a))::integer AS "r", t."a", t."b", (((rank() over (order by a))::integer) = 1) FROM t where a > 1 ) AS redshift_local_block (c0, c1, c2, condition) WHERE redshift_local_block.condition order by redshift_local_block.c2"#
            ]],
        ),
    ] {
        let (_, answer) = answered(sql, &["a", "b"]);
        expected.assert_eq(&answer.unwrap());
    }
}

#[test]
fn what_is_not_simulated() {
    for sql in [
        "select (a.b)[0] from t a",
        "explain verbose select 1",
        "explain create table t (a int)",
        "explain select a from t where b = $1",
        "select f.b[a] from t f",
        "select f.b['a'] from t f",
        "select current_database().b",
        "update t set a = (b).c",
        "select a from t x qualify a = 1",
        "select a, row_number() over (order by b) as n from t x qualify n = 1 or rank() over (order by b) = 1",
        "select distinct * from t x qualify rank() over (order by b) = 1 order by a + 1",
        "select * from t x, u y qualify rank() over (order by b) = 1 order by b",
        "select * from t x join u y using (a) qualify rank() over (order by b) = 1",
        "select * from t x join (u y cross join v z) on true qualify rank() over (order by b) = 1",
        "select * from t x group by 1 qualify rank() over (order by b) = 1",
        "select * exclude (a) from t",
        "select a from t group by rollup ((a, b), c)",
        "select a from t group by 1, rollup (b)",
        "select * from t pivot (sum(a) for b in (1, 2))",
        "select a from t start with b = 1 connect by prior c = d",
        "select * from t, t.arr",
        "select * from t, unnest(t.arr) as x",
        "select * from t, unnest(array(1)) as x(y)",
        "select object('a') from t",
        "select checksum(a) from t",
        "select listagg(a, $1) from t",
        "select percentile_cont($1) within group (order by a) from t",
        "select percentile_disc(0.5) within group (order by a) from t",
        "select bool_or(a) over (partition by b) from t",
        "select median(t.a), median(a) from t",
        "select x'ff'",
        "select a::varbyte from t",
        "select int4(a) from t",
        "select dateadd($1, 1, a) from t",
        "merge into t using t as x on t.a = x.a when matched then delete when not matched then insert values (x.a)",
        "merge into t using (with x as (select 1 as a) select a from x) s on t.a = s.a when matched then delete when not matched then insert values (s.a)",
        "create function f(a int) returns int stable as $$ select 1 $$ language sql",
        "create function f() returns int stable as 'select 1' language sql",
        "create function f() returns int stable language sql as $$ select 1 $$",
        "create function f() returns int stable as $$ select 1; select 2 $$ language sql",
        "create function f() returns int stable as $$ select 1 union select 2 $$ language sql",
        "create function len(int) returns int stable as $$ select 1 $$ language sql",
        "create function pg_catalog.f() returns int stable as $$ select 1 $$ language sql",
        "create function f() returns int stable as $$ return 1 $$ language plpythonu",
        "create external table s.t (a int)",
        "create table t (a geometry)",
        "create table t (a time encode zstd)",
        "create table t (a varchar(10) collate case_insensitive)",
        "create materialized view v using iceberg as select a from t",
        "create materialized view #v as select a from t",
        "create materialized view v diststyle auto as select a from t",
        "create materialized view v sortkey auto as select a from t",
        "create materialized view v interleaved sortkey (a) as select a from t",
        "create materialized view v encode auto as select a from t",
        "create materialized view v as select a from t order by a",
        "create materialized view v as select a from (select a from t limit 1) x",
        "create materialized view v as select a from t union select a from u offset 1",
        "create materialized view v as select top 1 a from t",
        "alter materialized view v row level security on",
        "create view v as select a from s.t, u with no schema binding",
        "grant select on t to bob with grant option, eve",
        "grant select on t to role r",
        "revoke grant option for select on t from public",
        "revoke grant option for select on t from group g",
        "vacuum t to 101 percent",
        "vacuum reindex t boost",
        "unload ('select 1') to 's3://x' iam_role default",
        "copy t from 's3://x' iam_role default",
        "alter table t row level security on",
        "set enable_case_sensitive_identifier to true",
        "show tables from schema b",
        "show columns from table s.t",
        "show schemas",
        "select * from svv_roles",
        "select * from dev.pg_catalog.svv_tables",
        "frobnicate",
        "create user u password 'x'",
        "begin isolation level serializable, read only",
        "set app.user to 'x'",
    ] {
        not_simulated(sql);
    }
    not_simulated(&format!("select 1 as {}", "a".repeat(64)));
    not_simulated(&format!("select {}1{}", "(".repeat(200), ")".repeat(200)));
}

#[test]
fn some_commands_must_stand_alone() {
    let inside = Session { in_transaction_block: true, extended: false };
    assert_eq!(rewrite("lock table a, s.b", inside).unwrap()[0].sql, "LOCK TABLE \"a\", \"s\".\"b\"");
    for (sql, command) in [
        ("vacuum", "VACUUM"),
        ("alter table t alter column a type varchar(5)", "ALTER TABLE ALTER COLUMN"),
        ("alter table t append from u", "ALTER TABLE APPEND"),
        ("create database d", "CREATE DATABASE"),
    ] {
        let (_, refusal) = rewrite(sql, inside).unwrap_err();
        let expected = ("25001", format!("{command} cannot run inside a transaction block"));
        assert_eq!((refusal.sqlstate, refusal.message.clone()), expected);
        let (before, refusal) = rewrite(&format!("select 1; {sql}"), OUTSIDE).unwrap_err();
        assert_eq!(before.len(), 1);
        let expected = ("25001", format!("{command} cannot run inside a multiple commands statement"));
        assert_eq!((refusal.sqlstate, refusal.message.clone()), expected);
    }
    let (_, refusal) = rewrite("begin; vacuum", OUTSIDE).unwrap_err();
    assert_eq!(refusal.message, "VACUUM cannot run inside a transaction block");
}

#[test]
fn a_parse_takes_one_statement() {
    let extended = Session { in_transaction_block: false, extended: true };
    let (_, refusal) = rewrite("select 1; select 2", extended).unwrap_err();
    assert_eq!(refusal.message, "cannot insert multiple commands into a prepared statement");
    assert_eq!(rewrite("select 1;", extended).unwrap()[0].sql, "select 1");
    let texts: Vec<_> =
        rewrite(" select 1 ;; select len('a') ; ", OUTSIDE).unwrap().into_iter().map(|one| one.sql).collect();
    assert_eq!(texts, [" select 1 ", "select redshift_local.len('a') "]);
}

#[test]
fn limits_that_are_parameters_are_told() {
    assert_eq!(one("select a from t limit $2 offset $1").unwrap().limit_parameters, [2, 1]);
    assert_eq!(one("select a from (select 1 limit $3) x limit $1::int").unwrap().limit_parameters, [3]);
    assert!(one("select a from t where b = $1 limit 5").unwrap().limit_parameters.is_empty());
}

#[test]
fn deep_nesting_is_walked_or_refused() {
    for (head, foot) in [
        ("(", ")"),
        ("nvl2(", ", 1, 2)"),
        ("decode(", ", 1, 2)"),
        ("(select ", ")"),
        ("cast(", " as int)"),
        ("case when ", " then 1 end"),
    ] {
        for depth in [98, 2000] {
            drop(one(&format!("select {}1{}", head.repeat(depth), foot.repeat(depth))));
        }
    }
    let from = format!("select * from {}t{}", "(select * from ".repeat(90), ") x".repeat(90));
    one(&from).unwrap();
    let planned = format!("select a from {}t{}", "(select a from ".repeat(90), " group by all) x".repeat(90));
    one(&planned).unwrap();
    let aliased = format!("select a from {}t{}", "(select a + 1 as a, a as b from ".repeat(20), ") x".repeat(20));
    let (asked, answer) = answered(&aliased, &["c"]);
    assert!(asked.len() == 20 && answer.is_ok(), "{asked:?}");
    let grown = format!("select {}1{}", "decode(".repeat(60), ", 1, 2, 3, 4, 5, 6)".repeat(60));
    assert_eq!(one(&grown).unwrap_err().message, "redshift-local: a statement that grows this long is not simulated");
}

/// Words and signs that statements are made of.
const TOKENS: &[&str] = &[
    "select",
    "from",
    "where",
    "group",
    "by",
    "order",
    "limit",
    "offset",
    "union",
    "all",
    "distinct",
    "on",
    "insert",
    "into",
    "values",
    "update",
    "set",
    "delete",
    "using",
    "merge",
    "when",
    "matched",
    "then",
    "not",
    "create",
    "table",
    "temp",
    "view",
    "as",
    "with",
    "no",
    "schema",
    "binding",
    "alter",
    "add",
    "column",
    "drop",
    "rename",
    "to",
    "type",
    "varchar",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    ";",
    "::",
    "*",
    "+",
    "-",
    "=",
    "#",
    "$1",
    "1",
    "'x'",
    "\"Y\"",
    "t",
    "a",
    "int",
    "default",
    "identity",
    "encode",
    "zstd",
    "distkey",
    "sortkey",
    "diststyle",
    "key",
    "primary",
    "references",
    "null",
    "case",
    "end",
    "cast",
    "decode",
    "nvl2",
    "dateadd",
    "day",
    "listagg",
    "within",
    "over",
    "partition",
    "rows",
    "between",
    "and",
    "extract",
    "top",
    "5",
    "join",
    "left",
    "grant",
    "revoke",
    "show",
    "begin",
    "commit",
    "truncate",
    "vacuum",
    "analyze",
    "declare",
    "cursor",
    "for",
    "fetch",
    "prepare",
    "execute",
    "comment",
    "is",
    "copy",
    "like",
    "returning",
    "filter",
    "any",
    "exists",
    "in",
    "sum",
    "rank",
    "super",
    "varbyte",
    "interval",
    "$$",
    "/*",
    "*/",
    "--",
    "\n",
    "e'",
    "\\",
    "(select 1)",
    "trim",
    "both",
    "having",
    "qualify",
    "exclude",
    "include",
    "nulls",
    "pivot",
    "unpivot",
    "start",
    "connect",
    "prior",
    "level",
    "recursive",
    "natural",
    "u",
    "b",
    "(+)",
];

/// What the bodies of procedures are made of.
const OF_PROCEDURES: &[&str] = &[
    "begin",
    "end",
    "end;",
    "declare",
    "exception",
    "when",
    "others",
    "then",
    "if",
    "end if;",
    "else",
    "elsif",
    "loop",
    "end loop;",
    "while",
    "for",
    "in",
    "reverse",
    "1..3",
    "1",
    "..",
    "exit",
    "continue",
    "<<",
    ">>",
    "<<l>>",
    "l",
    "raise",
    "info",
    "'%'",
    "exception",
    "return;",
    "null;",
    "a",
    "b",
    "rec",
    "rec.x",
    "rec.",
    "$1",
    "$2",
    "$9",
    ":=",
    "=",
    ":",
    ";",
    ",",
    "(",
    ")",
    "int",
    "record",
    "cursor for",
    "refcursor",
    "c",
    "open",
    "fetch",
    "close",
    "into",
    "select",
    "a, b",
    "from t",
    "*",
    "insert into t values (a)",
    "execute",
    "'select 1'",
    "commit",
    "rollback",
    "truncate t",
    "call p(a)",
    "get diagnostics",
    "row_count",
    "case",
    "end case;",
    "found",
    "sqlerrm",
    "create table u (a int)",
    "drop table u",
    "alias for",
    "constant",
    "not null",
    "default",
    "varchar(3)",
    "--",
    "\n",
    "/*",
    "*/",
    "'",
    "\"",
    "||",
    "quote_ident(b)",
    "quote_literal(b)",
    "execute 'select ''' ||",
    "|| ''''",
    "execute 'drop table ' || b;",
    "execute 'select ' || a || 'x';",
    "limit",
    "perform",
    "with",
    "update t set a = b",
    "delete from t",
    "$$",
    "$x$",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}") {
        drop(rewrite(&text, OUTSIDE));
    }

    #[test]
    fn no_run_of_tokens_makes_it_panic(tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..40)) {
        drop(rewrite(&tokens.join(" "), OUTSIDE));
    }

    #[test]
    fn no_body_of_a_procedure_makes_it_panic(
        declared in prop::collection::vec(prop::sample::select(OF_PROCEDURES), 0..12),
        body in prop::collection::vec(prop::sample::select(OF_PROCEDURES), 0..40),
        whole: bool,
    ) {
        let (declared, body) = (declared.join(" "), body.join(" "));
        let source = if whole {
            format!("declare rec record; c cursor for select 1; {declared} begin {body} end")
        } else {
            format!("{declared} {body}")
        };
        drop(rewrite(&format!("create procedure p(a int, inout b varchar, out int) as $z${source}$z$ language plpgsql"), OUTSIDE));
    }

    #[test]
    fn no_header_of_a_procedure_makes_it_panic(tokens in prop::collection::vec(prop::sample::select(OF_PROCEDURES), 0..12)) {
        for head in ["create procedure ", "create procedure p(", "call p(", "drop procedure p(", "grant execute on procedure p("] {
            drop(rewrite(&format!("{head}{}", tokens.join(" ")), OUTSIDE));
        }
    }

    #[test]
    fn no_statement_with_noise_makes_it_panic(
        head in prop::sample::select(&[
            "select ", "insert into t ", "update t set a = ", "delete from t ", "create table t (", "alter table t ", "with x as (",
            "select a from t ", "create view v as ", "merge into t using s on ", "select decode(", "select dateadd(",
            "select sum(a) over (", "create table t (a int ", "alter table t alter ", "select a as b, ", "select * exclude a from t ",
            "select a from t, u where t.a = u.a(+) ", "select * from t pivot (sum(a) for b in (1) ) ", "select * from t unpivot (c for d in (",
            "select a from t connect by prior a = b ", "select a as b, b from t qualify ", "with recursive x (a) as (select 1 union all ",
        ][..]),
        tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..25),
    ) {
        let sql = format!("{head}{}", tokens.join(" "));
        drop(rewrite(&sql, OUTSIDE));
        drop(answered(&sql, &["a", "b", "a"]));
        drop(answered(&sql, &["a", "b"]));
    }
}

#[test]
fn settings_of_the_stand_in_have_its_prefix() {
    becomes("SET redshift_local.identity_gaps=on;", "SET redshift_local.identity_gaps TO on");
    becomes(" set /* gaps */ Redshift_Local.identity_gaps TO 'off' ", "SET redshift_local.identity_gaps TO off");
    becomes("RESET redshift_local.identity_gaps", "RESET redshift_local.identity_gaps");
    becomes("SHOW redshift_local.fault", "SHOW redshift_local.fault");
    let faults = |sql: &str| one(sql).unwrap().own;
    let set = |text: &str| fault::read(text).map(|(scope, faults)| Own::Fault(fault::Command::Set(scope, faults))).ok();
    assert_eq!(
        faults("SET redshift_local.fault = 'database: drop before commit'"),
        set("database: drop before commit")
    );
    assert_eq!(faults("SET redshift_local.fault TO DEFAULT"), set("none"));
    assert_eq!(faults("SET search_path TO a"), None);
    refuses("SET redshift_local.fault = 'drop'", "22023", "redshift-local: \"drop\" is no fault");
    refuses(
        "SET redshift_local.identity_gaps = 3",
        "22023",
        "redshift-local: redshift_local.identity_gaps is on or off",
    );
    refuses("RESET redshift_local.x", "42704", "unrecognized configuration parameter \"redshift_local.x\"");
    not_simulated("SET LOCAL redshift_local.fault = 'none'");
    not_simulated("SET app.x = 'y'");
}

/// The message with which a procedure of this body is refused.
fn refused_body(body: &str) -> String {
    let sql = format!("create procedure p(a int, inout b varchar) as $z$ {body} $z$ language plpgsql");
    one(&sql).expect_err(body).message.clone()
}

#[test]
fn what_no_procedure_may_have_is_refused() {
    for body in [
        "begin select 1; end",
        "begin perform f(); end",
        "begin vacuum t; end",
        "begin prepare x as select 1; end",
        "begin alter table t append from u; end",
        "begin create database d; end",
        "begin set local x to 1; end",
        "begin start transaction; end",
        "begin raise; end",
        "begin raise info '% %', a; end",
        "begin raise info '%', a + 1; end",
        "begin raise debug 'x'; end",
        "begin a := 1; end",
        "begin execute b; end",
        "begin execute 'commit'; end",
        "begin execute 'select 1; select 2'; end",
        "begin execute b || 'x'; end",
        "begin execute 'select ' || b || '(1)'; end",
        "begin execute 'insert into t ' || b; end",
        "begin execute 'create table t (a ' || b || ')'; end",
        "begin execute 'select 1 /* ' || b || ' */'; end",
        "begin execute 'select ''' || quote_literal(b) || ''''; end",
        "begin execute 'select $1' || a; end",
        "begin execute 'create table u as select a from t where b = ' || quote_literal(b); end",
        "begin execute 'drop table ' || b = 'x'; end",
        "begin execute 'call p(' || a || ')'; end",
        "declare r record; begin for r in execute b loop null; end loop; end",
        "declare r record; begin for r in execute 'drop table ' || b loop null; end loop; end",
        "declare r record; begin b := r; end",
        "declare r record; begin insert into t select r.*; end",
        "declare x int; x int; begin end",
        "declare x int not null; begin end",
        "declare x t%rowtype; begin end",
        "declare x hllsketch; begin end",
        "declare x int; y int; begin select 1 into x, y; end",
        "declare x int; begin select * into x from t; end",
        "declare x bigint; begin select a into b from t limit x; end",
        "begin create table u as select a as x; end",
        "begin create procedure q() as $$ begin end $$ language plpgsql; end",
        "begin begin commit; exception when others then null; end; end",
        "begin begin truncate t; exception when others then null; end; end",
        "begin null; exception when others then return; end",
        "begin null; exception when division_by_zero then null; end",
        "begin null; exception continue_handler when others then null; end",
        "begin begin begin null; exception when others then null; end; exception when others then null; end; end",
        "<<l>> declare x int; begin b := l.x; end",
        "begin b := $3; end",
        "begin exit; end",
        "<<l>> begin continue l; end",
        "begin loop exit m; end loop; end",
        "<<l>> begin end m",
        "declare v super; begin b := v.a; end",
        "declare v super; begin b := v[0]; end",
        "begin b := count(*) from t; end",
    ] {
        let message = refused_body(body);
        assert!(message.starts_with("redshift-local: "), "{body}: {message}");
    }
    // What Redshift refuses in a statement, it refuses here, in its words.
    for (body, message) in [
        ("begin insert into t values (1) returning a; end", "syntax error at or near \"returning\""),
        ("begin create index i on t (a); end", "redshift-local: CREATE INDEX in a procedure is not simulated"),
        ("declare x varchar; begin select distinct on (a) b into x from t; end", "SELECT DISTINCT ON is not supported"),
        ("begin insert into t (a) values (1); end", "syntax error at or near \"$1\""),
        ("begin if a = 1 then null; end; end", "syntax error at or near \";\""),
        ("begin x := 1; end", "syntax error at or near \"x\""),
        ("begin b := a::uuid; end", "type \"uuid\" does not exist"),
        ("begin", "syntax error at end of input"),
        ("select 1", "syntax error at or near \"select\""),
        ("begin end end", "syntax error at or near \"end\""),
    ] {
        assert_eq!(refused_body(body), message, "{body}");
    }
    for sql in [
        "create procedure p() nonatomic as $$ begin end $$ language plpgsql",
        "create procedure p() as $$ begin end $$ language plpgsql set search_path = s",
        "create procedure p() as ' begin end ' language plpgsql",
        "create procedure p() as $$ begin end $$ language plpythonu",
        "create procedure p(out a int, b int) as $$ begin end $$ language plpgsql",
        "create procedure len() as $$ begin end $$ language plpgsql",
        "create procedure p() as $$ begin commit; end $$ language plpgsql security definer",
        "create procedure p() as $$ begin call q(); end $$ language plpgsql security definer",
        "call p((select 1))",
        "call p(a => 1)",
    ] {
        not_simulated(sql);
    }
    let many: Vec<String> = (0..33).map(|number| format!("a{number} int")).collect();
    not_simulated(&format!("create procedure p({}) as $$ begin end $$ language plpgsql", many.join(", ")));
    let deep = format!("{}{}", "begin ".repeat(60), "end; ".repeat(60));
    not_simulated(&format!("create procedure p() as $$ {deep} $$ language plpgsql"));
    let long = " ".repeat(2 * 1024 * 1024);
    not_simulated(&format!("create procedure p() as $$ begin {long} end $$ language plpgsql"));
    let many: String = (0..1025).map(|number| format!("v{number} int; ")).collect();
    not_simulated(&format!("create procedure p() as $$ declare {many} begin end $$ language plpgsql"));
    refuses(
        "drop procedure if exists p()",
        "42601",
        "syntax error at or near \"exists\" in context \"drop procedure if exists\", at line 1, column 19",
    );
}

#[test]
fn statements_have_the_types_of_the_history() {
    for (sql, query_type) in [
        ("SELECT 1", Some("SELECT")),
        ("(SELECT 1)", Some("SELECT")),
        ("WITH a AS (SELECT 1 AS b) SELECT b FROM a", Some("SELECT")),
        ("SELECT 1 AS a INTO t", None),
        ("INSERT INTO t SELECT 1", Some("INSERT")),
        ("UPDATE t SET a = 1", Some("UPDATE")),
        ("DELETE FROM t", None),
        ("CREATE TEMP TABLE t (a INT)", Some("DDL")),
        ("CREATE OR REPLACE VIEW v AS SELECT 1 AS a", Some("DDL")),
        ("CREATE TABLE t AS SELECT 1 AS a", Some("CTAS")),
        ("CREATE MATERIALIZED VIEW v AS SELECT a FROM t", None),
        ("ALTER TABLE t ADD COLUMN b INT", Some("DDL")),
        ("DROP SCHEMA s", Some("DDL")),
        ("GRANT SELECT ON t TO PUBLIC", Some("UTILITY")),
        ("BEGIN", Some("UTILITY")),
        ("SET query_group TO 'a'", Some("UTILITY")),
        ("EXPLAIN SELECT 1", Some("UTILITY")),
        ("FETCH NEXT FROM c", None),
    ] {
        let history = one(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}")).history;
        assert_eq!((history.query_type, history.is_read), (query_type, false), "{sql}");
    }
}

#[test]
fn what_reads_the_history_is_known_by_its_names() {
    for (sql, is_read) in [
        ("SELECT COUNT(*) FROM sys_query_history", true),
        ("SELECT 1 FROM t WHERE a IN (SELECT query FROM pg_catalog.stl_query)", true),
        ("INSERT INTO t SELECT query_id FROM sys_query_history", true),
        ("CREATE TABLE t AS SELECT query FROM svl_qlog", true),
        ("SELECT PG_LAST_QUERY_ID()", true),
        ("DECLARE c CURSOR FOR SELECT query FROM stv_recents", true),
        ("SELECT query_id FROM mine.sys_query_history", false),
        ("WITH stl_query AS (SELECT 1 AS a) SELECT a FROM stl_query", false),
        ("SELECT 'sys_query_history' AS stl_query", false),
    ] {
        let statement = one(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal:?}"));
        assert_eq!(statement.history.is_read, is_read, "{sql}");
    }
}

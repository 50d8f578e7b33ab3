//! String functions.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Order};

use crate::golden;

#[test]
fn string_functions() {
    golden(
        expect_file!["../../golden/functions/string.sql"],
        [
            ("letters", {
                Customer::query()
                    .select(|c| (c.name.lower(), c.name.upper(), c.region.initcap(), c.region.reverse()))
                    .to_sql()
            }),
            ("lengths", Customer::query().select(|c| (c.name.len(), c.region.octet_length(), c.name.ascii())).to_sql()),
            ("TRIM and its like", {
                Customer::query()
                    .select(|c| (c.name.trim(), c.name.btrim("*"), c.name.ltrim(c.region), c.region.rtrim("0")))
                    .to_sql()
            }),
            ("parts", {
                Customer::query()
                    .select(|c| (c.name.left(2), c.name.right(3), c.name.substring(2, 4), c.region.substring_from(5)))
                    .to_sql()
            }),
            ("SPLIT_PART", Customer::query().select(|c| c.name.split_part(" ", 2)).to_sql()),
            ("filled and repeated", {
                Customer::query().select(|c| (c.name.lpad(8, "0"), c.region.rpad(8, c.name), c.name.repeat(3))).to_sql()
            }),
            ("replaced", {
                Customer::query()
                    .select(|c| (c.name.replace("a", "b"), c.name.replace(c.region, ""), c.name.translate("ab", "x")))
                    .to_sql()
            }),
            ("places", {
                Customer::query().filter(|c| c.name.strpos("x").gt(0).or(c.name.charindex(c.region).gt(1))).to_sql()
            }),
            ("regular expressions are literals", {
                Customer::query()
                    .select(|c| {
                        (
                            c.name.regexp_replace(r"\d+'", ""),
                            c.region.regexp_substr("[a-z]+"),
                            c.name.regexp_count("a|b"),
                            c.name.regexp_instr(r"\s"),
                        )
                    })
                    .to_sql()
            }),
            ("how a regular expression is searched for", {
                Customer::query()
                    .select(|c| {
                        (
                            c.name.regexp_count(regexp("A").from(2).ignore_case()),
                            c.region.regexp_replace(regexp("(?=x)").perl(), c.name),
                            c.name.regexp_substr(regexp("(a)b").occurrence(2).subexpression()),
                            c.name.regexp_instr(regexp("a").occurrence(3)),
                            c.name.regexp_instr_end("a"),
                            c.name.regexp_instr_end(regexp("a").from(5).ignore_case()),
                        )
                    })
                    .to_sql()
            }),
            ("where", {
                Customer::query()
                    .filter(|c| c.name.position("x").gt(c.name.concat(c.region).position(c.region)))
                    .select(|c| (c.name.octetindex("x"), c.region.bpcharcmp(c.name)))
                    .to_sql()
            }),
            ("how it sounds", {
                Customer::query().select(|c| (c.name.soundex(), c.name.difference("Ada"), c.region.crc32())).to_sql()
            }),
            ("numbers and characters", {
                Customer::query().select(|c| (c.name.strtol(16), c.name.ascii().chr())).to_sql()
            }),
            ("quoted", Customer::query().select(|c| (c.name.quote_ident(), c.region.quote_literal())).to_sql()),
            ("COLLATE is a function", {
                Customer::query().filter(|c| c.name.collate(Collation::CaseInsensitive).eq("ada")).to_sql()
            }),
            ("over an aggregate", Order::query().select(|o| o.note.max().left(3).coalesce("none")).to_sql()),
            ("a GROUP BY key keeps its parameters", {
                Customer::query()
                    .group_by(|c| c.name.split_part(" ", 1).lower())
                    .select(|word, _| (word, count_star()))
                    .order_by(|(word, _)| word.asc())
                    .to_sql()
            }),
        ],
    );
}

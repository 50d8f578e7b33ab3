//! Mathematical functions and hashes.

use expect_test::expect_file;
use redshift_orm::functions::system_information::{
    current_aws_account, current_namespace, current_session_arn, db_collation, default_iam_role, get_mounted_role,
    has_assumerole_privilege, last_user_query_id, pg_last_copy_count, pg_last_copy_id, pg_last_query_id,
    pg_last_unload_count, pg_last_unload_id, role_is_member_of, slice_num, user_is_member_of,
};
use redshift_orm::prelude::*;
use redshift_orm_tests::{Customer, Everything, Order};

use crate::golden;

#[test]
fn mathematical_functions() {
    golden(
        expect_file!["../../golden/functions/math.sql"],
        [
            ("signs", Everything::query().select(|e| (e.small.abs(), e.double.sign(), e.decimal.abs())).to_sql()),
            ("rounding", {
                Everything::query()
                    .select(|e| {
                        (
                            e.decimal.ceiling(),
                            e.double.floor(),
                            e.decimal.round(2),
                            e.double.round(-2),
                            e.double.trunc(0),
                        )
                    })
                    .to_sql()
            }),
            ("roots and powers", {
                Everything::query()
                    .select(|e| (e.double.sqrt(), e.double.cbrt(), e.double.power(2.0), e.id.cast::<f64>().sqrt()))
                    .to_sql()
            }),
            ("bits", {
                Everything::query()
                    .filter(|e| (e.id + 1).bitwise_and(e.id).eq(0))
                    .select(|e| {
                        (
                            e.small.bitwise_and(3_i16) + 1_i16,
                            e.id.shift_left(4).shift_right(2).bitwise_and(e.id.shift_left(1)),
                            e.big.bitwise_and(1),
                        )
                    })
                    .to_sql()
            }),
            ("logarithms", {
                Everything::query().select(|e| (e.double.exp(), e.double.ln(), e.double.dlog10())).to_sql()
            }),
            ("angles", {
                Everything::query()
                    .select(|e| {
                        let x = e.double;
                        (x.degrees(), x.radians(), x.sin(), x.cos(), x.tan(), x.cot())
                    })
                    .to_sql()
            }),
            ("arcs", {
                Everything::query()
                    .select(|e| (e.double.asin(), e.double.acos(), e.double.atan(), e.double.atan2(pi())))
                    .to_sql()
            }),
            ("without arguments", Everything::query().filter(|e| e.double.lt(random())).select(|e| e.id).to_sql()),
            ("of an aggregate and of a key", {
                Order::query()
                    .group_by(|o| (o.total / dec!(100)).floor())
                    .select(|hundreds, o| (hundreds, o.total.sum().round(0)))
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn hash_functions() {
    golden(
        expect_file!["../../golden/functions/hash.sql"],
        [
            ("digests", {
                Customer::query().select(|c| (c.name.md5(), c.region.sha2(Sha2::Bits256), c.name.sha1())).to_sql()
            }),
            ("numbers", {
                Everything::query()
                    .select(|e| {
                        (
                            e.big.fnv_hash_from(e.id.fnv_hash()),
                            e.date.murmur3_32_hash_from(e.id.murmur3_32_hash()),
                            e.bytes.farmfingerprint64(),
                            e.decimal.checksum(),
                        )
                    })
                    .to_sql()
            }),
        ],
    );
}

#[test]
fn varbyte_functions() {
    golden(
        expect_file!["../../golden/functions/varbyte.sql"],
        [
            ("from text and to text", {
                Everything::query()
                    .filter(|e| e.text.from_hex().eq(vec![1_u8]))
                    .select(|e| {
                        (
                            (e.bytes.to_hex(), e.big.to_hex(), e.text.to_varbyte(BinaryFormat::Base64)),
                            (e.bytes.from_varbyte(BinaryFormat::Hex), e.bytes.from_varbyte(BinaryFormat::Utf8)),
                            e.bytes.from_varbyte(BinaryFormat::Binary),
                        )
                    })
                    .to_sql()
            }),
            ("operators", {
                Everything::query()
                    .filter(|e| e.bytes.bitwise_and(vec![1_u8]).eq(e.bytes))
                    .select(|e| {
                        let bytes = e.bytes;
                        (
                            bytes.bitwise_or(bytes.bitwise_and(bytes)),
                            bytes.bitwise_or(bytes).bitwise_and(bytes).bitwise_and(bytes),
                            bytes.bitwise_and(bytes.bitwise_not()),
                            bytes.bitwise_not().bitwise_not().concat_bytes(bytes.concat_bytes(vec![2_u8])),
                        )
                    })
                    .to_sql()
            }),
            ("exclusive or", Everything::query().select(|e| e.bytes.bitwise_xor(e.bytes.bitwise_not())).to_sql()),
            ("lengths and parts", {
                Everything::query()
                    .filter(|e| e.bytes.len().gt(2))
                    .select(|e| (e.bytes.octet_length(), e.bytes.substring(2, 1), e.bytes.substring_from(3)))
                    .to_sql()
            }),
            ("GETBIT", Everything::query().select(|e| e.bytes.getbit(2)).to_sql()),
        ],
    );
}

#[test]
fn system_information_functions() {
    golden(
        expect_file!["../../golden/functions/system_information.sql"],
        [
            ("who and where", {
                Customer::query()
                    .filter(|c| c.name.eq(current_user()))
                    .select(|_| (current_database(), current_user(), current_user_id(), pg_backend_pid()))
                    .to_sql()
            }),
            ("the last statements", {
                Customer::query()
                    .filter(|c| c.id.eq(pg_last_query_id().cast::<i64>()))
                    .select(|_| {
                        (
                            (pg_last_copy_count(), pg_last_copy_id(), pg_last_unload_count(), pg_last_unload_id()),
                            last_user_query_id(),
                        )
                    })
                    .to_sql()
            }),
            ("the cluster", {
                Customer::query()
                    .select(|_| (current_aws_account(), current_namespace(), slice_num(), db_collation()))
                    .to_sql()
            }),
            ("users and roles", {
                Customer::query()
                    .filter(|_| user_is_member_of("ada", "sales"))
                    .filter(|_| role_is_member_of("it's", "admin"))
                    .select(|_| {
                        let copies = has_assumerole_privilege("arn:aws:iam::1:role/r", "copy");
                        (copies, current_session_arn(), get_mounted_role(), default_iam_role())
                    })
                    .to_sql()
            }),
        ],
    );
}

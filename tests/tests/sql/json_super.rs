//! JSON functions.

use expect_test::expect_file;
use redshift_orm::prelude::*;
use redshift_orm_tests::Order;

use crate::golden;

#[test]
fn json_functions() {
    golden(
        expect_file!["../../golden/functions/json_super.sql"],
        [
            (
                "of text",
                Order::query().filter(|o| o.note.can_json_parse().eq(true)).select(|o| o.note.json_parse()).to_sql(),
            ),
            ("keys are literals", {
                Order::query()
                    .select(|o| (o.note.json_extract_path_text(["a"]), o.note.json_extract_path_text(["it's", "b"])))
                    .to_sql()
            }),
            ("of SUPER", Order::query().select(|o| (o.payload.json_serialize(), o.payload.json_typeof())).to_sql()),
        ],
    );
}

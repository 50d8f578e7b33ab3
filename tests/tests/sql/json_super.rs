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
            ("how SUPER values are stored", {
                Order::query()
                    .filter(|o| o.payload.path("name").is_char())
                    .select(|o| {
                        let price = o.payload.path("price");
                        (price.clone().decimal_precision(), price.decimal_scale(), o.payload.size())
                    })
                    .to_sql()
            }),
            ("of SUPER", Order::query().select(|o| (o.payload.json_serialize(), o.payload.json_typeof())).to_sql()),
        ],
    );
}

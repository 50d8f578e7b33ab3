//! CREATE TABLE and what belongs to it.

use expect_test::expect_file;
use redshift_orm::Model;
use redshift_orm_tests::{Customer, Everything, Order};

use crate::golden;

#[test]
fn create_table() {
    golden(
        expect_file!["../../golden/tables/create_table.sql"],
        [
            ("a small table on every node", Customer::create_table().to_sql()),
            ("keys, encodings, a default, a foreign key", Order::create_table().if_not_exists().to_sql()),
            ("every type", Everything::create_table().to_sql()),
        ],
    );
}

#[test]
fn drop_table() {
    golden(
        expect_file!["../../golden/tables/drop_table.sql"],
        [("plain", Customer::drop_table().to_sql()), ("if it is there", Customer::drop_table().if_exists().to_sql())],
    );
}

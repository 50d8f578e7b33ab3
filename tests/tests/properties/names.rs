//! Random names of tables and columns are created as they are written, in lower case.

use proptest::prelude::*;
use redshift_orm::schema::{Column, ColumnDefault, DataType, SortKey, Table, TableName, violations};
use redshift_orm::sql_query;
use redshift_orm::statement::CreateTable;
use redshift_orm_tests::server;

use crate::wait;

/// Names of at most 60 bytes: the stand-in refuses those over 63 under its own prefix.
fn name() -> impl Strategy<Value = String> {
    let odd =
        prop::sample::select(vec!["\"", "'", "\\", " ", ".", "select", "Order", "é", "名", "$", "%", "{", ";", "--"]);
    let odd = (prop::collection::vec(odd, 1..5), "[a-z_]{1,4}").prop_map(|(parts, rest)| rest + &parts.concat());
    prop_oneof![odd, "[a-zA-Z_][ -~]{0,20}", "[a-z_]\\PC{0,12}"]
}

#[test]
fn names_are_created_as_written() {
    let db = wait(server::database());
    proptest!(ProptestConfig::with_cases(150), |(table in name(), column in name(), number in any::<u32>())| {
        let table = format!("{table}{number}");
        let column = Column {
            name: &column,
            data_type: DataType::Integer,
            nullable: true,
            default: ColumnDefault::None,
            encoding: None,
            collation: None,
        };
        let table = Table {
            name: TableName { schema: None, name: &table },
            columns: &[column],
            diststyle: None,
            distkey: Some(column.name),
            sortkey: SortKey::Compound(&[column.name]),
            encode_auto: false,
            backup: true,
            primary_key: &[],
            unique: &[],
            foreign_keys: &[],
        };
        prop_assume!(violations(&table).is_empty());
        wait(async {
            CreateTable::new(&table).execute(&db).await.unwrap();
            let names = sql_query::<(String, String)>(
                "SELECT CAST(c.relname AS VARCHAR), CAST(a.attname AS VARCHAR) FROM pg_class AS c \
                 JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE a.attnum > 0 AND c.relname = $1",
            );
            let table = table.name.name.to_ascii_lowercase();
            let names = names.bind(table.clone()).all(&db).await.unwrap();
            prop_assert_eq!(names, [(table, column.name.to_ascii_lowercase())]);
            Ok(())
        })?;
    });
}

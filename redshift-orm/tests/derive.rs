//! What the derives make of correct items.

#![allow(missing_docs, missing_debug_implementations, unreachable_pub, reason = "models of a test")]

use redshift_orm::__private::{IdentityKey, NewRow};
use redshift_orm::prelude::*;
use redshift_orm::schema::{ColumnDefault, DataType, Encoding, Identity, SortKey, TableName};
use redshift_orm::types::{Sizing, SqlType as _};

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "customers", schema = "sales", diststyle = all)]
pub struct Customer {
    #[redshift(primary_key, identity)]
    pub id: i64,
    #[redshift(varchar = 100)]
    pub name: String,
    pub region: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "orders", schema = "sales", sortkey(placed_at, customer_id), varchar_multiplier = 4)]
pub struct Order {
    #[redshift(primary_key, identity(1, 1))]
    pub id: i64,
    #[redshift(distkey, references(Customer))]
    pub customer_id: i64,
    #[redshift(encode = az64)]
    pub placed_at: DateTime<Utc>,
    #[redshift(decimal(12, 2))]
    pub total: Decimal,
    #[redshift(varchar = 200)]
    pub note: Option<String>,
    #[redshift(default = "getdate()")]
    pub created_at: NaiveDateTime,
    pub payload: Option<serde_json::Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
pub struct CustomerId(i64);

#[derive(SqlType)]
struct Name(String);

#[derive(SqlType)]
struct Money(Decimal);

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[redshift(rename_all = "snake_case")]
enum Status {
    Open,
    InTransit,
}

#[derive(Debug, Clone, Copy, PartialEq, SqlType)]
#[repr(i16)]
enum Priority {
    Low = -1,
    High = 300,
}

#[test]
fn a_table_is_data() {
    let table = Order::TABLE;
    assert_eq!(table.name, TableName { schema: Some("sales"), name: "orders" });
    let types: Vec<_> = table.columns.iter().map(|column| column.data_type.to_string()).collect();
    assert_eq!(types, ["BIGINT", "BIGINT", "TIMESTAMPTZ", "DECIMAL(12, 2)", "VARCHAR(800)", "TIMESTAMP", "SUPER"]);
    let nullable: Vec<_> = table.columns.iter().map(|column| column.nullable).collect();
    assert_eq!(nullable, [false, false, false, false, true, false, true]);
    assert_eq!(table.columns[0].default, ColumnDefault::Identity(Identity { seed: 1, step: 1 }));
    assert_eq!(table.columns[2].encoding, Some(Encoding::Az64));
    assert_eq!(table.columns[5].default, ColumnDefault::Sql("getdate()"));
    assert_eq!(table.distkey, Some("customer_id"));
    assert_eq!(table.sortkey, SortKey::Compound(&["placed_at", "customer_id"]));
    assert_eq!(table.primary_key, ["id"]);
    assert_eq!(table.foreign_keys[0].table, Customer::NAME);
    assert!(table.foreign_keys[0].references.is_empty());
}

#[test]
fn a_new_row_has_every_column_but_identity() {
    assert_eq!(<NewCustomer as NewRow>::COLUMNS, ["name", "region"]);
    let ada = NewCustomer { name: "Ada".into(), region: None };
    assert_eq!(ada, ada.clone());
    assert_eq!(format!("{ada:?}"), "NewCustomer { name: \"Ada\", region: None }");
    let order = |created_at| NewOrder {
        customer_id: 1,
        placed_at: Utc::now(),
        total: Decimal::ONE,
        note: None,
        created_at,
        payload: None,
    };
    assert_eq!(order(Defaulted::Default).created_at, Defaulted::Default);
    assert_eq!(order(NaiveDateTime::MIN.into()).created_at, Defaulted::Value(NaiveDateTime::MIN));
}

#[test]
fn the_key_of_a_model_is_known() {
    fn key<M: IdentityKey>() -> &'static str {
        M::KEY
    }
    assert_eq!(key::<Customer>(), "id");
}

#[test]
fn newtypes_are_what_they_wrap() {
    assert_eq!(CustomerId::DATA_TYPE, DataType::BigInt);
    assert_eq!((Name::DATA_TYPE, Name::SIZING), (DataType::Varchar(256), Sizing::Characters));
    assert_eq!(Money::SIZING, Sizing::Decimal);
}

#[test]
fn enums_are_names_or_numbers() {
    assert_eq!(Status::DATA_TYPE, DataType::Varchar(10));
    assert_eq!(Status::InTransit.into_value(), String::from("in_transit").into_value());
    assert_eq!(Status::Open.into_value(), String::from("open").into_value());
    assert_eq!(Priority::DATA_TYPE, DataType::SmallInt);
    assert_eq!(Priority::Low.into_value(), (-1_i16).into_value());
    assert_eq!(Priority::High.into_value(), 300_i16.into_value());
}

#[test]
fn names_may_be_odd() {
    #[derive(Model)]
    struct HTTPLog {
        #[redshift(primary_key, column = "the \"key\"")]
        r#type: CustomerId,
        größe: i16,
        #[redshift(references(HTTPLog, r#type))]
        parent: Option<i64>,
        // Names that generated code uses itself.
        __row: i64,
        __source: Name,
        __list: Option<Status>,
        #[redshift(decimal(5, 2))]
        __index: Money,
        this: Option<Priority>,
    }
    let table = HTTPLog::TABLE;
    assert_eq!(table.name.name, "http_log");
    assert_eq!(table.columns[0].name, "the \"key\"");
    assert_eq!(table.columns[1].name, "größe");
    assert_eq!(table.primary_key, ["the \"key\""]);
    assert_eq!(table.foreign_keys[0].references, ["the \"key\""]);
    assert_eq!(table.columns[6].data_type, DataType::Decimal { precision: 5, scale: 2 });
}

mod private {
    use super::*;

    type Maybe = Option<String>;

    #[derive(SqlType)]
    struct Secret(i64);

    // The two tables refer to each other, and the first to itself.
    #[derive(Model)]
    #[redshift(foreign_key((year, number), Invoice, (year, number)))]
    pub(super) struct Payment {
        #[redshift(primary_key, identity_by_default(10, 5))]
        id: i64,
        year: i32,
        number: i32,
        note: Maybe,
        secret: Secret,
        #[redshift(references(Payment))]
        reverses: Option<i64>,
    }

    #[derive(Model)]
    #[redshift(primary_key(year, number))]
    pub(super) struct Invoice {
        year: i32,
        number: i32,
        #[redshift(references(self::Payment, id))]
        payment: i64,
    }
}

#[test]
fn tables_may_refer_to_each_other() {
    let table = private::Payment::TABLE;
    assert!(table.foreign_keys[0].references.is_empty());
    assert_eq!(table.foreign_keys[1].references, ["year", "number"]);
    assert_eq!(private::Invoice::TABLE.foreign_keys[0].table.name, "payment");
    assert!(table.columns[3].nullable);
    assert_eq!(<private::NewPayment as NewRow>::COLUMNS, ["id", "year", "number", "note", "secret", "reverses"]);
}

macro_rules! model {
    ($name:ident, $table:literal, { $($field:ident: $type:ty = $width:literal),* }) => {
        #[derive(Model)]
        #[redshift(table = $table)]
        struct $name {
            #[redshift(primary_key, identity)]
            id: i64,
            $(#[redshift(varchar = $width)] $field: $type),*
        }
    };
}
model!(ByMacro, "by_macro", { one: String = 3, two: Option<Name> = 4 });

#[derive(Debug, Selectable)]
struct Found {
    name: String,
    region: Option<String>,
}

#[test]
fn macros_may_write_models() {
    assert_eq!(ByMacro::TABLE.columns[2].data_type, DataType::Varchar(4));
    assert_eq!(<NewByMacro as NewRow>::COLUMNS, ["one", "two"]);
}

#[test]
fn a_selectable_struct_is_selected() {
    let query = Customer::query().select(|c| SelectFound { name: c.name, region: c.region }).order_by(|f| f.name.asc());
    let text = query.to_sql().to_string();
    assert!(text.contains(r#"SELECT t0."name", t0."region""#), "{text}");
    let read = |found: Found| (found.name, found.region);
    let _: fn(Found) -> (String, Option<String>) = read;
}

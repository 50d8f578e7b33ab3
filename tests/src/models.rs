//! The models that the tests share.

use redshift_orm::prelude::*;

/// A small table: a copy on every node.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "customers", diststyle = all)]
pub struct Customer {
    /// The key.
    #[redshift(primary_key, identity)]
    pub id: i64,
    /// The name.
    #[redshift(varchar = 100)]
    pub name: String,
    /// Where the customer is.
    pub region: Option<String>,
    /// Whether orders are taken.
    pub active: bool,
}

/// A large table: keys, an encoding, a default, a foreign key, widened text.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "orders", sortkey(placed_at, customer_id), varchar_multiplier = 4)]
pub struct Order {
    /// The key.
    #[redshift(primary_key, identity(1, 1))]
    pub id: i64,
    /// Who ordered.
    #[redshift(distkey, references(Customer))]
    pub customer_id: i64,
    /// When.
    #[redshift(encode = az64)]
    pub placed_at: DateTime<Utc>,
    /// For how much.
    #[redshift(decimal(12, 2))]
    pub total: Decimal,
    /// A remark.
    #[redshift(varchar = 200)]
    pub note: Option<String>,
    /// When the row was made.
    #[redshift(default = "getdate()")]
    pub created_at: NaiveDateTime,
    /// What else is known.
    pub payload: Option<serde_json::Value>,
}

/// A new order of a customer.
pub fn new_order(customer_id: i64) -> NewOrder {
    NewOrder {
        customer_id,
        placed_at: DateTime::UNIX_EPOCH,
        total: dec!(99.50),
        note: None,
        created_at: Defaulted::Default,
        payload: Some(serde_json::json!({"channel": "web", "items": [1, 2]})),
    }
}

/// What was sent to a customer: on the slice of the customer's orders, in the order of days.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "shipments", distkey(customer))]
pub struct Shipment {
    /// To whom.
    #[redshift(column = "customer_id")]
    pub customer: i64,
    /// When.
    #[redshift(sortkey)]
    pub shipped_on: NaiveDate,
    /// How many.
    pub parcels: i32,
}

/// What the orders of a customer come to, made of a query and kept.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "kept spend", sortkey(total, customer), backup = no)]
pub struct KeptSpend {
    /// Whose.
    #[redshift(column = "customer_id", distkey)]
    pub customer: i64,
    /// How many orders.
    pub orders: i64,
    /// Their sum.
    #[redshift(decimal(38, 2))]
    pub total: Option<Decimal>,
    /// The first remark.
    pub note: Option<String>,
}

/// What SUM and COUNT say of a name.
#[derive(Debug, Clone, PartialEq, Selectable)]
pub struct Spend {
    /// The name.
    pub name: String,
    /// How many orders.
    pub orders: i64,
    /// Their sum.
    pub total: Option<Decimal>,
}

/// A column of every type, plain and nullable.
#[derive(Debug, Clone, PartialEq, Model)]
#[redshift(table = "everything")]
pub struct Everything {
    /// INTEGER.
    #[redshift(primary_key)]
    pub id: i32,
    /// SMALLINT.
    pub small: i16,
    /// BIGINT.
    pub big: Option<i64>,
    /// REAL.
    pub real: f32,
    /// DOUBLE PRECISION.
    pub double: Option<f64>,
    /// BOOLEAN.
    pub boolean: Option<bool>,
    /// DECIMAL.
    #[redshift(decimal(38, 10))]
    pub decimal: Option<Decimal>,
    /// CHAR.
    #[redshift(char = 8)]
    pub character: Option<String>,
    /// VARCHAR of the greatest width.
    #[redshift(varchar = max)]
    pub text: Option<String>,
    /// DATE.
    pub date: Option<NaiveDate>,
    /// TIME.
    pub time: Option<NaiveTime>,
    /// TIMESTAMP.
    pub timestamp: Option<NaiveDateTime>,
    /// TIMESTAMPTZ.
    pub timestamptz: Option<DateTime<Utc>>,
    /// VARCHAR(36).
    pub uuid: Option<Uuid>,
    /// VARBYTE.
    #[redshift(varbyte = 100)]
    pub bytes: Option<Vec<u8>>,
    /// SUPER.
    pub json: Option<serde_json::Value>,
}

/// A row with a value in every column.
pub fn new_everything(id: i32) -> NewEverything {
    let timestamp = DateTime::from_timestamp_micros(1_356_998_400_123_456).unwrap_or_default();
    NewEverything {
        id,
        small: i16::MIN,
        big: Some(i64::MAX),
        real: 1.5,
        double: Some(-0.1),
        boolean: Some(true),
        decimal: Some(dec!(-123456789012345678.0123456789)),
        character: Some("abc".into()),
        text: Some("it's 100% \\ \"quoted\" 'naïve' 東京 🚀".into()),
        date: Some(timestamp.date_naive()),
        time: Some(timestamp.time()),
        timestamp: Some(timestamp.naive_utc()),
        timestamptz: Some(timestamp),
        uuid: Some(Uuid::from_u128(0x1234_5678_9abc_def0_1234_5678_9abc_def0)),
        bytes: Some(vec![0, 1, 0xfe, 0xff]),
        json: Some(serde_json::json!({"a": [1, 2.5, null], "b": "naïve"})),
    }
}

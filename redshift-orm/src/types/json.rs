//! SUPER values as types of serde's.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Cell, CellError, Element, SqlType, Value};
use crate::schema::DataType;

/// SUPER: what navigation and the functions of SUPER take.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of a SUPER",
    label = "paths and the functions of SUPER take a SUPER",
    note = "a SUPER column is a field of type `serde_json::Value` or `Json<T>`; JSON in a VARCHAR becomes a SUPER with `.json_parse()`"
)]
pub trait Super: SqlType {
    #[doc(hidden)]
    type Proof;
}
#[diagnostic::do_not_recommend]
impl Super for serde_json::Value {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl<T: JsonDocument> Super for Json<T> {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl<T: JsonDocument> Element for Json<T> {}

/// What JSON is read into and written from: a type that implements serde's `Serialize` and `Deserialize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from JSON and written as JSON",
    label = "does not implement serde's `Serialize` and `Deserialize`",
    note = "derive both: `#[derive(serde::Serialize, serde::Deserialize)]`"
)]
pub trait JsonDocument: Serialize + DeserializeOwned + Send + Sync + 'static {}
#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + Send + Sync + 'static> JsonDocument for T {}

/// A SUPER value that is read into a `T` and written from one, as a field of a model or a selected value.
///
/// A value that is no `T` is an error of the row that names the column and what serde expected, and shows no value.
///
/// ```
/// use redshift_orm::prelude::*;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, Serialize, Deserialize)]
/// struct Address {
///     city: String,
/// }
///
/// #[derive(Model)]
/// struct Customer {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     address: Json<Address>,
///     profile: serde_json::Value,
/// }
///
/// let insert = Customer::insert(NewCustomer {
///     address: Json(Address { city: "Bonn".into() }),
///     profile: serde_json::json!({ "billing": { "city": "Köln" } }),
/// });
/// assert!(insert.to_sql().text().ends_with("VALUES (JSON_PARSE($1), JSON_PARSE($2))"));
///
/// // Paths lead into both; a part of a SUPER is read as a type of its own.
/// let query = Customer::query()
///     .filter(|c| c.address.path("city").as_varchar().eq("Bonn"))
///     .select(|c| c.profile.path("billing").as_json::<Address>());
/// assert!(query.to_sql().text().starts_with("SELECT JSON_SERIALIZE(t0.\"profile\".\"billing\") FROM "));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json<T>(pub T);

/// As `T` alone is written.
impl<T: Serialize> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// As `T` alone is read.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Json)
    }
}

impl<T: JsonDocument> SqlType for Json<T> {
    const DATA_TYPE: DataType = DataType::Super;
    fn into_value(self) -> Value<'static> {
        match serde_json::to_string(&self.0) {
            Ok(json) => Value::Super(Cow::Owned(json)),
            Err(error) => Value::NotJson(Cow::Owned(error.to_string())),
        }
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        serde_json::from_str(cell.text()?).map(Json).map_err(|error| CellError::new(describe(&error)))
    }
}

/// What serde says, without the value that it quotes in front of what it expected.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let said = match text.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        // Errors of the syntax quote nothing.
        None if !error.is_data() || text.starts_with("missing field") => text,
        None => format!("the error is at line {} column {}", error.line(), error.column()),
    };
    format!("the JSON is not what the type asks for: {said}")
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// What an API gives out and takes in is a model.
    #[test]
    fn models_have_the_traits_of_serde() {
        #[derive(Debug, PartialEq, Serialize, Deserialize, crate::Model)]
        struct Parcel {
            id: uuid::Uuid,
            placed_at: chrono::DateTime<chrono::Utc>,
            #[redshift(decimal(12, 2))]
            total: rust_decimal::Decimal,
            tags: Json<Vec<String>>,
        }
        let text = r#"{"id":"00000000-0000-0000-0000-000000000001","placed_at":"2026-01-01T00:00:00Z","total":"99.50","tags":["vip"]}"#;
        let parcel: Parcel = serde_json::from_str(text).unwrap();
        assert_eq!((parcel.total, &parcel.tags), (rust_decimal::Decimal::new(9950, 2), &Json(vec!["vip".to_owned()])));
        assert_eq!(serde_json::to_string(&parcel).unwrap(), text);
    }

    fn said<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
        describe(&serde_json::from_str::<T>(json).unwrap_err())
    }

    #[test]
    fn an_error_names_what_was_expected_and_no_value() {
        let start = "the JSON is not what the type asks for: ";
        assert_eq!(said::<u8>("\"secret, expected nothing\""), format!("{start}expected u8 at line 1 column 26"));
        assert_eq!(said::<Vec<bool>>("[true, 77]"), format!("{start}expected a boolean at line 1 column 9"));
        assert_eq!(said::<u8>("{"), format!("{start}expected u8 at line 1 column 0"));
        assert_eq!(said::<bool>("secret"), format!("{start}expected value at line 1 column 1"));
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "it is only read")]
        struct Point {
            x: i32,
        }
        assert_eq!(said::<Point>("{}"), format!("{start}missing field `x` at line 1 column 2"));
        assert!(!said::<Point>("{\"secret\": 1}").contains("secret"));
    }

    #[test]
    fn what_is_no_json_is_known_before_it_is_sent() {
        let keys = HashMap::from([((1, 2), 3)]);
        #[derive(serde::Serialize, serde::Deserialize)]
        struct Map(HashMap<(i32, i32), i32>);
        let value = Json(Map(keys)).into_value();
        assert_eq!(value, Value::NotJson("key must be a string".into()));
    }
}

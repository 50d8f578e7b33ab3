//! SUPER and VARBYTE.

use std::borrow::Cow;

use super::{Cell, CellError, Sizing, SqlType, Value};
use crate::schema::DataType;

impl SqlType for serde_json::Value {
    const DATA_TYPE: DataType = DataType::Super;
    fn into_value(self) -> Value<'static> {
        Value::Super(Cow::Owned(self.to_string()))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        serde_json::from_str(cell.text()?).map_err(|_| CellError::new("the text is not JSON"))
    }
}

impl SqlType for Vec<u8> {
    const DATA_TYPE: DataType = DataType::Varbyte(64_000);
    const SIZING: Sizing = Sizing::Bytes;
    fn into_value(self) -> Value<'static> {
        Value::Varbyte(Cow::Owned(self))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        let digits = cell.text()?.as_bytes();
        let byte = |pair: &[u8]| match pair {
            [high, low] => Some((hexadecimal(*high)? << 4) | hexadecimal(*low)?),
            _ => None,
        };
        digits.chunks(2).map(byte).collect::<Option<_>>().ok_or_else(|| CellError::new("the text is not hexadecimal"))
    }
}

fn hexadecimal(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

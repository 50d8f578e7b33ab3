//! CHAR, VARCHAR and what is stored as VARCHAR.

use std::borrow::Cow;

use uuid::Uuid;

use super::{Cell, CellError, Characters, Sizing, SqlType, Value};
use crate::schema::DataType;

impl SqlType for String {
    const DATA_TYPE: DataType = DataType::Varchar(256);
    const SIZING: Sizing = Sizing::Characters;
    fn into_value(self) -> Value<'static> {
        Value::Varchar(Cow::Owned(self))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        cell.unpadded_text().map(str::to_owned)
    }
}

#[diagnostic::do_not_recommend]
impl Characters for String {
    type Proof = ();
}
#[diagnostic::do_not_recommend]
impl super::Ordered for String {
    type Proof = ();
}

impl SqlType for Uuid {
    const DATA_TYPE: DataType = DataType::Varchar(36);
    fn into_value(self) -> Value<'static> {
        Value::Varchar(Cow::Owned(self.hyphenated().to_string()))
    }
    fn read(cell: Cell<'_>) -> Result<Self, CellError> {
        Uuid::parse_str(cell.text()?).map_err(|_| CellError::new("the text is not a UUID"))
    }
}

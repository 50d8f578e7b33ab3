//! INTERVAL YEAR TO MONTH and INTERVAL DAY TO SECOND.

use std::convert::Infallible;

use super::{Cell, CellError, SqlType, Value};
use crate::schema::DataType;

/// The two kinds of intervals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no INTERVAL",
    label = "this takes intervals",
    note = "`years(1)`, `months(1)`, `days(1)`, `hours(1)`, `minutes(1)` and `seconds(1)` make them"
)]
pub trait Interval: SqlType {
    #[doc(hidden)]
    type Proof;
}

macro_rules! interval {
    ($(#[$doc:meta])* $name:ident $sql:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(Infallible);

        impl SqlType for $name {
            const DATA_TYPE: DataType = DataType::$name;
            fn into_value(self) -> Value<'static> {
                match self.0 {}
            }
            fn read(_: Cell<'_>) -> Result<Self, CellError> {
                Err(CellError::new(concat!("an INTERVAL ", $sql, " is not read; select it as text with `.cast::<String>()`")))
            }
        }

        #[diagnostic::do_not_recommend]
        impl Interval for $name {
            type Proof = ();
        }
    };
}

interval! {
    /// INTERVAL YEAR TO MONTH (`r_interval_data_types`): whole months, which [`years`](crate::functions::interval::years) and
    /// [`months`](crate::functions::interval::months) make. Values are neither bound nor read: `.cast::<String>()` selects one as text, and
    /// selecting it as it is is an error before it is sent. A column of a model may be of this type too; the stand-in does not simulate
    /// such columns.
    IntervalYearToMonth "YEAR TO MONTH"
}
interval! {
    /// INTERVAL DAY TO SECOND (`r_interval_data_types`): microseconds, which [`days`](crate::functions::interval::days) and its like
    /// make; a day is one of 24 hours. Not bound and not read, as [`IntervalYearToMonth`] is not.
    IntervalDayToSecond "DAY TO SECOND"
}

//! HLLSKETCH.

use std::convert::Infallible;

use super::{Cell, CellError, SqlType, Value};
use crate::schema::DataType;

/// A HyperLogLog sketch (`r_HLLSKTECH_type`), of which SQL alone makes values: the type of a column, and of an expression inside of a
/// query. No form of it is dependable on the wire, so it is not bound, and selecting it from the server is an error;
/// [`hll_cardinality`](crate::functions::hyperloglog::SketchFunctions::hll_cardinality) is what a sketch is for.
///
/// ```
/// use redshift_orm::prelude::*;
/// use redshift_orm::types::HllSketch;
///
/// #[derive(Model)]
/// struct Visit {
///     #[redshift(primary_key, identity)]
///     id: i64,
///     day: NaiveDate,
///     visitor: String,
/// }
///
/// #[derive(Model)]
/// struct Daily {
///     day: NaiveDate,
///     visitors: HllSketch,
/// }
///
/// let kept = Daily::insert_select(
///     Visit::query().group_by(|v| v.day).select(|day, v| (day, v.visitor.hll_create_sketch())),
/// );
/// assert!(kept.to_sql().text().contains("SELECT t0.\"day\", HLL_CREATE_SKETCH(t0.\"visitor\") FROM "));
///
/// let monthly = Daily::query()
///     .group_by(|d| d.day.date_trunc(DatePart::Month))
///     .select(|month, d| (month, d.visitors.hll_combine().hll_cardinality()));
/// assert!(monthly.to_sql().text().contains("HLL_CARDINALITY(HLL_COMBINE(t0.\"visitors\")) FROM "));
///
/// let whole = Daily::query().to_sql().check().unwrap_err();
/// assert!(whole.to_string().contains("HLLSKETCH"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HllSketch(Infallible);

impl SqlType for HllSketch {
    const DATA_TYPE: DataType = DataType::HllSketch;
    fn into_value(self) -> Value<'static> {
        match self.0 {}
    }
    fn read(_: Cell<'_>) -> Result<Self, CellError> {
        Err(CellError::new("an HLLSKETCH is not read; select its HLL_CARDINALITY"))
    }
}

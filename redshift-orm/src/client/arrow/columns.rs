//! The columns of a record batch, built of cells.

use std::collections::HashSet;
use std::sync::Arc;

use arrow_array::builder::{
    BinaryBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Float32Builder, Float64Builder, Int16Builder,
    Int32Builder, Int64Builder, StringBuilder, Time64MicrosecondBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType as ArrowType, Field, Schema, SchemaRef, TimeUnit};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Utc};

use crate::error::{Error, Result};
use crate::schema::DataType;
use crate::statement::selection::ResultColumn;
use crate::types::{Cell, CellError, RowReader, SqlType};

/// The digits of a DECIMAL: in all, and after the point.
pub(super) type Digits = (u8, u8);

/// The most digits of a DECIMAL (`r_Numeric_types201`).
const MOST_DIGITS: u8 = 38;

/// So many digits always fit a `u64`, which is faster to calculate with than an `i128`.
const DIGITS_OF_A_WORD: usize = 19;

const POWERS_OF_TEN: [i128; MOST_DIGITS as usize + 1] = {
    let mut powers = [1; MOST_DIGITS as usize + 1];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// The zone of a TIMESTAMPTZ.
const UTC: &str = "UTC";

/// The columns of a batch that is being read.
pub(super) struct Columns {
    columns: Vec<Column>,
    names: Vec<String>,
    rows: usize,
}

struct Column {
    nullable: bool,
    /// Whether NULL may arrive as a text.
    is_super: bool,
    values: Values,
}

enum Values {
    SmallInt(Int16Builder),
    Integer(Int32Builder),
    BigInt(Int64Builder),
    Real(Float32Builder),
    DoublePrecision(Float64Builder),
    Boolean(BooleanBuilder),
    Text(StringBuilder),
    Bytes(BinaryBuilder),
    Date(Date32Builder),
    Time(Time64MicrosecondBuilder),
    Timestamp(TimestampMicrosecondBuilder),
    TimestampTz(TimestampMicrosecondBuilder),
    /// Their digits are not known as long as nobody has said them and no value has come.
    Decimal(Decimal128Builder, Option<Digits>),
}

impl Columns {
    /// `digits` are those of the DECIMALs, where the server has told them.
    pub(super) fn new(columns: &[ResultColumn], mut digits: impl FnMut(usize) -> Option<Digits>) -> Self {
        let built = columns.iter().enumerate().map(|(index, column)| Column {
            nullable: column.nullable,
            is_super: matches!(column.data_type, DataType::Super),
            values: Values::of(column.data_type, || digits(index)),
        });
        Columns { columns: built.collect(), names: names(columns), rows: 0 }
    }

    /// The schema. What is not known of a DECIMAL by now is settled.
    pub(super) fn schema(&mut self) -> SchemaRef {
        let fields = self.columns.iter_mut().zip(&self.names).map(|(column, name)| {
            if let Values::Decimal(_, digits @ None) = &mut column.values {
                *digits = Some((MOST_DIGITS, 0));
            }
            Field::new(name, column.values.data_type(), column.nullable)
        });
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }

    /// Reads a row.
    pub(super) fn push(&mut self, row: &mut RowReader<'_>) -> Result<()> {
        for column in &mut self.columns {
            row.next_with(|cell| column.push(cell))?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The rows so far, after which there are none; `None` when there are none.
    pub(super) fn finish(&mut self, schema: &SchemaRef) -> Result<Option<RecordBatch>> {
        if std::mem::take(&mut self.rows) == 0 {
            return Ok(None);
        }
        let arrays = self.columns.iter_mut().map(|column| column.values.finish());
        let batch = arrays
            .collect::<Result<_, ArrowError>>()
            .and_then(|arrays| RecordBatch::try_new(Arc::clone(schema), arrays));
        batch.map(Some).map_err(Error::other)
    }
}

impl Column {
    fn push(&mut self, cell: Option<Cell<'_>>) -> Result<(), CellError> {
        let cell = cell.filter(|cell| !(self.nullable && self.is_super && cell.is_null_of(DataType::Super)));
        if cell.is_none() && !self.nullable {
            return Err(CellError::unexpected_null());
        }
        match &mut self.values {
            Values::SmallInt(values) => values.append_option(read::<i16>(cell)?),
            Values::Integer(values) => values.append_option(read::<i32>(cell)?),
            Values::BigInt(values) => values.append_option(read::<i64>(cell)?),
            Values::Real(values) => values.append_option(read::<f32>(cell)?),
            Values::DoublePrecision(values) => values.append_option(read::<f64>(cell)?),
            Values::Boolean(values) => values.append_option(read::<bool>(cell)?),
            Values::Text(values) => {
                let text = cell.map(Cell::unpadded_text).transpose()?;
                has_room(values.values_slice().len(), text.map_or(0, str::len))?;
                values.append_option(text);
            }
            Values::Bytes(values) => {
                let bytes = read::<Vec<u8>>(cell)?;
                has_room(values.values_slice().len(), bytes.as_ref().map_or(0, Vec::len))?;
                values.append_option(bytes);
            }
            Values::Date(values) => values.append_option(read::<NaiveDate>(cell)?.map(days).transpose()?),
            Values::Time(values) => values.append_option(read::<NaiveTime>(cell)?.map(microseconds)),
            Values::Timestamp(values) => {
                values.append_option(read::<NaiveDateTime>(cell)?.map(|at| at.and_utc().timestamp_micros()));
            }
            Values::TimestampTz(values) => {
                values.append_option(read::<DateTime<Utc>>(cell)?.map(|at| at.timestamp_micros()));
            }
            Values::Decimal(values, digits) => {
                let text = cell.map(Cell::text).transpose()?;
                values.append_option(text.map(|text| decimal(text, digits)).transpose()?);
            }
        }
        Ok(())
    }
}

impl Values {
    fn of(data_type: DataType, digits: impl FnOnce() -> Option<Digits>) -> Self {
        match data_type {
            DataType::SmallInt => Values::SmallInt(Int16Builder::new()),
            DataType::Integer => Values::Integer(Int32Builder::new()),
            DataType::BigInt => Values::BigInt(Int64Builder::new()),
            DataType::Real => Values::Real(Float32Builder::new()),
            DataType::DoublePrecision => Values::DoublePrecision(Float64Builder::new()),
            DataType::Boolean => Values::Boolean(BooleanBuilder::new()),
            DataType::Varbyte(_) => Values::Bytes(BinaryBuilder::new()),
            DataType::Date => Values::Date(Date32Builder::new()),
            DataType::Time => Values::Time(Time64MicrosecondBuilder::new()),
            DataType::Timestamp => Values::Timestamp(TimestampMicrosecondBuilder::new()),
            DataType::TimestampTz => Values::TimestampTz(TimestampMicrosecondBuilder::new()),
            DataType::Decimal { .. } => Values::Decimal(Decimal128Builder::new(), digits()),
            DataType::Char(_)
            | DataType::Varchar(_)
            | DataType::Super
            // They are not selected, or as text.
            | DataType::TimeTz
            | DataType::IntervalYearToMonth
            | DataType::IntervalDayToSecond
            | DataType::Geometry
            | DataType::Geography
            | DataType::HllSketch => Values::Text(StringBuilder::new()),
        }
    }

    fn data_type(&self) -> ArrowType {
        match self {
            Values::SmallInt(_) => ArrowType::Int16,
            Values::Integer(_) => ArrowType::Int32,
            Values::BigInt(_) => ArrowType::Int64,
            Values::Real(_) => ArrowType::Float32,
            Values::DoublePrecision(_) => ArrowType::Float64,
            Values::Boolean(_) => ArrowType::Boolean,
            Values::Text(_) => ArrowType::Utf8,
            Values::Bytes(_) => ArrowType::Binary,
            Values::Date(_) => ArrowType::Date32,
            Values::Time(_) => ArrowType::Time64(TimeUnit::Microsecond),
            Values::Timestamp(_) => ArrowType::Timestamp(TimeUnit::Microsecond, None),
            Values::TimestampTz(_) => ArrowType::Timestamp(TimeUnit::Microsecond, Some(UTC.into())),
            Values::Decimal(_, digits) => {
                let (precision, scale) = digits.unwrap_or((MOST_DIGITS, 0));
                ArrowType::Decimal128(precision, scale.cast_signed())
            }
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let data_type = self.data_type();
        Ok(match self {
            Values::SmallInt(values) => Arc::new(values.finish()),
            Values::Integer(values) => Arc::new(values.finish()),
            Values::BigInt(values) => Arc::new(values.finish()),
            Values::Real(values) => Arc::new(values.finish()),
            Values::DoublePrecision(values) => Arc::new(values.finish()),
            Values::Boolean(values) => Arc::new(values.finish()),
            Values::Text(values) => Arc::new(values.finish()),
            Values::Bytes(values) => Arc::new(values.finish()),
            Values::Date(values) => Arc::new(values.finish()),
            Values::Time(values) => Arc::new(values.finish()),
            Values::Timestamp(values) => Arc::new(values.finish()),
            Values::TimestampTz(values) => Arc::new(values.finish().with_timezone(UTC)),
            Values::Decimal(values, _) => Arc::new(values.finish().with_data_type(data_type)),
        })
    }
}

fn read<T: SqlType>(cell: Option<Cell<'_>>) -> Result<Option<T>, CellError> {
    cell.map(T::read).transpose()
}

/// An array of texts or bytes has places of 32 bits.
fn has_room(held: usize, more: usize) -> Result<(), CellError> {
    if i32::try_from(held.saturating_add(more)).is_err() {
        return Err(CellError::new(
            "the column of the batch takes more than the 2 GiB that an Arrow array holds; lower `batch_bytes` of the builder",
        ));
    }
    Ok(())
}

fn days(date: NaiveDate) -> Result<i32, CellError> {
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).map_err(|_| CellError::new("the DATE is out of the range that Arrow holds"))
}

fn microseconds(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1_000_000 + i64::from(time.nanosecond() / 1000)
}

/// Reads a DECIMAL. Where its digits are not known, those after the point are as many as this one has.
fn decimal(text: &str, digits: &mut Option<Digits>) -> Result<i128, CellError> {
    let (negative, number) = text.strip_prefix('-').map_or((false, text), |number| (true, number));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_number = !whole.is_empty() && whole.bytes().chain(fraction.bytes()).all(|digit| digit.is_ascii_digit());
    if !is_number {
        return Err(CellError::new("the text is not a DECIMAL"));
    }
    let does_not_fit = |(precision, scale): Digits| {
        CellError::new(format!(
            "the value does not fit the DECIMAL({precision}, {scale}) that the column is taken for; \
             say what it is with `.cast_decimal(precision, scale)` in the query"
        ))
    };
    let scale = u8::try_from(fraction.len()).ok().filter(|scale| *scale < MOST_DIGITS);
    let known = *digits.get_or_insert((MOST_DIGITS, scale.unwrap_or(MOST_DIGITS - 1)));
    let places = usize::from(known.1);
    let (kept, cut) = fraction.split_at(fraction.len().min(places));
    if cut.bytes().any(|digit| digit != b'0') {
        return Err(does_not_fit(known));
    }
    let all = || whole.bytes().chain(kept.bytes()).map(|digit| digit - b'0');
    let value = if whole.len() + kept.len() <= DIGITS_OF_A_WORD {
        Some(i128::from(all().fold(0_u64, |value, digit| value * 10 + u64::from(digit))))
    } else {
        all().try_fold(0_i128, |value, digit| value.checked_mul(10)?.checked_add(i128::from(digit)))
    };
    let power = |exponent: usize| POWERS_OF_TEN.get(exponent).copied();
    let value = value.and_then(|value| value.checked_mul(power(places - kept.len())?));
    let value = value.filter(|value| power(known.0.into()).is_none_or(|end| *value < end));
    let value = value.ok_or_else(|| does_not_fit(known))?;
    Ok(if negative { -value } else { value })
}

/// What the columns are called: as they are in the query, the n-th without a name `c` and n, and what another is called already with a
/// number behind it.
fn names(columns: &[ResultColumn]) -> Vec<String> {
    let own: HashSet<_> = columns.iter().filter_map(|column| column.name).collect();
    let mut taken = HashSet::new();
    let name = |(index, column): (usize, &ResultColumn)| {
        let name = column.name.map_or_else(|| format!("c{index}"), str::to_owned);
        let is_free = |name: &String| !taken.contains(name);
        let free =
            Some(name.clone()).filter(|free| is_free(free) && (column.name.is_some() || !own.contains(free.as_str())));
        let numbered = (1..).map(|number| format!("{name}_{number}"));
        let name = free.or_else(|| numbered.into_iter().find(|name| is_free(name) && !own.contains(name.as_str())));
        let name = name.unwrap_or_default();
        taken.insert(name.clone());
        name
    };
    columns.iter().enumerate().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let named = |given: &[Option<&'static str>]| {
            let column = |name: &Option<&'static str>| ResultColumn {
                name: *name,
                data_type: DataType::Integer,
                nullable: false,
            };
            names(&given.iter().map(column).collect::<Vec<_>>())
        };
        assert_eq!(named(&[Some("id"), None, Some("name")]), ["id", "c1", "name"]);
        assert_eq!(named(&[Some("id"), Some("id"), Some("id"), Some("id_1")]), ["id", "id_2", "id_3", "id_1"]);
        assert_eq!(named(&[None, Some("c0"), None]), ["c0_1", "c0", "c2"]);
    }

    #[test]
    fn decimals_are_read_to_the_last_digit() {
        let read = |text: &str, digits: Digits| decimal(text, &mut Some(digits)).map_err(|error| error.to_string());
        let most = "99999999999999999999999999999999999999";
        assert_eq!(read(most, (38, 0)), Ok(10_i128.pow(38) - 1));
        assert_eq!(read(&format!("-{most}"), (38, 0)), Ok(1 - 10_i128.pow(38)));
        assert_eq!(read("-0.0000000000000000000000000000000000001", (38, 37)), Ok(-1));
        assert_eq!(read("12.5", (12, 2)), Ok(1250));
        assert_eq!(read("12.5000", (12, 2)), Ok(1250));
        assert_eq!(read("12", (12, 2)), Ok(1200));
        assert_eq!(read("9999999999999999999", (38, 19)), Ok((10_i128.pow(19) - 1) * 10_i128.pow(19)));
        assert_eq!(read("0000000000000000000000000000000000000000000000012.5", (4, 1)), Ok(125));
        assert_eq!(read("0", (38, 38)), Ok(0));
        for (text, digits) in [("12.505", (12, 2)), ("100.00", (4, 2)), (&format!("{most}0"), (38, 0)), ("1", (38, 38))]
        {
            assert!(read(text, digits).unwrap_err().starts_with("the value does not fit the DECIMAL("), "{text}");
        }
        for text in ["", "-", ".5", "1e3", "NaN", "1.2.3", "+1", "١"] {
            assert_eq!(read(text, (12, 2)), Err("the text is not a DECIMAL".into()), "{text}");
        }
    }

    #[test]
    fn the_first_value_says_how_many_digits_follow_the_point() {
        let mut digits = None;
        assert_eq!(decimal("1.250", &mut digits), Ok(1250));
        assert_eq!(digits, Some((38, 3)));
        assert_eq!(decimal("2", &mut digits), Ok(2000));
    }
}

//! Bound values: what stands around `$n` in the text, and how the value travels.
//!
//! DECIMAL, DATE, TIME, SUPER and VARBYTE travel as text under a cast or a parsing function, because their binary forms are not
//! dependable at the protocol level that tokio-postgres speaks. The rest travel in binary.

use std::fmt;

use rust_decimal::Decimal;
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use super::{SqlWriter, Values, literal};
use crate::expr::node::Parameter;
use crate::schema::DataType;
use crate::types::Value;

impl<'q> SqlWriter<'q> {
    /// A value in an expression.
    pub(super) fn value(&mut self, parameter: Parameter<'q>) {
        let value = parameter.value();
        self.check_json(&value);
        match (self.values, &value) {
            (Values::Literals, _) => literal::push_value(&mut self.text, &value),
            (Values::Parameters, Value::Decimal(decimal)) => self.placeholder_as(parameter, decimal_type(*decimal)),
            (Values::Parameters, _) => self.placeholder_as(parameter, value.data_type()),
        }
    }

    /// A value that goes into a column: the text depends on the column's type alone.
    pub(super) fn value_for(&mut self, parameter: Parameter<'q>, column: DataType) {
        let value = parameter.value();
        self.check_json(&value);
        match self.values {
            Values::Literals => literal::push_value(&mut self.text, &value),
            Values::Parameters => self.placeholder_as(parameter, column),
        }
    }

    pub(super) fn check_json(&mut self, value: &Value<'_>) {
        if let Value::NotJson(reason) = value {
            self.fail(|| format!("a value for a SUPER cannot be written as JSON: {reason}"));
        }
    }

    /// A value that is compared with a column: always cast to the column's type.
    pub(super) fn cast_for(&mut self, parameter: Parameter<'q>, column: DataType) {
        if matches!(column, DataType::Decimal { .. } | DataType::Date | DataType::Time | DataType::TimeTz) {
            // Written with a cast of its own.
            return self.value_for(parameter, column);
        }
        self.push("CAST(");
        self.value_for(parameter, column);
        self.push(" AS ");
        self.push(&column.to_string());
        self.push(")");
    }

    fn placeholder_as(&mut self, parameter: Parameter<'q>, data_type: DataType) {
        match data_type {
            DataType::Decimal { .. } | DataType::Date | DataType::Time | DataType::TimeTz => {
                self.push("CAST(");
                self.placeholder(parameter);
                self.push(" AS ");
                self.push(&data_type.to_string());
                self.push(")");
            }
            DataType::Super => self.placeholder_in("JSON_PARSE(", parameter),
            DataType::Varbyte(_) => self.placeholder_in("FROM_HEX(", parameter),
            DataType::SmallInt
            | DataType::Integer
            | DataType::BigInt
            | DataType::Real
            | DataType::DoublePrecision
            | DataType::Boolean
            | DataType::Char(_)
            | DataType::Varchar(_)
            | DataType::Timestamp
            | DataType::TimestampTz
            | DataType::IntervalYearToMonth
            | DataType::IntervalDayToSecond
            | DataType::Geometry
            | DataType::Geography
            | DataType::HllSketch => self.placeholder(parameter),
        }
    }

    fn placeholder_in(&mut self, function: &str, parameter: Parameter<'q>) {
        self.push(function);
        self.placeholder(parameter);
        self.push(")");
    }

    /// `$n`. While an expression is written again, its parameters keep the numbers of the first time: Redshift compares a SELECT
    /// item with its GROUP BY key as text.
    fn placeholder(&mut self, parameter: Parameter<'q>) {
        let number = match &mut self.replay {
            Some(next) => {
                *next += 1;
                *next
            }
            None => {
                self.parameters.push(parameter);
                self.parameters.len()
            }
        };
        self.push("$");
        self.number(u64::try_from(number).unwrap_or(u64::MAX));
    }
}

/// The type a bound DECIMAL is cast to: its own scale, and one of two precisions, so that texts repeat.
pub(super) fn decimal_type(value: Decimal) -> DataType {
    // 10^18 is the first number of 19 digits.
    let precision =
        if value.mantissa().unsigned_abs() < 1_000_000_000_000_000_000 && value.scale() <= 18 { 18 } else { 38 };
    DataType::Decimal { precision, scale: u8::try_from(value.scale()).unwrap_or(28) }
}

impl Value<'_> {
    /// The SQL type that the value by itself is of.
    pub(super) fn data_type(&self) -> DataType {
        match self {
            Value::Null(data_type) => *data_type,
            Value::SmallInt(_) => DataType::SmallInt,
            Value::Integer(_) => DataType::Integer,
            Value::BigInt(_) => DataType::BigInt,
            Value::Decimal(value) => decimal_type(*value),
            Value::Real(_) => DataType::Real,
            Value::DoublePrecision(_) => DataType::DoublePrecision,
            Value::Boolean(_) => DataType::Boolean,
            Value::Varchar(_) => DataType::Varchar(65_535),
            Value::Date(_) => DataType::Date,
            Value::Time(_) => DataType::Time,
            Value::Timestamp(_) => DataType::Timestamp,
            Value::TimestampTz(_) => DataType::TimestampTz,
            Value::Super(_) | Value::NotJson(_) => DataType::Super,
            Value::Varbyte(_) => DataType::Varbyte(16_777_216),
        }
    }

    /// The type the parameter is declared with.
    pub(crate) fn wire_type(&self) -> Type {
        match self.data_type() {
            DataType::SmallInt => Type::INT2,
            DataType::Integer => Type::INT4,
            DataType::BigInt => Type::INT8,
            DataType::Real => Type::FLOAT4,
            DataType::DoublePrecision => Type::FLOAT8,
            DataType::Boolean => Type::BOOL,
            DataType::Timestamp => Type::TIMESTAMP,
            DataType::TimestampTz => Type::TIMESTAMPTZ,
            DataType::Decimal { .. }
            | DataType::Char(_)
            | DataType::Varchar(_)
            | DataType::Date
            | DataType::Time
            | DataType::TimeTz
            | DataType::IntervalYearToMonth
            | DataType::IntervalDayToSecond
            | DataType::Super
            | DataType::Varbyte(_)
            | DataType::Geometry
            | DataType::Geography
            | DataType::HllSketch => Type::VARCHAR,
        }
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, wire_type: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null(_) => Ok(IsNull::Yes),
            Value::SmallInt(value) => value.to_sql(wire_type, out),
            Value::Integer(value) => value.to_sql(wire_type, out),
            Value::BigInt(value) => value.to_sql(wire_type, out),
            Value::Real(value) => value.to_sql(wire_type, out),
            Value::DoublePrecision(value) => value.to_sql(wire_type, out),
            Value::Boolean(value) => value.to_sql(wire_type, out),
            Value::Timestamp(value) => value.to_sql(wire_type, out),
            Value::TimestampTz(value) => value.to_sql(wire_type, out),
            Value::Varchar(value) | Value::Super(value) => value.to_sql(wire_type, out),
            Value::Decimal(value) => text(out, value),
            Value::Date(value) => text(out, value),
            Value::Time(value) => text(out, value),
            Value::Varbyte(value) => text(out, Hexadecimal(value)),
            Value::NotJson(reason) => Err(reason.clone().into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn text(out: &mut BytesMut, value: impl fmt::Display) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
    fmt::Write::write_fmt(out, format_args!("{value}"))?;
    Ok(IsNull::No)
}

/// Bytes as hexadecimal digits.
pub(super) struct Hexadecimal<'a>(pub(super) &'a [u8]);

impl fmt::Display for Hexadecimal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

//! One column and its attributes.

use super::Verdict;
use crate::schema::DataType;

/// The types of a distribution key (`r_CREATE_TABLE_NEW`, DISTKEY).
///
/// # Errors
/// When the type is not one of them.
pub const fn distkey_suits(data_type: DataType) -> Verdict {
    if is_key_type(data_type) {
        return Ok(());
    }
    Err(match data_type {
        DataType::Super => {
            "a SUPER column cannot be the DISTKEY; distribute by a column that holds the value on its own"
        }
        DataType::Varbyte(_) => "a VARBYTE column cannot be the DISTKEY; distribute by a number or VARCHAR column",
        DataType::IntervalYearToMonth | DataType::IntervalDayToSecond => {
            "an INTERVAL column cannot be the DISTKEY; distribute by a number, date or VARCHAR column"
        }
        DataType::Geometry | DataType::Geography | DataType::HllSketch => {
            "a GEOMETRY, GEOGRAPHY or HLLSKETCH column cannot be the DISTKEY; distribute by a number or VARCHAR column"
        }
        _ => "the column's type cannot be the DISTKEY; distribute by a number, date or VARCHAR column",
    })
}

/// The types of a sort key (`r_CREATE_TABLE_NEW`, SORTKEY).
///
/// # Errors
/// When the type is not one of them.
pub const fn sortkey_suits(data_type: DataType) -> Verdict {
    if is_key_type(data_type) {
        return Ok(());
    }
    Err(match data_type {
        DataType::Super => "a SUPER column cannot be in the SORTKEY; sort by a column that holds the value on its own",
        DataType::Varbyte(_) => "a VARBYTE column cannot be in the SORTKEY; sort by a number or VARCHAR column",
        DataType::IntervalYearToMonth | DataType::IntervalDayToSecond => {
            "an INTERVAL column cannot be in the SORTKEY; sort by a number, date or VARCHAR column"
        }
        DataType::Geometry | DataType::Geography | DataType::HllSketch => {
            "a GEOMETRY, GEOGRAPHY or HLLSKETCH column cannot be in the SORTKEY; sort by a number or VARCHAR column"
        }
        _ => "the column's type cannot be in the SORTKEY; sort by a number, date or VARCHAR column",
    })
}

const fn is_key_type(data_type: DataType) -> bool {
    match data_type {
        DataType::SmallInt
        | DataType::Integer
        | DataType::BigInt
        | DataType::Decimal { .. }
        | DataType::Real
        | DataType::DoublePrecision
        | DataType::Boolean
        | DataType::Char(_)
        | DataType::Varchar(_)
        | DataType::Date
        | DataType::Time
        | DataType::TimeTz
        | DataType::Timestamp
        | DataType::TimestampTz => true,
        DataType::IntervalYearToMonth
        | DataType::IntervalDayToSecond
        | DataType::Super
        | DataType::Varbyte(_)
        | DataType::Geometry
        | DataType::Geography
        | DataType::HllSketch => false,
    }
}

/// An IDENTITY column is INTEGER or BIGINT (`r_CREATE_TABLE_NEW`, IDENTITY).
///
/// # Errors
/// When the type is another.
pub const fn identity_suits(data_type: DataType) -> Verdict {
    match data_type {
        DataType::Integer | DataType::BigInt => Ok(()),
        DataType::SmallInt => {
            Err("an IDENTITY column is INTEGER or BIGINT, not SMALLINT; make the field an i32 or i64")
        }
        DataType::Varchar(_) | DataType::Char(_) => {
            Err("an IDENTITY column is INTEGER or BIGINT; Redshift makes no text or UUID keys, so insert the key \
             yourself or make the field an i64")
        }
        _ => Err("an IDENTITY column is INTEGER or BIGINT; make the field an i32 or i64"),
    }
}

/// IDENTITY columns are NOT NULL (`r_CREATE_TABLE_NEW`, NOT NULL).
///
/// # Errors
/// When the column is nullable.
pub const fn identity_not_nullable(nullable: bool) -> Verdict {
    if nullable {
        return Err("an IDENTITY column is NOT NULL; make the field's type plain, without Option");
    }
    Ok(())
}

/// An IDENTITY column [suits](identity_suits) and is [NOT NULL](identity_not_nullable).
///
/// # Errors
/// When one or the other is not so.
pub const fn identity(data_type: DataType, nullable: bool) -> Verdict {
    check!(identity_suits(data_type));
    identity_not_nullable(nullable)
}

/// The columns of a primary key are NOT NULL (`r_CREATE_TABLE_NEW`, PRIMARY KEY; `r_ALTER_TABLE`).
///
/// # Errors
/// When the column is nullable.
pub const fn primary_key_not_nullable(nullable: bool) -> Verdict {
    if nullable {
        return Err("a PRIMARY KEY column is NOT NULL; make the field's type plain, without Option");
    }
    Ok(())
}

/// COLLATE is for CHAR, VARCHAR and SUPER (`r_CREATE_TABLE_NEW`, COLLATE).
///
/// # Errors
/// When the type is another.
pub const fn collation_suits(data_type: DataType) -> Verdict {
    match data_type {
        DataType::Char(_) | DataType::Varchar(_) | DataType::Super => Ok(()),
        _ => Err("COLLATE is for CHAR, VARCHAR and SUPER columns; remove it from this one"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUITABLE: [DataType; 14] = [
        DataType::SmallInt,
        DataType::Integer,
        DataType::BigInt,
        DataType::Decimal { precision: 38, scale: 37 },
        DataType::Real,
        DataType::DoublePrecision,
        DataType::Boolean,
        DataType::Char(1),
        DataType::Varchar(65_535),
        DataType::Date,
        DataType::Time,
        DataType::TimeTz,
        DataType::Timestamp,
        DataType::TimestampTz,
    ];
    const UNSUITABLE: [DataType; 7] = [
        DataType::IntervalYearToMonth,
        DataType::IntervalDayToSecond,
        DataType::Super,
        DataType::Varbyte(1),
        DataType::Geometry,
        DataType::Geography,
        DataType::HllSketch,
    ];

    #[test]
    fn distribution_and_sort_keys_take_the_same_types() {
        for data_type in SUITABLE {
            assert_eq!(distkey_suits(data_type), Ok(()), "{data_type}");
            assert_eq!(sortkey_suits(data_type), Ok(()), "{data_type}");
        }
        for data_type in UNSUITABLE {
            assert!(distkey_suits(data_type).unwrap_err().contains("DISTKEY"), "{data_type}");
            assert!(sortkey_suits(data_type).unwrap_err().contains("SORTKEY"), "{data_type}");
        }
    }

    #[test]
    fn identity_columns_are_integer_or_bigint() {
        for data_type in SUITABLE.into_iter().chain(UNSUITABLE) {
            let suits = matches!(data_type, DataType::Integer | DataType::BigInt);
            assert_eq!(identity_suits(data_type).is_ok(), suits, "{data_type}");
        }
    }

    #[test]
    fn identity_and_primary_key_columns_are_not_null() {
        assert_eq!(identity_not_nullable(false), Ok(()));
        assert!(identity_not_nullable(true).is_err());
        assert_eq!(primary_key_not_nullable(false), Ok(()));
        assert!(primary_key_not_nullable(true).is_err());
    }

    #[test]
    fn text_has_a_collation() {
        for data_type in SUITABLE.into_iter().chain(UNSUITABLE) {
            let suits = matches!(data_type, DataType::Char(_) | DataType::Varchar(_) | DataType::Super);
            assert_eq!(collation_suits(data_type).is_ok(), suits, "{data_type}");
        }
    }
}

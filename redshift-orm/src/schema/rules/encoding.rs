//! Which encoding compresses which type.

use super::Verdict;
use crate::schema::{DataType, Encoding};

/// The sentence for a type that the encoding does not compress: the fact, and the encodings that the type takes.
macro_rules! refusal {
    ($data_type:expr, $encoding:literal) => {
        match $data_type {
            DataType::SmallInt => {
                refusal!($encoding, "a SMALLINT", "AZ64, BYTEDICT, DELTA, LZO, MOSTLY8, RUNLENGTH, ZSTD or RAW")
            }
            DataType::Integer => refusal!(
                $encoding,
                "an INTEGER",
                "AZ64, BYTEDICT, DELTA, DELTA32K, LZO, MOSTLY8, MOSTLY16, RUNLENGTH, ZSTD or RAW"
            ),
            DataType::BigInt => refusal!(
                $encoding,
                "a BIGINT",
                "AZ64, BYTEDICT, DELTA, DELTA32K, LZO, MOSTLY8, MOSTLY16, MOSTLY32, RUNLENGTH, ZSTD or RAW"
            ),
            DataType::Decimal { .. } => refusal!(
                $encoding,
                "a DECIMAL",
                "AZ64, BYTEDICT, DELTA, DELTA32K, LZO, MOSTLY8, MOSTLY16, MOSTLY32, RUNLENGTH, ZSTD or RAW"
            ),
            DataType::Real => refusal!($encoding, "a REAL", "BYTEDICT, RUNLENGTH, ZSTD or RAW"),
            DataType::DoublePrecision => refusal!($encoding, "a DOUBLE PRECISION", "BYTEDICT, RUNLENGTH, ZSTD or RAW"),
            DataType::Boolean => refusal!($encoding, "a BOOLEAN", "RUNLENGTH, ZSTD or RAW"),
            DataType::Char(_) => refusal!($encoding, "a CHAR", "BYTEDICT, LZO, RUNLENGTH, ZSTD or RAW"),
            DataType::Varchar(_) => {
                refusal!($encoding, "a VARCHAR", "BYTEDICT, LZO, RUNLENGTH, TEXT255, TEXT32K, ZSTD or RAW")
            }
            DataType::Date => {
                refusal!($encoding, "a DATE", "AZ64, BYTEDICT, DELTA, DELTA32K, LZO, RUNLENGTH, ZSTD or RAW")
            }
            DataType::Timestamp => {
                refusal!($encoding, "a TIMESTAMP", "AZ64, BYTEDICT, DELTA, DELTA32K, LZO, RUNLENGTH, ZSTD or RAW")
            }
            DataType::TimestampTz => {
                refusal!($encoding, "a TIMESTAMPTZ", "AZ64, BYTEDICT, LZO, RUNLENGTH, ZSTD or RAW")
            }
            DataType::Geometry => refusal!($encoding, "a GEOMETRY", "RAW"),
            DataType::Geography => refusal!($encoding, "a GEOGRAPHY", "RAW"),
            _ => concat!("ENCODE ", $encoding, " does not suit this column's type; use RAW"),
        }
    };
    ($encoding:literal, $data_type:literal, $takes:literal) => {
        concat!("ENCODE ", $encoding, " does not compress ", $data_type, " column; use ", $takes)
    };
}

/// An encoding compresses the types of the manual's matrix (`c_Compression_encodings`), MOSTLY8, MOSTLY16 and MOSTLY32 only types
/// that are wider (`c_MostlyN_encoding`), and GEOMETRY and GEOGRAPHY take RAW alone (`spatial-limitations`).
///
/// Where the manual is silent, about TIME, TIMETZ, INTERVAL, SUPER, VARBYTE and HLLSKETCH, nothing is refused.
///
/// # Errors
/// When the matrix does not list the type.
pub const fn encoding_suits(data_type: DataType, encoding: Encoding) -> Verdict {
    if let (DataType::Decimal { precision: 20.., .. }, Encoding::Mostly8 | Encoding::Mostly16 | Encoding::Mostly32) =
        (data_type, encoding)
    {
        return Err("ENCODE MOSTLY8, MOSTLY16 and MOSTLY32 are for a DECIMAL of at most 19 digits; \
                    lower the precision or use AZ64 or ZSTD");
    }
    if suits(data_type, encoding) {
        return Ok(());
    }
    Err(match encoding {
        Encoding::Raw => "RAW suits every type",
        Encoding::Az64 => refusal!(data_type, "AZ64"),
        Encoding::Bytedict => refusal!(data_type, "BYTEDICT"),
        Encoding::Delta => refusal!(data_type, "DELTA"),
        Encoding::Delta32k => refusal!(data_type, "DELTA32K"),
        Encoding::Lzo => refusal!(data_type, "LZO"),
        Encoding::Mostly8 => refusal!(data_type, "MOSTLY8"),
        Encoding::Mostly16 => refusal!(data_type, "MOSTLY16"),
        Encoding::Mostly32 => refusal!(data_type, "MOSTLY32"),
        Encoding::Runlength => refusal!(data_type, "RUNLENGTH"),
        Encoding::Text255 => refusal!(data_type, "TEXT255"),
        Encoding::Text32k => refusal!(data_type, "TEXT32K"),
        Encoding::Zstd => refusal!(data_type, "ZSTD"),
    })
}

const fn suits(data_type: DataType, encoding: Encoding) -> bool {
    use Encoding::{Az64, Bytedict, Delta, Delta32k, Lzo, Mostly8, Mostly32, Raw, Runlength, Text32k, Text255, Zstd};
    match data_type {
        DataType::SmallInt => matches!(encoding, Raw | Az64 | Bytedict | Delta | Lzo | Mostly8 | Runlength | Zstd),
        DataType::Integer => !matches!(encoding, Mostly32 | Text255 | Text32k),
        DataType::BigInt | DataType::Decimal { .. } => !matches!(encoding, Text255 | Text32k),
        DataType::Real | DataType::DoublePrecision => matches!(encoding, Raw | Bytedict | Runlength | Zstd),
        DataType::Boolean => matches!(encoding, Raw | Runlength | Zstd),
        DataType::Char(_) => matches!(encoding, Raw | Bytedict | Lzo | Runlength | Zstd),
        DataType::Varchar(_) => {
            matches!(encoding, Raw | Bytedict | Lzo | Runlength | Text255 | Text32k | Zstd)
        }
        DataType::Date | DataType::Timestamp => {
            matches!(encoding, Raw | Az64 | Bytedict | Delta | Delta32k | Lzo | Runlength | Zstd)
        }
        DataType::TimestampTz => matches!(encoding, Raw | Az64 | Bytedict | Lzo | Runlength | Zstd),
        DataType::Geometry | DataType::Geography => matches!(encoding, Raw),
        // The manual says which encodings some of these take and of none that they do not.
        DataType::Time
        | DataType::TimeTz
        | DataType::IntervalYearToMonth
        | DataType::IntervalDayToSecond
        | DataType::Super
        | DataType::Varbyte(_)
        | DataType::HllSketch => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENCODINGS: [Encoding; 13] = [
        Encoding::Raw,
        Encoding::Az64,
        Encoding::Bytedict,
        Encoding::Delta,
        Encoding::Delta32k,
        Encoding::Lzo,
        Encoding::Mostly8,
        Encoding::Mostly16,
        Encoding::Mostly32,
        Encoding::Runlength,
        Encoding::Text255,
        Encoding::Text32k,
        Encoding::Zstd,
    ];

    /// What the manual says of each type and the encodings above: yes, no, or nothing.
    const MATRIX: [(DataType, &str); 21] = [
        (DataType::SmallInt, "yyyynyynnynny"),
        (DataType::Integer, "yyyyyyyynynny"),
        (DataType::BigInt, "yyyyyyyyyynny"),
        (DataType::Decimal { precision: 19, scale: 2 }, "yyyyyyyyyynny"),
        (DataType::Real, "ynynnnnnnynny"),
        (DataType::DoublePrecision, "ynynnnnnnynny"),
        (DataType::Boolean, "ynnnnnnnnynny"),
        (DataType::Char(10), "ynynnynnnynny"),
        (DataType::Varchar(10), "ynynnynnnyyyy"),
        (DataType::Date, "yyyyyynnnynny"),
        (DataType::Time, "yy???????????"),
        (DataType::TimeTz, "yy???????????"),
        (DataType::Timestamp, "yyyyyynnnynny"),
        (DataType::TimestampTz, "yyynnynnnynny"),
        (DataType::IntervalYearToMonth, "y????????????"),
        (DataType::IntervalDayToSecond, "y????????????"),
        (DataType::Super, "y????????????"),
        (DataType::Varbyte(10), "y????y???????"),
        (DataType::Geometry, "ynnnnnnnnnnnn"),
        (DataType::Geography, "ynnnnnnnnnnnn"),
        (DataType::HllSketch, "y????????????"),
    ];

    #[test]
    fn only_what_the_manual_refuses_is_refused() {
        for (data_type, answers) in MATRIX {
            for (encoding, answer) in ENCODINGS.into_iter().zip(answers.chars()) {
                let verdict = encoding_suits(data_type, encoding);
                assert_eq!(verdict.is_err(), answer == 'n', "{data_type} {encoding}: {verdict:?}");
            }
        }
    }

    #[test]
    fn the_message_names_the_type_and_what_it_takes() {
        for (data_type, answers) in MATRIX {
            for (encoding, answer) in ENCODINGS.into_iter().zip(answers.chars()) {
                let Err(message) = encoding_suits(data_type, encoding) else {
                    continue;
                };
                let name = data_type.to_string();
                let name = name.split('(').next().unwrap();
                let (fact, remedy) = message.split_once("; use ").unwrap();
                assert!(fact.ends_with(&format!("{name} column")), "{message}");
                assert!(fact.starts_with(&format!("ENCODE {encoding} ")), "{message}");
                let taken: Vec<_> = remedy.split(", ").flat_map(|part| part.split(" or ")).collect();
                let expected = ENCODINGS.into_iter().zip(answers.chars());
                for (other, answer) in expected {
                    assert_eq!(taken.contains(&other.to_string().as_str()), answer == 'y', "{other}: {message}");
                }
                assert_eq!(answer, 'n');
            }
        }
    }

    #[test]
    fn mostly_is_for_decimals_of_64_bits() {
        for encoding in [Encoding::Mostly8, Encoding::Mostly16, Encoding::Mostly32] {
            let decimal = |precision| DataType::Decimal { precision, scale: 0 };
            assert_eq!(encoding_suits(decimal(19), encoding), Ok(()));
            assert!(encoding_suits(decimal(20), encoding).is_err());
        }
        let wide = DataType::Decimal { precision: 38, scale: 2 };
        assert_eq!(encoding_suits(wide, Encoding::Delta32k), Ok(()));
    }
}

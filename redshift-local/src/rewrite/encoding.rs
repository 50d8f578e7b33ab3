//! Compression encodings: which type takes which ("Compression encodings", the table of supported data types).

use super::data_type::DataType;
use crate::refusal::Refusal;

/// Every encoding, in lower case.
const ENCODINGS: &[&str] = &[
    "raw",
    "az64",
    "bytedict",
    "delta",
    "delta32k",
    "lzo",
    "mostly8",
    "mostly16",
    "mostly32",
    "runlength",
    "text255",
    "text32k",
    "zstd",
];

/// The types whose row of the table is complete. For the others the manual only says what is listed at [`is_known`].
const TABLED: &[&str] = &[
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "DECIMAL",
    "REAL",
    "DOUBLE PRECISION",
    "BOOLEAN",
    "CHAR",
    "VARCHAR",
    "DATE",
    "TIMESTAMP",
    "TIMESTAMPTZ",
];

/// Whether a word names an encoding.
pub(crate) fn exists(encoding: &str) -> bool {
    ENCODINGS.contains(&encoding)
}

/// The types of the table that do not take an encoding.
pub(crate) fn refused_types(encoding: &str) -> &'static [&'static str] {
    match encoding {
        "az64" => &["REAL", "DOUBLE PRECISION", "BOOLEAN", "CHAR", "VARCHAR"],
        "bytedict" => &["BOOLEAN"],
        "delta" => &["REAL", "DOUBLE PRECISION", "BOOLEAN", "CHAR", "VARCHAR", "TIMESTAMPTZ"],
        "delta32k" => &["SMALLINT", "REAL", "DOUBLE PRECISION", "BOOLEAN", "CHAR", "VARCHAR", "TIMESTAMPTZ"],
        "lzo" => &["REAL", "DOUBLE PRECISION", "BOOLEAN"],
        "mostly8" => &["REAL", "DOUBLE PRECISION", "BOOLEAN", "CHAR", "VARCHAR", "DATE", "TIMESTAMP", "TIMESTAMPTZ"],
        "mostly16" => {
            &["SMALLINT", "REAL", "DOUBLE PRECISION", "BOOLEAN", "CHAR", "VARCHAR", "DATE", "TIMESTAMP", "TIMESTAMPTZ"]
        }
        "mostly32" => &[
            "SMALLINT",
            "INTEGER",
            "REAL",
            "DOUBLE PRECISION",
            "BOOLEAN",
            "CHAR",
            "VARCHAR",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMPTZ",
        ],
        "text255" | "text32k" => &[
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "DECIMAL",
            "REAL",
            "DOUBLE PRECISION",
            "BOOLEAN",
            "CHAR",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMPTZ",
        ],
        _ => &[],
    }
}

/// What is known of types outside the table.
fn is_known(encoding: &str, data_type: &str) -> bool {
    encoding == "raw"
        || TABLED.contains(&data_type)
        || matches!((encoding, data_type), ("az64", "TIME" | "TIMETZ") | ("lzo", "VARBYTE") | ("zstd", "SUPER"))
}

/// The types for which no source says whether they take an encoding.
pub(crate) fn unknown_types(encoding: &str) -> Vec<&'static str> {
    ["TIME", "TIMETZ", "SUPER", "VARBYTE", "HLLSKETCH"]
        .into_iter()
        .filter(|data_type| !is_known(encoding, data_type))
        .collect()
}

/// Refuses an encoding that a column of the type cannot have.
///
/// # Errors
/// When the table says no, or no source says anything.
pub(crate) fn check(encoding: &str, data_type: DataType, column: &str) -> Result<(), Refusal> {
    if refused_types(encoding).contains(&data_type.name()) {
        return Err(Refusal::not_supported(format!("invalid encoding type specified for column \"{column}\"")));
    }
    if !is_known(encoding, data_type.name()) {
        return Err(Refusal::not_simulated(&format!("ENCODE {encoding} on a {} column", data_type.name())));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_take_the_encodings_of_the_table() {
        assert!(check("az64", DataType::BigInt, "c").is_ok());
        assert!(check("zstd", DataType::Super, "c").is_ok());
        assert!(check("text255", DataType::Varchar(10), "c").is_ok());
        assert_eq!(check("az64", DataType::Varchar(10), "c").unwrap_err().sqlstate, "0A000");
        assert_eq!(check("mostly32", DataType::Integer, "c").unwrap_err().sqlstate, "0A000");
        let unknown = check("zstd", DataType::Time, "c").unwrap_err();
        assert_eq!(unknown.message, "redshift-local: ENCODE zstd on a TIME column is not simulated");
    }
}

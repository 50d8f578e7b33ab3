//! Redshift's rules about a table, each a small `const fn` with the manual's page beside it.
//!
//! The derive asks them when the program is built, [`violations`](super::violations) asks them of a table that is known at run
//! time only. A rule refuses what a source says Redshift refuses; what nobody knows is left to the server.
//!
//! ```
//! use redshift_orm::schema::{DataType, Encoding, rules};
//!
//! const _: () = rules::require(rules::encoding_suits(DataType::BigInt, Encoding::Az64));
//! assert!(rules::encoding_suits(DataType::Varchar(20), Encoding::Az64).is_err());
//! ```

/// Gives a rule's refusal on, in a `const fn`, where `?` does not exist.
macro_rules! check {
    ($verdict:expr) => {
        if let Err(sentence) = $verdict {
            return Err(sentence);
        }
    };
}

mod column;
mod default;
mod encoding;
mod key;
mod name;
mod size;
mod table;

pub use column::{
    collation_suits, distkey_suits, identity, identity_not_nullable, identity_suits, primary_key_not_nullable,
    sortkey_suits,
};
pub use default::default_expression;
pub use encoding::encoding_suits;
pub use key::{distinct_keys, foreign_key, foreign_key_columns, primary_key, unique};
pub use name::{identifier, reserved_column_name, schema_name, table_name};
pub use size::{data_type, multiplier_suits, size_suits};
pub use table::{
    column_count, distinct_column_names, distkey_column, diststyle_and_distkey, one_identity, row_width,
    sort_key_columns, sort_key_length,
};

/// What a rule says: nothing, or the sentence that tells what is wrong and what to do.
pub type Verdict = Result<(), &'static str>;

/// Stops the build with the rule's sentence.
///
/// # Panics
/// When the verdict is one.
#[track_caller]
#[allow(clippy::panic, reason = "in a `const` the panic is the compile error")]
pub const fn require(verdict: Verdict) {
    if let Err(sentence) = verdict {
        panic!("{}", sentence);
    }
}

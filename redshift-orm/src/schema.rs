//! A table as data, usable in `const` context, and Redshift's rules about it.
//!
//! The derive writes a [`Table`] for every model; the rules in [`rules`] are checked when the program is built. The same
//! types describe a table read from a catalog, which is why they borrow for any lifetime.

#[cfg(test)]
pub(crate) mod fixtures;
mod models;
mod name;
mod plan;
pub mod rules;
mod size;
mod table;
mod violation;

pub(crate) use name::{contains_name, same_name};

pub use models::{ModelSet, Schema};
pub use plan::{Step, creation_plan};
pub use size::{Size, sized};
pub use table::{
    Collation, Column, ColumnDefault, DataType, DistStyle, Encoding, ForeignKey, Identity, SortKey, Table, TableName,
};
pub use violation::{Violation, violations};

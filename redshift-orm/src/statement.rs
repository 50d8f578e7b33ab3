//! Statements: structs of clauses and their builders.

mod add_foreign_key;
mod analyze;
mod box_query;
mod comment;
mod create_schema;
mod create_table;
mod create_table_as;
pub(crate) mod create_view;
mod delete;
mod drop_relation;
pub(crate) mod group_by;
mod insert;
mod insert_row;
mod join_key;
mod layout;
mod lock;
mod materialized_view;
pub(crate) mod merge;
pub(crate) mod modification;
mod pivot;
pub(crate) mod privileges;
mod query;
pub mod scope;
pub(crate) mod select;
pub(crate) mod selection;
mod set_operation;
mod subquery;
mod temporary_table;
mod truncate;
mod unnest;
mod unpivot;
mod update;
mod upsert;
pub mod vacuum;
mod with;

pub use add_foreign_key::AddForeignKey;
pub use analyze::Analyze;
pub use box_query::BoxQuery;
pub use comment::{Comment, CommentedColumn};
pub use create_schema::CreateSchema;
pub use create_table::CreateTable;
pub use create_table_as::{CreateTableAs, CreatedAsQuery};
pub use create_view::CreateView;
#[doc(hidden)]
pub use create_view::DefinedView;
pub use delete::Delete;
pub use drop_relation::DropRelation;
pub use group_by::{
    Cube, CubeColumns, GroupBy, GroupKeys, GroupingColumn, GroupingColumns, GroupingKeys, GroupingSet, GroupingSets,
    InSubtotals, OfSubtotals, Rollup, SetsOfColumns, Subtotaled, cube, grouping, grouping_sets, rollup,
};
pub use insert::{Insert, InsertMany, InsertSelect};
#[doc(hidden)]
pub use insert_row::InsertFields;
pub use insert_row::{InsertItem, InsertPart, InsertRow, InsertSource, UseDefault, WithDefault, WithoutDefault};
pub use join_key::JoinKey;
pub use layout::{
    CollocatedKey, DistKeyOf, DistributedByKey, DistributedToAll, DistributionKey, InPlace, LayoutKeys, LeadingSortKey,
    OnAnyColumns, OnDistKeys, RangeEnd, ScanKey, ScanRange, SortedByColumn, StoredRows,
};
pub use lock::Lock;
pub use materialized_view::{CreateMaterializedView, RefreshMaterializedView};
pub use merge::{Complete, Joined, Matched, Merge, MergeSource, OfSingleRows, Unjoined};
pub use pivot::{InPivot, KeptColumns, PivotAggregate, PivotColumn, PivotValues};
pub use privileges::{Grant, Grantee, Privilege, Revoke, SchemaPrivilege};
pub use query::{Grouped, ModelColumns, ModelQuery, Query, Selected, Shape, TableReference, Unselected};
pub use selection::{FieldOf, NestedItem, NestedRow, SelectItem, SelectList, Selection, Uniform, next_column};
pub use set_operation::SetOperand;
pub use subquery::ScalarSubquery;
pub use temporary_table::{CreateTemporaryTable, RowOf, RowsOf, TemporaryTable};
pub(crate) use temporary_table::{Creation, Temporary};
pub use truncate::Truncate;
pub use unnest::{Attribute, IndexedItem, Item};
pub use unpivot::{UnpivotColumn, UnpivotColumns};
pub use update::Update;
pub(crate) use upsert::Upsert;
pub use upsert::{Keyed, Unkeyed, UpsertMany, UpsertRow};
pub use vacuum::Vacuum;
pub use with::{CommonTableExpression, with, with_recursive};

/// The UPDATE or DELETE has no WHERE yet, and does not execute.
#[derive(Debug, Clone, Copy)]
pub struct Unfiltered;

/// The UPDATE or DELETE says which rows it means.
#[derive(Debug, Clone, Copy)]
pub struct Filtered;

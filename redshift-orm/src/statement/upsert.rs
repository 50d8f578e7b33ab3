//! Upserts: rows that are inserted, or put in the place of those with the same key, by a staging table and MERGE.

use std::marker::PhantomData;
use std::sync::Arc;

use super::merge::{Action, Clauses};
use super::select::{FromItem, TableExpression};
use super::selection::SelectList;
use super::temporary_table::{Creation, Temporary};
use crate::error::{Error, Result};
use crate::expr::column::ColumnName;
use crate::expr::node::{Node, Nodes, Operator};
use crate::expr::{Assignment, ColumnList, Source};
use crate::model::{InsertValue, Model};
use crate::schema::{Column, ColumnDefault, DataType, SortKey, Table, TableName, contains_name};
use crate::sql::{Sql, SqlWriter};
use crate::types::Value;

/// The staging table. Its name is always the same, so that the texts are; it is the session's own, and gone before anything else is
/// executed there.
pub(crate) const STAGING: TableName<'static> = TableName { schema: None, name: "redshift_orm_upsert" };

/// A row that can be upserted into the table of `M`: the model itself, or its `New..` struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row of `{M}`",
    label = "cannot be upserted into the table of `{M}`",
    note = "give rows of `{M}`, or of the `New..` struct that `#[derive(Model)]` makes beside it"
)]
pub trait UpsertRow<M: Model> {
    /// What the closure of `.on(..)` receives: the columns that the row has.
    type Columns;
    #[doc(hidden)]
    const COLUMNS: &'static [&'static str];
    #[doc(hidden)]
    fn columns(source: Source) -> Self::Columns;
    #[doc(hidden)]
    fn into_values(self) -> Vec<InsertValue>;
}

/// Rows that are inserted, or put in the place of those that have the same key; made by [`Model::upsert_many`].
///
/// `State` is whether the key has been said, and only a [`Keyed`] one executes.
#[derive(Debug, Clone)]
#[must_use = "an upsert does nothing until `.execute(&db)` executes it"]
pub struct UpsertMany<M: Model, R, State = Unkeyed> {
    rows: Vec<Vec<InsertValue>>,
    source: Source,
    key: Vec<(Source, ColumnName)>,
    state: PhantomData<fn() -> (M, R, State)>,
}

/// The upsert does not say yet by which columns rows match.
#[derive(Debug, Clone, Copy)]
pub struct Unkeyed;

/// The upsert says by which columns rows match.
#[derive(Debug, Clone, Copy)]
pub struct Keyed;

impl<M: Model, R: UpsertRow<M>> UpsertMany<M, R> {
    pub(crate) fn new(rows: impl IntoIterator<Item = R>) -> Self {
        let rows = rows.into_iter().map(R::into_values).collect();
        UpsertMany { rows, source: Source::next(), key: Vec::new(), state: PhantomData }
    }

    /// The key: a column, or a tuple of up to 16. A row of the table with the same values in these columns is the same row.
    pub fn on<K: ColumnList>(mut self, key: impl FnOnce(R::Columns) -> K) -> UpsertMany<M, R, Keyed> {
        key(R::columns(self.source)).push_to(&mut self.key);
        UpsertMany { rows: self.rows, source: self.source, key: self.key, state: PhantomData }
    }
}

impl<M: Model, R: UpsertRow<M>> UpsertMany<M, R, Keyed> {
    /// The statements, in the order of their execution, and none when there are no rows. The rows are shown in one INSERT, however many
    /// there are.
    ///
    /// # Errors
    /// When the rows or the key are refused without asking the server, as [`execute`](UpsertMany::execute) does.
    pub fn to_sql(&self) -> Result<Vec<Sql<'static>>> {
        let upsert = self.upsert_of(self.rows.clone())?;
        if upsert.rows.is_empty() {
            return Ok(Vec::new());
        }
        let insert = SqlWriter::write_insert(&upsert.staging(), &upsert.columns, &upsert.rows).into_owned();
        let creation = upsert.create();
        let mut statements = vec![upsert.lock(), creation.literal, insert, upsert.repeated_keys()];
        statements.extend(upsert.unmatched());
        statements.extend([upsert.merge(), creation.table.removal()]);
        Ok(statements)
    }

    pub(crate) fn into_upsert(mut self) -> Result<Upsert> {
        let rows = std::mem::take(&mut self.rows);
        self.upsert_of(rows)
    }

    /// Checks what can be checked without the server.
    fn upsert_of(&self, rows: Vec<Vec<InsertValue>>) -> Result<Upsert> {
        let table = const { &M::TABLE };
        let key = self.key.iter().map(|column| match column {
            (source, ColumnName::Named(name)) if *source == self.source => Ok(*name),
            _ => Err(Error::statement(format!(
                "a column of the key is not of the rows to upsert into \"{}\"; name one of their own",
                table.name.name
            ))),
        });
        Upsert::new(table, R::COLUMNS, key.collect::<Result<_>>()?, rows)
    }
}

/// An upsert without its types.
#[derive(Debug)]
pub(crate) struct Upsert {
    table: &'static Table<'static>,
    key: Vec<&'static str>,
    /// The columns that the rows give values for.
    pub(crate) columns: Vec<&'static str>,
    /// The same as columns of the staging table.
    staged: Vec<Column<'static>>,
    pub(crate) rows: Vec<Vec<InsertValue>>,
}

impl Upsert {
    fn new(
        table: &'static Table<'static>,
        columns: &'static [&'static str],
        key: Vec<&'static str>,
        mut rows: Vec<Vec<InsertValue>>,
    ) -> Result<Self> {
        let name = table.name.name;
        let given = columns.iter().enumerate().map(|(index, column)| {
            let defaults = rows.iter().filter(|row| matches!(row.get(index), Some(InsertValue::Default))).count();
            if defaults > 0 && defaults < rows.len() {
                return Err(Error::rows(format!(
                    "some of the rows to upsert into \"{name}\" give \"{column}\" a value, and some leave it to its default, which would \
                     leave it alone where a row matches; upsert them apart"
                )));
            }
            Ok(defaults == 0)
        });
        let given = given.collect::<Result<Vec<_>>>()?;
        for row in &mut rows {
            let mut given = given.iter();
            row.retain(|_| given.next() == Some(&true));
        }
        let columns: Vec<_> =
            columns.iter().zip(&given).filter_map(|(column, given)| given.then_some(*column)).collect();
        let staged = columns.iter().filter_map(|column| table.column(column)).map(Column::staged).collect();
        let upsert = Upsert { table, key, columns, staged, rows };
        upsert.check_key()?;
        upsert.check_identities()?;
        Ok(upsert)
    }

    fn check_key(&self) -> Result<()> {
        let name = self.table.name.name;
        for key in &self.key {
            if self.table.column(key).is_some_and(|column| column.data_type == DataType::Super) {
                return Err(Error::statement(format!(
                    "\"{key}\" of \"{name}\" is a SUPER, which is no key to upsert by; give the table a column of another type for it"
                )));
            }
            let Some(index) = self.columns.iter().position(|column| column == key) else {
                return Err(Error::rows(format!(
                    "the rows to upsert into \"{name}\" leave the key column \"{key}\" to its default; give it a value"
                )));
            };
            let is_null = |row: &Vec<_>| matches!(row.get(index), Some(InsertValue::Value(Value::Null(_))));
            if let Some(row) = self.rows.iter().position(is_null) {
                let row = row + 1;
                return Err(Error::rows(format!(
                    "row {row} of those to upsert into \"{name}\" has NULL in the key column \"{key}\"; NULL matches nothing, so that it \
                     would be inserted again every time: give it a value, or insert the row"
                )));
            }
        }
        Ok(())
    }

    fn check_identities(&self) -> Result<()> {
        let name = self.table.name.name;
        if let Some(column) = self.identities().find(|column| !self.key.contains(column)) {
            return Err(Error::statement(format!(
                "the rows to upsert into \"{name}\" hold \"{column}\", an IDENTITY column, which takes no value, and the key leaves it out; \
                 add it to the key, or upsert rows of the `New..` struct, which are without it"
            )));
        }
        if self.columns.len() == self.identities().count() {
            return Err(Error::statement(format!(
                "the rows to upsert into \"{name}\" give no column a value but IDENTITY ones, so there is nothing to write"
            )));
        }
        Ok(())
    }

    /// IDENTITY columns that the rows have.
    fn identities(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().copied().filter(|column| {
            let column = self.table.column(column);
            column.is_some_and(|column| matches!(column.default, ColumnDefault::Identity(_)))
        })
    }

    pub(crate) fn staging(&self) -> Table<'_> {
        // Rows that match are then on the same node.
        let distkey = self.table.distkey.filter(|column| contains_name(&self.key, column));
        Table {
            name: STAGING,
            columns: &self.staged,
            diststyle: None,
            distkey,
            sortkey: SortKey::None,
            encode_auto: false,
            backup: true,
            primary_key: &[],
            unique: &[],
            foreign_keys: &[],
        }
    }

    /// First of all, because the first of most other statements decides what the transaction sees.
    pub(crate) fn lock(&self) -> Sql<'static> {
        SqlWriter::write_lock(&[self.table.name])
    }

    pub(crate) fn create(&self) -> Creation {
        let table =
            Temporary { name: STAGING.name, columns: self.columns.iter().map(|&name| name.to_owned()).collect() };
        let create = SqlWriter::write_create_temporary_table(&self.staging());
        Creation { table: Arc::new(table), literal: create.clone(), shown: create }
    }

    /// How many keys several rows have.
    pub(crate) fn repeated_keys(&self) -> Sql<'static> {
        SqlWriter::write_repeated_keys(&STAGING, &self.key)
    }

    /// How many rows have no match, where such a row cannot be inserted.
    pub(crate) fn unmatched(&self) -> Option<Sql<'static>> {
        let unmatched = || SqlWriter::write_unmatched(&STAGING, &self.table.name, &self.key);
        self.identities().next().map(|_| unmatched())
    }

    pub(crate) fn merge(&self) -> Sql<'static> {
        let (target, source) = (Source::next(), Source::next());
        let column = |source, name| Nodes::leaf(Node::Column { source, name: ColumnName::Named(name) });
        let is_written = |column: &&Column<'static>| !self.identities().any(|identity| identity == column.name);
        let written: Vec<_> = self.staged.iter().filter(is_written).collect();
        let names: Vec<_> = written.iter().map(|column| column.name).collect();
        let mut updated = names.clone();
        updated.retain(|name| !self.key.contains(name));
        if updated.is_empty() {
            // Redshift asks for an assignment. This one changes nothing.
            updated.clone_from(&names);
        }
        let assignment = |name| Assignment { source: target, column: name, value: column(source, name) };
        let mut values = SelectList::default();
        for &&Column { name, data_type, nullable, .. } in &written {
            values.push_column(source, ColumnName::Named(name), data_type, nullable);
        }
        let clauses = Clauses {
            target,
            source: FromItem { source, table: TableExpression::Table(STAGING), join: None },
            on: self.key.iter().map(|key| column(target, key).binary(Operator::Equal, column(source, key))).collect(),
            action: Action::Update(updated.into_iter().map(assignment).collect()),
            insert: (names, values),
        };
        SqlWriter::write_merge(self.table, &clauses).into_owned()
    }

    /// What is wrong with rows of which so many keys are repeated.
    pub(crate) fn refuse_repeated(&self, keys: i64) -> Error {
        let (name, columns) = (self.table.name.name, self.key.join("\", \""));
        Error::rows(format!(
            "several of the rows to upsert into \"{name}\" have the same key, in (\"{columns}\"): {keys} keys are repeated, and nobody can \
             say which row is meant; give each key once"
        ))
    }

    /// What is wrong with rows of which so many have an id that Redshift did not make.
    pub(crate) fn refuse_unmatched(&self, rows: i64) -> Error {
        let (name, all) = (self.table.name.name, self.rows.len());
        let columns = self.identities().collect::<Vec<_>>().join("\", \"");
        Error::rows(format!(
            "{rows} of the {all} rows to upsert into \"{name}\" match no row, and cannot be inserted: \"{columns}\" is an IDENTITY column, \
             which takes no value; insert new rows by `insert_many`, or declare the column `identity_by_default`"
        ))
    }
}

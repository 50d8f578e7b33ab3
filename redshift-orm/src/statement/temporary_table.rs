//! Temporary tables: of the rows of a query, and in the shape of a model.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::query::TableReference;
use super::scope::{S1, Scope, SourceColumns};
use super::select::{Select, TableExpression};
use super::selection::{SelectListItem, Selection};
use super::{DropRelation, InsertMany, InsertSelect, MergeSource, Query, Shape, Unselected, UpsertRow};
use crate::error::{Error, Result};
use crate::expr::column::{ColumnName, Unnamed};
use crate::expr::{ColumnList, Same, Source};
use crate::model::{Model, registered};
use crate::schema::{
    Column, ColumnDefault, DistStyle, SortKey, Table, TableName, contains_name, rules, same_name, violations,
};
use crate::sql::{Sql, SqlWriter, Values};

/// A temporary table of a transaction, whose columns are `C`; made by
/// [`Query::create_temporary_table`] and [`Model::create_temporary_table`](crate::Model::create_temporary_table).
///
/// It is a source of queries, as often as they like: [`query`](TemporaryTable::query) reads its rows, and it can be joined, and be the
/// source of a MERGE, as it is. It is there until its transaction ends; a statement that uses it anywhere else is an error, and is not
/// sent.
pub struct TemporaryTable<C> {
    pub(crate) table: Arc<Temporary>,
    columns: PhantomData<fn() -> C>,
}

/// A temporary table without its types. Each that is created is another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Temporary {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<String>,
}

/// How a temporary table comes to be.
#[derive(Debug)]
pub(crate) struct Creation {
    pub(crate) table: Arc<Temporary>,
    /// The statement as it is sent.
    pub(crate) literal: Sql<'static>,
    /// What messages show of it.
    pub(crate) shown: Sql<'static>,
}

impl Temporary {
    pub(crate) fn table_name(&self) -> TableName<'static> {
        TableName { schema: None, name: self.name }
    }

    /// `DROP TABLE`.
    pub(crate) fn removal(self: &Arc<Self>) -> Sql<'static> {
        DropRelation::table(self.table_name()).to_sql().using(self)
    }
}

impl<C> TemporaryTable<C> {
    pub(crate) fn of(table: Arc<Temporary>) -> Self {
        TemporaryTable { table, columns: PhantomData }
    }
}

impl<C> Clone for TemporaryTable<C> {
    fn clone(&self) -> Self {
        TemporaryTable::of(Arc::clone(&self.table))
    }
}

impl<C> fmt::Debug for TemporaryTable<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TemporaryTable").field(&self.table.name).finish()
    }
}

impl<C: Copy> TemporaryTable<C> {
    /// `SELECT` of its rows.
    pub fn query<'a>(&self) -> Query<'a, S1<C>, Unselected>
    where
        C: Selection<'a, Columns = C>,
    {
        let table = TableExpression::Temporary(Arc::clone(&self.table));
        Query::of_columns(table, |source| C::columns(source, &mut 0))
    }

    /// `INSERT` of rows of the model whose columns it has, in as few statements as the limits allow.
    ///
    /// All columns take the value of their field, those of IDENTITY columns too.
    pub fn insert_many<R: RowOf<C>>(&self, rows: impl IntoIterator<Item = R>) -> InsertMany<R> {
        InsertMany::into_temporary(Arc::clone(&self.table), rows)
    }

    /// `INSERT` of the rows of a query, which selects the columns of the table.
    pub fn insert_select<'a, Q: RowsOf<'a, C>>(&self, query: Q) -> InsertSelect<'a, TemporaryTable<C>> {
        InsertSelect::into_temporary(Arc::clone(&self.table), query.into_rows())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, C: SourceColumns + Selection<'a, Columns = C>> TableReference<'a> for TemporaryTable<C> {
    type Columns = C;
    fn bind(&self, source: Source) -> C {
        C::columns(source, &mut 0)
    }
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_table(self) -> TableExpression<'a> {
        TableExpression::Temporary(self.table)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, C> MergeSource<'a> for TemporaryTable<C> where Self: TableReference<'a> {}

/// A row of the model whose columns `C` a temporary table has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row of the temporary table",
    label = "is no model whose columns are those of the table",
    note = "insert whole rows, an `Order` and no `NewOrder`, of the model whose shape the table has, or whose rows it was made of; rows of a query go into any by `insert_select(query)`"
)]
pub trait RowOf<C>: Model + UpsertRow<Self> {}

#[diagnostic::do_not_recommend]
impl<C, M: Model + UpsertRow<M>> RowOf<C> for M where <M as Model>::Columns: Same<C> {}

/// A query that selects the columns `C` of a temporary table.
#[diagnostic::on_unimplemented(
    message = "the query does not select the columns of the temporary table",
    label = "selects other columns",
    note = "the columns agree in number, order and type, and in whether they may be NULL: `.nullable()` makes one that is NOT NULL agree with one that is not"
)]
pub trait RowsOf<'a, C> {
    #[doc(hidden)]
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_rows(self) -> Select<'a>;
}

#[diagnostic::do_not_recommend]
impl<'a, C, S: Scope, R: Shape<'a, S>> RowsOf<'a, C> for Query<'a, S, R>
where
    C: Same<R::Columns>,
{
    #[expect(private_interfaces, reason = "only this crate calls it")]
    fn into_rows(self) -> Select<'a> {
        self.into_listed_clauses()
    }
}

/// `CREATE TEMPORARY TABLE`, of the rows of a query (`r_CREATE_TABLE_AS`) or in the shape of a model (`r_CREATE_TABLE_NEW`).
///
/// It goes by [`execute`](CreateTemporaryTable::execute) to a transaction, and gives the [`TemporaryTable`].
#[derive(Debug, Clone)]
#[must_use = "a CREATE TEMPORARY TABLE does nothing until `.execute(&tx)` executes it"]
pub struct CreateTemporaryTable<'a, C> {
    name: &'static str,
    contents: Contents<'a>,
    source: Source,
    diststyle: Option<DistStyle>,
    distkey: Option<(Source, ColumnName)>,
    sortkey: Option<(SortStyle, Vec<(Source, ColumnName)>)>,
    columns: PhantomData<fn() -> C>,
}

#[derive(Debug, Clone)]
enum Contents<'a> {
    Rows(Box<Select<'a>>),
    /// None, in the columns of this table.
    Shape(&'static Table<'static>),
}

#[derive(Debug, Clone, Copy)]
enum SortStyle {
    Compound,
    Interleaved,
}

impl<'a, S: Scope, R: Shape<'a, S>> Query<'a, S, R> {
    /// `CREATE TEMPORARY TABLE name AS self` (`r_CREATE_TABLE_AS`): keeps the rows for the queries of a transaction.
    ///
    /// Its columns are those that the query selects. They are called as the fields of a `Select..` struct or of a model are; where
    /// an item has no name of its own, as an expression in a tuple, or two have the same, all are called `c0`, `c1`, ..
    ///
    /// ```no_run
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Debug, Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64, name: String }
    /// # #[derive(Debug, Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64, #[redshift(decimal(12, 2))] total: Decimal }
    /// # async fn example(db: Database) -> Result<()> {
    /// let (best, rest) = db
    ///     .transaction(async |tx| {
    ///         let spend = Order::query()
    ///             .group_by(|o| o.customer_id)
    ///             .select(|customer, o| (customer, o.total.sum()))
    ///             .create_temporary_table("spend")
    ///             .distkey(|(customer, _)| customer)
    ///             .execute(&tx)
    ///             .await?;
    ///         let best: Vec<(String, Option<Decimal>)> = Customer::query()
    ///             .join(spend.clone(), |(c, (customer, _))| c.id.eq(customer))
    ///             .select(|(c, (_, total))| (c.name, total))
    ///             .order_by(|(_, total)| total.desc())
    ///             .limit(10)
    ///             .all(&tx)
    ///             .await?;
    ///         let rest = spend.query().filter(|(_, total)| total.lt(dec!(10))).count(&tx).await?;
    ///         Ok((best, rest))
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_temporary_table(self, name: &'static str) -> CreateTemporaryTable<'a, R::Columns> {
        CreateTemporaryTable::new(name, Contents::Rows(Box::new(self.into_listed_clauses())))
    }
}

impl<'a, C> CreateTemporaryTable<'a, C> {
    /// The statement for an empty table of the columns of a model.
    pub(crate) fn of_model<M: Model<Columns = C>>(name: &'static str) -> Self {
        CreateTemporaryTable::new(name, Contents::Shape(const { &M::TABLE }))
    }

    fn new(name: &'static str, contents: Contents<'a>) -> Self {
        let source = Source::next();
        CreateTemporaryTable {
            name,
            contents,
            source,
            diststyle: None,
            distkey: None,
            sortkey: None,
            columns: PhantomData,
        }
    }

    /// `DISTSTYLE AUTO`, in place of what was said before.
    pub fn diststyle_auto(self) -> Self {
        self.distributed(DistStyle::Auto)
    }

    /// `DISTSTYLE EVEN`, in place of what was said before.
    pub fn diststyle_even(self) -> Self {
        self.distributed(DistStyle::Even)
    }

    /// `DISTSTYLE ALL`, in place of what was said before.
    pub fn diststyle_all(self) -> Self {
        self.distributed(DistStyle::All)
    }

    fn distributed(self, diststyle: DistStyle) -> Self {
        CreateTemporaryTable { diststyle: Some(diststyle), distkey: None, ..self }
    }

    /// `DISTKEY (column)`, in place of what was said before. Without any, the rows of a query are distributed as its plan says, and
    /// those of a model as the model says.
    pub fn distkey<'c, T, N>(mut self, key: impl FnOnce(C) -> crate::expr::Column<T, N>) -> Self
    where
        C: Selection<'c, Columns = C>,
    {
        let key = key(C::columns(self.source, &mut 0));
        self.distkey = Some((key.source(), key.name()));
        self.diststyle = None;
        self
    }

    /// `COMPOUND SORTKEY (columns)`: a column, or a tuple of up to 16, in place of what was said before.
    pub fn sortkey<'c, K: ColumnList>(self, key: impl FnOnce(C) -> K) -> Self
    where
        C: Selection<'c, Columns = C>,
    {
        self.sorted(SortStyle::Compound, key)
    }

    /// `INTERLEAVED SORTKEY (columns)`: a column, or a tuple of up to 8, in place of what was said before.
    pub fn interleaved_sortkey<'c, K: ColumnList>(self, key: impl FnOnce(C) -> K) -> Self
    where
        C: Selection<'c, Columns = C>,
    {
        self.sorted(SortStyle::Interleaved, key)
    }

    fn sorted<'c, K: ColumnList>(mut self, style: SortStyle, key: impl FnOnce(C) -> K) -> Self
    where
        C: Selection<'c, Columns = C>,
    {
        let mut columns = Vec::new();
        key(C::columns(self.source, &mut 0)).push_to(&mut columns);
        self.sortkey = Some((style, columns));
        self
    }

    /// The statement's text. Its values are literals, because DDL binds nothing.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        self.write(&self.column_names(), Values::Literals)
    }

    pub(crate) fn into_creation(self) -> Result<Creation> {
        self.check_name()?;
        let columns = self.column_names();
        let [literal, shown] = [Values::Literals, Values::Parameters].map(|values| self.write(&columns, values));
        Ok(Creation { table: Arc::new(Temporary { name: self.name, columns }), literal, shown })
    }

    /// A temporary table is found before any other of its name.
    fn check_name(&self) -> Result<()> {
        let hides = |table: &Table<'_>| table.name.schema.is_none() && same_name(table.name.name, self.name);
        match registered().find(|model| hides(model.table())) {
            Some(model) => Err(Error::statement(format!(
                "a temporary table \"{}\" would hide the table of `{}`; give it another name",
                self.name,
                (model.model)()
            ))),
            None => Ok(()),
        }
    }

    fn column_names(&self) -> Vec<String> {
        match &self.contents {
            Contents::Rows(query) => names(&query.list.items()),
            Contents::Shape(table) => table.columns.iter().map(|column| column.name.to_owned()).collect(),
        }
    }

    fn write(&self, names: &[String], values: Values) -> Sql<'static> {
        let columns: Vec<Column<'_>> = match &self.contents {
            Contents::Rows(query) => {
                names.iter().zip(&query.list.items()).map(|(name, item)| selected(name, item)).collect()
            }
            Contents::Shape(table) => table.columns.iter().map(Column::staged).collect(),
        };
        let key = |columns: &[(Source, ColumnName)]| -> Option<Vec<&str>> {
            columns.iter().map(|(source, name)| self.own_name(names, *source, *name)).collect()
        };
        let said = self.sortkey.as_ref().map(|(style, columns)| (style, key(columns)));
        let distkey = self.distkey.as_ref().map(|column| key(std::slice::from_ref(column)));
        if matches!(said, Some((_, None))) || matches!(distkey, Some(None)) {
            return Sql::unwritten(format!(
                "a key of the temporary table \"{}\" is a column of another source; name those that the closure receives",
                self.name
            ));
        }
        let declared = match &self.contents {
            Contents::Rows(_) => None,
            Contents::Shape(table) => Some(table),
        };
        let is_distributed = self.diststyle.is_some() || distkey.is_some();
        let table = Table {
            name: TableName { schema: None, name: self.name },
            columns: &columns,
            diststyle: self.diststyle.or(declared.and_then(|table| table.diststyle.filter(|_| !is_distributed))),
            distkey: match distkey.flatten().as_deref() {
                Some([key]) => Some(key),
                _ => declared.and_then(|table| table.distkey.filter(|_| !is_distributed)),
            },
            sortkey: match &said {
                Some((SortStyle::Compound, Some(columns))) => SortKey::Compound(columns),
                Some((SortStyle::Interleaved, Some(columns))) => SortKey::Interleaved(columns),
                _ => declared.map_or(SortKey::None, |table| table.sortkey),
            },
            encode_auto: false,
            backup: true,
            primary_key: &[],
            unique: &[],
            foreign_keys: &[],
        };
        if let Some(violation) = violations(&table).first() {
            return Sql::unwritten(format!("the temporary table \"{}\" cannot be: {violation}", self.name));
        }
        match &self.contents {
            Contents::Rows(query) => SqlWriter::write_create_table_as(&table, true, query, values).into_owned(),
            Contents::Shape(_) => SqlWriter::write_create_temporary_table(&table),
        }
    }

    /// The name of a column that a closure gave back.
    fn own_name<'n>(&self, names: &'n [String], source: Source, name: ColumnName) -> Option<&'n str> {
        match name {
            ColumnName::Unnamed(Unnamed::Nth(index)) if source == self.source => {
                names.get(usize::from(index)).map(String::as_str)
            }
            _ => None,
        }
    }
}

/// What the columns of a query's rows are called.
fn names(items: &[SelectListItem<'_>]) -> Vec<String> {
    let mut names: Vec<&str> = Vec::with_capacity(items.len());
    for item in items {
        match item.name.or(item.column_name()) {
            Some(name) if !contains_name(&names, name) && rules::reserved_column_name(name).is_ok() => names.push(name),
            _ => return (0..items.len()).map(|index| format!("c{index}")).collect(),
        }
    }
    names.into_iter().map(str::to_owned).collect()
}

fn selected<'n>(name: &'n str, item: &SelectListItem<'_>) -> Column<'n> {
    Column {
        name,
        data_type: item.data_type,
        nullable: true,
        default: ColumnDefault::None,
        encoding: None,
        collation: None,
    }
}

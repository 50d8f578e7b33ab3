//! A struct that is a table or a view.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

use crate::client::{Executing, LockExecutor, RefreshExecutor, TruncateExecutor};
use crate::error::Result;
use crate::expr::Source;
use crate::schema::{Table, TableName};
use crate::statement::scope::{S1, SourceColumns};
use crate::statement::{
    Analyze, Comment, CreateTable, CreateTableAs, CreateTemporaryTable, CreatedAsQuery, DefinedView, Delete,
    DropRelation, Grant, Insert, InsertMany, InsertSelect, InsertSource, Lock, Merge, MergeSource, Privilege, Query,
    RefreshMaterializedView, Revoke, Selection, Truncate, Unselected, Update, UpsertMany, UpsertRow, Vacuum,
};
use crate::types::{RowReader, SqlType, Value};
use crate::view::MaterializedView;

/// What stands behind the name of a model.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Table,
    View,
    MaterializedView,
}

/// A table or a [view](crate::View) and the struct of one row; implemented by `#[derive(Model)]`.
///
/// What holds of every model is written once:
///
/// ```
/// use redshift_orm::client::ReadExecutor;
/// use redshift_orm::prelude::*;
///
/// async fn page<M: Model>(db: &impl ReadExecutor, number: u64) -> Result<Vec<M>> {
///     M::query().limit(50).offset(number * 50).all(db).await
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "no table belongs to `{Self}`",
    note = "put `#[derive(Model)]` on the struct"
)]
pub trait Model: Sized + Send + 'static {
    /// Schema and table name.
    const NAME: TableName<'static>;
    /// The table as data.
    const TABLE: Table<'static>;
    /// The fields whose columns have other names, each with its column.
    #[doc(hidden)]
    const RENAMED: &'static [(&'static str, &'static str)] = &[];
    /// What the closures of a query receive: one typed column per field.
    type Columns: SourceColumns + for<'a> Selection<'a, Row = Self>;
    /// What an INSERT takes: every field but those of IDENTITY columns.
    type New: NewRow;
    #[doc(hidden)]
    const RELATION: Relation = Relation::Table;

    /// What creates the view, when the model is one that has a definition.
    #[doc(hidden)]
    fn defined_view() -> Option<DefinedView<'static>> {
        None
    }

    #[doc(hidden)]
    fn columns(source: Source) -> Self::Columns;
    #[doc(hidden)]
    fn read(row: &mut RowReader<'_>) -> Result<Self>;

    /// `CREATE TABLE`, its foreign keys included.
    fn create_table() -> CreateTable<'static>
    where
        Self: BaseTable<Proof: Sized>,
    {
        CreateTable::new(&Self::TABLE)
    }

    /// `DROP TABLE`.
    fn drop_table() -> DropRelation<'static>
    where
        Self: BaseTable<Proof: Sized>,
    {
        DropRelation::table(Self::NAME)
    }

    /// `SELECT` of the table's rows.
    #[doc(alias = "find")]
    fn query<'a>() -> Query<'a, S1<Self::Columns>, Unselected> {
        Query::of_model::<Self>()
    }

    /// `INSERT` of one row.
    fn insert(row: Self::New) -> Insert<Self>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Insert::new(row)
    }

    /// `INSERT` of many rows, in as few statements as the limits allow.
    fn insert_many(rows: impl IntoIterator<Item = Self::New>) -> InsertMany<Self>
    where
        Self: BaseTable<Proof: Sized>,
    {
        InsertMany::new(rows)
    }

    /// `INSERT` of the rows of a query, which the server inserts without sending them. The query selects the `Insert..` struct that
    /// `#[derive(Model)]` makes, which names each column, or a tuple of every column but IDENTITY ones, in order.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Customer { #[redshift(primary_key, identity)] id: i64, name: String }
    /// #[derive(Model)]
    /// struct Letter {
    ///     #[redshift(primary_key, identity)]
    ///     id: i64,
    ///     customer_id: i64,
    ///     greeting: String,
    ///     note: Option<String>,
    ///     #[redshift(default = "getdate()")]
    ///     written_at: NaiveDateTime,
    /// }
    ///
    /// let letters = Customer::query().select(|c| InsertLetter {
    ///     customer_id: c.id,
    ///     greeting: c.name.upper(),
    ///     note: value("dear"),
    ///     written_at: UseDefault,
    /// });
    /// assert_eq!(
    ///     Letter::insert_select(letters).to_sql().text(),
    ///     "INSERT INTO \"letter\" (\"customer_id\", \"greeting\", \"note\") \
    ///      SELECT t0.\"id\", UPPER(t0.\"name\"), CAST($1 AS VARCHAR(65535)) FROM \"customer\" AS t0"
    /// );
    /// ```
    fn insert_select<'a, Q: InsertSource<'a, Self>>(query: Q) -> InsertSelect<'a, Self>
    where
        Self: BaseTable<Proof: Sized>,
    {
        InsertSelect::new(query)
    }

    /// Inserts rows, or puts them in the place of those that have the same key, by a staging table and MERGE (`r_MERGE`, `merge-examples`).
    ///
    /// The rows are the model's own, or of its `New..` struct, and `.on(..)` says the key by columns that they have: one, or a tuple.
    /// A row of the table with the same key takes every other value of the given row. A column that all rows leave to its default is left
    /// alone where a row matches, and takes the default where none does.
    ///
    /// An IDENTITY column takes no value. Rows of the model hold it, so it is part of their key, and each of them has to match: to insert
    /// new rows, give those of the `New..` struct, by another key.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// #[derive(Model)]
    /// #[redshift(primary_key(article, day))]
    /// struct Price {
    ///     article: String,
    ///     day: NaiveDate,
    ///     #[redshift(decimal(12, 2))]
    ///     price: Decimal,
    /// }
    ///
    /// # async fn example(db: Database, prices: Vec<Price>) -> Result<()> {
    /// let given: u64 = Price::upsert_many(prices).on(|p| (p.article, p.day)).execute(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    fn upsert_many<R: UpsertRow<Self>>(rows: impl IntoIterator<Item = R>) -> UpsertMany<Self, R>
    where
        Self: BaseTable<Proof: Sized>,
    {
        UpsertMany::new(rows)
    }

    /// `CREATE TABLE .. AS` (`r_CREATE_TABLE_AS`): makes the table of the rows of a query, which selects the `Insert..` struct that
    /// `#[derive(Model)]` makes, or a tuple of every column, in order. Redshift analyzes the table by itself.
    ///
    /// DISTSTYLE, DISTKEY, SORTKEY and BACKUP are the model's; where it declares no distribution or sort key, the plan of the query
    /// decides. The types are those of the query: a SUM is a `DECIMAL(38, 2)`, whatever `decimal(..)` says. There are no constraints:
    /// no primary, unique or foreign keys, and no NOT NULL (`r_CTAS_usage_notes`). To have the table as declared, execute
    /// [`create_table`](Model::create_table) and [`insert_select`](Model::insert_select); a model with IDENTITY columns, defaults,
    /// encodings, collations or SORTKEY AUTO needs it, and does not compile here.
    ///
    /// ```
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Model)]
    /// # struct Order { #[redshift(primary_key, identity)] id: i64, customer_id: i64, #[redshift(decimal(12, 2))] total: Decimal }
    /// #[derive(Debug, Model)]
    /// #[redshift(table = "spend", sortkey(total))]
    /// struct Spend {
    ///     #[redshift(distkey)]
    ///     customer_id: i64,
    ///     #[redshift(decimal(38, 2))]
    ///     total: Option<Decimal>,
    /// }
    ///
    /// let spend = Order::query()
    ///     .group_by(|o| o.customer_id)
    ///     .select(|customer_id, o| InsertSpend { customer_id, total: o.total.sum() });
    /// let create = Spend::create_table_as(spend);
    /// assert_eq!(
    ///     create.to_sql().text(),
    ///     r#"CREATE TABLE "spend" ("customer_id", "total")
    /// DISTKEY ("customer_id")
    /// COMPOUND SORTKEY ("total")
    /// AS SELECT t0."customer_id", SUM(t0."total") FROM "order" AS t0 GROUP BY t0."customer_id""#
    /// );
    /// # async fn example(db: Database, create: redshift_orm::statement::CreateTableAs<'_, Spend>) -> Result<Vec<Spend>> {
    /// create.execute(&db).await?;
    /// Spend::query().filter(|s| s.total.gt(dec!(1000))).all(&db).await
    /// # }
    /// ```
    fn create_table_as<'a, Q: InsertSource<'a, Self>>(query: Q) -> CreateTableAs<'a, Self>
    where
        Self: CreatedAsQuery<Proof: Sized>,
    {
        CreateTableAs::new(query)
    }

    /// `CREATE TEMPORARY TABLE name` in the shape of the model: an empty table of its columns, for rows of the model, as long as the
    /// transaction lasts. It has the model's distribution and sort key, unless others are said, and neither IDENTITY nor defaults,
    /// encodings or keys.
    ///
    /// ```no_run
    /// use redshift_orm::prelude::*;
    ///
    /// # #[derive(Debug, Model)]
    /// # struct Customer { #[redshift(primary_key)] id: i64, name: String }
    /// # async fn example(db: Database, arrived: Vec<Customer>) -> Result<()> {
    /// let tx = db.begin().await?;
    /// let arrivals = Customer::create_temporary_table("arrivals").execute(&tx).await?;
    /// arrivals.insert_many(arrived).execute(&tx).await?;
    /// Customer::delete().using(arrivals.clone(), |(c, a)| c.id.eq(a.id)).execute(&tx).await?;
    /// Customer::insert_select(arrivals.query().select(|a| (a.id, a.name))).execute(&tx).await?;
    /// tx.commit().await
    /// # }
    /// ```
    fn create_temporary_table(name: &'static str) -> CreateTemporaryTable<'static, Self::Columns>
    where
        Self: BaseTable<Proof: Sized>,
    {
        CreateTemporaryTable::of_model::<Self>(name)
    }

    /// `UPDATE` of the table's rows.
    fn update<'a>() -> Update<'a, Self>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Update::new()
    }

    /// `MERGE` of the rows of a source into the table.
    fn merge<'a, T: MergeSource<'a>>(source: T) -> Merge<'a, Self, T::Columns>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Merge::new(source)
    }

    /// `DELETE` of the table's rows.
    fn delete<'a>() -> Delete<'a, Self>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Delete::new()
    }

    /// `TRUNCATE`: removes every row at once. It commits, so it is not for a transaction; `delete().all_rows()` is.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    fn truncate<E: TruncateExecutor>(executor: &E) -> Executing<'_>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Truncate::new(Self::NAME).execute(executor)
    }

    /// `REFRESH MATERIALIZED VIEW` (`materialized-view-refresh-sql-command`): reads the tables anew. It runs as a transaction of its own,
    /// so it is not for an open one. [`RefreshMaterializedView::cascade`] refreshes what reads the view too.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    fn refresh<E: RefreshExecutor>(executor: &E) -> Executing<'_>
    where
        Self: MaterializedView<Proof: Sized>,
    {
        RefreshMaterializedView::new(Self::NAME).execute(executor)
    }

    /// `LOCK TABLE`: until the transaction ends, everybody else who reads or writes the table waits.
    ///
    /// # Errors
    /// When the server refuses the statement, or the connection breaks.
    fn lock<E: LockExecutor>(transaction: &E) -> Executing<'_>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Lock::new([Self::NAME]).execute(transaction)
    }

    /// `ANALYZE`: renews the statistics of the table.
    fn analyze() -> Analyze<Self>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Analyze::new()
    }

    /// `VACUUM`: sorts the table and reclaims space. Not in a transaction.
    fn vacuum() -> Vacuum<Self>
    where
        Self: BaseTable<Proof: Sized>,
    {
        Vacuum::new()
    }

    /// `COMMENT ON TABLE` or `VIEW`, or a column of it; `None` removes the comment. On a materialized view it is an error.
    fn comment<'a>(text: impl Into<Option<&'a str>>) -> Comment<'a, Self> {
        Comment::new(text.into())
    }

    /// `GRANT` of privileges on the table or view.
    fn grant<'a>(privileges: impl IntoIterator<Item = Privilege>) -> Grant<'a> {
        Grant::on_table(Self::NAME, privileges)
    }

    /// `REVOKE` of privileges on the table or view.
    fn revoke<'a>(privileges: impl IntoIterator<Item = Privilege>) -> Revoke<'a> {
        Revoke::on_table(Self::NAME, privileges)
    }
}

/// A model that is a table of its own, and no view (`r_CREATE_VIEW`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no table, and views are read-only on Amazon Redshift",
    label = "needs a table",
    note = "write to the tables that the view reads; a view has `create_view`, a materialized one `create_materialized_view`; a generic function asks for `M: BaseTable`"
)]
pub trait BaseTable: Model {
    #[doc(hidden)]
    type Proof;
}

/// A model whose primary key is one IDENTITY column, so that the id of an inserted row can be told.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no IDENTITY primary key, so an INSERT makes no id",
    label = "no id to ask for",
    note = "the key is part of what you insert; to have Redshift make it, declare `#[redshift(primary_key, identity)] id: i64`"
)]
pub trait IdentityKey: Model {
    /// The key's type: `i64`, `i32` or a newtype of one.
    type Id: SqlType;
    /// The key's column name.
    const KEY: &'static str;
}

/// The values of a new row, made by the derive's `New..` struct.
pub trait NewRow: Send {
    /// The columns of the values, in order.
    const COLUMNS: &'static [&'static str];
    #[doc(hidden)]
    fn into_values(self) -> Vec<InsertValue>;
}

/// A value of a new row.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub enum InsertValue {
    /// A bound value.
    Value(Value<'static>),
    /// The keyword DEFAULT.
    Default,
}

impl InsertValue {
    /// What is bound.
    pub(crate) fn into_value(self) -> Option<Value<'static>> {
        match self {
            InsertValue::Value(value) => Some(value),
            InsertValue::Default => None,
        }
    }
}

/// A value for a column that has a default: the value, or the default.
///
/// ```
/// use redshift_orm::Defaulted;
///
/// let given: Defaulted<i64> = 7.into();
/// assert_eq!(given, Defaulted::Value(7));
/// assert_eq!(Defaulted::<i64>::default(), Defaulted::Default);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Defaulted<T> {
    /// The column's default.
    #[default]
    Default,
    /// This value.
    Value(T),
}

impl<T> Defaulted<T> {
    /// Whether it is left to the default.
    #[must_use]
    pub const fn is_default(&self) -> bool {
        matches!(self, Defaulted::Default)
    }
}

/// Any value is a [`Value`](Defaulted::Value). `#[redshift(new(derive(Deserialize)))]` lets the field be missing, which is the default.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Defaulted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        T::deserialize(deserializer).map(Defaulted::Value)
    }
}

/// A value is written as it is. `#[redshift(new(derive(Serialize)))]` leaves a default out, which has no value to write.
impl<T: Serialize> Serialize for Defaulted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Defaulted::Value(value) => value.serialize(serializer),
            Defaulted::Default => Err(ser::Error::custom(
                "the default of a column has no value to write; leave the field out, by `skip_serializing_if`",
            )),
        }
    }
}

impl<T> From<T> for Defaulted<T> {
    fn from(value: T) -> Self {
        Defaulted::Value(value)
    }
}

/// A model as the registry behind [`create_all`](crate::create_all) holds it: its table, and its name for messages.
///
/// `#[derive(Model)]` submits one: `inventory::submit! { Registered::of::<Order>() }`.
#[derive(Debug, Clone, Copy)]
pub struct Registered {
    /// A function, so that checking a program does not evaluate its tables.
    table: fn() -> &'static Table<'static>,
    pub(crate) is_view: bool,
    pub(crate) view: fn() -> Option<DefinedView<'static>>,
    /// The name of the Rust type, which no `const fn` can ask for.
    pub(crate) model: fn() -> &'static str,
}

impl Registered {
    #[doc(hidden)]
    #[must_use]
    pub const fn of<M: Model>() -> Self {
        Registered {
            table: || const { &M::TABLE },
            is_view: !matches!(M::RELATION, Relation::Table),
            view: M::defined_view,
            model: std::any::type_name::<M>,
        }
    }

    pub(crate) fn table(&self) -> &'static Table<'static> {
        (self.table)()
    }
}

inventory::collect!(Registered);

/// Every model linked into the program.
pub(crate) fn registered() -> impl Iterator<Item = Registered> {
    inventory::iter::<Registered>.into_iter().copied()
}

/// Every table of the models linked into the program. Views are no tables.
pub fn registered_tables() -> impl Iterator<Item = &'static Table<'static>> {
    registered().filter(|registered| !registered.is_view).map(|registered| registered.table())
}

//! How a transfer runs: both ends are looked at, tables are made, rows are copied, both ends are counted.

use super::super::create_all::{create, relation_named};
use super::super::database::Database;
use super::super::execute::Connection;
use super::super::insert_many::Batches;
use super::super::server::ServerKind;
use super::super::stream::Rows;
use super::super::transaction::Transaction;
use super::super::wire::Wire;
use super::{Options, Progress, Report, Transferred};
use crate::error::{Error, Result};
use crate::model::InsertValue;
use crate::schema::{Column, ColumnDefault, DataType, Identity, Schema, Step, Table, creation_plan};
use crate::sql::{Part, SqlWriter, Values};
use crate::types::Value;

/// What is done about tables that the target has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Refuse,
    Resume,
    Replace,
}

/// The bytes of text of a batch, or a little more.
const BYTES: usize = 8_000_000;

/// The values of a primary key.
type Key = Vec<Value<'static>>;
type Row = Vec<InsertValue>;

/// What both ends have of a table, before anything is written.
struct Plan {
    table: &'static Table<'static>,
    /// Whether the target has the table.
    exists: bool,
    /// The columns of the table that is created, unless it stays.
    columns: Option<Vec<Column<'static>>>,
    /// The rows of the source.
    source: u64,
    /// The rows of the target, which stay.
    target: u64,
    /// The last key of the target, to go on behind.
    last: Option<Key>,
}

pub(super) async fn run(
    schema: &Schema,
    source: &Database,
    target: &Database,
    options: &mut Options,
) -> Result<Report> {
    let tables = in_order(schema)?;
    for table in &tables {
        check_columns(table)?;
    }
    let server = target.server();
    if !options.into_production && server.kind != ServerKind::StandIn {
        return Err(Error::transfer_refused(format!(
            "the target, {}, is {server} and no local stand-in: say `.into_production()` to write to it",
            target.target()
        )));
    }
    if [source, target].iter().any(|end| end.wire() == Wire::Text) {
        return Err(Error::transfer_refused(
            "an end of the transfer is connected with wire=text, which does not carry every digit of a floating-point number; connect \
             without it",
        ));
    }
    // One transaction, so that all tables are read as of one moment.
    let reading = source.begin().await?;
    let done = transfer(tables, &reading, target, options).await;
    // What went wrong first is what the caller wants to know.
    drop(reading.rollback().await);
    done
}

async fn transfer(
    tables: Vec<&'static Table<'static>>,
    reading: &Transaction,
    target: &Database,
    options: &mut Options,
) -> Result<Report> {
    let mut plans = Vec::with_capacity(tables.len());
    for table in tables {
        plans.push(look_at(table, reading, target, options.found).await?);
    }
    create_tables(&plans, target).await?;
    let mut copying = Copying {
        reading,
        target,
        all_rows: plans.iter().map(|plan| plan.target).sum(),
        all_total: plans.iter().map(|plan| plan.source).sum(),
        options,
    };
    let mut report = Report { tables: Vec::with_capacity(plans.len()) };
    for plan in &plans {
        let copied = copying.table(plan).await?;
        report.tables.push(Transferred { table: plan.table.name, copied, source: plan.source, target: 0 });
    }
    for (transferred, plan) in report.tables.iter_mut().zip(&plans) {
        transferred.target = count(Connection::Pool(target), plan.table, Part::All).await?;
    }
    match report.tables.iter().find(|table| table.source != table.target) {
        None => Ok(report),
        Some(Transferred { table, source, target, .. }) => Err(Error::transfer_incomplete(format!(
            "the transfer is done, and {table} has {source} rows in the source and {target} in the target: somebody else writes to the \
             target; when nobody does, run it again with `.replace()`"
        ))),
    }
}

/// The tables, those that are referred to first.
fn in_order(schema: &Schema) -> Result<Vec<&'static Table<'static>>> {
    let plan = schema.plan()?;
    let created = plan.iter().filter_map(|step| match step {
        Step::CreateTable(create) => Some(create.name()),
        _ => None,
    });
    Ok(created.filter_map(|name| schema.tables().find(|table| table.name == name)).collect())
}

/// Refuses columns whose values do not go over.
fn check_columns(table: &Table<'_>) -> Result<()> {
    let is_opaque = |column: &&Column<'_>| {
        matches!(
            column.data_type,
            DataType::IntervalYearToMonth
                | DataType::IntervalDayToSecond
                | DataType::Geometry
                | DataType::Geography
                | DataType::HllSketch
        )
    };
    match table.columns.iter().find(is_opaque) {
        None => Ok(()),
        Some(Column { name, data_type, .. }) => Err(Error::transfer_refused(format!(
            "the column \"{name}\" of {} is of the type {data_type}, whose values cannot be read and written as they are; leave the \
             model out, and copy the table by UNLOAD and COPY",
            table.name
        ))),
    }
}

async fn look_at(
    table: &'static Table<'static>,
    reading: &Transaction,
    target: &Database,
    found: Found,
) -> Result<Plan> {
    let source = count(Connection::Transaction(reading), table, Part::All).await?;
    let known = Connection::Pool(target).reading().all(relation_named(&table.name), |row| row.next::<i32>()).await?;
    let mut plan = Plan { table, exists: !known.is_empty(), columns: None, source, target: 0, last: None };
    if !plan.exists || found == Found::Replace {
        plan.columns = Some(columns_that_take_ids(table, reading).await?);
        return Ok(plan);
    }
    let name = table.name;
    let target_rows = count(Connection::Pool(target), table, Part::All).await?;
    match (found, target_rows) {
        (Found::Resume, 0) => Ok(plan),
        (Found::Resume, _) => resume(plan, target_rows, reading, target).await,
        (_, 0) => match identities(table).next() {
            None => Ok(plan),
            Some((column, _)) => Err(Error::transfer_refused(format!(
                "{name} exists in the target, and makes its own \"{}\": Redshift takes no value for an IDENTITY column, and one BY DEFAULT \
                 would make ids again that were copied. `.replace()` creates the table anew, so that it keeps the ids and goes on behind \
                 them; `.resume()` goes on with a transfer that created it",
                column.name
            ))),
        },
        (_, rows) => Err(Error::transfer_refused(format!(
            "{name} has {rows} rows in the target: `.resume()` goes on with a transfer that was interrupted, `.replace()` drops the table \
             and begins anew"
        ))),
    }
}

/// Where the target ends, which holds the first rows of the source.
async fn resume(plan: Plan, rows: u64, reading: &Transaction, target: &Database) -> Result<Plan> {
    let table = plan.table;
    let last = match has_restarts(table) {
        false => None,
        true => {
            let keys = SqlWriter::write_last_key(table);
            Connection::Pool(target).reading().all(keys, |row| row.values()).await?.into_iter().next()
        }
    };
    let last = last.map(|key| key.into_iter().flatten().collect::<Key>());
    let part = last.as_deref().map_or(Part::All, Part::UpTo);
    let expected = count(Connection::Transaction(reading), table, part).await?;
    if expected == rows {
        return Ok(Plan { target: rows, last, ..plan });
    }
    let up_to = if last.is_some() { " up to the last of their keys" } else { "" };
    Err(Error::transfer_refused(format!(
        "{} has {rows} rows in the target, and {expected} in the source{up_to}: they are not what an interrupted transfer left, or the \
         source has changed since; `.replace()` begins anew",
        table.name
    )))
}

/// Creates the tables that do not stay, and drops those that stand in their places.
async fn create_tables(plans: &[Plan], target: &Database) -> Result<()> {
    let new = plans.iter().filter_map(|plan| plan.columns.as_ref().map(|columns| Table { columns, ..*plan.table }));
    let new: Vec<_> = new.collect();
    let dropped = plans.iter().filter(|plan| plan.exists && plan.columns.is_some()).map(|plan| plan.table.name);
    let dropped: Vec<_> = dropped.collect();
    if !dropped.is_empty() {
        Connection::Pool(target).execute(SqlWriter::write_drop_tables(&dropped)).await?;
    }
    create(target, &creation_plan(&new.iter().collect::<Vec<_>>())?).await
}

/// The columns of a table, whose identities take values and begin behind those of the source.
async fn columns_that_take_ids(table: &'static Table<'static>, reading: &Transaction) -> Result<Vec<Column<'static>>> {
    let mut columns = table.columns.to_vec();
    for (column, Identity { seed, step }) in identities(table) {
        let (function, first): (_, fn(i64, i64) -> i64) = if step > 0 { ("MAX", i64::max) } else { ("MIN", i64::min) };
        let extreme = SqlWriter::write_extreme(table, function, column.name);
        let extreme = Connection::Transaction(reading).reading().all(extreme, |row| row.next::<Option<i64>>()).await?;
        let next = match extreme.into_iter().next().flatten() {
            None => Some(seed),
            Some(extreme) => extreme.checked_add(step).map(|next| first(next, seed)),
        };
        let is_small = column.data_type == DataType::Integer;
        let Some(seed) = next.filter(|next| !is_small || i32::try_from(*next).is_ok()) else {
            return Err(Error::transfer_refused(format!(
                "no id is left behind those of \"{}\" of {}, so that the target could make none",
                column.name, table.name
            )));
        };
        for copy in columns.iter_mut().filter(|copy| copy.name == column.name) {
            copy.default = ColumnDefault::IdentityByDefault(Identity { seed, step });
        }
    }
    Ok(columns)
}

fn identities(table: &Table<'static>) -> impl Iterator<Item = (&'static Column<'static>, Identity)> {
    table.columns.iter().filter_map(|column| match column.default {
        ColumnDefault::Identity(identity) | ColumnDefault::IdentityByDefault(identity) => Some((column, identity)),
        ColumnDefault::None | ColumnDefault::Sql(_) => None,
    })
}

/// Whether a transfer can go on behind a key of the table: it has one, whose order is the same wherever it is asked for.
fn has_restarts(table: &Table<'_>) -> bool {
    let is_ordered = |name: &&str| {
        matches!(
            table.column(name).map(|column| column.data_type),
            Some(
                DataType::SmallInt
                    | DataType::Integer
                    | DataType::BigInt
                    | DataType::Decimal { .. }
                    | DataType::Char(_)
                    | DataType::Varchar(_)
                    | DataType::Date
                    | DataType::Time
                    | DataType::Timestamp
                    | DataType::TimestampTz
            )
        )
    };
    !table.primary_key.is_empty() && table.primary_key.iter().all(is_ordered)
}

async fn count(connection: Connection<'_>, table: &Table<'_>, part: Part<'_>) -> Result<u64> {
    let rows =
        connection.reading().all(SqlWriter::write_transferred_count(table, part), |row| row.next::<i64>()).await?;
    Ok(rows.first().and_then(|rows| u64::try_from(*rows).ok()).unwrap_or(0))
}

/// The copying of all tables.
struct Copying<'t> {
    reading: &'t Transaction,
    target: &'t Database,
    all_rows: u64,
    all_total: u64,
    options: &'t mut Options,
}

impl Copying<'_> {
    /// Copies what the target does not have, and tells the number of rows.
    async fn table(&mut self, plan: &Plan) -> Result<u64> {
        let name = plan.table.name.to_string();
        self.report(&name, plan, 0);
        if plan.source == plan.target {
            return Ok(0);
        }
        let restarts = has_restarts(plan.table);
        // Without a key to go on behind, all rows are inserted or none.
        let whole = if restarts { None } else { Some(self.target.begin().await?) };
        let connection = whole.as_ref().map_or(Connection::Pool(self.target), Connection::Transaction);
        let names: Vec<_> = plan.table.columns.iter().map(|column| column.name).collect();
        let mut batches = Reader::new(plan, self.reading, self.options.batch);
        let mut copied = 0;
        let mut batch = batches.next().await?;
        while !batch.is_empty() {
            let insert = Batches::new(plan.table, &names, &batch);
            let (inserted, next) = tokio::join!(connection.run(&insert), batches.next());
            let inserted = inserted?;
            copied += inserted;
            self.all_rows += inserted;
            self.report(&name, plan, copied);
            batch = next?;
        }
        if let Some(transaction) = whole {
            transaction.commit().await?;
        }
        Ok(copied)
    }

    fn report(&mut self, table: &str, plan: &Plan, copied: u64) {
        let progress = Progress {
            table,
            rows: plan.target + copied,
            total: plan.source,
            all_rows: self.all_rows,
            all_total: self.all_total,
        };
        for report in &mut self.options.progress {
            report(&progress);
        }
    }
}

/// Reads the rows of a table in batches.
struct Reader {
    table: &'static Table<'static>,
    /// What was not read yet; `None` after the last row.
    rows: Option<Rows<Vec<Option<Value<'static>>>>>,
    /// Read for the batch before, and not part of it.
    held: Option<Row>,
    /// Where the columns of the key are in a row, if the transfer can go on behind it.
    key: Option<Vec<usize>>,
    batch: usize,
}

impl Reader {
    fn new(plan: &Plan, reading: &Transaction, batch: usize) -> Self {
        let table = plan.table;
        let part = plan.last.as_deref().map_or(Part::All, Part::Behind);
        let write = |values| SqlWriter::write_transferred_rows(table, part, values).into_owned();
        let (literal, shown) = (write(Values::Literals), write(Values::Parameters));
        let rows = Rows::new(Connection::Transaction(reading).reading(), literal, shown, |row| row.values());
        let place = |name: &&str| table.columns.iter().position(|column| column.name == *name);
        let key = has_restarts(table).then(|| table.primary_key.iter().filter_map(place).collect());
        Reader { table, rows: Some(rows), held: None, key, batch }
    }

    /// The next rows; none at the end. Rows with one key, which nothing keeps a table from having, are in one batch.
    async fn next(&mut self) -> Result<Vec<Row>> {
        let mut batch: Vec<Row> = Vec::new();
        let mut bytes = 0;
        loop {
            let Some(row) = self.row().await? else { return Ok(batch) };
            let is_full = batch.len() >= self.batch || bytes >= BYTES;
            if is_full && batch.last().is_some_and(|last| self.is_end(last, &row)) {
                self.held = Some(row);
                return Ok(batch);
            }
            bytes += row.iter().map(text_bytes).sum::<usize>();
            batch.push(row);
        }
    }

    async fn row(&mut self) -> Result<Option<Row>> {
        if let Some(row) = self.held.take() {
            return Ok(Some(row));
        }
        let Some(rows) = &mut self.rows else { return Ok(None) };
        let row = rows.try_next().await?;
        if row.is_none() {
            self.rows = None;
        }
        Ok(row.map(|row| row.into_iter().zip(self.table.columns).map(given).collect()))
    }

    /// Whether a batch may end between two rows that follow one another: they have different keys, in whatever way the database compares
    /// texts.
    fn is_end(&self, left: &Row, right: &Row) -> bool {
        let Some(key) = &self.key else { return true };
        key.iter().any(|place| match (left.get(*place), right.get(*place)) {
            (Some(InsertValue::Value(Value::Varchar(left))), Some(InsertValue::Value(Value::Varchar(right)))) => {
                let plain = |text: &str| text.trim_end_matches(' ').to_lowercase();
                left != right && plain(left) != plain(right)
            }
            (Some(InsertValue::Value(left)), Some(InsertValue::Value(right))) => left != right,
            _ => false,
        })
    }
}

/// A value as it is inserted. Texts stay texts: the INSERT casts them to the column's type.
fn given((value, column): (Option<Value<'static>>, &Column<'_>)) -> InsertValue {
    InsertValue::Value(match value {
        None => Value::Null(column.data_type),
        // The NULL of a SUPER.
        Some(Value::Varchar(text)) if column.data_type == DataType::Super && column.nullable && text == "null" => {
            Value::Null(DataType::Super)
        }
        Some(value) => value,
    })
}

fn text_bytes(value: &InsertValue) -> usize {
    match value {
        InsertValue::Value(Value::Varchar(text)) => text.len(),
        _ => 8,
    }
}

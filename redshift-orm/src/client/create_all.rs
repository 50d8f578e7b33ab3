//! How statements of data definition are executed, and how the tables of a program come to be.

use super::database::Database;
use super::execute::{Connection, Executor};
use super::lease::Lease;
use crate::error::{Error, Result};
use crate::schema::{ForeignKey, Schema, Step, TableName};
use crate::sql::Sql;
use crate::statement::{
    AddForeignKey, CreateMaterializedView, CreateSchema, CreateTable, CreateView, DropRelation, Lock,
};
use crate::types::Value;

macro_rules! execute {
    ($($statement:ident)*) => { $(
        impl $statement<'_> {
            /// Executes the statement.
            ///
            /// # Errors
            /// When the server refuses the statement, or the connection breaks.
            pub async fn execute<E: Executor>(self, executor: &E) -> Result<()> {
                executor.connection().execute(self.to_sql()).await.map(drop)
            }
        }
    )* };
}
execute!(CreateSchema CreateTable CreateView CreateMaterializedView DropRelation AddForeignKey);

/// Creates the table of every model linked into the program, where it does not exist: see [`Schema::create_all`].
///
/// # Errors
/// As [`Schema::create_all`].
///
/// # Examples
///
/// ```no_run
/// # use redshift_orm::prelude::*;
/// # async fn example() -> Result<()> {
/// let db = Database::from_env().await?;
/// redshift_orm::create_all(&db).await?;
/// # Ok(())
/// # }
/// ```
pub async fn create_all(db: &Database) -> Result<()> {
    Schema::registered().create_all(db).await
}

impl Schema {
    /// Creates the tables that do not exist, with their schemas and foreign keys, in the order of the [plan](Schema::plan).
    ///
    /// A table that exists stays as it is, whatever its columns. A view that has a [definition](crate::ViewDefinition) is created after
    /// the tables, or replaced by it; one without is left alone, and so is a materialized view that exists. Executing it twice, or from several programs at once, does no harm.
    ///
    /// # Errors
    /// When two models define one table or view differently, or the server refuses a statement. What was created before stays.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # use redshift_orm::prelude::*;
    /// # async fn example<Customer: Model, Order: Model>(db: Database) -> Result<()> {
    /// Schema::of::<(Customer, Order)>().create_all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_all(&self, db: &Database) -> Result<()> {
        create(db, &self.plan()?).await
    }
}

/// Executes the steps of a plan.
pub(super) async fn create(db: &Database, plan: &[Step<'_>]) -> Result<()> {
    for step in plan {
        let mut attempts = db.attempts().at_least(8);
        while let Err(error) = execute(db, step).await {
            attempts.after(error, is_race).await?;
        }
    }
    Ok(())
}

async fn execute(db: &Database, step: &Step<'_>) -> Result<()> {
    match step {
        Step::CreateSchema(_) | Step::CreateTable(_) | Step::CreateView(_) => {
            db.lease().await?.execute(&step.to_sql()).await.map(drop)
        }
        Step::CreateMaterializedView(statement) => {
            let known =
                Connection::Pool(db).reading().all(relation_named(&statement.name()), |row| row.next::<i32>()).await?;
            if known.is_empty() {
                db.lease().await?.execute(&step.to_sql()).await?;
            }
            Ok(())
        }
        Step::AddForeignKey(statement) => {
            let mut lease = db.begin_lease().await?;
            let added = add_foreign_key(&mut lease, statement).await;
            lease.finish(added).await
        }
    }
}

/// Adds the key unless the table has it. The lock makes who comes second wait and then see the key of who came first.
async fn add_foreign_key(lease: &mut Lease, statement: &AddForeignKey<'_>) -> Result<()> {
    let table = statement.table();
    lease.execute(&Lock::new([table]).to_sql()).await?;
    let keys = lease.all(&foreign_keys_of(&table), |row| row.next::<String>()).await?;
    if keys.iter().any(|definition| defines(definition, &statement.key())) {
        return Ok(());
    }
    lease.execute(&statement.to_sql()).await.map(drop)
}

/// A row when there is a relation of the name.
pub(super) fn relation_named(name: &TableName<'_>) -> Sql<'static> {
    of_relation("SELECT 1 FROM pg_class AS t JOIN pg_namespace AS s ON s.oid = t.relnamespace WHERE ", name)
}

/// A query of the catalog with the condition that the relation `t` of the schema `s` is the one of the name.
fn of_relation(query: &str, name: &TableName<'_>) -> Sql<'static> {
    let schema = if name.schema.is_some() { "$2" } else { "current_schema()" };
    // Redshift's catalog has names in lower case unless the session says otherwise.
    let text = format!(
        "{query}LOWER(CAST(t.relname AS VARCHAR(256))) = LOWER($1) AND LOWER(CAST(s.nspname AS VARCHAR(256))) = LOWER({schema})"
    );
    let names = std::iter::once(name.name).chain(name.schema);
    Sql::new(text, names.map(|name| Value::Varchar(name.to_owned().into())).collect())
}

/// The definitions of a table's foreign keys, such as `FOREIGN KEY (a, b) REFERENCES s.t(c, d)`.
fn foreign_keys_of(table: &TableName<'_>) -> Sql<'static> {
    of_relation(
        "SELECT CAST(pg_get_constraintdef(c.oid) AS VARCHAR(65535)) FROM pg_constraint AS c \
         JOIN pg_class AS t ON t.oid = c.conrelid JOIN pg_namespace AS s ON s.oid = t.relnamespace \
         WHERE c.contype = 'f' AND ",
        table,
    )
}

/// Whether the catalog's definition is this key. The schema of the table it refers to is compared where both say one.
fn defines(definition: &str, key: &ForeignKey<'_>) -> bool {
    let same = |written: &str, names: &[&str]| written.split(',').map(plain).eq(names.iter().map(|name| plain(name)));
    let read = || {
        let (columns, rest) = definition.split_once('(')?.1.split_once(')')?;
        let (table, rest) = rest.trim_start().strip_prefix("REFERENCES")?.split_once('(')?;
        let (references, _) = rest.split_once(')')?;
        let (schema, table) = match table.rsplit_once('.') {
            Some((schema, table)) => (Some(schema), table),
            None => (None, table),
        };
        let same_schema = match (schema, key.table.schema) {
            (Some(written), Some(schema)) => plain(written) == plain(schema),
            _ => true,
        };
        Some(
            same(columns, key.columns)
                && same_schema
                && plain(table) == plain(key.table.name)
                && same(references, key.references),
        )
    };
    read().unwrap_or(false)
}

/// A name without quotes and in lower case.
fn plain(name: &str) -> String {
    name.trim().replace('"', "").to_ascii_lowercase()
}

/// Whether somebody else was creating the same at the same time. The catalogs have unique keys, unlike tables.
pub(super) fn is_race(error: &Error) -> bool {
    use tokio_postgres::error::SqlState;
    error.is_serialization_conflict()
        || error.has_code(&[
            SqlState::UNIQUE_VIOLATION,
            SqlState::DUPLICATE_TABLE,
            SqlState::DUPLICATE_SCHEMA,
            SqlState::DUPLICATE_OBJECT,
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_definition() {
        let key = ForeignKey {
            columns: &["a", "Order"],
            table: TableName { schema: Some("sales"), name: "orders" },
            references: &["id", "n"],
        };
        let definitions = [
            ("FOREIGN KEY (a, \"order\") REFERENCES sales.orders(id, n)", true),
            ("FOREIGN KEY (a, \"order\") REFERENCES orders(id, n)", true),
            ("FOREIGN KEY (a, \"order\") REFERENCES other.orders(id, n)", false),
            ("FOREIGN KEY (a, \"order\") REFERENCES sales.orders(n, id)", false),
            ("FOREIGN KEY (a) REFERENCES sales.orders(id)", false),
            ("FOREIGN KEY (a, \"order\") REFERENCES sales.other(id, n)", false),
            ("PRIMARY KEY (a)", false),
        ];
        for (definition, found) in definitions {
            assert_eq!(defines(definition, &key), found, "{definition}");
        }
    }
}

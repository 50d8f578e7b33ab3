//! In which order tables are created.

use std::collections::{BTreeMap, BTreeSet};

use super::name::same_name;
use super::{ForeignKey, Table, TableName};
use crate::error::{Error, Result};
use crate::sql::Sql;
use crate::statement::{AddForeignKey, CreateMaterializedView, CreateSchema, CreateTable, CreateView, DefinedView};

/// One statement of a [`creation_plan`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step<'a> {
    /// `CREATE SCHEMA IF NOT EXISTS`.
    CreateSchema(CreateSchema<'a>),
    /// `CREATE TABLE IF NOT EXISTS`, with the foreign keys to tables that stand before it or outside the plan.
    CreateTable(CreateTable<'a>),
    /// `ALTER TABLE .. ADD FOREIGN KEY`, for a table that refers to itself or closes a circle of references. The key names its
    /// target's columns, so that the catalog can be asked whether it is there: the statement has no `IF NOT EXISTS`.
    AddForeignKey(AddForeignKey<'a>),
    /// `CREATE OR REPLACE VIEW`: there is no `IF NOT EXISTS` for views.
    CreateView(CreateView<'a>),
    /// `CREATE MATERIALIZED VIEW`, for one that does not exist: the catalog has to be asked, because the statement has neither
    /// `IF NOT EXISTS` nor `OR REPLACE`.
    CreateMaterializedView(CreateMaterializedView<'a>),
}

impl Step<'_> {
    /// The step's statement.
    #[must_use]
    pub fn to_sql(&self) -> Sql<'static> {
        match self {
            Step::CreateSchema(statement) => statement.to_sql(),
            Step::CreateTable(statement) => statement.to_sql(),
            Step::AddForeignKey(statement) => statement.to_sql(),
            Step::CreateView(statement) => statement.to_sql(),
            Step::CreateMaterializedView(statement) => statement.to_sql(),
        }
    }
}

/// The statements that create tables: their schemas first, then the tables, referenced ones before those that refer to them and
/// by name where that leaves a choice, then the foreign keys that close a circle.
///
/// A foreign key to a table that is not among `tables` stays in its CREATE TABLE, so that table has to exist. The schema `public`
/// exists in every database and is left out (`r_CREATE_SCHEMA`). A table given twice is created once.
///
/// # Errors
/// When two different tables have the same name.
pub fn creation_plan<'a>(tables: &[&Table<'a>]) -> Result<Vec<Step<'a>>> {
    plan(tables, Vec::new())
}

/// The plan of tables, and then the views, each after those that it reads and by name where that leaves a choice.
pub(super) fn plan<'a>(tables: &[&Table<'a>], views: Vec<DefinedView<'a>>) -> Result<Vec<Step<'a>>> {
    let tables = distinct(tables, |table| *table).map_err(|(table, _)| {
        Error::statement(format!("two different tables have the name {}; rename one", table.name))
    })?;
    let mut steps: Vec<_> = schemas(tables.iter().map(|table| table.name).chain(views.iter().map(DefinedView::name)))
        .map(|schema| Step::CreateSchema(CreateSchema::new(schema).if_not_exists()))
        .collect();
    let mut later = Vec::new();
    let order = creation_order(&tables);
    let mut created = vec![false; tables.len()];
    for index in order {
        let table = tables[index];
        let mut inline = Vec::new();
        for key in table.foreign_keys {
            match position(&tables, &key.table).filter(|target| !created[*target]) {
                None => inline.push(*key),
                Some(target) => {
                    later.push(Step::AddForeignKey(AddForeignKey::new(table.name, naming_columns(key, tables[target]))))
                }
            }
        }
        steps.push(Step::CreateTable(CreateTable::new(table).if_not_exists().with_foreign_keys(inline)));
        created[index] = true;
    }
    steps.append(&mut later);
    check_materialized(&views)?;
    steps.extend(view_order(views).into_iter().map(|view| match view {
        DefinedView::Plain(view) => Step::CreateView(view.or_replace()),
        DefinedView::Materialized(view) => Step::CreateMaterializedView(view),
    }));
    Ok(steps)
}

/// A materialized view reads no plain view, and one that reads another is not refreshed by itself
/// (`materialized-view-create-sql-command`, limitations).
fn check_materialized(views: &[DefinedView<'_>]) -> Result<()> {
    for view in views {
        let DefinedView::Materialized(materialized) = view else { continue };
        for read in views.iter().filter(|other| view.reads(other)) {
            let (name, other) = (view.name(), read.name());
            match read {
                DefinedView::Plain(_) => {
                    return Err(Error::statement(format!(
                        "the materialized view {name} reads the view {other}, which Redshift refuses; \
                         let it read the tables of that view"
                    )));
                }
                DefinedView::Materialized(_) if materialized.auto_refresh() => {
                    return Err(Error::statement(format!(
                        "the materialized view {name} has `auto_refresh = yes` and reads the materialized view {other}, \
                         which Redshift refuses; refresh it with `CASCADE`"
                    )));
                }
                DefinedView::Materialized(_) => {}
            }
        }
    }
    Ok(())
}

/// The views, each after those that it reads. Views that read one another in a circle, which the server will refuse, come last.
fn view_order(mut waiting: Vec<DefinedView<'_>>) -> Vec<DefinedView<'_>> {
    waiting.sort_by_key(|view| std::cmp::Reverse(view.name()));
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let reads_none = |view: &DefinedView<'_>| !waiting.iter().any(|other| other != view && view.reads(other));
        let next = waiting.iter().rposition(reads_none).unwrap_or(waiting.len() - 1);
        ordered.push(waiting.remove(next));
    }
    ordered
}

/// The items whose tables differ, in order of name; or two with different tables of one name.
pub(super) fn distinct<'t, 'a: 't, T: Copy>(
    items: &[T],
    table: impl Fn(&T) -> &'t Table<'a>,
) -> Result<Vec<T>, (T, T)> {
    let mut by_name: BTreeMap<(Option<String>, String), T> = BTreeMap::new();
    for item in items {
        let name = table(item).name;
        let folded = (name.schema.map(str::to_ascii_lowercase), name.name.to_ascii_lowercase());
        let first = by_name.entry(folded).or_insert(*item);
        if table(first) != table(item) {
            return Err((*first, *item));
        }
    }
    Ok(by_name.into_values().collect())
}

/// The schemas to create, each once, in order.
fn schemas<'a>(names: impl Iterator<Item = TableName<'a>>) -> impl Iterator<Item = &'a str> {
    let mut seen = BTreeSet::new();
    names
        .filter_map(|name| name.schema)
        .filter(|schema| !same_name(schema, "public"))
        .filter(move |schema| seen.insert(schema.to_ascii_lowercase()))
}

/// The order of creation, as positions. Of the tables that wait for none, the first by name is next; when every one waits, the
/// first by name of those that wait for none but each other.
fn creation_order(tables: &[&Table<'_>]) -> Vec<usize> {
    let targets: Vec<BTreeSet<usize>> = tables
        .iter()
        .enumerate()
        .map(|(index, table)| {
            let keys = table.foreign_keys.iter();
            keys.filter_map(|key| position(tables, &key.table)).filter(|target| *target != index).collect()
        })
        .collect();
    let mut waiting: BTreeSet<usize> = (0..tables.len()).collect();
    let mut order = Vec::with_capacity(tables.len());
    while let Some(next) = next_table(&waiting, &targets) {
        waiting.remove(&next);
        order.push(next);
    }
    order
}

fn next_table(waiting: &BTreeSet<usize>, targets: &[BTreeSet<usize>]) -> Option<usize> {
    let free = |index: &&usize| targets[**index].is_disjoint(waiting);
    let in_circle = |index: &&usize| {
        let others = reachable(**index, waiting, targets);
        others.iter().all(|other| reachable(*other, waiting, targets).contains(*index))
    };
    waiting.iter().find(free).or_else(|| waiting.iter().find(in_circle)).copied()
}

/// The waiting tables that a table waits for, directly or not.
fn reachable(from: usize, waiting: &BTreeSet<usize>, targets: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(index) = open.pop() {
        for target in targets[index].intersection(waiting) {
            if found.insert(*target) {
                open.push(*target);
            }
        }
    }
    found
}

fn position(tables: &[&Table<'_>], name: &TableName<'_>) -> Option<usize> {
    tables.iter().position(|table| table.name.same(name))
}

/// The key with the columns it refers to written out.
fn naming_columns<'a>(key: &ForeignKey<'a>, target: &Table<'a>) -> ForeignKey<'a> {
    if key.references.is_empty() {
        return ForeignKey { references: target.primary_key, ..*key };
    }
    *key
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::super::Column;
    use super::super::fixtures::{column, table};
    use super::*;

    const COLUMNS: &[Column<'static>] = &[column("id"), column("other_id")];

    const fn name(name: &str) -> TableName<'_> {
        TableName { schema: None, name }
    }

    const fn to(target: &str) -> ForeignKey<'_> {
        ForeignKey { columns: &["other_id"], table: name(target), references: &[] }
    }

    const fn referring<'a>(name: &'a str, foreign_keys: &'a [ForeignKey<'a>]) -> Table<'a> {
        Table { primary_key: &["id"], foreign_keys, ..table(name, COLUMNS) }
    }

    /// One line a step: its first line, and the tables it refers to.
    fn check(tables: &[&Table<'_>], expected: Expect) {
        let lines: Vec<_> = creation_plan(tables)
            .unwrap()
            .iter()
            .map(|step| {
                let sql = step.to_sql().to_string();
                let references = sql.lines().skip(1).filter_map(|line| line.split_once("REFERENCES"));
                let mut line = sql.lines().next().unwrap().trim_end_matches(" (").to_owned();
                references.for_each(|(_, target)| line = format!("{line} ->{}", target.trim_end_matches(',')));
                line
            })
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn schemas_come_first_and_public_is_there() {
        let in_schema =
            |schema, table: Table<'static>| Table { name: TableName { schema: Some(schema), ..table.name }, ..table };
        let a = in_schema("sales", referring("a", &[]));
        let b = in_schema("Sales", referring("b", &[]));
        let c = in_schema("crm", referring("c", &[]));
        let d = in_schema("Public", referring("d", &[]));
        check(
            &[&d, &b, &a, &c],
            expect![[r#"
            CREATE SCHEMA IF NOT EXISTS "crm"
            CREATE SCHEMA IF NOT EXISTS "sales"
            CREATE TABLE IF NOT EXISTS "crm"."c"
            CREATE TABLE IF NOT EXISTS "Public"."d"
            CREATE TABLE IF NOT EXISTS "sales"."a"
            CREATE TABLE IF NOT EXISTS "Sales"."b""#]],
        );
    }

    #[test]
    fn referenced_tables_come_first_and_others_by_name() {
        const ORDERS: Table<'_> = referring("orders", &[to("customers"), to("products")]);
        const CUSTOMERS: Table<'_> = referring("customers", &[to("regions")]);
        check(
            &[
                &ORDERS,
                &referring("zebras", &[]),
                &CUSTOMERS,
                &referring("products", &[]),
                &referring("regions", &[]),
                &referring("apples", &[]),
            ],
            expect![[r#"
                CREATE TABLE IF NOT EXISTS "apples"
                CREATE TABLE IF NOT EXISTS "products"
                CREATE TABLE IF NOT EXISTS "regions"
                CREATE TABLE IF NOT EXISTS "customers" -> "regions"
                CREATE TABLE IF NOT EXISTS "orders" -> "customers" -> "products"
                CREATE TABLE IF NOT EXISTS "zebras""#]],
        );
    }

    #[test]
    fn a_key_to_a_table_outside_stays_inline() {
        check(
            &[&referring("orders", &[to("elsewhere")])],
            expect![[r#"CREATE TABLE IF NOT EXISTS "orders" -> "elsewhere""#]],
        );
    }

    #[test]
    fn a_table_that_refers_to_itself_is_altered_afterwards() {
        check(
            &[&referring("employees", &[to("Employees")])],
            expect![[r#"
            CREATE TABLE IF NOT EXISTS "employees"
            ALTER TABLE "employees" ADD FOREIGN KEY ("other_id") REFERENCES "Employees" ("id")"#]],
        );
    }

    #[test]
    fn a_circle_is_closed_afterwards() {
        check(
            &[
                &referring("a", &[to("b")]),
                &referring("b", &[to("c")]),
                &referring("c", &[to("b"), to("d")]),
                &referring("d", &[]),
            ],
            expect![[r#"
                CREATE TABLE IF NOT EXISTS "d"
                CREATE TABLE IF NOT EXISTS "b"
                CREATE TABLE IF NOT EXISTS "a" -> "b"
                CREATE TABLE IF NOT EXISTS "c" -> "b" -> "d"
                ALTER TABLE "b" ADD FOREIGN KEY ("other_id") REFERENCES "c" ("id")"#]],
        );
    }

    #[test]
    fn a_circle_waits_for_the_circle_it_refers_to() {
        check(
            &[
                &referring("a", &[to("b"), to("p")]),
                &referring("b", &[to("a")]),
                &referring("p", &[to("q")]),
                &referring("q", &[to("p")]),
            ],
            expect![[r#"
                CREATE TABLE IF NOT EXISTS "p"
                CREATE TABLE IF NOT EXISTS "q" -> "p"
                CREATE TABLE IF NOT EXISTS "a" -> "p"
                CREATE TABLE IF NOT EXISTS "b" -> "a"
                ALTER TABLE "p" ADD FOREIGN KEY ("other_id") REFERENCES "q" ("id")
                ALTER TABLE "a" ADD FOREIGN KEY ("other_id") REFERENCES "b" ("id")"#]],
        );
    }

    #[test]
    fn the_same_table_twice_is_created_once() {
        check(&[&referring("a", &[]), &referring("a", &[])], expect![[r#"CREATE TABLE IF NOT EXISTS "a""#]]);
    }

    #[test]
    fn two_tables_of_one_name_are_an_error() {
        let error = creation_plan(&[&referring("a", &[]), &referring("a", &[to("b")])]).unwrap_err();
        expect!["two different tables have the name a; rename one"].assert_eq(&error.to_string());
    }

    proptest! {
        #[test]
        fn references_point_backwards_and_every_key_is_made_once(
            references in (1_usize..9).prop_flat_map(|size| {
                proptest::collection::vec(proptest::collection::vec(0..size + 1, 0..4), size)
            })
        ) {
            let size = references.len();
            let names: Vec<_> = (0..=size).map(|index| format!("t{index}")).collect();
            // The last name is no table of the plan.
            let keys: Vec<Vec<_>> = references
                .iter()
                .map(|targets| targets.iter().map(|target| to(&names[*target])).collect())
                .collect();
            let tables: Vec<_> = (0..size).map(|index| referring(&names[index], &keys[index])).collect();
            let plan = creation_plan(&tables.iter().collect::<Vec<_>>()).unwrap();
            let outside = name(&names[size]);
            let mut created = vec![outside];
            let mut made = Vec::new();
            for step in &plan {
                match step {
                    Step::CreateSchema(_) | Step::CreateView(_) | Step::CreateMaterializedView(_) => prop_assert!(false, "no table has a schema, and there is no view"),
                    Step::CreateTable(statement) => {
                        for key in statement.foreign_keys() {
                            prop_assert!(created.contains(&key.table));
                            made.push((statement.name(), key.table));
                        }
                        prop_assert!(!created.contains(&statement.name()));
                        created.push(statement.name());
                    }
                    Step::AddForeignKey(statement) => {
                        prop_assert_eq!(created.len(), size + 1);
                        prop_assert_eq!(statement.key().references, &["id"]);
                        made.push((statement.table(), statement.key().table));
                    }
                }
            }
            prop_assert_eq!(created.len(), size + 1);
            let mut wanted: Vec<_> = tables
                .iter()
                .flat_map(|table| table.foreign_keys.iter().map(|key| (table.name, key.table)))
                .collect();
            wanted.sort();
            made.sort();
            prop_assert_eq!(made, wanted);
        }

        #[test]
        fn the_order_given_does_not_matter(
            (size, seed) in (1_usize..7).prop_flat_map(|size| (Just(size), proptest::collection::vec(0..size, size)))
        ) {
            let names: Vec<_> = (0..size).map(|index| format!("t{index}")).collect();
            let keys: Vec<_> = seed.iter().map(|target| [to(&names[*target])]).collect();
            let tables: Vec<_> = (0..size).map(|index| referring(&names[index], &keys[index])).collect();
            let forwards: Vec<_> = tables.iter().collect();
            let backwards: Vec<_> = tables.iter().rev().collect();
            prop_assert_eq!(creation_plan(&forwards).unwrap(), creation_plan(&backwards).unwrap());
        }
    }
}

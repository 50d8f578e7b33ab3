//! How the statements of a transfer are written, which know tables and no models.

use super::select::wire_cast;
use super::{Sql, SqlWriter, Values, literal};
use crate::schema::{DataType, Table, TableName};
use crate::types::Value;

/// Which rows, by the place of their primary keys in its order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'k> {
    /// All of them.
    All,
    /// Those behind this key.
    Behind(&'k [Value<'static>]),
    /// Those up to this key, and those that have it.
    UpTo(&'k [Value<'static>]),
}

impl<'q> SqlWriter<'q> {
    /// `SELECT columns FROM table WHERE .. ORDER BY key`: every column, as the client reads it.
    pub(crate) fn write_transferred_rows(table: &'q Table<'q>, part: Part<'q>, values: Values) -> Sql<'q> {
        let mut writer = SqlWriter::new(values);
        writer.push("SELECT ");
        writer.list(", ", table.columns, |writer, column| writer.read_column(column.name, column.data_type));
        writer.rows_of_table(table, part);
        writer.in_order_of_key(table, "");
        writer.finish()
    }

    /// `SELECT COUNT(*) FROM table WHERE ..`.
    pub(crate) fn write_transferred_count(table: &'q Table<'q>, part: Part<'q>) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.push("SELECT COUNT(*)");
        writer.rows_of_table(table, part);
        writer.finish()
    }

    /// `SELECT key FROM table ORDER BY key DESC LIMIT 1`.
    pub(crate) fn write_last_key(table: &'q Table<'q>) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.push("SELECT ");
        writer.list(", ", table.primary_key, |writer, key| writer.read_column(key, type_of(table, key)));
        writer.rows_of_table(table, Part::All);
        writer.in_order_of_key(table, " DESC");
        writer.push(" LIMIT 1");
        writer.finish()
    }

    /// `SELECT MAX(column) FROM table`, or MIN, as a BIGINT.
    pub(crate) fn write_extreme(table: &'q Table<'q>, function: &str, column: &str) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.push("SELECT CAST(");
        writer.push(function);
        writer.push("(");
        writer.column_of_table(column);
        writer.push(") AS BIGINT)");
        writer.rows_of_table(table, Part::All);
        writer.finish()
    }

    /// `DROP TABLE name, ..`: those that refer to one another go at once.
    pub(crate) fn write_drop_tables(tables: &[TableName<'_>]) -> Sql<'static> {
        let mut writer = SqlWriter::new(Values::Literals);
        writer.push("DROP TABLE ");
        writer.list(", ", tables, SqlWriter::table_name);
        writer.finish().into_owned()
    }

    fn rows_of_table(&mut self, table: &'q Table<'q>, part: Part<'q>) {
        self.push(" FROM ");
        self.table_name(&table.name);
        // Without the alias, ORDER BY would mean the item of the list, which may be a text.
        self.push(" AS t0");
        let (first, then, last, key) = match part {
            Part::All => return,
            Part::Behind(key) => (" >= ", " > ", " > ", key),
            Part::UpTo(key) => (" <= ", " < ", " <= ", key),
        };
        self.push(" WHERE ");
        if let ([column, _, ..], [value, ..]) = (table.primary_key, key) {
            // It follows from the rest, and lets blocks be skipped.
            self.compared(table, column, first, value);
            self.push(" AND ");
        }
        self.compared_key(table, table.primary_key, (then, last), key);
    }

    /// `a > x OR (a = x AND ..)`: the order of rows of several columns.
    fn compared_key(
        &mut self,
        table: &'q Table<'q>,
        columns: &[&str],
        operators: (&str, &str),
        key: &'q [Value<'static>],
    ) {
        let (then, last) = operators;
        match (columns, key) {
            ([column], [value]) => self.compared(table, column, last, value),
            ([column, columns @ ..], [value, key @ ..]) => {
                self.push("(");
                self.compared(table, column, then, value);
                self.push(" OR (");
                self.compared(table, column, " = ", value);
                self.push(" AND ");
                self.compared_key(table, columns, operators, key);
                self.push("))");
            }
            _ => self.fail(|| format!("the key of {} does not have as many values as columns", table.name)),
        }
    }

    fn compared(&mut self, table: &Table<'_>, column: &str, operator: &str, value: &'q Value<'static>) {
        let data_type = type_of(table, column);
        self.column_of_table(column);
        self.push(operator);
        match self.values {
            Values::Parameters => self.cast_for(value.into(), data_type),
            Values::Literals => {
                self.push("CAST(");
                literal::push_value(&mut self.text, value);
                self.push(" AS ");
                self.push(&data_type.to_string());
                self.push(")");
            }
        }
    }

    fn in_order_of_key(&mut self, table: &Table<'_>, direction: &str) {
        if table.primary_key.is_empty() {
            return;
        }
        self.push(" ORDER BY ");
        self.list(", ", table.primary_key, |writer, key| {
            writer.column_of_table(key);
            writer.push(direction);
        });
    }

    fn read_column(&mut self, name: &str, data_type: DataType) {
        let cast = wire_cast(data_type);
        self.cast(cast.map(|(before, after)| (before, after.into())), |writer| writer.column_of_table(name));
        if cast.is_some() {
            self.push(" AS ");
            self.identifier(name);
        }
    }

    fn column_of_table(&mut self, name: &str) {
        self.push("t0.");
        self.identifier(name);
    }
}

fn type_of(table: &Table<'_>, name: &str) -> DataType {
    table.column(name).map_or(DataType::Varchar(65_535), |column| column.data_type)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::schema::{Column, ColumnDefault, SortKey};

    const fn column(name: &str, data_type: DataType) -> Column<'_> {
        Column { name, data_type, nullable: false, default: ColumnDefault::None, encoding: None, collation: None }
    }

    const PRICES: Table<'_> = Table {
        name: TableName { schema: Some("sales"), name: "prices" },
        columns: &[
            column("day", DataType::Date),
            column("article", DataType::Varchar(20)),
            column("price", DataType::Decimal { precision: 12, scale: 2 }),
            column("payload", DataType::Super),
        ],
        diststyle: None,
        distkey: None,
        sortkey: SortKey::None,
        encode_auto: false,
        backup: true,
        primary_key: &["day", "article"],
        unique: &[],
        foreign_keys: &[],
    };

    #[test]
    fn rows_are_read_in_the_order_of_their_key() {
        let key = [Value::Varchar("2026-01-31".into()), Value::Varchar("it's".into())];
        let rows = |part, values| SqlWriter::write_transferred_rows(&PRICES, part, values).to_string();
        let texts = [
            rows(Part::All, Values::Literals),
            rows(Part::Behind(&key), Values::Literals),
            rows(Part::Behind(&key), Values::Parameters),
            SqlWriter::write_transferred_count(&PRICES, Part::UpTo(&key)).to_string(),
            SqlWriter::write_last_key(&PRICES).to_string(),
            SqlWriter::write_extreme(&PRICES, "MAX", "price").to_string(),
            SqlWriter::write_drop_tables(&[PRICES.name, PRICES.name]).to_string(),
        ];
        expect![[r#"
            SELECT CAST(t0."day" AS VARCHAR) AS "day", t0."article", CAST(t0."price" AS VARCHAR) AS "price", JSON_SERIALIZE(t0."payload") AS "payload" FROM "sales"."prices" AS t0 ORDER BY t0."day", t0."article"
            SELECT CAST(t0."day" AS VARCHAR) AS "day", t0."article", CAST(t0."price" AS VARCHAR) AS "price", JSON_SERIALIZE(t0."payload") AS "payload" FROM "sales"."prices" AS t0 WHERE t0."day" >= CAST('2026-01-31' AS DATE) AND (t0."day" > CAST('2026-01-31' AS DATE) OR (t0."day" = CAST('2026-01-31' AS DATE) AND t0."article" > CAST('it''s' AS VARCHAR(20)))) ORDER BY t0."day", t0."article"
            SELECT CAST(t0."day" AS VARCHAR) AS "day", t0."article", CAST(t0."price" AS VARCHAR) AS "price", JSON_SERIALIZE(t0."payload") AS "payload" FROM "sales"."prices" AS t0 WHERE t0."day" >= CAST($1 AS DATE) AND (t0."day" > CAST($2 AS DATE) OR (t0."day" = CAST($3 AS DATE) AND t0."article" > CAST($4 AS VARCHAR(20)))) ORDER BY t0."day", t0."article"
            SELECT COUNT(*) FROM "sales"."prices" AS t0 WHERE t0."day" <= CAST($1 AS DATE) AND (t0."day" < CAST($2 AS DATE) OR (t0."day" = CAST($3 AS DATE) AND t0."article" <= CAST($4 AS VARCHAR(20))))
            SELECT CAST(t0."day" AS VARCHAR) AS "day", t0."article" FROM "sales"."prices" AS t0 ORDER BY t0."day" DESC, t0."article" DESC LIMIT 1
            SELECT CAST(MAX(t0."price") AS BIGINT) FROM "sales"."prices" AS t0
            DROP TABLE "sales"."prices", "sales"."prices""#]].assert_eq(&texts.join("\n"));
    }
}

//! The INSERT of one row, whose text depends on the model and on which columns get their defaults.

use super::kept::Kept;
use super::{Sql, SqlWriter, Text};
use crate::expr::mark::{Mark, number};
use crate::model::InsertValue;
use crate::schema::Table;
use crate::types::Value;

/// What the text depends on. Names and columns are told apart by where they are in memory: those of one place are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct InsertStructure {
    name: Place,
    schema: Option<Place>,
    /// Those of the table, which have types.
    table_columns: Place,
    /// Those that the statement names.
    columns: Place,
    /// A bit for each that gets its default.
    defaults: u64,
}

/// Where something is, and how much.
type Place = (u64, u64);

fn place_of_text(text: &'static str) -> Place {
    (number(text.as_ptr().addr()), number(text.len()))
}

fn place_of<T>(items: &'static [T]) -> Place {
    (number(items.as_ptr().addr()), number(items.len()))
}

impl InsertStructure {
    /// That of a row, unless the text depends on more.
    fn of(table: &Table<'static>, columns: &'static [&'static str], row: &[InsertValue]) -> Option<Self> {
        let mut defaults = 0;
        for (index, value) in (0..).zip(row) {
            match value {
                InsertValue::Default => defaults |= 1_u64.checked_shl(index)?,
                // It has no text, but an error.
                InsertValue::Value(Value::NotJson(_)) => return None,
                InsertValue::Value(_) => {}
            }
        }
        Some(InsertStructure {
            name: place_of_text(table.name.name),
            schema: table.name.schema.map(place_of_text),
            table_columns: place_of(table.columns),
            columns: place_of(columns),
            defaults,
        })
    }

    fn mark(&self) -> Mark {
        Mark::of_number(self.columns.0).with(Mark::of_number(self.name.0)).with(Mark::of_number(self.defaults))
    }
}

static INSERTS: Kept<InsertStructure> = Kept::new();

impl SqlWriter<'_> {
    /// As [`write_insert`](SqlWriter::write_insert) of one row; the text is that of an earlier row of the same structure, if there was one.
    pub(crate) fn known_insert(
        table: &Table<'static>,
        columns: &'static [&'static str],
        row: Vec<InsertValue>,
    ) -> Sql<'static> {
        let write =
            |row: &Vec<InsertValue>| SqlWriter::write_insert(table, columns, std::slice::from_ref(row)).into_owned();
        let Some(structure) = InsertStructure::of(table, columns, &row) else {
            return write(&row);
        };
        match INSERTS.find(structure.mark(), &structure) {
            Ok(text) => Sql::of(Text::Kept(text), row.into_iter().filter_map(InsertValue::into_value).collect()),
            Err(free) => {
                let sql = write(&row);
                free.keep(structure, &sql);
                sql
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::NewRow;
    use crate::prelude::*;
    use crate::statement::Insert;

    #[derive(Debug, Clone, Model)]
    #[redshift(table = "orders", schema = "sales")]
    #[allow(dead_code, reason = "no row is read")]
    struct Order {
        #[redshift(primary_key, identity)]
        id: i64,
        #[redshift(decimal(12, 2), default = "0")]
        total: Decimal,
        #[redshift(default = "'new'")]
        state: String,
        note: Option<String>,
        payload: Option<Json<f64>>,
    }

    /// A table of the same name and columns, whose types are others.
    mod other {
        use super::*;

        #[derive(Debug, Clone, Model)]
        #[redshift(table = "orders", schema = "sales")]
        #[allow(dead_code, reason = "no row is read")]
        pub(super) struct Order {
            #[redshift(primary_key, identity)]
            id: i64,
            #[redshift(default = "''")]
            pub(super) total: String,
            #[redshift(default = "'new'")]
            pub(super) state: String,
            pub(super) note: Option<NaiveDate>,
            pub(super) payload: Option<String>,
        }
    }

    fn check<M: Model>(insert: &Insert<M>) {
        let row = std::slice::from_ref(&insert.row);
        let written = SqlWriter::write_insert(&M::TABLE, M::New::COLUMNS, row).into_owned();
        // The second time at the latest the text is known.
        for sql in [insert.to_sql(), insert.to_sql()] {
            assert_eq!(sql.text(), written.text());
            assert!(sql.parameters() == written.parameters(), "the parameters of {sql}");
            assert_eq!(sql.check().is_ok(), written.check().is_ok());
        }
    }

    proptest! {
        #[test]
        fn a_known_text_is_the_one_that_would_be_written(
            total in prop::option::of(any::<i32>()),
            state in prop::option::of("[ab]{0,2}"),
            note in prop::option::of("[ab]{0,2}"),
            payload in prop::option::of(prop_oneof![Just(0.5), Just(f64::NAN)]),
        ) {
            check(&Order::insert(NewOrder {
                total: total.map_or(Defaulted::Default, |total| Decimal::new(total.into(), 2).into()),
                state: state.clone().map_or(Defaulted::Default, Defaulted::from),
                note: note.clone(),
                payload: payload.map(Json),
            }));
            check(&other::Order::insert(other::NewOrder {
                total: total.map_or(Defaulted::Default, |total| total.to_string().into()),
                state: state.map_or(Defaulted::Default, Defaulted::from),
                note: note.map(|_| NaiveDate::default()),
                payload: payload.map(|payload| payload.to_string()),
            }));
        }
    }
}

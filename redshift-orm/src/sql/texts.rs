//! The texts of SELECTs that were written before, by their structure, for the whole process.
//!
//! A fixed number of shelves with a fixed number of texts each, none of them long, bounds the memory. Each shelf has a lock of its own,
//! which is held as long as it takes to compare a structure.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrayvec::ArrayVec;

use super::kept::Kept;
use super::structure::{self, StructureValues, TableStructure, Word};
use super::{Arrival, Sql, SqlWriter, Text, Values, Written};
use crate::expr::mark::{self, Mark};
use crate::expr::node::Parameter;
use crate::schema::TableName;
use crate::statement::SelectList;
use crate::statement::select::Select;

/// A text that was written, and for which structure.
#[derive(Debug)]
pub(super) struct Known {
    mark: u64,
    structure: Box<[Word]>,
    text: Box<str>,
    /// Which of the structure's values each parameter has.
    parameters: Box<[u8]>,
}

impl Known {
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The texts of a shelf. A full one gives up its oldest.
type Shelf = ArrayVec<Arc<Known>, 4>;

static TEXTS: [Mutex<Shelf>; 256] = [const { Mutex::new(Shelf::new_const()) }; 256];

/// The texts of all rows of a table.
static TABLES: Kept<TableStructure> = Kept::new();

/// Texts longer than this are written every time.
const MAX_TEXT: usize = 16 * 1024;

impl SqlWriter<'_> {
    /// As [`write_select`](SqlWriter::write_select) with parameters; the text is that of an earlier statement of the same structure, if
    /// there was one. `list` is the function that `default_list` calls for the list of a SELECT without one of its own: as the sources
    /// are known, where it is in memory tells the list.
    pub(crate) fn known_select<'q>(
        select: &'q Select<'q>,
        list: *const (),
        default_list: impl Fn() -> SelectList<'q>,
    ) -> Sql<'static> {
        let mark = select.mark().with(Mark::of_number(mark::number(list.addr()))).finish();
        let shelf = shelf(mark);
        let mut values = StructureValues::new();
        let is_it = |known: &Known, values: &mut _| structure::is(&known.structure, select, list, values);
        let known = match candidates(shelf, mark).find(|known| is_it(known, &mut values)) {
            Some(known) => known,
            None => {
                let structure = structure::of(select, list, &mut values);
                let list = default_list();
                let written = SqlWriter::written_select(select, &list, Values::Parameters, Arrival::Typed);
                let known = structure.and_then(|structure| Known::new(mark, structure, &values, &written));
                let Some(known) = known else {
                    return written.into_sql().into_owned();
                };
                let known = Arc::new(known);
                put(shelf, Arc::clone(&known));
                known
            }
        };
        let parameters = known.parameters.iter().map(|place| values[usize::from(*place)].to_static()).collect();
        Sql::of(Text::Known(known), parameters)
    }

    /// All rows of a table, as `write` writes them the first time. `list` is the function that gives the columns: where it is in memory
    /// tells them, as functions of one place do the same.
    pub(crate) fn known_table(
        name: TableName<'static>,
        list: *const (),
        write: impl FnOnce() -> Sql<'static>,
    ) -> Sql<'static> {
        let structure = TableStructure::new(name, list);
        match TABLES.find(structure.mark(), &structure) {
            Ok(text) => Sql::of(Text::Kept(text), Vec::new()),
            Err(free) => {
                let sql = write();
                free.keep(structure, &sql);
                sql
            }
        }
    }
}

impl Known {
    fn new(mark: u64, structure: Box<[Word]>, values: &[Parameter<'_>], written: &Written<'_>) -> Option<Self> {
        if written.error.is_some() || written.text.len() > MAX_TEXT {
            return None;
        }
        let place = |parameter: &Parameter<'_>| values.iter().position(|value| value.is(*parameter));
        let parameters = written.parameters.iter().map(|parameter| u8::try_from(place(parameter)?).ok());
        let parameters = parameters.collect::<Option<_>>()?;
        Some(Known { mark, structure, text: written.text.as_str().into(), parameters })
    }
}

fn shelf(mark: u64) -> &'static Mutex<Shelf> {
    let [number, ..] = mark.to_be_bytes();
    &TEXTS[usize::from(number)]
}

fn lock(shelf: &Mutex<Shelf>) -> MutexGuard<'_, Shelf> {
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The texts on a shelf that have a mark: one as a rule.
fn candidates(shelf: &'static Mutex<Shelf>, mark: u64) -> impl Iterator<Item = Arc<Known>> {
    (0..).map_while(move |place| lock(shelf).iter().filter(|known| known.mark == mark).nth(place).map(Arc::clone))
}

fn put(shelf: &Mutex<Shelf>, known: Arc<Known>) {
    let mut shelf = lock(shelf);
    if shelf.is_full() {
        shelf.remove(0);
    }
    shelf.push(known);
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that fails says why")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prelude::*;
    use crate::statement::scope::Scope;
    use crate::statement::{Query, Shape};

    #[derive(Debug, Clone, PartialEq, Model)]
    struct Order {
        #[redshift(primary_key, identity)]
        id: i64,
        customer_id: i64,
        #[redshift(decimal(12, 2))]
        total: Decimal,
        note: Option<String>,
    }

    #[derive(Debug, Clone)]
    enum Test {
        Equal(i64),
        Total(Decimal),
        Note(String),
        JsonPath(String),
        In(Vec<i64>),
        IsNull,
        And(Box<Test>, Box<Test>),
        Or(Box<Test>, Box<Test>),
        Not(Box<Test>),
        Exists(Box<Test>),
        InQuery(Box<Test>, Option<u64>),
    }

    impl Test {
        fn sql(&self, o: OrderColumns) -> Condition<'_> {
            match self {
                Test::Equal(id) => o.id.eq(*id),
                Test::Total(total) => o.total.gt(*total),
                Test::Note(note) => o.note.like(note.clone()),
                Test::JsonPath(key) => o.note.json_extract_path_text([key.as_str()]).is_null(),
                Test::In(ids) => o.customer_id.in_(ids.clone()),
                Test::IsNull => o.note.is_null(),
                Test::And(left, right) => left.sql(o).and(right.sql(o)),
                Test::Or(left, right) => left.sql(o).or(right.sql(o)),
                Test::Not(test) => test.sql(o).not(),
                Test::Exists(test) => Order::query().filter(|p| test.sql(p).and(p.id.eq(o.customer_id))).exists(),
                Test::InQuery(test, limit) => {
                    let ids = Order::query().filter(|p| test.sql(p));
                    let ids = if let Some(rows) = limit { ids.limit(*rows) } else { ids };
                    o.id.in_query(ids.select(|p| p.customer_id))
                }
            }
        }
    }

    /// Few numbers and texts, so that structures and values repeat.
    fn test() -> impl Strategy<Value = Test> {
        let leaf = prop_oneof![
            (0..3_i64).prop_map(Test::Equal),
            (0..3_i64, 0..3_u32).prop_map(|(number, scale)| Test::Total(Decimal::new(number, scale))),
            "[ab]{0,2}".prop_map(Test::Note),
            "[ab]{0,9}".prop_map(Test::JsonPath),
            prop::collection::vec(0..3_i64, 0..6).prop_map(Test::In),
            Just(Test::IsNull),
        ];
        leaf.prop_recursive(3, 12, 2, |inner| {
            let inner = inner.prop_map(Box::new);
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(left, right)| Test::And(left, right)),
                (inner.clone(), inner.clone()).prop_map(|(left, right)| Test::Or(left, right)),
                inner.clone().prop_map(Test::Not),
                inner.clone().prop_map(Test::Exists),
                (inner, prop::option::of(0..2_u64)).prop_map(|(test, limit)| Test::InQuery(test, limit)),
            ]
        })
    }

    /// The statement of a query is the one that the writer writes for it.
    fn check<'a, S: Scope, R: Shape<'a, S>>(query: &Query<'a, S, R>) {
        let written = query.clone().boxed().write(Values::Parameters, Arrival::Typed);
        // The second time at the latest the text is known.
        for sql in [query.to_sql(), query.to_sql()] {
            assert_eq!(sql.text(), written.text());
            assert!(sql.parameters() == written.parameters(), "the parameters of {sql}");
            assert_eq!(sql.seldom, written.seldom);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn a_known_text_is_the_one_that_would_be_written(
            tests in prop::collection::vec(test(), 0..3),
            on in test(),
            value in 0..3_i64,
            limit in prop::option::of(0..2_u64),
            descending in any::<bool>(),
            distinct in any::<bool>(),
        ) {
            let mut query = Order::query();
            for test in &tests {
                query = query.filter(|o| test.sql(o));
            }
            if let Some(rows) = limit {
                query = query.limit(rows);
            }
            if distinct {
                query = query.distinct();
            }
            check(&query);
            check(&query.clone().order_by(|o| if descending { o.total.desc() } else { o.total.asc() }));
            // Such a text depends on whether two values are equal.
            check(&query.clone().order_by(|o| (o.id + value).asc()).select(|o| (o.total, o.id + 1)));
            check(&query.clone().group_by(|o| o.id + value).having(|id, o| o.total.sum().gt(dec!(1)).and(id.gt(value)))
                .select(|id, o| (id, o.note.max())));
            let derived = query.clone().select(|o| (o.id, o.total));
            check(&Order::query().join(derived, |(o, (id, _))| o.id.eq(id)).filter(|(o, _)| on.sql(o)));
            check(&Order::query().left_join(query, |(o, p)| on.sql(o).and(o.id.eq(p.id))).filter(|(_, p)| p.id.eq(value)));
        }
    }

    #[test]
    fn the_second_query_of_a_structure_has_the_text_of_the_first() {
        let query = |name: &str| Order::query().filter(|o| o.note.eq(name).or(o.total.gt(dec!(5)))).to_sql();
        query("ada");
        let (Text::Known(ada), Text::Known(bob)) = (query("ada").text, query("bob").text) else {
            panic!("the text is known")
        };
        assert!(Arc::ptr_eq(&ada, &bob));
    }

    #[test]
    fn a_statement_is_found_among_others_by_its_mark() {
        let mark = |query: ModelQuery<'_, Order>| query.into_clauses().mark().finish();
        let marks = || {
            [
                mark(Order::query().filter(|o| o.id.eq(1))),
                mark(Order::query().filter(|o| o.id.ne(1))),
                mark(Order::query().filter(|o| o.customer_id.eq(1))),
                mark(Order::query().filter(|o| o.id.eq(o.customer_id))),
                mark(Order::query().filter(|o| o.id.in_([1, 2]))),
                mark(Order::query().filter(|o| o.id.in_([1, 2, 3]))),
                mark(Order::query().filter(|o| o.id.eq(1).or(o.note.is_null()))),
                mark(Order::query().filter(|o| o.id.eq(1).and(o.note.is_null()))),
                mark(Order::query().filter(|o| o.note.json_extract_path_text(["a"]).is_null())),
                mark(Order::query().filter(|o| o.note.json_extract_path_text(["b"]).is_null())),
                mark(Order::query().filter(|o| o.note.lower().eq("a"))),
                mark(Order::query().filter(|o| o.note.upper().eq("a"))),
                mark(Order::query().filter(|o| o.id.in_query(Order::query().select(|p| p.id)))),
                mark(Order::query().filter(|o| o.id.in_query(Order::query().select(|p| p.customer_id)))),
                mark(Order::query().filter(|o| o.id.eq(1)).order_by(|o| o.id.asc())),
                mark(Order::query().filter(|o| o.id.eq(1)).order_by(|o| o.note.asc())),
                mark(Order::query().filter(|o| o.id.eq(1)).limit(1)),
                mark(Order::query().filter(|o| o.id.eq(1)).limit(2)),
            ]
        };
        assert_eq!(marks(), marks(), "the same for the same statement");
        assert_eq!(std::collections::HashSet::from(marks()).len(), marks().len(), "another for another");
    }

    #[test]
    fn a_table_is_known_by_its_name_and_its_columns() {
        #[derive(Model)]
        #[redshift(table = "order")]
        struct OrderNote {
            #[redshift(primary_key, identity)]
            id: i64,
            note: Option<String>,
        }
        #[derive(Model)]
        #[redshift(table = "archive")]
        struct ArchivedNote {
            #[redshift(primary_key, identity)]
            id: i64,
            note: Option<String>,
        }
        #[derive(Model)]
        #[redshift(table = "order", schema = "archive")]
        struct NoteInArchive {
            #[redshift(primary_key, identity)]
            id: i64,
            note: Option<String>,
        }
        for known in [false, true] {
            let texts = [OrderNote::query().to_sql(), ArchivedNote::query().to_sql(), NoteInArchive::query().to_sql()];
            for (sql, from) in texts.iter().zip(["\"order\"", "\"archive\"", "\"archive\".\"order\""]) {
                assert_eq!(sql.text(), format!("SELECT t0.\"id\", t0.\"note\" FROM {from} AS t0"));
                assert_eq!(matches!(sql.text, Text::Kept(_)), known);
            }
            check(&Order::query());
        }
    }

    #[test]
    fn what_is_large_is_written_every_time() {
        let query = Order::query().filter(|o| o.id.in_(0..2000)).to_sql();
        assert!(matches!(query.text, Text::Own(_)));
        assert_eq!(query.parameters().len(), 2048);
    }

    #[test]
    fn a_column_of_another_query_is_an_error_every_time() {
        let mut other = None;
        let _ = Order::query().filter(|o| o.id.eq(other.insert(o).customer_id));
        let query = Order::query().filter(|o| other.map_or(o.id, |other| other.id).eq(1));
        assert!(query.to_sql().check().is_err());
        assert!(query.to_sql().check().is_err());
    }
}

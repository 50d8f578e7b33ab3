//! The structure of a SELECT: all that its text depends on, as a list of numbers.
//!
//! Two statements of one structure have one text. The values of parameters are no part of it; their types are, because of the
//! casts. Sources are numbered as they appear, and names of the program's text are told by where they are in memory.

use std::hash::{Hash, Hasher};
use std::{mem, slice};

use arrayvec::ArrayVec;

use super::literal;
use crate::expr::Source;
use crate::expr::column::{ColumnName, Unnamed};
use crate::expr::mark::{self, Mark, address, number, variant};
use crate::expr::node::{Held, Literal, Node, Operator, Parameter, Part};
use crate::schema::{DataType, TableName};
use crate::statement::group_by::GroupBy;
use crate::statement::select::{
    CommonTable, FromItem, Pivot, PivotForm, Rows, Select, SetOperation, TableExpression, Unnest,
};
use crate::types::{PlainValue, Value};

/// The most values that the parameters of a statement with a structure come from.
pub(super) const MAX_VALUES: usize = 64;

/// The most words of a structure.
const MAX_WORDS: usize = 256;

/// The values that parameters come from, in the order in which they stand in the statement's clauses.
pub(super) type StructureValues<'q> = ArrayVec<Parameter<'q>, MAX_VALUES>;

/// What a structure is made of: for a node or another element what it is, and mostly where its name is.
pub(super) type Word = [u64; 2];

/// What becomes of the words of a structure, one after the other.
trait Words: Default {
    /// `None` when those after it do not matter.
    fn push(&mut self, word: Word) -> Option<()>;

    /// The number that the source of the next word has, if it is the expected one.
    fn expected_source(&self) -> usize;
}

/// They are kept.
impl Words for Vec<Word> {
    fn push(&mut self, word: Word) -> Option<()> {
        self.push(word);
        (self.len() <= MAX_WORDS).then_some(())
    }

    fn expected_source(&self) -> usize {
        0
    }
}

/// They are compared with those of a structure that is known.
impl Words for slice::Iter<'_, Word> {
    #[inline(always)]
    fn push(&mut self, word: Word) -> Option<()> {
        (*self.next()? == word).then_some(())
    }

    #[inline(always)]
    fn expected_source(&self) -> usize {
        match self.as_slice() {
            [[head, _], ..] => usize::from(head.to_le_bytes()[1]),
            [] => 0,
        }
    }
}

/// Reads structures. What reads is `None` once the structure is not the one that it is compared with, the statement is too large, or its
/// text depends on values.
struct Structure<'b, 'q, W> {
    words: W,
    values: &'b mut StructureValues<'q>,
    /// By their numbers: the SELECT list, then the others as they appear.
    sources: ArrayVec<Source, 32>,
}

/// The structure of a SELECT of all rows of a table.
// Of fields that are compared one by one: a list that was just made would first have to be in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TableStructure {
    list: u64,
    name: (u64, u64),
    schema: Option<(u64, u64)>,
}

impl TableStructure {
    #[inline(always)]
    pub(super) fn new(TableName { schema, name }: TableName<'static>, list: *const ()) -> Self {
        let place = |name: &'static str| (address(name), number(name.len()));
        TableStructure { list: number(list.addr()), name: place(name), schema: schema.map(place) }
    }

    #[inline(always)]
    pub(super) fn mark(self) -> Mark {
        Mark::of_number(self.list).with(Mark::of_number(self.name.0))
    }
}

/// The structure of a SELECT, if it is small and the text depends on nothing else, and its values. `list` tells the list of a SELECT
/// without one of its own.
pub(super) fn of<'q>(select: &'q Select<'q>, list: *const (), values: &mut StructureValues<'q>) -> Option<Box<[Word]>> {
    let words: Vec<Word> = read(select, list, values, Vec::new())?;
    Some(words.into_boxed_slice())
}

/// Whether this is the structure of a SELECT; if it is, its values too.
pub(super) fn is<'q>(
    structure: &[Word],
    select: &'q Select<'q>,
    list: *const (),
    values: &mut StructureValues<'q>,
) -> bool {
    read(select, list, values, structure.iter()).is_some_and(|rest| rest.len() == 0)
}

fn read<'q, W: Words>(
    select: &'q Select<'q>,
    list: *const (),
    values: &mut StructureValues<'q>,
    words: W,
) -> Option<W> {
    values.clear();
    let mut structure = Structure { words, values, sources: ArrayVec::new() };
    structure.sources.push(Source::SELECT_LIST);
    structure.words.push([number(list.addr()), 0])?;
    structure.select(select)?;
    Some(structure.words)
}

impl<'q, W: Words> Structure<'_, 'q, W> {
    fn select(&mut self, select: &'q Select<'q>) -> Option<()> {
        let Select {
            with,
            distinct,
            list,
            from,
            filter,
            group_by: GroupBy { keys, elements },
            qualifies_rows,
            aggregated,
            limit,
            offset,
            fault,
        } = select;
        if fault.is_some() {
            return None;
        }
        let flags = [*distinct, *qualifies_rows, *aggregated, limit.is_some(), offset.is_some()];
        let flags = flags.into_iter().fold(0, |flags, flag| flags << 1 | u64::from(flag));
        self.words.push([flags | number(with.len()) << 32, number(from.len()) | number(elements.len()) << 32])?;
        self.words.push([limit.unwrap_or(0), offset.unwrap_or(0)])?;
        for table in with {
            self.common_table(table)?;
        }
        for item in from {
            self.joined_item(item)?;
        }
        for element in elements {
            self.said(0, element)?;
        }
        let clauses = [list.whole(), filter.whole(), keys.whole()];
        let [list_size, filter_size, keys_size] = clauses.map(|clause| number(clause.nodes().len()));
        self.words.push([list_size | filter_size << 32, keys_size])?;
        for clause in clauses {
            self.part(clause)?;
        }
        // Such a SELECT looks for the items of its ORDER BY in its list, values included.
        let has_values =
            |item: &Part<'_>| item.nodes().iter().any(|node| matches!(node, Node::Parameter(_) | Node::Held(_)));
        (!*distinct || !list.sorted().iter().any(has_values)).then_some(())
    }

    fn common_table(&mut self, table: &'q CommonTable<'q>) -> Option<()> {
        let CommonTable { name, rows, recursive } = table;
        self.name(u64::from(*recursive), name)?;
        self.rows(rows)
    }

    fn rows(&mut self, rows: &'q Rows<'q>) -> Option<()> {
        match rows {
            Rows::Select(select) => {
                self.words.push([0, 0])?;
                self.select(select)
            }
            Rows::SetOperation(operation) => self.set_operation(1, operation),
        }
    }

    fn set_operation(&mut self, kind: u64, operation: &'q SetOperation<'q>) -> Option<()> {
        let SetOperation { operator, left, right } = operation;
        self.said(kind, operator)?;
        self.rows(left)?;
        self.rows(right)
    }

    fn joined_item(&mut self, item: &'q FromItem<'q>) -> Option<()> {
        let FromItem { source, table, join } = item;
        let join = join.as_ref().map_or(0, |join| variant(join) + 1);
        let kind = self.find_source(*source)? << 8 | join << 16;
        match table {
            TableExpression::Table(TableName { schema: None, name }) => self.name(kind, name),
            TableExpression::Table(TableName { schema: Some(schema), name }) => {
                self.name(kind | 1, name)?;
                self.name(0, schema)
            }
            TableExpression::Derived(select, names) => {
                self.words.push([kind | 2, variant(names)])?;
                self.select(select)
            }
            TableExpression::SetOperation(operation) => self.set_operation(kind | 3, operation),
            TableExpression::CommonTable(name) => self.name(kind | 4, name),
            // Each statement says which of them it uses.
            TableExpression::Temporary(_) => None,
            TableExpression::Unnest(unnest) => {
                let Unnest { form, value } = &**unnest;
                let value = value.whole();
                self.words.push([kind | 5 | number(value.nodes().len()) << 32, variant(form)])?;
                self.part(value)
            }
            TableExpression::Pivot(pivot) => self.pivot(kind | 6, pivot),
        }
    }

    fn pivot(&mut self, kind: u64, pivot: &'q Pivot<'q>) -> Option<()> {
        let Pivot { input, form } = pivot;
        match form {
            PivotForm::Pivot { function, values } => {
                self.words.push([kind, number(values.len()) << 1])?;
                self.said(kind, function)?;
                for value in values {
                    if let Value::NotJson(_) = value {
                        return None;
                    }
                    let mut constant = String::new();
                    literal::push_constant(&mut constant, value);
                    self.said(8, constant.as_str())?;
                }
            }
            PivotForm::Unpivot { names, include_nulls } => {
                self.words.push([kind, 1 | u64::from(*include_nulls) << 1 | number(names.len()) << 2])?;
                for name in names {
                    self.name(0, name)?;
                }
            }
        }
        self.select(input)
    }

    /// Nodes whose number is known from the words before.
    fn part(&mut self, whole: Part<'q>) -> Option<()> {
        // Kept at hand, not where `self` is, while there is nothing but what is usual.
        let mut words = mem::take(&mut self.words);
        for node in whole.nodes() {
            match node {
                Node::Column { source, name: ColumnName::Named(name) } => {
                    let source = self.source(*source, words.expected_source())?;
                    words.push(named(source << 8, name))?;
                }
                Node::Operator(operator, size) if operator.is_plain() => {
                    words.push([1 | variant(operator) << 8, u64::from(*size)])?;
                }
                Node::Parameter(value) => {
                    words.push([2, kind_of(value)])?;
                    self.values.try_push(Parameter::Plain(value)).ok()?;
                }
                Node::Item { data_type, nullable: _, name, size } => {
                    words.push([3 | u64::from(name.is_some()) << 8 | u64::from(*size) << 32, of_type(*data_type)])?;
                    if let Some(name) = name {
                        words.push(named(3, name))?;
                    }
                }
                Node::Clause(clause, size) => words.push([16 | variant(clause) << 8, u64::from(*size)])?,
                node => {
                    self.words = words;
                    self.other(node, whole)?;
                    words = mem::take(&mut self.words);
                }
            }
        }
        self.words = words;
        Some(())
    }

    /// What is seldom in a list.
    #[inline(never)]
    fn other(&mut self, node: &'q Node<'q>, whole: Part<'q>) -> Option<()> {
        match node {
            Node::Operator(operator, size) => match operator {
                Operator::Function(text)
                | Operator::Template(text)
                | Operator::Fragment(text)
                | Operator::DistinctFunction(text) => {
                    self.words.push([4 | variant(operator) << 8, u64::from(*size)])?;
                    self.name(4, text)
                }
                Operator::Sort { descending, nulls_first } => {
                    let nulls = nulls_first.map_or(0, |first| 1 + u64::from(first));
                    self.words.push([17 | u64::from(*descending) << 8 | nulls << 16, u64::from(*size)])
                }
                operator => self.said(5 | u64::from(*size) << 32, operator),
            },
            Node::Column { source, name: ColumnName::Unnamed(name) } => {
                let kind = 6 | self.find_source(*source)? << 8;
                match name {
                    Unnamed::Nth(index) => self.words.push([kind, u64::from(*index)]),
                    name => self.said(kind | 1 << 16, name),
                }
            }
            Node::Held(place) => match whole.held(*place) {
                // The statement is an error because of the value.
                None | Some(Held::Value(Value::NotJson(_))) => None,
                Some(Held::Value(value)) => {
                    self.words.push([7, variant(value)])?;
                    self.values.try_push(Parameter::Held(value)).ok()
                }
                Some(Held::Text(text)) => self.said(8, text),
                Some(Held::Subquery(select)) => {
                    self.words.push([9, 0])?;
                    self.select(select)
                }
            },
            Node::Number(number) => self.words.push([10, u64::from(*number)]),
            Node::Fraction(fraction) => self.words.push([11, fraction.to_bits()]),
            Node::Word(word) => self.name(12, word),
            Node::Literal(Literal::Text(text)) => self.said(8, text),
            Node::Literal(Literal::Integer(number)) => self.said(13, number),
            Node::Literal(Literal::Boolean(value)) => self.words.push([14, u64::from(*value)]),
            Node::Key(index) => self.words.push([15, u64::from(*index)]),
            Node::Column { name: ColumnName::Named(_), .. }
            | Node::Parameter(_)
            | Node::Clause(..)
            | Node::Item { .. } => Some(()),
        }
    }

    fn name(&mut self, kind: u64, name: &'static str) -> Option<()> {
        self.words.push(named(kind, name))
    }

    /// What a type says of itself, so that a new operator needs no line here.
    fn said(&mut self, kind: u64, value: &(impl Hash + ?Sized)) -> Option<()> {
        let mut said = Said { kind, structure: self, outcome: Some(()) };
        value.hash(&mut said);
        said.outcome
    }

    /// The number of a source: this one as a rule.
    #[inline(always)]
    fn source(&mut self, source: Source, expected: usize) -> Option<u64> {
        if self.sources.get(expected) == Some(&source) {
            return Some(number(expected));
        }
        self.find_source(source)
    }

    #[inline(never)]
    fn find_source(&mut self, source: Source) -> Option<u64> {
        let place = match self.sources.iter().position(|known| *known == source) {
            Some(place) => place,
            None => {
                self.sources.try_push(source).ok()?;
                self.sources.len() - 1
            }
        };
        Some(number(place))
    }
}

/// A name in the program's text, which stays where it is and as it is.
#[inline(always)]
fn named(kind: u64, name: &'static str) -> Word {
    [kind | number(name.len()) << 32, address(name)]
}

/// What the text depends on of a value.
#[inline(always)]
fn kind_of(value: &PlainValue<'_>) -> u64 {
    match value {
        // Other values of these variants have another type.
        PlainValue::Null(_) | PlainValue::Decimal(_) => variant(value) | of_type(value.to_value().data_type()) << 8,
        value => variant(value),
    }
}

#[inline(always)]
fn of_type(data_type: DataType) -> u64 {
    let size = match data_type {
        DataType::Decimal { precision, scale } => u64::from(precision) << 8 | u64::from(scale),
        DataType::Char(bytes) | DataType::Varchar(bytes) | DataType::Varbyte(bytes) => u64::from(bytes),
        DataType::SmallInt
        | DataType::Integer
        | DataType::BigInt
        | DataType::Real
        | DataType::DoublePrecision
        | DataType::Boolean
        | DataType::Date
        | DataType::Time
        | DataType::TimeTz
        | DataType::Timestamp
        | DataType::TimestampTz
        | DataType::IntervalYearToMonth
        | DataType::IntervalDayToSecond
        | DataType::Super
        | DataType::Geometry
        | DataType::Geography
        | DataType::HllSketch => 0,
    };
    size << 8 | variant(&data_type)
}

/// The words that a type says of itself, all of one kind.
struct Said<'s, 'b, 'q, W> {
    kind: u64,
    structure: &'s mut Structure<'b, 'q, W>,
    outcome: Option<()>,
}

impl<W: Words> Hasher for Said<'_, '_, '_, W> {
    fn write(&mut self, bytes: &[u8]) {
        self.write_usize(bytes.len());
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u16(&mut self, number: u16) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.outcome = self.outcome.and_then(|()| self.structure.words.push([self.kind, number]));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(mark::number(number));
    }

    fn write_isize(&mut self, number: isize) {
        self.write_usize(number.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        0
    }
}

//! The structure of a SELECT: all that its text depends on, as a list of numbers.
//!
//! Two statements of one structure have one text. The values of parameters are no part of it; their types are, because of the
//! casts. Sources are numbered as they appear, and names of the program's text are told by where they are in memory.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::{mem, slice};

use arrayvec::ArrayVec;

use crate::expr::Source;
use crate::expr::column::ColumnName;
use crate::expr::node::{Held, Literal, Node, Nodes, Parameter, Part};
use crate::expr::ordering::SortItem;
use crate::schema::TableName;
use crate::statement::select::{CommonTable, FromItem, Rows, Select, SetOperation, TableExpression, Unnest};
use crate::statement::selection::SelectListItem;
use crate::types::{PlainValue, Value};

/// The most values that the parameters of a statement with a structure come from.
pub(super) const MAX_VALUES: usize = 64;

/// The most numbers of a structure.
const MAX_WORDS: usize = 512;

/// The values that parameters come from, in the order in which they stand in the statement's clauses.
pub(super) type StructureValues<'q> = ArrayVec<Parameter<'q>, MAX_VALUES>;

/// Reads structures.
#[derive(Debug)]
struct Structure<'b, 'q> {
    words: Words<'b>,
    values: &'b mut StructureValues<'q>,
    sources: ArrayVec<Source, 32>,
    /// The statement is too large, or its text depends on values.
    refused: bool,
}

/// The words so far, as the room that is left for others.
#[derive(Debug, Default)]
struct Words<'b> {
    room: slice::IterMut<'b, u64>,
}

impl Words<'_> {
    #[inline(always)]
    fn push(&mut self, word: u64) {
        if let Some(place) = self.room.next() {
            *place = word;
        }
    }
}

/// The structure of a SELECT of all rows of a table.
pub(super) fn of_table(name: TableName<'static>, list: *const ()) -> [u64; 5] {
    let TableName { schema, name } = name;
    let [length, schema] = schema.map_or([u64::MAX, 0], |schema| [number(schema.len()), address(schema)]);
    [number(list.addr()), number(name.len()), address(name), length, schema]
}

/// Hands out the structure of a SELECT, if it is small and the text depends on nothing else, and fills `values`. `list` tells the list
/// of a SELECT without one of its own.
pub(super) fn read<'q, T>(
    select: &'q Select<'q>,
    list: *const (),
    values: &mut StructureValues<'q>,
    then: impl FnOnce(&[u64]) -> T,
) -> Option<T> {
    thread_local! {
        /// Kept, because it takes long to clear.
        static WORDS: RefCell<[u64; MAX_WORDS]> = const { RefCell::new([0; MAX_WORDS]) };
    }
    WORDS.with(|words| {
        let mut words = words.try_borrow_mut().ok()?;
        let room = Words { room: words.iter_mut() };
        let mut structure = Structure { words: room, values, sources: ArrayVec::new(), refused: false };
        structure.words.push(number(list.addr()));
        structure.select(select);
        let Structure { words: Words { room }, refused, .. } = structure;
        let rest = room.len();
        // Where no room is left, there may have been too little.
        (!refused && rest > 0).then(|| then(&words[..MAX_WORDS - rest]))
    })
}

impl<'q> Structure<'_, 'q> {
    fn list<T>(&mut self, items: &'q [T], mut read: impl FnMut(&mut Self, &'q T)) {
        self.words.push(number(items.len()));
        for item in items {
            read(self, item);
        }
    }

    fn select(&mut self, select: &'q Select<'q>) {
        let Select {
            with,
            distinct,
            list,
            from,
            on,
            filter,
            group_by,
            having,
            qualify,
            qualifies_rows,
            aggregated,
            order_by,
            limit,
            offset,
            fault,
        } = select;
        self.list(with, Self::common_table);
        self.list(from, Self::joined_item);
        self.list(&list.items, Self::item);
        self.part(on.whole());
        self.part(filter.whole());
        self.list(&group_by.keys, Self::nodes);
        group_by.elements.hash(&mut self.words);
        self.part(having.whole());
        self.part(qualify.whole());
        let values = self.values.len();
        self.list(order_by, Self::sort_item);
        // Such a SELECT looks for the items of its ORDER BY in its list, values included.
        self.refused |= *distinct && self.values.len() > values;
        self.refused |= fault.is_some();
        let flags = [*distinct, *qualifies_rows, *aggregated, limit.is_some(), offset.is_some()];
        let flags = flags.into_iter().fold(0, |flags, flag| flags << 1 | u64::from(flag));
        self.words.push(flags);
        self.words.push(limit.unwrap_or(0));
        self.words.push(offset.unwrap_or(0));
    }

    fn common_table(&mut self, table: &'q CommonTable<'q>) {
        let CommonTable { name, rows, recursive } = table;
        self.name(name);
        self.words.push(u64::from(*recursive));
        self.rows(rows);
    }

    fn rows(&mut self, rows: &'q Rows<'q>) {
        match rows {
            Rows::Select(select) => {
                self.words.push(0);
                self.select(select);
            }
            Rows::SetOperation(operation) => {
                self.words.push(1);
                self.set_operation(operation);
            }
        }
    }

    fn set_operation(&mut self, operation: &'q SetOperation<'q>) {
        let SetOperation { operator, left, right } = operation;
        operator.hash(&mut self.words);
        self.rows(left);
        self.rows(right);
    }

    fn joined_item(&mut self, item: &'q FromItem<'q>) {
        let FromItem { source, table, join } = item;
        let source = self.source(*source);
        self.words.push(source);
        match table {
            TableExpression::Table(TableName { schema: None, name }) => {
                self.words.push(0);
                self.name(name);
            }
            TableExpression::Table(TableName { schema: Some(schema), name }) => {
                self.words.push(1);
                self.name(schema);
                self.name(name);
            }
            TableExpression::Derived(select, names) => {
                self.words.push(2);
                names.hash(&mut self.words);
                self.select(select);
            }
            TableExpression::SetOperation(operation) => {
                self.words.push(3);
                self.set_operation(operation);
            }
            TableExpression::CommonTable(name) => {
                self.words.push(4);
                self.name(name);
            }
            // Each statement says which of them it uses.
            TableExpression::Temporary(_) => self.refused = true,
            TableExpression::Unnest(unnest) => {
                let Unnest { form, value } = &**unnest;
                self.words.push(5);
                form.hash(&mut self.words);
                self.nodes(value);
            }
        }
        join.hash(&mut self.words);
    }

    fn item(&mut self, item: &'q SelectListItem<'q>) {
        let SelectListItem { nodes, data_type, nullable: _, name } = item;
        self.nodes(nodes);
        data_type.hash(&mut self.words);
        match name {
            None => self.words.push(0),
            Some(name) => {
                self.words.push(1);
                self.name(name);
            }
        }
    }

    fn sort_item(&mut self, item: &'q SortItem<'q>) {
        let SortItem { nodes, descending, nulls_first } = item;
        self.nodes(nodes);
        let nulls = match nulls_first {
            None => 0,
            Some(false) => 1,
            Some(true) => 2,
        };
        self.words.push(u64::from(*descending) | nulls << 1);
    }

    fn nodes(&mut self, nodes: &'q Nodes<'q>) {
        self.part(nodes.whole());
    }

    fn part(&mut self, whole: Part<'q>) {
        // Kept at hand, not where `self` is, while there is nothing but what is usual.
        let mut words = mem::take(&mut self.words);
        words.push(number(whole.nodes().len()));
        for node in whole.nodes() {
            match node {
                Node::Column { source, name: ColumnName::Named(name) } => {
                    words.push(self.source(*source) << 8 | number(name.len()) << 32);
                    words.push(address(name));
                }
                Node::Operator(operator, size) => {
                    words.push(9 | u64::from(*size) << 32);
                    operator.hash(&mut words);
                }
                Node::Parameter(value) => {
                    words.push(2 | variant(value) << 8);
                    if let PlainValue::Null(_) | PlainValue::Decimal(_) = value {
                        // Other values of this variant have another type.
                        value.to_value().data_type().hash(&mut words);
                    }
                    self.refused |= self.values.try_push(Parameter::Plain(value)).is_err();
                }
                node => {
                    self.words = words;
                    self.other(node, whole);
                    words = mem::take(&mut self.words);
                }
            }
        }
        self.words = words;
    }

    /// What is seldom in a list.
    #[inline(never)]
    fn other(&mut self, node: &'q Node<'q>, whole: Part<'q>) {
        match node {
            Node::Column { source, name: ColumnName::Unnamed(name) } => {
                let source = self.source(*source);
                self.words.push(1 | source << 8);
                name.hash(&mut self.words);
            }
            Node::Held(place) => match whole.held(*place) {
                // The statement is an error because of the value.
                None | Some(Held::Value(Value::NotJson(_))) => self.refused = true,
                Some(Held::Value(value)) => {
                    self.words.push(12 | variant(value) << 8);
                    self.refused |= self.values.try_push(Parameter::Held(value)).is_err();
                }
                Some(Held::Text(text)) => {
                    self.words.push(5);
                    text.hash(&mut self.words);
                }
                Some(Held::Subquery(select)) => {
                    self.words.push(7);
                    self.select(select);
                }
            },
            Node::Number(number) => self.words.push(3 | u64::from(*number) << 32),
            Node::Fraction(fraction) => {
                self.words.push(10);
                self.words.push(fraction.to_bits());
            }
            Node::Word(word) => {
                self.words.push(4);
                self.name(word);
            }
            Node::Literal(Literal::Text(text)) => {
                self.words.push(5);
                text.hash(&mut self.words);
            }
            Node::Literal(Literal::Integer(number)) => {
                self.words.push(6);
                number.hash(&mut self.words);
            }
            Node::Literal(Literal::Boolean(value)) => self.words.push(11 | u64::from(*value) << 32),
            Node::Key(index) => self.words.push(8 | u64::from(*index) << 32),
            Node::Column { name: ColumnName::Named(_), .. } | Node::Operator(..) | Node::Parameter(_) => {}
        }
    }

    /// A name in the program's text, which stays where it is and as it is.
    fn name(&mut self, name: &'static str) {
        self.words.push(number(name.len()));
        self.words.push(address(name));
    }

    /// The number of a source: 0 for the SELECT list, then as they appear. One too many has the number of the last, in a structure that
    /// is refused.
    #[inline(always)]
    fn source(&mut self, source: Source) -> u64 {
        if source == Source::SELECT_LIST {
            return 0;
        }
        match self.sources.iter().position(|known| *known == source) {
            Some(place) => number(place + 1),
            None => self.new_source(source),
        }
    }

    #[inline(never)]
    fn new_source(&mut self, source: Source) -> u64 {
        self.refused |= self.sources.try_push(source).is_err();
        number(self.sources.len())
    }
}

/// Takes what a type says of itself, so that a new operator needs no line here.
impl Hasher for Words<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.push(number(bytes.len()));
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.push(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.push(u64::from(number));
    }

    fn write_u16(&mut self, number: u16) {
        self.push(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.push(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.push(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.push(self::number(number));
    }

    fn write_isize(&mut self, number: isize) {
        self.push(self::number(number.cast_unsigned()));
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// A number that tells the variants of an enum.
fn variant<T>(value: &T) -> u64 {
    /// Keeps the one number that a discriminant writes.
    struct Discriminant(u64);
    impl Hasher for Discriminant {
        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes {
                self.0 = self.0 << 8 | u64::from(*byte);
            }
        }
        fn write_isize(&mut self, number: isize) {
            self.0 = self::number(number.cast_unsigned());
        }
        fn finish(&self) -> u64 {
            self.0
        }
    }
    let mut discriminant = Discriminant(0);
    mem::discriminant(value).hash(&mut discriminant);
    discriminant.finish()
}

/// Spreads what is multiplied by it over the high bits.
pub(super) const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number that is the same for the same words.
pub(super) fn hash(words: &[u64]) -> u64 {
    let (fours, rest) = words.as_chunks::<4>();
    // Two sums, because a multiplication waits for the one before it.
    let mut sums = [number(words.len()), 1];
    for [a, b, c, d] in fours {
        sums[0] = sums[0].wrapping_mul(FACTOR).wrapping_add(a.rotate_left(24) ^ b);
        sums[1] = sums[1].wrapping_mul(FACTOR).wrapping_add(c.rotate_left(24) ^ d);
    }
    let sum = sums.iter().chain(rest).fold(0_u64, |sum, word| (sum.rotate_left(23) ^ word).wrapping_mul(FACTOR));
    sum ^ sum >> 32
}

fn address(name: &'static str) -> u64 {
    number(name.as_ptr().addr())
}

fn number(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

//! The structure of a SELECT: all that its text depends on, as a list of numbers.
//!
//! Two statements of one structure have one text. The values of parameters are no part of it; their types are, because of the
//! casts. Sources are numbered as they appear, and names of the program's text are told by where they are in memory.

use std::hash::{Hash, Hasher};
use std::mem;

use arrayvec::ArrayVec;

use crate::expr::Source;
use crate::expr::column::ColumnName;
use crate::expr::node::{Kind, Literal, Nodes};
use crate::expr::ordering::SortItem;
use crate::schema::TableName;
use crate::statement::SelectList;
use crate::statement::select::{CommonTable, FromItem, Join, Rows, Select, SetOperation, TableExpression, Unnest};
use crate::statement::selection::SelectListItem;
use crate::types::Value;

/// The most values that the parameters of a statement with a structure come from.
pub(super) const MAX_VALUES: usize = 64;

#[derive(Debug)]
pub(super) struct Structure<'q> {
    words: ArrayVec<u64, 512>,
    values: ArrayVec<&'q Value<'q>, MAX_VALUES>,
    sources: ArrayVec<Source, 32>,
    /// The statement is too large, or its text depends on values.
    refused: bool,
}

impl<'q> Structure<'q> {
    pub(super) fn new() -> Self {
        Structure { words: ArrayVec::new(), values: ArrayVec::new(), sources: ArrayVec::new(), refused: false }
    }

    /// The structure of a SELECT of all rows of a table. No other begins with so many common tables.
    pub(super) fn of_table(name: TableName<'static>, list: *const ()) -> [u64; 6] {
        let TableName { schema, name } = name;
        let [length, schema] = schema.map_or([u64::MAX, 0], |schema| [number(schema.len()), address(schema)]);
        [u64::MAX, number(list.addr()), number(name.len()), address(name), length, schema]
    }

    pub(super) fn read(&mut self, select: &'q Select<'q>, default_list: &'q SelectList<'q>) {
        self.select(select);
        if select.list.items.is_empty() {
            self.list(&default_list.items, Self::item);
        }
    }

    /// What was read, if it is small and the text depends on nothing else.
    pub(super) fn get(&self) -> Option<&[u64]> {
        (!self.refused).then_some(&self.words)
    }

    /// The values that parameters come from, in the order in which they stand in the statement's clauses.
    pub(super) fn values(&self) -> &[&'q Value<'q>] {
        &self.values
    }

    fn word(&mut self, word: u64) {
        if self.words.try_push(word).is_err() {
            self.refused = true;
        }
    }

    fn words(&mut self, words: &[u64]) {
        if self.words.try_extend_from_slice(words).is_err() {
            self.refused = true;
        }
    }

    fn list<T>(&mut self, items: &'q [T], mut read: impl FnMut(&mut Self, &'q T)) {
        self.word(number(items.len()));
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
        self.list(filter, Self::nodes);
        self.list(&group_by.keys, Self::nodes);
        group_by.elements.hash(self);
        self.list(having, Self::nodes);
        self.list(qualify, Self::nodes);
        let values = self.values.len();
        self.list(order_by, Self::sort_item);
        // Such a SELECT looks for the items of its ORDER BY in its list, values included.
        self.refused |= *distinct && self.values.len() > values;
        self.refused |= fault.is_some();
        let flags = [*distinct, *qualifies_rows, *aggregated, limit.is_some(), offset.is_some()];
        let flags = flags.into_iter().fold(0, |flags, flag| flags << 1 | u64::from(flag));
        self.words(&[flags, limit.unwrap_or(0), offset.unwrap_or(0)]);
    }

    fn common_table(&mut self, table: &'q CommonTable<'q>) {
        let CommonTable { name, rows, recursive } = table;
        self.name(name);
        self.word(u64::from(*recursive));
        self.rows(rows);
    }

    fn rows(&mut self, rows: &'q Rows<'q>) {
        match rows {
            Rows::Select(select) => {
                self.word(0);
                self.select(select);
            }
            Rows::SetOperation(operation) => {
                self.word(1);
                self.set_operation(operation);
            }
        }
    }

    fn set_operation(&mut self, operation: &'q SetOperation<'q>) {
        let SetOperation { operator, left, right } = operation;
        operator.hash(self);
        self.rows(left);
        self.rows(right);
    }

    fn joined_item(&mut self, item: &'q FromItem<'q>) {
        let FromItem { source, table, join } = item;
        let source = self.source(*source);
        self.word(source);
        match table {
            TableExpression::Table(TableName { schema: None, name }) => {
                self.word(0);
                self.name(name);
            }
            TableExpression::Table(TableName { schema: Some(schema), name }) => {
                self.word(1);
                self.name(schema);
                self.name(name);
            }
            TableExpression::Derived(select, names) => {
                self.word(2);
                names.hash(self);
                self.select(select);
            }
            TableExpression::SetOperation(operation) => {
                self.word(3);
                self.set_operation(operation);
            }
            TableExpression::CommonTable(name) => {
                self.word(4);
                self.name(name);
            }
            TableExpression::Unnest(Unnest { form, value }) => {
                self.word(5);
                form.hash(self);
                self.nodes(value);
            }
        }
        match join {
            None => self.word(0),
            Some(Join { kind, on }) => {
                self.word(1);
                kind.hash(self);
                self.list(on.as_slice(), Self::nodes);
            }
        }
    }

    fn item(&mut self, item: &'q SelectListItem<'q>) {
        let SelectListItem { nodes, data_type, name } = item;
        self.nodes(nodes);
        data_type.hash(self);
        match name {
            None => self.word(0),
            Some(name) => {
                self.word(1);
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
        self.word(u64::from(*descending) | nulls << 1);
    }

    fn nodes(&mut self, nodes: &'q Nodes<'q>) {
        match nodes {
            Nodes::Leaf(kind) => {
                self.word(1);
                self.kind(kind, 1);
            }
            Nodes::Tree(list) => self.list(list.nodes(), |structure, node| structure.kind(&node.kind, node.size)),
        }
    }

    fn kind(&mut self, kind: &'q Kind<'q>, size: u32) {
        match kind {
            Kind::Column { source, name: ColumnName::Named(name) } => {
                let source = self.source(*source);
                self.words(&[source << 8 | number(name.len()) << 32, address(name)]);
            }
            Kind::Column { source, name: ColumnName::Unnamed(name) } => {
                let source = self.source(*source);
                self.word(1 | source << 8);
                name.hash(self);
            }
            // The statement is an error because of the value.
            Kind::Parameter(Value::NotJson(_)) => self.refused = true,
            Kind::Parameter(value) => {
                self.word(2);
                mem::discriminant(value).hash(self);
                if value.has_type_of_its_own() {
                    value.data_type().hash(self);
                }
                self.refused |= self.values.try_push(value).is_err();
            }
            Kind::Number(number) => self.word(3 | u64::from(*number) << 32),
            Kind::Fraction(fraction) => self.words(&[10, fraction.to_bits()]),
            Kind::Word(word) => {
                self.word(4);
                self.name(word);
            }
            Kind::Literal(Literal::Text(text)) => {
                self.word(5);
                text.hash(self);
            }
            Kind::Literal(Literal::Integer(number)) => {
                self.word(6);
                number.hash(self);
            }
            Kind::Literal(Literal::Boolean(value)) => self.word(11 | u64::from(*value) << 32),
            Kind::Subquery(select) => {
                self.word(7);
                self.select(select);
            }
            Kind::Key(index) => self.word(8 | u64::from(*index) << 32),
            Kind::Operator(operator) => {
                self.word(9 | u64::from(size) << 32);
                operator.hash(self);
            }
        }
    }

    /// A name in the program's text, which stays where it is and as it is.
    fn name(&mut self, name: &'static str) {
        self.words(&[number(name.len()), address(name)]);
    }

    /// The number of a source: 0 for the SELECT list, then as they appear.
    fn source(&mut self, source: Source) -> u64 {
        if source == Source::SELECT_LIST {
            return 0;
        }
        let known = self.sources.iter().position(|known| *known == source);
        let place = known.unwrap_or_else(|| {
            self.refused |= self.sources.try_push(source).is_err();
            self.sources.len() - 1
        });
        number(place + 1)
    }
}

/// Takes what a type says of itself, so that a new operator needs no line here.
impl Hasher for Structure<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.word(number(bytes.len()));
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.word(u64::from(number));
    }

    fn write_u16(&mut self, number: u16) {
        self.word(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.word(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.word(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.word(self::number(number));
    }

    fn write_isize(&mut self, number: isize) {
        self.word(self::number(number.cast_unsigned()));
    }

    fn finish(&self) -> u64 {
        hash(&self.words)
    }
}

/// A number that is the same for the same words.
pub(super) fn hash(words: &[u64]) -> u64 {
    const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
    const SECOND: u64 = 0xd6e8_feb8_6659_fd93;
    let mix = |left: u64, right: u64| {
        let product = u128::from(left ^ FIRST) * u128::from(right ^ SECOND);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let folded = product as u64 ^ (product >> 64) as u64;
        folded
    };
    let (pairs, rest) = words.as_chunks::<2>();
    let sum = pairs
        .iter()
        .fold(number(words.len()), |sum, [left, right]| sum.rotate_left(7).wrapping_add(mix(*left, *right)));
    rest.iter().fold(sum, |sum, word| mix(sum, *word))
}

fn address(name: &'static str) -> u64 {
    number(name.as_ptr().addr())
}

fn number(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

//! How a SELECT is written.

use super::expr::Binding;
use super::{Alias, Sql, SqlWriter, Values, identifier};
use crate::expr::Source;
use crate::expr::column::ColumnName;
use crate::expr::node::{Kind, Nodes};
use crate::expr::ordering::SortItem;
use crate::schema::DataType;
use crate::statement::SelectList;
use crate::statement::select::{ColumnNames, FromItem, Join, JoinKind, Select, TableExpression};
use crate::statement::selection::SelectListItem;

/// What references inside a SELECT mean: its keys, and its list for ORDER BY.
#[derive(Debug, Default)]
pub(super) struct Block<'q> {
    keys: Vec<Repeatable<'q>>,
    items: Vec<Repeatable<'q>>,
}

/// An expression that may be written several times, always with the same parameter numbers.
#[derive(Debug, Clone, Copy)]
struct Repeatable<'q> {
    nodes: &'q Nodes<'q>,
    /// The parameters before its first.
    start: usize,
}

/// What the items of a SELECT list are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// As the client reads them: cast where their binary form is not dependable, and named, so that errors can name them.
    Wire,
    /// `c0`, `c1`, ..: for a SELECT around this one.
    Numbered,
    /// By their own names: the columns of a model, for a SELECT around this one.
    Own,
}

impl From<ColumnNames> for Names {
    fn from(names: ColumnNames) -> Self {
        match names {
            ColumnNames::Own => Names::Own,
            ColumnNames::Numbered => Names::Numbered,
        }
    }
}

impl<'q> SqlWriter<'q> {
    /// The SELECT as it is sent: what is not dependable in binary is cast to text.
    pub(crate) fn write_select(select: &'q Select<'q>, default_list: &'q SelectList<'q>, values: Values) -> Sql<'q> {
        let mut writer = SqlWriter::new(values);
        let list = list_of(select, default_list);
        if select.distinct && list.items.iter().any(|item| wire_cast(item.data_type).is_some()) {
            writer.distinct_then_cast(select, list);
        } else {
            writer.block(select, list, Names::Wire);
            writer.order_by(select);
            writer.limit(select);
        }
        writer.finish()
    }

    /// `SELECT COUNT(*)` of the rows that the SELECT has.
    pub(crate) fn write_count(select: &'q Select<'q>, default_list: &'q SelectList<'q>) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.push("SELECT COUNT(*)");
        // A SELECT list may hold aggregates, and then has one row whatever its source has.
        let rows_of_the_source = !select.distinct
            && select.list.items.is_empty()
            && select.group_by.is_empty()
            && select.limit.is_none()
            && select.offset.is_none();
        if rows_of_the_source {
            writer.bind_sources(&select.from);
            writer.from(&select.from);
            writer.conjunction(" WHERE ", &select.filter);
        } else {
            writer.push(" FROM (");
            writer.derived(select, list_of(select, default_list), Names::Numbered);
            writer.push(") AS counted");
        }
        writer.finish()
    }

    /// A SELECT inside another.
    fn derived(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>, names: Names) {
        let outer = std::mem::take(&mut self.block);
        let known = self.sources.len();
        self.block(select, list, names);
        self.order_by(select);
        self.limit(select);
        self.sources.truncate(known);
        self.block = outer;
    }

    /// Everything of a SELECT but ORDER BY, LIMIT and OFFSET.
    fn block(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>, names: Names) {
        self.bind_sources(&select.from);
        self.block.keys = select.group_by.iter().map(|nodes| self.reserve(nodes)).collect();
        self.push(if select.distinct { "SELECT DISTINCT " } else { "SELECT " });
        self.select_list(list, names);
        self.from(&select.from);
        self.conjunction(" WHERE ", &select.filter);
        if !select.group_by.is_empty() {
            self.push(" GROUP BY ");
            self.list(", ", 0..self.block.keys.len(), |writer, index| {
                let key = writer.block.keys.get(index).copied();
                writer.repeat(key, Binding::Any);
            });
        }
        self.conjunction(" HAVING ", &select.having);
    }

    fn bind_sources(&mut self, from: &'q [FromItem<'q>]) {
        for item in from {
            self.sources.push((item.source, Alias::Numbered(self.numbered)));
            self.numbered += 1;
        }
    }

    fn select_list(&mut self, list: &'q SelectList<'q>, names: Names) {
        self.list(", ", list.items.iter().enumerate(), |writer, (index, item)| {
            writer.block.items.push(Repeatable { nodes: &item.nodes, start: writer.parameters.len() });
            match names {
                Names::Wire => {
                    let cast = wire_cast(item.data_type);
                    writer.cast(cast, |writer| writer.list_item_as_written(item));
                    let own_name = item.column_name();
                    if let Some(name) = item.name.or(own_name).filter(|name| cast.is_some() || own_name != Some(*name))
                    {
                        writer.push(" AS ");
                        writer.identifier(name);
                    }
                }
                Names::Numbered => {
                    writer.list_item_as_written(item);
                    writer.push(" AS ");
                    writer.numbered_name(index);
                }
                Names::Own => writer.list_item_as_written(item),
            }
        });
    }

    fn list_item_as_written(&mut self, item: &'q SelectListItem<'q>) {
        match &item.nodes {
            // The type of a bare parameter in a SELECT list is "unknown" to Redshift.
            Nodes::Leaf(Kind::Parameter(_)) => {
                self.push("CAST(");
                self.nodes(&item.nodes, Binding::Any);
                self.push(" AS ");
                self.push(&item.data_type.to_string());
                self.push(")");
            }
            nodes => self.nodes(nodes, Binding::Any),
        }
    }

    fn from(&mut self, from: &'q [FromItem<'q>]) {
        for item in from {
            match &item.join {
                None => self.push(" FROM "),
                Some(Join { kind: JoinKind::Inner, .. }) => self.push(" JOIN "),
                Some(Join { kind: JoinKind::Left, .. }) => self.push(" LEFT JOIN "),
            }
            match &item.table {
                TableExpression::Table(name) => identifier::push_table(&mut self.text, name),
                TableExpression::Derived(select, names) => {
                    self.push("(");
                    self.derived(select, &select.list, (*names).into());
                    self.push(")");
                }
            }
            self.push(" AS ");
            self.alias(item.source);
            if let Some(join) = &item.join {
                self.push(" ON ");
                self.nodes(&join.on, Binding::Any);
            }
        }
    }

    fn alias(&mut self, source: Source) {
        if let Some((_, Alias::Numbered(number))) = self.sources.iter().find(|(known, _)| *known == source).copied() {
            self.push("t");
            self.number(number);
        }
    }

    fn order_by(&mut self, select: &'q Select<'q>) {
        self.sort_items(&select.order_by, |writer, item| writer.nodes(&item.nodes, Binding::Any));
    }

    fn sort_items(&mut self, items: &'q [SortItem<'q>], mut write: impl FnMut(&mut Self, &'q SortItem<'q>)) {
        if items.is_empty() {
            return;
        }
        self.push(" ORDER BY ");
        self.list(", ", items, |writer, item| {
            write(writer, item);
            writer.direction(item.descending, item.nulls_first);
        });
    }

    /// What stands behind an item of ORDER BY.
    pub(super) fn direction(&mut self, descending: bool, nulls_first: Option<bool>) {
        if descending {
            self.push(" DESC");
        }
        match nulls_first {
            Some(true) => self.push(" NULLS FIRST"),
            Some(false) => self.push(" NULLS LAST"),
            None => {}
        }
    }

    /// LIMIT and OFFSET are literals: Redshift refuses to bind them as anything but INTEGER.
    fn limit(&mut self, select: &Select<'_>) {
        for (keyword, rows) in [(" LIMIT ", select.limit), (" OFFSET ", select.offset)] {
            if let Some(rows) = rows {
                if rows > MAX_LIMIT {
                    self.fail(|| {
                        format!("{} {rows} is over {MAX_LIMIT}, the most that Redshift takes", keyword.trim())
                    });
                }
                self.push(keyword);
                self.number(rows);
            }
        }
    }

    /// DISTINCT means the plain values, so the casts stand around it: a SELECT of the DISTINCT rows.
    fn distinct_then_cast(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>) {
        self.push("SELECT ");
        self.list(", ", list.items.iter().enumerate(), |writer, (index, item)| {
            writer.cast(wire_cast(item.data_type), |writer| writer.distinct_column(index));
            if let Some(name) = item.name.or(item.column_name()) {
                writer.push(" AS ");
                writer.identifier(name);
            }
        });
        self.push(" FROM (");
        self.block(select, list, Names::Numbered);
        self.push(") AS distinct_rows");
        self.sort_items(&select.order_by, |writer, sorted| {
            let index = match &sorted.nodes {
                Nodes::Leaf(Kind::Column { source: Source::SELECT_LIST, name: ColumnName::Nth(index) }) => Some(usize::from(*index)),
                nodes => list.items.iter().position(|item| item.nodes == *nodes),
            };
            match index {
                Some(index) => writer.distinct_column(index),
                None => writer.fail(|| {
                    "a SELECT DISTINCT is ordered by an expression that is not selected; select it, or order by a selected column".into()
                }),
            }
        });
        self.limit(select);
    }

    fn distinct_column(&mut self, index: usize) {
        self.push("distinct_rows.");
        self.numbered_name(index);
    }

    fn numbered_name(&mut self, index: usize) {
        self.push("c");
        self.number(u64::try_from(index).unwrap_or(u64::MAX));
    }

    fn cast(&mut self, cast: Option<(&str, &str)>, write: impl FnOnce(&mut Self)) {
        let (before, after) = cast.unwrap_or_default();
        self.push(before);
        write(self);
        self.push(after);
    }

    /// The n-th GROUP BY key.
    pub(super) fn key(&mut self, index: u16, place: Binding) {
        let key = self.block.keys.get(usize::from(index)).copied();
        if key.is_none() {
            self.fail(|| {
                "a GROUP BY key is used outside the query that groups by it; use the keys that the closure receives"
                    .into()
            });
        }
        self.repeat(key, place);
    }

    /// The n-th item of the SELECT list.
    pub(super) fn list_item(&mut self, index: u16, place: Binding) {
        let item = self.block.items.get(usize::from(index)).copied();
        self.repeat(item, place);
    }

    fn repeat(&mut self, repeatable: Option<Repeatable<'q>>, place: Binding) {
        if let Some(Repeatable { nodes, start }) = repeatable {
            let outer = self.replay.replace(start);
            self.nodes(nodes, place);
            self.replay = outer;
        }
    }

    /// Gives the parameters of an expression their numbers before it is written.
    fn reserve(&mut self, nodes: &'q Nodes<'q>) -> Repeatable<'q> {
        let start = self.parameters.len();
        if self.values == Values::Parameters {
            for kind in nodes.kinds() {
                if let Kind::Parameter(value) = kind {
                    self.parameters.push(value.borrowed());
                }
            }
        }
        Repeatable { nodes, start }
    }
}

/// The most rows that LIMIT and OFFSET take (`r_ORDER_BY_clause`).
const MAX_LIMIT: u64 = 2_147_483_647;

fn list_of<'q>(select: &'q Select<'q>, default_list: &'q SelectList<'q>) -> &'q SelectList<'q> {
    if select.list.items.is_empty() { default_list } else { &select.list }
}

/// What stands around a selected value whose binary form is not dependable, so that it arrives as text.
fn wire_cast(data_type: DataType) -> Option<(&'static str, &'static str)> {
    match data_type {
        DataType::Decimal { .. } | DataType::Date | DataType::Time | DataType::TimeTz => {
            Some(("CAST(", " AS VARCHAR)"))
        }
        DataType::Super => Some(("JSON_SERIALIZE(", ")")),
        DataType::Varbyte(_) => Some(("TO_HEX(", ")")),
        DataType::SmallInt
        | DataType::Integer
        | DataType::BigInt
        | DataType::Real
        | DataType::DoublePrecision
        | DataType::Boolean
        | DataType::Char(_)
        | DataType::Varchar(_)
        | DataType::Timestamp
        | DataType::TimestampTz
        | DataType::IntervalYearToMonth
        | DataType::IntervalDayToSecond
        | DataType::Geometry
        | DataType::Geography
        | DataType::HllSketch => None,
    }
}

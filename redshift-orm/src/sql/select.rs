//! How a SELECT is written.

use std::borrow::Cow;

use super::expr::Binding;
use super::{Alias, Arrival, Sql, SqlWriter, Values, Written};
use crate::expr::Source;
use crate::expr::column::{ColumnName, Unnamed};
use crate::expr::node::{Clause, Node, Operator, Part};
use crate::model::registered;
use crate::schema::{DataType, same_name};
use crate::statement::SelectList;
use crate::statement::group_by::GroupingElement;
use crate::statement::select::{ColumnNames, FromItem, JoinKind, Select, TableExpression, UnnestForm};
use crate::statement::selection::SelectListItem;

/// What references inside a SELECT mean: its keys, and its list for ORDER BY.
#[derive(Debug, Default)]
pub(super) struct Block<'q> {
    keys: Vec<Repeatable<'q>>,
    items: Vec<Repeatable<'q>>,
}

/// Which sources a column may belong to: places in the writer's list of sources.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Visible {
    /// The first source of this SELECT.
    own: usize,
    /// The first source of the SELECT around it, if this is a subquery; a derived table sees no other source.
    outer: usize,
    /// Why this subquery may not use the columns of the SELECT around it.
    refused: Option<&'static str>,
    /// The ON of an outer join is being written.
    outer_join: bool,
}

/// An expression that may be written several times, always with the same parameter numbers and aliases.
#[derive(Debug, Clone, Copy)]
struct Repeatable<'q> {
    nodes: Part<'q>,
    /// The parameters before its first.
    start: usize,
    /// The sources numbered before its first.
    numbered: u32,
}

/// What the items of a SELECT list are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// As the client reads them: cast where their binary form is not dependable, and named, so that errors can name them.
    Wire,
    /// `c0`, `c1`, ..: for a SELECT around this one.
    Numbered,
    /// By their own names: the columns of a model, for a SELECT around this one.
    Own,
    /// By the names of the items, written out: the columns of a view.
    Named,
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
    pub(crate) fn write_select(
        select: &'q Select<'q>,
        default_list: &'q SelectList<'q>,
        values: Values,
        arrival: Arrival,
    ) -> Sql<'q> {
        Self::written_select(select, default_list, values, arrival).into_sql()
    }

    pub(super) fn written_select(
        select: &'q Select<'q>,
        default_list: &'q SelectList<'q>,
        values: Values,
        arrival: Arrival,
    ) -> Written<'q> {
        let mut writer = SqlWriter { arrival, ..SqlWriter::new(values) };
        let list = list_of(select, default_list);
        writer.with(&select.with);
        if select.distinct && list.items().iter().any(|item| writer.wire_cast(select, item).is_some()) {
            writer.distinct_then_cast(select, list);
        } else {
            writer.block(select, list, Names::Wire);
            writer.order_by(select);
            writer.limit(select);
        }
        writer.into_written()
    }

    /// `SELECT COUNT(*)` of the rows that the SELECT has.
    pub(crate) fn write_count(select: &'q Select<'q>, default_list: &'q SelectList<'q>) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.with(&select.with);
        writer.push("SELECT COUNT(*)");
        // A SELECT list may hold aggregates, and then has one row whatever its source has.
        let rows_of_the_source = !select.distinct
            && select.list.items().iter().all(|item| matches!(item.nodes.nodes(), [Node::Column { .. }]))
            && select.group_by.is_empty()
            && select.list.conditions(Clause::Qualify).is_empty()
            && select.limit.is_none()
            && select.offset.is_none();
        if rows_of_the_source {
            writer.bind_sources(&select.from);
            writer.from(select);
            writer.conjunction(" WHERE ", select.filter.whole().split());
        } else {
            writer.push(" FROM (");
            writer.rows_of(select, list_of(select, default_list), Names::Numbered);
            writer.push(") AS counted");
        }
        writer.finish()
    }

    /// Some columns of the rows that the SELECT has, none of them cast to text.
    #[cfg(feature = "arrow")]
    pub(crate) fn write_plain(select: &'q Select<'q>, columns: &[usize]) -> Sql<'q> {
        let mut writer = SqlWriter::new(Values::Parameters);
        writer.with(&select.with);
        writer.push("SELECT ");
        writer.list(", ", columns, |writer, index| writer.numbered_name(*index));
        writer.push(" FROM (");
        writer.rows_of(select, &select.list, Names::Numbered);
        writer.push(") AS plain_rows");
        writer.finish()
    }

    /// A SELECT in FROM, which sees no source but its own.
    pub(super) fn derived(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>, names: Names) {
        let own = self.sources.len();
        self.inner(select, list, names, Visible { own, outer: own, refused: None, outer_join: false });
    }

    /// A SELECT in an expression, which sees the sources of the SELECT around it too, unless that is `refused`.
    pub(super) fn subquery(&mut self, select: &'q Select<'_>, refused: Option<&'static str>) {
        let in_outer_join = self.visible.outer_join.then_some(
            "a subquery in the ON condition of an outer join uses a column of the query around it, which Redshift refuses; \
             join the subquery's rows first, or move the condition to `.filter(..)`",
        );
        let own = self.sources.len();
        let window = has_window(select).then_some(
            "a subquery with a window function uses a column of the query around it, which Redshift refuses; \
             compute the window in a derived table and join it",
        );
        let refused = refused.or(in_outer_join).or(window);
        self.push("(");
        let visible = Visible { own, outer: self.visible.own, refused, outer_join: false };
        if select.from.iter().any(|item| self.sources[visible.outer..].iter().any(|(known, _)| *known == item.source)) {
            self.fail(|| {
                "a query stands inside a clone of itself, so that a column would mean both; make the inner one anew"
                    .into()
            });
        }
        self.inner(select, &select.list, Names::Own, visible);
        self.push(")");
    }

    /// A SELECT inside another.
    fn inner(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>, names: Names, visible: Visible) {
        let outer_block = std::mem::take(&mut self.block);
        let outer_visible = std::mem::replace(&mut self.visible, visible);
        let outer_tables = self.common_tables.len();
        if select.with.iter().any(|table| table.recursive) {
            self.fail(|| {
                "WITH RECURSIVE stands inside another query, which Redshift refuses; make it the outermost with `with_recursive(..)`".into()
            });
        }
        self.with(&select.with);
        self.rows_of(select, list, names);
        self.common_tables.truncate(outer_tables);
        self.sources.truncate(visible.own);
        self.visible = outer_visible;
        self.block = outer_block;
    }

    /// Everything of a SELECT but WITH.
    pub(super) fn rows_of(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>, names: Names) {
        self.block(select, list, names);
        self.order_by(select);
        self.limit(select);
    }

    /// What the source of a column is called here; `None` when it is no part of the statement.
    pub(super) fn resolve(&mut self, source: Source) -> Option<Alias<'q>> {
        let place = self.sources.iter().rposition(|(known, _)| *known == source)?;
        let Visible { own, outer, refused, .. } = self.visible;
        if place < outer {
            self.fail(|| {
                "a column is used two queries further in, or inside a derived table, and Redshift refuses a correlated reference that \
                 skips a query block; a subquery may use the columns of the query directly around it"
                    .into()
            });
        } else if let Some(reason) = refused.filter(|_| place < own) {
            self.fail(|| reason.into());
        }
        self.sources.get(place).map(|(_, alias)| *alias)
    }

    /// Everything of a SELECT but ORDER BY, LIMIT and OFFSET.
    fn block(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>, names: Names) {
        self.bind_sources(&select.from);
        if let Some(fault) = select.fault {
            self.fail(|| fault.into());
        }
        self.check_sorted_aggregates(select);
        if select.group_by.keys.subqueries().next().is_some() {
            self.fail(|| {
                "GROUP BY holds a subquery, which Redshift refuses; select it in a query of its own and group the rows of that".into()
            });
        }
        self.block.keys = select.group_by.keys.whole().split().into_iter().map(|key| self.reserve(key)).collect();
        self.push(if select.distinct { "SELECT DISTINCT " } else { "SELECT " });
        self.select_list(select, list, names);
        self.from(select);
        self.conjunction(" WHERE ", select.filter.whole().split());
        if !select.group_by.is_empty() {
            self.push(" GROUP BY ");
            self.list(", ", &select.group_by.elements, |writer, element| writer.grouping_element(element));
            if let Some(refusal) = select.group_by.refusal() {
                self.fail(|| refusal);
            }
        }
        self.conjunction(" HAVING ", select.list.conditions(Clause::Having));
        if select.qualifies_rows && (select.aggregated || !select.group_by.is_empty()) {
            self.fail(|| {
                "QUALIFY is about the single rows of a query that groups or aggregates them, and it comes after GROUP BY; \
                 say `.qualify(..)` after `.group_by(..)`, or aggregate a query around the one with QUALIFY"
                    .into()
            });
        }
        self.conjunction(" QUALIFY ", select.list.conditions(Clause::Qualify));
    }

    fn grouping_element(&mut self, element: &GroupingElement) {
        let (before, keys) = match element {
            GroupingElement::Key(key) => return self.key(*key, Binding::Any),
            GroupingElement::Set(keys) => ("(", keys),
            GroupingElement::Rollup(keys) => ("ROLLUP (", keys),
            GroupingElement::Cube(keys) => ("CUBE (", keys),
            GroupingElement::Sets(elements) => {
                self.push("GROUPING SETS (");
                self.list(", ", elements, |writer, element| writer.grouping_element(element));
                return self.push(")");
            }
        };
        self.push(before);
        self.list(", ", keys, |writer, key| writer.key(*key, Binding::Any));
        self.push(")");
    }

    pub(super) fn bind_sources(&mut self, from: &'q [FromItem<'q>]) {
        for item in from {
            let alias = match &item.table {
                TableExpression::Temporary(table) => Alias::Temporary(self.numbered, table),
                _ => Alias::Numbered(self.numbered),
            };
            self.sources.push((item.source, alias));
            self.numbered += 1;
        }
    }

    fn select_list(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>, names: Names) {
        if list.is_empty() {
            // EXISTS asks for rows, whatever is in them.
            self.push("1");
        }
        self.list(", ", list.items().into_iter().enumerate(), |writer, (index, item)| {
            let (start, numbered) = (writer.next_parameter(), writer.numbered);
            writer.block.items.push(Repeatable { nodes: item.nodes, start, numbered });
            match names {
                Names::Wire => {
                    let cast = writer.wire_cast(select, &item);
                    let is_cast = cast.is_some();
                    if let Some((data_type, instead)) = unreadable(item.data_type) {
                        writer.fail(|| {
                            let column = item.name.map_or_else(String::new, |name| format!(" \"{name}\""));
                            format!(
                                "the {data_type}{column} is selected, of which nothing can be read; select {instead}"
                            )
                        });
                    }
                    writer.cast(cast, |writer| writer.list_item_as_written(item));
                    let own_name = item.column_name();
                    if let Some(name) = item.name.or(own_name).filter(|name| is_cast || own_name != Some(*name)) {
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
                Names::Named => {
                    writer.list_item_as_written(item);
                    if let Some(name) = item.name {
                        writer.push(" AS ");
                        writer.identifier(name);
                    }
                }
            }
        });
    }

    fn list_item_as_written(&mut self, item: SelectListItem<'q>) {
        match item.nodes.as_parameter() {
            // The type of a bare parameter in a SELECT list is "unknown" to Redshift.
            Some(parameter) => self.cast_for(parameter, parameter.value().data_type()),
            None => self.tree(item.nodes, Binding::Any),
        }
    }

    fn from(&mut self, select: &'q Select<'q>) {
        let from = select.from.as_slice();
        let mut conditions = select.list.conditions(Clause::On).into_iter();
        let mut rest = from;
        while let Some((item, behind)) = rest.split_first() {
            rest = behind;
            let Some(kind) = item.join else {
                self.push(" FROM ");
                self.source(item);
                continue;
            };
            if let TableExpression::Unnest(unnest) = &item.table {
                self.unnest(item, unnest.form, kind, from, behind);
                continue;
            }
            self.push(match kind {
                JoinKind::Inner => " JOIN ",
                JoinKind::Left => " LEFT JOIN ",
                JoinKind::Right => " RIGHT JOIN ",
                JoinKind::Full => " FULL JOIN ",
                JoinKind::Cross => " CROSS JOIN ",
            });
            self.source(item);
            if let Some(on) = item.has_condition().then(|| conditions.next()).flatten() {
                self.push(" ON ");
                self.visible.outer_join = kind != JoinKind::Inner;
                self.tree(on, Binding::Any);
                self.visible.outer_join = false;
            }
        }
    }

    fn source(&mut self, item: &'q FromItem<'q>) {
        self.table_expression(&item.table);
        self.push(" AS ");
        self.alias(item.source);
    }

    /// A SUPER value in FROM. Behind a comma as the manual writes it; as a join where a join follows, whose condition may not reach
    /// over a comma.
    fn unnest(
        &mut self,
        item: &'q FromItem<'q>,
        form: UnnestForm,
        kind: JoinKind,
        all: &[FromItem<'_>],
        behind: &[FromItem<'_>],
    ) {
        let kind_of = |item: &FromItem<'_>| item.join;
        if all.iter().any(|item| matches!(kind_of(item), Some(JoinKind::Right | JoinKind::Full))) {
            self.fail(|| {
                "a SUPER value is unnested in a query with a right or full join, which Redshift refuses; unnest it in a query of its own \
                 and join that"
                    .into()
            });
        }
        let is_joined = behind.iter().any(|item| {
            let is_comma = matches!(item.table, TableExpression::Unnest(_)) && kind_of(item) == Some(JoinKind::Inner);
            !is_comma
        });
        if is_joined && form != UnnestForm::Array {
            self.fail(|| {
                "a join follows what is unnested with its index, or unpivoted, and could not see the sources before it; join first, \
                 unnest afterwards"
                    .into()
            });
        }
        self.push(match (kind, is_joined) {
            (JoinKind::Left, _) => " LEFT JOIN ",
            (_, true) => " JOIN ",
            (_, false) => ", ",
        });
        self.source(item);
        let place = match form {
            UnnestForm::Array => None,
            UnnestForm::IndexedArray => Some(" AT i"),
            UnnestForm::Object => Some(" AT a"),
        };
        if let (Some(place), Some((_, Alias::Numbered(number)))) =
            (place, self.sources.iter().rfind(|(known, _)| *known == item.source).copied())
        {
            self.prefixed(place, number);
        }
        if kind == JoinKind::Left || is_joined {
            self.push(" ON TRUE");
        }
    }

    pub(super) fn alias(&mut self, source: Source) {
        if let Some((_, Alias::Numbered(number) | Alias::Temporary(number, _))) =
            self.sources.iter().rfind(|(known, _)| *known == source).copied()
        {
            self.push("t");
            self.number(number);
        }
    }

    fn order_by(&mut self, select: &'q Select<'q>) {
        self.sort_items(select, |writer, item| writer.tree(item, Binding::Any));
    }

    fn sort_items(&mut self, select: &'q Select<'q>, write: impl FnMut(&mut Self, Part<'q>)) {
        let items = select.list.sorted();
        if items.is_empty() {
            return;
        }
        self.refuse_in_a_materialized_view("ORDER BY");
        self.push(" ORDER BY ");
        self.list(", ", items, write);
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
                self.refuse_in_a_materialized_view(keyword.trim());
                self.push(keyword);
                self.number(rows);
            }
        }
    }

    fn refuse_in_a_materialized_view(&mut self, clause: &str) {
        if self.materialized {
            self.fail(|| {
                format!("Redshift refuses {clause} in a materialized view; order and limit the rows where it is read")
            });
        }
    }

    /// DISTINCT means the plain values, so the casts stand around it: a SELECT of the DISTINCT rows.
    fn distinct_then_cast(&mut self, select: &'q Select<'q>, list: &'q SelectList<'q>) {
        self.push("SELECT ");
        let items = list.items();
        self.list(", ", items.iter().enumerate(), |writer, (index, item)| {
            writer.cast(writer.wire_cast(select, item), |writer| writer.distinct_column(index));
            if let Some(name) = item.name.or(item.column_name()) {
                writer.push(" AS ");
                writer.identifier(name);
            }
        });
        self.push(" FROM (");
        self.block(select, list, Names::Numbered);
        self.push(") AS distinct_rows");
        self.sort_items(select, |writer, item| {
            let Some((&Node::Operator(Operator::Sort { descending, nulls_first }, _), sorted)) = item.split_last() else {
                return;
            };
            let index = match sorted.nodes() {
                [Node::Column { source: Source::SELECT_LIST, name: ColumnName::Unnamed(Unnamed::Nth(index)) }] => Some(usize::from(*index)),
                _ => items.iter().position(|item| item.nodes == sorted),
            };
            match index {
                Some(index) => {
                    writer.distinct_column(index);
                    writer.direction(descending, nulls_first);
                }
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

    pub(super) fn numbered_name(&mut self, index: usize) {
        self.push("c");
        self.number(u64::try_from(index).unwrap_or(u64::MAX));
    }

    pub(super) fn cast(&mut self, cast: Option<Cast>, write: impl FnOnce(&mut Self)) {
        let (before, after) = cast.unwrap_or_default();
        self.push(before);
        write(self);
        self.push(&after);
    }

    /// What stands around an item of the outermost list, so that it arrives in a form that can be depended on.
    fn wire_cast(&self, select: &Select<'_>, item: &SelectListItem<'_>) -> Option<Cast> {
        let casts = || wire_cast(item.data_type).map(|(before, after)| (before, after.into()));
        match (self.arrival, item.data_type) {
            // Its text has eight digits, of the nine that tell every REAL from the others.
            (Arrival::Text, DataType::Real) => Some(("CAST(", " AS DOUBLE PRECISION)".into())),
            // Nobody says of a text that it is a CHAR, whose blanks mean nothing.
            (Arrival::Text, DataType::Char(_) | DataType::Varchar(_)) => match stored_type(select, item) {
                Some(DataType::Varchar(_)) => None,
                Some(DataType::Char(bytes)) => Some(("CAST(", format!(" AS VARCHAR({bytes}))").into())),
                _ => Some(("CAST(", " AS VARCHAR(65535))".into())),
            },
            _ => casts(),
        }
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
        if let Some(Repeatable { nodes, start, numbered }) = repeatable {
            let outer = self.replay.replace(start);
            let outer_numbered = std::mem::replace(&mut self.numbered, numbered);
            self.tree(nodes, place);
            self.numbered = self.numbered.max(outer_numbered);
            self.replay = outer;
        }
    }

    /// Gives the parameters of an expression their numbers before it is written. Only writing it tells how many there are: an IN list
    /// is padded.
    fn reserve(&mut self, nodes: Part<'q>) -> Repeatable<'q> {
        let (start, numbered, length) = (self.next_parameter(), self.numbered, self.text.len());
        self.tree(nodes, Binding::Any);
        self.text.truncate(length);
        Repeatable { nodes, start, numbered }
    }

    /// The number before that of the next parameter.
    fn next_parameter(&self) -> usize {
        self.replay.unwrap_or(self.parameters.len())
    }
}

/// The most rows that LIMIT and OFFSET take (`r_ORDER_BY_clause`).
const MAX_LIMIT: u64 = 2_147_483_647;

fn has_window(select: &Select<'_>) -> bool {
    let window = |node: &Node<'_>| matches!(node, Node::Operator(Operator::Over { .. }, _));
    !select.list.conditions(Clause::Qualify).is_empty() || select.list.whole().nodes().iter().any(window)
}

fn list_of<'q>(select: &'q Select<'q>, default_list: &'q SelectList<'q>) -> &'q SelectList<'q> {
    if select.list.is_empty() { default_list } else { &select.list }
}

/// A type of which nothing can be read, and what is selected in its place.
fn unreadable(data_type: DataType) -> Option<(&'static str, &'static str)> {
    match data_type {
        DataType::HllSketch => Some(("HLLSKETCH", "its `.hll_cardinality()`, or the columns beside it")),
        DataType::IntervalYearToMonth | DataType::IntervalDayToSecond => {
            Some(("INTERVAL", "its text with `.cast::<String>()`, or the date that it leads to"))
        }
        DataType::SmallInt
        | DataType::Integer
        | DataType::BigInt
        | DataType::Decimal { .. }
        | DataType::Real
        | DataType::DoublePrecision
        | DataType::Boolean
        | DataType::Char(_)
        | DataType::Varchar(_)
        | DataType::Date
        | DataType::Time
        | DataType::TimeTz
        | DataType::Timestamp
        | DataType::TimestampTz
        | DataType::Super
        | DataType::Varbyte(_)
        | DataType::Geometry
        | DataType::Geography => None,
    }
}

/// What stands before and behind an item.
type Cast = (&'static str, Cow<'static, str>);

/// The type of a column as the table of a model has it, when the item is one.
fn stored_type(select: &Select<'_>, item: &SelectListItem<'_>) -> Option<DataType> {
    let [Node::Column { source, name: ColumnName::Named(column) }] = item.nodes.nodes() else {
        return None;
    };
    let from = select.from.iter().find(|from| from.source == *source)?;
    let TableExpression::Table(name) = &from.table else { return None };
    let table = registered().map(|model| model.table()).find(|table| table.name.same(name))?;
    table.columns.iter().find(|known| same_name(known.name, column)).map(|column| column.data_type)
}

/// What stands around a selected value whose binary form is not dependable, so that it arrives as text.
pub(super) fn wire_cast(data_type: DataType) -> Option<(&'static str, &'static str)> {
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

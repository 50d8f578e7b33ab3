//! How each node of an expression is written.

use super::{Alias, MAX_PARAMETERS, SqlWriter, literal};
use crate::expr::Source;
use crate::expr::column::{ColumnName, Unnamed};
use crate::expr::node::{Clause, Held, Node, Nodes, Operator, Parameter, Part};
use crate::expr::window::Frame;
use crate::schema::DataType;
use crate::statement::select::Select;

/// How tightly an expression binds; one that binds less than its place asks for stands in parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Any,
    Or,
    And,
    Not,
    Comparison,
    Other,
    Additive,
    Multiplicative,
    Sign,
    Atom,
}

impl Binding {
    /// The next tighter one.
    fn tighter(self) -> Self {
        match self {
            Binding::Any => Binding::Or,
            Binding::Or => Binding::And,
            Binding::And => Binding::Not,
            Binding::Not => Binding::Comparison,
            Binding::Comparison => Binding::Other,
            Binding::Other => Binding::Additive,
            Binding::Additive => Binding::Multiplicative,
            Binding::Multiplicative => Binding::Sign,
            Binding::Sign | Binding::Atom => Binding::Atom,
        }
    }

    /// What the left operand of an operator must be, when it is another operator that binds as tightly. Comparisons do not chain, and
    /// the manual does not say which of `||` and the bitwise operators comes first.
    fn on_the_left(self) -> Self {
        match self {
            Binding::Comparison | Binding::Other => self.tighter(),
            other => other,
        }
    }
}

/// Where an operator's text goes.
enum Form {
    /// Between two operands, which bind at least as tightly; a chain needs no parentheses.
    Infix(&'static str),
    Prefix(&'static str),
    Suffix(&'static str),
    Between(&'static str),
    List(&'static str),
    /// After an operand, before a subquery.
    InQuery(&'static str),
    Call(&'static str, &'static str),
    /// Around the operands, each in the place of a `{}`.
    Template(&'static str),
    /// The same, of text that the program wrote.
    Fragment(&'static str),
    Case,
    SimpleCase,
    Cast(&'static str, DataType),
    Attribute,
    Element,
    Extract(&'static str),
    Sort(bool, Option<bool>),
    Over(u16, Option<Frame>),
    WithinGroup,
    ObjectTransform(u16),
}

fn form(operator: Operator) -> (Binding, Form) {
    match operator {
        Operator::Or => (Binding::Or, Form::Infix(" OR ")),
        Operator::And => (Binding::And, Form::Infix(" AND ")),
        Operator::Not => (Binding::Not, Form::Prefix("NOT ")),
        Operator::Equal => (Binding::Comparison, Form::Infix(" = ")),
        Operator::NotEqual => (Binding::Comparison, Form::Infix(" <> ")),
        Operator::Less => (Binding::Comparison, Form::Infix(" < ")),
        Operator::LessOrEqual => (Binding::Comparison, Form::Infix(" <= ")),
        Operator::Greater => (Binding::Comparison, Form::Infix(" > ")),
        Operator::GreaterOrEqual => (Binding::Comparison, Form::Infix(" >= ")),
        Operator::Like => (Binding::Comparison, Form::Infix(" LIKE ")),
        Operator::NotLike => (Binding::Comparison, Form::Infix(" NOT LIKE ")),
        Operator::Ilike => (Binding::Comparison, Form::Infix(" ILIKE ")),
        Operator::NotIlike => (Binding::Comparison, Form::Infix(" NOT ILIKE ")),
        Operator::SimilarTo => (Binding::Comparison, Form::Infix(" SIMILAR TO ")),
        Operator::NotSimilarTo => (Binding::Comparison, Form::Infix(" NOT SIMILAR TO ")),
        Operator::Matches => (Binding::Comparison, Form::Infix(" ~ ")),
        Operator::NotMatches => (Binding::Comparison, Form::Infix(" !~ ")),
        Operator::Escape => (Binding::Other, Form::Infix(" ESCAPE ")),
        Operator::Between => (Binding::Comparison, Form::Between(" BETWEEN ")),
        Operator::NotBetween => (Binding::Comparison, Form::Between(" NOT BETWEEN ")),
        Operator::In => (Binding::Comparison, Form::List(" IN (")),
        Operator::NotIn => (Binding::Comparison, Form::List(" NOT IN (")),
        Operator::InQuery => (Binding::Comparison, Form::InQuery(" IN ")),
        Operator::NotInQuery => (Binding::Comparison, Form::InQuery(" NOT IN ")),
        Operator::EqualAny => (Binding::Comparison, Form::InQuery(" = ANY ")),
        Operator::NotEqualAll => (Binding::Comparison, Form::InQuery(" <> ALL ")),
        Operator::Exists => (Binding::Atom, Form::Prefix("EXISTS ")),
        Operator::IsNull => (Binding::Comparison, Form::Suffix(" IS NULL")),
        Operator::IsNotNull => (Binding::Comparison, Form::Suffix(" IS NOT NULL")),
        Operator::Concat => (Binding::Other, Form::Infix(" || ")),
        Operator::BitwiseAnd => (Binding::Other, Form::Infix(" & ")),
        Operator::BitwiseOr => (Binding::Other, Form::Infix(" | ")),
        Operator::BitwiseXor => (Binding::Other, Form::Infix(" # ")),
        Operator::BitwiseNot => (Binding::Sign, Form::Prefix("~")),
        Operator::ShiftLeft => (Binding::Other, Form::Infix(" << ")),
        Operator::ShiftRight => (Binding::Other, Form::Infix(" >> ")),
        Operator::Add => (Binding::Additive, Form::Infix(" + ")),
        Operator::Subtract => (Binding::Additive, Form::Infix(" - ")),
        Operator::Multiply => (Binding::Multiplicative, Form::Infix(" * ")),
        Operator::Divide => (Binding::Multiplicative, Form::Infix(" / ")),
        Operator::Remainder => (Binding::Multiplicative, Form::Infix(" % ")),
        Operator::Negate => (Binding::Sign, Form::Prefix("-")),
        Operator::Case => (Binding::Atom, Form::Case),
        Operator::SimpleCase => (Binding::Atom, Form::SimpleCase),
        Operator::Cast(data_type) => (Binding::Atom, Form::Cast("CAST(", data_type)),
        Operator::TryCast(data_type) => (Binding::Atom, Form::Cast("TRY_CAST(", data_type)),
        Operator::Attribute => (Binding::Atom, Form::Attribute),
        Operator::Element => (Binding::Atom, Form::Element),
        Operator::Extract(part) => (Binding::Atom, Form::Extract(part)),
        Operator::Sort { descending, nulls_first } => (Binding::Any, Form::Sort(descending, nulls_first)),
        Operator::Over { partitions, frame } => (Binding::Atom, Form::Over(partitions, frame)),
        Operator::WithinGroup => (Binding::Atom, Form::WithinGroup),
        Operator::ObjectTransform { kept } => (Binding::Atom, Form::ObjectTransform(kept)),
        Operator::IgnoreNulls => (Binding::Atom, Form::Suffix(" IGNORE NULLS")),
        Operator::CountStar => (Binding::Atom, Form::Call("COUNT", "*")),
        Operator::Function(name) => (Binding::Atom, Form::Call(name, "")),
        Operator::Template(text) => (Binding::Atom, Form::Template(text)),
        Operator::Fragment(text) => (Binding::Any, Form::Fragment(text)),
        Operator::DistinctFunction(name) => (Binding::Atom, Form::Call(name, "DISTINCT ")),
    }
}

impl<'q> SqlWriter<'q> {
    pub(super) fn nodes(&mut self, nodes: &'q Nodes<'_>, place: Binding) {
        self.tree(nodes.whole(), place);
    }

    /// Conditions joined by AND.
    pub(super) fn conjunction(&mut self, clause: &str, conditions: Vec<Part<'q>>) {
        if conditions.is_empty() {
            return;
        }
        self.push(clause);
        let place = if conditions.len() == 1 { Binding::Any } else { Binding::And };
        self.list(" AND ", conditions, |writer, condition| writer.tree(condition, place));
    }

    pub(super) fn tree(&mut self, nodes: Part<'q>, place: Binding) {
        if let Some((last, operands)) = nodes.split_last() {
            self.node(last, operands, place);
        }
    }

    fn node(&mut self, node: &'q Node<'q>, operands: Part<'q>, place: Binding) {
        match node {
            Node::Column { source, name } => self.column(*source, *name, place),
            Node::Parameter(value) => self.value(Parameter::Plain(value)),
            Node::Held(index) => match operands.held(*index) {
                Some(Held::Value(value)) => self.value(value.into()),
                Some(Held::Text(text)) => literal::push_string(&mut self.text, text),
                Some(Held::Subquery(select)) => self.subquery(select, None),
                None => {}
            },
            Node::Number(number) => self.number(*number),
            Node::Fraction(fraction) => self.fraction(*fraction),
            Node::Word(word) => self.push(word),
            Node::Literal(literal) => literal::push_value(&mut self.text, &literal.to_value()),
            Node::Key(index) => self.key(*index, place),
            Node::Operator(operator, _) => self.operator(*operator, operands, place),
            Node::Clause(..) | Node::Item { .. } => self.tree(operands, place),
        }
    }

    pub(super) fn column(&mut self, source: Source, name: ColumnName, place: Binding) {
        if source == Source::SELECT_LIST {
            if let ColumnName::Unnamed(Unnamed::Nth(index)) = name {
                self.list_item(index, place);
            }
            return;
        }
        let alias = self.resolve(source);
        match (alias, name) {
            (Some(Alias::Numbered(number)), ColumnName::Unnamed(Unnamed::Item)) => return self.prefixed("t", number),
            (Some(Alias::Numbered(number)), ColumnName::Unnamed(Unnamed::AttributeName)) => return self.prefixed("a", number),
            (Some(Alias::Numbered(number)), ColumnName::Unnamed(Unnamed::Index)) => {
                // The manual does not say of which type it is.
                self.push("CAST(");
                self.prefixed("i", number);
                return self.push(" AS BIGINT)");
            }
            (Some(Alias::Numbered(number) | Alias::Temporary(number, _)), _) => self.prefixed("t", number),
            (Some(Alias::Table(name)), _) => self.identifier(name),
            (None, _) => self.fail(|| {
                let column = match name {
                    ColumnName::Named(name) => format!("the column \"{name}\""),
                    ColumnName::Unnamed(Unnamed::Nth(index)) => format!("selected column {}", index + 1),
                    ColumnName::Unnamed(Unnamed::Item | Unnamed::Index | Unnamed::AttributeName) => "what was unnested".into(),
                };
                format!(
                    "{column} belongs to a source that is not part of this statement; use the columns that the closure receives"
                )
            }),
        }
        self.push(".");
        match name {
            ColumnName::Named(name) => self.identifier(name),
            ColumnName::Unnamed(Unnamed::Nth(index)) => match alias.and_then(|alias| alias.own_name(index)) {
                Some(name) => self.identifier(name),
                None => self.prefixed("c", u32::from(index)),
            },
            ColumnName::Unnamed(Unnamed::Item | Unnamed::Index | Unnamed::AttributeName) => {}
        }
    }

    /// A letter and a number: an alias.
    pub(super) fn prefixed(&mut self, letter: &str, number: u32) {
        self.push(letter);
        self.number(number);
    }

    fn operator(&mut self, operator: Operator, operands: Part<'q>, place: Binding) {
        let (binding, form) = form(operator);
        let parentheses = binding < place;
        if parentheses {
            self.push("(");
        }
        match form {
            Form::Infix(text) => self.infix(operator, text, binding, operands),
            Form::Prefix(text) => {
                self.push(text);
                self.tree(operands, if binding == Binding::Sign { Binding::Atom } else { binding });
            }
            Form::Suffix(text) => {
                self.tree(operands, binding.tighter());
                self.push(text);
            }
            Form::Between(text) => {
                let (rest, high) = operands.halves();
                let (operand, low) = rest.halves();
                self.tree(operand, binding.tighter());
                self.push(text);
                self.tree(low, binding.tighter());
                self.push(" AND ");
                self.tree(high, binding.tighter());
            }
            Form::InQuery(text) => {
                let (operand, query) = operands.halves();
                self.tree(operand, binding.tighter());
                self.push(text);
                match query.as_subquery() {
                    Some(select) => self.subquery(select, refusal_of_in(select)),
                    None => self.tree(query, Binding::Any),
                }
            }
            Form::List(text) => self.in_list(operator, text, &operands.split()),
            Form::Call(name, before) => {
                self.push(name);
                self.push("(");
                self.push(before);
                self.list(", ", operands.split(), |writer, operand| writer.tree(operand, Binding::Any));
                self.push(")");
            }
            Form::Fragment(text) => self.fragment(text, &operands.split()),
            Form::Template(text) => self.template(text, &operands.split()),
            Form::Sort(descending, nulls_first) => {
                self.tree(operands, Binding::Any);
                self.direction(descending, nulls_first);
            }
            Form::Over(partitions, frame) => self.over(&operands.split(), usize::from(partitions), frame),
            Form::ObjectTransform(kept) => self.object_transform(&operands.split(), usize::from(kept)),
            Form::WithinGroup => self.within_group(&operands.split()),
            Form::Case => {
                self.push("CASE");
                self.case(&operands.split());
            }
            Form::SimpleCase => {
                self.push("CASE ");
                if let [operand, pairs @ ..] = operands.split().as_slice() {
                    self.tree(*operand, Binding::Atom);
                    self.case(pairs);
                }
            }
            Form::Attribute => {
                let (value, name) = operands.halves();
                self.path_root(value);
                if let Some(name) = name.as_text() {
                    self.attribute(name);
                }
            }
            Form::Element => {
                let (value, number) = operands.halves();
                self.path_root(value);
                self.push("[");
                self.tree(number, Binding::Any);
                self.push("]");
            }
            Form::Extract(part) => {
                self.push("EXTRACT(");
                self.push(part);
                self.push(" FROM ");
                self.tree(operands, Binding::Any);
                self.push(")");
            }
            Form::Cast(function, data_type) => {
                self.check_cast(data_type);
                self.push(function);
                self.tree(operands, Binding::Any);
                self.push(" AS ");
                self.push(&data_type.to_string());
                self.push(")");
            }
        }
        if parentheses {
            self.push(")");
        }
    }

    fn object_transform(&mut self, parts: &[Part<'q>], kept: usize) {
        let Some((object, items)) = parts.split_first() else {
            return;
        };
        let (kept, set) = items.split_at(kept.min(items.len()));
        for path in kept.iter().chain(set.iter().step_by(2)) {
            if path.as_text().is_some_and(|path| path.contains("\"\"") || path.is_empty()) {
                self.fail(|| {
                    "a path of OBJECT_TRANSFORM has no name, an empty one, or one with a double quote, for which Redshift's manual has no \
                     form; change such attributes outside of the server"
                        .into()
                });
            }
        }
        self.push("OBJECT_TRANSFORM(");
        self.tree(*object, Binding::Any);
        for (clause, items) in [(" KEEP ", kept), (" SET ", set)] {
            if !items.is_empty() {
                self.push(clause);
                self.list(", ", items, |writer, item| writer.tree(*item, Binding::Any));
            }
        }
        self.push(")");
    }

    fn template(&mut self, text: &'static str, operands: &[Part<'q>]) {
        let mut pieces = text.split("{}");
        self.push(pieces.next().unwrap_or_default());
        for (operand, piece) in operands.iter().zip(pieces) {
            self.tree(*operand, Binding::Atom);
            self.push(piece);
        }
    }

    fn fragment(&mut self, text: &'static str, operands: &[Part<'q>]) {
        let (mut places, mut quoted) = (0, false);
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match (character, characters.peek()) {
                ('{', Some('}')) => {
                    characters.next();
                    if let Some(operand) = operands.get(places) {
                        self.tree(*operand, Binding::Atom);
                    }
                    places += 1;
                    continue;
                }
                ('{' | '}', Some(next)) if *next == character => {
                    characters.next();
                }
                ('{' | '}', _) => self.fail(|| {
                    format!("the fragment `{text}` has a single brace; a place is `{{}}`, and a brace of SQL is doubled")
                }),
                ('$', Some(next)) if next.is_ascii_digit() && !quoted => self.fail(|| {
                    format!("the fragment `{text}` has a parameter of its own; write `{{}}` and give the value as an argument")
                }),
                ('\'', _) => quoted = !quoted,
                _ => {}
            }
            self.text.push(character);
        }
        if places != operands.len() {
            let count = operands.len();
            self.fail(|| format!("the fragment `{text}` has {places} places `{{}}`; arguments given: {count}"));
        }
    }

    /// The SUPER value that is unnested: a column or a path.
    pub(super) fn unnested(&mut self, value: &'q Nodes<'_>) {
        if is_path(value.whole()) {
            return self.nodes(value, Binding::Atom);
        }
        self.fail(|| {
            "what is unnested is an expression, and Redshift unnests columns and paths; select the expression in a query of its \
             own and unnest its column"
                .into()
        });
    }

    /// What a path goes on from: a column, a key of the query or a path.
    fn path_root(&mut self, value: Part<'q>) {
        if !is_path(value) {
            self.fail(|| {
                "a path into a SUPER value starts at an expression, and Redshift navigates from columns; select the expression in a \
                 query of its own and navigate into its column"
                    .into()
            });
        }
        self.tree(value, Binding::Atom);
    }

    /// `.name` of a path. A bare name with upper-case letters is left without quotes: so it keeps them when
    /// `enable_case_sensitive_super_attribute` is on, and between quotes it needs `enable_case_sensitive_identifier`
    /// (`r_enable_case_sensitive_super_attribute`).
    fn attribute(&mut self, name: &str) {
        if name.is_empty() {
            self.fail(|| "a path has an attribute without a name, which no identifier can be".into());
        }
        self.push(".");
        let is_bare = name.bytes().any(|byte| byte.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !name.starts_with(|first: char| first.is_ascii_digit());
        if is_bare { self.push(name) } else { self.identifier(name) }
    }

    fn over(&mut self, parts: &[Part<'q>], partitions: usize, frame: Option<Frame>) {
        let Some((call, keys)) = parts.split_first() else {
            return;
        };
        let (partition, order) = keys.split_at(partitions.min(keys.len()));
        self.tree(*call, Binding::Atom);
        self.push(" OVER (");
        let mut space = "";
        for (clause, items) in [("PARTITION BY ", partition), ("ORDER BY ", order)] {
            if !items.is_empty() {
                self.push(space);
                self.push(clause);
                self.list(", ", items, |writer, item| writer.tree(*item, Binding::Any));
                space = " ";
            }
        }
        match frame {
            None => {}
            Some(Frame::UnboundedPreceding) => self.push(" ROWS UNBOUNDED PRECEDING"),
            Some(Frame::Between(start, end)) => {
                if !start.can_start(end) {
                    self.fail(|| {
                        format!("a frame starts at {start} and ends at {end}, which holds no rows in Redshift")
                    });
                }
                self.push(&format!(" ROWS BETWEEN {start} AND {end}"));
            }
        }
        self.push(")");
    }

    fn case(&mut self, parts: &[Part<'q>]) {
        for pair in parts.chunks(2) {
            match pair {
                [condition, result] => {
                    self.push(" WHEN ");
                    self.tree(*condition, Binding::Any);
                    self.push(" THEN ");
                    self.tree(*result, Binding::Any);
                }
                rest => {
                    for otherwise in rest {
                        self.push(" ELSE ");
                        self.tree(*otherwise, Binding::Any);
                    }
                }
            }
        }
        self.push(" END");
    }

    fn check_cast(&mut self, data_type: DataType) {
        let is_valid = match data_type {
            // Manual: r_Numeric_types201.
            DataType::Decimal { precision, scale } => (1..=38).contains(&precision) && scale <= precision.min(37),
            DataType::Varchar(bytes) => bytes > 0,
            _ => true,
        };
        if !is_valid {
            self.fail(|| format!("a value is cast to {data_type}, which is no type of Redshift"));
        }
    }

    fn infix(&mut self, operator: Operator, text: &str, binding: Binding, operands: Part<'q>) {
        let (left, right) = operands.halves();
        // `a = b = c` has no meaning in SQL, so comparisons do not chain.
        match left.split_last() {
            Some((last, inner)) if binding != Binding::Comparison && last.is(operator) => {
                self.chain(operator, text, binding, inner);
            }
            _ => self.tree(left, binding.on_the_left()),
        }
        self.push(text);
        self.tree(right, binding.tighter());
    }

    /// A chain of the same operator is written in a loop, so that its length does not deepen the stack.
    fn chain(&mut self, operator: Operator, text: &str, binding: Binding, operands: Part<'q>) {
        let mut rights = Vec::new();
        let (mut left, mut right) = operands.halves();
        while let Some((last, inner)) = left.split_last().filter(|(last, _)| last.is(operator)) {
            debug_assert!(last.size() == left.nodes().len(), "an operator ends its operands");
            rights.push(right);
            (left, right) = inner.halves();
        }
        rights.push(right);
        self.tree(left, binding.on_the_left());
        for right in rights.into_iter().rev() {
            self.push(text);
            self.tree(right, binding.tighter());
        }
    }

    fn in_list(&mut self, operator: Operator, text: &str, parts: &[Part<'q>]) {
        let Some((operand, items)) = parts.split_first() else {
            return;
        };
        let Some(last) = items.last() else {
            // True of no row, or of every row, whatever the operand is.
            self.push(if operator == Operator::In { "1 = 0" } else { "1 = 1" });
            return;
        };
        self.tree(*operand, Binding::Other);
        self.push(text);
        let padding = std::iter::repeat_n(last, padded_length(items.len()) - items.len());
        self.list(", ", items.iter().chain(padding), |writer, item| writer.tree(*item, Binding::Any));
        self.push(")");
    }
}

/// Why the subquery of IN may not use columns of the query around it (`r_correlated_subqueries`).
fn refusal_of_in(select: &Select<'_>) -> Option<&'static str> {
    let listed = select.list.items().into_iter().map(|item| item.nodes);
    let conditions = select.list.conditions(Clause::Having);
    let aggregates = listed.chain(conditions).any(|part| part.nodes().iter().any(sums_or_counts));
    (aggregates && !select.group_by.is_empty()).then_some(
        "a subquery of IN that has GROUP BY and an aggregate other than MIN and MAX uses a column of the query around it, which Redshift refuses; \
         join the grouped query instead",
    )
}

fn sums_or_counts(node: &Node<'_>) -> bool {
    match node {
        Node::Operator(Operator::CountStar | Operator::DistinctFunction(_), _) => true,
        Node::Operator(Operator::Function(name), _) => matches!(*name, "SUM" | "AVG" | "COUNT"),
        _ => false,
    }
}

/// The length an IN list is padded to: powers of two up to 1,024, then multiples of it, so that statements of similar lists have the
/// same text and Redshift compiles fewer of them.
fn padded_length(length: usize) -> usize {
    let padded = if length <= 1024 { length.next_power_of_two() } else { length.next_multiple_of(1024) };
    if padded > MAX_PARAMETERS - 767 { length } else { padded }
}

/// Whether an expression is a column, a key or a path.
fn is_path(part: Part<'_>) -> bool {
    matches!(part.nodes().last(), Some(Node::Column { .. } | Node::Key(_)))
        || part.is(Operator::Attribute)
        || part.is(Operator::Element)
}

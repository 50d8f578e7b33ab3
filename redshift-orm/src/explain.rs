//! What `EXPLAIN` says (`r_EXPLAIN`, `c-the-query-plan`): [`Plan`], made by [`Query::explain`](crate::statement::Query::explain).

mod operator;
mod parse;
mod redistribution;

use std::fmt;

pub use operator::{JoinKind, Operator};
pub use redistribution::Redistribution;

/// The plan of a statement: the text that EXPLAIN printed, and the tree of operators that it describes.
///
/// Every line of the text is kept: as an operator, as a detail of one, as a warning, or among [`other_lines`](Plan::other_lines).
/// `Display` prints the tree, and says under each join what its `DS_` label means.
///
/// ```
/// use redshift_orm::explain::{Operator, Plan, Redistribution};
///
/// let plan = Plan::parse(concat!(
///     " XN Hash Join DS_BCAST_INNER  (cost=0.14..6600286.07 rows=8798 width=84)\n",
///     "   Hash Cond: (\"outer\".catid = \"inner\".catid)\n",
///     "   ->  XN Seq Scan on event  (cost=0.00..87.98 rows=8798 width=35)\n",
///     "   ->  XN Hash  (cost=0.11..0.11 rows=11 width=49)\n",
///     "         ->  XN Seq Scan on category  (cost=0.00..0.11 rows=11 width=49)",
/// ));
/// let join = plan.roots().next().unwrap();
/// assert_eq!(join.operator(), &Operator::HashJoin);
/// assert_eq!(join.redistribution(), Some(&Redistribution::BroadcastInner));
/// assert_eq!(join.detail("Hash Cond"), Some("(\"outer\".catid = \"inner\".catid)"));
/// assert_eq!(join.children().next().unwrap().relation(), Some("event"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    text: String,
    /// In the order of the text.
    steps: Vec<Step>,
    warnings: Vec<Warning>,
    other_lines: Vec<String>,
}

/// One line of the tree, and what belongs to it.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    parent: Option<usize>,
    depth: usize,
    line: String,
    on_compute_nodes: bool,
    operator: Operator,
    join_kind: Option<JoinKind>,
    redistribution: Option<Redistribution>,
    relation: Option<String>,
    alias: Option<String>,
    estimate: Option<Estimate>,
    details: Vec<String>,
}

/// What the planner expects of an operator. Costs compare the operators of one plan; they are no times, and mean nothing in another plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The cost of the first row.
    pub startup_cost: f64,
    /// The cost of all rows, with that of the operators below.
    pub total_cost: f64,
    /// The number of rows.
    pub rows: f64,
    /// The bytes of an average row.
    pub width: u64,
}

/// What EXPLAIN warns of below the tree, between dashes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// There is a nested loop, which often is a join whose condition was forgotten.
    NestedLoop,
    /// These tables were never analyzed, so that the planner guesses: [`analyze`](crate::Model::analyze) them.
    MissingStatistics(Vec<String>),
    /// Another line, without the dashes.
    Other(String),
}

impl Plan {
    /// Reads what EXPLAIN printed, its rows joined by line breaks. What is not understood is kept as it is.
    #[must_use]
    pub fn parse(text: impl Into<String>) -> Self {
        parse::plan(text.into())
    }

    /// The text as EXPLAIN printed it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The operators that are below no other: the one that gives the rows, or none when there is no operator in the text.
    pub fn roots(&self) -> impl Iterator<Item = Node<'_>> {
        self.nodes().filter(|node| node.step().parent.is_none())
    }

    /// All operators, each before those below it.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.steps.len()).map(|index| Node { plan: self, index })
    }

    /// What EXPLAIN warns of.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The lines that belong to no operator and are no warning, such as those that VERBOSE puts before the tree.
    #[must_use]
    pub fn other_lines(&self) -> &[String] {
        &self.other_lines
    }
}

/// An operator of a plan.
#[derive(Clone, Copy)]
pub struct Node<'p> {
    plan: &'p Plan,
    index: usize,
}

impl<'p> Node<'p> {
    fn step(self) -> &'p Step {
        &self.plan.steps[self.index]
    }

    /// The line as it was printed, without its indentation.
    #[must_use]
    pub fn line(self) -> &'p str {
        &self.step().line
    }

    /// What is done.
    #[must_use]
    pub fn operator(self) -> &'p Operator {
        &self.step().operator
    }

    /// Which rows a join gives.
    #[must_use]
    pub fn join_kind(self) -> Option<&'p JoinKind> {
        self.step().join_kind.as_ref()
    }

    /// How a join moves rows between the nodes of the cluster.
    #[must_use]
    pub fn redistribution(self) -> Option<&'p Redistribution> {
        self.step().redistribution.as_ref()
    }

    /// Whether it runs on the compute nodes (`XN`), not on the leader node.
    #[must_use]
    pub fn is_on_compute_nodes(self) -> bool {
        self.step().on_compute_nodes
    }

    /// The table that is scanned.
    #[must_use]
    pub fn relation(self) -> Option<&'p str> {
        self.step().relation.as_deref()
    }

    /// What the scanned table or subquery is called in the query, where that is another name.
    #[must_use]
    pub fn alias(self) -> Option<&'p str> {
        self.step().alias.as_deref()
    }

    /// What the planner expects.
    #[must_use]
    pub fn estimate(self) -> Option<Estimate> {
        self.step().estimate
    }

    /// The lines below it that are no operators, such as `Filter: (total > 5)` and `Send to leader`.
    #[must_use]
    pub fn details(self) -> &'p [String] {
        &self.step().details
    }

    /// What follows `name:` in the details: `detail("Hash Cond")`, `detail("Filter")`, `detail("Sort Key")`, `detail("Merge Key")`.
    #[must_use]
    pub fn detail(self, name: &str) -> Option<&'p str> {
        self.details().iter().find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(':')?.trim_start()))
    }

    /// How many operators it is below.
    #[must_use]
    pub fn depth(self) -> usize {
        self.step().depth
    }

    /// The operators directly below it: of a join the outer one first, then the inner.
    pub fn children(self) -> impl Iterator<Item = Node<'p>> {
        let nodes = (self.index + 1..self.plan.steps.len()).map(move |index| Node { plan: self.plan, index });
        nodes.take_while(move |node| node.depth() > self.depth()).filter(move |node| node.depth() == self.depth() + 1)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Node").field(&self.line()).finish()
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::NestedLoop => {
                f.write_str("a nested loop compares every row with every other; look for a join without a condition")
            }
            Warning::MissingStatistics(tables) => {
                write!(f, "without statistics the planner guesses; ANALYZE these tables: {}", tables.join(", "))
            }
            Warning::Other(line) => f.write_str(line),
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Lines { f, is_first: true };
        for line in &self.other_lines {
            lines.line(0, line)?;
        }
        for node in self.nodes() {
            let indent = node.depth() * 2;
            lines.line(indent, node.line())?;
            for detail in node.details() {
                lines.line(indent + 4, detail)?;
            }
            if let Some(redistribution) = node.redistribution() {
                let explained = format_args!("{redistribution}: {}", redistribution.explanation()).to_string();
                lines.line(indent + 4, &explained)?;
            }
        }
        for warning in &self.warnings {
            lines.line(0, &format!("warning: {warning}"))?;
        }
        Ok(())
    }
}

/// Writes lines with breaks between them.
struct Lines<'f, 'a> {
    f: &'f mut fmt::Formatter<'a>,
    is_first: bool,
}

impl Lines<'_, '_> {
    fn line(&mut self, indent: usize, line: &str) -> fmt::Result {
        if !std::mem::take(&mut self.is_first) {
            self.f.write_str("\n")?;
        }
        write!(self.f, "{:indent$}{line}", "")
    }
}

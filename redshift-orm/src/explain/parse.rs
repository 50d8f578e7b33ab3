//! From the text of EXPLAIN to its tree. There is no text that it refuses.

use super::{Estimate, Plan, Redistribution, Step, Warning, operator};

/// Reads the lines one after the other.
pub(super) fn plan(text: String) -> Plan {
    let mut reader = Reader::default();
    for line in text.lines() {
        reader.line(line);
    }
    let Reader { steps, warnings, other_lines, .. } = reader;
    Plan { text, steps, warnings, other_lines }
}

#[derive(Default)]
struct Reader {
    steps: Vec<Step>,
    warnings: Vec<Warning>,
    other_lines: Vec<String>,
    /// The operators that the next line may be below: where their arrows stand, and their numbers.
    open: Vec<(Option<usize>, usize)>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let content = line.trim();
        let column = line.len() - line.trim_start().len();
        if content.is_empty() {
            return;
        }
        if let Some(warning) = warning(content) {
            return self.warnings.push(warning);
        }
        match content.strip_prefix("->") {
            Some(step) if !self.steps.is_empty() => self.step(Some(column), step.trim_start()),
            Some(step) => self.step(None, step.trim_start()),
            None if estimate(content).is_some() => self.step(None, content),
            None => self.detail(column, content),
        }
    }

    /// An operator is below the nearest one before it whose arrow stands further to the left.
    fn step(&mut self, arrow: Option<usize>, line: &str) {
        while self.open.pop_if(|(above, _)| *above >= arrow).is_some() {}
        let parent = self.open.last().map(|(_, parent)| *parent);
        let depth = parent.and_then(|parent| self.steps.get(parent)).map_or(0, |parent| parent.depth + 1);
        self.open.push((arrow, self.steps.len()));
        self.steps.push(step(line, parent, depth));
    }

    /// Any other line belongs to the nearest operator whose arrow stands further to the left.
    fn detail(&mut self, column: usize, line: &str) {
        let nearest = self.open.iter().rev().find(|(arrow, _)| *arrow < Some(column));
        match nearest.and_then(|(_, step)| self.steps.get_mut(*step)) {
            Some(step) => step.details.push(line.to_owned()),
            None => self.other_lines.push(line.to_owned()),
        }
    }
}

/// `----- text -----`
fn warning(line: &str) -> Option<Warning> {
    let text = line.strip_prefix("----- ")?.strip_suffix(" -----")?.trim();
    Some(match text.strip_prefix("Tables missing statistics:") {
        Some(tables) => Warning::MissingStatistics(tables.split(',').map(|table| table.trim().to_owned()).collect()),
        None if text.starts_with("Nested Loop Join in the query plan") => Warning::NestedLoop,
        None => Warning::Other(text.to_owned()),
    })
}

fn step(line: &str, parent: Option<usize>, depth: usize) -> Step {
    let (head, estimate) = match estimate(line) {
        Some((head, estimate)) => (head, Some(estimate)),
        None => (line, None),
    };
    let (on_compute_nodes, head) = match head.strip_prefix("XN ") {
        Some(rest) => (true, rest),
        None => (false, head),
    };
    let mut redistribution = None;
    let mut words = Vec::new();
    for word in head.split_whitespace() {
        match Redistribution::read(word).filter(|_| redistribution.is_none()) {
            Some(label) => redistribution = Some(label),
            None => words.push(word),
        }
    }
    let (name, relation, alias) = scanned(&words);
    let (operator, join_kind) = operator::read(&name);
    Step {
        parent,
        depth,
        line: line.to_owned(),
        on_compute_nodes,
        operator,
        join_kind,
        redistribution,
        relation,
        alias,
        estimate,
        details: Vec::new(),
    }
}

/// The name of an operator, and what it scans: `Seq Scan on table alias`, `Subquery Scan alias`.
fn scanned(words: &[&str]) -> (String, Option<String>, Option<String>) {
    let owned = |word: &&str| (*word).to_owned();
    if let Some(on) = words.iter().position(|word| *word == "on") {
        return (words[..on].join(" "), words.get(on + 1).map(owned), words.get(on + 2).map(owned));
    }
    match words {
        ["Subquery", "Scan", alias, ..] => ("Subquery Scan".to_owned(), None, Some(owned(alias))),
        _ => (words.join(" "), None, None),
    }
}

/// What stands before `(cost=0.00..87.98 rows=8798 width=17)` at the end of a line, and what it says.
fn estimate(line: &str) -> Option<(&str, Estimate)> {
    let start = line.rfind("(cost=")?;
    let (head, tail) = line.split_at_checked(start)?;
    let mut parts = tail.strip_prefix("(cost=")?.strip_suffix(')')?.split(' ');
    let (startup, total) = parts.next()?.split_once("..")?;
    let estimate = Estimate {
        startup_cost: startup.parse().ok()?,
        total_cost: total.parse().ok()?,
        rows: parts.next()?.strip_prefix("rows=")?.parse().ok()?,
        width: parts.next()?.strip_prefix("width=")?.parse().ok()?,
    };
    parts.next().is_none().then_some((head.trim_end(), estimate))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines of plans, whole and broken, and of anything else.
    fn line() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "->",
            "  ",
            "\t",
            "XN ",
            "Hash Left Join ",
            "Nested Loop",
            "Seq Scan on t",
            " on",
            "Subquery Scan",
            "DS_DIST_BOTH",
            " DS_",
            "(cost=",
            "0.00..1.50",
            " rows=7",
            " width=4)",
            "  (cost=0.00..1.00 rows=1 width=1)",
            "Hash Cond: (a = b)",
            "----- Tables missing statistics: t -----",
            "----- ",
            " -----",
            "é",
        ]);
        prop_oneof![prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat()), ".{0,20}"]
    }

    proptest! {
        #[test]
        fn nothing_is_lost(lines in prop::collection::vec(line(), 0..20)) {
            let text = lines.join("\n");
            let plan = plan(text.clone());
            prop_assert_eq!(plan.text(), &text);
            let kept = plan.steps.iter().map(|step| 1 + step.details.len()).sum::<usize>()
                + plan.warnings.len() + plan.other_lines.len();
            prop_assert_eq!(kept, text.lines().filter(|line| !line.trim().is_empty()).count());
            let shown = plan.to_string();
            for step in &plan.steps {
                prop_assert!(text.contains(&step.line) && shown.contains(&step.line));
            }
            for line in plan.steps.iter().flat_map(|step| &step.details).chain(&plan.other_lines) {
                prop_assert!(text.contains(line) && shown.contains(line));
            }
            // Each operator is reached from a root, once.
            let mut reached: Vec<_> = plan.roots().collect();
            let mut next = 0;
            while let Some(node) = reached.get(next).copied() {
                reached.extend(node.children());
                next += 1;
            }
            prop_assert_eq!(reached.len(), plan.steps.len());
        }
    }
}

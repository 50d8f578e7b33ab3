//! What an operator does, by its name in the plan (`r_EXPLAIN`, "Query planning and execution steps").

/// What an operator of a plan does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Operator {
    /// `Seq Scan`: reads a table.
    SeqScan,
    /// `Subquery Scan`: reads a subquery.
    SubqueryScan,
    /// `Nested Loop`: a join that compares every row with every other.
    NestedLoop,
    /// `Hash Join`: a join by a hash table of the inner rows.
    HashJoin,
    /// `Merge Join`: a join of two tables that are distributed and sorted by its columns; the fastest.
    MergeJoin,
    /// `Hash`: the hash table of a join.
    Hash,
    /// `Aggregate`: aggregates without GROUP BY.
    ScalarAggregate,
    /// `HashAggregate`: GROUP BY of rows in no order.
    HashAggregate,
    /// `GroupAggregate`: GROUP BY of sorted rows.
    GroupAggregate,
    /// `Sort`
    Sort,
    /// `Merge`: merges what the nodes have sorted.
    MergeSorted,
    /// `Network`: sends rows to another node, often the leader.
    Network,
    /// `Limit`
    Limit,
    /// `Unique`: SELECT DISTINCT and UNION.
    Unique,
    /// `Window`: window functions.
    WindowFunctionCalls,
    /// `Materialize`: keeps rows for a join.
    Materialize,
    /// `Append`: UNION.
    AppendRows,
    /// `SetOp Except`
    Except,
    /// `Hash Intersect`
    Intersect,
    /// `Result`: expressions without a table.
    Result,
    /// Another, by its name.
    Other(String),
}

/// Which rows a join gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum JoinKind {
    /// Those with a match.
    Inner,
    /// Those of the outer side too that have none.
    Left,
    /// Those of the inner side too that have none.
    Right,
    /// Those of both sides too that have none.
    Full,
    /// Another, by its word: `IN` of a subquery.
    Other(String),
}

/// Operator and kind of join of a name such as `Hash Left Join`.
pub(super) fn read(name: &str) -> (Operator, Option<JoinKind>) {
    if let Some((operator, kind)) = read_join(name) {
        return (operator, Some(kind));
    }
    let operator = match name {
        "Seq Scan" => Operator::SeqScan,
        "Subquery Scan" => Operator::SubqueryScan,
        "Hash" => Operator::Hash,
        "Aggregate" => Operator::ScalarAggregate,
        "HashAggregate" => Operator::HashAggregate,
        "GroupAggregate" => Operator::GroupAggregate,
        "Sort" => Operator::Sort,
        "Merge" => Operator::MergeSorted,
        "Network" => Operator::Network,
        "Limit" => Operator::Limit,
        "Unique" => Operator::Unique,
        "Window" => Operator::WindowFunctionCalls,
        "Materialize" => Operator::Materialize,
        "Append" => Operator::AppendRows,
        "Result" => Operator::Result,
        _ if name.starts_with("SetOp Except") => Operator::Except,
        _ if name.starts_with("Hash Intersect") => Operator::Intersect,
        _ => Operator::Other(name.to_owned()),
    };
    (operator, None)
}

/// `Hash Join`, `Hash Left Join`, `Nested Loop`, `Nested Loop Left Join`
fn read_join(name: &str) -> Option<(Operator, JoinKind)> {
    if name == "Nested Loop" {
        return Some((Operator::NestedLoop, JoinKind::Inner));
    }
    let joins = [("Hash", Operator::HashJoin), ("Merge", Operator::MergeJoin), ("Nested Loop", Operator::NestedLoop)];
    let (operator, rest) = joins.into_iter().find_map(|(word, operator)| Some((operator, name.strip_prefix(word)?)))?;
    let kind = match rest.strip_suffix(" Join")?.trim() {
        "" => JoinKind::Inner,
        "Left" => JoinKind::Left,
        "Right" => JoinKind::Right,
        "Full" => JoinKind::Full,
        other => JoinKind::Other(other.to_owned()),
    };
    Some((operator, kind))
}

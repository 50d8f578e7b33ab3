//! Plans: the manual's examples (`r_EXPLAIN`, `c-the-query-plan`, `t_explain_plan_example`) and what `Display` makes of them.

use expect_test::{ExpectFile, expect_file};
use redshift_orm::explain::{JoinKind, Operator, Plan, Redistribution, Warning};

/// Reads a plan and compares what it shows with a golden file.
fn plan(text: &str, shown: ExpectFile) -> Plan {
    let plan = Plan::parse(text);
    assert_eq!(plan.text(), text);
    shown.assert_eq(&format!("{plan}\n"));
    plan
}

/// The operators in order, each as far to the right as it is deep.
fn operators(plan: &Plan) -> Vec<String> {
    plan.nodes().map(|node| format!("{}{:?}", " ".repeat(node.depth()), node.operator())).collect()
}

#[test]
fn joins_aggregates_and_sorts() {
    let plan = plan(
        include_str!("../../golden/plans/join_aggregate_sort.txt"),
        expect_file!["../../golden/plans/join_aggregate_sort.tree"],
    );
    assert_eq!(
        operators(&plan),
        [
            "MergeSorted",
            " Network",
            "  Sort",
            "   HashAggregate",
            "    HashJoin",
            "     SeqScan",
            "     Hash",
            "      SeqScan"
        ]
    );
    let merge = plan.roots().next().unwrap();
    assert_eq!(merge.detail("Merge Key"), Some("sum(sales.pricepaid)"));
    assert!(merge.is_on_compute_nodes());
    let network = merge.children().next().unwrap();
    assert_eq!(network.details(), ["Send to leader"]);
    assert_eq!(network.children().next().unwrap().detail("Sort Key"), Some("sum(sales.pricepaid)"));
    let join = plan.nodes().find(|node| node.redistribution().is_some()).unwrap();
    assert_eq!(join.join_kind(), Some(&JoinKind::Inner));
    let tables: Vec<_> = join.children().map(|side| (side.operator().clone(), side.relation())).collect();
    assert_eq!(tables, [(Operator::SeqScan, Some("sales")), (Operator::Hash, None)]);
    let estimate = join.estimate().unwrap();
    assert_eq!((estimate.startup_cost, estimate.total_cost), (109.98, 2_815_365_714.80));
    assert_eq!((estimate.rows, estimate.width), (172_456.0, 27));
    assert_eq!((plan.warnings(), plan.other_lines()), (&[][..], &[][..]));
}

#[test]
fn a_join_of_three_tables() {
    let plan =
        plan(include_str!("../../golden/plans/three_tables.txt"), expect_file!["../../golden/plans/three_tables.tree"]);
    let labels: Vec<_> = plan.nodes().filter_map(|node| Some((node.operator(), node.redistribution()?))).collect();
    assert_eq!(
        labels,
        [(&Operator::HashJoin, &Redistribution::BroadcastInner), (&Operator::MergeJoin, &Redistribution::None)]
    );
    let inner = plan.nodes().find(|node| *node.operator() == Operator::MergeJoin).unwrap();
    assert_eq!(inner.detail("Merge Cond"), Some("(\"outer\".listid = \"inner\".listid)"));
    assert_eq!(inner.children().map(|scan| scan.relation()).collect::<Vec<_>>(), [Some("listing"), Some("sales")]);
}

#[test]
fn tabs_among_the_blanks() {
    let plan = plan(include_str!("../../golden/plans/tabs.txt"), expect_file!["../../golden/plans/tabs.tree"]);
    assert_eq!(plan.roots().count(), 1);
    let having = plan.nodes().find(|node| *node.operator() == Operator::HashAggregate).unwrap();
    assert_eq!(having.detail("Filter"), Some("(sum(pricepaid) > 9999.00)"));
    assert_eq!(having.children().map(|join| join.children().count()).collect::<Vec<_>>(), [2]);
}

#[test]
fn verbose_and_without_indentation() {
    let plan = plan(include_str!("../../golden/plans/verbose.txt"), expect_file!["../../golden/plans/verbose.tree"]);
    assert_eq!(plan.other_lines()[0], "{HASHJOIN");
    assert_eq!(plan.other_lines().len(), 14);
    // What is below what cannot be told without the indentation.
    assert_eq!(operators(&plan), ["HashJoin", " SeqScan", " Hash", " SeqScan"]);
    assert_eq!(plan.roots().next().unwrap().redistribution(), Some(&Redistribution::Outer));
}

#[test]
fn names_that_are_not_known() {
    let plan = plan(
        include_str!("../../golden/plans/row_level_security.txt"),
        expect_file!["../../golden/plans/row_level_security.tree"],
    );
    let secure = plan.nodes().nth(1).unwrap();
    assert_eq!(secure.operator(), &Operator::Other("RLS SecureScan f".into()));
    let scan = secure.children().next().unwrap();
    assert_eq!((scan.relation(), scan.alias()), (Some("fact_tbl"), Some("rls_table")));
    assert_eq!(secure.detail("Filter"), Some("((k_dim / 10) > 0)"));
}

#[test]
fn warnings() {
    let plan = plan(include_str!("../../golden/plans/warnings.txt"), expect_file!["../../golden/plans/warnings.tree"]);
    assert_eq!(
        plan.warnings(),
        [
            Warning::MissingStatistics(vec!["shops".into(), "days".into()]),
            Warning::Other("Update statistics by running the ANALYZE command on these tables".into()),
            Warning::NestedLoop,
        ]
    );
    let join = plan.roots().next().unwrap();
    assert_eq!((join.operator(), join.join_kind()), (&Operator::NestedLoop, Some(&JoinKind::Left)));
    assert_eq!(join.children().nth(1).unwrap().alias(), Some("d"));
}

#[test]
fn every_label_has_its_sentence() {
    let labels = [
        "DS_DIST_NONE",
        "DS_DIST_ALL_NONE",
        "DS_DIST_INNER",
        "DS_DIST_OUTER",
        "DS_BCAST_INNER",
        "DS_DIST_ALL_INNER",
        "DS_DIST_BOTH",
        "DS_DIST_ERR",
        "DS_NEW",
    ];
    let mut sentences: Vec<_> = labels
        .iter()
        .map(|label| {
            let plan = Plan::parse(format!("XN Hash Join {label}  (cost=0.00..1.00 rows=1 width=1)"));
            let node = plan.nodes().next().unwrap();
            let read = node.redistribution().unwrap();
            assert_eq!((read.to_string().as_str(), node.operator()), (*label, &Operator::HashJoin));
            assert_eq!(read.is_collocated(), label.ends_with("_NONE"));
            read.explanation()
        })
        .collect();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), labels.len());
}

//! How long a user's crate takes to check: models of 20 columns and query functions, few and many.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::{Outcome, middle, ratio};

/// The models of a small crate and of a large one.
const MODELS: [usize; 2] = [40, 400];

/// Queries for every 2 models.
const QUERIES: usize = 5;

pub(crate) fn run(quick: bool) -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace has a root")?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let project = target.join("benchmark-compile");
    fs::create_dir_all(project.join("src"))?;
    fs::write(
        project.join("Cargo.toml"),
        format!(
            "[package]\nname = \"benchmark-compile\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nredshift-orm = {{ path = {:?} }}\n",
            root.join("redshift-orm")
        ),
    )?;
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock"))?;

    let rounds = if quick { 1 } else { 5 };
    // The first check builds the dependencies.
    fs::write(project.join("src/lib.rs"), source(0, 0, 0))?;
    check(&project, &target)?;
    let clean = |models, queries| -> Outcome<Duration> {
        let mut timings = Vec::new();
        for round in 0..rounds {
            remove_incremental(&target)?;
            fs::write(project.join("src/lib.rs"), source(models, queries, round))?;
            timings.push(check(&project, &target)?);
        }
        Ok(middle(&mut timings))
    };
    let empty = clean(0, 0)?;
    println!("compile time: cargo check of models of 20 columns and queries, median of {rounds}");
    println!("  empty crate                      {empty:>9.0?}");
    let mut costs = Vec::new();
    for models in if quick { &MODELS[..1] } else { &MODELS } {
        let queries = models * QUERIES / 2;
        let without_queries = clean(*models, 0)?;
        let all = clean(*models, queries)?;
        let mut timings = Vec::new();
        for round in 0..rounds {
            fs::write(project.join("src/lib.rs"), source(*models, queries, round + 1000))?;
            timings.push(check(&project, &target)?);
        }
        let model = without_queries.saturating_sub(empty) / u32::try_from(*models)?;
        let query = all.saturating_sub(without_queries) / u32::try_from(queries)?;
        println!("  {models:>3} models                       {without_queries:>9.0?}, {model:.1?} a model");
        println!("  {models:>3} models and {queries:>4} queries      {all:>9.0?}, {query:.1?} a query");
        println!("    after a change in one query    {:>9.0?}", middle(&mut timings));
        costs.push((model, query));
    }
    if let [few, many] = costs[..] {
        println!("  many to few: {:.2} for a model, {:.2} for a query", ratio(many.0, few.0), ratio(many.1, few.1));
    }
    Ok(())
}

fn check(project: &Path, target: &Path) -> Outcome<Duration> {
    let start = Instant::now();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(project)
        .env("CARGO_TARGET_DIR", target.join("benchmark-compile/target"))
        .output()?;
    let elapsed = start.elapsed();
    if output.status.success() { Ok(elapsed) } else { Err(String::from_utf8_lossy(&output.stderr).into()) }
}

fn remove_incremental(target: &Path) -> Outcome {
    let directory = target.join("benchmark-compile/target/debug/incremental");
    if directory.exists() {
        fs::remove_dir_all(directory)?;
    }
    Ok(())
}

/// A crate of models and queries. `variation` changes one constant of one query.
fn source(models: usize, queries: usize, variation: usize) -> String {
    let mut text = String::from("#![allow(missing_docs, unused)]\nuse redshift_orm::prelude::*;\n");
    for model in 0..models {
        let _ = writeln!(
            text,
            "#[derive(Debug, Clone, PartialEq, Model)]\n#[redshift(table = \"model_{model}\", sortkey(at, f3))]"
        );
        let _ = writeln!(text, "pub struct M{model} {{\n    #[redshift(primary_key, identity)]\n    pub id: i64,");
        let _ = writeln!(text, "    pub at: DateTime<Utc>,\n    #[redshift(decimal(12, 2))]\n    pub total: Decimal,");
        for field in 3..20 {
            let kind = ["i64", "String", "Option<String>", "f64", "Option<NaiveDate>", "bool"][field % 6];
            let _ = writeln!(text, "    pub f{field}: {kind},");
        }
        text.push_str("}\n");
    }
    for query in 0..queries {
        let (a, b) = (query % models, (query + 1) % models);
        let constant = if query == 0 { variation } else { query };
        let body = match query % 5 {
            0 => format!(
                "M{a}::query().filter(|a| a.id.gt({constant}).and(a.f7.eq(\"x\"))).order_by(|a| a.at.desc()).limit(10).to_sql()"
            ),
            1 => format!(
                "M{a}::query().left_join(M{b}::query(), |(a, b)| a.id.eq(b.id)).filter(|(a, b)| b.f7.is_null().or(a.total.gt(dec!({constant})))).select(|(a, b)| (a.id, b.f7, a.f9)).to_sql()"
            ),
            2 => format!(
                "M{a}::query().join(M{b}::query(), |(a, b)| a.id.eq(b.id)).group_by(|(a, _)| (a.f7, a.f11)).having(|_, (a, _)| a.total.sum().gt(dec!({constant}))).select(|(name, flag), (a, _)| (name, flag, count_star(), a.total.sum())).order_by(|(_, _, n, _)| n.desc()).to_sql()"
            ),
            3 => format!(
                "M{a}::query().filter(|a| a.id.gt({constant})).select(|a| (a.id, row_number().over(|w| w.partition_by(a.f7).order_by(a.at.desc())), a.total.sum().over(|w| w.order_by(a.id.asc()).rows_unbounded_preceding()))).to_sql()"
            ),
            _ => format!(
                "with(\"recent\", M{a}::query().filter(|a| a.id.gt({constant})).select(|a| (a.id, a.f7)), |recent| M{b}::query().join(recent, |(b, (id, _))| b.id.eq(id)).select(|(b, (_, name))| (b.total, name))).to_sql()"
            ),
        };
        let _ = writeln!(text, "pub fn q{query}() -> redshift_orm::Sql<'static> {{\n    {body}\n}}");
    }
    text
}

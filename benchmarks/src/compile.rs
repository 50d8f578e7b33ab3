//! How long a user's crate takes to check: 40 models of 20 columns and 100 query functions.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::{Outcome, middle};

const MODELS: usize = 40;
const QUERIES: usize = 100;

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
    let models = clean(MODELS, 0)?;
    let all = clean(MODELS, QUERIES)?;
    let mut timings = Vec::new();
    for round in 0..rounds {
        fs::write(project.join("src/lib.rs"), source(MODELS, QUERIES, round + 1000))?;
        timings.push(check(&project, &target)?);
    }
    let incremental = middle(&mut timings);

    println!("compile time: cargo check of {MODELS} models of 20 columns and {QUERIES} queries, median of {rounds}");
    println!("  empty crate                      {empty:>9.0?}");
    println!(
        "  {MODELS} models                        {models:>9.0?}, {:.1?} a model",
        models.saturating_sub(empty) / 40
    );
    println!(
        "  {MODELS} models and {QUERIES} queries        {all:>9.0?}, {:.1?} a query",
        all.saturating_sub(models) / 100
    );
    println!("  after a change in one query      {incremental:>9.0?}");
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
        let body = match query % 3 {
            0 => format!(
                "M{a}::query().filter(|a| a.id.gt({constant}).and(a.f7.eq(\"x\"))).order_by(|a| a.at.desc()).limit(10).to_sql()"
            ),
            1 => format!(
                "M{a}::query().left_join(M{b}::query(), |(a, b)| a.id.eq(b.id)).filter(|(a, b)| b.f7.is_null().or(a.total.gt(dec!({constant})))).select(|(a, b)| (a.id, b.f7, a.f9)).to_sql()"
            ),
            _ => format!(
                "M{a}::query().join(M{b}::query(), |(a, b)| a.id.eq(b.id)).group_by(|(a, _)| a.f7).having(|_, (a, _)| a.total.sum().gt(dec!({constant}))).select(|name, (a, _)| (name, count_star(), a.total.sum())).order_by(|(_, n, _)| n.desc()).to_sql()"
            ),
        };
        let _ = writeln!(text, "pub fn q{query}() -> redshift_orm::Sql<'static> {{\n    {body}\n}}");
    }
    text
}

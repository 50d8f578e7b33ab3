//! What models of 20 columns and functions with a query cost the compiler, few and many.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use crate::{Outcome, ratio};

/// The models of a small crate and of a large one.
const MODELS: [usize; 2] = [40, 400];

/// Queries for every 2 models.
const QUERIES: usize = 5;

/// What is measured of both: processor time, because a machine that does something else too takes longer by the clock.
const COMMANDS: [&str; 2] = ["check", "build"];

/// A crate that is compiled over and over.
struct Project {
    directory: PathBuf,
    target: PathBuf,
}

/// The least times of a command on a crate of some size.
#[derive(Clone, Copy)]
struct Costs {
    without_queries: Duration,
    all: Duration,
    changed: Duration,
}

impl Costs {
    const NONE: Self = Costs { without_queries: Duration::MAX, all: Duration::MAX, changed: Duration::MAX };

    fn least(self, other: Self) -> Self {
        Costs {
            without_queries: self.without_queries.min(other.without_queries),
            all: self.all.min(other.all),
            changed: self.changed.min(other.changed),
        }
    }
}

pub(crate) fn run(quick: bool) -> Outcome {
    let project = Project::create()?;
    let rounds = if quick { 1 } else { 3 };
    let sizes = if quick { &MODELS[..1] } else { &MODELS };
    println!(
        "compile time: processor time of a crate with models of 20 columns and functions with a query, least of {rounds}"
    );
    for command in if quick { &COMMANDS[..1] } else { &COMMANDS } {
        // The first time builds the dependencies.
        project.compile(command, 0, 0, 0)?;
        let mut empty = Duration::MAX;
        let mut costs = vec![Costs::NONE; sizes.len()];
        for round in 0..rounds {
            empty = empty.min(project.compile_anew(command, 0, 0, round)?);
            for (costs, models) in costs.iter_mut().zip(sizes) {
                *costs = costs.least(project.costs(command, *models, round)?);
            }
        }
        println!("  cargo {command} of an empty crate    {empty:>9.2?}");
        let mut each = Vec::new();
        for (costs, models) in costs.iter().zip(sizes) {
            let queries = queries_among(*models);
            let model = costs.without_queries.saturating_sub(empty) / u32::try_from(*models)?;
            let query = costs.all.saturating_sub(costs.without_queries) / u32::try_from(queries)?;
            println!("  {models:>3} models                       {:>9.2?}, {model:.1?} a model", costs.without_queries);
            println!("  {models:>3} models and {queries:>4} queries      {:>9.2?}, {query:.1?} a query", costs.all);
            println!("    after a change in one query    {:>9.2?}", costs.changed);
            each.push((model, query));
        }
        if let [few, many] = each[..] {
            println!("  many to few: {:.2} for a model, {:.2} for a query", ratio(many.0, few.0), ratio(many.1, few.1));
        }
    }
    Ok(())
}

fn queries_among(models: usize) -> usize {
    models * QUERIES / 2
}

impl Project {
    fn create() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace has a root")?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let directory = target.join("benchmark-compile");
        fs::create_dir_all(directory.join("src"))?;
        fs::write(
            directory.join("Cargo.toml"),
            format!(
                "[package]\nname = \"benchmark-compile\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                 [dependencies]\nredshift-orm = {{ path = {:?} }}\n",
                root.join("redshift-orm")
            ),
        )?;
        fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"))?;
        Ok(Project { target: directory.join("target"), directory })
    }

    fn costs(&self, command: &str, models: usize, round: usize) -> Outcome<Costs> {
        let queries = queries_among(models);
        let without_queries = self.compile_anew(command, models, 0, round)?;
        let all = self.compile_anew(command, models, queries, round)?;
        let changed = self.compile(command, models, queries, round + 1000)?;
        Ok(Costs { without_queries, all, changed })
    }

    /// Compiles all of the crate.
    fn compile_anew(&self, command: &str, models: usize, queries: usize, variation: usize) -> Outcome<Duration> {
        let incremental = self.target.join("debug/incremental");
        if incremental.exists() {
            fs::remove_dir_all(incremental)?;
        }
        self.compile(command, models, queries, variation)
    }

    /// Compiles what has changed of the crate, and asks the shell for the processor time of all that took part.
    fn compile(&self, command: &str, models: usize, queries: usize, variation: usize) -> Outcome<Duration> {
        fs::write(self.directory.join("src/lib.rs"), source(models, queries, variation))?;
        let output = Command::new("sh")
            .args(["-c", r#""$0" "$@" && times"#, env!("CARGO"), command, "--quiet", "--offline"])
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("LC_ALL", "C")
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        children(&String::from_utf8(output.stdout)?).ok_or_else(|| "`times` of the shell tells no times".into())
    }
}

/// What `times` says in its second line of the shell's children: in programs, and in the system on their behalf.
fn children(times: &str) -> Option<Duration> {
    times.lines().nth(1)?.split_whitespace().map(minutes_and_seconds).sum()
}

/// `1m2.34s`.
fn minutes_and_seconds(text: &str) -> Option<Duration> {
    let (minutes, seconds) = text.strip_suffix('s')?.split_once('m')?;
    Some(Duration::from_secs(60) * minutes.parse().ok()? + Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?)
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
                "M{a}::query().filter(|a| a.id.gt({constant}).and(a.f7.eq(\"x\"))).order_by(|a| a.at.desc()).limit(10)"
            ),
            1 => format!(
                "M{a}::query().left_join(M{b}::query(), |(a, b)| a.id.eq(b.id)).filter(|(a, b)| b.f7.is_null().or(a.total.gt(dec!({constant})))).select(|(a, b)| (a.id, b.f7, a.f9))"
            ),
            2 => format!(
                "M{a}::query().join(M{b}::query(), |(a, b)| a.id.eq(b.id)).group_by(|(a, _)| (a.f7, a.f11)).having(|_, (a, _)| a.total.sum().gt(dec!({constant}))).select(|(name, flag), (a, _)| (name, flag, count_star(), a.total.sum())).order_by(|(_, _, n, _)| n.desc())"
            ),
            3 => format!(
                "M{a}::query().filter(|a| a.id.gt({constant})).select(|a| (a.id, row_number().over(|w| w.partition_by(a.f7).order_by(a.at.desc())), a.total.sum().over(|w| w.order_by(a.id.asc()).rows_unbounded_preceding())))"
            ),
            _ => format!(
                "with(\"recent\", M{a}::query().filter(|a| a.id.gt({constant})).select(|a| (a.id, a.f7)), |recent| M{b}::query().join(recent, |(b, (id, _))| b.id.eq(id)).select(|(b, (_, name))| (b.total, name)))"
            ),
        };
        let _ = writeln!(
            text,
            "pub fn q{query}(db: &Database) -> impl Future<Output = Result<impl Sized>> {{\n    {body}.all(db)\n}}"
        );
    }
    text
}

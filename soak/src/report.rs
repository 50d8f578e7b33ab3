//! What happened, as Markdown.

use std::fmt;
use std::time::Duration;

use redshift_orm::client::EndpointState;

use crate::Outcome;
use crate::ledger::{Audit, Promise};
use crate::weather::Weather;
use crate::worker::Done;

/// What the process may hold at the end beyond what it held after a quarter of the time: the allocator's slack, and what it remembers of
/// its writes. In KiB.
const SLACK: u64 = 64 * 1024;

pub(crate) struct Report {
    pub(crate) seed: u64,
    pub(crate) time: Duration,
    pub(crate) workers: u32,
    pub(crate) done: Done,
    pub(crate) weather: Weather,
    pub(crate) audit: Audit,
    pub(crate) early: Memory,
    pub(crate) late: Memory,
    pub(crate) endpoints: Vec<EndpointState>,
    pub(crate) left: i64,
    pub(crate) metrics: String,
    pub(crate) broken: Vec<String>,
}

impl Report {
    pub(crate) fn expect(&mut self, holds: bool, otherwise: &str) {
        if !holds {
            self.broken.push(otherwise.to_owned());
        }
    }

    /// All that should not be.
    fn broken(&self) -> impl Iterator<Item = &String> {
        self.broken.iter().chain(&self.audit.broken).chain(&self.done.broken)
    }

    pub(crate) fn is_good(&self) -> bool {
        self.broken().next().is_none()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# {} workers for {:?}, seed {}\n", self.workers, self.time, self.seed)?;
        match self.broken().count() {
            0 => writeln!(f, "Every promise was kept, and nothing was left behind.\n")?,
            count => {
                writeln!(f, "{count} things are wrong:\n")?;
                for broken in self.broken().take(50) {
                    writeln!(f, "- {broken}")?;
                }
                writeln!(f)?;
            }
        }

        writeln!(f, "| write | acknowledged, there | failed, there | unknown, there | not awaited, there |")?;
        writeln!(f, "|---|---|---|---|---|")?;
        let mut ways: Vec<_> = self.audit.counts.keys().map(|(way, _)| *way).collect();
        ways.sort_unstable();
        ways.dedup();
        for way in ways {
            write!(f, "| {way} |")?;
            for promise in [Promise::Written, Promise::NotWritten, Promise::Unknown, Promise::Dropped] {
                let (all, there) = self.audit.counts.get(&(way, promise)).copied().unwrap_or_default();
                write!(f, " {all}, {there} |")?;
            }
            writeln!(f)?;
        }

        writeln!(f, "\n| read | succeeded | failed |\n|---|---|---|")?;
        let mut reads: Vec<_> = self.done.reads.iter().collect();
        reads.sort_unstable();
        for (what, (good, bad)) in reads {
            writeln!(f, "| {what} | {good} | {bad} |")?;
        }

        writeln!(f, "\n| fault | times |\n|---|---|")?;
        let mut faults = self.weather.faults.clone();
        faults.sort_unstable();
        for (kind, times) in faults {
            writeln!(f, "| {kind} | {times} |")?;
        }

        writeln!(f, "\n| error that the program saw | times | for example |\n|---|---|---|")?;
        let mut errors: Vec<_> = self.done.errors.iter().collect();
        errors.sort_unstable();
        for (kind, (times, message)) in errors {
            writeln!(f, "| {kind} | {times} | {} |", message.replace(['\n', '|'], " "))?;
        }

        let mut timings = self.done.timings.clone();
        timings.sort_unstable();
        let at = |percent: usize| timings.get(timings.len() * percent / 100).copied().unwrap_or_default();
        writeln!(f, "\n{} steps: p50 {:.1?}, p99 {:.1?}.", timings.len(), at(50), at(99))?;
        writeln!(
            f,
            "The process held {} KiB and {} files after a quarter of the time, {} KiB and {} files at the end; {} sessions were left on \
             the server.\n",
            self.early.resident, self.early.files, self.late.resident, self.late.files, self.left
        )?;
        writeln!(f, "```text\n{}```", self.metrics)
    }
}

/// What the process holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// In KiB.
    resident: u64,
    files: usize,
}

impl Memory {
    /// As `/proc` tells, or `ps` where there is none.
    pub(crate) fn now() -> Outcome<Self> {
        let resident = match std::fs::read_to_string("/proc/self/status") {
            Ok(status) => status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0").to_owned(),
            Err(_) => {
                let process = std::process::id().to_string();
                let output = std::process::Command::new("ps").args(["-o", "rss=", "-p", &process]).output()?;
                String::from_utf8(output.stdout)?
            }
        };
        let resident = resident.trim().trim_end_matches(" kB").parse()?;
        let files = std::fs::read_dir("/proc/self/fd").map(Iterator::count).unwrap_or_default();
        Ok(Memory { resident, files })
    }

    /// Whether it is what it was before, as far as can be told from outside.
    pub(crate) fn is_like(self, before: Self) -> bool {
        self.resident <= before.resident + SLACK
    }
}

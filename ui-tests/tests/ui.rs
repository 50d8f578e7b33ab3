//! Compiles every program under `fail` and compares what the compiler says.
//!
//! `TRYBUILD=overwrite cargo test -p redshift-orm-ui-tests` writes the answers anew; read the difference as a user would.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test states a fact by unwrapping it")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The programs under `fail` or `pass`, as `THEME/MISTAKE`.
fn programs(kind: &str) -> BTreeSet<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(kind);
    let entries = |directory: &Path| std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries(&root)
        .flat_map(|theme| entries(&theme).collect::<Vec<_>>())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.strip_prefix(&root).unwrap().to_owned())
        .collect()
}

#[test]
fn every_mistake_has_a_twin_that_compiles() {
    // The twins are modules of this package's library, so that this test is built only when they compile.
    assert_eq!(programs("fail"), programs("pass"));
}

#[test]
fn mistakes_do_not_compile_and_the_compiler_says_why() {
    let programs = trybuild::TestCases::new();
    programs.compile_fail("fail/*/*.rs");
}

#[test]
fn messages_are_short() {
    let lengths = programs("fail").into_iter().map(|program| {
        let answer = Path::new(env!("CARGO_MANIFEST_DIR")).join("fail").join(&program).with_extension("stderr");
        (std::fs::read_to_string(answer).unwrap().lines().count(), program)
    });
    let mut lengths: Vec<_> = lengths.collect();
    lengths.sort();
    let (median, _) = lengths[lengths.len() / 2];
    let (longest, program) = lengths.last().unwrap();
    assert!(median <= 12, "the median message has {median} lines");
    assert!(*longest <= 29, "{} has {longest} lines", program.display());
}

//! One statement for the engine that does several things: a `DO` block.
//!
//! A `Parse` message takes exactly one statement, and what a statement of Redshift means here may take several.

use super::Statement;
use super::identifier::{QualifiedName, literal, optional_literal};

/// A `DO` block under construction.
#[derive(Debug, Default)]
pub(crate) struct Block {
    declarations: String,
    body: String,
}

impl Block {
    /// Declares `t` as the table of this name.
    pub(crate) fn declare_table(&mut self, name: &QualifiedName, temporary: bool) {
        self.declarations = format!("DECLARE t oid := {}; ", find_table("find_table", name, temporary));
    }

    /// Declares `t` as the table that a statement resolves this name to.
    pub(crate) fn declare_existing(&mut self, name: &QualifiedName) {
        self.declarations = format!("DECLARE t oid := to_regclass({}); ", literal(&name.to_string()));
    }

    /// Runs a statement.
    pub(crate) fn execute(&mut self, sql: &str) {
        self.body.push_str(&format!("EXECUTE {}; ", literal(sql)));
    }

    /// Calls a function.
    pub(crate) fn perform(&mut self, call: &str) {
        self.body.push_str(&format!("PERFORM {call}; "));
    }

    /// Calls functions on the table that the block has created as `t`, unless it was there before or another session was quicker.
    pub(crate) fn record_created(&mut self, name: &QualifiedName, temporary: bool, calls: &[String]) {
        if calls.is_empty() {
            return;
        }
        self.body.push_str("IF t IS NULL THEN ");
        self.body.push_str(&format!("t := {}; ", find_table("created_table", name, temporary)));
        self.body.push_str("IF t IS NOT NULL THEN ");
        for call in calls {
            self.perform(call);
        }
        self.body.push_str("END IF; END IF; ");
    }

    /// The statement, answered with the tag.
    pub(crate) fn finish(self, tag: &'static str) -> Statement {
        let Block { declarations, body } = self;
        Statement::tagged(format!("DO $redshift_local$ {declarations}BEGIN {body}END $redshift_local$"), tag)
    }
}

fn find_table(function: &str, name: &QualifiedName, temporary: bool) -> String {
    let schema = optional_literal(name.schema());
    format!("redshift_local.{function}({schema}, {}, {temporary})", literal(&name.name))
}

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
    /// Declares `t` as the table that a statement resolves this name to.
    pub(crate) fn declare_existing(&mut self, name: &QualifiedName) {
        self.declarations = format!("DECLARE t oid := to_regclass({}); ", literal(&name.to_string()));
    }

    /// Runs a statement.
    pub(crate) fn execute(&mut self, sql: &str) {
        self.body.push_str(&format!("EXECUTE {}; ", literal(sql)));
    }

    /// Runs a statement of which the engine makes a part itself.
    pub(crate) fn execute_on(&mut self, begin: &str, expression: &str, end: &str) {
        self.body.push_str(&format!("EXECUTE {} || {expression} || {}; ", literal(begin), literal(end)));
    }

    /// Calls a function.
    pub(crate) fn perform(&mut self, call: &str) {
        self.body.push_str(&format!("PERFORM {call}; "));
    }

    /// Creates a table and calls functions on it as `t`.
    pub(crate) fn create(&mut self, name: &QualifiedName, temporary: bool, create: &str, calls: &[String]) {
        self.declarations = "DECLARE t oid; ".to_owned();
        self.execute(create);
        self.record(name, temporary, calls);
    }

    /// The same, unless the table is there. When another session creates it at the same time, the loser gets the error that Redshift
    /// gives, of the index over the catalog.
    pub(crate) fn create_if_missing(
        &mut self,
        name: &QualifiedName,
        temporary: bool,
        create: &str,
        create_if_missing: &str,
        calls: &[String],
    ) {
        self.declarations = format!("DECLARE t oid := {}; ", find_table(name, temporary));
        self.body.push_str("IF t IS NOT NULL THEN ");
        self.execute(create_if_missing);
        self.body.push_str("ELSE BEGIN ");
        self.execute(create);
        self.body.push_str(
            "EXCEPTION WHEN duplicate_table OR duplicate_object THEN RAISE unique_violation USING \
             MESSAGE = 'duplicate key value violates unique constraint \"pg_class_relname_nsp_index\"'; END; ",
        );
        self.record(name, temporary, calls);
        self.body.push_str("END IF; ");
    }

    fn record(&mut self, name: &QualifiedName, temporary: bool, calls: &[String]) {
        self.body.push_str(&format!("t := {}; ", find_table(name, temporary)));
        for call in calls {
            self.perform(call);
        }
    }

    /// The statement, answered with the tag.
    pub(crate) fn finish(self, tag: &'static str) -> Statement {
        let Block { declarations, body } = self;
        Statement::tagged(format!("DO $redshift_local$ {declarations}BEGIN {body}END $redshift_local$"), tag)
    }
}

fn find_table(name: &QualifiedName, temporary: bool) -> String {
    let schema = optional_literal(name.schema());
    format!("redshift_local.find_table({schema}, {}, {temporary})", literal(&name.name))
}

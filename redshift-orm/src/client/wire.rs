//! How statements travel: the modes, and what each does with a statement.

mod literals;
mod session;
mod statements;

pub(super) use literals::{position_in_text, size_of_literal, size_with_literals, with_literals};
pub(super) use session::Session;
pub(super) use statements::Reach;

use crate::sql::Arrival;

/// How statements travel. Results are the same in every mode; [`Builder::wire`](super::Builder::wire) chooses one, or the parameter
/// `wire` of the URL.
///
/// | mode | in the URL | round trips | for |
/// |---|---|---|---|
/// | [`Unnamed`](Wire::Unnamed) | `unnamed` | one | everything: it is the default |
/// | [`Prepared`](Wire::Prepared) | `prepared` | one for a statement that the connection knows, two the first time | few statements that are executed often, such as look-ups by key |
/// | [`Text`](Wire::Text) | `text` | one | proxies and servers on which the extended protocol fails |
///
/// A transaction adds BEGIN and COMMIT in each of them. [`id`](crate::statement::Insert::id) takes one round trip in each: all its statements are
/// one text. Streams send their DECLARE as a text too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Wire {
    /// Each statement is sent with the types of its parameters, without a name: nothing stays on the server, so that nothing there can go
    /// stale.
    #[default]
    Unnamed,
    /// The server keeps the statements that read and change rows, parsed, by their texts and the types of their parameters: up to 256 for each
    /// connection, those that were used last.
    ///
    /// Redshift does not look whether such a statement's tables are still those that it found. So all are forgotten, on every connection of the
    /// database, when one of them sends anything but reads, changes of rows and the begin and end of transactions; and on the connection alone
    /// after ROLLBACK, SET and what is done with temporary tables, an upsert among it. What other programs do to the tables is found out by
    /// the server's error ("could not open relation with OID", SQLSTATE 26000, "cached plan"): outside of a transaction the statement is
    /// prepared and executed once more, inside of one the error [says so](crate::Error::is_stale_statement), and
    /// [`Database::transaction`](super::Database::transaction) runs the transaction again.
    Prepared,
    /// Every statement is one text with its values as literals, by the simple protocol, and rows arrive as texts.
    ///
    /// The answer does not tell the types of its columns, and that shows in what [`sql_query`](super::sql_query) reads: a CHAR keeps its
    /// blanks, unless it is cast to VARCHAR; a REAL has eight digits, unless it is cast to DOUBLE PRECISION; and a column reads as whatever type its text
    /// is good for. Queries of models write these casts themselves. DateStyle has to stay `ISO`, to which it is set. A statement has at most 16 MB
    /// with its values. They are part of its text, and so of the server's logs, and of tokio-postgres's at the level `debug`.
    Text,
}

impl Wire {
    /// The mode that the URL calls so.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "unnamed" => Wire::Unnamed,
            "prepared" => Wire::Prepared,
            "text" => Wire::Text,
            _ => return None,
        })
    }

    /// How rows arrive.
    pub(super) fn arrival(self) -> Arrival {
        match self {
            Wire::Unnamed | Wire::Prepared => Arrival::Typed,
            Wire::Text => Arrival::Text,
        }
    }

    /// What a session is told at its beginning.
    pub(super) fn settings(self) -> &'static [&'static str] {
        match self {
            Wire::Unnamed | Wire::Prepared => &[],
            // By default the text of a DOUBLE PRECISION has 15 digits (`r_extra_float_digits`).
            Wire::Text => &["SET extra_float_digits TO 2", "SET datestyle TO ISO"],
        }
    }
}

//! How a statement of the corpus is sent: in the schema of the corpus, and so that nothing is left of it.

use std::io;

use super::cases::{Case, Chapter, SCHEMA};
use super::connection::{Address, Answer, Connection, Protocol};

/// A session that sends the statements of a chapter.
pub(crate) struct Session<'a> {
    address: &'a Address,
    connection: Connection,
    setup: &'a [String],
}

impl<'a> Session<'a> {
    /// Creates the schema, which must not be there, and the chapter's tables.
    ///
    /// # Errors
    /// When the server cannot be reached or refuses.
    pub(crate) async fn open(address: &'a Address, chapter: &'a Chapter) -> Result<Self, String> {
        let connection = connect(address).await?;
        let mut session = Session { address, connection, setup: &chapter.setup };
        session.must(&format!("CREATE SCHEMA {SCHEMA}")).await?;
        if let Err(error) = session.make_tables().await {
            session.drop_schema().await?;
            return Err(error);
        }
        Ok(session)
    }

    /// Drops the schema.
    ///
    /// # Errors
    /// When the server refuses.
    pub(crate) async fn close(mut self) -> Result<(), String> {
        self.drop_schema().await
    }

    /// What both protocols answer to a statement.
    ///
    /// # Errors
    /// When the session cannot go on.
    pub(crate) async fn ask(&mut self, case: &Case) -> Result<[Answer; 2], String> {
        Ok([self.ask_by(case, Protocol::Simple).await?, self.ask_by(case, Protocol::Extended).await?])
    }

    async fn ask_by(&mut self, case: &Case, protocol: Protocol) -> Result<Answer, String> {
        let answer = self.send(case, protocol).await;
        if answer.is_err() || case.changes_session() {
            self.connection = connect(self.address).await?;
        } else {
            self.must("ROLLBACK").await?;
        }
        if case.outside {
            self.drop_schema().await?;
            self.must(&format!("CREATE SCHEMA {SCHEMA}")).await?;
            self.make_tables().await?;
        }
        Ok(answer.unwrap_or_else(|error| Answer::lost(&error)))
    }

    async fn send(&mut self, case: &Case, protocol: Protocol) -> io::Result<Answer> {
        let begin = (!case.outside).then(|| "BEGIN".to_owned());
        for sql in begin.iter().chain(&case.first) {
            let mut answer = self.connection.send(sql, Protocol::Simple).await?;
            if let Some(error) = &mut answer.error {
                error.message = format!("(from {sql}) {}", error.message);
                return Ok(answer);
            }
        }
        let mut answer = self.connection.send(&case.sql, protocol).await?;
        if let Some(then) = case.then.as_ref().filter(|_| answer.error.is_none()) {
            let seen = self.connection.send(then, Protocol::Simple).await?;
            answer = Answer { columns: seen.columns, rows: seen.rows, error: seen.error, ..answer };
        }
        Ok(answer)
    }

    async fn make_tables(&mut self) -> Result<(), String> {
        for sql in self.setup {
            self.must(sql).await?;
        }
        Ok(())
    }

    async fn drop_schema(&mut self) -> Result<(), String> {
        self.must(&format!("DROP SCHEMA {SCHEMA} CASCADE")).await
    }

    /// Sends what has to work.
    async fn must(&mut self, sql: &str) -> Result<(), String> {
        must(&mut self.connection, sql).await
    }
}

/// A connection that sees no other schema.
async fn connect(address: &Address) -> Result<Connection, String> {
    let mut connection = Connection::open(address).await.map_err(|error| format!("{address}: {error}"))?;
    must(&mut connection, &format!("SET search_path TO {SCHEMA}")).await?;
    must(&mut connection, "SET statement_timeout TO 60000").await?;
    Ok(connection)
}

async fn must(connection: &mut Connection, sql: &str) -> Result<(), String> {
    let answer = connection.send(sql, Protocol::Simple).await.map_err(|error| format!("{sql}: {error}"))?;
    answer.error.map_or(Ok(()), |error| Err(format!("{sql}: {} {}", error.sqlstate, error.message)))
}

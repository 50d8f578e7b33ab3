//! Writers of a table wait for one another.

use std::sync::PoisonError;

use tokio::io::AsyncWrite;

use super::{Batch, End, Session};
use crate::gate::conversation::Errand;
use crate::gate::frame::{Fields, Frame};
use crate::rewrite::{Change, PreparedInSql, Statement, Target};
use crate::server::Isolation;

/// Does nothing, and takes the snapshot of the transaction.
const SNAPSHOT: &str = "DO 'BEGIN END'";

/// What is about to be done with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is parsed, and perhaps never run.
    Parse,
    Run,
}

impl Session {
    /// Locks the table that a statement changes, before it is parsed or bound, since either takes the snapshot of the transaction.
    pub(super) async fn lock(
        &self,
        target: &Target,
        stage: Stage,
        batch: &mut Batch,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<(), End> {
        if batch.has_run && !batch.has_own_block {
            self.quiet(out, engine).await?;
        }
        let (is_in_block, status) = {
            let conversation = self.conversation();
            (conversation.is_in_block, conversation.status)
        };
        if is_in_block && status == b'E' {
            return Ok(());
        }
        if !is_in_block && !batch.has_own_block {
            self.run_ours("BEGIN", Errand::Plain, out);
            batch.has_own_block = true;
        }
        for sql in self.locks(target, stage) {
            self.run_ours(&sql, Errand::Lock(target.position), out);
        }
        Ok(())
    }

    /// The statements that make a writer of a table wait for others. The mode that the engine itself takes for any change does not keep
    /// others from changing the table too.
    pub(super) fn locks(&self, target: &Target, stage: Stage) -> Vec<String> {
        let lock = |mode: &str| format!("LOCK TABLE {} IN {mode} MODE", target.table);
        match (target.change, self.isolation.get(), stage) {
            // "Write and read/write operations": INSERT shares a lock until it writes, and then waits for its turn; all else waits for
            // those that share it. What is inserted was read before that.
            (Change::Insert, Some(Isolation::Snapshot), Stage::Parse) => vec![lock("ROW EXCLUSIVE")],
            (Change::Insert, Some(Isolation::Snapshot), Stage::Run) => {
                vec![lock("ROW EXCLUSIVE"), SNAPSHOT.to_owned(), lock("SHARE UPDATE EXCLUSIVE")]
            }
            (Change::Insert | Change::Update, ..) => vec![lock("SHARE ROW EXCLUSIVE")],
            (Change::Truncate, ..) => vec![lock("ACCESS EXCLUSIVE")],
        }
    }

    /// The table that a statement changes, also when the statement has a name in SQL.
    pub(super) fn target(&self, statement: &Statement) -> Option<Target> {
        let mut prepared = self.prepared_in_sql.lock().unwrap_or_else(PoisonError::into_inner);
        match &statement.prepared {
            Some(PreparedInSql::Prepare(name)) => {
                prepared.insert(name.clone(), statement.target.clone());
                None
            }
            Some(PreparedInSql::Execute(name)) => prepared.get(name).cloned().flatten(),
            None => statement.target.clone(),
        }
    }

    /// The table that the statement of a `Bind` changes; `None` for other messages.
    pub(super) fn bound_target(&self, frame: &Frame<'_>) -> Option<Target> {
        if frame.kind != b'B' {
            return None;
        }
        let mut fields = Fields(frame.body);
        fields.text()?;
        self.conversation().target(fields.text()?)
    }
}

//! What the rewriter asks before it can rewrite a statement.

use tokio::io::AsyncWrite;

use super::{End, Session, flush};
use crate::gate::conversation::{Answer, Expected};
use crate::gate::frame;
use crate::gate::response::Described;
use crate::refusal::Refusal;
use crate::rewrite::{self, Known, Part, Question, Statement};

impl Session {
    /// What the engine gets instead of a text, once it has said what the rewriter asks about the first statement; `None` when the client
    /// has got an error of it instead. `types` are the declared types of the parameters, in the extended protocol.
    pub(super) async fn rewrite(
        &self,
        text: &str,
        types: Option<&[u32]>,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Option<Vec<Part>>, End> {
        let mut known = Known::of(self.traits);
        loop {
            let status = self.conversation().status;
            let session = rewrite::Session { in_transaction_block: status != b'I', extended: types.is_some() };
            let parts = rewrite::rewrite(text, session, &known);
            let Some(question) = parts.first().and_then(|part| question(&part.outcome)) else { return Ok(Some(parts)) };
            if status == b'E' {
                // In a failed block nothing is answered, and every statement has the same error.
                if self.conversation().is_quiet() {
                    return Ok(Some(parts));
                }
                // What was sent before may end the block.
                self.quiet(out, engine).await?;
                continue;
            }
            match self.ask(&question, types, out, engine).await? {
                Answer::Described(described) => known.insert(question, names(described)),
                Answer::Failed => return Ok(None),
            }
        }
    }

    /// Asks the engine for the columns of a query, in the client's own session and transaction. A `Sync` would end an implicit
    /// transaction in the midst of the client's messages, so in the extended protocol there is none.
    pub(super) async fn ask(
        &self,
        question: &Question,
        types: Option<&[u32]>,
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Answer, End> {
        if types.is_none() {
            // The `Sync` of the question must not end the skipping behind an error that is still to come.
            self.quiet(out, engine).await?;
        }
        let name = {
            let mut conversation = self.conversation();
            if !conversation.ask(question.is_nested) {
                return Ok(Answer::Failed);
            }
            if types.is_none() {
                conversation.expect(Expected::Ready { is_shown: false });
            }
            format!("redshift-local {}", conversation.number())
        };
        let type_of = |number: &u16| {
            let types = types.unwrap_or_default();
            number.checked_sub(1).and_then(|index| types.get(usize::from(index))).copied().unwrap_or(0)
        };
        frame::write(out, b'P', |out| {
            frame::put_text(out, name.as_bytes());
            frame::put_text(out, question.sql.as_bytes());
            out.extend_from_slice(&u16::try_from(question.parameters.len()).unwrap_or(u16::MAX).to_be_bytes());
            for oid in question.parameters.iter().map(type_of) {
                out.extend_from_slice(&oid.to_be_bytes());
            }
        });
        for kind in [b'D', b'C'] {
            frame::write(out, kind, |out| {
                out.push(b'S');
                frame::put_text(out, name.as_bytes());
            });
        }
        frame::write(out, if types.is_some() { b'H' } else { b'S' }, |_| {});
        flush(out, engine).await?;
        Ok(self.answer_to_question(types.is_none()).await)
    }

    /// What a statement of the client's takes and gives; `None` when the client has got an error instead.
    pub(super) async fn described(
        &self,
        statement: &[u8],
        out: &mut Vec<u8>,
        engine: &mut (impl AsyncWrite + Unpin),
    ) -> Result<Option<Described>, End> {
        let name = {
            let mut conversation = self.conversation();
            if !conversation.ask(false) {
                return Ok(None);
            }
            format!("redshift-local {}", conversation.number())
        };
        // To close what is not there is no error, and its answer is the last one.
        for (kind, name) in [(b'D', statement), (b'C', name.as_bytes())] {
            frame::write(out, kind, |out| {
                out.push(b'S');
                frame::put_text(out, name);
            });
        }
        frame::write(out, b'H', |_| {});
        flush(out, engine).await?;
        Ok(match self.answer_to_question(false).await {
            Answer::Described(described) => Some(described),
            Answer::Failed => None,
        })
    }

    async fn answer_to_question(&self, is_settled_then: bool) -> Answer {
        loop {
            let told = self.ready.notified();
            {
                let mut conversation = self.conversation();
                if (!is_settled_then || conversation.is_settled())
                    && let Some(answer) = conversation.answer.take()
                {
                    return answer;
                }
            }
            told.await;
        }
    }
}

/// The names of the columns.
pub(super) fn names(described: Described) -> Vec<String> {
    described.columns.into_iter().map(|column| column.name).collect()
}

/// What has to be known before a statement can be rewritten.
pub(super) fn question(outcome: &Result<Statement, Refusal>) -> Option<Question> {
    outcome.as_ref().err().and_then(|refusal| refusal.question.clone())
}

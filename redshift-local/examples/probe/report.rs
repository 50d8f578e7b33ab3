//! The corpus on a server and on the stand-in, and what differs.

use std::fmt::Write as _;

use super::cases::{Case, Chapter, State};
use super::connection::{Address, Answer};
use super::session::Session;

/// Answers beside ours, statement by statement.
#[derive(Debug, Default)]
pub(crate) struct Report {
    lines: String,
    same: usize,
    differs: usize,
    learnt: usize,
    unsent: usize,
}

/// How the answer of the server compares with ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Same,
    Differs,
    /// The stand-in does not simulate it, and the server has an answer.
    Learnt,
    Unsent,
}

impl Report {
    /// Sends every chapter to both servers.
    ///
    /// # Errors
    /// When a server cannot go on. What was learnt until then is kept.
    pub(crate) async fn fill(&mut self, theirs: &Address, ours: &Address, chapters: &[Chapter]) -> Result<(), String> {
        for chapter in chapters {
            let mut here = Session::open(ours, chapter).await?;
            let mut there = Session::open(theirs, chapter).await?;
            let done = self.chapter(chapter, &mut there, &mut here).await;
            let closed = there.close().await;
            here.close().await?;
            done.and(closed)?;
        }
        Ok(())
    }

    async fn chapter(
        &mut self,
        chapter: &Chapter,
        there: &mut Session<'_>,
        here: &mut Session<'_>,
    ) -> Result<(), String> {
        for case in &chapter.cases {
            if !case.stays_inside() {
                self.enter(chapter, case, Verdict::Unsent, &[]);
                continue;
            }
            let answers = [shown(case, &there.ask(case).await?), shown(case, &here.ask(case).await?)];
            let verdict = match case.state() {
                _ if answers[0] == answers[1] => Verdict::Same,
                State::Simulated | State::Different | State::Refused => Verdict::Differs,
                State::RefusedInOtherWords | State::NotSimulated => Verdict::Learnt,
            };
            self.enter(chapter, case, verdict, &answers);
        }
        Ok(())
    }

    fn enter(&mut self, chapter: &Chapter, case: &Case, verdict: Verdict, answers: &[Vec<String>]) {
        let (word, count) = match verdict {
            Verdict::Same => ("same", &mut self.same),
            Verdict::Differs => ("differs", &mut self.differs),
            Verdict::Learnt => ("learnt", &mut self.learnt),
            Verdict::Unsent => ("unsent", &mut self.unsent),
        };
        *count += 1;
        let _ = writeln!(self.lines, "{word}\t{}\t{}\t{}", chapter.name, case.page, case.what);
        if verdict == Verdict::Same {
            return;
        }
        for line in case.sql.lines() {
            let _ = writeln!(self.lines, "\tsql: {line}");
        }
        for (whose, lines) in ["theirs", "ours"].into_iter().zip(answers) {
            for line in lines {
                let _ = writeln!(self.lines, "\t{whose}: {line}");
            }
        }
    }

    /// One line that counts.
    pub(crate) fn summary(&self) -> String {
        let Report { same, differs, learnt, unsent, .. } = self;
        format!("{same} same, {differs} differ, {learnt} learnt, {unsent} not sent, since they reach beyond the schema")
    }

    /// All of it.
    pub(crate) fn text(&self) -> String {
        format!("{}\n{}\n", self.summary(), self.lines)
    }
}

/// The answers of both protocols as they are compared and shown. Rows are those that the corpus tells: others depend on the time.
fn shown(case: &Case, answers: &[Answer; 2]) -> Vec<String> {
    let [simple, extended] = answers.each_ref().map(|answer| lines(case, answer));
    if simple == extended {
        return simple;
    }
    let by =
        |protocol: &'static str, lines: Vec<String>| lines.into_iter().map(move |line| format!("{protocol}: {line}"));
    by("simple", simple).chain(by("extended", extended)).collect()
}

fn lines(case: &Case, answer: &Answer) -> Vec<String> {
    let mut lines: Vec<String> = answer.notices.iter().map(|notice| notice.replace('\n', "\\n")).collect();
    if !answer.columns.is_empty() {
        let columns: Vec<String> = answer.columns.iter().map(|(name, of)| format!("{name} {of}")).collect();
        lines.push(format!("columns {}", columns.join(", ")));
    }
    if case.rows.is_some() {
        let mut rows = answer.rows.clone();
        if !case.is_ordered() {
            rows.sort_unstable();
        }
        lines.extend(rows.into_iter().map(|row| format!("row {}", row.replace('\n', "\\n"))));
    }
    lines.extend(answer.tag.iter().map(|tag| format!("tag {tag}")));
    if let Some(error) = &answer.error {
        lines.push(format!("{} {}", error.sqlstate, error.message.replace('\n', "\\n")));
        for (name, text) in [("detail", &error.detail), ("hint", &error.hint), ("position", &error.position)] {
            lines.extend(text.iter().map(|text| format!("{name} {}", text.replace('\n', "\\n"))));
        }
    }
    lines
}

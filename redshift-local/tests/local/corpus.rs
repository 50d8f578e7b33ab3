//! The statements of `tests/corpus`, and what becomes of each. Its README says how they are written.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::{Fresh, fresh, said};

/// A statement and what is expected of it.
#[derive(Debug, Default)]
struct Case {
    page: String,
    what: String,
    rows: Option<Vec<String>>,
    error: Option<String>,
    sql: String,
}

/// Reads the statements of a file.
fn read(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let (mut cases, mut case, mut page) = (Vec::new(), Case::default(), String::new());
    for line in text.lines() {
        let note =
            line.strip_prefix("-- ").and_then(|note| note.split_once(':')).map(|(key, value)| (key, value.trim()));
        match note.filter(|_| case.sql.is_empty()) {
            Some(("page", value)) => page = value.to_owned(),
            Some(("what", value)) => case.what = value.to_owned(),
            Some(("rows", value)) => {
                let rows = value.split(" | ").filter(|row| !row.is_empty());
                case.rows = Some(rows.map(str::to_owned).collect());
            }
            Some(("error", value)) => case.error = Some(value.to_owned()),
            Some((key, _)) => panic!("{}: no such line: {key}", path.display()),
            None if line.trim().is_empty() && case.sql.is_empty() => {}
            None => {
                case.sql.push_str(line);
                case.sql.push('\n');
                if line.trim_end().ends_with(';') {
                    case.sql.truncate(case.sql.trim_end().len() - 1);
                    case.page.clone_from(&page);
                    cases.push(std::mem::take(&mut case));
                }
            }
        }
    }
    assert!(case.sql.is_empty() && case.what.is_empty(), "{}: it ends within a statement", path.display());
    let mut known = HashSet::new();
    for case in &cases {
        assert!(!case.page.is_empty() && !case.what.is_empty(), "{}: {}", path.display(), case.sql);
        assert!(known.insert(case.what.clone()), "{}: {} stands twice", path.display(), case.what);
    }
    cases
}

/// The names and texts of the rows of a statement.
async fn rows(db: &Fresh, sql: &str) -> Result<Vec<String>, tokio_postgres::Error> {
    let messages = db.simple_query(sql).await?;
    let row = |message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => {
            let value = |index: usize| format!("{}={}", row.columns()[index].name(), row.get(index).unwrap_or("-"));
            Some((0..row.len()).map(value).collect::<Vec<_>>().join(" "))
        }
        _ => None,
    };
    Ok(messages.into_iter().filter_map(row).collect())
}

/// Why a statement that is accepted is none.
async fn accepted(db: &Fresh, case: &Case) -> Option<String> {
    let mut found = match rows(db, &case.sql).await {
        Ok(found) => found,
        Err(error) => return Some(format!("{:?}", said(&error))),
    };
    db.batch_execute("ROLLBACK; BEGIN").await.unwrap();
    if let Err(error) = db.execute(&case.sql, &[]).await {
        return Some(format!("prepared: {:?}", said(&error)));
    }
    let mut expected = case.rows.clone()?;
    let ordered = case.sql.to_uppercase().rfind("ORDER BY").is_some_and(|at| !case.sql[at..].contains(')'));
    if !ordered {
        expected.sort_unstable();
        found.sort_unstable();
    }
    (found != expected).then(|| found.join(" | "))
}

/// Why a statement that is refused is none.
async fn refused(db: &Fresh, case: &Case) -> Option<String> {
    let expected = case.error.as_deref()?;
    let answers = [db.batch_execute(&case.sql).await, {
        db.batch_execute("ROLLBACK; BEGIN").await.unwrap();
        db.execute(&case.sql, &[]).await.map(|_| ())
    }];
    for answer in answers {
        let Err(error) = answer else { return Some("accepted".to_owned()) };
        let (sqlstate, message) = said(&error);
        let answer = format!("{sqlstate} {message}");
        if !answer.starts_with(expected) {
            return Some(answer);
        }
    }
    None
}

#[tokio::test]
async fn every_statement_is_answered_as_it_says() {
    let mut wrong = Vec::new();
    for chapter in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus")).unwrap() {
        let chapter = chapter.unwrap().path();
        if !chapter.is_dir() {
            continue;
        }
        let db = fresh().await;
        db.batch_execute(&fs::read_to_string(chapter.join("setup.sql")).unwrap()).await.unwrap();
        for (file, is_accepted) in [("accept.sql", true), ("refuse.sql", false)] {
            for case in read(&chapter.join(file)) {
                assert_eq!(case.error.is_none(), is_accepted, "{file}: {}", case.what);
                db.batch_execute("BEGIN").await.unwrap();
                let answer = if is_accepted { accepted(&db, &case).await } else { refused(&db, &case).await };
                db.batch_execute("ROLLBACK").await.unwrap();
                wrong.extend(answer.map(|answer| format!("{} ({}): {answer}\n{}", case.what, case.page, case.sql)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

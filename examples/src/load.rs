//! From compressed CSV files to tables.

use std::fs::File;
use std::path::Path;

use flate2::read::GzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use redshift_orm::{BaseTable, Database};
use serde::de::DeserializeOwned;

use crate::Failure;

/// Rows of one INSERT call.
const CHUNK: usize = 2_000;

/// Loads `{directory}/{file}.csv.gz` into the model's table.
pub(crate) async fn load<M>(db: &Database, directory: &Path, file: &str) -> Result<(), Failure>
where
    M: BaseTable,
    M::New: DeserializeOwned + Clone,
{
    let rows: Vec<M::New> = read(&directory.join(format!("{file}.csv.gz")))?;
    let progress = ProgressBar::new(rows.len() as u64).with_message(file.to_owned()).with_style(
        ProgressStyle::with_template("{msg:>10} {bar:40} {human_pos:>7} of {human_len} rows, {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    for chunk in rows.chunks(CHUNK) {
        let inserted = M::insert_many(chunk.iter().cloned()).execute(db).await?;
        progress.inc(inserted);
    }
    progress.finish();
    Ok(())
}

/// Reads a file; `NA` and an empty field are NULL.
fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Failure> {
    let failure = |cause: &dyn std::fmt::Display| Failure(format!("cannot read {}: {cause}", path.display()));
    let file = File::open(path).map_err(|cause| failure(&cause))?;
    let mut reader = csv::Reader::from_reader(GzDecoder::new(file));
    let headers = reader.headers().map_err(|cause| failure(&cause))?.clone();
    reader
        .records()
        .map(|record| {
            let record: csv::StringRecord =
                record?.iter().map(|field| if field == "NA" { "" } else { field }).collect();
            record.deserialize(Some(&headers))
        })
        .collect::<Result<_, csv::Error>>()
        .map_err(|cause| failure(&cause))
}

//! Writers of rows: JSON Lines, and CSV as every program reads it (UTF-8 without byte-order mark, LF, quotes only where
//! needed, the empty cell for what is missing).

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::file::{Output, Written};
use super::schema::Table;
use crate::error::{Error, Result};

/// A file with one JSON object a line.
#[derive(Debug)]
pub(super) struct JsonLines {
    output: Output,
    rows: u64,
}

impl JsonLines {
    pub(super) fn create(folder: &Path, table: &Table) -> Result<Self> {
        Ok(JsonLines { output: Output::create(folder, table.file)?, rows: 0 })
    }

    pub(super) fn write(&mut self, row: &impl Serialize) -> Result<()> {
        self.rows += 1;
        serde_json::to_writer(&mut self.output, row)
            .map_err(Into::into)
            .and_then(|()| self.output.write_all(b"\n"))
            .map_err(Error::io(self.output.path()))
    }

    pub(super) fn finish(self) -> Result<Written> {
        self.output.finish(Some(self.rows))
    }
}

/// A table with a header.
#[derive(Debug)]
pub(super) struct Csv {
    writer: csv::Writer<Output>,
    path: PathBuf,
    rows: u64,
}

impl Csv {
    /// Opens the file and writes the header: a table without rows has one too.
    pub(super) fn create(folder: &Path, table: &Table) -> Result<Self> {
        let output = Output::create(folder, table.file)?;
        let path = output.path().to_path_buf();
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(output);
        let header = writer.write_record(table.fields.iter().map(|field| field.name));
        header.map_err(Into::into).map_err(Error::io(&path))?;
        Ok(Csv { writer, path, rows: 0 })
    }

    pub(super) fn write(&mut self, row: &impl Serialize) -> Result<()> {
        self.rows += 1;
        self.writer.serialize(row).map_err(Into::into).map_err(Error::io(&self.path))
    }

    pub(super) fn finish(self) -> Result<Written> {
        let output = self.writer.into_inner().map_err(|error| Error::io(&self.path)(error.into_error()))?;
        output.finish(Some(self.rows))
    }

    /// A whole table at once.
    pub(super) fn all<R: Serialize>(folder: &Path, table: &Table, rows: &[R]) -> Result<Written> {
        let mut csv = Csv::create(folder, table)?;
        for row in rows {
            csv.write(row)?;
        }
        csv.finish()
    }
}

/// A whole document, indented so that a person and a diff can read it.
pub(super) fn json(folder: &Path, name: &'static str, value: &impl Serialize) -> Result<Written> {
    let mut output = Output::create(folder, name)?;
    serde_json::to_writer_pretty(&mut output, value)
        .map_err(Into::into)
        .and_then(|()| output.write_all(b"\n"))
        .map_err(Error::io(output.path()))?;
    output.finish(None)
}

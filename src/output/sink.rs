//! Where coded documents go: rows are written as they come, and a run is complete when the sink is finished.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::columns::{CODES, DIRECTIONS, DOCUMENTS, EVIDENCE, PARTNERSHIPS, PROFILE, SKIPPED};
use super::directory::RunDirectory;
use super::file::{Written, hex};
use super::package::{self, PACKAGE};
use super::rows::{Csv, JsonLines, json};
use super::run::{Inputs, RUN, RunRecord};
use super::totals::Totals;
use super::{Summary, TIMINGS};
use crate::error::Result;
use crate::measure::Tally;
use crate::record::Coded;

/// The files of a run that is under way. Dropped unfinished, it leaves what stood there before.
#[derive(Debug)]
pub struct Sink {
    directory: RunDirectory,
    evidence: JsonLines,
    codes: JsonLines,
    documents: Csv,
    skipped: JsonLines,
    totals: Totals,
    inputs: Sha256,
}

/// A complete run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Where it is.
    pub path: PathBuf,
    /// How much of everything.
    pub totals: Totals,
    /// All files, `run.json` last.
    pub files: Vec<Written>,
}

impl Sink {
    /// Opens the files of a run.
    pub fn create(directory: RunDirectory) -> Result<Self> {
        let folder = directory.incomplete();
        Ok(Sink {
            evidence: JsonLines::create(folder, &EVIDENCE)?,
            codes: JsonLines::create(folder, &CODES)?,
            documents: Csv::create(folder, &DOCUMENTS)?,
            skipped: JsonLines::create(folder, &SKIPPED)?,
            totals: Totals::default(),
            inputs: Sha256::new(),
            directory,
        })
    }

    /// Writes what one document gave. Documents must come in corpus order.
    pub fn write(&mut self, coded: &Coded) -> Result<()> {
        if let Some(document) = &coded.document {
            self.documents.write(document)?;
            self.inputs.update(document.sha256.as_bytes());
            self.inputs.update(b"\n");
        }
        for piece in &coded.evidence {
            self.evidence.write(piece)?;
        }
        for code in &coded.codes {
            self.codes.write(code)?;
        }
        for skipped in &coded.skipped {
            self.skipped.write(skipped)?;
        }
        self.totals.add(coded);
        Ok(())
    }

    /// Writes tables and records, and moves all files to their places.
    pub fn finish(self, tally: &Tally, summary: &Summary<'_>) -> Result<Finished> {
        let folder = self.directory.incomplete();
        let inputs = Inputs { documents: self.totals.documents, sha256: hex(&self.inputs.finalize()) };
        let mut files = vec![
            self.evidence.finish()?,
            self.codes.finish()?,
            self.documents.finish()?,
            Csv::all(folder, &PARTNERSHIPS, &tally.measures())?,
            Csv::all(folder, &DIRECTIONS, &tally.directions())?,
            Csv::all(folder, &PROFILE, &tally.profile())?,
            self.skipped.finish()?,
        ];
        files.push(json(folder, PACKAGE, &package::package(summary, &files))?);
        let record = RunRecord::new(summary, tally, inputs, self.totals.clone(), files.clone());
        files.push(json(folder, TIMINGS, &summary.timings)?);
        files.push(json(folder, RUN, &record)?);
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let path = self.directory.complete(&names)?;
        Ok(Finished { path, totals: self.totals, files })
    }
}

//! The run directory: rows are written as documents come, in corpus order; tables and records at the end.
//!
//! | file | written by |
//! |---|---|
//! | `evidence.jsonl`, `codes.jsonl`, `documents.csv`, `skipped.jsonl` | [`Sink::write`], as documents come |
//! | `partnerships.csv`, `directions.csv`, `profile.csv` | [`Sink::finish`], from the tally |
//! | `datapackage.json` | the schema of every table, with the codebook's labels |
//! | `timings.json` | times, threads, host: all that differs between two runs |
//! | `run.json` | what ran on what, and the hash of every other file; last |

mod columns;
mod directory;
mod file;
mod package;
mod rows;
mod run;
mod schema;
mod sink;
mod totals;

pub use directory::{INCOMPLETE, RunDirectory};
pub use file::{Written, hex};
pub use package::PACKAGE;
pub use run::{Inputs, PROGRAM, PartnerRecord, PartnershipRecord, Program, ProjectRecord, RUN, RunRecord};
pub use schema::{Closed, Field, Kind, TABLES, Table};
pub use sink::{Finished, Sink};
pub use totals::Totals;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::codebook::Codebook;
use crate::manifest::Manifest;

/// The file of times.
pub const TIMINGS: &str = "timings.json";

/// What the records of a run say that its rows do not.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// The partnerships.
    pub manifest: &'a Manifest,
    /// The codes.
    pub codebook: &'a Codebook,
    /// The manifest, as read.
    pub manifest_file: Hashed,
    /// The lexicons, as read, in the order of their paths.
    pub lexicons: Vec<Hashed>,
    /// Options that change output, beside the seed and the number of replicates.
    pub options: BTreeMap<String, Value>,
    /// All that differs between two runs.
    pub timings: Timings,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashed {
    /// Relative to its folder, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
}

/// How long what took, and where.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Timings {
    /// The machine.
    pub host: String,
    /// Threads that coded.
    pub threads: usize,
    /// Stage → seconds.
    pub seconds: BTreeMap<String, f64>,
}

#[cfg(test)]
mod tests;

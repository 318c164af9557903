//! `run.json`: what ran on what, and what came out. Two runs of the same inputs, lexicons and options have the same.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::file::Written;
use super::totals::Totals;
use super::{Hashed, Summary};
use crate::manifest::Partnership;
use crate::measure::Tally;

/// The file that makes a run complete.
pub const RUN: &str = "run.json";

/// The name of the program in its records.
pub const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// The record of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    /// What ran.
    pub program: Program,
    /// Options that change output.
    pub options: BTreeMap<String, Value>,
    /// What the bootstrap's chance is keyed by.
    pub seed: u64,
    /// How many resampled corpora the intervals are taken from.
    pub replicates: usize,
    /// The manifest.
    pub manifest: Hashed,
    /// The lexicons.
    pub lexicons: Vec<Hashed>,
    /// The documents.
    pub inputs: Inputs,
    /// The partnerships of the manifest.
    pub partnerships: Vec<PartnershipRecord>,
    /// How much of everything.
    pub totals: Totals,
    /// Every other file of the run but `timings.json`.
    pub outputs: Vec<Written>,
}

/// What ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The documents as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Rows of `documents.csv`.
    pub documents: u64,
    /// SHA-256 over their column `sha256`, each value followed by a newline, in the order of the rows.
    pub sha256: String,
}

/// One partnership of the manifest.
#[allow(missing_docs, reason = "the manifest's words")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnershipRecord {
    pub id: String,
    pub name: String,
    pub partners: Vec<PartnerRecord>,
    pub projects: Vec<ProjectRecord>,
}

/// One partner; its country by the three letters of ISO 3166-1.
#[allow(missing_docs, reason = "the manifest's words")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerRecord {
    pub id: String,
    pub name: String,
    pub country: Option<String>,
}

/// One project; its type by the whole code.
#[allow(missing_docs, reason = "the manifest's words")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRecord {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

impl RunRecord {
    pub(super) fn new(
        summary: &Summary<'_>,
        tally: &Tally,
        inputs: Inputs,
        totals: Totals,
        outputs: Vec<Written>,
    ) -> Self {
        let partnerships = summary.manifest.partnerships.iter();
        RunRecord {
            program: Program { name: PROGRAM.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            options: summary.options.clone(),
            seed: tally.seed(),
            replicates: tally.replicates(),
            manifest: summary.manifest_file.clone(),
            lexicons: summary.lexicons.clone(),
            inputs,
            partnerships: partnerships.map(|partnership| record(partnership, &summary.codebook.countries)).collect(),
            totals,
            outputs,
        }
    }
}

/// Whether this file is the record of a run of ours, of any version.
pub(super) fn is_record(path: &Path) -> bool {
    let Ok(bytes) = std::fs::read(path) else { return false };
    let record: Result<Value, _> = serde_json::from_slice(&bytes);
    record.is_ok_and(|record| record["program"]["name"] == PROGRAM)
}

fn record(partnership: &Partnership, countries: &BTreeMap<String, String>) -> PartnershipRecord {
    let partners = partnership.partners.iter().map(|partner| PartnerRecord {
        id: partner.id.clone(),
        name: partner.name.clone(),
        country: partner.country.as_ref().and_then(|country| countries.get(country).cloned()),
    });
    let projects = partnership.projects.iter().map(|project| ProjectRecord {
        id: project.id.clone(),
        name: project.name.clone(),
        kind: project.kind.clone(),
    });
    PartnershipRecord {
        id: partnership.id.clone(),
        name: partnership.name.clone(),
        partners: partners.collect(),
        projects: projects.collect(),
    }
}

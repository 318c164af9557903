//! `corpus.toml`: partnerships, partners, projects, and what a document's path cannot say.

use std::collections::BTreeMap;

use crate::language::Language;

/// A whole manifest, checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manifest {
    /// The corpus's name.
    pub name: String,
    /// Partnerships in the order of the file.
    pub partnerships: Vec<Partnership>,
    /// Records of single documents, in the order of the file.
    pub documents: Vec<DocumentEntry>,
}

/// Two or more partners in a long-term relation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Partnership {
    /// `[a-z0-9-]+`, unique in the manifest.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Globs of the documents that are its own; by default the folder named after the id.
    pub documents: Vec<String>,
    /// At least two, in the order of the file: the order of partners in all output.
    pub partners: Vec<Partner>,
    /// Activities under its umbrella.
    pub projects: Vec<Project>,
}

/// One side of a partnership.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Partner {
    /// `[a-z0-9-]+`, unique in the partnership.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: Option<String>,
    /// How the partnership's sides are called.
    pub region: Option<Region>,
    /// Other names, in any language and script.
    pub aliases: Vec<String>,
    /// Names of its people and adjectives, beside those that rules and gazetteer give.
    pub demonyms: Vec<String>,
    /// Named organisations of that place.
    pub actors: Vec<Actor>,
}

/// A side of the world, as partnerships call their sides.
#[allow(missing_docs, reason = "the four words of the manifest")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    North,
    South,
    East,
    West,
}

/// A named organisation of a partner's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actor {
    /// Its name.
    pub name: String,
    /// The value of the code `actor.…` that its naming carries, such as `civil_society`.
    pub kind: Option<String>,
}

/// An activity under the umbrella of one partnership.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Project {
    /// `[a-z0-9-]+`, unique in the partnership.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// The whole code of its type, such as `project.governance.service_delivery`.
    pub kind: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// What a document's path cannot say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Relative to the corpus, with `/`.
    pub path: String,
    /// What kind of text it is.
    pub kind: Option<Kind>,
    /// A partner's id, or `external`.
    pub voice: Option<String>,
    /// A project's id.
    pub project: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// The prior for language identification.
    pub language: Option<Language>,
    /// Speaker's label → partner's id or `external`.
    pub speakers: BTreeMap<String, String>,
}

/// What kind of text a document is.
#[allow(missing_docs, reason = "the five words of the manifest")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Report,
    Evaluation,
    Policy,
    Minutes,
    Transcript,
}

/// The voice of an outside evaluator or interviewer.
pub const EXTERNAL: &str = "external";

//! `corpus.toml`: partnerships, partners, projects, and what a document's path cannot say.

mod check;
mod claim;
mod date;
mod document;
mod load;
mod nearest;
mod partnership;
mod place;
mod table;

use std::collections::BTreeMap;

pub use claim::{Claim, Claims};
pub use date::is_date;
pub use nearest::nearest;
pub use place::{Place, faults_at};

use crate::language::Language;

/// The manifest's name in the corpus's folder.
pub const FILE_NAME: &str = "corpus.toml";

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

impl Manifest {
    /// The index of the partnership with this id.
    pub fn partnership(&self, id: &str) -> Option<usize> {
        self.partnerships.iter().position(|partnership| partnership.id == id)
    }

    /// Whether a voice can be heard in a document of this partnership: `external`, or one of its partners; of any
    /// partnership where the document belongs to none.
    pub fn has_voice(&self, partnership: Option<usize>, voice: &str) -> bool {
        voice == EXTERNAL || self.among(partnership).iter().any(|record| record.partner(voice).is_some())
    }

    /// Whether a document of this partnership can be about a project: one of its own; of any partnership where the
    /// document belongs to none.
    pub fn has_project(&self, partnership: Option<usize>, project: &str) -> bool {
        self.among(partnership).iter().any(|record| record.projects.iter().any(|known| known.id == project))
    }

    fn among(&self, partnership: Option<usize>) -> &[Partnership] {
        match partnership {
            Some(index) => self.partnerships.get(index..=index).unwrap_or_default(),
            None => &self.partnerships,
        }
    }
}

/// Two or more partners in a long-term relation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Partnership {
    /// `[a-z0-9-]+`, unique in the manifest.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Globs of the documents that are its own; loading puts the folder named after the id where the file has none.
    pub documents: Vec<String>,
    /// At least two, in the order of the file: the order of partners in all output.
    pub partners: Vec<Partner>,
    /// Activities under its umbrella.
    pub projects: Vec<Project>,
}

impl Partnership {
    /// The partner with this id.
    pub fn partner(&self, id: &str) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.id == id)
    }
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

impl Region {
    /// All four, as messages list them.
    pub const ALL: [Region; 4] = [Region::North, Region::South, Region::East, Region::West];

    /// The word in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Region::North => "north",
            Region::South => "south",
            Region::East => "east",
            Region::West => "west",
        }
    }

    /// The region with this name.
    pub fn named(name: &str) -> Option<Region> {
        Region::ALL.into_iter().find(|region| region.name() == name)
    }
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

impl Kind {
    /// All five, as messages list them.
    pub const ALL: [Kind; 5] = [Kind::Report, Kind::Evaluation, Kind::Policy, Kind::Minutes, Kind::Transcript];

    /// The word in the manifest and in the data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Report => "report",
            Kind::Evaluation => "evaluation",
            Kind::Policy => "policy",
            Kind::Minutes => "minutes",
            Kind::Transcript => "transcript",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The voice of an outside evaluator or interviewer.
pub const EXTERNAL: &str = "external";

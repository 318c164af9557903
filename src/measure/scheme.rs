//! What the counts are laid out by: partnerships with their partners and projects, codes, dimensions.
//!
//! A *group* is a partnership, its projects included, or one of its projects; groups are numbered in manifest order.

use std::collections::BTreeMap;

use crate::codebook::Codebook;
use crate::manifest::{Manifest, Partnership};

/// How a role that the text does not settle is written.
pub const UNRESOLVED: &str = "?";

/// Manifest and codebook as far as counting needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scheme {
    pub(super) partnerships: Vec<Members>,
    pub(super) codes: Vec<String>,
    pub(super) dimensions: Vec<Dimension>,
    places: BTreeMap<String, usize>,
    numbers: BTreeMap<String, usize>,
}

/// One partnership: whose pieces are counted together, and in which groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Members {
    pub(super) id: String,
    pub(super) partners: Vec<String>,
    pub(super) projects: Vec<Project>,
    /// The number of the partnership's own group; its projects' follow.
    pub(super) group: usize,
}

/// One project: its id, and the code of its type where the manifest gives one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) kind: Option<String>,
}

/// One dimension of mutual learning: the places of its two poles in the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dimension {
    pub(super) name: String,
    pub(super) enabling: usize,
    pub(super) hindering: usize,
}

impl Scheme {
    pub(super) fn new(manifest: &Manifest, codebook: &Codebook) -> Self {
        let mut partnerships = Vec::with_capacity(manifest.partnerships.len());
        let mut group = 0;
        for partnership in &manifest.partnerships {
            partnerships.push(Members::new(partnership, group));
            group += 1 + partnership.projects.len();
        }
        let codes: Vec<String> = codebook.codes.iter().map(|code| code.name.clone()).collect();
        let numbers: BTreeMap<String, usize> = codes.iter().cloned().enumerate().map(|(i, name)| (name, i)).collect();
        Scheme {
            places: partnerships.iter().enumerate().map(|(i, members)| (members.id.clone(), i)).collect(),
            dimensions: codes.iter().filter_map(|name| dimension(name, &numbers)).collect(),
            partnerships,
            codes,
            numbers,
        }
    }

    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.partnerships.iter().map(|members| 1 + members.projects.len()).sum()
    }

    /// The partnership with this id.
    pub(super) fn members(&self, partnership: Option<&str>) -> Option<&Members> {
        self.places.get(partnership?).map(|&place| &self.partnerships[place])
    }

    /// A code's place in the codebook.
    pub(super) fn code(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// Whether a code is a pole of a dimension.
    pub(super) fn is_pole(&self, code: usize) -> bool {
        self.dimensions.iter().any(|dimension| dimension.enabling == code || dimension.hindering == code)
    }
}

impl Members {
    fn new(partnership: &Partnership, group: usize) -> Self {
        let projects = partnership.projects.iter();
        Members {
            id: partnership.id.clone(),
            partners: partnership.partners.iter().map(|partner| partner.id.clone()).collect(),
            projects: projects.map(|project| Project { id: project.id.clone(), kind: project.kind.clone() }).collect(),
            group,
        }
    }

    /// A partner's place in the manifest.
    pub(super) fn partner(&self, id: &str) -> Option<usize> {
        self.partners.iter().position(|partner| partner == id)
    }

    /// The places of several partners, in manifest order.
    pub(super) fn set(&self, ids: &[String]) -> Vec<usize> {
        (0..self.partners.len()).filter(|&place| ids.contains(&self.partners[place])).collect()
    }

    /// Several partners in one cell, joined by `+`.
    pub(super) fn name(&self, set: &[usize]) -> String {
        if set.is_empty() {
            return UNRESOLVED.to_owned();
        }
        set.iter().map(|&place| self.partners[place].as_str()).collect::<Vec<_>>().join("+")
    }

    /// The groups in which something under this project counts: always the partnership's own.
    pub(super) fn groups(&self, project: Option<&str>) -> impl Iterator<Item = usize> {
        let place = project.and_then(|id| self.projects.iter().position(|project| project.id == id));
        [Some(self.group), place.map(|place| self.group + 1 + place)].into_iter().flatten()
    }
}

/// The dimension whose enabling pole this code is.
fn dimension(code: &str, numbers: &BTreeMap<String, usize>) -> Option<Dimension> {
    let name = code.strip_prefix("dimension.")?.strip_suffix(".enabling")?;
    Some(Dimension {
        name: name.to_owned(),
        enabling: numbers[code],
        hindering: *numbers.get(&format!("dimension.{name}.hindering"))?,
    })
}

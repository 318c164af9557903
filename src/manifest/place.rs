//! Where in the file something stands, for faults that only the walk over the corpus shows. The manifest itself keeps no
//! positions: the file is read again for the few that are needed.

use std::fs;
use std::path::Path;

use toml::de::DeTable;

use super::Claim;
use crate::error::Fault;

/// Something that stands in a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The glob that makes this claim, or the header of its partnership where the glob is the default one.
    Claim(Claim),
    /// The path of the `[[document]]` with this index.
    Document(usize),
}

/// Faults (where, what, what was expected) of a manifest that has been loaded from `path`, by position.
pub fn faults_at(path: &Path, faults: Vec<(Place, String, String)>) -> Vec<Fault> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (root, _) = DeTable::parse_recoverable(text);
    let at = |place| offset(root.get_ref(), place).unwrap_or(0);
    let fault = |(place, what, expected)| Fault::at(path, text, at(place), what, expected);
    let mut faults: Vec<Fault> = faults.into_iter().map(fault).collect();
    faults.sort_by(|a, b| (a.line, a.column, &a.what).cmp(&(b.line, b.column, &b.what)));
    faults
}

fn offset(root: &DeTable<'_>, place: Place) -> Option<usize> {
    let (key, index) = match place {
        Place::Claim(claim) => ("partnership", claim.partnership),
        Place::Document(index) => ("document", index),
    };
    let table = root.get(key)?.get_ref().get(index)?;
    let inner = match place {
        Place::Claim(claim) => table.get_ref().get("documents").and_then(|globs| globs.get_ref().get(claim.glob)),
        Place::Document(_) => table.get_ref().get("path"),
    };
    Some(inner.unwrap_or(table).span().start)
}

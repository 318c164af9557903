//! What only a walk shows to be wrong in the manifest: two partnerships that claim one document, and a `[[document]]`
//! that is not there.

use std::collections::BTreeMap;

use super::archive::{self, Met};
use super::shape::Shape;
use super::walk::{Found, Walk};
use super::{Corpus, reason};
use crate::error::{Error, Result};
use crate::manifest::{self, Claim, Place};

/// How many documents a fault names before it only counts them.
const NAMED: usize = 10;

impl Corpus<'_> {
    /// Walks the whole corpus once, archives included, and reports everything that manifest and files disagree on.
    pub fn check(&self) -> Result<()> {
        let mut survey = Survey { corpus: self, absent: BTreeMap::new(), contested: BTreeMap::new() };
        survey.absent.extend(self.entries.iter().map(|(path, (index, _))| (*path, *index)));
        for found in Walk::new(&self.root) {
            match found {
                Found::Skipped(skipped) => survey.unreadable(&skipped.document),
                Found::File(file) => match Shape::of(&file.document) {
                    Shape::Archive(format) => {
                        survey.absent.remove(file.document.as_str());
                        for met in archive::members(format, &file.path, &self.limits()) {
                            survey.member(&file.document, met);
                        }
                    }
                    Shape::Document | Shape::Rows(_) => survey.document(&file.document),
                },
            }
        }
        survey.finish()
    }
}

/// What a walk has shown so far.
struct Survey<'c> {
    corpus: &'c Corpus<'c>,
    /// The `[[document]]` tables that no document has been met for.
    absent: BTreeMap<&'c str, usize>,
    /// Documents that two globs of different partnerships match: the first of them, and how many.
    contested: BTreeMap<(Claim, Claim), (Vec<String>, usize)>,
}

impl Survey<'_> {
    fn document(&mut self, document: &str) {
        self.absent.remove(document);
        if let [first, second, ..] = self.corpus.claims.of(document)[..] {
            let (named, count) = self.contested.entry((first, second)).or_default();
            if named.len() < NAMED {
                named.push(format!("`{document}`"));
            }
            *count += 1;
        }
    }

    fn member(&mut self, archive: &str, met: Met) {
        match met {
            Met::Member { name, .. } => self.document(&format!("{archive}/{name}")),
            Met::Skipped { name: Some(name), .. } => self.unreadable(&format!("{archive}/{name}")),
            Met::Skipped { name: None, reason: reason::BROKEN | reason::UNREADABLE, .. } => self.unreadable(archive),
            Met::Skipped { .. } => {}
        }
    }

    /// What cannot be read is there all the same, and so may be what it holds.
    fn unreadable(&mut self, document: &str) {
        let is_of =
            |path: &str| path.strip_prefix(document).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.absent.retain(|path, _| !is_of(path));
    }

    fn finish(self) -> Result<()> {
        let mut faults = Vec::new();
        for (path, index) in self.absent {
            let expected = "the path of a file, relative to the corpus".to_owned();
            faults.push((Place::Document(index), format!("no such document: `{path}`"), expected));
        }
        let id = |claim: Claim| &self.corpus.manifest.partnerships[claim.partnership].id;
        for ((first, second), (named, count)) in self.contested {
            let more = if count > named.len() { format!(" and {} more", count - named.len()) } else { String::new() };
            let what = format!("`{}` and `{}` both claim {}{more}", id(first), id(second), named.join(", "));
            faults.push((Place::Claim(second), what, "one partnership for each document".to_owned()));
        }
        if faults.is_empty() {
            return Ok(());
        }
        Err(Error::Faults(manifest::faults_at(&self.corpus.root.join(manifest::FILE_NAME), faults)))
    }
}

//! Which partnership a document belongs to, by the globs of the manifest.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::Manifest;

/// One glob that matches a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Index into the manifest's partnerships.
    pub partnership: usize,
    /// Index into that partnership's globs.
    pub glob: usize,
}

/// All globs of a manifest, compiled together.
#[derive(Debug, Clone)]
pub struct Claims {
    set: GlobSet,
    /// The claim that each glob of the set makes.
    claims: Vec<Claim>,
}

impl Claims {
    /// The claims of a manifest's partnerships. A glob that does not parse matches nothing: loading has refused it.
    pub fn new(manifest: &Manifest) -> Claims {
        let mut builder = GlobSetBuilder::new();
        let mut claims = Vec::new();
        for (partnership, record) in manifest.partnerships.iter().enumerate() {
            for (glob, pattern) in record.documents.iter().enumerate() {
                if let Ok(compiled) = compile(pattern) {
                    builder.add(compiled);
                    claims.push(Claim { partnership, glob });
                }
            }
        }
        match builder.build() {
            Ok(set) => Claims { set, claims },
            Err(_) => Claims { set: GlobSet::empty(), claims: Vec::new() },
        }
    }

    /// The claims on a document (its path relative to the corpus, with `/`): the first glob of each partnership that
    /// matches, in the order of the manifest. More than one is a fault of the manifest.
    pub fn of(&self, document: &str) -> Vec<Claim> {
        let mut found: Vec<Claim> = self.set.matches(document).into_iter().map(|index| self.claims[index]).collect();
        found.sort_unstable();
        found.dedup_by_key(|claim| claim.partnership);
        found
    }
}

/// A glob as the manifest writes it: `*` stays within a folder, `**` does not.
pub(super) fn compile(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).backslash_escape(false).build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Partnership;

    fn claims(globs: &[&[&str]]) -> Claims {
        let partnership = |globs: &&[&str]| Partnership {
            documents: globs.iter().map(|glob| glob.to_string()).collect(),
            ..Partnership::default()
        };
        Claims::new(&Manifest { partnerships: globs.iter().map(partnership).collect(), ..Manifest::default() })
    }

    #[test]
    fn a_document_is_claimed_by_the_first_glob_of_each_partnership() {
        let claims = claims(&[&["a/**", "a/*.txt"], &["b/**", "**/*.txt"], &[]]);
        let pairs = |document: &str| -> Vec<(usize, usize)> {
            claims.of(document).iter().map(|claim| (claim.partnership, claim.glob)).collect()
        };
        assert_eq!(pairs("a/x/y.pdf"), [(0, 0)]);
        assert_eq!(pairs("a/y.txt"), [(0, 0), (1, 1)]);
        assert_eq!(pairs("b/y.txt"), [(1, 0)]);
        assert_eq!(pairs("c/y.pdf"), []);
        assert_eq!(pairs("a"), []);
    }
}

//! The codes: their order, numbers, and what they are called in each language.
//!
//! This is the type that everything else speaks of.

/// The codes in the order of the codebook.
#[derive(Debug, Clone, Default)]
pub struct Codebook {
    /// All codes, retired ones left out.
    pub codes: Vec<Code>,
}

/// One value of one facet, written `family.facet.value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its name.
    pub name: String,
    /// Its number, which never changes.
    pub number: u32,
    /// Where it comes from.
    pub source: String,
}

impl Codebook {
    /// The place of a code in the codebook.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.codes.iter().position(|code| code.name == name)
    }
}

//! The lexicons of all languages as they are in `lexicons/`, compiled: entries of codes, and the patterns that the
//! resolution of direction looks for. Words are data; nothing here knows one.

mod codes;
mod element;
mod files;
mod load;
mod matcher;
mod pattern;
mod vocabulary;

pub use codes::{CodeLexicon, CodeMatch, Entry};
pub use element::{ElementId, Elements, ElementsBuilder};
pub use files::LexiconFiles;
pub use load::{PatternReader, Variants, variants_and_classes};
pub use matcher::{Found, Matcher, Word};
pub use pattern::{Node, Pattern, PatternError};
pub use vocabulary::{Type, Vocabulary};

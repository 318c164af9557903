//! # mutua: who learns from whom
//!
//! `mutua` walks an archive of a partnership between local governments, extracts and segments the text, matches
//! multilingual lexicons of learning and knowledge, resolves who learned from whom, and aggregates what it found into
//! measures of mutuality.
//!
//! ## The house
//!
//! A document flows from left to right; a module uses only those before it (`tests/architecture.rs` holds this).
//!
//! | module | responsibility |
//! |---|---|
//! | [`error`] | what stops a run, and where: `file:line:column` |
//! | [`language`] | the tag of a language |
//! | [`codebook`] | the codes, their numbers and labels |
//! | [`manifest`] | `corpus.toml`: partnerships, partners, projects, what a path cannot say |
//! | [`extracted`] | the text the program sees in one document: pages and blocks, never changed afterwards |
//! | [`reader`] | one file a format: bytes → [`extracted::Extracted`] |
//! | [`corpus`] | the folder as a stream of items, each with what the manifest says of it |
//! | [`record`] | the rows that come out: evidence, codes, documents, what was skipped |
//! | [`measure`] | from evidence to a partnership: counts that merge, measures, intervals |
//! | [`output`] | the run directory: rows as they come, tables and records at the end, complete or marked as not |
pub mod codebook;
pub mod coder;
pub mod corpus;
pub mod direction;
pub mod error;
pub mod evaluate;
pub mod explain;
pub mod extracted;
pub mod language;
pub mod lexicon;
pub mod manifest;
pub mod measure;
pub mod output;
pub mod pipeline;
pub mod reader;
pub mod record;
pub mod segment;
pub mod source;
pub mod study;
pub mod token;

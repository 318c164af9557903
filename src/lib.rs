//! # mutua: who learns from whom
//!
//! `mutua` walks an archive of a partnership between local governments, extracts and segments the text, matches
//! multilingual lexicons of learning and knowledge, resolves who learned from whom, and aggregates what it found into
//! measures of mutuality.
//!
//! ## The house
//!
//! A module uses only modules above it; `tests/architecture.rs` holds this. Words are data (`lexicons/`), not code.
//!
//! | module | responsibility |
//! |---|---|
//! | [`error`] | what stops a run, and where: `file:line:column` |
//! | [`language`] | the tag of a language; which ones there are is data |
//! | [`source`] | a TOML file that a person wrote, every value with its place |
//! | [`codebook`] | the codes, their numbers and labels |
//! | [`record`] | the rows that come out: evidence, codes, documents, what was skipped |
//! | [`manifest`] | `corpus.toml`: partnerships, partners, projects, what a path cannot say |
//! | [`extracted`] | the text the program sees in one document: pages and blocks, never changed afterwards |
//! | [`reader`] | one file a format: bytes → [`extracted::Extracted`] |
//! | [`corpus`] | the folder as a stream of items, each with what the manifest says of it |
//! | [`token`] | words: where they stand and how they are folded; the only home of `tokenizers` |
//! | [`lexicon`] | patterns, compiled and matched; the entries of codes |
//! | [`segment`] | sentences, cells and items, each with its language |
//! | [`direction`] | mentions, constructions, roles, status → pieces of evidence |
//! | [`study`] | all lexicons of a run, loaded and cross-checked |
//! | [`coder`] | one document → its records |
//! | [`explain`] | one text → the reason for everything found in it |
//! | [`check`] | what must hold of lexicons: their examples, and no dead entry |
//! | [`evaluate`] | a run against human coding |
//! | [`measure`] | from evidence to a partnership: counts that merge, measures, intervals |
//! | [`output`] | the run directory: rows as they come, tables and records at the end, complete or marked as not |
//! | [`pipeline`] | the whole run, in parallel and in order; the only home of `rayon` |
//!
//! ```text
//! corpus ─► Item ─► reader ─► Extracted ─► segment ─► Segment ─► token ─► lexicon ─► codes ────┐
//!    ▲                                                    └────────► direction ─► Piece ───────┤
//! manifest                                         (coder: one document, no input or output)   ▼
//!                                                     pipeline: in corpus order ─► Coded ─► output, measure
//! ```
//!
//! ## What goes where
//!
//! - A new **format**: a file in `reader/` and a row in [`reader::READERS`].
//! - A new **measure**: a row in [`measure::MEASURES`] with its function.
//! - A new **language**: a folder in `lexicons/` with the files that `lexicons/README.md` lists.
//! - A new **entry, construction or cue**: a line in a file there; `mutua lexicon check` runs its examples.
//!
//! ## From a text to its evidence
//!
//! ```
//! use mutua::coder::Coder;
//! use mutua::corpus::Context;
//! use mutua::explain::explain;
//! use mutua::lexicon::LexiconFiles;
//! use mutua::manifest::Manifest;
//! use mutua::study::Study;
//!
//! let study = Study::load(&LexiconFiles::new(None)?)?;
//! let manifest = Manifest::default();
//! let text = "Partnerships help cities to learn from each other.";
//! let explained = explain(&mut Coder::new(&study, &manifest), &study, &manifest, text, &Context::default());
//! assert_eq!(explained.segments[0].evidence[0].status, "general");
//! # Ok::<(), mutua::error::Error>(())
//! ```
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod check;
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

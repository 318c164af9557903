//! The tests of the whole, as a specification. `MUTUA_ACCEPT=1 cargo test` rewrites expected files.
//!
//! | file | holds |
//! |---|---|
//! | `architecture.rs` | which module may use which, and which crate has which home |
//! | `bad_input.rs` | damaged documents, broken manifests and lexicons, foreign folders |
//! | `commands.rs` | what the commands print |
//! | `constructions.rs` | every construction with its variants, per language |
//! | `gold.rs` | floors of the figures against human coding |
//! | `lexicons.rs` | what must hold of the shipped lexicons |
//! | `properties.rs` | what must hold of any text |
//! | `runs.rs` | golden runs; the same bytes on any number of threads |

mod architecture;
mod bad_input;
mod commands;
mod constructions;
mod gold;
mod lexicons;
mod properties;
mod runs;
mod support;

//! The commands, as a person or a script calls them. Data goes to files or standard output, messages to standard error.

pub(crate) mod args;
pub(crate) mod evaluate;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod lexicon;
pub(crate) mod progress;
pub(crate) mod run;
pub(crate) mod summary;

use std::io::Write;

use mutua::error::Error;
use serde_json::json;

/// Done.
pub(crate) const DONE: u8 = 0;
/// Done, and something asked for does not hold.
pub(crate) const DOES_NOT_HOLD: u8 = 1;
/// Wrong use or unusable input.
pub(crate) const WRONG_USE: u8 = 2;
/// The user stopped it.
pub(crate) const INTERRUPTED: u8 = 130;

/// What a command ends with: an exit code, or what stopped it.
pub(crate) type Outcome = Result<u8, Error>;

/// Tells what stopped a command; the exit code for it.
pub(crate) fn report(error: &Error, as_json: bool) -> u8 {
    let mut out = anstream::stderr().lock();
    let told = match (error, as_json) {
        (Error::Faults(faults), true) => faults.iter().try_for_each(|fault| {
            let fault = json!({
                "level": "error", "file": fault.path, "line": fault.line, "column": fault.column,
                "what": fault.what, "expected": fault.expected,
            });
            writeln!(out, "{fault}")
        }),
        (error, true) => writeln!(out, "{}", json!({"level": "error", "what": error.to_string()})),
        (Error::Faults(faults), false) => {
            writeln!(out, "{error}").and_then(|()| writeln!(out, "{}", count(faults.len(), "fault")))
        }
        (Error::Interrupted, false) => {
            writeln!(out, "interrupted: the run is incomplete; what stood there before still does")
        }
        (error, false) => writeln!(out, "mutua: {error}"),
    };
    match (told, error) {
        (_, Error::Interrupted) => INTERRUPTED,
        _ => WRONG_USE,
    }
}

/// `1 fault`, `2 faults`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What could not be written to standard output or error.
pub(crate) fn stream(source: std::io::Error) -> Error {
    Error::Io { path: "standard output".into(), source }
}

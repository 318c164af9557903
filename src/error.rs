//! What stops a run, and where: every fault of a manifest or lexicon names file, line, column, what stands there and
//! what was expected.

use std::fmt;
use std::path::{Path, PathBuf};

/// One fault in a file that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as the user named it.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub what: String,
    /// What was expected, or the next step.
    pub expected: String,
}

impl Fault {
    /// A fault at a byte offset of `text`, the contents of `path`.
    pub fn at(path: &Path, text: &str, offset: usize, what: impl Into<String>, expected: impl Into<String>) -> Self {
        let (line, column) = position(text, offset);
        Fault { path: path.to_path_buf(), line, column, what: what.into(), expected: expected.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path.display(), self.line, self.column, self.what)?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", self.expected)?;
        }
        Ok(())
    }
}

/// What stops a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Faults in the manifest or the lexicons, all of them.
    Faults(Vec<Fault>),
    /// The file system said no.
    Io {
        /// What was being read or written.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The request makes no sense: a folder that holds something else, an unknown name.
    Usage(String),
    /// The user stopped the run.
    Interrupted,
}

impl Error {
    /// An [`Error::Io`] about `path`; for `map_err`.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { path, source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Faults(faults) => {
                for (i, fault) in faults.iter().enumerate() {
                    if i > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{fault}")?;
                }
                Ok(())
            }
            Error::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Error::Usage(message) => f.write_str(message),
            Error::Interrupted => f.write_str("interrupted"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The result of everything that can stop a run.
pub type Result<T> = std::result::Result<T, Error>;

/// Line and column (both from 1, columns in characters) of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let fault = Fault::at(Path::new("a.toml"), "x = 1\nşehir = ?", "x = 1\nşehir = ".len(), "no value", "a string");
        assert_eq!(fault.to_string(), "a.toml:2:9: no value; expected a string");
    }
}

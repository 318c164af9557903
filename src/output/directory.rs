//! The folder of a run: it holds the last complete run, or says that it holds none.
//!
//! Files are written in a hidden folder inside and moved to their places at the end, `run.json` last: a run that is
//! interrupted before leaves what was there, and one that is interrupted during the move leaves a folder without
//! `run.json`, which is incomplete.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::run::{self, RUN};
use crate::error::{Error, Result};

/// Where the files of a run that is not complete stand.
pub const INCOMPLETE: &str = ".incomplete";

/// What tells our hidden folder from another of that name.
const MARKER: &str = ".mutua";

/// A folder that a run may be written to.
#[derive(Debug)]
pub struct RunDirectory {
    path: PathBuf,
    incomplete: PathBuf,
}

impl RunDirectory {
    /// Takes a folder that does not exist, is empty, or holds a run; [`Error::Usage`] where it holds something else.
    pub fn create(path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        let incomplete = path.join(INCOMPLETE);
        if path.exists() && !is_ours(&path)? {
            let message = "is neither empty nor a run directory; name another one";
            return Err(Error::Usage(format!("{}: {message}", path.display())));
        }
        if incomplete.exists() {
            fs::remove_dir_all(&incomplete).map_err(Error::io(&incomplete))?;
        }
        fs::create_dir_all(&incomplete).map_err(Error::io(&incomplete))?;
        let marker = incomplete.join(MARKER);
        fs::write(&marker, []).map_err(Error::io(&marker))?;
        Ok(RunDirectory { path, incomplete })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where files are written until the run is complete.
    pub(super) fn incomplete(&self) -> &Path {
        &self.incomplete
    }

    /// Moves the files to their places: from the moment it starts until it ends there is no `run.json`.
    pub(super) fn complete(self, names: &[&str]) -> Result<PathBuf> {
        let record = self.path.join(RUN);
        if record.exists() {
            fs::remove_file(&record).map_err(Error::io(&record))?;
        }
        for name in names.iter().filter(|&&name| name != RUN).chain([&RUN]) {
            let place = self.path.join(name);
            fs::rename(self.incomplete.join(name), &place).map_err(Error::io(&place))?;
        }
        fs::remove_dir_all(&self.incomplete).map_err(Error::io(&self.incomplete))?;
        Ok(self.path)
    }
}

/// Whether a folder is empty, or a run of ours stands in it, complete or not.
fn is_ours(path: &Path) -> Result<bool> {
    let incomplete = path.join(INCOMPLETE);
    if incomplete.join(MARKER).exists() {
        return Ok(true);
    }
    // Without the marker it is ours only if the marker was about to come: nothing of anybody's is in it.
    if incomplete.exists() && !names(&incomplete)?.is_empty() {
        return Ok(false);
    }
    let nothing_else = names(path)?.iter().all(|name| name == INCOMPLETE);
    Ok(nothing_else || run::is_record(&path.join(RUN)))
}

/// What a folder holds.
fn names(folder: &Path) -> Result<Vec<OsString>> {
    let entries = fs::read_dir(folder).map_err(Error::io(folder))?;
    entries.map(|entry| Ok(entry.map_err(Error::io(folder))?.file_name())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(folder: &Path, program: &str) {
        fs::write(folder.join(RUN), format!(r#"{{"program": {{"name": "{program}"}}}}"#)).unwrap();
    }

    #[test]
    fn a_new_or_empty_folder_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        assert!(RunDirectory::create(folder.path().join("deep/run")).is_ok());
        let empty = tempfile::tempdir().unwrap();
        assert!(RunDirectory::create(empty.path()).is_ok());
    }

    #[test]
    fn a_folder_with_something_else_in_it_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.docx"), "x").unwrap();
        assert!(matches!(RunDirectory::create(folder.path()), Err(Error::Usage(_))));
        record(folder.path(), "another");
        assert!(matches!(RunDirectory::create(folder.path()), Err(Error::Usage(_))));
        fs::create_dir(folder.path().join(INCOMPLETE)).unwrap();
        assert!(matches!(RunDirectory::create(folder.path()), Err(Error::Usage(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_hidden_folder_of_somebody_else_is_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        record(folder.path(), run::PROGRAM);
        let hidden = folder.path().join(INCOMPLETE);
        fs::create_dir(&hidden).unwrap();
        assert!(RunDirectory::create(folder.path()).is_ok());
        fs::remove_file(hidden.join(MARKER)).unwrap();
        fs::write(hidden.join("notes.txt"), "x").unwrap();
        assert!(matches!(RunDirectory::create(folder.path()), Err(Error::Usage(_))));
        assert!(hidden.join("notes.txt").exists());
    }

    #[test]
    fn a_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("run"), "x").unwrap();
        assert!(RunDirectory::create(folder.path().join("run")).is_err());
    }

    #[test]
    fn an_interrupted_run_is_marked_and_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let first = RunDirectory::create(folder.path()).unwrap();
        fs::write(first.incomplete().join("evidence.jsonl"), "half a li").unwrap();
        drop(first);
        assert!(folder.path().join(INCOMPLETE).exists() && !folder.path().join(RUN).exists());
        let second = RunDirectory::create(folder.path()).unwrap();
        assert!(!second.incomplete().join("evidence.jsonl").exists());
    }

    #[test]
    fn an_old_run_stays_until_the_new_one_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        record(folder.path(), run::PROGRAM);
        fs::write(folder.path().join("evidence.jsonl"), "old").unwrap();
        let directory = RunDirectory::create(folder.path()).unwrap();
        fs::write(directory.incomplete().join("evidence.jsonl"), "new").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("evidence.jsonl")).unwrap(), "old");
        assert!(folder.path().join(RUN).exists());
        record(directory.incomplete(), run::PROGRAM);
        directory.complete(&[RUN, "evidence.jsonl"]).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("evidence.jsonl")).unwrap(), "new");
        assert!(folder.path().join(RUN).exists() && !folder.path().join(INCOMPLETE).exists());
    }

    #[test]
    fn a_move_that_fails_leaves_an_incomplete_folder() {
        let folder = tempfile::tempdir().unwrap();
        record(folder.path(), run::PROGRAM);
        let directory = RunDirectory::create(folder.path()).unwrap();
        assert!(directory.complete(&["evidence.jsonl", RUN]).is_err());
        assert!(!folder.path().join(RUN).exists() && folder.path().join(INCOMPLETE).exists());
        assert!(RunDirectory::create(folder.path()).is_ok());
    }
}

//! The files of a corpus in the order of their path bytes, folder by folder. What is hidden, the manifest and a README
//! at the root are not part of the corpus; links are never followed.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::reason::{self, skipped};
use crate::manifest;
use crate::record::Skipped;

/// One file.
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its path relative to the corpus, with `/`.
    pub(super) document: String,
    /// Its size when the walk met it.
    pub(super) bytes: u64,
}

/// What the walk meets.
pub(super) enum Found {
    /// A file.
    File(File),
    /// Something that cannot be one.
    Skipped(Skipped),
}

/// The walk.
pub(super) struct Walk {
    root: PathBuf,
    entries: walkdir::IntoIter,
}

impl Walk {
    /// A walk over everything below `root`.
    pub(super) fn new(root: &Path) -> Walk {
        let entries = WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter();
        Walk { root: root.to_path_buf(), entries }
    }

    fn found(&mut self, entry: DirEntry) -> Option<Found> {
        let is_folder = entry.file_type().is_dir();
        if is_left_out(&entry) {
            if is_folder {
                self.entries.skip_current_dir();
            }
            return None;
        }
        let document = document(&self.root, entry.path());
        let skip = |reason: &str, detail: &str| Some(Found::Skipped(skipped(&document, reason, detail)));
        if entry.file_name().to_str().is_none() {
            if is_folder {
                self.entries.skip_current_dir();
            }
            return skip(reason::BAD_NAME, "the name is not UTF-8");
        }
        if is_folder {
            return None;
        }
        if entry.path_is_symlink() {
            return skip(reason::LINK, "links are not followed");
        }
        if !entry.file_type().is_file() {
            return skip(reason::SPECIAL_FILE, "not a regular file");
        }
        match entry.metadata() {
            Ok(metadata) => Some(Found::File(File { bytes: metadata.len(), document, path: entry.into_path() })),
            Err(error) => skip(reason::UNREADABLE, &error.to_string()),
        }
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            match self.entries.next()? {
                Ok(entry) => {
                    if let Some(found) = self.found(entry) {
                        return Some(found);
                    }
                }
                Err(error) => {
                    let document = error.path().map_or_else(String::new, |path| document(&self.root, path));
                    // The message of the system alone: that of `walkdir` holds the path on this machine.
                    let detail = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    return Some(Found::Skipped(skipped(&document, reason::UNREADABLE, detail)));
                }
            }
        }
    }
}

fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let at_root = entry.depth() == 1;
    name.as_encoded_bytes().starts_with(b".")
        || at_root && (name == manifest::FILE_NAME || name.eq_ignore_ascii_case("README.md"))
}

/// The path relative to the corpus, with `/`; what is not UTF-8 in it is replaced, for it is only reported.
fn document(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

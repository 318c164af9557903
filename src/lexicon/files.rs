//! Where the files of the lexicons are: a user's folder first, then those that travel inside the program.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::error::{Error, Result};
use crate::language::Language;
use crate::source::Source;

/// The lexicons that the program was built with.
static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/lexicons");

/// A folder of lexicons, laid over the shipped ones.
#[derive(Debug, Clone, Default)]
pub struct LexiconFiles {
    folder: Option<PathBuf>,
}

impl LexiconFiles {
    /// The shipped lexicons; where `folder` has a file of the same name, that one instead.
    pub fn new(folder: Option<&Path>) -> Result<LexiconFiles> {
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Error::Usage(format!("--lexicons {}: no such folder", folder.display())));
        }
        Ok(LexiconFiles { folder: folder.map(Path::to_path_buf) })
    }

    /// The languages there are: the sub-folders that are named by a language's tag.
    pub fn languages(&self) -> Result<Vec<Language>> {
        let shipped = SHIPPED.dirs().filter_map(|dir| dir.path().to_str());
        let mut languages: Vec<Language> = shipped.filter_map(Language::new).collect();
        if let Some(folder) = &self.folder {
            for entry in std::fs::read_dir(folder).map_err(Error::io(folder))? {
                let entry = entry.map_err(Error::io(folder))?;
                if entry.path().is_dir() {
                    languages.extend(entry.file_name().to_str().and_then(Language::new));
                }
            }
        }
        languages.sort_unstable();
        languages.dedup();
        Ok(languages)
    }

    /// A file by its path inside the lexicons, such as `nl/codes.toml`.
    pub fn source(&self, name: &str) -> Result<Source> {
        if let Some(path) = self.folder.as_ref().map(|folder| folder.join(name)).filter(|path| path.is_file()) {
            return Source::load(&path);
        }
        let path = Path::new("lexicons").join(name);
        match SHIPPED.get_file(name).and_then(|file| file.contents_utf8()) {
            Some(text) => Ok(Source { path, text: text.to_owned() }),
            None => Err(Error::Usage(format!("{}: a lexicon needs this file", path.display()))),
        }
    }
}

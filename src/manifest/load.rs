//! From `corpus.toml` to a checked manifest, or to all its faults at once.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use toml::de::DeTable;

use super::table::{Faults, Table};
use super::{Manifest, document, partnership};
use crate::codebook::Codebook;
use crate::error::{Error, Fault, Result};

impl Manifest {
    /// Reads a manifest; the codebook says which types of projects and actors there are.
    pub fn load(path: &Path, codebook: &Codebook) -> Result<Manifest> {
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::Usage(format!("{}: no such file. {HOW_TO_BEGIN}", path.display())),
            _ => Error::io(path)(error),
        })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            Error::Faults(vec![Fault::at(path, &text, offset, "this is not UTF-8", "the file saved as UTF-8")])
        })?;
        Manifest::parse(path, &text, codebook)
    }

    /// The manifest that `text` holds, which stands in `path`.
    pub fn parse(path: &Path, text: &str, codebook: &Codebook) -> Result<Manifest> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut faults = Faults::new(path, text, &errors);
        let manifest = read(&mut faults, Table { map: root.get_ref(), at: 0, name: "the manifest" }, codebook);
        let faults = faults.into_sorted();
        if faults.is_empty() { Ok(manifest) } else { Err(Error::Faults(faults)) }
    }
}

fn read(faults: &mut Faults<'_>, root: Table<'_>, codebook: &Codebook) -> Manifest {
    faults.check_keys(root, &["corpus", "partnership", "document"]);
    let mut manifest = Manifest::default();
    if let Some(corpus) = faults.table(root, "corpus", "[corpus]") {
        faults.check_keys(corpus, &["name"]);
        manifest.name = faults.string(corpus, "name").map_or(String::new(), |name| name.value.to_owned());
    }
    manifest.partnerships = partnership::read_all(faults, root, codebook);
    manifest.documents = document::read_all(faults, root, &manifest);
    manifest
}

const HOW_TO_BEGIN: &str = "A corpus is a folder with this file at its root; the least it can say is

[[partnership]]
id = \"here-there\"            # its documents are in the folder of this name
name = \"Here – There\"
  [[partnership.partner]]
  id = \"here\"
  name = \"Here\"
  [[partnership.partner]]
  id = \"there\"
  name = \"There\"";

#[cfg(test)]
mod tests;

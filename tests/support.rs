//! What several tests need: the program, temporary corpora, the shipped lexicons.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use mutua::lexicon::LexiconFiles;
use mutua::study::Study;
use tempfile::TempDir;

/// A manifest of one partnership of two.
pub(crate) const MANIFEST: &str = r#"
[[partnership]]
id = "almelo-denizli"
name = "Almelo – Denizli"
documents = ["**"]

  [[partnership.partner]]
  id = "almelo"
  name = "Almelo"
  country = "NL"
  region = "west"

  [[partnership.partner]]
  id = "denizli"
  name = "Denizli"
  country = "TR"
  region = "east"
"#;

/// The shipped lexicons, loaded once.
pub(crate) fn study() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| {
        Study::load(&LexiconFiles::new(None).expect("shipped")).unwrap_or_else(|error| panic!("{error}"))
    })
}

/// A temporary corpus of these files and [`MANIFEST`].
pub(crate) fn corpus(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("corpus.toml"), MANIFEST).expect("a writable folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, bytes).expect("a writable folder");
    }
    folder
}

/// Runs the program.
pub(crate) fn mutua(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mutua")).args(arguments).output().expect("the program starts")
}

/// Runs `mutua run` on a corpus; the run directory.
pub(crate) fn run(corpus: &Path, more: &[&str]) -> (TempDir, Output) {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("run");
    let mut arguments = vec!["run", corpus.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")];
    arguments.extend(more);
    let output = mutua(&arguments);
    (folder, output)
}

/// A file of the run that [`run`] made.
pub(crate) fn file(run: &TempDir, name: &str) -> String {
    fs::read_to_string(run.path().join("run").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What the program wrote to standard error.
pub(crate) fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A path in the repository.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

use std::fs;

use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, proptest};

use super::*;
use crate::codebook::Codebook;
use crate::manifest;

mod archives;

/// A corpus in a temporary folder.
pub(super) struct Folder {
    pub(super) folder: tempfile::TempDir,
    pub(super) manifest: Manifest,
    pub(super) options: CorpusOptions,
}

impl Folder {
    /// Two partnerships, `a-b` and `c-d`, with these lines before and after; no files yet.
    pub(super) fn new(documents: &str) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        let mut text = String::new();
        for (x, y) in [("a", "b"), ("c", "d")] {
            text += &format!("[[partnership]]\nid = \"{x}-{y}\"\nname = \"{x}\"\n");
            for id in [x, y] {
                text += &format!("[[partnership.partner]]\nid = \"{id}\"\nname = \"{id}\"\n");
            }
            text += &format!("[[partnership.project]]\nid = \"p-{x}\"\nname = \"p\"\n");
        }
        text += documents;
        let path = folder.path().join(manifest::FILE_NAME);
        fs::write(&path, text).unwrap();
        let manifest = Manifest::load(&path, &Codebook::default()).unwrap();
        Folder { folder, manifest, options: CorpusOptions::default() }
    }

    pub(super) fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Folder {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(super) fn corpus(&self) -> Corpus<'_> {
        open(self.folder.path(), &self.manifest, &self.options).unwrap()
    }

    pub(super) fn items(&self) -> Vec<Item> {
        let item = |event| match event {
            Event::Item(item) => Some(*item),
            Event::Skipped(_) => None,
        };
        self.corpus().events().filter_map(item).collect()
    }

    /// Events as text: a document, `#` and its unit, or `!`, a reason and in brackets what.
    pub(super) fn lines(&self) -> Vec<String> {
        self.corpus().events().map(|event| line(&event)).collect()
    }

    fn faults(&self) -> Vec<String> {
        match self.corpus().check() {
            Ok(()) => Vec::new(),
            Err(Error::Faults(faults)) => {
                let root = self.folder.path().to_str().unwrap();
                faults.iter().map(|fault| fault.to_string().replace(root, "")).collect()
            }
            Err(error) => panic!("not faults: {error}"),
        }
    }
}

fn line(event: &Event) -> String {
    match event {
        Event::Item(item) => match &item.unit {
            Some(unit) => format!("{}#{unit}", item.document),
            None => item.document.clone(),
        },
        Event::Skipped(skipped) => format!("!{} ({})", skipped.reason, skipped.document),
    }
}

#[test]
fn files_come_in_the_order_of_their_paths_folder_by_folder() {
    let folder = Folder::new("");
    let names = ["b.txt", "a/z.txt", "a.txt", "a/é.txt", "a/b/c.txt", "B.txt", "a-/x.txt"];
    let folder = names.iter().fold(folder, |folder, name| folder.with(name, "x"));
    let expected = ["B.txt", "a/b/c.txt", "a/z.txt", "a/é.txt", "a-/x.txt", "a.txt", "b.txt"];
    assert_eq!(folder.lines(), expected);
    assert_eq!(folder.corpus().len_hint(), (7, 7));
}

#[test]
fn hidden_files_and_what_describes_the_corpus_are_no_part_of_it() {
    let folder = Folder::new("").with(".git/x.txt", "").with(".x", "").with("README.md", "").with("a/README.md", "");
    assert_eq!(folder.with("a/corpus.toml", "").lines(), ["a/README.md", "a/corpus.toml"]);
}

#[cfg(unix)]
#[test]
fn links_special_files_and_names_in_another_encoding_are_skipped() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("").with("x/a.txt", "");
    let root = folder.folder.path();
    std::os::unix::fs::symlink(root, root.join("x/loop")).unwrap();
    std::os::unix::net::UnixListener::bind(root.join("x/socket")).unwrap();
    let latin = std::ffi::OsStr::from_bytes(b"\xe9");
    fs::create_dir(root.join(latin)).unwrap();
    fs::write(root.join(latin).join("lost.txt"), "").unwrap();
    fs::write(root.join("x").join(latin), "").unwrap();
    let expected =
        ["x/a.txt", "!link (x/loop)", "!special_file (x/socket)", "!bad_name (x/\u{fffd})", "!bad_name (\u{fffd})"];
    assert_eq!(folder.lines(), expected);
}

#[test]
fn a_document_above_the_limit_is_skipped() {
    let mut folder = Folder::new("").with("a.txt", "1234").with("b.txt", "12345");
    folder.options.max_document = 4;
    assert_eq!(folder.lines(), ["a.txt", "!too_large (b.txt)"]);
}

#[test]
fn a_file_instead_of_a_folder_is_wrong_use() {
    let folder = Folder::new("").with("a.txt", "");
    let error = open(&folder.folder.path().join("a.txt"), &folder.manifest, &folder.options).unwrap_err();
    assert!(matches!(error, Error::Usage(_)));
    assert!(matches!(open(Path::new("/no/such"), &folder.manifest, &folder.options), Err(Error::Io { .. })));
}

#[test]
fn a_record_says_more_than_the_globs() {
    let folder = Folder::new(
        "[[document]]\npath = \"a-b/x.txt\"\nvoice = \"b\"\nproject = \"p-a\"\ndate = 2001-02-03\nlanguage = \"nl\"\n\
         kind = \"minutes\"\nspeakers = { R = \"a\" }\n",
    );
    let folder = folder.with("a-b/x.txt", "").with("a-b/y.txt", "").with("z.txt", "");
    let items = folder.items();
    let [x, y, z] = &items[..] else { panic!("three documents") };
    assert_eq!(x.context.partnership, Some(0));
    assert_eq!(x.context.voice.as_deref(), Some("b"));
    assert_eq!(x.context.project.as_deref(), Some("p-a"));
    assert_eq!(x.context.date.as_deref(), Some("2001-02-03"));
    assert_eq!(x.context.kind, Some(manifest::Kind::Minutes));
    assert_eq!(x.context.speakers["R"], "a");
    assert_eq!(y.context, Context { partnership: Some(0), ..Context::default() });
    assert_eq!(z.context, Context::default());
    assert_eq!(folder.faults(), [""; 0]);
}

#[test]
fn a_document_that_two_partnerships_claim_is_a_fault() {
    let mut folder = Folder::new("").with("a-b/x.txt", "").with("a-b/y.txt", "").with("c-d/z.txt", "");
    let path = folder.folder.path().join(manifest::FILE_NAME);
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace(
        "name = \"c\"\n[[partnership.partner]]\nid = \"c\"",
        "name = \"c\"\ndocuments = [\"c-d/**\", \"**/x.*\"]\n[[partnership.partner]]\nid = \"c\"",
    );
    fs::write(&path, &text).unwrap();
    folder.manifest = Manifest::load(&path, &Codebook::default()).unwrap();
    let expected = "16:24: `a-b` and `c-d` both claim `a-b/x.txt`; expected one partnership for each document";
    assert_eq!(folder.faults(), [format!("/corpus.toml:{expected}")]);
    let item = &folder.items()[0];
    assert_eq!(item.context.problems[0].reason, "two_partnerships");
}

#[test]
fn a_record_of_a_document_that_is_not_there_is_a_fault() {
    let folder = Folder::new("[[document]]\npath = \"x.txt\"\n[[document]]\npath = \"y.txt\"\n").with("y.txt", "");
    let expected = "no such document: `x.txt`; expected the path of a file, relative to the corpus";
    assert_eq!(folder.faults(), [format!("/corpus.toml:26:8: {expected}")]);
}

#[test]
fn a_manifest_without_documents_is_fine() {
    assert_eq!(Folder::new("").faults(), [""; 0]);
    assert_eq!(Folder::new("").lines(), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_files_are_made_changes_nothing(
        order in proptest::sample::subsequence((0..12_usize).collect::<Vec<_>>(), 12).prop_shuffle()
    ) {
        let names: Vec<String> = (0..12).map(|n| format!("{}/{}{}.txt", ["a-b", "A", "a"][n % 3], "é".repeat(n % 2), n)).collect();
        let make = |order: &[usize]| {
            let folder = order.iter().fold(Folder::new(""), |folder, n| folder.with(&names[*n], "x"));
            folder.lines()
        };
        prop_assert_eq!(make(&order), make(&(0..12).collect::<Vec<_>>()));
    }
}

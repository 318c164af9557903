//! The folder as a stream of items, in a fixed order, each with what the manifest says of it.
//!
//! The order is that of path bytes, folder by folder, whatever the file system's own; the members of a ZIP follow by
//! name, those of a TAR as they stand in it. Memory does not grow with the corpus: what is held is one folder's list of
//! names, one archive's member, one row.

mod archive;
mod check;
mod context;
mod item;
mod reason;
mod rows;
mod shape;
mod walk;

use std::collections::BTreeMap;
use std::iter;
use std::path::{Path, PathBuf};

pub use item::{Content, Context, Event, Item};

use crate::error::{Error, Result};
use crate::manifest::{Claims, DocumentEntry, Manifest};
use archive::{Limits, Met};
use reason::skipped;
use rows::Source;
use shape::Shape;
use walk::{Found, Walk};

/// How large things may be before they are skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorpusOptions {
    /// Bytes of a document, of a member of an archive, of a row.
    pub max_document: u64,
    /// Bytes of all members of an archive together, unpacked.
    pub max_archive: u64,
    /// Members of an archive.
    pub max_members: usize,
}

impl Default for CorpusOptions {
    fn default() -> Self {
        CorpusOptions { max_document: 256 << 20, max_archive: 16 << 30, max_members: 100_000 }
    }
}

/// A folder of documents with its manifest.
#[derive(Debug)]
pub struct Corpus<'m> {
    root: PathBuf,
    manifest: &'m Manifest,
    claims: Claims,
    /// The `[[document]]` tables by path, with their index.
    entries: BTreeMap<&'m str, (usize, &'m DocumentEntry)>,
    options: CorpusOptions,
}

/// The corpus at `root`, which `manifest` describes. Nothing is read yet.
pub fn open<'m>(root: &Path, manifest: &'m Manifest, options: &CorpusOptions) -> Result<Corpus<'m>> {
    let metadata = root.metadata().map_err(Error::io(root))?;
    if !metadata.is_dir() {
        return Err(Error::Usage(format!("{} is not a folder; a corpus is", root.display())));
    }
    let entries = manifest.documents.iter().enumerate();
    Ok(Corpus {
        root: root.to_path_buf(),
        manifest,
        claims: Claims::new(manifest),
        entries: entries.map(|(index, entry)| (entry.path.as_str(), (index, entry))).collect(),
        options: options.clone(),
    })
}

/// Events of one file.
type Events<'c> = Box<dyn Iterator<Item = Event> + Send + 'c>;

impl Corpus<'_> {
    /// Everything in the corpus, in its order. A file that cannot be read is an event, never an end.
    pub fn events(&self) -> impl Iterator<Item = Event> + Send + '_ {
        Walk::new(&self.root).flat_map(move |found| match found {
            Found::Skipped(skipped) => one(Event::Skipped(skipped)),
            Found::File(file) => self.file(file),
        })
    }

    /// How many files there are and their bytes, for a progress bar: a walk that only counts.
    pub fn len_hint(&self) -> (usize, u64) {
        Walk::new(&self.root).fold((0, 0), |(files, bytes), found| match found {
            Found::File(file) => (files + 1, bytes + file.bytes),
            Found::Skipped(_) => (files, bytes),
        })
    }

    /// Everything in one file of the corpus's own folder, whether or not a walk would take it.
    pub fn document(&self, name: &str, bytes: u64) -> impl Iterator<Item = Event> + Send + '_ {
        self.file(walk::File { path: self.root.join(name), document: name.to_owned(), bytes })
    }

    fn file(&self, file: walk::File) -> Events<'_> {
        let walk::File { path, document, bytes } = file;
        match Shape::of(&document) {
            Shape::Document if bytes > self.options.max_document => {
                one(Event::Skipped(skipped(&document, reason::TOO_LARGE, format!("{bytes} bytes"))))
            }
            Shape::Document => one(self.item(&document, &document, Content::File(path))),
            Shape::Rows(format) => {
                let context = self.context(&document, &document);
                rows::events(self, document, context, format, Source::File(path))
            }
            Shape::Archive(format) => {
                let members = archive::members(format, &path, &self.limits());
                Box::new(members.flat_map(move |met| self.member(&document, met)))
            }
        }
    }

    fn member(&self, archive: &str, met: Met) -> Events<'_> {
        match met {
            Met::Skipped { name, reason, detail } => {
                let document = name.map_or_else(|| archive.to_owned(), |name| format!("{archive}/{name}"));
                one(Event::Skipped(skipped(&document, reason, detail)))
            }
            Met::Member { name, bytes } => {
                let document = format!("{archive}/{name}");
                match Shape::of(&document) {
                    Shape::Rows(format) => {
                        let context = self.context(&document, archive);
                        rows::events(self, document, context, format, Source::Bytes(bytes.into()))
                    }
                    _ => one(self.item(&document, archive, Content::Member(bytes))),
                }
            }
        }
    }

    fn item(&self, document: &str, file: &str, content: Content) -> Event {
        let context = self.context(document, file);
        Event::Item(Box::new(Item { document: document.to_owned(), unit: None, content, context }))
    }

    fn limits(&self) -> Limits {
        let CorpusOptions { max_document, max_archive, max_members } = self.options;
        Limits { member: max_document, total: max_archive, members: max_members }
    }
}

fn one<'c>(event: Event) -> Events<'c> {
    Box::new(iter::once(event))
}

#[cfg(test)]
mod tests;

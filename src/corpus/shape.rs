//! What a file holds, by its name: one document, one document a row, or members. How a document is read is not decided
//! here.

use super::archive;
use super::rows;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One document; a DOCX, ODT or EPUB too, though it is a ZIP inside.
    Document,
    /// One document a row.
    Rows(rows::Format),
    /// Documents, packed.
    Archive(archive::Format),
}

/// Endings; no two fit one name.
const SHAPES: [(&str, Shape); 10] = [
    (".jsonl", Shape::Rows(rows::Format::JsonLines)),
    (".ndjson", Shape::Rows(rows::Format::JsonLines)),
    (".csv", Shape::Rows(rows::Format::Csv)),
    (".tsv", Shape::Rows(rows::Format::Csv)),
    (".zip", Shape::Archive(archive::Format::Zip)),
    (".tar", Shape::Archive(archive::Format::Tar)),
    (".tar.gz", Shape::Archive(archive::Format::TarGz)),
    (".tgz", Shape::Archive(archive::Format::TarGz)),
    (".tar.zst", Shape::Archive(archive::Format::TarZst)),
    (".tzst", Shape::Archive(archive::Format::TarZst)),
];

impl Shape {
    /// What the file with this name holds; case does not matter.
    pub(super) fn of(name: &str) -> Shape {
        let name = name.to_ascii_lowercase();
        let shape = SHAPES.iter().find(|(ending, _)| name.ends_with(ending));
        shape.map_or(Shape::Document, |(_, shape)| *shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_says_what_is_in_it() {
        assert_eq!(Shape::of("a/B.ZIP"), Shape::Archive(archive::Format::Zip));
        assert_eq!(Shape::of("a.tar.gz"), Shape::Archive(archive::Format::TarGz));
        assert_eq!(Shape::of("a.ndjson"), Shape::Rows(rows::Format::JsonLines));
        for document in ["a.docx", "a.epub", "a.gz", "zip", "a.tar.xz", "a.json"] {
            assert_eq!(Shape::of(document), Shape::Document, "{document}");
        }
    }
}

//! What must hold of every reader.

use super::{READERS, ReadOptions, knows, read, reason};
use crate::extracted::Extracted;
use proptest::prelude::*;

fn assert_sound(extracted: &Extracted) {
    let mut end = 0;
    for block in &extracted.blocks {
        assert!(block.span.start >= end && block.span.start < block.span.end, "{block:?} after {end}");
        assert!(extracted.text.get(block.span.clone()).is_some(), "{block:?} is not on characters");
        end = block.span.end;
    }
    for page in &extracted.pages {
        assert!(extracted.text.get(page.span.clone()).is_some(), "{page:?} is not on characters");
    }
}

#[test]
fn extensions_are_lower_case_and_have_one_reader() {
    let mut extensions: Vec<&str> = READERS.iter().flat_map(|reader| reader.extensions).copied().collect();
    extensions.extend(super::UNSUPPORTED.iter().flat_map(|(extensions, _)| *extensions));
    extensions.sort_unstable();
    let count = extensions.len();
    extensions.dedup();
    assert_eq!(extensions.len(), count, "an extension stands twice");
    assert!(extensions.iter().all(|extension| *extension == extension.to_lowercase()));
}

#[test]
fn content_wins_over_a_wrong_or_missing_extension() {
    let options = ReadOptions::default();
    assert_eq!(read("a/page", b"<!DOCTYPE html><p>Words", &options).unwrap().format, "html");
    assert_eq!(read("cues.txt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nWords", &options).unwrap().format, "vtt");
    assert_eq!(read("LETTER.TXT", b"Words", &options).unwrap().format, "text");
    assert_eq!(read("notes", b"Words", &options).unwrap().format, "text");
}

#[test]
fn what_is_not_read_says_what_to_save_it_as() {
    let options = ReadOptions::default();
    for name in ["old.doc", "a.odt", "a.rtf", "a.epub", "a.xls"] {
        let skip = read(name, b"anything", &options).unwrap_err();
        assert_eq!(skip.reason, reason::UNSUPPORTED_FORMAT, "{name}");
        assert!(skip.detail.contains("."), "{}", skip.detail);
        assert!(knows(name));
    }
    assert_eq!(read("a.txt", b"", &options).unwrap_err().reason, reason::EMPTY);
    assert_eq!(read("a.txt", b" \n\t", &options).unwrap_err().reason, reason::EMPTY);
    assert_eq!(read("a.txt", &[0; 64], &options).unwrap_err().reason, reason::BINARY);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn blocks_are_sound_for_any_text(
        text in r"([a-zA-ZçğıİöşüéÉ \-*|#>\t:.0-9]{0,30}(\n|\r\n|\n\n)|(A|B): [a-z.]{1,9}\n|<[a-z]{1,5}>|ال[اأب]{1,4}|[0-9]:[0-9]{2}\.[0-9] --> 00:01\.0\n){0,30}"
    ) {
        for name in ["a.txt", "a.md", "a.html", "a.vtt", "a.srt"] {
            if let Ok(extracted) = read(name, text.as_bytes(), &ReadOptions::default()) {
                assert_sound(&extracted);
            }
        }
    }

    #[test]
    fn no_reader_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for reader in READERS {
            if let Ok(extracted) = (reader.read)(&bytes, &ReadOptions::default()) {
                assert_sound(&extracted);
            }
        }
    }

    #[test]
    fn any_text_is_sound_and_plain_text_untouched(text in any::<String>()) {
        for name in ["a.txt", "a.md", "a.html"] {
            if let Ok(extracted) = read(name, text.as_bytes(), &ReadOptions::default()) {
                assert_sound(&extracted);
                if extracted.format == "text" {
                    prop_assert_eq!(&extracted.text, text.trim_start_matches('\u{feff}'));
                }
            }
        }
    }
}

//! Archives as they come, and as somebody with bad intent would make them.

use std::io::{Cursor, Write};

use ::tar::{Builder, EntryType, Header};
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipWriter};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

use super::Folder;
use crate::corpus::Content;

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // Deflate can be read, not written, with the features that the program needs.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(members: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for (name, kind, bytes) in members {
        let mut header = Header::new_gnu();
        // Written straight into the header: the builder refuses the names that matter here.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn members_of_a_zip_come_by_name_and_rows_in_it_are_rows() {
    let rows = br#"{"id": "1", "text": "x"}"#;
    let bytes = zip(&[("z.txt", b"z"), ("b/c.txt", b"c"), ("b-.txt", b""), ("rows.jsonl", rows), ("d/", b"")]);
    let folder = Folder::new("").with("a-b/x.zip", bytes);
    let expected = ["a-b/x.zip/b/c.txt", "a-b/x.zip/b-.txt", "a-b/x.zip/rows.jsonl#1", "a-b/x.zip/z.txt"];
    assert_eq!(folder.lines(), expected);
    let items = folder.items();
    assert!(items.iter().all(|item| item.context.partnership == Some(0)));
    assert!(matches!(&items[0].content, Content::Member(bytes) if bytes == b"c"));
}

#[test]
fn members_of_a_tar_come_as_they_stand_in_it_however_it_is_packed() {
    let bytes = tar(&[("./z.txt", EntryType::Regular, b"zzz"), ("a.txt", EntryType::Regular, &[7; 2000])]);
    let folder = Folder::new("").with("x.tar", &bytes).with("y.tgz", gzip(&bytes)).with("z.tar.zst", zstd(&bytes));
    let names: Vec<String> =
        ["x.tar", "y.tgz", "z.tar.zst"].iter().flat_map(|x| [format!("{x}/z.txt"), format!("{x}/a.txt")]).collect();
    assert_eq!(folder.lines(), names);
    for pair in folder.items().chunks(2) {
        assert!(matches!(&pair[0].content, Content::Member(bytes) if bytes == b"zzz"));
        assert!(matches!(&pair[1].content, Content::Member(bytes) if bytes == &[7; 2000]));
    }
}

/// A frame of Zstandard with raw blocks only.
fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x80, 0x58];
    frame[4] = 0b1010_0000;
    frame.truncate(5);
    frame.extend((bytes.len() as u32).to_le_bytes());
    let header = 1 | (bytes.len() as u32) << 3;
    frame.extend(&header.to_le_bytes()[..3]);
    frame.extend(bytes);
    frame
}

#[test]
fn names_that_leave_the_archive_are_skipped() {
    let members: [(&str, &[u8]); 4] = [("../up.txt", b""), ("/root.txt", b""), ("ok.txt", b""), ("a/../b.txt", b"")];
    let tarred = members.map(|(name, bytes)| (name, EntryType::Regular, bytes));
    let folder = Folder::new("").with("x.zip", zip(&members)).with("y.tar", tar(&tarred));
    let expected = [
        "!bad_name (x.zip/../up.txt)",
        "!bad_name (x.zip//root.txt)",
        "!bad_name (x.zip/a/../b.txt)",
        "x.zip/ok.txt",
        "!bad_name (y.tar/../up.txt)",
        "!bad_name (y.tar//root.txt)",
        "y.tar/ok.txt",
        "!bad_name (y.tar/a/../b.txt)",
    ];
    let mut lines = folder.lines();
    lines.sort();
    let mut sorted = expected.to_vec();
    sorted.sort_unstable();
    assert_eq!(lines, sorted);
}

#[test]
fn backslashes_of_windows_are_folders() {
    let folder = Folder::new("").with("x.zip", zip(&[("a\\b.txt", b"")]));
    assert_eq!(folder.lines(), ["x.zip/a/b.txt"]);
}

#[test]
fn links_devices_hidden_and_repeated_members_of_a_tar_are_not_read() {
    let bytes = tar(&[
        ("link", EntryType::Symlink, b""),
        ("hard", EntryType::Link, b""),
        ("device", EntryType::Char, b""),
        ("folder", EntryType::Directory, b""),
        (".hidden", EntryType::Regular, b"x"),
        ("a.txt", EntryType::Regular, b"first"),
        ("a.txt", EntryType::Regular, b"second"),
    ]);
    let expected = [
        "!link (x.tar/link)",
        "!link (x.tar/hard)",
        "!special_file (x.tar/device)",
        "x.tar/a.txt",
        "!duplicate_name (x.tar/a.txt)",
    ];
    assert_eq!(Folder::new("").with("x.tar", bytes).lines(), expected);
}

#[test]
fn an_archive_in_an_archive_is_not_opened_and_a_docx_is_a_document() {
    let inner = zip(&[("a.txt", b"")]);
    let bytes = zip(&[("in.zip", &inner), ("in.tar.gz", b""), ("word.docx", &inner)]);
    let folder = Folder::new("").with("x.zip", bytes).with("y.docx", &inner);
    let expected = ["!nested_archive (x.zip/in.tar.gz)", "!nested_archive (x.zip/in.zip)", "x.zip/word.docx", "y.docx"];
    assert_eq!(folder.lines(), expected);
}

#[test]
fn an_encrypted_member_does_not_hide_the_others() {
    let mut bytes = zip(&[("a.txt", b"a"), ("b.txt", b"b")]);
    // The bit that says so, in the directory's first entry and in the member's own header.
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 8] |= 1;
    bytes[6] |= 1;
    let folder = Folder::new("").with("x.zip", bytes);
    assert_eq!(folder.lines(), ["!encrypted (x.zip/a.txt)", "x.zip/b.txt"]);
}

#[test]
fn a_damaged_member_of_a_zip_does_not_hide_the_others() {
    let mut bytes = zip(&[("a.txt", b"aaaa"), ("b.txt", b"bbbb")]);
    let at = bytes.windows(4).position(|window| window == b"aaaa").unwrap();
    bytes[at] = b'x';
    let folder = Folder::new("").with("x.zip", bytes);
    assert_eq!(folder.lines(), ["!broken (x.zip/a.txt)", "x.zip/b.txt"]);
}

#[test]
fn an_archive_that_is_none_or_is_cut_short_is_broken_after_what_was_read() {
    let whole = tar(&[("a.txt", EntryType::Regular, b"aaaa"), ("b.txt", EntryType::Regular, &[1; 3000])]);
    let zipped = zip(&[("a.txt", b"aaaa")]);
    let folder = Folder::new("")
        .with("1.zip", "no archive")
        .with("2.zip", &zipped[..zipped.len() - 10])
        .with("3.tar", "no archive".repeat(100))
        .with("4.tar", &whole[..2600])
        .with("5.tgz", "no archive")
        .with("6.tgz", &gzip(&whole)[..60])
        .with("7.tar.zst", "no archive");
    let expected = [
        "!broken (1.zip)",
        "!broken (2.zip)",
        "!broken (3.tar)",
        "4.tar/a.txt",
        "!broken (4.tar/b.txt)",
        "!broken (5.tgz)",
        "6.tgz/a.txt",
        "!broken (6.tgz)",
        "!broken (7.tar.zst)",
    ];
    assert_eq!(folder.lines(), expected);
}

#[test]
fn a_tar_that_lacks_only_its_last_padding_is_whole() {
    let whole = tar(&[("a.txt", EntryType::Regular, b"aaaa")]);
    assert_eq!(Folder::new("").with("x.tar", &whole[..516]).lines(), ["x.tar/a.txt"]);
}

#[test]
fn limits_hold_for_what_is_unpacked() {
    let members: Vec<(String, Vec<u8>)> = (0..5).map(|n| (format!("{n}.txt"), vec![b'x'; 1000 * n])).collect();
    let zipped: Vec<(&str, &[u8])> = members.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    let tarred: Vec<_> = zipped.iter().map(|(name, bytes)| (*name, EntryType::Regular, *bytes)).collect();
    let mut folder = Folder::new("").with("x.zip", zip(&zipped)).with("y.tgz", gzip(&tar(&tarred)));
    let lines = |read: &[usize], last: &[&str]| -> Vec<String> {
        let each = |archive: &str| {
            let read = read.iter().map(|n| format!("{archive}/{n}.txt"));
            read.chain(last.iter().map(|line| line.replace('@', archive))).collect::<Vec<_>>()
        };
        [each("x.zip"), each("y.tgz")].concat()
    };
    folder.options.max_document = 2000;
    assert_eq!(folder.lines(), lines(&[0, 1, 2], &["!too_large (@/3.txt)", "!too_large (@/4.txt)"]));
    folder.options.max_members = 2;
    assert_eq!(folder.lines(), lines(&[0, 1], &["!too_many_members (@)"]));
    folder.options.max_members = 10;
    folder.options.max_archive = 2500;
    assert_eq!(folder.lines(), lines(&[0, 1], &["!too_large (@)"]));
}

#[test]
fn a_name_of_a_gigabyte_is_not_read_into_memory() {
    let mut header = Header::new_gnu();
    header.as_mut_bytes()[..13].copy_from_slice(b"././@LongLink");
    header.set_entry_type(EntryType::GNULongName);
    header.set_size(1 << 30);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend(vec![b'x'; 4 << 20]);
    assert_eq!(Folder::new("").with("x.tgz", gzip(&bytes)).lines(), ["!broken (x.tgz)"]);
}

#[test]
fn a_long_name_of_a_tar_is_whole() {
    let long = format!("{}/ş.txt", "folder".repeat(30));
    let mut builder = Builder::new(Vec::new());
    let mut header = Header::new_gnu();
    header.set_size(1);
    builder.append_data(&mut header, &long, &b"x"[..]).unwrap();
    let folder = Folder::new("").with("x.tar", builder.into_inner().unwrap());
    assert_eq!(folder.lines(), [format!("x.tar/{long}")]);
}

#[test]
fn a_record_may_speak_of_a_member_or_of_all() {
    let folder = Folder::new(
        "[[document]]\npath = \"x.zip\"\nkind = \"report\"\n[[document]]\npath = \"x.zip/b.txt\"\nkind = \"minutes\"\n",
    );
    let folder = folder.with("x.zip", zip(&[("a.txt", b""), ("b.txt", b"")]));
    let kinds: Vec<&str> = folder.items().iter().map(|item| item.context.kind.unwrap().name()).collect();
    assert_eq!(kinds, ["report", "minutes"]);
    assert_eq!(folder.faults(), [""; 0]);
}

#[test]
fn a_record_of_a_member_of_a_broken_archive_is_no_fault_and_of_an_absent_member_is() {
    let folder = Folder::new("[[document]]\npath = \"x.zip/a.txt\"\n[[document]]\npath = \"y.zip/a.txt\"\n");
    let folder = folder.with("x.zip", "broken").with("y.zip", zip(&[("b.txt", b"")]));
    assert_eq!(folder.faults().len(), 1);
    assert!(folder.faults()[0].contains("y.zip/a.txt"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_anywhere_is_an_event_and_never_an_end(at in 0..4000_usize, byte in any::<u8>(), cut in 0..4000_usize) {
        let text = b"{\"id\": 1, \"text\": \"x\"}\n".repeat(20);
        let tarred = tar(&[("a.jsonl", EntryType::Regular, &text), ("b.txt", EntryType::Regular, b"b")]);
        let zipped = zip(&[("a.jsonl", &text), ("b.txt", b"b")]);
        let damaged = |bytes: &[u8], damage: bool| {
            let mut bytes = bytes.to_vec();
            let (at, cut) = (at % bytes.len(), cut % bytes.len());
            if damage { bytes[at] = byte } else { bytes.truncate(cut) }
            bytes
        };
        let mut folder = Folder::new("");
        for damage in [false, true] {
            for (name, bytes) in [("tar", &tarred), ("tgz", &gzip(&tarred)), ("tzst", &zstd(&tarred)), ("zip", &zipped)] {
                folder = folder.with(&format!("{damage}.{name}"), damaged(bytes, damage));
            }
        }
        folder = folder.with("z.txt", "");
        prop_assert_eq!(folder.lines().pop(), Some("z.txt".to_owned()));
        prop_assert!(folder.corpus().check().is_ok());
    }
}

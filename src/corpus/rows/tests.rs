use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use proptest::sample::select;

use crate::corpus::tests::Folder;
use crate::corpus::{Content, Event, Item};

/// Events as text: `id: text`, or `!reason` with unit and detail.
fn lines(folder: &Folder) -> Vec<String> {
    let line = |event| match event {
        Event::Item(item) => format!("{}: {}", item.unit.as_deref().unwrap_or("-"), text(&item)),
        Event::Skipped(skipped) => {
            format!("!{} {} {}", skipped.reason, skipped.unit.as_deref().unwrap_or("-"), skipped.detail)
        }
    };
    folder.corpus().events().map(line).collect()
}

fn text(item: &Item) -> &str {
    match &item.content {
        Content::Row { text, .. } => text,
        _ => panic!("not a row"),
    }
}

#[test]
fn each_line_is_a_document_with_its_text_untouched() {
    let rows =
        "\u{feff}{\"id\": \"a\", \"text\": \" x\\r\\n\\u00e9 \", \"other\": [1]}\r\n\n{\"text\": \"y\", \"id\": 7}";
    let folder = Folder::new("").with("x.jsonl", rows);
    assert_eq!(lines(&folder), ["a:  x\r\né ", "7: y"]);
}

#[test]
fn lines_that_are_no_rows_are_skipped_with_their_number() {
    let rows = [
        r#"{"id": "a", "text": "x"}"#,
        r#"{"id": "b""#,
        r#"["c", "x"]"#,
        r#"{"text": "x"}"#,
        r#"{"id": "d"}"#,
        r#"{"id": "e", "text": " \n"}"#,
        r#"{"id": 1.5, "text": "x"}"#,
        r#"{"id": "", "text": "x"}"#,
        r#"{"id": "f", "text": 3}"#,
    ];
    let folder = Folder::new("").with("x.ndjson", rows.join("\n"));
    let expected = [
        "a: x",
        "!bad_row - line 2: EOF while parsing an object at line 1 column 10",
        "!bad_row - line 3: not a JSON object",
        "!bad_row - line 4: no `id`",
        "!bad_row d line 5: no `text`",
        "!empty e line 6: the text is empty",
        "!bad_row - line 7: an `id` that is no whole number must be a string",
        "!bad_row - line 8: no `id`",
        "!bad_row f line 9: no `text`",
    ];
    assert_eq!(lines(&folder), expected);
}

#[test]
fn of_rows_with_one_id_the_first_is_kept() {
    let rows = [r#"{"id": "1", "text": "x"}"#, r#"{"id": 1, "text": "y"}"#, r#"{"id": "2", "text": "z"}"#];
    let folder = Folder::new("").with("x.jsonl", rows.join("\n")).with("y.jsonl", rows[0]);
    assert_eq!(lines(&folder), ["1: x", "!duplicate_id 1 line 2: an earlier row has this id", "2: z", "1: x"]);
}

#[test]
fn a_row_above_the_limit_does_not_hide_the_next() {
    let long = "x".repeat(200_000);
    let mut folder = Folder::new("")
        .with("x.jsonl", format!("{{\"id\":\"a\",\"text\":\"{long}\"}}\n{{\"id\":\"b\",\"text\":\"y\"}}\n"))
        .with("y.csv", format!("id,text\na,\"{long}\n{long}\"\nb,y\nc,{}\nd,z\n", ",".repeat(100_000)));
    folder.options.max_document = 1000;
    let expected = [
        "!too_large - line 1: more than 1000 bytes",
        "b: y",
        "!too_large - line 2: more than 1000 bytes",
        "b: y",
        "!too_large - line 5: more than 1000 bytes",
        "d: z",
    ];
    assert_eq!(lines(&folder), expected);
}

#[test]
fn the_header_of_a_table_says_how_its_columns_are_parted() {
    for (delimiter, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\n")] {
        let rows = [["id", "date", "text"], ["a", "2001-02-03", "\"x, y; z\t\"\"q\"\"\""], ["b", "", "\" two\n\""]];
        let table: Vec<String> = rows.iter().map(|row| row.join(delimiter)).collect();
        for mark in ["", "\u{feff}"] {
            let folder = Folder::new("").with("x.csv", format!("{mark}{}", table.join(end)));
            assert_eq!(lines(&folder), ["a: x, y; z\t\"q\"", "b:  two\n"]);
            assert_eq!(folder.items()[0].context.date.as_deref(), Some("2001-02-03"));
        }
    }
}

#[test]
fn a_table_that_is_no_rows_is_skipped_whole() {
    let folder = Folder::new("")
        .with("1.csv", "name,count\nx,1\n")
        .with("2.csv", b"id,text\n1,caf\xe9\n2,x\n")
        .with("3.csv", b"\xff\xfei\0d\0")
        .with("4.csv", "id,text\n")
        .with("5.csv", "")
        .with("6.jsonl", "\n")
        .with("7.jsonl", b"\xff\xfe{\0}\0");
    let reasons: Vec<String> = lines(&folder).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    let expected = ["!no_text_column", "!bad_encoding", "!bad_encoding", "!empty", "!empty", "!empty", "!bad_encoding"];
    assert_eq!(reasons, expected);
}

#[test]
fn rows_of_a_table_that_do_not_fit_its_header_are_skipped_with_their_line() {
    let folder = Folder::new("").with("x.csv", "id,text\r\na,x\r\nb,y,z\r\n,w\r\nc,\"two\r\nlines\"\r\nd\r\n");
    let expected = [
        "a: x",
        "!bad_row - line 3: 3 fields where the header has 2",
        "!bad_row - line 4: no `id`",
        "c: two\r\nlines",
        "!bad_row - line 7: 1 fields where the header has 2",
    ];
    assert_eq!(lines(&folder), expected);
}

#[test]
fn a_quotation_mark_that_is_not_closed_does_not_make_one_row_of_many() {
    let folder = Folder::new("").with("x.csv", "id,text\na,x\nb,\"y\nc,z\nd,w\n");
    let expected = ["a: x", "!bad_row - line 3: a quotation mark is not closed up to the end of the file"];
    assert_eq!(lines(&folder), expected);
}

#[test]
fn what_a_row_says_wins_over_what_its_file_says() {
    let folder = Folder::new(
        "[[document]]\npath = \"a-b/x.jsonl\"\nvoice = \"a\"\nproject = \"p-a\"\nkind = \"report\"\nlanguage = \"nl\"\n\
         speakers = { R = \"b\" }\n",
    );
    let rows = [
        r#"{"id": 1, "text": "x"}"#,
        r#"{"id": 2, "text": "x", "voice": "b", "kind": "minutes", "language": "ar", "speaker": "R", "date": null}"#,
        r#"{"id": 3, "text": "x", "partnership": "c-d", "voice": "c"}"#,
        r#"{"id": 4, "text": "x", "voice": "external", "project": " "}"#,
    ];
    let items = folder.with("a-b/x.jsonl", rows.join("\n")).items();
    let told: Vec<_> = items
        .iter()
        .map(|item| {
            let context = &item.context;
            assert!(context.problems.is_empty());
            (context.partnership, context.voice.as_deref(), context.project.as_deref(), context.voice_from_row)
        })
        .collect();
    let expected = [
        (Some(0), Some("a"), Some("p-a"), false),
        (Some(0), Some("b"), Some("p-a"), true),
        (Some(1), Some("c"), None, true),
        (Some(0), Some("external"), Some("p-a"), true),
    ];
    assert_eq!(told, expected);
    assert_eq!(items[1].context.kind.unwrap().name(), "minutes");
    assert_eq!(items[1].context.speaker.as_deref(), Some("R"));
    assert_eq!(items[1].context.speakers["R"], "b");
    assert!(items[2].context.speakers.is_empty(), "a partner of another partnership");
}

#[test]
fn what_a_row_says_that_nobody_knows_is_a_problem_and_leaves_nothing() {
    let row = r#"{"id": "r", "text": "x", "partnership": "?", "voice": "z", "project": 3, "kind": "song",
        "language": "Dutch", "date": "2001-02-30"}"#;
    let folder = Folder::new("").with("a-b/x.jsonl", row.replace('\n', ""));
    let item = &folder.items()[0];
    let problems: Vec<String> = item
        .context
        .problems
        .iter()
        .map(|problem| format!("{} {} {}", problem.reason, problem.unit.as_deref().unwrap(), problem.detail))
        .collect();
    let expected = [
        "unknown_partnership r `?`",
        "unknown_voice r `z`",
        "unknown_project r `3`",
        "unknown_kind r `song`",
        "unknown_language r `Dutch`",
        "bad_date r `2001-02-30`",
    ];
    assert_eq!(problems, expected);
    assert_eq!((item.context.partnership, &item.context.voice), (None, &None));
    assert_eq!(text(item), "x", "coded all the same");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_gives_back_the_texts_that_were_written_to_it(
        texts in vec("[a-zé,;\"\r\n\t ]{1,20}", 1..8), delimiter in select(vec![b',', b';', b'\t'])
    ) {
        let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["text", "id"]).unwrap();
        for (id, text) in texts.iter().enumerate() {
            writer.write_record([text, &id.to_string()]).unwrap();
        }
        let folder = Folder::new("").with("x.csv", writer.into_inner().unwrap());
        let read: Vec<String> = folder.items().iter().map(|item| text(item).to_owned()).collect();
        let written: Vec<String> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
        prop_assert_eq!(read, written);
    }
}

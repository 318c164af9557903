//! Documents are made here, part by part.

use std::io::{Cursor, Write};

use super::read;
use crate::extracted::{BlockKind, Extracted};
use crate::reader::{ReadOptions, reason};

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(xml.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> Extracted {
    let styles = r#"<w:styles><w:style w:styleId="H1"><w:name w:val="Kop"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:styleId="H1b"><w:name w:val="x"/><w:basedOn w:val="H1"/></w:style>
        <w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
        <w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>
        <w:style w:styleId="Lijst"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let notes = r#"<w:footnotes><w:footnote w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let parts = [("word/document.xml", body.as_str()), ("word/styles.xml", styles), ("word/footnotes.xml", notes)];
    read(&package(&parts), &ReadOptions::default()).unwrap()
}

fn paragraph(style: &str, words: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
}

#[test]
fn structure_comes_from_styles_and_notes_stand_last() {
    let body = [
        paragraph("T", "Contents 1"),
        paragraph("H1b", "Lessons"),
        paragraph("Kop2", "More"),
        paragraph("Lijst", "waste"),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            .to_string(),
        "<w:p><w:r><w:t>We learned</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del>\
         <w:r><w:t xml:space=\"preserve\"> R&amp;D &#233;t&#xe9;.</w:t></w:r></w:p>"
            .to_string(),
    ]
    .concat();
    let extracted = document(&body);
    let shown: Vec<_> = extracted.blocks.iter().map(|b| (b.kind, &extracted.text[b.span.clone()])).collect();
    let expected = [
        (BlockKind::Uncoded, "Contents 1"),
        (BlockKind::Heading(1), "Lessons"),
        (BlockKind::Heading(2), "More"),
        (BlockKind::Item, "waste"),
        (BlockKind::Cell, "A"),
        (BlockKind::Cell, "B"),
        (BlockKind::Paragraph, "We learned R&D été."),
        (BlockKind::Note, "A note."),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn text_boxes_are_read_once() {
    let inner = "<w:txbxContent><w:p><w:r><w:t>Inside</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>\
         </w:r><w:r><w:t>Outside</w:t></w:r></w:p>"
    );
    assert_eq!(document(&body).text, "Inside\nOutside\nA note.");
}

#[test]
fn labels_make_turns() {
    let body: String = ["I: Wat?", "R: Veel.", "I: Van wie?", "R: Denizli."].map(|words| paragraph("", words)).concat();
    let extracted = document(&body);
    let speakers: Vec<_> = extracted.blocks.iter().map(|block| block.speaker.as_deref()).collect();
    assert_eq!(speakers, [Some("I"), Some("R"), Some("I"), Some("R"), None]);
}

#[test]
fn damage_and_depth_are_refused() {
    let deep = "<w:p>".repeat(5000);
    for (body, expected) in [("<w:p></w:q>", reason::BROKEN), (deep.as_str(), reason::TOO_LARGE)] {
        let bytes = package(&[("word/document.xml", body)]);
        assert_eq!(read(&bytes, &ReadOptions::default()).unwrap_err().reason, expected);
    }
    let bytes = package(&[("word/document.xml", "<w:p/>")]);
    assert_eq!(read(&bytes[..40], &ReadOptions::default()).unwrap_err().reason, reason::BROKEN);
}

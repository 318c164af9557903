//! Small files are written here by hand: objects, and a table of where they are.

use super::read;
use crate::extracted::{BlockKind, Extracted};
use crate::reader::{ReadOptions, Skip, reason};

/// A file of these objects, the first one being the catalogue.
fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).into_bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let trailer = format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    bytes.extend(trailer.into_bytes());
    bytes
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A file of pages, each given by its content; `extra` objects come from number 4 on.
fn pages(contents: &[String], resources: &str, extra: &[String]) -> Vec<u8> {
    let first = 4 + extra.len();
    let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", first + 2 * i)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        format!("<< /Type /Pages /Kids [{}] /Count {} /MediaBox [0 0 595 842] >>", kids.join(" "), contents.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
    ];
    objects.extend(extra.iter().cloned());
    for (i, content) in contents.iter().enumerate() {
        let number = first + 2 * i + 1;
        let resources = format!("<< /Font << /F 3 0 R >> {resources} >>");
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Resources {resources} /Contents {number} 0 R >>"));
        objects.push(stream("", content));
    }
    file(&objects)
}

/// Lines of text: size, x, y, words.
fn drawn(lines: &[(f64, f64, f64, &str)]) -> String {
    let draw = |(size, x, y, words): &(f64, f64, f64, &str)| format!("BT /F {size} Tf {x} {y} Td ({words}) Tj ET");
    lines.iter().map(draw).collect::<Vec<_>>().join("\n")
}

fn extracted(bytes: &[u8]) -> Result<Extracted, Skip> {
    read(bytes, &ReadOptions::default())
}

fn shown(extracted: &Extracted) -> Vec<(BlockKind, &str)> {
    extracted.blocks.iter().map(|block| (block.kind, &extracted.text[block.span.clone()])).collect()
}

#[test]
fn two_pages_give_headings_paragraphs_notes_and_furniture() {
    let first = drawn(&[
        (9.0, 72.0, 800.0, "Report on the partnership"),
        (16.0, 72.0, 760.0, "Lessons learned"),
        (11.0, 72.0, 730.0, "The municipality of Almelo has learned a great deal from the"),
        (6.0, 375.0, 734.0, "1"),
        (11.0, 72.0, 716.0, "city of Denizli about household waste, and it has taken the coop-"),
        (11.0, 72.0, 702.0, "eration seriously. The partners now speak of a shared method that"),
        (5.0, 72.0, 90.0, "1"),
        (8.0, 76.0, 87.0, "See the evaluation of 2009."),
        (9.0, 290.0, 40.0, "1"),
    ]);
    let second = drawn(&[
        (9.0, 72.0, 800.0, "Report on the partnership"),
        (11.0, 72.0, 760.0, "works in both cities."),
        (11.0, 72.0, 730.0, "Another paragraph follows here."),
        (9.0, 290.0, 40.0, "2"),
    ]);
    let extracted = extracted(&pages(&[first, second], "", &[])).unwrap();
    let expected = [
        (BlockKind::Heading(1), "Lessons learned"),
        (BlockKind::Note, "See the evaluation of 2009."),
        (BlockKind::Uncoded, "Report on the partnership"),
        (BlockKind::Uncoded, "1"),
        (
            BlockKind::Paragraph,
            "The municipality of Almelo has learned a great deal from the city of Denizli about household waste, \
             and it has taken the cooperation seriously. The partners now speak of a shared method that works in both cities.",
        ),
        (BlockKind::Paragraph, "Another paragraph follows here."),
        (BlockKind::Uncoded, "Report on the partnership"),
        (BlockKind::Uncoded, "2"),
    ];
    assert_eq!(shown(&extracted), expected);
    let page = &extracted.pages[1];
    assert!(extracted.text[page.span.clone()].starts_with("works in both cities."));
    assert_eq!(page.number, 2);
}

#[test]
fn a_form_that_draws_itself_ends() {
    let form =
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>", "/X Do");
    let content = format!("{}\n/X Do", drawn(&[(11.0, 72.0, 700.0, "We learned a lot from them.")]));
    let extracted = extracted(&pages(&[content], "/XObject << /X 4 0 R >>", &[form])).unwrap();
    assert_eq!(extracted.text, "We learned a lot from them.");
}

#[test]
fn forms_that_fan_out_end() {
    let fan = |next: usize| {
        let resources = format!("/Resources << /XObject << /X {next} 0 R >> >>");
        stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}"), "/X Do /X Do /X Do")
    };
    let mut forms: Vec<String> = (5..24).map(fan).collect();
    forms.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", ""));
    let content = format!("{}\n/X Do", drawn(&[(11.0, 72.0, 700.0, "We learned a lot from them.")]));
    let extracted = extracted(&pages(&[content], "/XObject << /X 4 0 R >>", &forms)).unwrap();
    assert_eq!(extracted.text, "We learned a lot from them.");
}

#[test]
fn text_within_a_form_is_read() {
    let inner = drawn(&[(11.0, 72.0, 700.0, "Words within a form.")]);
    let form =
        stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>", &inner);
    let extracted = extracted(&pages(&["/X Do".to_string()], "/XObject << /X 4 0 R >>", &[form])).unwrap();
    assert_eq!(extracted.text, "Words within a form.");
}

#[test]
fn damaged_files_have_a_reason() {
    let whole = pages(&[drawn(&[(11.0, 72.0, 700.0, "Words.")])], "", &[]);
    assert_eq!(extracted(&whole[..whole.len() / 2]).unwrap_err().reason, reason::BROKEN);
    assert_eq!(extracted(b"%PDF-1.4").unwrap_err().reason, reason::BROKEN);
    assert_eq!(extracted(&pages(&["0 0 9 9 re f".to_string()], "", &[])).unwrap_err().reason, reason::NO_TEXT_LAYER);
}

#[test]
fn an_unreadable_page_does_not_stop_the_others() {
    let good = drawn(&[(11.0, 72.0, 700.0, "We learned a lot from them.")]);
    // The library gives up on a matrix of one number.
    let bad = "1 cm".to_string();
    let extracted = extracted(&pages(&[good.clone(), bad, good], "", &[])).unwrap();
    assert_eq!(extracted.pages.len(), 3);
    assert_eq!(extracted.problems.len(), 1);
    assert_eq!((extracted.problems[0].page, extracted.problems[0].reason), (Some(2), reason::PAGE_UNREADABLE));
}

#[test]
fn the_answer_over_the_wire_is_the_same() {
    let bytes = pages(&[drawn(&[(11.0, 72.0, 700.0, "We learned a lot from them.")])], "", &[]);
    let answer = super::guarded(&bytes, &mut |_| {});
    let mut line = Vec::new();
    super::wire::write_answer(&mut line, &answer).unwrap();
    let message = serde_json::from_slice(&line).unwrap();
    assert_eq!(super::wire::answer(message), Some(answer));
}

/// Two columns, hyphens, justified lines, notes and a running header, in the script of the language.
fn typeset(language: &str) -> Extracted {
    let path = format!("{}/tests/fixtures/columns-{language}.pdf", env!("CARGO_MANIFEST_DIR"));
    extracted(&std::fs::read(path).unwrap()).unwrap()
}

fn assert_paragraph(extracted: &Extracted, expected: &str) {
    let paragraphs: Vec<&str> =
        shown(extracted).into_iter().filter(|(k, _)| *k == BlockKind::Paragraph).map(|(_, w)| w).collect();
    assert!(paragraphs.contains(&expected), "{paragraphs:#?}");
}

#[test]
fn columns_of_each_language_are_read_in_order() {
    let english = typeset("en");
    assert_paragraph(
        &english,
        "The municipality of Denizli introduced a well-known method for the separation of waste, inspired by the approach \
         of its Dutch partner. According to Dr. Yilmaz, e.g., the introduction of containers was copied directly. The \
         official-in-charge was enthusiastic.",
    );
    assert_paragraph(
        &typeset("nl"),
        "In 2009 bezochten ambtenaren uit Almelo de gemeente Denizli om te zien hoe huishoudelijk afval daar wordt \
         ingezameld. De delegatie heeft veel geleerd van haar Turkse collega's, in het bijzonder over de voor- en nadelen van \
         burgerparticipatie. Afgesproken werd dat de samenwerkingsovereenkomst tijdens de volgende bijeenkomst besproken zou \
         worden.",
    );
    assert_paragraph(
        &typeset("tr"),
        "Denizli Belediyesi, Hollandalı ortağının yaklaşımından esinlenerek atıkların ayrıştırılması için yeni bir yöntem \
         uygulamaya başladı. Belediye başkanı işbirliğinin karşılıklı öğrenmeye katkı sağladığını vurguladı.",
    );
    assert_paragraph(
        &typeset("ar"),
        "أدخلت بلدية دنيزلي طريقة جديدة لفرز النفايات مستوحاة من نهج شريكها الهولندي. وأكد رئيس البلدية أن التعاون ساهم في \
         التعلم المتبادل.",
    );
    let title = shown(&english).into_iter().find(|(kind, _)| matches!(kind, BlockKind::Heading(_)));
    assert_eq!(title, Some((BlockKind::Heading(1), "Lessons from the partnership")));
    assert!(shown(&english).iter().any(|(kind, words)| *kind == BlockKind::Note && words.contains("See report")));
}

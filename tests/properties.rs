//! What must hold of any text: spans point into it, segments cover it, evidence quotes it.

use mutua::coder::{Coder, Identity};
use mutua::corpus::Context;
use mutua::extracted::Extracted;
use mutua::language::Language;
use mutua::manifest::Manifest;
use mutua::reader::read;
use proptest::prelude::*;

use crate::support::{MANIFEST, study};

/// Text in which things happen: words of five languages, names, punctuation, and any characters at all.
fn texts() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        8 => prop::sample::select(vec![
            "Almelo", "Denizli'den", "we", "learned", "from", "leerde", "van", "elkaar", "öğrendik", "bir", "تعلمنا", "من",
            "a appris", "de", "l'échange", "not", "will", "e.g.", "28", "Dr.", "cooperation.28", "Most", "?", "!", ".", "…",
            ",", "\n\n", "\n", "- ", "«", "»", "(", ")", ";",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,6}",
    ];
    prop::collection::vec((words, prop::sample::select(vec![" ", " ", " ", "", "  "])), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(word, space)| word + space).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn evidence_and_codes_quote_the_text_at_their_offsets(text in texts(), tag in 0usize..6) {
        let manifest = Manifest::parse("corpus.toml".as_ref(), MANIFEST, &study().codebook).expect("a good manifest");
        let language = ["en", "nl", "fr", "tr", "ar", ""].get(tag).and_then(|tag| Language::new(tag));
        let context = Context { partnership: Some(0), voice: Some("almelo".to_owned()), language, ..Context::default() };
        let Some(extracted) = read("a.txt", text.as_bytes(), &study().read_options()).ok() else { return Ok(()) };
        let mut coder = Coder::new(study(), &manifest);
        covers(&coder, &extracted, &context)?;
        let coded = coder.code(Identity { document: "a.txt", unit: None }, &extracted, &context);
        let chars: Vec<char> = extracted.text.chars().collect();
        for piece in &coded.evidence {
            let quoted: String = chars[piece.start_char..piece.end_char].iter().collect();
            prop_assert_eq!(&quoted, &piece.text);
            prop_assert!(piece.start_char <= piece.trigger[0] && piece.trigger[0] < piece.trigger[1]);
            prop_assert!(piece.trigger[1] <= piece.end_char);
        }
        for code in &coded.codes {
            prop_assert!(code.start_char <= code.matched[0] && code.matched[0] < code.matched[1]);
            prop_assert!(code.matched[1] <= code.end_char);
        }
        // What a coder has seen before changes nothing.
        let again = coder.code(Identity { document: "a.txt", unit: None }, &extracted, &context);
        prop_assert_eq!(coded, again);
    }
}

/// Segments are in order, do not overlap, and leave out nothing but white space of the blocks that are coded.
fn covers(coder: &Coder<'_>, extracted: &Extracted, context: &Context) -> Result<(), TestCaseError> {
    let segments = coder.segments(extracted, context);
    let mut end = 0;
    for segment in &segments {
        prop_assert!(end <= segment.span.start && segment.span.start < segment.span.end);
        prop_assert!(extracted.text.is_char_boundary(segment.span.start));
        prop_assert!(extracted.text.is_char_boundary(segment.span.end));
        end = segment.span.end;
    }
    for block in extracted.blocks.iter().filter(|block| block.kind != mutua::extracted::BlockKind::Uncoded) {
        let inside = segments.iter().filter(|segment| block.span.contains(&segment.span.start));
        let covered: usize = inside.map(|segment| letters(&extracted.text[segment.span.clone()])).sum();
        prop_assert_eq!(covered, letters(&extracted.text[block.span.clone()]));
    }
    Ok(())
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

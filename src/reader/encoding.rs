//! From bytes to characters. Order: byte-order mark, UTF-16 by its zero bytes, valid UTF-8, what the document declares,
//! UTF-8 with a little damage, and last a guess with the language as a hint.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Skip, reason};
use crate::extracted::Problem;
use crate::language::Language;

/// A text and how it was read.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// One problem where characters had to be replaced.
    pub(crate) problems: Vec<Problem>,
}

/// Decodes; `declared` is what the document says of itself.
pub(crate) fn decode(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
    language: Option<Language>,
) -> Result<Decoded, Skip> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, encoding.name(), &bytes[mark..]);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decoded(encoding, encoding.name(), bytes);
    }
    if is_binary(bytes.iter().map(|&byte| char::from(byte)).filter(char::is_ascii), bytes.len()) {
        return Err(binary());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_string(), encoding: UTF_8.name(), problems: Vec::new() });
    }
    let damaged = is_damaged_utf8(bytes);
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 && !damaged => encoding,
        _ if damaged => UTF_8,
        _ => guess(bytes, language),
    };
    if encoding == WINDOWS_1252 && is_latin9(bytes) {
        let latin9 = encoding_rs::ISO_8859_15;
        return decoded(latin9, latin9.name(), bytes);
    }
    decoded(encoding, encoding.name(), bytes)
}

fn decoded(encoding: &'static Encoding, name: &'static str, bytes: &[u8]) -> Result<Decoded, Skip> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if is_binary(text.chars(), text.len()) {
        return Err(binary());
    }
    let mut problems = Vec::new();
    if had_errors {
        let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
        let detail = format!("{replaced} characters are not {name}");
        problems.push(Problem { page: None, reason: reason::REPLACED_CHARACTERS, detail });
    }
    Ok(Decoded { text: text.into_owned(), encoding: name, problems })
}

fn binary() -> Skip {
    Skip::new(reason::BINARY, "not text, and not a format that is known")
}

/// Text has next to no control characters, a stray one in a long file apart.
fn is_binary(characters: impl Iterator<Item = char>, len: usize) -> bool {
    let controls = characters
        .filter(|c| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}'))
        .count();
    controls * 200 > len
}

/// UTF-16 shows in its high bytes: zero for Latin, 06 for Arabic, 01 and 20 for the odd letter and dash, all at one
/// parity. Text in eight bits has no zero bytes at all.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.contains(&0) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(1 << 16) & !1];
    let pairs = sample.len() / 2;
    let count = |parity: usize, wanted: &[u8]| {
        sample.iter().skip(parity).step_by(2).filter(|byte| wanted.contains(byte)).count()
    };
    let high = |parity: usize, other: usize| {
        count(parity, &[0, 6]) * 10 >= pairs * 7
            && count(parity, &[0, 1, 6, 0x20]) * 10 >= pairs * 9
            && count(other, &[0]) * 20 < pairs
    };
    if high(1, 0) {
        Some(UTF_16LE)
    } else if high(0, 1) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 cut in the middle or with a few bytes lost is still UTF-8: no other encoding makes so many valid sequences.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid * 4
}

fn guess(bytes: &[u8], language: Option<Language>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 18)], true);
    let domain = language.as_ref().map(domain);
    detector.guess(domain.as_deref().map(str::as_bytes), Utf8Detection::Deny)
}

/// The detector takes its hint as a top-level domain: most languages are called like one, these are not.
fn domain(language: &Language) -> String {
    const DOMAINS: &[(&str, &str)] = &[
        ("ar", "sa"),
        ("cs", "cz"),
        ("da", "dk"),
        ("el", "gr"),
        ("en", "uk"),
        ("et", "ee"),
        ("fa", "ir"),
        ("he", "il"),
        ("sv", "se"),
        ("uk", "ua"),
    ];
    let tag = language.tag();
    DOMAINS.iter().find(|(of, _)| *of == tag).map_or(tag, |(_, domain)| domain).to_string()
}

/// ISO 8859-15 differs from windows-1252 in eight places, and no detector answers it: there, the ligature of French
/// takes the place of one half, which never stands before a letter. What is windows-1252 uses the bytes 80 to 9F.
fn is_latin9(bytes: &[u8]) -> bool {
    let ligature = |pair: &[u8]| matches!(pair, [0xBC | 0xBD, next] if next.is_ascii_alphabetic());
    bytes.windows(2).any(ligature) && !bytes.iter().any(|byte| (0x80..0xA0).contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8], language: &str) -> (String, &'static str) {
        let decoded = decode(bytes, None, Language::new(language)).expect("text");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn old_encodings_of_each_language_are_told_apart() {
        let cases = [
            (
                "tr",
                "Belediyemiz ortaklıktan çok şey öğrendi; atık ayrıştırma eğitimi İzmir'de yapıldı.",
                "windows-1254",
            ),
            ("ar", "تعلمت البلدية من شريكتها الكثير عن إدارة النفايات والمشاركة المدنية.", "windows-1256"),
            ("nl", "De coördinatie tussen één gemeente en haar partner – België – is geëvalueerd.", "windows-1252"),
            ("fr", "La coopération décentralisée a été évaluée à l’été : « très utile ».", "windows-1252"),
        ];
        for (language, text, name) in cases {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{name}");
            assert_eq!(text_of(&bytes, language), (text.to_string(), name));
        }
    }

    #[test]
    fn the_french_ligature_gives_latin_nine_away() {
        let text = "Le cœur de l'œuvre a été présenté à Évry.";
        let (bytes, _, _) = encoding_rs::ISO_8859_15.encode(text);
        assert_eq!(text_of(&bytes, "fr"), (text.to_string(), "ISO-8859-15"));
    }

    #[test]
    fn sixteen_bits_are_seen_without_a_mark_in_both_scripts() {
        for text in ["We learned a lot from our partner city.", "تعلمت البلدية من شريكتها الكثير"]
        {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(text_of(&little, "en"), (text.to_string(), "UTF-16LE"));
            assert_eq!(text_of(&big, "en"), (text.to_string(), "UTF-16BE"));
        }
    }

    #[test]
    fn a_mark_is_no_part_of_the_text_and_nothing_else_changes() {
        assert_eq!(text_of(b"\xEF\xBB\xBFa\r\nb ", "en").0, "a\r\nb ");
    }

    #[test]
    fn damaged_bytes_are_counted() {
        let mut bytes = "öğrendik öğrendik öğrendik öğrendik".as_bytes().to_vec();
        bytes.push(0xC5);
        let decoded = decode(&bytes, None, None).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.problems[0].reason, reason::REPLACED_CHARACTERS);
        assert!(decoded.problems[0].detail.starts_with("1 "), "{}", decoded.problems[0].detail);
    }

    #[test]
    fn bytes_that_are_no_text_are_binary() {
        let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert_eq!(decode(&bytes, None, None).unwrap_err().reason, reason::BINARY);
    }
}

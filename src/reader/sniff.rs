//! What the bytes say they are, whatever the file is called. Only what is certain: a signature at the start, a member
//! in a ZIP. Everything else is left to the extension.

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// A format that is read, by name.
    Format(&'static str),
    /// A format that is not read, by extension.
    Unsupported(&'static str),
    /// An office document behind a password.
    Encrypted,
    /// Nothing certain.
    Unknown,
}

/// Looks at the bytes.
pub(crate) fn sniff(bytes: &[u8]) -> Content {
    let head = &bytes[..bytes.len().min(1024)];
    if head.starts_with(b"PK\x03\x04") {
        return zip(bytes);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole(bytes);
    }
    if head.starts_with(b"{\\rtf") {
        return Content::Unsupported("rtf");
    }
    // Mail gateways and scanners put lines of their own before the header.
    if contains(head, b"%PDF-") {
        return Content::Format("pdf");
    }
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if start.starts_with(b"WEBVTT") {
        return Content::Format("vtt");
    }
    for opening in [&b"<!doctype html"[..], b"<html"] {
        if start.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening)) {
            return Content::Format("html");
        }
    }
    Content::Unknown
}

fn zip(bytes: &[u8]) -> Content {
    let Ok(archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return Content::Unknown;
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        Content::Format("docx")
    } else if has("xl/workbook.xml") {
        Content::Unsupported("xlsx")
    } else if has("ppt/presentation.xml") {
        Content::Unsupported("pptx")
    } else if has("META-INF/container.xml") {
        Content::Unsupported("epub")
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Content::Unsupported("odt")
    } else {
        Content::Unknown
    }
}

/// The old container of office documents: around the encrypted package of a newer one, or an old document itself.
fn ole(bytes: &[u8]) -> Content {
    let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if contains(bytes, &package) { Content::Encrypted } else { Content::Unsupported("doc") }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_win_over_names() {
        assert_eq!(sniff(b"\n%PDF-1.4\n"), Content::Format("pdf"));
        assert_eq!(sniff(b"\xEF\xBB\xBFWEBVTT\n"), Content::Format("vtt"));
        assert_eq!(sniff(b"  <!DOCTYPE HTML><p>x"), Content::Format("html"));
        assert_eq!(sniff(b"{\\rtf1 x}"), Content::Unsupported("rtf"));
        assert_eq!(sniff(b"We learned a lot."), Content::Unknown);
    }

    #[test]
    fn an_encrypted_package_is_told_from_an_old_document() {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        assert_eq!(sniff(&bytes), Content::Unsupported("doc"));
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(sniff(&bytes), Content::Encrypted);
    }
}

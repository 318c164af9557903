//! What a file of rows begins with. Rows are UTF-8; the mark that some programs put before them is not part of the first.

/// The byte-order mark of UTF-8.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether a file begins with the byte-order mark of UTF-16.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

//! Why something was skipped, or was odd: the words that `skipped.jsonl` counts by.

use crate::record::Skipped;

/// A symbolic or hard link: what it points to may stand anywhere.
pub(super) const LINK: &str = "link";
/// Neither a file nor a folder: a device, a pipe, a socket, a sparse member.
pub(super) const SPECIAL_FILE: &str = "special_file";
/// The file system did not let it be read.
pub(super) const UNREADABLE: &str = "unreadable";
/// A document, member, row or archive above its limit.
pub(super) const TOO_LARGE: &str = "too_large";
/// A name that is not UTF-8, or that leaves its archive.
pub(super) const BAD_NAME: &str = "bad_name";
/// A member whose name an earlier member of the archive has.
pub(super) const DUPLICATE_NAME: &str = "duplicate_name";
/// An archive in an archive.
pub(super) const NESTED_ARCHIVE: &str = "nested_archive";
/// A member that needs a password.
pub(super) const ENCRYPTED: &str = "encrypted";
/// An archive or member that is damaged or cut short; what was read before is kept.
pub(super) const BROKEN: &str = "broken";
/// A member packed in a way that is not read.
pub(super) const UNSUPPORTED: &str = "unsupported_compression";
/// More members than the limit: the rest is not read.
pub(super) const TOO_MANY_MEMBERS: &str = "too_many_members";
/// A file of rows that is not UTF-8.
pub(super) const BAD_ENCODING: &str = "bad_encoding";
/// A CSV file without the columns `id` and `text`.
pub(super) const NO_TEXT_COLUMN: &str = "no_text_column";
/// A row that does not parse, or has no id or no text.
pub(super) const BAD_ROW: &str = "bad_row";
/// A row whose id an earlier row of the file has.
pub(super) const DUPLICATE_ID: &str = "duplicate_id";
/// A row with an empty text, or a file without rows.
pub(super) const EMPTY: &str = "empty";
/// A document that two partnerships claim.
pub(super) const TWO_PARTNERSHIPS: &str = "two_partnerships";
/// A row's partnership that the manifest does not have.
pub(super) const UNKNOWN_PARTNERSHIP: &str = "unknown_partnership";
/// A row's project that its partnership does not have.
pub(super) const UNKNOWN_PROJECT: &str = "unknown_project";
/// A row's voice that is no partner of its partnership, nor `external`.
pub(super) const UNKNOWN_VOICE: &str = "unknown_voice";
/// A row's kind that is none of the five.
pub(super) const UNKNOWN_KIND: &str = "unknown_kind";
/// A row's language that is no ISO 639 tag.
pub(super) const UNKNOWN_LANGUAGE: &str = "unknown_language";
/// A row's date that is no day.
pub(super) const BAD_DATE: &str = "bad_date";

/// The record of a document that was skipped.
pub(super) fn skipped(document: &str, reason: &str, detail: impl Into<String>) -> Skipped {
    Skipped { document: document.to_owned(), unit: None, page: None, reason: reason.to_owned(), detail: detail.into() }
}

//! The columns of each table, in their order.

use super::schema::Kind::{Boolean, Integer, List, Number, Object, One, Text};
use super::schema::{Closed, Field, Kind, Table};

/// Directional evidence.
pub(super) const EVIDENCE: Table = Table {
    file: "evidence.jsonl",
    row: "one piece of directional evidence",
    fields: &[
        field("id", Text, "16 hex digits; stable when other documents come or go"),
        optional("partnership", Text, "id of the partnership that the document belongs to"),
        optional("project", Text, "id of the project that the segment is about"),
        field("document", Text, "path relative to the corpus"),
        optional("unit", Text, "id of the row in a JSON Lines or CSV document"),
        optional("page", Integer, "page on which the segment begins"),
        field("segment", Integer, "number of the segment in its document or row, from 0"),
        field("start_char", Integer, "first code point of the segment in the extracted text"),
        field("end_char", Integer, "end of the segment, exclusive"),
        optional("speaker", Text, "label of the speaker in a transcript"),
        optional("voice", Text, "partner on whose behalf the segment speaks, or external"),
        field("language", Text, "language of the segment, ISO 639"),
        optional("date", Text, "date of the document, ISO 8601"),
        field("text", Text, "the segment"),
        field("learner", List, "partners that gain; empty where the text does not settle it"),
        field("source", List, "partners from whom it is gained; empty where the text does not settle it"),
        field("scope", One(Closed::Scope), "between partners, or within one"),
        field("third_party", Boolean, "learned from an outsider"),
        field("status", One(Closed::Status), "whether it is reported as fact"),
        field("rule", Text, "the construction that fired"),
        field("trigger", List, "its trigger: first code point and end, exclusive"),
        field("roles", Object, "why each role is what it is"),
        field("closed", Object, "roles that follow from the other one in a partnership of two"),
        field("confidence", Number, "0 to 1"),
        field("codes", List, "codes of the segment"),
    ],
};

/// Codes of segments.
pub(super) const CODES: Table = Table {
    file: "codes.jsonl",
    row: "one code in one segment",
    fields: &[
        field("document", Text, "path relative to the corpus"),
        optional("unit", Text, "id of the row in a JSON Lines or CSV document"),
        optional("page", Integer, "page on which the segment begins"),
        field("segment", Integer, "number of the segment in its document or row, from 0"),
        field("start_char", Integer, "first code point of the segment in the extracted text"),
        field("end_char", Integer, "end of the segment, exclusive"),
        optional("partnership", Text, "id of the partnership that the document belongs to"),
        optional("project", Text, "id of the project that the segment is about"),
        optional("voice", Text, "partner on whose behalf the segment speaks, or external"),
        field("language", Text, "language of the segment, ISO 639"),
        field("code", One(Closed::Code), "the code"),
        field("entry", Text, "the lexicon entry that matched"),
        field("match", List, "what it matched: first code point and end, exclusive"),
    ],
};

/// Documents that were read.
pub(super) const DOCUMENTS: Table = Table {
    file: "documents.csv",
    row: "one document, or one row of a JSON Lines or CSV document",
    fields: &[
        field("document", Text, "path relative to the corpus"),
        optional("unit", Text, "id of the row in a JSON Lines or CSV document"),
        field("sha256", Text, "SHA-256 of what was read, in hex"),
        field("format", Text, "the reader"),
        optional("encoding", Text, "the encoding that was read, where the format does not fix it"),
        field("language", Text, "main language, ISO 639"),
        optional("kind", One(Closed::DocumentKind), "what kind of text it is"),
        optional("voice", Text, "partner on whose behalf it speaks, or external"),
        optional("partnership", Text, "id of the partnership that it belongs to"),
        optional("project", Text, "id of the project that it is about"),
        optional("date", Text, "ISO 8601"),
        optional("pages", Integer, "number of pages, where the format has them"),
        field("segments", Integer, "number of segments"),
        field("tokens", Integer, "number of tokens"),
        field("evidence", Integer, "number of pieces of evidence"),
        field("problems", Integer, "number of its rows in skipped.jsonl"),
    ],
};

/// Measures of partnerships and projects.
pub(super) const PARTNERSHIPS: Table = Table {
    file: "partnerships.csv",
    row: "one measure of one partnership or project",
    fields: &[
        field("partnership", Text, "id of the partnership"),
        optional("project", Text, "id of the project; empty for the whole partnership, its projects included"),
        field("measure", One(Closed::Measure), "the measure; .closed counts roles that follow from the other one"),
        optional("key", Text, "what it is of: x+y a pair, x a learner, x|v a learner by voice, a status, a dimension"),
        optional("value", Number, "the value; empty is missing, not zero"),
        field("n", Integer, "pieces or segments that the value rests on; of a count, the count"),
        optional("low", Number, "lower bound of the 95 % interval"),
        optional("high", Number, "upper bound of the 95 % interval"),
        optional("reason", One(Closed::Reason), "why the value, or its interval, is missing"),
    ],
};

/// Counts of pieces.
pub(super) const DIRECTIONS: Table = Table {
    file: "directions.csv",
    row: "one cell of the counts of pieces",
    fields: &[
        field("partnership", Text, "id of the partnership"),
        optional("project", Text, "id of the project; empty for the whole partnership, its projects included"),
        field("source", Text, "partners from whom it is gained, joined by +; ? where unresolved"),
        field("learner", Text, "partners that gain, joined by +; ? where unresolved"),
        optional("voice", Text, "partner on whose behalf it is said, or external"),
        field("status", One(Closed::Status), "whether it is reported as fact"),
        field("scope", One(Closed::Scope), "between partners, or within one"),
        field("third_party", One(Closed::Flag), "1: learned from an outsider"),
        field("n", Integer, "number of pieces"),
    ],
};

/// Shares of codes by direction.
pub(super) const PROFILE: Table = Table {
    file: "profile.csv",
    row: "one code in one direction",
    fields: &[
        field("partnership", Text, "id of the partnership"),
        optional("project", Text, "id of the project; empty for the whole partnership, its projects included"),
        field("source", Text, "the partner from whom it is gained"),
        field("learner", Text, "the partner that gains"),
        field("code", One(Closed::Code), "the code"),
        field("n", Integer, "pieces of this direction with the code: realised, between partners, not mutual"),
        field("total", Integer, "pieces of this direction"),
        optional("share", Number, "n of total; empty where total is below five"),
        optional("low", Number, "lower bound of the 95 % interval"),
        optional("high", Number, "upper bound of the 95 % interval"),
    ],
};

/// What could not be read.
pub(super) const SKIPPED: Table = Table {
    file: "skipped.jsonl",
    row: "one document or part that could not be read, or was odd",
    fields: &[
        field("document", Text, "path relative to the corpus"),
        optional("unit", Text, "id of the row in a JSON Lines or CSV document"),
        optional("page", Integer, "the page"),
        field("reason", Text, "a short word for counting"),
        optional("detail", Text, "what a person wants to know"),
    ],
};

const fn field(name: &'static str, kind: Kind, says: &'static str) -> Field {
    Field { name, kind, required: true, says }
}

const fn optional(name: &'static str, kind: Kind, says: &'static str) -> Field {
    Field { name, kind, required: false, says }
}

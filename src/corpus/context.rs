//! What manifest and row say of an item: row fields win over `[[document]]`, that over the globs.

use super::rows::Fields;
use super::{Context, Corpus, reason};
use crate::language::Language;
use crate::manifest::{Kind, is_date};
use crate::record::Skipped;

impl Corpus<'_> {
    /// What the manifest says of a document in `file` (itself, or the archive that it is a member of): a `[[document]]`
    /// of an archive speaks for all members that have none of their own.
    pub(super) fn context(&self, document: &str, file: &str) -> Context {
        let claims = self.claims.of(document);
        let mut context = Context { partnership: claims.first().map(|claim| claim.partnership), ..Context::default() };
        if claims.len() > 1 {
            let ids = claims.iter().map(|claim| self.manifest.partnerships[claim.partnership].id.as_str());
            let detail = ids.collect::<Vec<_>>().join(", ");
            context.problems.push(reason::skipped(document, reason::TWO_PARTNERSHIPS, detail));
        }
        if let Some((_, entry)) = self.entries.get(document).or_else(|| self.entries.get(file)) {
            context.project = entry.project.clone();
            context.voice = entry.voice.clone();
            context.kind = entry.kind;
            context.language = entry.language;
            context.date = entry.date.clone();
            context.speakers = entry.speakers.clone();
        }
        context
    }

    /// What a row of the document adds to `context`, or puts in its place. A field that says something unknown is a
    /// problem and leaves nothing: what the document says does not stand in for it.
    pub(super) fn row_context(&self, context: &Context, document: &str, id: &str, fields: Fields) -> Context {
        let manifest = self.manifest;
        let mut row = Row { document, id, problems: Vec::new() };
        let mut context = context.clone();
        let find = |id: &str| manifest.partnership(id);
        row.put(&mut context.partnership, fields.partnership, reason::UNKNOWN_PARTNERSHIP, find);
        let owner = context.partnership;
        let voice = |id: &str| manifest.has_voice(owner, id).then(|| id.to_owned());
        let project = |id: &str| manifest.has_project(owner, id).then(|| id.to_owned());
        // What `[[document]]` says of one partnership's partners and projects is void in a row of another.
        context.voice = context.voice.as_deref().and_then(voice);
        context.project = context.project.as_deref().and_then(project);
        context.speakers.retain(|_, id| manifest.has_voice(owner, id));
        context.voice_from_row = fields.voice.is_some();
        row.put(&mut context.voice, fields.voice, reason::UNKNOWN_VOICE, voice);
        row.put(&mut context.project, fields.project, reason::UNKNOWN_PROJECT, project);
        row.put(&mut context.kind, fields.kind, reason::UNKNOWN_KIND, Kind::named);
        row.put(&mut context.language, fields.language, reason::UNKNOWN_LANGUAGE, Language::new);
        let date = |day: &str| is_date(day).then(|| day.to_owned());
        row.put(&mut context.date, fields.date, reason::BAD_DATE, date);
        context.speaker = fields.speaker;
        context.problems.append(&mut row.problems);
        context
    }
}

/// A row whose fields are being read.
struct Row<'a> {
    document: &'a str,
    id: &'a str,
    problems: Vec<Skipped>,
}

impl Row<'_> {
    /// Puts what a field means in `slot`; where the row does not have the field, `slot` stays as it is.
    fn put<T>(
        &mut self,
        slot: &mut Option<T>,
        field: Option<String>,
        reason: &str,
        meaning: impl FnOnce(&str) -> Option<T>,
    ) {
        let Some(value) = field else { return };
        *slot = meaning(&value);
        if slot.is_none() {
            let skipped = reason::skipped(self.document, reason, format!("`{value}`"));
            self.problems.push(Skipped { unit: Some(self.id.to_owned()), ..skipped });
        }
    }
}

//! One role of a trigger: whom its filler means, or the person in the verb's own form.

use std::ops::Range;

use super::actors::Who;
use super::bind::Filler;
use super::construction::{Place, Trigger};
use super::mention::{Case, Named};
use super::phrase::Order;
use super::whom::{Room, Settled};
use crate::manifest::EXTERNAL;

impl Room<'_> {
    /// Whom the trigger's own form names as subject and object.
    pub(super) fn persons(&self, trigger: &Trigger<'_>) -> (Option<Who>, Option<Who>) {
        let mut both = (None, None);
        for word in trigger.named.iter().map(|&at| &self.types[at]) {
            for form in std::iter::once(&word.form).chain(&word.variants) {
                let (subject, object) = self.lexicon.actors.persons(form);
                both.0 = both.0.or(subject);
                both.1 = both.1.or(object);
            }
        }
        // Where the verb is last, an infinitive leaves its person to the verb behind it: `öğrenmeyi umuyoruz`.
        if both == (None, None) && self.lexicon.phrases.order == Order::Sov {
            let behind = self.types.iter().zip(self.clauses).skip(trigger.words.end).take(2);
            let clause = self.clauses[trigger.words.end - 1];
            let subjects =
                behind.filter(|(_, at)| **at == clause).map(|(word, _)| self.lexicon.actors.persons(&word.form).0);
            both.0 = subjects.flatten().next();
        }
        both
    }

    pub(super) fn role(
        &self,
        filler: Option<Filler>,
        trigger: &Trigger<'_>,
        slots: &[super::construction::Slot],
        subject: &Option<Who>,
        object: &Option<Who>,
    ) -> (Settled, String) {
        let has = |place: Place| slots.iter().any(|slot| slot.place == place);
        // A person in the verb's own form: surer than a subject from far, and the only sign of one left out.
        let bare = |filler: Filler| {
            let mention = &self.mentions[filler.mention];
            mention.case == Case::Unmarked && matches!(mention.named, Named::Partners(_))
        };
        let sov = self.lexicon.phrases.order == Order::Sov;
        let first =
            |who: &Option<Who>| *who == Some(Who::Own) && self.setting.voice.is_some_and(|voice| voice != EXTERNAL);
        let weak = filler.is_none_or(|filler| {
            filler.far
                || filler.place == Place::Any
                || filler.place == Place::Subject && sov && first(subject) && bare(filler)
                || filler.place == Place::Object && first(object) && bare(filler)
        });
        if weak {
            for (who, place, what) in [(subject, Place::Subject, "subject"), (object, Place::Object, "object")] {
                if let (Some(who), true) = (who, has(place)) {
                    let (settled, why) = self.who(who, trigger.words.start);
                    return (settled, format!("{what} in the verb's form: {why}"));
                }
            }
        }
        if filler.is_none() && has(Place::Voice) {
            return self.who(&Who::Own, trigger.words.start);
        }
        let Some(filler) = filler else { return (Settled::Nobody, String::new()) };
        let mention = &self.mentions[filler.mention];
        let (settled, why) = self.named(mention);
        let place = match (filler.place, mention.case) {
            (Place::Mark(mark), _) => self.lexicon.phrases.marks[mark].clone(),
            (Place::Subject, _) => "subject".to_owned(),
            (Place::Object, _) => "object".to_owned(),
            (Place::Owner, _) => "owner".to_owned(),
            (Place::Any, _) => "in the clause".to_owned(),
            (Place::Voice, _) => "voice".to_owned(),
        };
        let head = mention.head.map_or(String::new(), |head| format!(" ({})", head.name()));
        let far = if filler.far { ", clause before" } else { "" };
        (settled, format!("{}{head}: {place}{far} → {why}", self.text(&mention.phrase)))
    }

    pub(super) fn text(&self, words: &Range<usize>) -> String {
        let forms: Vec<&str> = self.types[words.clone()].iter().map(|word| word.form.as_str()).collect();
        forms.join(" ")
    }
}

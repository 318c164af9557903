//! One segment's words to its pieces of evidence, with the reason for each role.

use std::ops::Range;
use std::sync::Arc;

use super::actors::Who;
use super::bind::{Bound, Filler, Scene};
use super::construction::{Place, Trigger};
use super::extent::OWNER;
use super::lexicon::DirectionLexicon;
use super::mention::{Case, Mention, Named, Text, mentions};
use super::names::Names;
use super::phrase::{Order, WordClass};
use super::settle::settle;
use super::status::status;
use super::whom::{Room, Settled};
use super::{Partners, cues};
use crate::lexicon::{Type, Word};
use crate::manifest::{EXTERNAL, Partnership};
use crate::record::Status;
use crate::token::Gap;

/// What is known when a segment is resolved.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The partnership; nothing where no partnership claims the document.
    pub partnership: Option<&'a Partnership>,
    /// The names of its partners in the segment's language.
    pub names: &'a Names,
    /// A partner's id, or `external`.
    pub voice: Option<&'a str>,
    /// The voice of the turn that follows, for questions.
    pub next_voice: Option<&'a str>,
    /// Whether the segment asks.
    pub question: bool,
    /// The partner named last before this segment.
    pub antecedent: Partners,
}

/// One piece of evidence, by words of the segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Who gains.
    pub learner: Partners,
    /// From whom.
    pub source: Partners,
    /// The roles that the other one implies in a partnership of two.
    pub closed: (Partners, Partners),
    /// Whether they learn from each other.
    pub mutual: bool,
    /// Whether learner and source are the same single partner.
    pub intra: bool,
    /// Whether the source is an outsider.
    pub third_party: bool,
    /// Realised, general, intended or negated.
    pub status: Status,
    /// The construction that fired.
    pub rule: String,
    /// Its words.
    pub trigger: Range<usize>,
    /// Why the learner, why the source.
    pub reasons: (String, String),
    /// In hundredths.
    pub confidence: u32,
    /// The clause of the trigger.
    pub clause: usize,
    /// The words of the cue that gave the status.
    pub cue: Option<Range<usize>>,
}

impl Piece {
    /// How many roles are settled.
    pub fn settled(&self) -> usize {
        usize::from(!self.learner.is_empty()) + usize::from(!self.source.is_empty())
    }
}

/// A construction that nearly fired, and what was missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The construction.
    pub rule: String,
    /// Its words.
    pub trigger: Range<usize>,
    /// What was missing.
    pub why: String,
}

/// What resolving a segment gives.
#[derive(Debug, Clone, Default)]
pub struct Resolution {
    /// Its evidence.
    pub pieces: Vec<Piece>,
    /// What nearly was.
    pub near: Vec<NearMiss>,
    /// All mentions, for explanations.
    pub mentions: Vec<Mention>,
    /// The cues found, with the status each gives.
    pub cues: Vec<(Range<usize>, Option<Status>)>,
}

/// Resolves one segment.
pub fn resolve(
    types: &[Arc<Type>],
    words: &[Word<'_>],
    lexicon: &DirectionLexicon,
    setting: &Setting<'_>,
) -> Resolution {
    let triggers = lexicon.constructions.find(words);
    let names = setting.names.find(types, &lexicon.phrases, &lexicon.letters);
    let mut resolution = Resolution::default();
    if triggers.is_empty() {
        return resolution;
    }
    let clauses = clauses(types, words, lexicon);
    let found_cues = lexicon.cues.find(words);
    let owner = lexicon.phrases.mark_id(OWNER);
    let order = lexicon.phrases.order;
    let mut blocked = vec![false; words.len()];
    let mut taken: Vec<Range<usize>> = Vec::new();
    for trigger in &triggers {
        if taken.iter().any(|words| trigger.overlaps(words)) || gap_ends_clause(trigger, &clauses) {
            continue;
        }
        // No phrase reaches over the words of its trigger; those of one that fails are free again.
        let before = blocked.clone();
        trigger.named.iter().for_each(|&at| blocked[at] = true);
        if trigger.construction.suppress {
            taken.push(trigger.words.clone());
            continue;
        }
        let text = Text { types, words, blocked: &blocked };
        let mentions = mentions(&text, &names, &lexicon.actors, &lexicon.phrases);
        let room = Room { types, lexicon, setting, mentions: &mentions, clauses: &clauses };
        let partners: Vec<Partners> = mentions.iter().map(|mention| room.named(mention).0.partners()).collect();
        let scene = Scene { mentions: &mentions, clauses: &clauses, partners: &partners, order, owner };
        let bound = scene.bind(trigger);
        match room.piece(trigger, &bound, &found_cues) {
            Ok(piece) => {
                taken.push(trigger.words.clone());
                resolution.pieces.push(piece);
            }
            Err(why) => {
                blocked = before;
                let rule = trigger.construction.id.clone();
                resolution.near.push(NearMiss { rule, trigger: trigger.words.clone(), why });
            }
        }
    }
    resolution.pieces = settle(std::mem::take(&mut resolution.pieces));
    resolution.cues = found_cues.iter().map(|cue| (cue.words.clone(), cue.cue.status)).collect();
    let text = Text { types, words, blocked: &blocked };
    resolution.mentions = mentions(&text, &names, &lexicon.actors, &lexicon.phrases);
    resolution
}

/// The partner that a segment names last, other than its voice: the antecedent of the next segment's third person.
pub fn last_named(
    types: &[Arc<Type>],
    words: &[Word<'_>],
    lexicon: &DirectionLexicon,
    names: &Names,
    partnership: &Partnership,
    voice: Option<&str>,
) -> Partners {
    let found = names.find(types, &lexicon.phrases, &lexicon.letters);
    let blocked = vec![false; words.len()];
    let text = Text { types, words, blocked: &blocked };
    let mentions = mentions(&text, &found, &lexicon.actors, &lexicon.phrases);
    let setting = Setting {
        partnership: Some(partnership),
        names,
        voice,
        next_voice: None,
        question: false,
        antecedent: Partners::default(),
    };
    let room = Room { types, lexicon, setting: &setting, mentions: &mentions, clauses: &[] };
    let voice = voice.and_then(|voice| partnership.partners.iter().position(|partner| partner.id == voice));
    let voice = voice.map_or(Partners::default(), Partners::one);
    let named = mentions.iter().rev().map(|mention| match &mention.named {
        Named::Partners(partners) => *partners,
        Named::Word(who @ (Who::Side(_) | Who::Country(_) | Who::Place(_) | Who::Other)) => {
            room.who(who, mention.words.start).0.partners()
        }
        Named::Word(_) => Partners::default(),
    });
    named.map(|partners| partners.without(voice)).find(|partners| !partners.is_empty()).unwrap_or_default()
}

/// Whether a new clause begins in a gap of the pattern: its two parts do not belong together.
fn gap_ends_clause(trigger: &Trigger<'_>, clauses: &[usize]) -> bool {
    let inside = trigger.words.start + 1..trigger.words.end;
    inside.into_iter().any(|at| clauses[at] != clauses[at - 1] && !trigger.named.contains(&at))
}

/// The clause of each word: a new one begins behind the end of a clause, at a word that starts one, and behind a word that
/// is the last of its own.
fn clauses(types: &[Arc<Type>], words: &[Word<'_>], lexicon: &DirectionLexicon) -> Vec<usize> {
    let mut clause = 0;
    let starts = |at: usize, word: &Word<'_>, kind: &Type| {
        word.gap == Gap::Strong
            || lexicon.phrases.is(kind, WordClass::Clause)
            || lexicon.phrases.is(&types[at - 1], WordClass::End)
    };
    words
        .iter()
        .zip(types)
        .enumerate()
        .map(|(at, (word, kind))| {
            clause += usize::from(at > 0 && starts(at, word, kind));
            clause
        })
        .collect()
}

impl Room<'_> {
    fn piece(&self, trigger: &Trigger<'_>, bound: &Bound, found: &[cues::CueMatch<'_>]) -> Result<Piece, String> {
        let construction = trigger.construction;
        let (subject, object) = self.persons(trigger);
        let (mut learner, mut learner_why) =
            self.role(bound.learner, trigger, &construction.learner, &subject, &object);
        let (mut source, mut source_why) = self.role(bound.source, trigger, &construction.source, &subject, &object);
        let generic = learner == Settled::Generic || source == Settled::Generic;
        let reciprocal = self.reciprocal(trigger);
        let exchange = !construction.parties.is_empty();
        let mut mutual = false;
        if exchange || reciprocal {
            let (parties, why) = if exchange {
                self.role(bound.parties, trigger, &construction.parties, &subject, &object)
            } else {
                match (&learner, &source) {
                    (Settled::Partners(_), _) => (learner.clone(), learner_why.clone()),
                    (_, Settled::Partners(_)) => (source.clone(), source_why.clone()),
                    _ => (learner.clone(), learner_why.clone()),
                }
            };
            let all = Partners::all(self.setting.partnership.map_or(0, |partnership| partnership.partners.len()));
            let (set, how) = match parties {
                Settled::Generic => (Partners::default(), "nobody in particular".to_owned()),
                Settled::Partners(set) if set.len() > 1 => (set, why),
                Settled::Partners(set) if exchange && !reciprocal && !set.is_empty() => {
                    match self.counterpart(trigger, bound, set) {
                        Some(other) => (set.union(other), format!("{why}, with the other")),
                        None => (Partners::default(), "exchange with an unnamed other".to_owned()),
                    }
                }
                _ if reciprocal
                    && (self.setting.voice.is_some_and(|voice| voice != EXTERNAL) || self.names_partners()) =>
                {
                    (all, "each other: all partners".to_owned())
                }
                _ if reciprocal && self.both(trigger) => (all, "both: all partners".to_owned()),
                _ if reciprocal
                    && matches!(parties, Settled::Nobody)
                    && bound.learner.is_none()
                    && bound.parties.is_none() =>
                {
                    (Partners::default(), "nobody named".to_owned())
                }
                _ if reciprocal => (all, "each other: all partners".to_owned()),
                _ => (Partners::default(), "nobody named".to_owned()),
            };
            learner = Settled::Partners(set);
            source = learner.clone();
            learner_why = how.clone();
            source_why = how;
            mutual = !set.is_empty();
        }
        // `Both partners learned`: from each other, where no other source is named.
        let within = source.partners().without(learner.partners()).is_empty();
        if !mutual
            && (source == Settled::Nobody || !source.partners().is_empty() && within)
            && learner.partners().len() > 1
        {
            source = learner.clone();
            source_why = format!("all who learn: {learner_why}");
            mutual = true;
        }
        // The same from the other side: `both partners passed on what they knew`.
        let within = learner.partners().without(source.partners()).is_empty();
        let open = learner == Settled::Nobody || !learner.partners().is_empty() && within;
        if !mutual && open && source.partners().len() > 1 {
            learner = source.clone();
            learner_why = format!("all who pass on: {source_why}");
            mutual = true;
        }
        let own = construction.intra || source == Settled::Same || learner == Settled::Same;
        if own {
            let both = if learner.partners().is_empty() { source.partners() } else { learner.partners() };
            learner = Settled::Partners(both);
            source = Settled::Partners(both);
            source_why = "the same: passed on at home, or learned from oneself".to_owned();
        }
        if !mutual && !own && !learner.partners().is_empty() && learner == source {
            // What only the voice or the verb's form says gives way to what is named.
            match (bound.learner, bound.source) {
                (None, Some(_)) => (learner, learner_why) = (Settled::Nobody, String::new()),
                (Some(_), None) => (source, source_why) = (Settled::Nobody, String::new()),
                _ => return Err("learner and source are the same".to_owned()),
            }
        }
        self.check_needs(trigger, &learner, &source, mutual || reciprocal)?;
        let third_party = source == Settled::Outsider;
        let mut given = status(trigger, found, &self.lexicon.cues, self.types, self.clauses);
        if (generic || (self.setting.question && self.setting.voice == Some(EXTERNAL)))
            && given.status < Status::General
        {
            given.status = Status::General;
        }
        if learner == Settled::Outsider {
            return Err("the learner is an outsider".to_owned());
        }
        let (learner, source) = (learner.partners(), source.partners());
        let closed = self.closed(learner, source, third_party || own || generic || mutual || reciprocal || exchange);
        let far =
            [bound.learner, bound.source, bound.parties].into_iter().flatten().filter(|filler| filler.far).count();
        let confidence = construction.confidence.saturating_sub(10 * u32::try_from(far).unwrap_or(0));
        Ok(Piece {
            learner,
            source,
            closed,
            mutual,
            intra: learner.len() == 1 && learner == source,
            third_party,
            status: given.status,
            rule: construction.id.clone(),
            trigger: trigger.words.clone(),
            reasons: (learner_why, source_why),
            confidence,
            clause: self.clauses[trigger.words.start],
            cue: given.cue,
        })
    }

    /// Whom the trigger's own form names as subject and object.
    fn persons(&self, trigger: &Trigger<'_>) -> (Option<Who>, Option<Who>) {
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

    fn role(
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

    fn text(&self, words: &Range<usize>) -> String {
        let forms: Vec<&str> = self.types[words.clone()].iter().map(|word| word.form.as_str()).collect();
        forms.join(" ")
    }
}

//! One segment's words to its pieces of evidence, with the reason for each role.

use std::ops::Range;
use std::sync::Arc;

use super::actors::Who;
use super::bind::{Bound, Scene};
use super::clause::{clauses, gap_ends_clause};
use super::construction::Trigger;
use super::extent::OWNER;
use super::lexicon::DirectionLexicon;
use super::mention::{Mention, Named, Text, mentions};
use super::names::Names;
use super::settle::settle;
use super::status::status;
use super::whom::{Room, Settled};
use super::{Partners, cues};
use crate::lexicon::{Type, Word};
use crate::manifest::{EXTERNAL, Partnership};
use crate::record::Status;

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
        if taken.iter().any(|words| trigger.overlaps(words)) || gap_ends_clause(trigger, words, &clauses) {
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
}

//! Whom a mention means, by voice and antecedent (interface: who says what).

use std::sync::Arc;

use super::Partners;
use super::actors::Who;
use super::lexicon::DirectionLexicon;
use super::mention::{Case, Mention, Named};
use super::names::joined;
use super::phrase::Head;
use super::resolve::Setting;
use crate::lexicon::Type;
use crate::manifest::EXTERNAL;

/// The mark of datives, by its name in `marks.toml`, where a language has clitics for it.
const DATIVE: &str = "dat";

/// Everything that settling one trigger's roles needs.
pub(super) struct Room<'a> {
    pub(super) types: &'a [Arc<Type>],
    pub(super) lexicon: &'a DirectionLexicon,
    pub(super) setting: &'a Setting<'a>,
    pub(super) mentions: &'a [Mention],
    pub(super) clauses: &'a [usize],
}

/// Whom a role was settled as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Settled {
    Partners(Partners),
    Outsider,
    /// Nobody in particular: cities at large.
    Generic,
    /// The same as the other role.
    Same,
    Nobody,
}

impl Settled {
    pub(super) fn partners(&self) -> Partners {
        match self {
            Settled::Partners(partners) => *partners,
            _ => Partners::default(),
        }
    }
}

impl Room<'_> {
    /// Whom a mention means here, and why.
    pub(super) fn named(&self, mention: &Mention) -> (Settled, String) {
        match &mention.named {
            Named::Partners(partners) => (Settled::Partners(*partners), self.name(*partners)),
            Named::Word(Who::They) if self.is_object(mention) => self.not_the_subject(mention),
            Named::Word(who) => self.who(who, mention.words.start),
        }
    }

    /// Whether a pronoun is an object of its verb: an object by its form, or a dative.
    fn is_object(&self, mention: &Mention) -> bool {
        let dative = self.lexicon.phrases.mark_id(DATIVE);
        mention.case == Case::Object || dative.is_some_and(|dative| mention.case == Case::Mark(dative))
    }

    /// An object never means the subject of its own clause: `Utrecht taught them`.
    pub(super) fn not_the_subject(&self, mention: &Mention) -> (Settled, String) {
        let clause = self.clauses.get(mention.words.start);
        let before = |other: &&Mention| {
            other.unmarked() && other.words.end <= mention.words.start && self.clauses.get(other.words.start) == clause
        };
        let subject = self.mentions.iter().filter(before).find_map(|other| match &other.named {
            Named::Partners(partners) => Some(*partners),
            Named::Word(who) => Some(self.placed(who)).filter(|partners| !partners.is_empty()),
        });
        let (settled, why) = self.who(&Who::They, mention.words.start);
        let Some(subject) = subject.filter(|subject| settled.partners() == *subject) else { return (settled, why) };
        let all = Partners::all(self.setting.partnership.map_or(0, |partnership| partnership.partners.len()));
        let others = all.without(subject);
        let named = self.setting.antecedent.without(subject);
        let other = if named.is_empty() && others.len() == 1 { others } else { named };
        if other.is_empty() {
            return (Settled::Nobody, "third person, not the subject: not settled".to_owned());
        }
        (Settled::Partners(other), format!("third person, not the subject → {}", self.name(other)))
    }

    /// Whom an actor word means here (spec: who says what).
    pub(super) fn who(&self, who: &Who, at: usize) -> (Settled, String) {
        let Some(partnership) = self.setting.partnership else { return (Settled::Nobody, "no partnership".to_owned()) };
        let count = partnership.partners.len();
        let index = |id: &str| partnership.partners.iter().position(|partner| partner.id == id);
        let voice = self.setting.voice.and_then(index).map_or(Partners::default(), Partners::one);
        let others = Partners::all(count).without(voice);
        let single = |set: Partners| if set.len() == 1 { set } else { Partners::default() };
        let named = || self.antecedent(at);
        let (partners, why) = match who {
            Who::Own => (voice, "first person → voice"),
            Who::You if self.setting.question && self.setting.voice == Some(EXTERNAL) => {
                let next = self.setting.next_voice.and_then(index).map_or(Partners::default(), Partners::one);
                (next, "second person → who answers")
            }
            Who::You => (if voice.is_empty() { voice } else { single(others) }, "second person → the other"),
            Who::They => match named().without(voice) {
                nobody if nobody.is_empty() && voice.is_empty() => (nobody, "third person"),
                nobody if nobody.is_empty() => (single(others), "third person → the other"),
                antecedent => (antecedent, "third person → named before"),
            },
            Who::Other if !voice.is_empty() && count == 2 => (others, "the partner → the other than the voice"),
            Who::Other if !voice.is_empty() => (single(named().without(voice)), "the partner → named before"),
            Who::Other => match named() {
                one if count == 2 && one.len() == 1 => (Partners::all(2).without(one), "the partner → the other"),
                others => (others, "the partner → the other"),
            },
            Who::Both => (Partners::all(count), "all partners"),
            Who::Side(_) => (self.placed(who), "side"),
            Who::Country(_) => (self.placed(who), "country"),
            Who::Place(_) => (self.placed(who), "people of"),
            Who::Outsider => return (Settled::Outsider, "an outsider".to_owned()),
            Who::Generic => return (Settled::Generic, "nobody in particular".to_owned()),
            Who::Themselves => return (Settled::Same, "one's own".to_owned()),
            Who::Reciprocal => return (Settled::Nobody, "each other".to_owned()),
        };
        if partners.is_empty() {
            return (Settled::Nobody, format!("{why}: not settled"));
        }
        (Settled::Partners(partners), format!("{why} → {}", joined(partners, partnership)))
    }

    /// The one partner on that side, of that country, or of that name; nobody for other words, and where several are.
    fn placed(&self, who: &Who) -> Partners {
        let Some(partnership) = self.setting.partnership else { return Partners::default() };
        let mut found = partnership.partners.iter().enumerate().filter(|(_, partner)| match who {
            Who::Side(region) => partner.region == Some(*region),
            Who::Country(code) => partner.country.as_deref() == Some(code),
            _ => false,
        });
        match (who, found.next(), found.next()) {
            (Who::Place(place), _, _) => {
                self.setting.names.partner_of_place(place).map_or(Partners::default(), Partners::one)
            }
            (_, Some((index, _)), None) => Partners::one(index),
            _ => Partners::default(),
        }
    }

    /// The partner named last before word `at`, in this segment or one before.
    pub(super) fn antecedent(&self, at: usize) -> Partners {
        let partnership = self.setting.partnership;
        let voice = self
            .setting
            .voice
            .and_then(|voice| partnership?.partners.iter().position(|partner| partner.id == voice))
            .map_or(Partners::default(), Partners::one);
        let before = || self.mentions.iter().rev().filter(|mention| mention.words.end <= at);
        let other = |mention: &Mention| match mention.named {
            Named::Partners(partners) => Some(partners.without(voice)).filter(|partners| !partners.is_empty()),
            Named::Word(ref who) => Some(self.placed(who).without(voice)).filter(|partners| !partners.is_empty()),
        };
        // Who acts is rather meant than where something happens: `officers of A travelled to B; they …`.
        let acts = |mention: &&Mention| mention.unmarked() || matches!(mention.head, Some(Head::Person | Head::Body));
        before().filter(acts).find_map(other).or_else(|| before().find_map(other)).unwrap_or(self.setting.antecedent)
    }

    pub(super) fn name(&self, partners: Partners) -> String {
        self.setting.partnership.map_or(String::new(), |partnership| joined(partners, partnership))
    }
}

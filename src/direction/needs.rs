//! What must hold for a trigger to count, and what its clause says beside the roles: each other, all partners, the other
//! of an exchange, the role that a partnership of two implies.

use super::Partners;
use super::actors::Who;
use super::bind::Bound;
use super::construction::{Need, Place, Trigger};
use super::mention::{Case, Mention, Named};
use super::phrase::Head;
use super::whom::{Room, Settled};

impl Room<'_> {
    /// The other of an exchange: whoever is left in the clause, or marked beside the first.
    pub(super) fn counterpart(&self, trigger: &Trigger<'_>, bound: &Bound, first: Partners) -> Option<Partners> {
        let used = bound.parties.map(|filler| filler.mention);
        let clause = self.clauses[trigger.words.start];
        let stands = |mention: &Mention| {
            trigger.construction.parties.iter().any(|slot| match slot.place {
                Place::Mark(mark) => mention.case == Case::Mark(mark) || mention.inner == Some(mark),
                Place::Subject | Place::Object => mention.unmarked(),
                Place::Owner => mention.case == Case::Owner,
                Place::Any | Place::Voice => true,
            })
        };
        let others =
            self.mentions.iter().enumerate().filter(|(i, mention)| {
                Some(*i) != used && self.clauses[mention.words.start] == clause && stands(mention)
            });
        for (_, mention) in others {
            let other = self.named(mention).0.partners().without(first);
            if !other.is_empty() {
                return Some(other);
            }
        }
        None
    }

    pub(super) fn reciprocal(&self, trigger: &Trigger<'_>) -> bool {
        let clause = self.clauses[trigger.words.start];
        let last = self.clauses[trigger.words.end - 1];
        self.mentions.iter().any(|mention| {
            mention.named == Named::Word(Who::Reciprocal)
                && (self.clauses[mention.words.start] == clause || self.clauses[mention.words.start] == last)
        })
    }

    pub(super) fn both(&self, trigger: &Trigger<'_>) -> bool {
        let clause = self.clauses[trigger.words.start];
        self.mentions
            .iter()
            .any(|mention| mention.named == Named::Word(Who::Both) && self.clauses[mention.words.start] == clause)
    }

    pub(super) fn names_partners(&self) -> bool {
        self.mentions.iter().any(|mention| matches!(mention.named, Named::Partners(_)))
    }

    pub(super) fn check_needs(
        &self,
        trigger: &Trigger<'_>,
        learner: &Settled,
        source: &Settled,
        mutual: bool,
    ) -> Result<(), String> {
        let settled =
            |role: &Settled| !matches!(role, Settled::Nobody) && *role != Settled::Partners(Partners::default());
        for need in &trigger.construction.needs {
            let (met, what) = match need {
                Need::Learner => (settled(learner), "no learner"),
                Need::Source => (settled(source), "no source"),
                Need::Either => (settled(learner) || settled(source) || mutual, "neither learner nor source"),
                Need::Parties => (mutual || (settled(learner) && settled(source)), "nobody who exchanges"),
                Need::Knowledge => (self.knowledge_near(trigger), "no word for knowledge in the clause"),
            };
            if !met {
                return Err(what.to_owned());
            }
        }
        Ok(())
    }

    pub(super) fn knowledge_near(&self, trigger: &Trigger<'_>) -> bool {
        let (first, last) = (self.clauses[trigger.words.start], self.clauses[trigger.words.end - 1]);
        self.types.iter().zip(self.clauses).any(|(word, clause)| {
            (first..=last).contains(clause)
                && self.lexicon.phrases.head(word).is_some_and(|word| word.head == Head::Knowledge)
        })
    }

    pub(super) fn closed(&self, learner: Partners, source: Partners, barred: bool) -> (Partners, Partners) {
        let none = (Partners::default(), Partners::default());
        let dyad = self.setting.partnership.is_some_and(|partnership| partnership.partners.len() == 2);
        let outsider = self.mentions.iter().any(|mention| mention.named == Named::Word(Who::Outsider));
        if !dyad || barred || outsider {
            return none;
        }
        match (learner.len(), source.len()) {
            (0, 1) => (Partners::all(2).without(source), Partners::default()),
            (1, 0) => (Partners::default(), Partners::all(2).without(learner)),
            _ => none,
        }
    }
}

//! Roles of one trigger: marked slots first, then the unmarked ones with what is left, within the clause.

use super::Partners;
use super::actors::Who;
use super::construction::{Construction, Place, Slot, Trigger};
use super::mention::{Case, Mention, Named};
use super::phrase::{MarkId, Order};

/// How far a marked phrase may stand from its trigger when it stands in another clause, in words.
const FAR: usize = 12;

/// The mentions that fill a trigger's roles, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bound {
    /// Who gains.
    pub learner: Option<Filler>,
    /// From whom.
    pub source: Option<Filler>,
    /// Those who exchange.
    pub parties: Option<Filler>,
}

/// A mention in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filler {
    /// Which mention.
    pub mention: usize,
    /// The slot that it stands in.
    pub place: Place,
    /// Whether it was taken from another clause.
    pub far: bool,
}

/// What binding looks at.
pub struct Scene<'a> {
    /// The mentions of the segment.
    pub mentions: &'a [Mention],
    /// The clause of each word.
    pub clauses: &'a [usize],
    /// Whom each mention means, as far as that is settled.
    pub partners: &'a [Partners],
    /// Where the language's subjects stand.
    pub order: Order,
    /// The mark of owners, where the language has one.
    pub owner: Option<MarkId>,
}

impl Scene<'_> {
    /// The roles of a trigger.
    pub fn bind(&self, trigger: &Trigger<'_>) -> Bound {
        let construction = trigger.construction;
        let mut bound = Bound::default();
        let mut used = Vec::new();
        // Marked slots of every role first, then subject and object with what they left, then whatever is left.
        for tier in Tier::ALL {
            for role in [Role::Source, Role::Learner, Role::Parties] {
                let taken = role.opposite(&bound).map_or(Partners::default(), |filler| self.partners[filler.mention]);
                let (slots, filler) = role.of(construction, &mut bound);
                if filler.is_some() {
                    continue;
                }
                // Nobody is both learner and source of one piece, unless the construction says so.
                let barred = if construction.intra { Partners::default() } else { taken };
                let slots = slots.iter().filter(|slot| tier.takes(slot.place));
                let found = slots.into_iter().filter_map(|slot| self.candidate(slot, trigger, &used, barred));
                *filler = found.into_iter().find(|filler| !filler.far || tier.is_far());
                used.extend(filler.map(|filler| filler.mention));
            }
        }
        bound
    }

    fn candidate(&self, slot: &Slot, trigger: &Trigger<'_>, used: &[usize], barred: Partners) -> Option<Filler> {
        let free = |i: &usize| {
            !used.contains(i)
                && !matches!(self.mentions[*i].named, Named::Word(Who::Reciprocal))
                && (barred.is_empty() || self.partners[*i] != barred)
        };
        let fits = |i: &usize| slot.head.is_none_or(|head| self.mentions[*i].head == Some(head));
        let filler = |mention, far| Some(Filler { mention, place: slot.place, far });
        match slot.place {
            Place::Mark(mark) => {
                let with = |i: &usize| {
                    let mention = &self.mentions[*i];
                    mention.case == Case::Mark(mark) || mention.inner == Some(mark)
                };
                let candidates = || (0..self.mentions.len()).filter(free).filter(fits).filter(with);
                let near = candidates().filter(|&i| self.same_clause(i, trigger));
                let key = |&i: &usize| (self.inner_only(i, mark), self.behind(i, trigger), self.distance(i, trigger));
                if let Some(i) = near.min_by_key(key) {
                    return filler(i, false);
                }
                let far = candidates().filter(|&i| self.distance(i, trigger) <= FAR);
                far.min_by_key(|&i| self.distance(i, trigger)).and_then(|i| filler(i, true))
            }
            Place::Owner => {
                let owner = |i: &usize| {
                    let mention = &self.mentions[*i];
                    slot.head.is_none() && self.owns(mention)
                        || (mention.head == slot.head && slot.head.is_some() && mention.phrase != mention.words)
                };
                let candidates =
                    (0..self.mentions.len()).filter(free).filter(owner).filter(|&i| self.same_clause(i, trigger));
                candidates.min_by_key(|&i| self.distance(i, trigger)).and_then(|i| filler(i, false))
            }
            Place::Any => {
                let candidates = (0..self.mentions.len()).filter(free).filter(fits);
                let key = |&i: &usize| (!self.same_clause(i, trigger), self.distance(i, trigger));
                candidates.min_by_key(key).and_then(|i| filler(i, !self.same_clause(i, trigger)))
            }
            Place::Voice => None,
            Place::Subject => self.subject(trigger, &free, &fits).and_then(|(i, far)| filler(i, far)),
            Place::Object => self.object(trigger, &free, &fits).and_then(|i| filler(i, false)),
        }
    }

    fn subject(
        &self,
        trigger: &Trigger<'_>,
        free: &dyn Fn(&usize) -> bool,
        fits: &dyn Fn(&usize) -> bool,
    ) -> Option<(usize, bool)> {
        let here: Vec<usize> = (0..self.mentions.len())
            .filter(free)
            .filter(fits)
            .filter(|&i| self.mentions[i].unmarked() && self.mentions[i].case != Case::Object)
            .collect();
        let inside = |i: &&usize| self.same_clause(**i, trigger);
        let left = |i: &&usize| self.mentions[**i].phrase.start < trigger.words.start;
        // The subject of a clause made a noun is its owner: `İzmir'in öğrendiği`.
        let owner = (0..self.mentions.len()).filter(free).filter(fits).find(|&i| {
            self.owns(&self.mentions[i])
                && self.same_clause(i, trigger)
                && self.mentions[i].phrase.start < trigger.words.start
        });
        // Behind a relative word, the phrase just before it is the subject, whatever marks that.
        let start = self.clauses.partition_point(|&clause| clause < self.clauses[trigger.words.start]);
        let antecedent = (0..self.mentions.len())
            .filter(free)
            .filter(fits)
            .find(|&i| start > 0 && self.mentions[i].phrase.end == start && self.order != Order::Sov);
        let nominative = here.iter().filter(inside).find(|&&i| self.mentions[i].case == Case::Subject);
        let chosen = match self.order {
            Order::Svo | Order::V2 => {
                let before: Vec<&usize> = here.iter().filter(inside).filter(left).collect();
                let verb_final = self.order == Order::V2 && before.len() > 1 && self.sides(trigger).1.is_empty();
                nominative
                    .or_else(|| if verb_final { before.first() } else { before.last() }.copied())
                    .or_else(|| here.iter().filter(inside).find(|i| !left(i) && antecedent.is_none()))
            }
            Order::Sov => nominative.or_else(|| here.iter().filter(inside).find(left)).or(owner.as_ref()),
            Order::Vso => {
                let (left, right) = self.sides(trigger);
                let wanted = if right.len() == 1 && !left.is_empty() { left.last() } else { right.first() };
                let wanted = wanted.or(left.last()).filter(|&&i| free(&i) && fits(&i));
                nominative.or_else(|| here.iter().find(|&i| Some(i) == wanted))
            }
        };
        if let Some(&i) = chosen {
            return Some((i, false));
        }
        if let Some(i) = antecedent {
            return Some((i, true));
        }
        // The subject of the clause before: a second verb goes on with it.
        let before = here.iter().rev().find(|&&i| self.mentions[i].phrase.end <= trigger.words.start);
        before.map(|&i| (i, true))
    }

    fn object(
        &self,
        trigger: &Trigger<'_>,
        free: &dyn Fn(&usize) -> bool,
        fits: &dyn Fn(&usize) -> bool,
    ) -> Option<usize> {
        let here: Vec<usize> = (0..self.mentions.len())
            .filter(free)
            .filter(fits)
            .filter(|&i| self.mentions[i].unmarked() && self.mentions[i].case != Case::Subject)
            .filter(|&i| self.same_clause(i, trigger))
            .collect();
        let pronoun = here.iter().find(|&&i| self.mentions[i].case == Case::Object);
        let right = |i: &&usize| self.mentions[**i].phrase.start >= trigger.words.start;
        let found = match self.order {
            Order::Svo | Order::V2 | Order::Sov => {
                // The first one left of the verb is its subject; an object there comes second.
                let (left, _) = self.sides(trigger);
                let second = if left.len() > 1 { left.last().copied() } else { None };
                here.iter().find(right).or_else(|| here.iter().find(|&&i| Some(i) == second))
            }
            Order::Vso => {
                let (left, right) = self.sides(trigger);
                let wanted = if right.len() == 1 && !left.is_empty() { right.first() } else { right.get(1) };
                here.iter().find(|&i| Some(i) == wanted)
            }
        };
        pronoun.or(found).copied()
    }

    /// Where the verb is last, what stands behind a trigger belongs to the next one.
    fn behind(&self, i: usize, trigger: &Trigger<'_>) -> bool {
        self.order == Order::Sov && self.mentions[i].phrase.start >= trigger.words.end
    }

    /// The unmarked mentions of the clause on the two sides of a trigger, whether or not they fill a role already.
    fn sides(&self, trigger: &Trigger<'_>) -> (Vec<usize>, Vec<usize>) {
        let unmarked =
            (0..self.mentions.len()).filter(|&i| self.mentions[i].unmarked() && self.same_clause(i, trigger));
        unmarked.partition(|&i| self.mentions[i].phrase.start < trigger.words.start)
    }

    fn owns(&self, mention: &Mention) -> bool {
        mention.case == Case::Owner || self.owner.is_some_and(|owner| mention.case == Case::Mark(owner))
    }

    fn inner_only(&self, i: usize, mark: usize) -> bool {
        self.mentions[i].case != Case::Mark(mark)
    }

    fn same_clause(&self, i: usize, trigger: &Trigger<'_>) -> bool {
        let phrase = &self.mentions[i].phrase;
        let own = &self.clauses[trigger.words.start..trigger.words.end];
        let (first, last) = (own[0], own[own.len() - 1]);
        let clause = |at: usize| self.clauses[at] >= first && self.clauses[at] <= last;
        clause(phrase.start) || clause(phrase.end - 1)
    }

    fn distance(&self, i: usize, trigger: &Trigger<'_>) -> usize {
        let phrase = &self.mentions[i].phrase;
        if phrase.end <= trigger.words.start {
            trigger.words.start - phrase.end
        } else {
            phrase.start.saturating_sub(trigger.words.end)
        }
    }
}

/// In which order slots are filled: what is marked in the clause, what is unmarked there, what stands in another clause,
/// whatever is left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tier {
    Marked,
    Unmarked,
    Far,
    Any,
}

impl Tier {
    const ALL: [Tier; 4] = [Tier::Marked, Tier::Unmarked, Tier::Far, Tier::Any];

    fn takes(self, place: Place) -> bool {
        match place {
            Place::Mark(_) | Place::Owner => matches!(self, Tier::Marked | Tier::Far),
            Place::Subject | Place::Object => matches!(self, Tier::Unmarked | Tier::Far),
            Place::Any | Place::Voice => self == Tier::Any,
        }
    }

    fn is_far(self) -> bool {
        matches!(self, Tier::Far | Tier::Any)
    }
}

#[derive(Clone, Copy)]
enum Role {
    Learner,
    Source,
    Parties,
}

impl Role {
    fn opposite(self, bound: &Bound) -> Option<Filler> {
        match self {
            Role::Learner => bound.source,
            Role::Source => bound.learner,
            Role::Parties => None,
        }
    }

    fn of<'c, 'b>(self, construction: &'c Construction, bound: &'b mut Bound) -> (&'c [Slot], &'b mut Option<Filler>) {
        match self {
            Role::Learner => (&construction.learner, &mut bound.learner),
            Role::Source => (&construction.source, &mut bound.source),
            Role::Parties => (&construction.parties, &mut bound.parties),
        }
    }
}

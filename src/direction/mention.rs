//! Mentions: every naming of an actor in a segment, with the phrase it stands in and the mark of that phrase.

use std::ops::Range;
use std::sync::Arc;

use super::Partners;
use super::actors::{ActorWord, Actors, Who};
use super::names::{NameMatch, loose};
use super::phrase::{Head, HeadWord, MarkId, Order, Phrases, WordClass};
use crate::lexicon::{Type, Word};
use crate::token::Gap;

/// How many words a name may stand from the head it belongs to.
const HEAD_REACH: usize = 5;
/// How many unknown words (adjectives) may stand between a mark and a phrase with a head of its own.
const ADJECTIVES: usize = 3;

/// Whom a mention names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Partners, by name.
    Partners(Partners),
    /// An actor word; whom it means depends on voice and antecedent.
    Word(Who),
}

/// What marks a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Nothing.
    Unmarked,
    /// The form of a pronoun: a subject.
    Subject,
    /// The form of a pronoun: an object.
    Object,
    /// An owner without a noun of its own.
    Owner,
    /// A mark of the language.
    Mark(MarkId),
}

/// A naming of an actor and its phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Whom.
    pub named: Named,
    /// The words of the naming itself.
    pub words: Range<usize>,
    /// The words of its whole phrase.
    pub phrase: Range<usize>,
    /// The head of the phrase, where it is not the name itself.
    pub head: Option<Head>,
    /// What marks the phrase.
    pub case: Case,
    /// Whether its ending makes it an attribute of the noun behind it.
    pub attribute: bool,
    /// What ties the name to its head, where that could mark a role itself (`advice from Utrecht`).
    pub inner: Option<MarkId>,
}

impl Mention {
    /// Whether it could be subject or object.
    pub fn unmarked(&self) -> bool {
        matches!(self.case, Case::Unmarked | Case::Subject | Case::Object)
    }
}

/// A segment's words, as mentions are looked for in them.
pub struct Text<'a> {
    /// Their types.
    pub types: &'a [Arc<Type>],
    /// The same words as the matcher sees them.
    pub words: &'a [Word<'a>],
    /// Words that belong to a trigger: no phrase reaches over them.
    pub blocked: &'a [bool],
}

/// The mentions of a segment, in order.
pub fn mentions(text: &Text<'_>, names: &[NameMatch], actors: &Actors, phrases: &Phrases) -> Vec<Mention> {
    let mut bare = namings(text, names, actors, phrases);
    join_pairs(&mut bare, text, phrases);
    let marks = Marks::new(text, phrases);
    // A word such as `officials` names nobody in particular only where no name follows it.
    let own = |mention: &Mention| {
        if mention.named == Named::Word(Who::Generic) { 0..0 } else { mention.words.clone() }
    };
    owners_as_determiners(&mut bare);
    join_partner_and_people(&mut bare);
    let mut taken: Vec<Range<usize>> = bare.iter().map(own).collect();
    for i in 0..bare.len() {
        let others = |at: usize| taken.iter().enumerate().any(|(j, words)| j != i && words.contains(&at));
        let mention = &mut bare[i];
        extend_right(mention, text, phrases, &others);
        extend_left(mention, text, phrases, &marks, &others);
        mark(mention, text, phrases, &marks, &others);
        if !taken[i].is_empty() {
            taken[i] = mention.phrase.clone(); // its head is no other's
        }
    }
    absorb(&mut bare);
    join_phrases(&mut bare, text, phrases);
    bare
}

/// Names and actor words; where both cover a word the longer one stands, then the name.
fn namings(text: &Text<'_>, names: &[NameMatch], actors: &Actors, phrases: &Phrases) -> Vec<Mention> {
    let mut all: Vec<(Mention, bool)> = Vec::new();
    for name in names {
        let case = name.mark.map_or(Case::Unmarked, Case::Mark);
        let named = Named::Partners(Partners::one(name.partner));
        let head = name.people.then_some(Head::Person);
        let words = name.words.clone();
        all.push((Mention { named, phrase: words.clone(), words, head, case, attribute: name.attribute, inner: None }, true));
    }
    for word in actors.find(text.words) {
        let case = match word.mark.as_deref() {
            None => ending(&word, text, phrases).map_or(Case::Unmarked, Case::Mark),
            Some("subject") => Case::Subject,
            Some("object") => Case::Object,
            Some("owner") => Case::Owner,
            Some(mark) => phrases.mark_id(mark).map_or(Case::Unmarked, Case::Mark),
        };
        let words = word.words;
        let named = Named::Word(word.who);
        all.push((Mention { named, phrase: words.clone(), words, head: None, case, attribute: false, inner: None }, false));
    }
    all.sort_by_key(|(mention, is_name)| (std::cmp::Reverse(mention.words.len()), !is_name, mention.words.start));
    let mut kept: Vec<Mention> = Vec::new();
    for (candidate, is_name) in all {
        let overlapping = kept.iter_mut().find(|mention| overlap(&mention.words, &candidate.words));
        match overlapping {
            None => kept.push(candidate),
            // `our partner Izmir`: the name says who, the words around it stay the phrase.
            Some(longer) if is_name && matches!(longer.named, Named::Word(_)) => longer.named = candidate.named,
            Some(_) => {}
        }
    }
    kept.sort_by_key(|mention| mention.words.start);
    kept
}

/// `our Moroccan colleagues`: the pronoun only determines what follows it.
fn owners_as_determiners(mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        if mentions[i].case == Case::Owner && mentions[i].words.end == mentions[i + 1].words.start {
            mentions[i + 1].phrase.start = mentions[i].words.start;
            mentions.remove(i);
        } else {
            i += 1;
        }
    }
}

/// `شريكتها البريطانية`: the partner, and of which country.
fn join_partner_and_people(mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        let (left, right) = (&mentions[i], &mentions[i + 1]);
        let adjacent = left.words.end == right.words.start && left.named == Named::Word(Who::Other);
        if adjacent && matches!(right.named, Named::Word(Who::Country(_) | Who::Place(_)) | Named::Partners(_)) {
            let (start, case) = (left.phrase.start, left.case);
            let joined = &mut mentions[i + 1];
            joined.phrase.start = start;
            joined.words.start = start;
            if case != Case::Unmarked {
                joined.case = case;
            }
            mentions.remove(i);
        } else {
            i += 1;
        }
    }
}

/// The mark in the ending of an actor word: `Türkiye'den`, `Hollandalılardan`.
fn ending(word: &ActorWord, text: &Text<'_>, phrases: &Phrases) -> Option<MarkId> {
    let kind = &text.types[word.words.end - 1];
    let stem = word.stem.as_deref()?;
    let mut forms = std::iter::once(&kind.form).chain(&kind.variants);
    let (front, rest) =
        forms.find_map(|form| Some((kind.form.strip_suffix(form.as_str()).unwrap_or(""), form.strip_prefix(stem)?)))?;
    if rest.is_empty() {
        return if word.words.len() == 1 { phrases.clitic(front).flatten() } else { None };
    }
    let of_name = || phrases.name_inflection(&loose(rest)).and_then(|inflection| inflection.mark);
    phrases.noun_inflection(rest).or_else(of_name)
}

/// `Utrecht and Izmir`: one mention of both.
fn join_pairs(mentions: &mut Vec<Mention>, text: &Text<'_>, phrases: &Phrases) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        let (left, right) = (&mentions[i], &mentions[i + 1]);
        let between = left.words.end..right.words.start;
        let word = between.clone().next().map(|at| &text.types[at]);
        let conjunction = between.len() == 1 && word.is_some_and(|word| phrases.is(word, WordClass::Conjunction));
        // A conjunction may be a clitic of the second name.
        let front = text.types[right.words.start].form.chars().next();
        let clitic =
            between.is_empty() && front.is_some_and(|c| is_joining_clitic(&text.types[right.words.start], c, phrases));
        if let (true, Named::Partners(a), Named::Partners(b)) = (conjunction || clitic, &left.named, &right.named) {
            let case = if right.case == Case::Unmarked { left.case } else { right.case };
            let joined = Mention {
                named: Named::Partners(a.union(*b)),
                words: left.words.start..right.words.end,
                phrase: left.words.start..right.words.end,
                head: right.head.or(left.head),
                case,
                attribute: right.attribute,
                inner: None,
            };
            mentions[i] = joined;
            mentions.remove(i + 1);
        } else {
            i += 1;
        }
    }
}

/// Whether a word begins with a clitic that marks no role (`and`).
fn is_joining_clitic(word: &Type, front: char, phrases: &Phrases) -> bool {
    let front = front.to_string();
    word.variants.iter().any(|variant| word.form.strip_suffix(variant.as_str()).is_some_and(|f| f.starts_with(&front)))
        && phrases.clitic(&front) == Some(None)
}

/// Over attributes to a head on the right: `Izmir's planners`, `the Izmir team`, `İzmir'in katılımcı bütçe deneyiminden`.
fn extend_right(mention: &mut Mention, text: &Text<'_>, phrases: &Phrases, others: &dyn Fn(usize) -> bool) {
    let owner = matches!(mention.case, Case::Owner) || is_owner_mark(mention.case, phrases);
    let attribute = mention.head == Some(Head::Person)
        || matches!(mention.named, Named::Partners(_) | Named::Word(Who::Country(_) | Who::Place(_) | Who::Side(_)));
    if phrases.order == Order::Sov && extend_over_participle(mention, text, phrases, others) {
        return;
    }
    // A name in any other case stays as it is; where the verb comes first, no head follows its name.
    let fixed = phrases.order == Order::Sov && !owner && !mention.attribute && mention.case != Case::Unmarked;
    if fixed || phrases.order == Order::Vso {
        return;
    }
    let reach = if owner || mention.attribute {
        HEAD_REACH
    } else if attribute {
        2
    } else {
        0
    };
    for at in mention.words.end..(mention.words.end + reach).min(text.types.len()) {
        let word = &text.types[at];
        if text.blocked[at] || text.words[at].gap != Gap::Adjacent || others(at) {
            break;
        }
        if phrases.is(word, WordClass::Boundary)
            || phrases.is(word, WordClass::Link)
            || phrases.is(word, WordClass::Clause)
        {
            break;
        }
        if let Some(HeadWord { head, rest, .. }) = phrases.head(word) {
            mention.head = Some(head);
            mention.phrase.end = at + 1;
            match phrases.noun_inflection(rest) {
                Some(mark) => mention.case = Case::Mark(mark),
                None if owner || mention.attribute && phrases.order == Order::Sov => mention.case = Case::Unmarked,
                None => {}
            }
            // A longer chain may go on: `belediyesi personeli`.
            if at + 1 < text.types.len()
                && text.words[at + 1].gap == Gap::Adjacent
                && !text.blocked[at + 1]
                && let Some(HeadWord { head, rest, .. }) = phrases.head(&text.types[at + 1])
            {
                mention.head = Some(head);
                mention.phrase.end = at + 2;
                mention.case = phrases.noun_inflection(rest).map_or(mention.case, Case::Mark);
            }
            return;
        }
    }
}

/// Over a participle to a head on the right: `İzmir'den gelen otuz memura`, `Utrecht'te geliştirilen modeli`. The head brings
/// its own case; what marked the name ties it to the head.
fn extend_over_participle(
    mention: &mut Mention,
    text: &Text<'_>,
    phrases: &Phrases,
    others: &dyn Fn(usize) -> bool,
) -> bool {
    let Case::Mark(inner) = mention.case else { return false };
    let mut linked = false;
    for at in mention.phrase.end..(mention.phrase.end + HEAD_REACH).min(text.types.len()) {
        let word = &text.types[at];
        if text.words[at].gap != Gap::Adjacent || others(at) || (text.blocked[at] && !phrases.is(word, WordClass::Link))
        {
            return false;
        }
        if !linked {
            linked = phrases.is(word, WordClass::Link);
            if !linked && at > mention.phrase.end + 1 {
                return false;
            }
            continue;
        }
        if let Some(HeadWord { head, rest, .. }) = phrases.head(word) {
            mention.head = Some(head);
            mention.phrase.end = at + 1;
            mention.case = phrases.noun_inflection(rest).map_or(Case::Unmarked, Case::Mark);
            mention.inner = matches!(head, Head::Knowledge | Head::Activity).then_some(inner);
            return true;
        }
    }
    false
}

/// Over a link to a head on the left: `thirty officials from Izmir`, `the approach taken in Izmir`.
fn extend_left(
    mention: &mut Mention,
    text: &Text<'_>,
    phrases: &Phrases,
    marks: &Marks,
    others: &dyn Fn(usize) -> bool,
) {
    for _ in 0..3 {
        let mut at = mention.phrase.start;
        // A name with a clitic of its own that links (`in`) needs no word before it.
        let own = match mention.case {
            Case::Mark(mark) if mention.phrase == mention.words && phrases.is_link_mark(mark) => Some(mark),
            _ => None,
        };
        let mut link = own.map(|_| at);
        let mut skipped = 0;
        while at > 0 {
            let word = &text.types[at - 1];
            if text.blocked[at - 1] || text.words[at].gap != Gap::Adjacent || others(at - 1) {
                break;
            }
            if link.is_none() {
                if phrases.is(word, WordClass::Link) {
                    link = Some(at - 1);
                } else if let Some(head) = phrases.head(word) {
                    // A construct state needs no link, and carries the mark itself; a name with a clitic, or a head with
                    // an article, ends it.
                    let construct = mention.case == Case::Unmarked && !phrases.has_article(head.front);
                    let adjective = matches!(mention.named, Named::Word(_)) || mention.head == Some(Head::Person);
                    if phrases.order == Order::Vso && (construct || adjective && mention.case == Case::Unmarked) {
                        take_head(mention, at - 1, head, None, phrases);
                        at -= 1;
                        link = Some(at);
                        break;
                    }
                    // `des pompiers belges`: the people's name is an adjective of the noun before it.
                    if phrases.order == Order::Svo && adjective && mention.case == Case::Unmarked && at == mention.words.start {
                        take_head(mention, at - 1, head, None, phrases);
                        link = Some(at);
                        break;
                    }
                    // `de gemeente Izmir`: the body stands beside its name.
                    let beside =
                        head.head == Head::Body && mention.phrase == mention.words && at == mention.words.start;
                    if phrases.order != Order::Sov && beside && mention.case == Case::Unmarked {
                        mention.phrase.start = at - 1;
                        mention.head = Some(Head::Body);
                    }
                    break;
                } else if !phrases.is(word, WordClass::Determiner) {
                    break;
                }
                at -= 1;
                continue;
            }
            if let Some(head) = phrases.head(word) {
                let inner = own.or_else(|| link.and_then(|link| marks.ending_at(link + 1)).map(|(mark, _)| mark));
                let inner = if matches!(head.head, Head::Knowledge | Head::Activity) { inner } else { None };
                take_head(mention, at - 1, head, inner, phrases);
                break;
            }
            let unknown = !phrases.is(word, WordClass::Boundary)
                && !phrases.is(word, WordClass::Clause)
                && !phrases.is(word, WordClass::Link)
                && marks.ending_at(at).is_none();
            skipped += 1;
            if !unknown || skipped > 2 {
                return;
            }
            at -= 1;
        }
        if link.is_none() || mention.phrase.start > at.max(1) {
            return;
        }
    }
}

fn take_head(mention: &mut Mention, at: usize, word: HeadWord<'_>, inner: Option<MarkId>, phrases: &Phrases) {
    mention.phrase.start = at;
    mention.head = Some(word.head);
    mention.inner = inner.or(mention.inner);
    mention.case = phrases.clitic(word.front).flatten().map_or(Case::Unmarked, Case::Mark);
}

/// The mark that stands before or after the whole phrase.
fn mark(mention: &mut Mention, text: &Text<'_>, phrases: &Phrases, marks: &Marks, others: &dyn Fn(usize) -> bool) {
    if let Some((mark, _)) = marks.starting_at(mention.phrase.end)
        && text.words.get(mention.phrase.end).is_some_and(|word| word.gap == Gap::Adjacent)
    {
        mention.case = Case::Mark(mark);
        return;
    }
    // Arabic adjectives follow their noun.
    let adjectives = if mention.head.is_some() && phrases.order != Order::Vso { ADJECTIVES } else { 0 };
    let mut skipped = 0;
    let mut at = mention.phrase.start;
    while at > 0 {
        if let Some((mark, _)) = marks.ending_at(at) {
            mention.case = Case::Mark(mark);
            return;
        }
        let word = &text.types[at - 1];
        if text.blocked[at - 1] || text.words[at].gap != Gap::Adjacent || others(at - 1) {
            return;
        }
        let year = word.form.len() == 4 && word.form.bytes().all(|byte| byte.is_ascii_digit());
        if year || phrases.is(word, WordClass::Boundary) || phrases.is(word, WordClass::Clause) {
            return;
        }
        if !phrases.is(word, WordClass::Determiner) {
            skipped += 1;
            if skipped > adjectives {
                return;
            }
        }
        at -= 1;
    }
}

/// A mention inside another's phrase is part of it: `our colleagues in Izmir` is one actor, and the name says which.
fn absorb(mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i < mentions.len() {
        let inner = mentions.iter().enumerate().position(|(j, outer)| {
            j != i && overlap(&outer.phrase, &mentions[i].phrase) && outer.phrase.len() > mentions[i].phrase.len()
        });
        if let Some(outer) = inner {
            if let (Named::Partners(_), Named::Word(_)) = (&mentions[i].named, &mentions[outer].named) {
                mentions[outer].named = mentions[i].named.clone();
            }
            mentions.remove(i);
        } else {
            i += 1;
        }
    }
}

/// `the planners of Utrecht and those of Izmir`: one mention of both, with the mark of the first.
fn join_phrases(mentions: &mut Vec<Mention>, text: &Text<'_>, phrases: &Phrases) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        let (left, right) = (&mentions[i], &mentions[i + 1]);
        let between = left.phrase.end..right.phrase.start;
        let of = |class| between.clone().any(|at| phrases.is(&text.types[at], class));
        let only_small = between.clone().all(|at| {
            [WordClass::Conjunction, WordClass::Determiner, WordClass::Link]
                .iter()
                .any(|&class| phrases.is(&text.types[at], class))
        });
        let second = &text.types[right.phrase.start];
        let clitic = second.form.chars().next().is_some_and(|front| is_joining_clitic(second, front, phrases));
        let joined = between.len() <= 4 && only_small && (of(WordClass::Conjunction) || between.is_empty() && clitic);
        if let (true, Named::Partners(a), Named::Partners(b)) = (joined, &left.named, &right.named)
            && a != b
        {
            let case = if left.case == Case::Unmarked && phrases.order == Order::Sov { right.case } else { left.case };
            mentions[i] = Mention {
                named: Named::Partners(a.union(*b)),
                words: left.words.start..right.words.end,
                phrase: left.phrase.start..right.phrase.end,
                head: left.head.or(right.head),
                case,
                attribute: left.attribute,
                inner: left.inner,
            };
            mentions.remove(i + 1);
            continue;
        }
        i += 1;
    }
}

/// Where marks stand before and after phrases.
struct Marks {
    before: Vec<(MarkId, usize, usize)>,
    after: Vec<(MarkId, usize, usize)>,
}

impl Marks {
    fn new(text: &Text<'_>, phrases: &Phrases) -> Marks {
        Marks { before: phrases.marks_before(text.words), after: phrases.marks_after(text.words) }
    }

    /// The longest mark whose last word is just before `at`.
    fn ending_at(&self, at: usize) -> Option<(MarkId, usize)> {
        let ending = self.before.iter().filter(|(_, _, end)| *end == at);
        ending.min_by_key(|(_, start, _)| *start).map(|(mark, start, _)| (*mark, *start))
    }

    fn starting_at(&self, at: usize) -> Option<(MarkId, usize)> {
        let starting = self.after.iter().filter(|(_, start, _)| *start == at);
        starting.max_by_key(|(_, _, end)| *end).map(|(mark, _, end)| (*mark, *end))
    }
}

/// Whether a case is the one that ties an owner to what it owns.
fn is_owner_mark(case: Case, phrases: &Phrases) -> bool {
    matches!(case, Case::Mark(mark) if phrases.marks[mark] == OWNER)
}

/// The mark of owners, by its name in `marks.toml`.
pub const OWNER: &str = "owner";

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

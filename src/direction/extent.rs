//! How far the phrase around a naming reaches: to a head on its right or left, and to the mark of the whole.

use super::actors::Who;
use super::mention::{Case, Mention, Named, Text};
use super::phrase::{Head, HeadWord, MarkId, Order, Phrases, WordClass};
use crate::token::Gap;

/// The mark of owners, by its name in `marks.toml`.
pub(super) const OWNER: &str = "owner";
/// How many words a name may stand from the head it belongs to.
const HEAD_REACH: usize = 5;
/// How many unknown words (adjectives) may stand between a mark and a phrase with a head of its own.
const ADJECTIVES: usize = 3;

/// Over attributes to a head on the right: `Izmir's planners`, `the Izmir team`, `İzmir'in katılımcı bütçe deneyiminden`.
pub(super) fn extend_right(mention: &mut Mention, text: &Text<'_>, phrases: &Phrases, others: &dyn Fn(usize) -> bool) {
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
        // `heeft Utrecht de planners opgeleid`: a determiner begins a phrase of its own.
        if !owner && phrases.order != Order::Sov && phrases.is(word, WordClass::Determiner) {
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
pub(super) fn extend_left(
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
                    if phrases.order == Order::Svo
                        && adjective
                        && mention.case == Case::Unmarked
                        && at == mention.words.start
                    {
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
pub(super) fn mark(
    mention: &mut Mention,
    text: &Text<'_>,
    phrases: &Phrases,
    marks: &Marks,
    others: &dyn Fn(usize) -> bool,
) {
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

/// Where marks stand before and after phrases.
pub(super) struct Marks {
    before: Vec<(MarkId, usize, usize)>,
    after: Vec<(MarkId, usize, usize)>,
}

impl Marks {
    pub(super) fn new(text: &Text<'_>, phrases: &Phrases) -> Marks {
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

//! The index against a look at every pair, on small random questions of every type that it serves.

use std::collections::BTreeSet;

use claimcheck_core::model::{Members, Value};
use claimcheck_core::values::Utterance;
use claimcheck_core::values::date::Clock;
use claimcheck_core::values::{Interval, IntervalSet, Levels, Relation, Terms};
use proptest::prelude::*;

use super::*;
use crate::meeting::{Meeting, differ, overlap};
use claimcheck_core::values::Pairs;

/// An answer, when it holds and when it was said.
type Said = (Answer, Option<DateValue>, Option<DateValue>);

fn stretches() -> impl Strategy<Value = IntervalSet<i64>> {
    let stretch = (0i64..9, 0i64..3).prop_map(|(from, long)| Interval::closed(from, from + long));
    let set =
        proptest::collection::vec(stretch, 1..3).prop_map(|parts| parts.into_iter().collect());
    let set = (set, proptest::bool::weighted(0.1));
    set.prop_map(
        |(set, denied): (IntervalSet<i64>, bool)| if denied { set.complement() } else { set },
    )
}

fn date() -> impl Strategy<Value = DateValue> {
    let stretch = (0i128..6, 0i128..3).prop_map(|(from, long)| Interval::closed(from, from + long));
    let parts = proptest::collection::vec(stretch, 1..3);
    (parts, proptest::bool::weighted(0.05)).prop_map(|(parts, utc)| {
        let clock = if utc { Clock::Utc } else { Clock::Local };
        DateValue::from_set(parts.into_iter().collect(), clock).expect("it has members")
    })
}

fn text() -> impl Strategy<Value = Terms<Box<str>>> {
    let words = proptest::collection::vec("[abc]", 1..3);
    (words, any::<bool>()).prop_map(|(words, denied)| {
        let terms = words.into_iter().map(|word| Terms::one(word.into())).collect();
        let terms = Terms::any_of(terms).expect("there are words");
        if denied { terms.complement() } else { terms }
    })
}

fn members() -> impl Strategy<Value = Members> {
    let list = || {
        proptest::collection::vec("[abcd]", 0..3).prop_map(|words| {
            let words: BTreeSet<String> = words.into_iter().collect();
            words.into_iter().map(|word| Value::Text(Terms::one(word.into()))).collect::<Vec<_>>()
        })
    };
    (list(), proptest::option::of(list()), list()).prop_map(|(includes, only, excludes)| Members {
        ruled_out: Vec::new(),
        includes,
        only,
        excludes,
    })
}

fn levels() -> impl Strategy<Value = Levels> {
    proptest::collection::vec(0u32..5, 1..4).prop_map(|levels| {
        let levels: Vec<Levels> = levels.into_iter().map(|level| Levels::one(level, 5)).collect();
        Levels::any_of(&levels).expect("there are levels")
    })
}

fn questions() -> impl Strategy<Value = Vec<Said>> {
    let on = |answer: BoxedStrategy<Answer>| {
        let said = (answer, proptest::option::of(date()), proptest::option::weighted(0.9, date()));
        proptest::collection::vec(said, 0..24).boxed()
    };
    let one = |value: BoxedStrategy<Value>| on(value.prop_map(Answer::One).boxed());
    let many = proptest::collection::vec(members(), 1..3).prop_map(Answer::Many);
    let words = "[abc]( [abc…]){0,3}".prop_map(|text| Utterance::new(&text).expect("it has words"));
    prop_oneof![
        one(stretches().prop_map(Value::Rank).boxed()),
        one(date().prop_map(Value::Date).boxed()),
        one(levels().prop_map(Value::Level).boxed()),
        one(text().prop_map(Value::Text).boxed()),
        one(words.prop_map(|words| Value::Quotation(Terms::one(words))).boxed()),
        on(many.boxed()),
    ]
}

fn changes() -> impl Strategy<Value = Changes> {
    prop_oneof![Just(Changes::Never), Just(Changes::Freely), Just(Changes::Up), Just(Changes::Down),]
}

#[track_caller]
fn check(said: &[Said], changes: Changes, contradicting: &BTreeSet<usize>) {
    // What says the same of the same time is one answer.
    let mut different: Vec<&Said> = Vec::new();
    for said in said {
        if !different.contains(&said) {
            different.push(said);
        }
    }
    let taxonomy = Taxonomy::default();
    let stated: Vec<Stated<'_>> = different
        .iter()
        .enumerate()
        .map(|(at, (answer, when, said))| Stated {
            answer,
            when: when.as_ref(),
            said: said.as_ref(),
            contradicts: contradicting.contains(&at),
        })
        .collect();
    let clash = |a: usize, b: usize| {
        let (a_said, b_said) = (&stated[a], &stated[b]);
        if !overlap(a_said.when, b_said.when) {
            return false;
        }
        let texts = matches!(a_said.answer, Answer::One(Value::Text(_)));
        match a_said.answer.relate(b_said.answer, &taxonomy) {
            Some(Relation::Disjoint) => {
                let (a, b) = ((a_said.answer, a_said.said), (b_said.answer, b_said.said));
                matches!(differ(changes, a, b), Meeting::Clash(_))
            }
            Some(Relation::Overlap) => {
                texts && contradicting.contains(&a.max(b)) && a.abs_diff(b) == 1
            }
            _ => false,
        }
    };
    let plain = first_fit(stated.len(), Pairs { clash, groups: Vec::new() });
    let found = groups(&stated, Asked { changes, taxonomy: &taxonomy }, clash);
    assert_eq!(found, plain, "{changes:?} {said:#?}");
}

#[test]
fn the_same_words_said_at_two_times_fit() {
    let words = || Answer::One(Value::Quotation(Terms::one(Utterance::new("c").expect("words"))));
    let at = DateValue::from_set(IntervalSet::from(Interval::point(0)), Clock::Local).ok();
    check(&[(words(), None, None), (words(), None, at)], Changes::Never, &BTreeSet::new());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn the_groups_are_those_of_a_look_at_every_pair(
        said in questions(),
        changes in changes(),
        contradicting in proptest::collection::btree_set(0usize..24, 0..3),
    ) {
        check(&said, changes, &contradicting);
    }

    #[test]
    fn so_they_are_where_all_holds_at_one_time(said in questions(), changes in changes()) {
        let at = DateValue::from_set(IntervalSet::from(Interval::point(1)), Clock::Local).ok();
        let said: Vec<Said> =
            said.into_iter().map(|(answer, ..)| (answer, at.clone(), at.clone())).collect();
        check(&said, changes, &BTreeSet::new());
    }
}

//! What every form of a duration means, by example.

use proptest::prelude::*;

use super::*;
use crate::values::Cut;

/// The text means what another text says, which is how it is printed.
#[track_caller]
fn means(text: &str, printed: &str) {
    let value = parse(text, None);
    assert_eq!(value.as_ref().map(Duration::print), Ok(printed.to_owned()), "{text}");
    assert_eq!(parse(printed, None), value, "{text}");
}

/// The text is a closed interval of so many seconds.
#[track_caller]
fn lasts(text: &str, least: i64, most: i64, unit: i64) {
    let set = IntervalSet::from(Interval::closed(least * unit, most * unit));
    assert_eq!(parse(text, None), Ok(Duration::from(set)), "{text}");
}

#[track_caller]
fn refuses(text: &str, part: &str) {
    let read = parse(text, None);
    assert!(read.is_err() && format!("{read:?}").contains(part), "{text}: {read:?}");
}

#[track_caller]
fn relates(a: &str, b: &str, expected: Relation) {
    let relation =
        parse(a, None).and_then(|a| parse(b, None).map(|b| (a.relate(&b), b.relate(&a))));
    assert_eq!(relation, Ok((expected, expected.converse())), "{a}, {b}");
}

#[test]
fn calendar_units_are_intervals_of_days() {
    for (text, least, most) in [
        ("1 month", 28, 31),
        ("2 months", 59, 62),
        ("12 months", 365, 366),
        ("6 years", 2190, 2192),
        ("1 decade", 3651, 3653),
        ("1 century", 36524, 36525),
        ("400 years", 146_097, 146_097),
        ("1.5 months", 42, 47),
        ("2 years and 3 months", 819, 823),
        ("1 month 2 days", 30, 33),
        ("0 months", 0, 0),
    ] {
        lasts(text, least, most, DAY);
    }
}

#[test]
fn exact_units() {
    for (text, seconds) in [
        ("90 min", 5_400),
        ("2 hours 30 minutes", 9_000),
        ("2 hours, 30 minutes and 5 seconds", 9_005),
        ("PT36H", 129_600),
        ("P1W", 604_800),
        ("P1DT12H", 129_600),
        ("PT1.5H", 5_400),
        ("1.5 days", 129_600),
        ("two weeks", 1_209_600),
        ("1/2 h", 1_800),
        ("2h30min", 9_000),
    ] {
        lasts(text, seconds, seconds, 1);
    }
    lasts("0.5 s", 0, 1, 1);
}

#[test]
fn forms_and_how_they_are_printed() {
    for (text, printed) in [
        ("six years", "6 years"),
        ("1.5 years", "18 months"),
        ("P2Y3M", "27 months"),
        ("1 Year", "1 year"),
        ("36 hours", "36 hours"),
        ("90 min", "90 minutes"),
        ("1 week", "7 days"),
        ("2..3 days", "2..3 days"),
        ("between 2 years and 3 months and 4 years", "819..1,461 days"),
        ("0 s", "0 days"),
        ("about 10 days", "9..11 days"),
        ("about 3 months", "80.1..101.2 days"),
        ("over 2 months", "over 59 days"),
        ("at least 2 months", "at least 59 days"),
        ("under 2 months", "under 62 days"),
        ("up to 2 months", "up to 62 days"),
        ("over 2 and under 5 days", "over 2 and under 5 days"),
        ("1 to 3 hours", "1..3 hours"),
        ("3 days or 1 month", "3 days or 1 month"),
        ("exactly 1 day", "1 day"),
        ("1 or 2 days", "1 day or 2 days"),
    ] {
        means(text, printed);
    }
}

#[test]
fn refusals_name_the_flaw() {
    refuses("6", "no unit of time");
    refuses("6 yaers", "did you mean `years`");
    refuses("3 months 4 years", "longest first");
    refuses("-6 years", "negative");
    refuses("1e30 years", "too long");
    refuses("1e38 years", "too l");
    refuses("a year", "not a number");
    for text in ["P", "PT", "P1H", "PT5", "5 days and", "5 days 6", "6 years!"] {
        refuses(text, "Err");
    }
}

#[test]
fn only_whole_months_are_months_of_the_calendar() {
    for (text, months) in [
        ("6 years", Some(72)),
        ("1 month", Some(1)),
        ("28..31 days", Some(1)),
        ("at least 28 and under 31 days", None),
        ("672..745 hours", None),
        ("673..744 hours", None),
        ("30 days", None),
        ("146097 days", None),
        ("over 2 months", None),
    ] {
        assert_eq!(parse(text, None).map(|read| read.months()), Ok(months), "{text}");
    }
    means("672..745 hours", "672..745 hours");
    means("673..744 hours", "673..744 hours");
    means("1 day..36 hours", "24..36 hours");
}

#[test]
fn every_unit_may_be_named_once_and_in_order() {
    let all = "1 century 1 decade 1 year 1 month 1 week 1 day 1 hour 1 minute 1 second";
    assert!(parse(all, None).is_ok());
    for text in ["1 day 2 days", "1 day 1 week", "2 hours 30", "1 day,", "30 2 hours"] {
        refuses(text, "is not a duration");
    }
}

#[test]
fn comparison() {
    relates("30 days", "1 month", Relation::Inside);
    relates("2 months", "60..65 days", Relation::Overlap);
    relates("over 2 months", "60 days", Relation::Contains);
    relates("over 2 months", "59 days", Relation::Disjoint);
    relates("6 years", "about 6 years", Relation::Inside);
    relates("1 year", "400 days", Relation::Disjoint);
}

#[test]
fn tolerances() -> Result<(), ValueError> {
    let (share, days) = (parse_tolerance("5 %")?, parse_tolerance("2 days")?);
    assert_eq!(parse("about 100 days", Some(&share))?.print(), "95..105 days");
    assert_eq!(parse("about 100 days", Some(&days))?.print(), "98..102 days");
    assert!(
        parse("1 month", None)?.is_within(&days) && !parse("95..105 days", None)?.is_within(&days)
    );
    assert!(
        parse("95..105 days", None)?.is_within(&share)
            && !parse("over 1 day", None)?.is_within(&share)
    );
    assert!(parse_tolerance("-5 %").is_err() && parse_tolerance("over 1 day").is_err());
    let either = Duration::any_of(&[parse("1 day", None)?, parse("2 days", None)?])?;
    assert_eq!(either.not().print(), "under 1 day or over 1 and under 2 days or over 2 days");
    Ok(())
}

fn interval() -> impl Strategy<Value = Interval<i64>> {
    let unit = proptest::sample::select(vec![1_i64, 60, 3_600, DAY]);
    let point = (0_i64..3_000, unit).prop_map(|(number, unit)| number * unit);
    let cut = prop_oneof![
        1 => Just(Cut::Bottom), 1 => Just(Cut::Top), 4 => point.clone().prop_map(Cut::Below), 4 => point.prop_map(Cut::Above)
    ];
    (cut.clone(), cut).prop_filter_map("empty", |(a, b)| {
        if a < b { Interval::new(a, b) } else { Interval::new(b, a) }
    })
}

fn duration() -> impl Strategy<Value = Duration> {
    prop::collection::vec(interval(), 1..4)
        .prop_map(|parts| Duration::from(parts.into_iter().collect::<IntervalSet<i64>>()))
}

proptest! {
    #[test]
    fn what_is_printed_reads_the_same(value in duration(), months in 1_i64..10_000) {
        prop_assert_eq!(parse(&value.print(), None), Ok(value));
        let text = format!("{months} months");
        let calendar = parse(&text, None);
        prop_assert_eq!(calendar.clone().and_then(|value| parse(&value.print(), None)), calendar);
    }

    #[test]
    fn comparison_is_the_same_from_both_sides(a in duration(), b in duration()) {
        prop_assert_eq!(a.relate(&b), b.relate(&a).converse());
    }

    #[test]
    fn nothing_panics(text in "(about |over |between | and | or |\\.\\.|\\.|/|[0-9]{1,40}|e|,|P|T|M|Y| years| days|h|-){0,12}") {
        let _ = parse(&text, None);
    }
}

#[test]
fn a_denial_of_months_rules_out_the_same_months_alone() {
    let read = |text: &str| parse(text, None).expect(text);
    let lies = |a: &str, denied: &str, expected: Relation| {
        let (a, not) = (read(a), read(denied).not());
        assert_eq!(a.relate(&not), expected, "{a:?}");
        assert_eq!(not.relate(&a), expected.converse(), "{a:?}");
        assert_eq!(not.not(), read(denied));
    };
    lies("2 months", "2 months", Relation::Disjoint);
    lies("60 days", "2 months", Relation::Overlap);
    lies("63 days", "2 months", Relation::Inside);
    lies("3 months", "2 months", Relation::Inside);
    lies("2 months", "1 to 3 months", Relation::Disjoint);
    lies("over 2 months", "over 2 months", Relation::Disjoint);
    lies("60 days", "over 2 months", Relation::Overlap);
    lies("63 days", "over 2 months", Relation::Disjoint);
    lies("58 days", "over 2 months", Relation::Inside);
    lies("2 days", "2 days", Relation::Disjoint);
    let either = Duration::any_of(&[read("2 months"), read("3 months")]).expect("two");
    let (two, three) = (read("2 months").not(), read("3 months").not());
    assert!(Duration::can_all_hold(&[&either, &two]) && Duration::can_all_hold(&[&two, &three]));
    assert!(!Duration::can_all_hold(&[&either, &two, &three]));
    assert_eq!(two.print(), "{not: 2 months}");
    let words = [
        "2 months",
        "over 6 years",
        "at least 2 months",
        "under 1 year",
        "up to 2 months",
        "1 month..3 months",
        "over 1 month and under 3 months",
        "45 days..2 months",
        "1 month or 3 months",
        "10 days or over 2 years",
    ];
    for text in words {
        let not = read(text).not();
        assert_eq!(not.print(), format!("{{not: {text}}}"));
        assert_eq!(Some(not.not()), read(text).into());
    }
    // These have no words of their own.
    assert_eq!(read("2.5 months").not().print(), "under 73 days or over 78 days");
}

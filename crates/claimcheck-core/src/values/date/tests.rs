//! What dates read as, by hand-computed tables, and how they relate.

use super::*;
use Relation::{Contains, Disjoint, Equal, Inside, Overlap};
use proptest::prelude::*;

/// Entities of the tests: `lee-visit` is 1, `osaka-2019` is 2.
fn event(name: &str) -> Result<u32, ValueError> {
    match name {
        "lee-visit" => Ok(1),
        "osaka-2019" | "2019 Osaka" => Ok(2),
        _ => Err(ValueError::unknown(format!("no event `{name}`"))),
    }
}

fn event_name(event: u32) -> String {
    (if event == 1 { "lee-visit" } else { "osaka-2019" }).to_owned()
}

#[track_caller]
fn date(text: &str) -> DateValue {
    match parse(text, &DateContext { published: None, event: &event }) {
        Ok(parsed) => parsed.value,
        Err(error) => panic!("{text}: {error:?}"),
    }
}

/// What `text` reads as with `published`, printed; or the message why it is refused.
fn read(text: &str, published: &str) -> String {
    let published = (!published.is_empty()).then(|| date(published));
    match parse(text, &DateContext { published: published.as_ref(), event: &event }) {
        Ok(parsed) => parsed.value.print(&event_name),
        Err(error) => error.message,
    }
}

#[track_caller]
fn reads(cases: &[(&str, &str)], published: &str) {
    for (text, expected) in cases {
        assert_eq!(read(text, published), *expected, "{text}");
    }
}

#[track_caller]
fn relates(first: &str, second: &str, expected: Relation) {
    let (a, b) = (date(first), date(second));
    assert_eq!(a.relate(&b), expected, "{first} to {second}");
    assert_eq!(b.relate(&a), expected.converse(), "{second} to {first}");
}

#[test]
fn edtf_is_read_as_sets() {
    reads(
        &[
            ("2025-10-30", "2025-10-30"),
            ("2025-10-30T09:06", "2025-10-30T09:06"),
            ("2025-10-30T09:06:07", "2025-10-30T09:06:07"),
            ("2025-10-30T09:06+02:00", "2025-10-30T07:06Z"),
            ("2025-10-30T00:30:00+01", "2025-10-29T23:30:00Z"),
            ("2025-10-30T09:00/2025-10-30T11:00", "2025-10-30T09:00/2025-10-30T11:00"),
            ("2025-10-3X", "2025-10-30/2025-10-31"),
            ("2025-10-28/2025-10-30", "2025-10-28/2025-10-30"),
            ("[2025-10-28..2025-10-30]", "2025-10-28/2025-10-30"),
            ("[2025-10-28, 2025-10-30]", "[2025-10-28,2025-10-30]"),
            ("{2025-10-28, 2025-10-30}", "2025-10-28/2025-10-30"),
            ("[2025-11,2026..]", "[2025-11,2026..]"),
            ("../2025-11", "../2025-11"),
            ("/2025-11", "../2025-11"),
            ("2025-11/", "2025-11/.."),
            ("2025-21", "2025-03/2025-05"),
            ("2025-24", "2025-12/2026-02"),
            ("202X", "202X"),
            ("20XX", "20XX"),
            ("2000/2009", "200X"),
            ("2025-XX", "2025"),
            ("2025-0X-31", "[2025-01-31,2025-03-31,2025-05-31,2025-07-31,2025-08-31]"),
            ("2025-1X", "2025-10/2025-12"),
            ("XXXX-02-29", "XXXX-02-29"),
            ("XXXX-10-30", "XXXX-10-30"),
            ("not XXXX-10-30", "not XXXX-10-30"),
            ("XXXX-10", "XXXX-10"),
            ("XXXX-XX-30", "XXXX-XX-30"),
            ("2XXX-XX-3X", "2XXX-XX-3X"),
            ("1950S2", "19XX"),
            ("-0044-03-15", "-0044-03-15"),
            ("Y170000002", "Y170000002"),
            ("Y17E7", "Y170000000"),
            ("Y12000-02-29", "Y12000-02-29"),
            ("Y-12001-02-28T09:06Z", "Y-12001-02-28T09:06Z"),
            ("Y1700000000000000000", "Y1700000000000000000"),
        ],
        "",
    );
    let parts = |text| date(text).fixed().map(|(set, _)| set.parts().len());
    assert_eq!(parts("2025-0X-31"), Some(5));
    // A year without its hundreds is one of ten, that lie a century apart.
    assert_eq!(parts("1X50"), Some(10));
    // However many days it names.
    let (day, other) = (date("XXXX-10-30"), date("not XXXX-10-30"));
    assert_eq!(day.relate(&date("2025-10-30")), Contains);
    assert_eq!(day.relate(&date("2025-10-31")), Disjoint);
    assert_eq!(other.relate(&date("2025-10-30")), Disjoint);
    assert_eq!(other.relate(&date("2025-10-31")), Contains);
    assert_eq!(other.relate(&day), Disjoint);
}

#[test]
fn approximation_widens_by_the_unit_of_its_part() {
    reads(
        &[
            ("2025-10~", "2025-09/2025-11"),
            ("2025-10-30~", "2025-10-29/2025-10-31"),
            ("2025%", "2024/2026"),
            ("2025?", "2025"),
            ("~2025-10-30", "2024-10-30/2026-10-30"),
            ("2025-10~-30", "2025-09-30/2025-11-30"),
            ("2025-10-~30", "2025-10-29/2025-10-31"),
            ("2025-21~", "2024-12/2025-08"),
            ("202X~", "2010/2039"),
            ("2025-10~/2025-12-05~", "2025-09-01/2025-12-06"),
            ("before 1819~", "../1819"),
            ("since 1819~", "1818/.."),
            ("mid-2025-10~", "2025-09-11/2025-11-20"),
            ("1950S2~", "1800/2099"),
            ("since 2025-10~/2025-12", "2025-09/.."),
            ("until 2025-10/2025-12~", "../2026-01"),
        ],
        "",
    );
    let qualified = |text| {
        let given = DateContext { published: None, event: &event };
        parse(text, &given).map(|date| (date.approximate, date.uncertain, date.relative))
    };
    assert_eq!(qualified("2025-10~"), Ok((true, false, false)));
    assert_eq!(qualified("2025-10?"), Ok((false, true, false)));
    assert_eq!(qualified("before 2025-10%"), Ok((true, true, false)));
    assert_eq!(qualified("2025-10?/2025-12"), Ok((false, true, false)));
}

#[test]
fn a_time_needs_a_plain_day_and_a_third_needs_whole_days() {
    for text in [
        "2025-10T09:06",
        "2025-10-30?T09:06",
        "2025-10-30~T09:06",
        "2025-10-3XT09:06",
        "Y9999-01-31",
        "early 2025-10-30T09:06",
        "early 2025-10-30T00:00/2025-10-31T11:00",
        "early 2025-10-30T11:00/2025-10-31T23:59",
        "early [2025-10-28, 2025-10-30]",
    ] {
        let read = parse(text, &DateContext { published: None, event: &event });
        assert!(read.is_err(), "{text}: {read:?}");
    }
}

#[test]
fn what_is_counted_from_the_report_is_relative() {
    let published = date("2025-10-25");
    let given = DateContext { published: Some(&published), event: &event };
    let relative = |text| parse(text, &given).map(|date| date.relative);
    for text in ["yesterday", "next thursday", "last month", "2 months ago", "in 3 days"] {
        assert_eq!(relative(text), Ok(true), "{text}");
    }
    assert_eq!(relative("2025-10-24"), Ok(false));
}

#[test]
fn phrases_count_from_the_day_of_the_report() {
    // 2025-10-25 is a Saturday; its ISO week runs from Monday the 20th to Sunday the 26th.
    reads(
        &[
            ("Today", "2025-10-25"),
            ("yesterday", "2025-10-24"),
            ("tomorrow", "2025-10-26"),
            ("next  Thursday", "2025-10-30"),
            ("last thursday", "2025-10-23"),
            ("this thursday", "2025-10-23"),
            ("this sunday", "2025-10-26"),
            ("this monday", "2025-10-20"),
            ("next saturday", "2025-11-01"),
            ("last saturday", "2025-10-18"),
            ("this saturday", "2025-10-25"),
            ("last week", "2025-10-13/2025-10-19"),
            ("this week", "2025-10-20/2025-10-26"),
            ("next month", "2025-11"),
            ("last year", "2024"),
            ("early 2025-03", "2025-03-01/2025-03-10"),
            ("mid-2025-03", "2025-03-11/2025-03-20"),
            ("late 2025-02", "2025-02-21/2025-02-28"),
            ("mid-2025", "2025-05/2025-08"),
            ("Late next month", "2025-11-21/2025-11-30"),
            ("early 2025-21", "2025-03-01/2025-03-30"),
            ("3 days ago", "2025-10-22"),
            ("a week ago", "2025-10-13/2025-10-19"),
            ("two months ago", "2025-08"),
            ("2 months later", "2025-12"),
            ("in 6 years", "2031"),
            ("in a decade", "203X"),
            ("one century ago", "19XX"),
            ("before yesterday", "../2025-10-23"),
            ("before 1819", "../1818"),
            ("until 1819", "../1819"),
            ("after 1819", "1820/.."),
            ("Since 1819", "1819/.."),
            ("before early 2025", "../2024"),
            ("2 months after 2025-10-30", "2025-12"),
            ("2 months before 2025-10-30", "2025-08"),
            ("next day", "`next day` is not a date"),
            ("next weeks", "`next weeks` is not a date"),
            ("9000 years later", "Y11025"),
            ("not 2025-10-30", "[..2025-10-29,2025-10-31..]"),
        ],
        "2025-10-25",
    );
}

#[test]
fn phrases_are_no_finer_than_what_they_are_counted_from() {
    reads(
        &[
            ("2 hours ago", "2025-10-30T07:00/2025-10-30T07:59"),
            ("90 minutes ago", "2025-10-30T07:36"),
            ("today", "2025-10-30"),
            (
                "10 seconds ago",
                "`10 seconds ago` is counted in seconds, and `published` has no such time",
            ),
        ],
        "2025-10-30T09:06",
    );
    reads(&[("today", "2025-10-30T00:00Z/2025-10-30T23:59Z")], "2025-10-30T09:06Z");
    reads(
        &[
            ("last year", "2024"),
            ("2 months ago", "2025-08"),
            ("today", "`today` is counted in days, and `published` does not lie within one day"),
            (
                "next thursday",
                "`next thursday` is counted in days, and `published` does not lie within one day",
            ),
        ],
        "2025-10",
    );
    reads(&[("today", "`today` is counted from a date that is not given")], "");
}

#[test]
fn what_could_be_two_dates_is_refused() {
    reads(
        &[
            ("thursday", "`thursday` could be Thursday 2025-10-23 or Thursday 2025-10-30"),
            ("Saturday", "`saturday` could be Saturday 2025-10-18 or Saturday 2025-11-01"),
            ("before thursday", "`thursday` could be Thursday 2025-10-23 or Thursday 2025-10-30"),
            (
                "2025-10-30T09:00Z/2025-10-31",
                "`2025-10-30T09:00Z/2025-10-31` mixes times that have an offset from UTC with dates that have none",
            ),
            ("2025-12/2025-10", "`2025-12/2025-10` ends before it begins"),
            ("2025-13", "`2025-13` is not a date: month must be 01-12 or a sub-year code 21-41"),
            ("99999999999999999999 days ago", "`99999999999999999999` is too large a count"),
            ("Y9223372036854775807", "the date is too far away to be computed with"),
            ("before nobody", "no event `nobody`"),
            ("nxt thursday", "`nxt thursday` is not a date"),
            ("2 months after", "`2 months after` is not a date"),
            (
                "early 2025-10-28T09:00/2025-10-30T23:59",
                "`2025-10-28T09:00/2025-10-30T23:59` cannot be divided into thirds of whole days",
            ),
            (
                "late 2025-10-28T00:00/2025-10-30T09:00",
                "`2025-10-28T00:00/2025-10-30T09:00` cannot be divided into thirds of whole days",
            ),
        ],
        "2025-10-25",
    );
    let given = DateContext { published: None, event: &event };
    let help = |text| parse(text, &given).err().and_then(|error| error.help);
    assert_eq!(help("nxt thursday").as_deref(), Some("did you mean `next thursday`?"));
    assert_eq!(
        help("2 mnths after yesterday").as_deref(),
        Some("did you mean `2 months after yesterday`?")
    );
    assert_eq!(help("today").as_deref(), Some("give the report a `published` date"));
    assert_eq!(help("before nobody").as_deref(), Some("`nobody` is neither a date nor an event"));
    // 2025-10-25 is a Saturday: who writes `saturday` then may mean that very day.
    let published = date("2025-10-25");
    let given = DateContext { published: Some(&published), event: &event };
    let says_today = |text| {
        let error = parse(text, &given).expect_err("it could be two days");
        error.help.is_some_and(|help| help.contains("`today`"))
    };
    assert!(says_today("saturday") && !says_today("thursday"));
}

#[test]
fn events_anchor_what_is_no_date() {
    reads(
        &[
            ("Before lee-visit", "before lee-visit"),
            ("2 months after lee-visit", "2 months after lee-visit"),
            ("a day before 2019 Osaka", "1 day before osaka-2019"),
            ("not since osaka-2019", "not since osaka-2019"),
        ],
        "",
    );
}

#[test]
fn sets_on_one_clock_relate_exactly() {
    relates("2025-10-30", "2025-10", Inside);
    relates("2025-10-30", "2025-10-30/2025-10-30", Equal);
    relates("2025-10-30", "not 2025-10-30", Disjoint);
    relates("until 1819", "since 1819", Overlap);
    relates("2025-10-30T09:06Z", "2025-10-30T11:06+02:00", Equal);
}

#[test]
fn clocks_may_be_fourteen_hours_apart() {
    relates("2025-10-30T09:06Z", "2025-10-30", Overlap);
    relates("2025-10-30T14:00Z", "2025-10-30/2025-10-31", Inside);
    relates("2025-10-30T13:59Z", "2025-10-30/2025-10-31", Overlap);
    relates("2025-10-30T14:00Z", "2025-10-29", Disjoint);
    relates("2025-10-30T13:59Z", "2025-10-29", Overlap);
    relates("2025-10-30T09:06Z", "2025-10-30T09:06", Overlap);
    relates("2025-10-30T09:06Z", "../..", Inside);
}

#[test]
fn places_beside_one_event_relate_wherever_it_lies() {
    relates("before lee-visit", "after lee-visit", Disjoint);
    relates("before lee-visit", "since lee-visit", Disjoint);
    relates("before lee-visit", "until lee-visit", Inside);
    relates("since lee-visit", "until lee-visit", Overlap);
    relates("not before lee-visit", "since lee-visit", Equal);
    relates("2 months after lee-visit", "after lee-visit", Inside);
    relates("2 months after lee-visit", "until lee-visit", Disjoint);
    relates("not 2 months after lee-visit", "until lee-visit", Contains);
    relates("2 months after lee-visit", "3 months after lee-visit", Disjoint);
    relates("2 months after lee-visit", "not 3 months after lee-visit", Inside);
    relates("2 months after lee-visit", "2 years after lee-visit", Disjoint);
    relates("1 month after lee-visit", "30 days after lee-visit", Overlap);
    relates("2 days before lee-visit", "2 days after lee-visit", Disjoint);
    relates("before lee-visit", "before osaka-2019", Overlap);
    relates("before lee-visit", "2025-10-30", Overlap);
}

/// Distances are cells of the calendar, so that how many days they come to depends on the event.
#[test]
fn distances_in_different_units_are_apart_where_no_calendar_joins_them() {
    relates("1 day after lee-visit", "after lee-visit", Inside);
    relates("0 days after lee-visit", "after lee-visit", Overlap);
    relates("0 days after lee-visit", "1 day before lee-visit", Overlap);
    relates("1 day after lee-visit", "1 day before lee-visit", Disjoint);
    // From the end of January to the beginning of March are 28 days and a moment.
    relates("2 months after lee-visit", "26 days after lee-visit", Disjoint);
    relates("2 months after lee-visit", "28 days after lee-visit", Overlap);
    relates("2 months after lee-visit", "30 days after lee-visit", Overlap);
    relates("1 month after lee-visit", "40 days after lee-visit", Overlap);
    // A year has 365 or 366 days, wherever its months begin.
    relates("13 months after lee-visit", "350 days after lee-visit", Disjoint);
    relates("11 months after lee-visit", "372 days after lee-visit", Disjoint);
    relates("2 centuries after lee-visit", "50 years after lee-visit", Disjoint);
    relates("2 centuries after lee-visit", "250 years after lee-visit", Overlap);
    // So many hours after the last one of 2099 it is 2200: that century has only 36,524 days.
    relates("2 centuries after lee-visit", "876599 hours after lee-visit", Overlap);
    // What is denied is a cell of its own: it says nothing of one that may share days with it.
    relates("not 1 month after lee-visit", "40 days after lee-visit", Overlap);
    relates("not 1 month after lee-visit", "1 month after lee-visit", Disjoint);
}

#[test]
fn a_distance_from_a_dated_event_is_counted_by_the_calendar() {
    let counted = |distance: &str, event: &str| {
        let distance = date(distance).anchored().copied().expect("it is known by an event");
        distance.counted_from(&date(event)).map(|date| date.print(&event_name))
    };
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(counted("2 months after lee-visit", "2025-08-31"), is("2025-10"));
    assert_eq!(counted("2 months before lee-visit", "2025-08-31"), is("2025-06"));
    // A vague event leaves the days from the first that it may be to the last.
    assert_eq!(
        counted("3 days before lee-visit", "2025-11-01/2025-11-04"),
        is("2025-10-29/2025-11-01")
    );
    assert_eq!(counted("not 2 months after lee-visit", "2025-08-31"), None);
    assert_eq!(counted("after lee-visit", "2025-08-31"), None);
    assert_eq!(counted("2 months after lee-visit", "since 2025-08-31"), None);
}

#[test]
fn months_are_counted_by_the_calendar_and_keep_the_time_of_day() {
    let tick = |text: &str| date(text).bounds().map(|(first, _)| first).expect("it is bounded");
    // February has no 31st: at the least it is its last day, at the most the day after.
    let months = months_later(tick("2025-01-31T09:06"), 1);
    assert_eq!(months, (tick("2025-02-28T09:06"), tick("2025-03-01T09:06")));
    let months = months_later(tick("2025-03-10T09:06"), 2);
    assert_eq!(months, (tick("2025-05-10T09:06"), tick("2025-05-10T09:06")));
}

#[test]
fn precision_is_the_length_from_first_to_last() {
    let within = |text, unit| date(text).is_within(unit);
    assert!(within("2025-10-30T09:06", Unit::Day) && within("2025-10-30", Unit::Day));
    assert!(within("2025-01-31/2025-02-20", Unit::Month));
    assert!(!within("2025-10-28/2025-10-30", Unit::Day) && !within("../2025", Unit::Century));
    assert!(!within("before lee-visit", Unit::Year));
    // The longest decades and centuries have a leap day more than the shortest.
    assert!(within("2020/2029", Unit::Decade) && !within("2020/2030", Unit::Decade));
    assert!(within("2000/2099", Unit::Century) && !within("2000/2100", Unit::Century));
}

#[test]
fn unions_need_one_clock() {
    let dates = ["2025-10-30", "2025-10-31", "2025-11-02"].map(date);
    let any = DateValue::any_of(&dates).map(|any| any.print(&event_name));
    assert_eq!(any.as_deref(), Ok("[2025-10-30..2025-10-31,2025-11-02]"));
    assert!(DateValue::any_of(&["2025", "2025-10-30T09:06Z"].map(date)).is_err());
    assert!(DateValue::any_of(&["2025", "before lee-visit"].map(date)).is_err());
    assert!(date("../..").not().is_err());
    let same = DateValue::any_of(&["before lee-visit", "before lee-visit"].map(date));
    assert_eq!(same, Ok(date("before lee-visit")));
}

#[test]
fn only_a_whole_day_has_a_weekday() {
    assert_eq!(date("2025-10-25").weekday_and_date().as_deref(), Some("Saturday 2025-10-25"));
    assert_eq!(date("2025-10-25T09:06").weekday_and_date(), None);
    assert_eq!(date("2025-10-25/2025-10-26").weekday_and_date(), None);
    assert_eq!(date("2025-10-25T09:00/2025-10-26T08:59").weekday_and_date(), None);
    assert_eq!(date("2025-10-25T09:06").day(), date("2025-10-25").day());
}

#[test]
fn a_stretch_has_a_first_and_a_last_day_or_minute() {
    let ends = |text: &str| {
        let (first, last) = date(text).first_and_last().expect("it is one stretch");
        (first.print(&event_name), last.print(&event_name))
    };
    let is = |first: &str, last: &str| (first.to_owned(), last.to_owned());
    assert_eq!(ends("2025-10"), is("2025-10-01", "2025-10-31"));
    assert_eq!(
        ends("2025-10-25T00:00/2025-10-25T11:00"),
        is("2025-10-25T00:00", "2025-10-25T11:00")
    );
    assert_eq!(ends("2025-10-25T09:06:07"), is("2025-10-25T09:06:07", "2025-10-25T09:06:07"));
}

/// Cuts on all precisions, in years near and far.
fn tick() -> impl Strategy<Value = Tick> {
    let near = -40_000_000_000_i128..200_000_000_000;
    let far = -(10_i128.pow(22))..10_i128.pow(22);
    (prop_oneof![4 => near, 1 => far], 0..Unit::ALL.len())
        .prop_map(|(tick, unit)| Unit::ALL[unit].cell_start(Unit::ALL[unit].cell_of(tick)))
}

fn fixed() -> impl Strategy<Value = DateValue> {
    let clock = prop_oneof![Just(Clock::Local), Just(Clock::Utc)];
    let ticks = prop::collection::btree_set(tick(), 1..7);
    (ticks, clock, any::<bool>()).prop_filter_map("empty", |(ticks, clock, denied)| {
        let cuts: Vec<Tick> = ticks.into_iter().collect();
        let parts = cuts.chunks(2).map(|pair| Interval {
            lower: Cut::Below(pair[0]),
            upper: pair.get(1).map_or(Cut::Top, |end| Cut::Below(*end)),
        });
        let value = DateValue::from_set(parts.collect(), clock).ok()?;
        if denied { value.not().ok() } else { Some(value) }
    })
}

fn cell() -> impl Strategy<Value = DateValue> {
    (tick(), 0..Unit::ALL.len()).prop_filter_map("empty", |(tick, unit)| {
        let unit = Unit::ALL[unit];
        let reading = reading::Reading::cell(unit, unit.cell_of(tick), Clock::Local);
        reading.into_parsed().ok().map(|parsed| parsed.value)
    })
}

fn beside() -> impl Strategy<Value = DateValue> {
    let distance = prop::option::of((0_i64..4, 0..Unit::ALL.len()));
    (1_u32..3, 0..4_usize, distance, any::<bool>()).prop_map(|(event, side, far, negated)| {
        let distance = far.map(|(count, unit)| Distance { count, unit: Unit::ALL[unit] });
        // Only what lies before or after can be at a distance.
        let side = Side::ALL[if distance.is_some() { side % 2 } else { side }];
        DateValue::from(Anchored { event, side, distance, negated })
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_itself(value in prop_oneof![fixed(), cell(), beside()]) {
        let text = value.print(&event_name);
        let read = parse(&text, &DateContext { published: None, event: &event });
        prop_assert_eq!(read.map(|read| read.value), Ok(value), "{}", text);
    }

    #[test]
    fn relations_mirror(
        a in prop_oneof![fixed(), cell(), beside()],
        b in prop_oneof![fixed(), cell(), beside()],
    ) {
        prop_assert_eq!(a.relate(&b), b.relate(&a).converse());
        prop_assert_eq!(a.relate(&a), Equal);
    }

    #[test]
    fn no_text_is_too_strange(text in strange()) {
        let published = date("2025-10-25");
        let context = DateContext { published: Some(&published), event: &event };
        if let Ok(read) = parse(&text, &context) {
            let printed = read.value.print(&event_name);
            let again = parse(&printed, &context).map(|again| again.value);
            prop_assert_eq!(again, Ok(read.value), "{} as {}", text, printed);
        }
    }
}

/// Pieces of dates and phrases in an order that often makes sense.
fn strange() -> impl Strategy<Value = String> {
    const DATE: &str = "(|\\.\\.)([~?%]?(2025|Y-?[1-9][0-9]{4,19}|-0044|202X|1XX5|XXXX)\
        (|S[0-5])(|-[~?%]?(10|0X|XX|[234][0-9]|02))(|-[~?%]?(30|3X|XX|29|X1))[~?%]?|)\
        (||T[0-2][0-9]:[0-5][0-9](|:[0-6][0-9])(|Z|[+-][01][0-9](|:30)))(|\\.\\.)";
    let phrase = "(|not |NOT )(|before |after |since |until |mid-|early |[0-9]{1,22} |next |in )";
    let end = "( ago|( days| months| centuries)( ago| later| after lee-visit)|é.{0,9}||||)";
    let date = format!("{DATE}((/|,|, |\\.\\.){DATE})?");
    let text = format!("{phrase}({date}|\\[{date}\\]|\\{{{date}\\}}){end}");
    proptest::string::string_regex(&text).unwrap_or_else(|error| panic!("{error}"))
}

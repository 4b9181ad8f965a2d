//! What every form of a quantity means, by example.

use proptest::prelude::*;

use super::*;
use crate::values::{Cut, Interval};

/// The value in a property of `unit`, with a tolerance if `unit` is followed by one (`km; 5 %`).
fn read(text: &str, property: &str) -> Result<ParsedQuantity, ValueError> {
    let units = Units::builtin();
    let (unit, tolerance) = property.split_once("; ").unwrap_or((property, ""));
    let unit = units.lookup(unit);
    let tolerance = match tolerance {
        "" => None,
        text => Some(parse_tolerance(text, &units, unit)?),
    };
    parse(text, &QuantityContext { units: &units, unit, tolerance })
}

/// The value printed in the property's unit.
#[track_caller]
fn means(text: &str, property: &str, printed: &str) {
    let units = Units::builtin();
    let unit = units.lookup(property.split(';').next().unwrap_or_default());
    let parsed = read(text, property).map(|parsed| parsed.value);
    assert_eq!(
        parsed.as_ref().map(|value| value.print(&units, unit)),
        Ok(printed.to_owned()),
        "{text}"
    );
    assert_eq!(read(printed, property).map(|parsed| parsed.value), parsed, "{text}");
}

#[track_caller]
fn refuses(text: &str, part: &str) {
    let read = read(text, "km");
    assert!(read.is_err() && format!("{read:?}").contains(part), "{text}: {read:?}");
}

#[track_caller]
fn relates(a: &str, b: &str, expected: Option<Relation>) {
    let (a, b) = (read(a, "km"), read(b, "km"));
    let relation = a.and_then(|a| b.map(|b| (a.value.relate(&b.value), b.value.relate(&a.value))));
    assert_eq!(relation, Ok((expected, expected.map(Relation::converse))));
}

#[test]
fn terms() {
    for (text, property, printed) in [
        ("145 %", "%", "145 percent"),
        ("15 percent", "%", "15 percent"),
        ("145%", "", "145 percent"),
        ("350 billion USD", "USD", "350 billion USD"),
        ("$350 billion", "USD", "350 billion USD"),
        ("USD 350bn", "USD", "350 billion USD"),
        ("-$5", "USD", "-5 USD"),
        ("€1.2m", "EUR", "1.2 million EUR"),
        ("1,200 people", "people", "1,200 people"),
        ("one", "people", "1 person"),
        ("0", "km", "0 km"),
        ("1/3", "km", "1/3 km"),
        ("5 miles", "km", "8.04672 km"),
        ("5 m", "km", "0.005 km"),
        ("5 m", "USD", "5 million USD"),
        ("5 m", "", "5 metres"),
        ("10K people", "people", "10,000 people"),
        ("5 pounds", "GBP", "5 GBP"),
        ("10 lb", "kg", "4.5359237 kg"),
        ("12", "", "12"),
        ("68 °F", "C", "20 °C"),
        ("0 K", "C", "-273.15 °C"),
        ("2 million", "", "2 million"),
        ("36 km/h", "m/s", "10 m/s"),
        ("1 barrel", "l", "158.987294928 litres"),
        ("5 kg", "USD", "5 kg"),
        ("¥500", "JPY", "500 JPY"),
        ("$5 USD", "USD", "5 USD"),
        ("1e3", "km", "1,000 km"),
        ("1.5E+3", "km", "1,500 km"),
        ("15e-1", "km", "1.5 km"),
        ("ten km2", "km²", "10 km²"),
        ("six watt-hours", "Wh", "6 Wh"),
    ] {
        means(text, property, printed);
    }
}

/// What one unit comes to in another, by its definition.
#[test]
fn units_are_what_they_are_defined_as() {
    for (one, other) in [
        ("1 percentage point", "100 basis points"),
        ("1 metre", "1,000 mm"),
        ("1 metre", "100 cm"),
        ("1 foot", "12 inches"),
        ("1 yard", "3 feet"),
        ("1 mile", "1,760 yards"),
        ("1 nautical mile", "1.852 km"),
        ("1 km²", "1,000,000 m²"),
        ("1 km²", "100 hectares"),
        ("1 sq mile", "640 acres"),
        ("1 acre", "43,560 sq ft"),
        ("1 m³", "1,000 litres"),
        ("1 km³", "1 billion m³"),
        ("1 litre", "1,000 ml"),
        ("1 barrel", "42 gallons"),
        ("1 kg", "1 million mg"),
        ("1 tonne", "1 million g"),
        ("1 lb", "16 ounces"),
        ("1 short ton", "2,000 lb"),
        ("1 long ton", "2,240 lb"),
        ("1 week", "7 days"),
        ("1 day", "1,440 minutes"),
        ("1 hour", "3.6 million ms"),
        ("1 knot", "1.852 km/h"),
        ("1 mph", "1.609344 km/h"),
        ("212 °F", "100 °C"),
        ("-40 °F", "-40 °C"),
        ("0 °C", "273.15 kelvin"),
        ("1 GJ", "1,000 MJ"),
        ("1 kJ", "1,000 J"),
        ("1 Wh", "3.6 kJ"),
        ("1 kWh", "3.6 MJ"),
        ("1 MWh", "1,000 kWh"),
        ("1 GWh", "1,000 MWh"),
        ("1 TWh", "1,000 GWh"),
        ("1 kcal", "1,000 calories"),
        ("1 kcal", "4.184 kJ"),
        ("1 TW", "1,000 GW"),
        ("1 MW", "1,000 kW"),
        ("1 W", "1,000 mW"),
        ("1 horsepower", "745.69987158227022 W"),
        ("1 bar", "1,000 hPa"),
        ("1 atm", "101.325 kPa"),
        ("1 atm", "1,013.25 mbar"),
        ("1 byte", "8 bits"),
        ("1 Gbit", "125 MB"),
        ("1 Mbit", "1,000 kbit"),
        ("1 GB", "1 million kB"),
        ("1 PB", "1,000 TB"),
        ("1 KiB", "1,024 bytes"),
        ("1 MiB", "1,024 KiB"),
        ("1 GiB", "1,024 MiB"),
        ("1 TiB", "1,024 GiB"),
        ("1 GHz", "1,000 MHz"),
        ("1 MHz", "1,000 kHz"),
        ("1 kV", "1,000 V"),
    ] {
        relates(one, other, Some(Relation::Equal));
    }
}

#[test]
fn bounds_and_ranges() {
    for (text, property, printed) in [
        ("10..20 km", "km", "10..20 km"),
        ("between 20 and 10", "km", "10..20 km"),
        ("10 to 20 km", "km", "10..20 km"),
        ("$5..10 billion", "USD", "5 billion..10 billion USD"),
        ("500..2 million", "people", "500..2,000,000 people"),
        ("1 or 2..3 million", "USD", "1 million USD or 2 million..3 million USD"),
        ("about 100", "km", "90..110 km"),
        ("~ -10", "km", "-11..-9 km"),
        ("about 0", "km", "0 km"),
        ("about 10..20", "km", "9..22 km"),
        ("around 100", "km; 5 %", "95..105 km"),
        ("roughly 100", "km; 2 km", "98..102 km"),
        ("about 20", "%; 2 percentage points", "18..22 percent"),
        ("about 20 °C", "C", "18..22 °C"),
        ("some 50 kg", "km; 2 km", "45..55 kg"),
        ("over 5 km", "km", "over 5 km"),
        ("More than 5", "km", "over 5 km"),
        (">5", "km", "over 5 km"),
        ("at least 5", "km", "at least 5 km"),
        (">= 5", "km", "at least 5 km"),
        ("≥5", "km", "at least 5 km"),
        ("under 5", "km", "under 5 km"),
        ("fewer than 5", "km", "under 5 km"),
        ("<5", "km", "under 5 km"),
        ("up to 5", "km", "up to 5 km"),
        ("at most 5", "km", "up to 5 km"),
        ("<=5", "km", "up to 5 km"),
        ("exactly 5", "km", "5 km"),
        ("over 5 and up to 10", "km", "over 5 and up to 10 km"),
        ("at least 5 and under 10 km", "km", "at least 5 and under 10 km"),
        ("5 or 7..9 km", "m", "5,000 metres or 7,000..9,000 metres"),
        ("up to 0 or over 0", "km", "up to 0 km or over 0 km"),
    ] {
        means(text, property, printed);
    }
}

#[test]
fn refusals_name_the_flaw() {
    refuses("5 kilometrs", "did you mean");
    refuses("bout 5 km", "does not begin with a number");
    refuses("km 5", "does not begin with a number");
    refuses("e5 km", "does not begin with a number");
    refuses("10-20 km", "10..20");
    refuses("5 km or 3 kg", "two dimensions");
    refuses("$5 EUR", "two units");
    refuses("¥5", "JPY or CNY");
    refuses("over 10 and under 5", "nothing between");
    refuses("between 5", "not a complete");
    refuses("1..2..3", "not a complete");
    refuses("over", "not a complete");
    refuses("1e38 km", "too large");
    refuses(&format!("about {} km", "9".repeat(38)), "too large");
    refuses("", "not a complete");
    for text in [
        &"5 or ".repeat(50_000),
        &"x".repeat(100_000),
        &"5 and ".repeat(50_000),
        &"between 1 and ".repeat(9_000),
    ] {
        let error = read(text, "km").err().map(|error| error.message.len());
        assert!(error.is_some_and(|length| length < 300), "{error:?}");
    }
}

#[test]
fn comparison() {
    relates("5 km", "5,000 m", Some(Relation::Equal));
    relates("5 km", "about 5 km", Some(Relation::Inside));
    relates("over 5 km", "5 km", Some(Relation::Disjoint));
    relates("at least 5 km", "up to 5 km", Some(Relation::Overlap));
    relates("5 USD", "5 EUR", None);
    relates("5 %", "5 percentage points", None);
}

#[test]
fn numbers_are_kept_as_written() {
    let numbers = read("between 5 and 10 million people", "km").map(|parsed| parsed.numbers);
    assert_eq!(numbers, Ok(vec![5_000_000.into(), 10_000_000.into()]));
    assert_eq!(read("about 5 miles", "km").map(|parsed| parsed.numbers), Ok(vec![5.into()]));
}

#[test]
fn denial_and_choice() -> Result<(), ValueError> {
    let units = Units::builtin();
    let (five, six) = (read("5", "km")?.value, read("6", "km")?.value);
    let km = units.lookup("km");
    assert_eq!(five.not().print(&units, km), "under 5 km or over 5 km");
    assert_eq!(Quantity::any_of(&[six.clone(), five.clone()])?.print(&units, km), "5 km or 6 km");
    assert!(Quantity::any_of(&[five, read("6 kg", "km")?.value]).is_err());
    assert!(Quantity::any_of(&[]).is_err());
    Ok(())
}

#[test]
fn precision() -> Result<(), ValueError> {
    let units = Units::builtin();
    for (text, tolerance, expected) in [
        ("95..105", "5 %", true),
        ("95..105", "4.9 %", false),
        ("95..105", "5", true),
        ("95..105", "4 km", false),
        ("-105..-95", "5%", true),
        ("over 5", "50 %", false),
        ("5", "0 %", true),
        ("95..105 kg", "5 km", false),
    ] {
        let tolerance = parse_tolerance(tolerance, &units, units.lookup("km"))?;
        assert_eq!(read(text, "km")?.value.is_within(&tolerance), expected, "{text}");
    }
    assert!(parse_tolerance("5 kg", &units, units.lookup("km")).is_err());
    assert!(parse_tolerance("-5 km", &units, units.lookup("km")).is_err());
    Ok(())
}

fn number() -> impl Strategy<Value = Rational> {
    let small = (-40_i128..40, 1_i128..9).prop_map(|(numer, denom)| Rational::new(numer, denom));
    let large = (-4_000_i128..4_000, 4_u32..12)
        .prop_map(|(n, power)| Rational::from_integer(n * 10_i128.pow(power)));
    prop_oneof![small, large]
}

fn interval() -> impl Strategy<Value = Interval<Rational>> {
    let cut = prop_oneof![
        1 => Just(Cut::Bottom), 1 => Just(Cut::Top), 4 => number().prop_map(Cut::Below), 4 => number().prop_map(Cut::Above)
    ];
    (cut.clone(), cut).prop_filter_map("empty", |(a, b)| {
        if a < b { Interval::new(a, b) } else { Interval::new(b, a) }
    })
}

fn quantity(units: &Units) -> impl Strategy<Value = (Quantity, Option<UnitId>)> + use<> {
    let named =
        ["km", "m", "USD", "%", "°F", "people", "miles", "K", "GBP"].map(|name| units.lookup(name));
    let dimensions =
        named.map(|unit| unit.map_or(DimensionId::NUMBER, |unit| units.dimension(unit)));
    let pick = proptest::sample::select(Vec::from(named));
    let parts = prop::collection::vec(interval(), 1..4);
    (parts, proptest::sample::select(Vec::from(dimensions)), pick).prop_map(
        |(parts, dimension, unit)| (Quantity { dimension, set: parts.into_iter().collect() }, unit),
    )
}

proptest! {
    #[test]
    fn what_is_printed_reads_the_same((value, unit) in quantity(&Units::builtin())) {
        let units = Units::builtin();
        let printed = value.print(&units, unit);
        let context = QuantityContext { units: &units, unit, tolerance: None };
        prop_assert_eq!(parse(&printed, &context).map(|parsed| parsed.value), Ok(value), "{}", printed);
    }

    #[test]
    fn comparison_is_the_same_from_both_sides(
        (a, _) in quantity(&Units::builtin()),
        (b, _) in quantity(&Units::builtin()),
    ) {
        prop_assert_eq!(a.relate(&b), b.relate(&a).map(Relation::converse));
    }

    #[test]
    fn nothing_panics(text in "(about |over |between | and | or |\\.\\.|\\.|/|[0-9]{1,40}|e|,|\\$|km|°F| |m|million |-|½){0,12}") {
        let _ = read(&text, "km");
    }
}

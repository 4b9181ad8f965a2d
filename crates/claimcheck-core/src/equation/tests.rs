use super::*;
use crate::suggest::nearest;
use crate::values::quantity::{DimensionId, Units};

/// The properties of the tests: `total` and its parts are people, `cost` money, `share` percent.
const NAMES: [(&str, Option<&str>, Holds); 10] = [
    ("killed", Some("people"), Holds::Quantities(None)),
    ("killed-civilians", Some("people"), Holds::Quantities(None)),
    ("killed-soldiers", Some("people"), Holds::Quantities(None)),
    ("cost", Some("USD"), Holds::Quantities(None)),
    ("share", Some("percent"), Holds::Quantities(None)),
    ("birth", None, Holds::Dates),
    ("death", None, Holds::Dates),
    ("lifespan", None, Holds::Durations),
    ("mother", None, Holds::Entities),
    ("stops", None, Holds::Entities),
];

fn read(text: &str) -> Result<Equation, EquationError> {
    let units = Units::builtin();
    let property = |name: &str| {
        let at = NAMES.iter().position(|(known, ..)| *known == name);
        at.and_then(|at| u32::try_from(at).ok()).map(PropertyId).ok_or_else(|| {
            let near = nearest(name, NAMES.iter().map(|(name, ..)| *name));
            ValueError::unknown(format!("no property `{name}`")).with_help(near.unwrap_or_default())
        })
    };
    let about = |id: PropertyId| {
        let (_, unit, holds) = NAMES[id.index()];
        let unit = unit.and_then(|unit| units.lookup(unit));
        let holds =
            if matches!(holds, Holds::Quantities(_)) { Holds::Quantities(unit) } else { holds };
        About { holds }
    };
    Equation::parse(
        text,
        &Vocabulary { property: &property, about: &about, units: &units, statement: None },
    )
}

/// A tree as brackets, so that what binds how is seen.
fn shape(expression: &Expression) -> String {
    match expression {
        Expression::Amount(quantity) => quantity.print(&Units::builtin(), None),
        Expression::Date(date) => date.print(&|_| String::new()),
        Expression::Term(Term { path, values, .. }) => {
            let names: Vec<&str> = path.iter().map(|id| NAMES[id.index()].0).collect();
            let names = names.join(".");
            match values {
                Values::Each => names,
                Values::Sum => format!("sum({names})"),
                Values::Count => format!("count({names})"),
            }
        }
        Expression::Negative(inner) => format!("-{}", shape(inner)),
        Expression::Of(operator, both) => {
            let sign = match operator {
                Operator::Plus => '+',
                Operator::Minus => '-',
                Operator::Times => '*',
                Operator::Over => '/',
            };
            format!("({} {sign} {})", shape(&both.0), shape(&both.1))
        }
    }
}

#[track_caller]
fn reads(text: &str, wanted: &str) {
    let equation = read(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    let found = format!(
        "{} {} {}",
        shape(&equation.left),
        equation.relation.sign(),
        shape(&equation.right)
    );
    assert_eq!(found, wanted, "{text}");
}

/// The text at the error, and what its message or help has in it.
#[track_caller]
fn refuses(text: &str, at: &str, part: &str) {
    let error = read(text).expect_err(text);
    assert_eq!(&text[error.at.clone()], at, "{text}: {error:?}");
    let words = format!("{}; {}", error.error.message, error.error.help.unwrap_or_default());
    assert!(words.contains(part), "{text}: {words}");
}

#[test]
fn signs_bind_as_in_school() {
    reads(
        "killed = killed-civilians + killed-soldiers",
        "killed = (killed-civilians + killed-soldiers)",
    );
    reads("cost - cost - cost < 5 * cost + cost", "((cost - cost) - cost) < ((5 * cost) + cost)");
    reads("cost ÷ 2 × 3 ≥ -(cost − cost)", "((cost / 2) * 3) ≥ -(cost - cost)");
    reads("cost =< cost", "cost ≤ cost");
    reads(
        "killed=killed-civilians+killed-soldiers",
        "killed = (killed-civilians + killed-soldiers)",
    );
}

#[test]
fn literals_take_their_meaning_from_what_they_stand_beside() {
    reads("cost > 350 billion USD", "cost > 350 billion USD");
    reads("killed <= 1,200", "killed ≤ 1,200 people");
    reads("share < 100", "share < 100 percent");
    reads("share = killed-civilians / killed", "share = (killed-civilians / killed)");
    reads("birth >= 1900", "birth ≥ 1900");
    reads("birth < 2025-10-30T09:06", "birth < 2025-10-30T09:06");
    // Eighteen years are 6,573 to 6,575 days: 1900 had no leap day.
    reads("birth + 18 years <= death", "(birth + 567,907,200..568,080,000 seconds) ≤ death");
    reads("lifespan <= 2 hours", "lifespan ≤ 7,200 seconds");
    reads("2 × killed = killed", "(2 * killed) = killed");
    reads("killed = 0 + killed", "killed = (0 people + killed)");
    reads("cost / 2 days < 5 USD / 1 day", "(cost / 172,800 seconds) < (5 USD / 86,400 seconds)");
}

#[test]
fn paths_sums_and_counts() {
    reads("mother.death >= birth", "mother.death ≥ birth");
    reads("mother.mother.birth < mother.birth", "mother.mother.birth < mother.birth");
    reads("killed = sum(mother.killed)", "killed = sum(mother.killed)");
    reads("count(stops) = 3", "count(stops) = 3");
    reads("killed >= count( stops ) + 1", "killed ≥ (count(stops) + 1 person)");
}

#[test]
fn an_error_points_at_what_is_wrong() {
    refuses("killed = kiled-civilians", "kiled-civilians", "killed-civilians");
    refuses("killed", "killed", "without `=`");
    refuses("killed = ", " ", "too early");
    refuses("killed ≥", "≥", "too early");
    refuses("killed = cost", "killed = cost", "different things");
    refuses("killed + cost = killed", "killed + cost", "one dimension");
    refuses("birth + death = birth", "birth + death", "no sum");
    refuses("birth + 18 <= death", "birth + 18", "18 years");
    refuses("birth = killed", "birth = killed", "dates with dates");
    refuses("2 * birth = death", "2 * birth", "neither multiplied");
    refuses("-birth = death", "-birth", "no opposite");
    refuses("killed = killed < killed", "<", "two rules");
    refuses("killed = 5 killed", "5 killed", "unit");
    refuses("killed cost = 5", "cost", "sign between");
    refuses("(killed = 5", "=", "does not belong");
    refuses("killed = (5", "(", "missing `)`");
    refuses("killed = 5)", ")", "does not belong");
    refuses("killed ^ 2 = 5", "^", "no meaning");
    refuses("mother = 5", "mother", "no numbers");
    refuses("killed.birth = 1900", "killed", "leads to no entity");
    refuses("sum(birth) = 5", "birth", "no sum");
    refuses("sum() = 5", "(", "between the brackets");
    refuses("5 = 6", "5 = 6", "literals alone");
    refuses("killed = 5 parsecs", "5 parsecs", "parsecs");
    refuses("killed\u{0} = 5", "\u{0}", "control character");
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = format!("{}killed{} = 5", "(".repeat(100_000), ")".repeat(100_000));
    assert!(read(&deep).is_err_and(|error| error.error.message.contains("bytes")));
    let nested = format!("{}killed{} = 5", "(".repeat(1_000), ")".repeat(1_000));
    assert!(read(&nested).is_err_and(|error| error.error.message.contains("deep")));
    let long = format!("killed = {}1", "1 + ".repeat(1_000));
    assert!(read(&long).is_err_and(|error| error.error.message.contains("terms")));
}

#[test]
fn a_date_rule_knows_its_lengths() {
    let equation = read("death = birth + lifespan").expect("it reads");
    assert_eq!(equation.terms().len(), 3);
    let Expression::Of(Operator::Plus, both) = &equation.right else { panic!("a sum") };
    assert!(matches!(&both.0, Expression::Term(_)));
    let counted = read("share = 1 / 3").expect("a share is a number");
    let Expression::Of(_, both) = &counted.right else { panic!("a quotient") };
    let Expression::Amount(three) = &both.1 else { panic!("a number") };
    assert_eq!(three.dimension, DimensionId::NUMBER);
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "[-+*/()=<> a-z0-9.,:%$€~?éø]{0,60}") {
        let _ = read(&text);
    }
}

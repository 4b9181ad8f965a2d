//! Units by name: the built-in ones and those that a project names itself. Owns dimensions and
//! conversion; two units convert if and only if their dimensions are the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use num_traits::Zero;

use super::bounds::begins_with_bound;
use super::number::{self, Rational, clip, is_number_word, tidy};
use super::unit_table::{
    AREA, CODES_THAT_ARE_WORDS, CURRENCIES, ENERGY, FREQUENCY, LENGTH, NUMBER, PEOPLE, PERCENT,
    PERCENTAGE_POINTS, POWER, ROWS, SPEED, TEMPERATURE, TIME, VOLUME,
};
use crate::suggest::Suggestions;
use crate::values::ValueError;

/// What a unit measures: quantities compare only within one dimension. A currency is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DimensionId(u32);

impl DimensionId {
    /// Numbers without a unit.
    pub const NUMBER: Self = Self(NUMBER);
    /// Shares of a hundred.
    pub const PERCENT: Self = Self(PERCENT);
    /// Differences of shares.
    pub const PERCENTAGE_POINTS: Self = Self(PERCENTAGE_POINTS);
    /// Exact spans of time, in seconds.
    pub const TIME: Self = Self(TIME);
    pub(super) const LENGTH: Self = Self(LENGTH);
    pub(super) const AREA: Self = Self(AREA);
    pub(super) const VOLUME: Self = Self(VOLUME);
    pub(super) const SPEED: Self = Self(SPEED);
    pub(super) const ENERGY: Self = Self(ENERGY);
    pub(super) const POWER: Self = Self(POWER);
    pub(super) const FREQUENCY: Self = Self(FREQUENCY);
    pub(super) const TEMPERATURE: Self = Self(TEMPERATURE);

    /// Whether nothing of it is ever below nothing: people, lengths and masses, not money, shares,
    /// temperatures and bare numbers.
    pub fn cannot_be_negative(self) -> bool {
        self.is_never_negative() && !self.is_money() && self != Self::NUMBER
    }

    /// Whether it is a currency.
    pub(super) fn is_money(self) -> bool {
        (FIRST_CURRENCY..FIRST_OWN).contains(&self.0)
    }

    /// Whether it is counted and not measured: people, and what a project names without a known
    /// measure.
    pub(super) fn is_counted(self) -> bool {
        self.0 == PEOPLE || self.0 >= FIRST_OWN
    }

    /// Whether an amount of it that nobody names can be taken to be no less than nothing: of
    /// people, money and lengths, not of temperatures and shares.
    pub fn is_never_negative(self) -> bool {
        ![Self::PERCENT, Self::PERCENTAGE_POINTS, Self::TEMPERATURE].contains(&self)
    }
}

/// A unit of one [`Units`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u32);

/// Where the currencies' ids begin (a currency's dimension has the id of its unit), and those of
/// a project's own units and dimensions.
const FIRST_CURRENCY: u32 = 1_000;
const FIRST_OWN: u32 = 100_000;

/// All units that a project knows.
#[derive(Debug, Clone, Default)]
pub struct Units {
    own: Vec<OwnUnit>,
    exact: HashMap<String, UnitId>,
    folded: HashMap<String, UnitId>,
}

#[derive(Debug, Clone)]
struct OwnUnit {
    name: String,
    dimension: DimensionId,
    scale: Rational,
}

/// How a unit is printed and converted.
struct Facts<'a> {
    dimension: DimensionId,
    one: &'a str,
    many: &'a str,
    scale: Rational,
    zero: Rational,
}

impl Units {
    /// The built-in units alone. Costs nothing: their index is made once, when first looked into.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The unit of a name; exactly as written first, then in any case where that names one unit.
    ///
    /// ```
    /// use claimcheck_core::values::quantity::units::Units;
    ///
    /// let units = Units::builtin();
    /// assert_eq!(units.lookup("KM"), units.lookup("kilometres"));
    /// assert_ne!(units.lookup("MW"), units.lookup("mW"));
    /// assert_eq!(units.lookup("mw"), None);
    /// ```
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<UnitId> {
        let name = tidy(name);
        let exact = self.exact.get(&name).or_else(|| BUILTIN.exact.get(&name));
        if let Some(unit) = exact {
            return Some(*unit);
        }
        let folded = name.to_lowercase();
        let own = self.folded.get(&folded).copied();
        own.or_else(|| BUILTIN.folded.get(&folded).copied().flatten())
    }

    /// The unit of a name, or why there is none.
    pub fn find(&self, name: &str) -> Result<UnitId, ValueError> {
        self.lookup(name).ok_or_else(|| self.unknown(name))
    }

    /// The unit of a name that a property uses, whose dimension decides where a word is of two:
    /// `pounds` are money there, and `¥` is yen or yuan.
    pub(super) fn find_for(
        &self,
        name: &str,
        dimension: Option<DimensionId>,
    ) -> Result<UnitId, ValueError> {
        let candidates: &[&str] = match name {
            "¥" => &["JPY", "CNY"],
            "pound" | "pounds" => &["GBP"],
            _ => &[],
        };
        let mut meant = candidates.iter().filter_map(|code| self.lookup(code));
        match meant.find(|unit| Some(self.dimension(*unit)) == dimension) {
            Some(unit) => Ok(unit),
            None => self.find(name),
        }
    }

    /// Adds a unit: so much of a known one (`is: Some("158.987 l")`), or else a dimension of its
    /// own. A name that is taken, or that a value could not be written with, is an error.
    pub fn define(
        &mut self,
        name: &str,
        names: &[&str],
        is: Option<&str>,
    ) -> Result<UnitId, ValueError> {
        let mut all: Vec<String> = Vec::with_capacity(names.len() + 1);
        for name in std::iter::once(&name).chain(names).map(|name| tidy(name)) {
            self.check_free(&name)?;
            if !all.contains(&name) {
                all.push(name);
            }
        }
        let index = u32::try_from(self.own.len()).ok().and_then(|n| n.checked_add(FIRST_OWN));
        let id = index.ok_or_else(|| ValueError::new("too many units"))?;
        let (dimension, scale) = match is {
            Some(text) => self.definition(text)?,
            None => (DimensionId(id), number::one()),
        };
        self.own.push(OwnUnit { name: tidy(name), dimension, scale });
        for name in all {
            self.folded.entry(name.to_lowercase()).or_insert(UnitId(id));
            self.exact.insert(name, UnitId(id));
        }
        Ok(UnitId(id))
    }

    fn check_free(&self, name: &str) -> Result<(), ValueError> {
        let writable = name.starts_with(|c: char| !c.is_ascii_digit() && !"+-.,/~<>=".contains(c));
        let joins = |word: &str| matches!(word, "or" | "and" | "to" | "from" | "between");
        let reserved = name.split(' ').any(joins)
            || name.contains("..")
            || begins_with_bound(name)
            || name.split(' ').next().is_some_and(is_number_word);
        if !writable || reserved {
            return Err(ValueError::new(format!("`{}` cannot name a unit", clip(name)))
                .with_help("take a word that is no number, bound or conjunction"));
        }
        match self.lookup(name) {
            Some(_) => Err(ValueError::new(format!("a unit `{}` is already known", clip(name)))
                .with_help("take another name, or leave the definition out")),
            None => Ok(()),
        }
    }

    /// The dimension and the factor of a unit's definition.
    fn definition(&self, text: &str) -> Result<(DimensionId, Rational), ValueError> {
        let wrong = || {
            ValueError::new(format!("`{}` does not define a unit", clip(text)))
                .with_help("write how much of a known unit it is: 158.987 l")
        };
        let text = tidy(text);
        let (amount, rest) = number::leading_number(&text)?;
        let (magnitude, rest) = number::leading_magnitudes(rest)?;
        let amount = number::times(&amount, &magnitude.unwrap_or_else(number::one))?;
        if amount <= Rational::zero() {
            return Err(wrong());
        }
        if rest.is_empty() {
            return Ok((DimensionId::NUMBER, amount));
        }
        let facts = self.facts(self.find(rest)?);
        let facts = facts.filter(|facts| facts.dimension.0 != TEMPERATURE).ok_or_else(wrong)?;
        Ok((facts.dimension, number::times(&amount, &facts.scale)?))
    }

    fn unknown(&self, name: &str) -> ValueError {
        let shown = clip(name);
        if name == "¥" {
            return ValueError::unknown("`¥` alone is yen or yuan").with_help("write JPY or CNY");
        }
        let error = ValueError::unknown(format!("unknown unit `{shown}`"));
        if ["month", "year", "decade"].contains(&name.trim_end_matches('s')) {
            return error
                .with_help("months and years are no fixed time: use a property of type duration");
        }
        let own = self.exact.keys().map(String::as_str);
        error.with_help(match BUILTIN_NAMES.nearest_with(&shown, own) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name it among the units of claimcheck.yaml".to_owned(),
        })
    }

    /// What a unit measures.
    #[must_use]
    pub fn dimension(&self, unit: UnitId) -> DimensionId {
        self.facts(unit).map_or(DimensionId::NUMBER, |facts| facts.dimension)
    }

    /// The unit that a dimension is printed in where nothing else is asked for. Numbers have none.
    pub(super) fn base(dimension: DimensionId) -> Option<UnitId> {
        match dimension.0 {
            FIRST_CURRENCY.. => Some(UnitId(dimension.0)),
            _ => {
                let row = ROWS.iter().position(|row| row.dimension == dimension.0)?;
                u32::try_from(row).ok().map(UnitId)
            }
        }
    }

    /// What a unit is called after a number.
    pub(super) fn name(&self, unit: UnitId, count: &Rational) -> &str {
        let facts = self.facts(unit);
        facts.map_or("", |facts| if *count == number::one() { facts.one } else { facts.many })
    }

    /// A number of a unit in its dimension's base unit.
    pub(super) fn to_base(&self, unit: UnitId, amount: &Rational) -> Result<Rational, ValueError> {
        let Some(facts) = self.facts(unit) else { return Ok(*amount) };
        number::plus(&number::times(amount, &facts.scale)?, &facts.zero)
    }

    /// A difference in a unit as one in its dimension's base unit: a degree Fahrenheit is 5/9.
    pub(super) fn difference(&self, unit: UnitId, by: &Rational) -> Result<Rational, ValueError> {
        let Some(facts) = self.facts(unit) else { return Ok(*by) };
        number::times(by, &facts.scale)
    }

    /// A number of a dimension's base unit in a unit of that dimension.
    pub(super) fn in_unit(&self, unit: UnitId, base: &Rational) -> Result<Rational, ValueError> {
        let Some(facts) = self.facts(unit) else { return Ok(*base) };
        number::divided(&number::minus(base, &facts.zero)?, &facts.scale)
    }

    /// Whether a unit is money, and so may stand before its number.
    pub(super) fn is_currency(&self, unit: UnitId) -> bool {
        (FIRST_CURRENCY..FIRST_OWN).contains(&self.dimension(unit).0)
    }

    fn facts(&self, unit: UnitId) -> Option<Facts<'_>> {
        let at = |first: u32| unit.0.checked_sub(first).and_then(|n| usize::try_from(n).ok());
        if let Some(own) = at(FIRST_OWN).and_then(|at| self.own.get(at)) {
            let OwnUnit { name, dimension, scale } = own;
            let zero = Rational::zero();
            return Some(Facts {
                dimension: *dimension,
                one: name,
                many: name,
                scale: *scale,
                zero,
            });
        }
        if let Some((code, _)) = at(FIRST_CURRENCY).and_then(|at| CURRENCIES.get(at)) {
            let (scale, zero) = (number::one(), Rational::zero());
            return Some(Facts {
                dimension: DimensionId(unit.0),
                one: code,
                many: code,
                scale,
                zero,
            });
        }
        let row = at(0).and_then(|at| ROWS.get(at))?;
        let (scale, zero) = (ratio(row.scale), ratio(row.zero));
        Some(Facts {
            dimension: DimensionId(row.dimension),
            one: row.one,
            many: row.many,
            scale,
            zero,
        })
    }
}

/// A factor of the table, whose denominators are never zero.
fn ratio((numer, denom): (i128, i128)) -> Rational {
    Rational::new(numer, denom)
}

/// The built-in names; a folded name of several units is of none.
struct Index {
    exact: HashMap<String, UnitId>,
    folded: HashMap<String, Option<UnitId>>,
}

static BUILTIN: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { exact: HashMap::new(), folded: HashMap::new() };
    for (row, id) in ROWS.iter().zip(0..) {
        for name in [row.one, row.many].iter().chain(row.others) {
            index.add(name, UnitId(id));
            index.add_plural(name, UnitId(id));
        }
    }
    for ((code, names), id) in CURRENCIES.iter().zip(FIRST_CURRENCY..) {
        if CODES_THAT_ARE_WORDS.contains(code) {
            index.exact.insert((*code).to_owned(), UnitId(id));
        } else {
            index.add(code, UnitId(id));
        }
        for name in *names {
            index.add(name, UnitId(id));
            index.add_plural(name, UnitId(id));
        }
    }
    index
});

/// The same names, for those that are misspelt.
static BUILTIN_NAMES: LazyLock<Suggestions> =
    LazyLock::new(|| Suggestions::new(BUILTIN.exact.keys().cloned().collect()));

impl Index {
    /// Single letters are not folded: `C` is a temperature and `c` is not.
    fn add(&mut self, name: &str, unit: UnitId) {
        self.exact.insert(name.to_owned(), unit);
        if name.chars().nth(1).is_some() {
            let known = self.folded.entry(name.to_lowercase()).or_insert(Some(unit));
            if *known != Some(unit) {
                *known = None;
            }
        }
    }

    fn add_plural(&mut self, name: &str, unit: UnitId) {
        let wordlike = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-');
        if name.len() >= 4 && name.chars().all(wordlike) && !name.ends_with('s') {
            self.add(&format!("{name}s"), unit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        let units = Units::builtin();
        assert!(units.lookup(a).is_some(), "{a}");
        assert_eq!(units.lookup(a), units.lookup(b), "{a}, {b}");
    }

    #[track_caller]
    fn refuses(name: &str, part: &str) {
        let found = Units::builtin().find(name);
        assert!(found.as_ref().is_err_and(|error| error.unknown_name), "{name}: {found:?}");
        assert!(format!("{found:?}").contains(part), "{name}: {found:?}");
    }

    #[test]
    fn no_built_in_name_is_of_two_units() {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        let rows = ROWS.iter().flat_map(|row| {
            [row.many].into_iter().chain(row.others.iter().copied()).map(|name| (name, row.many))
        });
        let money = CURRENCIES.iter().flat_map(|(code, names)| {
            [*code].into_iter().chain(names.iter().copied()).map(|name| (name, *code))
        });
        for (name, unit) in rows.chain(money) {
            assert!(seen.insert(name, unit).is_none_or(|other| other == unit), "{name}");
        }
    }

    #[test]
    fn names_in_all_their_forms() {
        for (a, b) in [
            ("%", "per cent"),
            ("person", "People"),
            ("Kilometers", "km"),
            ("feet", "ft"),
            ("square kilometres", "km²"),
            ("sq miles", "square mile"),
            ("tons", "t"),
            ("$", "USD"),
            ("US dollars", "usd"),
            ("euros", "€"),
            ("renminbi", "CNY"),
            ("roubles", "RUB"),
            ("kwh", "kWh"),
            ("degrees Celsius", "°C"),
            ("barrels", "bbl"),
            ("KiB", "kib"),
        ] {
            same(a, b);
        }
    }

    #[test]
    fn only_whole_words_have_a_plural() {
        same("watt-hours", "Wh");
        for name in ["fts", "%s", "km²s", "metress", "celsiuss", "US$s"] {
            refuses(name, "unknown unit");
        }
    }

    #[test]
    fn unknown_units_are_named() -> Result<(), ValueError> {
        refuses("kilometrs", "did you mean `kilomet");
        refuses("¥", "JPY or CNY");
        refuses("mw", "unknown unit `mw`");
        refuses("cup", "unknown unit `cup`");
        refuses("years", "duration");
        let mut units = Units::builtin();
        units.define("quintabarrel", &[], None)?;
        let found = units.find("quintabarel");
        assert!(format!("{found:?}").contains("did you mean `quintabarrel`"), "{found:?}");
        // All are held against it.
        assert!(BUILTIN.exact.len() < 2000, "{}", BUILTIN.exact.len());
        Ok(())
    }

    #[test]
    fn a_project_names_its_own() -> Result<(), ValueError> {
        let mut units = Units::builtin();
        let warheads = units.define("warheads", &["warhead"], None)?;
        let cask = units.define("cask", &["casks"], Some("158.5 l"))?;
        let double = units.define("tun", &[], Some("2 casks"))?;
        assert_eq!(units.lookup("Warhead"), Some(warheads));
        assert_eq!(units.to_base(double, &number::one()), Ok(Rational::from_integer(317)));
        assert_eq!(Some(units.dimension(cask)), units.lookup("l").map(|l| units.dimension(l)));
        for (name, is) in [
            ("km", None),
            ("CASKS", None),
            ("million", None),
            ("5th", None),
            ("or", None),
            ("over", None),
            ("", None),
            ("x", Some("5 °C")),
            ("x", Some("0 km")),
            ("x", Some("5 nix")),
        ] {
            assert!(units.define(name, &[], is).is_err(), "{name}");
        }
        Ok(())
    }
}

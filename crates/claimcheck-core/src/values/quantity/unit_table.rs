//! The built-in units, as data: what each is called, and what it is in its dimension's base unit.
//! Factors are the exact definitions (SI brochure, the international yard and pound of 1959,
//! US customary volumes); `units` looks them up.

/// One unit: `value in base unit = scale × value + zero`.
pub(super) struct Row {
    pub(super) dimension: u32,
    /// What it is called after 1; the plural is what it is printed as otherwise.
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    /// Its other names. Plurals in -s need not be listed for names of four letters and more.
    pub(super) others: &'static [&'static str],
    pub(super) scale: (i128, i128),
    pub(super) zero: (i128, i128),
}

const fn unit(
    dimension: u32,
    (one, many): (&'static str, &'static str),
    others: &'static [&'static str],
    scale: (i128, i128),
) -> Row {
    Row { dimension, one, many, others, scale, zero: (0, 1) }
}

const fn shifted(
    (one, many): (&'static str, &'static str),
    others: &'static [&'static str],
    scale: (i128, i128),
    zero: (i128, i128),
) -> Row {
    Row { dimension: TEMPERATURE, one, many, others, scale, zero }
}

pub(super) const NUMBER: u32 = 0;
pub(super) const PERCENT: u32 = 1;
pub(super) const PERCENTAGE_POINTS: u32 = 2;
pub(super) const PEOPLE: u32 = 3;
pub(super) const LENGTH: u32 = 4;
pub(super) const AREA: u32 = 5;
pub(super) const VOLUME: u32 = 6;
const MASS: u32 = 7;
pub(super) const TIME: u32 = 8;
pub(super) const SPEED: u32 = 9;
pub(super) const TEMPERATURE: u32 = 10;
pub(super) const ENERGY: u32 = 11;
pub(super) const POWER: u32 = 12;
const PRESSURE: u32 = 13;
const DATA: u32 = 14;
pub(super) const FREQUENCY: u32 = 15;
const VOLTAGE: u32 = 16;

const K: i128 = 1_000;
const M: i128 = 1_000_000;
const G: i128 = 1_000_000_000;
const T: i128 = 1_000_000_000_000;

/// The built-in units. The first of a dimension is its base unit.
///
/// `ton` is the metric tonne, as in international reporting; the American and the British ton
/// are `short ton` and `long ton`. `calorie` is the thermochemical one, `gallon` the US one,
/// `horsepower` the mechanical one. Metre and kelvin are printed in full, because `m` and `K`
/// after a number may also be magnitudes.
#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    unit(PERCENT, ("percent", "percent"), &["%", "％", "per cent", "pct"], (1, 1)),
    unit(PERCENTAGE_POINTS, ("percentage point", "percentage points"), &["pp", "percent point", "ppt"], (1, 1)),
    unit(PERCENTAGE_POINTS, ("basis point", "basis points"), &["bps", "bp"], (1, 100)),
    unit(PEOPLE, ("person", "people"), &["persons"], (1, 1)),

    unit(LENGTH, ("metre", "metres"), &["m", "meter"], (1, 1)),
    unit(LENGTH, ("mm", "mm"), &["millimetre", "millimeter"], (1, K)),
    unit(LENGTH, ("cm", "cm"), &["centimetre", "centimeter"], (1, 100)),
    unit(LENGTH, ("km", "km"), &["kms", "kilometre", "kilometer"], (K, 1)),
    unit(LENGTH, ("inch", "inches"), &["in"], (254, 10_000)),
    unit(LENGTH, ("foot", "feet"), &["ft"], (3_048, 10_000)),
    unit(LENGTH, ("yard", "yards"), &["yd"], (9_144, 10_000)),
    unit(LENGTH, ("mile", "miles"), &["mi"], (1_609_344, K)),
    unit(LENGTH, ("nautical mile", "nautical miles"), &["nmi"], (1_852, 1)),

    unit(AREA, ("m²", "m²"), &["m2", "sq m", "sqm", "square metre", "square meter"], (1, 1)),
    unit(AREA, ("km²", "km²"), &["km2", "sq km", "sqkm", "square kilometre", "square kilometer"], (M, 1)),
    unit(AREA, ("hectare", "hectares"), &["ha"], (10_000, 1)),
    unit(AREA, ("acre", "acres"), &[], (40_468_564_224, 10_000_000)),
    unit(AREA, ("sq mile", "sq miles"), &["square mile", "sq mi", "mi²", "mi2"], (2_589_988_110_336, M)),
    unit(AREA, ("sq ft", "sq ft"), &["square foot", "square feet", "sqft", "ft²", "ft2"], (9_290_304, 100_000_000)),

    unit(VOLUME, ("litre", "litres"), &["l", "L", "liter"], (1, 1)),
    unit(VOLUME, ("ml", "ml"), &["mL", "millilitre", "milliliter"], (1, K)),
    unit(VOLUME, ("m³", "m³"), &["m3", "cubic metre", "cubic meter"], (K, 1)),
    unit(VOLUME, ("km³", "km³"), &["km3", "cubic kilometre", "cubic kilometer"], (T, 1)),
    unit(VOLUME, ("gallon", "gallons"), &["gal", "US gallon"], (3_785_411_784, G)),
    unit(VOLUME, ("barrel", "barrels"), &["bbl", "barrel of oil", "barrels of oil"], (158_987_294_928, G)),

    unit(MASS, ("kg", "kg"), &["kgs", "kilogram", "kilogramme", "kilo"], (1, 1)),
    unit(MASS, ("mg", "mg"), &["milligram", "milligramme"], (1, M)),
    unit(MASS, ("g", "g"), &["gram", "gramme"], (1, K)),
    unit(MASS, ("tonne", "tonnes"), &["t", "metric ton", "ton", "tons"], (K, 1)),
    unit(MASS, ("short ton", "short tons"), &[], (90_718_474, 100_000)),
    unit(MASS, ("long ton", "long tons"), &[], (10_160_469_088, 10_000_000)),
    unit(MASS, ("ounce", "ounces"), &["oz"], (28_349_523_125, T)),
    unit(MASS, ("lb", "lb"), &["lbs", "pound", "pounds"], (45_359_237, 100_000_000)),

    unit(TIME, ("second", "seconds"), &["s", "sec", "secs"], (1, 1)),
    unit(TIME, ("millisecond", "milliseconds"), &["ms"], (1, K)),
    unit(TIME, ("minute", "minutes"), &["min", "mins"], (60, 1)),
    unit(TIME, ("hour", "hours"), &["h", "hr", "hrs"], (3_600, 1)),
    unit(TIME, ("day", "days"), &["d"], (86_400, 1)),
    unit(TIME, ("week", "weeks"), &["wk", "wks"], (604_800, 1)),

    unit(SPEED, ("m/s", "m/s"), &["metres per second", "meters per second"], (1, 1)),
    unit(SPEED, ("km/h", "km/h"), &["kph", "kmh", "kilometres per hour", "kilometers per hour"], (5, 18)),
    unit(SPEED, ("mph", "mph"), &["miles per hour"], (44_704, 100_000)),
    unit(SPEED, ("knot", "knots"), &["kn", "kt", "kts"], (463, 900)),

    shifted(("°C", "°C"), &["C", "℃", "celsius", "degree celsius", "degrees celsius", "deg C"], (1, 1), (0, 1)),
    shifted(("kelvin", "kelvin"), &["K"], (1, 1), (-27_315, 100)),
    shifted(("°F", "°F"), &["F", "℉", "fahrenheit", "degree fahrenheit", "degrees fahrenheit", "deg F"], (5, 9), (-160, 9)),

    unit(ENERGY, ("J", "J"), &["joule"], (1, 1)),
    unit(ENERGY, ("kJ", "kJ"), &["kilojoule"], (K, 1)),
    unit(ENERGY, ("MJ", "MJ"), &["megajoule"], (M, 1)),
    unit(ENERGY, ("GJ", "GJ"), &["gigajoule"], (G, 1)),
    unit(ENERGY, ("Wh", "Wh"), &["watt-hour", "watt hour"], (3_600, 1)),
    unit(ENERGY, ("kWh", "kWh"), &["kilowatt-hour", "kilowatt-hours", "kilowatt hour"], (3_600 * K, 1)),
    unit(ENERGY, ("MWh", "MWh"), &["megawatt-hour", "megawatt-hours", "megawatt hour"], (3_600 * M, 1)),
    unit(ENERGY, ("GWh", "GWh"), &["gigawatt-hour", "gigawatt-hours", "gigawatt hour"], (3_600 * G, 1)),
    unit(ENERGY, ("TWh", "TWh"), &["terawatt-hour", "terawatt-hours", "terawatt hour"], (3_600 * T, 1)),
    unit(ENERGY, ("calorie", "calories"), &["cal"], (4_184, K)),
    unit(ENERGY, ("kcal", "kcal"), &["kilocalorie"], (4_184, 1)),

    unit(POWER, ("W", "W"), &["watt"], (1, 1)),
    unit(POWER, ("mW", "mW"), &["milliwatt"], (1, K)),
    unit(POWER, ("kW", "kW"), &["kilowatt"], (K, 1)),
    unit(POWER, ("MW", "MW"), &["megawatt"], (M, 1)),
    unit(POWER, ("GW", "GW"), &["gigawatt"], (G, 1)),
    unit(POWER, ("TW", "TW"), &["terawatt"], (T, 1)),
    unit(POWER, ("horsepower", "horsepower"), &["hp"], (74_569_987_158_227_022, 100 * T)),

    unit(PRESSURE, ("Pa", "Pa"), &["pascal"], (1, 1)),
    unit(PRESSURE, ("hPa", "hPa"), &["hectopascal"], (100, 1)),
    unit(PRESSURE, ("kPa", "kPa"), &["kilopascal"], (K, 1)),
    unit(PRESSURE, ("bar", "bar"), &["bars"], (100_000, 1)),
    unit(PRESSURE, ("mbar", "mbar"), &["millibar"], (100, 1)),
    unit(PRESSURE, ("atm", "atm"), &["atmosphere"], (101_325, 1)),
    unit(PRESSURE, ("psi", "psi"), &["pounds per square inch"], (44_482_216_152_605, 6_451_600_000)),

    unit(DATA, ("byte", "bytes"), &["B"], (1, 1)),
    unit(DATA, ("bit", "bits"), &[], (1, 8)),
    unit(DATA, ("kbit", "kbit"), &["kb", "kilobit"], (K, 8)),
    unit(DATA, ("Mbit", "Mbit"), &["Mb", "megabit"], (M, 8)),
    unit(DATA, ("Gbit", "Gbit"), &["Gb", "gigabit"], (G, 8)),
    unit(DATA, ("kB", "kB"), &["KB", "kilobyte"], (K, 1)),
    unit(DATA, ("MB", "MB"), &["megabyte"], (M, 1)),
    unit(DATA, ("GB", "GB"), &["gigabyte"], (G, 1)),
    unit(DATA, ("TB", "TB"), &["terabyte"], (T, 1)),
    unit(DATA, ("PB", "PB"), &["petabyte"], (K * T, 1)),
    unit(DATA, ("KiB", "KiB"), &["kibibyte"], (1 << 10, 1)),
    unit(DATA, ("MiB", "MiB"), &["mebibyte"], (1 << 20, 1)),
    unit(DATA, ("GiB", "GiB"), &["gibibyte"], (1 << 30, 1)),
    unit(DATA, ("TiB", "TiB"), &["tebibyte"], (1 << 40, 1)),

    unit(FREQUENCY, ("Hz", "Hz"), &["hertz"], (1, 1)),
    unit(FREQUENCY, ("kHz", "kHz"), &["kilohertz"], (K, 1)),
    unit(FREQUENCY, ("MHz", "MHz"), &["megahertz"], (M, 1)),
    unit(FREQUENCY, ("GHz", "GHz"), &["gigahertz"], (G, 1)),

    unit(VOLTAGE, ("V", "V"), &["volt"], (1, 1)),
    unit(VOLTAGE, ("kV", "kV"), &["kilovolt"], (K, 1)),
];

/// The currencies of ISO 4217 in 2025 (without metals and test codes), each a dimension of its
/// own, with the symbols and words that mean it alone. `$` and `dollars` are those of the United
/// States, `rupees` those of India, `won` that of South Korea: another one names its country or
/// code. `¥` alone is none.
#[rustfmt::skip]
pub(super) static CURRENCIES: &[(&str, &[&str])] = &[
    ("AED", &["dirhams", "UAE dirham"]), ("AFN", &["afghani"]), ("ALL", &[]), ("AMD", &["dram"]), ("AOA", &["kwanza"]),
    ("ARS", &["Argentine peso"]), ("AUD", &["A$", "AU$", "Australian dollar"]), ("AWG", &[]), ("AZN", &["₼", "manat"]),
    ("BAM", &[]), ("BBD", &[]), ("BDT", &["৳", "taka"]), ("BGN", &["lev", "leva"]), ("BHD", &["Bahraini dinar"]), ("BIF", &[]),
    ("BMD", &[]), ("BND", &[]), ("BOB", &["boliviano"]), ("BOV", &[]), ("BRL", &["R$", "reais", "Brazilian real"]),
    ("BSD", &[]), ("BTN", &["ngultrum"]), ("BWP", &["pula"]), ("BYN", &["Belarusian rouble", "Belarusian ruble"]), ("BZD", &[]),
    ("CAD", &["C$", "CA$", "Canadian dollar"]), ("CDF", &["Congolese franc"]), ("CHE", &[]), ("CHF", &["Swiss franc"]), ("CHW", &[]),
    ("CLF", &[]), ("CLP", &["Chilean peso"]), ("CNY", &["CN¥", "RMB", "yuan", "renminbi", "Chinese yuan"]),
    ("COP", &["Colombian peso"]), ("COU", &[]), ("CRC", &["₡"]), ("CUP", &["Cuban peso"]), ("CVE", &[]),
    ("CZK", &["Kč", "koruna", "Czech crown"]), ("DJF", &[]), ("DKK", &["Danish krone", "Danish kroner"]), ("DOP", &["Dominican peso"]),
    ("DZD", &["Algerian dinar"]), ("EGP", &["Egyptian pound"]), ("ERN", &["nakfa"]), ("ETB", &["birr"]), ("EUR", &["€", "euro"]),
    ("FJD", &["Fijian dollar"]), ("FKP", &[]), ("GBP", &["£", "pound sterling", "pounds sterling", "British pound", "quid"]),
    ("GEL", &["₾", "lari"]), ("GHS", &["₵", "cedi"]), ("GIP", &[]), ("GMD", &["dalasi"]), ("GNF", &[]), ("GTQ", &["quetzal"]),
    ("GYD", &[]), ("HKD", &["HK$", "Hong Kong dollar"]), ("HNL", &["lempira"]), ("HTG", &["gourde"]), ("HUF", &["forint"]),
    ("IDR", &["rupiah"]), ("ILS", &["₪", "shekel", "NIS"]), ("INR", &["₹", "rupee", "Indian rupee"]), ("IQD", &["Iraqi dinar"]),
    ("IRR", &["Iranian rial"]), ("ISK", &["Icelandic krona", "Icelandic kronur"]), ("JMD", &["Jamaican dollar"]),
    ("JOD", &["Jordanian dinar"]), ("JPY", &["JP¥", "yen", "Japanese yen"]), ("KES", &["Kenyan shilling"]), ("KGS", &[]),
    ("KHR", &["៛", "riel"]), ("KMF", &[]), ("KPW", &["North Korean won"]), ("KRW", &["₩", "won", "South Korean won"]),
    ("KWD", &["Kuwaiti dinar"]), ("KYD", &[]), ("KZT", &["₸", "tenge"]), ("LAK", &["₭"]), ("LBP", &["Lebanese pound", "Lebanese lira"]),
    ("LKR", &["Sri Lankan rupee"]), ("LRD", &[]), ("LSL", &[]), ("LYD", &["Libyan dinar"]), ("MAD", &["Moroccan dirham"]),
    ("MDL", &[]), ("MGA", &["ariary"]), ("MKD", &[]), ("MMK", &["kyat"]), ("MNT", &["₮", "tugrik"]), ("MOP", &["pataca"]),
    ("MRU", &[]), ("MUR", &[]), ("MVR", &["rufiyaa"]), ("MWK", &[]), ("MXN", &["Mex$", "Mexican peso"]), ("MXV", &[]),
    ("MYR", &["ringgit"]), ("MZN", &["metical"]), ("NAD", &[]), ("NGN", &["₦", "naira"]), ("NIO", &[]),
    ("NOK", &["Norwegian krone", "Norwegian kroner"]), ("NPR", &["Nepalese rupee"]), ("NZD", &["NZ$", "New Zealand dollar"]),
    ("OMR", &["Omani rial"]), ("PAB", &["balboa"]), ("PEN", &[]), ("PGK", &["kina"]), ("PHP", &["₱", "Philippine peso"]),
    ("PKR", &["Pakistani rupee"]), ("PLN", &["zł", "zloty", "złoty"]), ("PYG", &["₲", "guarani"]), ("QAR", &["Qatari riyal"]),
    ("RON", &["Romanian leu", "Romanian lei"]), ("RSD", &["Serbian dinar"]), ("RUB", &["₽", "rouble", "ruble", "Russian rouble", "Russian ruble"]),
    ("RWF", &[]), ("SAR", &["Saudi riyal"]), ("SBD", &[]), ("SCR", &[]), ("SDG", &["Sudanese pound"]),
    ("SEK", &["Swedish krona", "Swedish kronor"]), ("SGD", &["S$", "Singapore dollar"]), ("SHP", &[]), ("SLE", &[]),
    ("SOS", &["Somali shilling"]), ("SRD", &[]), ("SSP", &["South Sudanese pound"]), ("STN", &[]), ("SVC", &[]),
    ("SYP", &["Syrian pound", "Syrian lira"]), ("SZL", &[]), ("THB", &["฿", "baht"]), ("TJS", &["somoni"]), ("TMT", &[]),
    ("TND", &["Tunisian dinar"]), ("TOP", &[]), ("TRY", &["₺", "Turkish lira"]), ("TTD", &[]),
    ("TWD", &["NT$", "Taiwan dollar", "New Taiwan dollar"]), ("TZS", &["Tanzanian shilling"]), ("UAH", &["₴", "hryvnia"]),
    ("UGX", &["Ugandan shilling"]), ("USD", &["$", "US$", "dollar", "US dollar", "U.S. dollar", "U.S. dollars", "American dollar"]),
    ("USN", &[]), ("UYI", &[]), ("UYU", &["Uruguayan peso"]), ("UYW", &[]), ("UZS", &[]), ("VED", &[]), ("VES", &["bolivar"]),
    ("VND", &["₫", "dong"]), ("VUV", &["vatu"]), ("WST", &["tala"]), ("XAD", &[]), ("XAF", &["Central African franc"]), ("XCD", &[]),
    ("XCG", &[]), ("XDR", &["special drawing right"]), ("XOF", &["West African franc"]), ("XPF", &[]), ("XSU", &[]), ("XUA", &[]),
    ("YER", &["Yemeni rial"]), ("ZAR", &["rand", "South African rand"]), ("ZMW", &[]), ("ZWG", &[]),
];

/// Currency codes that are words in small letters, and so are read only in capitals.
pub(super) const CODES_THAT_ARE_WORDS: &[&str] =
    &["ALL", "BAM", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "TOP", "TRY"];

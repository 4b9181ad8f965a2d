//! What random projects are made of.

pub(super) const KINDS: &str =
    "kinds: {meeting: {is: event, expects: [date, place]}, city: {is: place}}\n";

/// Entities, a line each; what a line names stands before it. That of the talks follows.
pub(super) const ENTITIES: &str = "  \
  vote: {kind: meeting}
  strike: {kind: event, series: summits}
  korea: {kind: place}
  islands: {kind: place}
  seoul: {kind: city, part-of: korea}
  busan: {kind: city, part-of: korea}
  metro: {kind: place, part-of: korea, overlaps: [seoul]}
  strait: {kind: place, part-of: [korea, islands]}
  kim: {kind: person}
  lee: {kind: person}
  lees: {same-as: lee}
  wire: {kind: organisation, reliability: B}
  paper: {kind: organisation}
";

/// Properties of every type, and of every way to change, a line each.
pub(super) const PROPERTIES: &str = "  \
  place: {type: place, precision: city}
  form: {type: choice, levels: [tariff, control, quota]}
  status: {type: scale, levels: [possible, planned, confirmed], changes: forward}
  toll: {type: quantity, unit: people, changes: up}
  soldiers: {type: quantity, unit: people}
  civilians: {type: quantity, unit: people, precision: 5 %}
  pledge: {type: quantity, unit: USD, tolerance: 1%, changes: freely}
  length: {type: quantity, unit: km, changes: down}
  stay: {type: duration, precision: month}
  agreed: {type: yes-no}
  topic: {type: text, unique: true}
  words: {type: quotation}
  places: {type: place, many: true}
  topics: {type: text, many: true}
  host: {type: entity, kind: person}
  born: {type: date}
";

/// Rules, without their ids.
pub(super) const RULES: &[&str] = &[
    "for: meeting, equation: toll = soldiers + civilians",
    "for: meeting, equation: soldiers <= civilians",
    "for: meeting, equation: start + stay <= end",
    "for: meeting, equation: born <= date",
    "for: event, equation: toll * 2 >= soldiers - 3 people",
    "for: meeting, equation: count(places) <= 2",
    "for: meeting, equation: host.born < born",
    "for: meeting, equation: length / 2 = length",
];

pub(super) const ABOUT: &[&str] = &["talks", "vote", "strike", "kim", "lee", "lees"];
pub(super) const EVENTS: &[&str] = &["talks", "vote", "strike", "[talks, vote]"];
pub(super) const CERTAINTIES: &[&str] = &["certain", "likely", "possible", "doubtful"];
pub(super) const ATTRIBUTIONS: &[&str] =
    &["wire", "[paper, wire]", "kim citing wire", "r0", "[r1 citing paper, r2]"];
pub(super) const SCOPES: &[&str] = &["autos", "ships"];
pub(super) const DAYS: &[&str] = &["2025-10-25", "2025-10-28", "2025-11", "2025-10-25T09:00+09:00"];

/// What a claim may say besides.
pub(super) const EXTRAS: &[&str] = &[
    ", when: 2025",
    ", when: ../2025-10",
    ", when: 2024-05/2025-11",
    ", as-of: 2025-10-01",
    ", as-of: 2025-11-02",
    ", corrects: ['r0#c0']",
    ", supports: ['r0#c0']",
    ", contradicts: ['r1#c0']",
    ", tags: [x]",
    ", note: n",
];

/// Quotes that stand in a report, stand there twice, or do not.
pub(super) const QUOTES: &[&str] = &[
    "'Of 20 people'",
    "'in six years'",
    "'the talks'",
    "'Of … people'",
    "{exact: talks, prefix: 'again: the '}",
    "'nowhere at all'",
];

pub(super) const ORDERS: &[&str] = &[
    "before",
    "after",
    "meets",
    "met-by",
    "overlaps",
    "overlapped-by",
    "starts",
    "started-by",
    "during",
    "contains",
    "finishes",
    "finished-by",
    "equals",
    "starts-before",
    "starts-after",
    "starts-with",
    "ends-before",
    "ends-after",
    "ends-with",
    "intersects",
];

const DATES: &[&str] = &[
    "2025-10-30",
    "2025-10-31",
    "2025-10",
    "2025",
    "2025-10-3X",
    "2025-10-28/2025-10-30",
    "[2025-10-28..2025-10-30]",
    "../2025-10-29",
    "2025-10-31/..",
    "2025-10-30T09:06",
    "2025-10-30T09:06Z",
    "2025-10-30T09:06:10+09:00",
    "2025-10-30~",
    "2025-10?",
    "today",
    "next thursday",
    "last week",
    "3 days ago",
    "early 2025-11",
    "before 1819",
    "since 2019",
    "-0044-03-15",
    "Y12000",
    "2 months after vote",
    "before vote",
    "since strike",
    "1 week before talks",
];

const NUMBERS: &[&str] = &[
    "20",
    "21",
    "about 20",
    "over 20",
    "at least 21",
    "under 20",
    "10..20",
    "twelve",
    "1,200",
    "3 thousand",
    "0",
    "20.5",
    "5 kg",
];

const PLACES: &[&str] =
    &["korea", "seoul", "busan", "metro", "strait", "islands", "wire", "nowhere"];

/// Each property, and how its answers are written.
pub(super) const VALUES: &[(&str, &[&str])] = &[
    ("date", DATES),
    ("start", DATES),
    ("end", DATES),
    ("extent", &["2025-10-28/2025-10-30", "2025-10", "2025-10-28", "2025-10-30/2025-11-02"]),
    ("born", DATES),
    ("place", PLACES),
    ("places", PLACES),
    ("form", &["tariff", "control", "quota", "tarif"]),
    ("status", &["possible", "planned", "confirmed"]),
    ("toll", NUMBERS),
    ("soldiers", NUMBERS),
    ("civilians", NUMBERS),
    (
        "pledge",
        &["350 billion", "350 billion USD", "300 EUR", "over 3.5 million USD", "about 350 billion"],
    ),
    ("length", &["10 km", "10,000 m", "about 6 miles", "over 10 km", "5 kg"]),
    (
        "stay",
        &[
            "2 months",
            "60 days",
            "about 3 months",
            "over 6 years",
            "1..2 weeks",
            "36 hours",
            "2 days",
        ],
    ),
    ("agreed", &["yes", "no"]),
    ("topic", &["trade", "security", "“quoted”", "a, b", "[1]", "x: y"]),
    ("topics", &["trade", "security", "supply"]),
    ("words", &["I would like that", "would like", "I would love that"]),
    ("host", &["kim", "lee", "lees", "seoul"]),
    ("first", &["in 6 years", "since 2024", "since vote", "ever", "since 2025-10-29"]),
    ("nth", &["1", "2", "3"]),
];

//! x
use claimcheck_core::value::Relation;
use claimcheck_tests::load;
#[test]
fn eq() {
    let vals: &[(&str, &[&str])] = &[
        (
            "first",
            &[
                "in 2 years",
                "in 24 months",
                "since 2019",
                "since 2019-01-01",
                "since 2018",
                "ever",
                "since vote",
                "in 730 days",
            ],
        ),
        (
            "date",
            &[
                "2 months after vote",
                "60 days after vote",
                "before vote",
                "after vote",
                "2025-10-30",
                "2025-10-30T00:00/2025-10-30T23:59:59",
                "2025-10",
                "2025-10-01/2025-10-31",
            ],
        ),
        ("extent", &["2025-10-01/2025-10-31", "2025-10"]),
        (
            "stay",
            &["2 months", "24 months", "2 years", "60 days", "1440 hours", "1 day", "24 hours"],
        ),
        (
            "agenda",
            &[
                "{only: [trade, peace]}",
                "{only: [peace, trade]}",
                "[trade]",
                "trade",
                "{not: [war]}",
                "{not: war}",
                "{any-of: [[trade], [trade, peace]]}",
                "{any-of: [trade]}",
                "{only: [trade, peace, war]}",
                "[trade, peace, war]",
            ],
        ),
        ("nth", &["2", "{any-of: [2, 2]}"]),
        ("topic", &["a  b", "a b", "“a b”", "\"a b\""]),
        ("place", &["korea", "{any-of: [korea, gyeongju]}", "{any-of: [korea]}"]),
        ("before", &["vote"]),
        ("order", &["{to: vote, is: before}", "{to: vote, is: [before, before]}"]),
    ];
    for (prop, vs) in vals {
        let mut f = String::from(
            "entities:\n  talks: {kind: event, series: s}\n  vote: {kind: event, series: s}\n  korea: {kind: place}\n  gyeongju: {kind: place, part-of: korea}\nproperties:\n  stay: {type: duration}\n  agenda: {type: choice, levels: [trade, peace, war], many: true}\n  topic: {type: text}\n  place: {type: place}\n---\nreport: {id: a, published: 2025-10-25}\nclaims:\n",
        );
        for v in *vs {
            let q = if v.starts_with('{') || v.starts_with('[') {
                v.to_string()
            } else {
                format!("'{v}'")
            };
            f.push_str(&format!("- {{about: talks, says: {{{prop}: {q}}}}}\n"));
        }
        let p = load(&f);
        for pr in p.problems.iter().filter(|p| p.code.is_error()) {
            println!("PROBLEM {prop} {}", pr.message);
        }
        let m = p.graph.model();
        for a in &m.claims {
            for b in &m.claims {
                let pr = m.property(m.question(a.question).property);
                if a.place < b.place
                    && a.answer.relate(&b.answer, &m.taxonomy) == Some(Relation::Equal)
                {
                    let (x, y) = (m.print(pr, &a.answer), m.print(pr, &b.answer));
                    println!(
                        "{prop}: {} = {} eq={} printed {x:?} {y:?}",
                        a.written,
                        b.written,
                        a.answer == b.answer
                    );
                }
            }
        }
    }
}

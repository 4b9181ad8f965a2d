//! `conflict/quantity`: numbers, measures or durations of one thing that no number fits.

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "conflict/quantity",
    summary: "no number fits all that the reports say",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"Every quantity is an interval of numbers: `about 15` is 13.5 to 16.5, `over 100` everything
above 100, `6 years` the days that six years can have. Units of one dimension are converted, so
`10 km` and `10,000 m` are the same. Different currencies and dimensions are never a conflict but
`gap/incomparable`. Figures that are the same within rounding, such as `60 km` and `60.4 km`, are no
conflict.

**What to do.** Where the figures are of different scopes (a part and the whole, two dates, two
countries), give the claims a `scope` or a `when`. Where the number grows with time, declare how it
`changes`.

```yaml claims/example.yaml
entities:
  strike: {kind: event}
properties:
  killed: {type: quantity, unit: people}
---
report: {id: morning}
claims:
  - {id: toll, about: strike, says: {killed: at least 20 people}}
---
report: {id: evening}
claims:
  - {id: toll, about: strike, says: {killed: 12}}
```
";

static WORDS: Words = Words {
    premise: |property| format!("`{}` is one number at a time", property.id),
    conclusion: dispute::nothing_in_common,
    help: "correct a figure, give a claim the `scope` or `when` that it speaks of, or declare how the number `changes`",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

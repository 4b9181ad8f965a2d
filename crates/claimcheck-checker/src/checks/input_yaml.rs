//! `input/yaml`: the text is not the YAML that the language expects there.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::Yaml.as_str(),
    summary: "the text is not the YAML that the language expects there",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"A claims document is not valid YAML, or a list stands where a mapping should, or a key stands twice.
One broken document never hides the others of its file.

**What to do.** See the place. Texts that hold `: ` or ` #`, or start with a sign, want quotation marks.

```yaml claims/example.yaml
entities:
  talks: {kind: event
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::Yaml)
}

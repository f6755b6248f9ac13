internal import ScenarioFiles

extension HelpTopic {
  static let scenarios = HelpTopic(
    name: "scenarios", summary: "the scenario format: every key, its values and its default",
    blocks: [
      .paragraph(
        """
        A scenario file is YAML. Scalars are text as written: 1.10, 022 and no never become numbers or booleans. Paths \
        start from the file they stand in. NAME.lock beside NAME.yml holds the accepted results.
        """),
      .example(
        """
        schemaVersion: 1
        repo: { path: .., rev: v1.2.0 }
        vary: { runs: 3 }
        expect:
          contains: [app/main.py]
          excludes: [.venv]
        """),
      .heading("Keys"),
      .terms(ScenarioField.all.map { ($0.path, $0.text) }),
      .paragraph(
        """
        "lockstep schema" prints the JSON Schema that this list is made of, "lockstep show FILE" what a scenario amounts \
        to, defaults included. docs/scenarios.md tells more of each.
        """),
    ])
}

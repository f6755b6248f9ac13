internal import Model

extension HelpTopic {
  static let variations = HelpTopic(
    name: "variations", summary: "the conditions that vary between runs (axes)",
    blocks: [
      .paragraph(
        """
        Each run of a scenario is a process of its own under its own conditions. Run 1 has the first value of every axis; \
        the others are chosen so that few runs bring together as many pairs of values of two axes as can be, the same \
        for the same seed everywhere. What only a build can notice varies only where something is built.
        """),
      .heading("Axes"),
      .terms(
        Axis.allCases.map { axis in
          let description = axis.description
          let needs = description.needs.isEmpty ? "" : "; needs \(description.needs)"
          let rest = Axis.usual(building: true).contains(axis) ? "" : "; only when asked for"
          return (
            axis.rawValue,
            "\(description.meaning). Values: \(description.values.joined(separator: ", "))\(needs)\(rest)."
          )
        }),
      .heading("Choosing"),
      .paragraph(
        """
        vary in a scenario has runs, axes, except and seed. --vary, --vary-except, --runs and --seed take their place for \
        one run of the suite; --conditions repeats a single run:
        """),
      .example(
        """
        lockstep run --vary umask,timezone --runs 5
        lockstep run --vary=-locale
        lockstep run Scenarios/x.yml --conditions umask=077,timezone=UTC
        """),
      .paragraph(
        """
        When runs disagree, further runs (--search) find the smallest set of conditions that makes the difference. It is \
        a cause of its own: axis.NAME, axis.none where the same conditions give other results, axis.unknown where the \
        runs did not suffice.
        """),
    ])
}

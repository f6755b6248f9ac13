extension AuditRule {
  static let copyBeforeInstall = AuditRule(
    "copy-before-install", .note,
    title: "The whole context is copied before dependencies are installed.",
    why:
      "Any changed file makes the installation run again, on another day and with other versions where they are open.",
    fix: "Copy the lock or the requirements first, install, and copy the rest after that.",
    bad: Example("FROM \(Sample.node)\nCOPY . .\nRUN npm ci\n", line: 2),
    good: Example("FROM \(Sample.node)\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n"),
    check: .dockerfile { subject in
      subject.stages.flatMap { stage -> [Hit] in
        guard let copy = stage.copies.first(where: \.readsEverything) else { return [] }
        let installs = stage.runs.filter { $0.index > copy.index && !$0.isTrigger }.flatMap(\.commands)
        guard let install = installs.lazy.compactMap({ DependencyInstall.name($0) }).first else { return [] }
        return [Hit(copy.line, "everything is copied before \(install)")]
      }
    })
}

extension AuditRule {
  static let pycacheInContext = AuditRule(
    "pycache-in-context", .warning,
    title: "The ignore file lets __pycache__ into the context, and it is copied.",
    why: "What Python left on one machine is copied, with times in it, and is not there after a fresh checkout.",
    fix: "Add **/__pycache__ to the ignore file.",
    bad: Example("FROM \(Sample.python)\nCOPY . /app\n", line: 2, context: ["__pycache__/app.cpython-312.pyc"]),
    good: Example("FROM \(Sample.python)\nCOPY . /app\n", context: ["app.py"]),
    check: .dockerfile { subject in
      guard let context = subject.context, subject.usesPython else { return [] }
      return subject.stages.flatMap(\.copies).compactMap { copy in
        guard copy.readsContext else { return nil }
        for source in copy.sources where isDirectory(source) {
          let parts = source.split(separator: "/").filter { $0 != "." && $0 != "*" }
          for below in [[], ["package"]] as [[Substring]] {
            let path = (parts + below + ["__pycache__", "app.cpython-312.pyc"]).joined(separator: "/")
            guard context.keeps(Array(path.utf8)) else { continue }
            let directory = (parts + below + ["__pycache__"]).joined(separator: "/")
            return Hit(copy.line, "the ignore file keeps \(directory), which is copied where there is one")
          }
        }
        return nil
      }
    })

  private static func isDirectory(_ source: String) -> Bool {
    guard !source.contains("://"), !source.contains("$") else { return false }
    let name = CommandReader.baseName(source.hasSuffix("/") ? String(source.dropLast()) : source)
    return source.hasSuffix("/") || name == "." || name == "*" || !name.contains(".") && !name.contains("*")
  }
}

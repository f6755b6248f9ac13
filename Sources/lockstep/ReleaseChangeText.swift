internal import Fingerprints
internal import Harness

/// What text and Markdown say of a change since an earlier release.
enum ReleaseChangeText {
  /// A package or an image, and what became of it.
  struct Package {
    var name: String
    var before: String
    var after: String

    var line: String {
      after.isEmpty ? "\(name) \(before)" : "\(name) \(before.isEmpty ? "" : before + " -> ")\(after)"
    }
  }

  /// More than these are counted.
  static let listed = 20

  /// The instruction with its line, or the lockfile.
  static func name(_ change: HistoryChange) -> String {
    let subject = PathText.visible(change.subject)
    return change.line.map { "line \($0): \(subject)" } ?? subject
  }

  /// The parts of a lockfile that are another, and at the end how many more there are.
  static func packages(_ change: HistoryChange) -> [Package] {
    var packages = change.parts.prefix(listed).map { part in
      let isPlain = part.before.isEmpty && part.after.isEmpty
      let what = part.attributes.isEmpty ? part.change : part.attributes.joined(separator: ", ") + " changed"
      return Package(
        name: PathText.visible(part.name),
        before: isPlain ? what : PathText.visible(part.before.joined(separator: " ")),
        after: isPlain ? "" : PathText.visible(part.after.joined(separator: " ")))
    }
    let total = change.counts.reduce(0) { $0 + $1.count }
    if total > packages.count, !packages.isEmpty {
      packages.append(Package(name: "and \(total - packages.count) more", before: "", after: ""))
    }
    return packages
  }
}

extension ReleaseChanges {
  /// The kinds of inputs under the names that people give them.
  var sections: [(title: String, changes: [HistoryChange])] {
    [("lockfiles", locks), ("base images", images), ("what COPY and ADD take", copies)]
  }

  var isNone: Bool { context == nil && sections.allSatisfy(\.changes.isEmpty) }
}

internal import Audit
internal import Dockerignore
internal import Fingerprints
internal import Lockfiles

/// Collects what installations need and do not find, one finding for all that has one reason.
struct LockAbsences {
  /// A `RUN` of a build.
  struct Installation {
    let build: DescribedBuild
    let install: DependencyInstallation

    var line: Int { build.line(install.line) }
  }

  /// Where a file that is needed is.
  enum Place {
    case there
    case outside
    case ignored(IgnoreRule)
    /// In the context, and no instruction takes it.
    case notCopied
  }

  private struct Reason: Hashable {
    let code: String
    let path: String
    let line: Int?
    let before: String
    let behind: String
    /// Whether a lock refers to the file, and not the command itself.
    let isReferred: Bool

    /// Whether `other` says of a lock what this says of the command.
    func isRepeated(by other: Reason) -> Bool {
      !isReferred && other.isReferred && code == other.code && path == other.path && line == other.line
        && before == other.before
    }
  }

  /// Gives paths as messages name them.
  let shown: (String) -> String
  private var names: [Reason: Set<String>] = [:]

  init(shown: @escaping (String) -> String) { self.shown = shown }

  /// - Parameters:
  ///   - path: what is needed, from the repository's root.
  ///   - lock: the lock that refers to it; nil when the command itself reads it.
  mutating func add(
    _ path: BytePath, _ place: Place, _ installation: Installation, lock: Lockfile?, reference: LockReference?
  ) {
    guard let text = path.utf8Text else { return }
    let build = installation.build
    let command = "\(shown(build.file)):\(installation.line)"
    let needed = lock.map { "\(shown($0.path)) needs it where \(command) installs" } ?? "\(command) installs from it"
    let reason: Reason
    switch place {
    case .there: return
    case .outside:
      let context = String(decoding: build.directory.bytes, as: UTF8.self)
      reason = Reason(
        code: "context.outside", path: lock?.path ?? build.file, line: reference?.line,
        before: "outside the build context \(shown(context)): ", behind: needed, isReferred: lock != nil)
    case .ignored(let rule):
      let file = build.ignorePath.map { String(decoding: $0.bytes, as: UTF8.self) } ?? build.file
      reason = Reason(
        code: "context.ignored", path: file, line: rule.line,
        before: "\"\(String(decoding: rule.source, as: UTF8.self))\" keeps out of the build context: ", behind: needed,
        isReferred: lock != nil)
    case .notCopied:
      reason = Reason(
        code: "install.not-copied", path: build.file, line: installation.line,
        before: "not copied before \(installation.install.tool): ",
        behind: lock.map { "\(shown($0.path)) needs it" } ?? "the command reads it", isReferred: lock != nil)
    }
    names[reason, default: []].insert(shown(text))
  }

  var findings: [ConsistencyFinding] {
    names.compactMap { reason, names in
      // What the command reads by itself is told once, whoever refers to it besides.
      let told = self.names.filter { $0.key.isRepeated(by: reason) }.reduce(into: Set<String>()) {
        $0.formUnion($1.value)
      }
      let sorted = names.subtracting(told).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      guard !sorted.isEmpty else { return nil }
      let more = sorted.count > 3 ? " and \(sorted.count - 3) more" : ""
      return ConsistencyFinding(
        reason.code, path: reason.path, line: reason.line,
        "\(reason.before)\(sorted.prefix(3).joined(separator: ", "))\(more); \(reason.behind)")
    }
  }
}

internal import Dockerignore
internal import Glob

/// Buildah: the last rule that matches decides, and a rule matches all below what it matches.
///
/// Sources: containers/storage, pkg/fileutils, `PatternMatcher.Matches`; buildah, copier/copier.go,
/// `copierHandlerGet` for the directories that are entered. A source below the context's root (`COPY docs /`) is
/// looked at in other ways before, which is not followed here.
struct BuildahRules: EngineRules {
  private var reader: PathReader
  private let rules: [EngineRule]
  /// The texts of the exceptions.
  private let exceptions: [[UInt8]]

  init(_ rules: [BuildahRule]) {
    reader = PathReader(rules.map(\.pattern))
    self.rules = rules.map(\.rule)
    exceptions = rules.lazy.filter(\.rule.negated).map(\.pattern.text)
  }

  var root: HandedDown { .buildah(reader.start) }

  mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: HandedDown
  ) throws(IgnoreFileError) -> EngineVerdict {
    // Every rule is evaluated for every path, so that one that fails always fails.
    if let broken = reader.broken.first {
      let rule = rules[Int(broken)]
      throw IgnoreFileError(line: rule.line, problem: .matching(rule.source))
    }
    var place = reader.start
    if case .buildah(let above) = parent { place = above }
    let (matches, end) = reader.read(path, from: place)
    let rule = matches.last.map { rules[Int($0)] }
    let isKept = rule?.negated ?? true
    return EngineVerdict(
      isKept: isKept, isPruned: !isKept && isDirectory && !isEntered(path), rule: rule, handedDown: .buildah(end))
  }

  /// Whether an ignored directory is entered: when an exception's text begins with its path, be it in the middle of a
  /// name (`do` is entered for `!docs/x`).
  private func isEntered(_ directory: [UInt8]) -> Bool { exceptions.contains { $0.starts(with: directory) } }
}

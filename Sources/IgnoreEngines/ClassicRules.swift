internal import Dockerignore
internal import Glob

/// The builder before BuildKit: the same matcher, and a walk that thinks less before it turns back.
///
/// Source: moby/go-archive, archive.go, `Tarballer.Do`. What the client does to the list before (docker/cli,
/// `TrimBuildFilesFromExcludes`: it sends the Dockerfile and the ignore file in any case) the daemon undoes.
struct ClassicRules: EngineRules {
  private var matcher: IgnoreMatcher
  private let rules: [EngineRule]
  /// The texts of the exceptions, each with a slash behind it.
  private let exceptions: [[UInt8]]

  init(_ file: IgnoreFile) {
    matcher = IgnoreMatcher(file)
    rules = file.rules.map(EngineRule.init)
    exceptions = file.rules.lazy.filter(\.negated).map { $0.pattern.text + [UInt8(ascii: "/")] }
  }

  var root: HandedDown { .classic(matcher.root) }

  mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: HandedDown
  ) throws(IgnoreFileError) -> EngineVerdict {
    var above = matcher.root
    if case .classic(let state) = parent { above = state }
    let state = try matcher.decide(path, under: above)
    return EngineVerdict(
      isKept: !state.ignored, isPruned: state.ignored && isDirectory && !isEntered(path),
      rule: state.rule.map { rules[$0] }, handedDown: .classic(state))
  }

  /// Whether an ignored directory is entered: when an exception's text, wildcards and all, leads there.
  private func isEntered(_ directory: [UInt8]) -> Bool {
    let inside = directory + [UInt8(ascii: "/")]
    return exceptions.contains { $0.starts(with: inside) }
  }
}

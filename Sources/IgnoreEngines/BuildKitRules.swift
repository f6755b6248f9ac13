internal import Dockerignore

/// BuildKit: the answer of ``ContextFilter``, with the line that decided.
struct BuildKitRules: EngineRules {
  private var filter: ContextFilter
  private let rules: [EngineRule]

  init(_ file: IgnoreFile) {
    filter = ContextFilter(ignoring: file)
    rules = file.rules.map(EngineRule.init)
  }

  var root: HandedDown { .buildkit(filter.root) }

  mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: HandedDown
  ) throws(IgnoreFileError) -> EngineVerdict {
    var above = filter.root
    if case .buildkit(let state) = parent { above = state }
    let state = try filter.decide(path, isDirectory: isDirectory, under: above)
    return EngineVerdict(
      isKept: state.isKept, isPruned: state.isPruned, rule: state.rule.map { rules[$0] }, handedDown: .buildkit(state))
  }

  mutating func arrivesWhole(_ path: [UInt8]) -> Bool { filter.arrivesWhole(path) }
}

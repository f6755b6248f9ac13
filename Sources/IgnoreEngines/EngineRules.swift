internal import Dockerignore
internal import Glob

/// One tool's way to decide entries from the root down.
protocol EngineRules: Sendable {
  /// What the first entries of the context are given.
  var root: HandedDown { get }

  mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: HandedDown
  ) throws(IgnoreFileError) -> EngineVerdict

  mutating func arrivesWhole(_ path: [UInt8]) -> Bool
}

extension EngineRules {
  func arrivesWhole(_ path: [UInt8]) -> Bool { true }
}

/// What a tool says of one entry.
struct EngineVerdict {
  let isKept: Bool
  var isPruned = false
  let rule: EngineRule?
  /// How long the part of the path is at which the rule decided; nil when it is the directory's answer where the rule
  /// is the directory's, and else the path's own.
  var decidedAt: Int?
  let handedDown: HandedDown
}

/// What a directory tells its entries; each tool has its own.
enum HandedDown: Sendable {
  case nothing
  case buildkit(ContextFilter.WalkState)
  case classic(IgnoreMatcher.WalkState)
  case buildah(PathReader.Place)
  case kaniko(KanikoRules.Above)
}

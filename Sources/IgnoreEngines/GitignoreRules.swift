internal import Dockerignore
internal import Gitignore

/// git: the answer of ``GitignoreFile`` at the root of a work tree.
struct GitignoreRules: EngineRules {
  private let file: GitignoreFile

  init(_ bytes: [UInt8]) { file = GitignoreFile(bytes) }

  var root: HandedDown { .nothing }

  func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: HandedDown
  ) throws(IgnoreFileError) -> EngineVerdict {
    let decision = file.decide(path, isDirectory: isDirectory)
    return EngineVerdict(
      isKept: !decision.ignored, isPruned: decision.ignored && isDirectory, rule: decision.rule.map(EngineRule.init),
      // Whatever is below an ignored directory is never asked about.
      decidedAt: path.count, handedDown: .nothing)
  }
}

public import Dockerignore

/// Why an engine keeps one path or not.
public struct EngineExplanation: Hashable, Sendable {
  public let ignored: Bool
  /// The rule that decided; nil when none had a say.
  public let rule: EngineRule?
  /// The directory at which the rule decided, when it was not the path itself.
  public let viaParent: [UInt8]?
  /// The ignored directory above the path that is not entered, so that no rule for what is below it has a say.
  public let notEntered: [UInt8]?
}

extension EngineFilter {
  /// Explains the decision for `path`, which need not exist, from the root down.
  ///
  /// - Throws: ``IgnoreFileError`` where the tool fails.
  public mutating func explain(_ path: [UInt8], isDirectory: Bool) throws(IgnoreFileError) -> EngineExplanation {
    var state = root
    var notEntered: [UInt8]?
    for end in path.indices where end > 0 && path[end] == UInt8(ascii: "/") {
      let directory = Array(path[..<end])
      state = try decide(directory, isDirectory: true, under: state)
      if state.isPruned {
        notEntered = directory
        break
      }
    }
    state = try decide(path, isDirectory: isDirectory, under: state)
    let isVia = state.rule != nil && state.decidedAt < path.count
    return EngineExplanation(
      ignored: !state.isKept, rule: state.rule, viaParent: isVia ? Array(path[..<state.decidedAt]) : nil,
      notEntered: notEntered)
  }
}

/// Chooses the entries of a context by rules that drop and, where only some paths are asked for, by patterns of
/// what to include.
///
/// Source: tonistiigi/fsutil, `FilterFS`.
public struct ContextFilter: EntryFilter, Sendable {
  private var excluding: IgnoreMatcher?
  private var including: IgnoreMatcher?

  /// - Parameters:
  ///   - ignoring: the rules of the ignore file.
  ///   - including: patterns one of which an entry or a directory above it must match; nil for everything.
  public init(ignoring: IgnoreFile, including: IgnoreFile? = nil) {
    excluding = ignoring.rules.isEmpty ? nil : IgnoreMatcher(ignoring)
    self.including = including.flatMap { $0.rules.isEmpty ? nil : IgnoreMatcher($0, turningTo: false) }
  }

  public struct WalkState: EntryVerdict {
    public let isKept: Bool
    public let isPruned: Bool
    let excluded: IgnoreMatcher.WalkState?
    let included: IgnoreMatcher.WalkState?

    /// The index of the ignore file's rule that decided; nil when none had a say.
    public var rule: Int? { excluded?.rule }
  }

  public var root: WalkState {
    WalkState(isKept: true, isPruned: false, excluded: excluding?.root, included: including?.root)
  }

  public mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: WalkState
  ) throws(IgnoreFileError) -> WalkState {
    var kept = true
    var included: IgnoreMatcher.WalkState?
    if let above = parent.included {
      let state = try including?.decide(path, under: above)
      included = state
      // What is included is, to the matcher, what its patterns drop.
      if let state, !state.ignored {
        kept = false
        if isDirectory, including?.canPrune(path, state) == true {
          return WalkState(isKept: false, isPruned: true, excluded: nil, included: included)
        }
      }
    }
    var excluded: IgnoreMatcher.WalkState?
    if let above = parent.excluded {
      let state = try excluding?.decide(path, under: above)
      excluded = state
      if let state, state.ignored {
        kept = false
        if isDirectory, excluding?.canPrune(path, state) == true {
          return WalkState(isKept: false, isPruned: true, excluded: excluded, included: included)
        }
      }
    }
    return WalkState(isKept: kept, isPruned: false, excluded: excluded, included: included)
  }

  /// The builder decides once more when it opens a file, and sends an empty one when it then comes to another
  /// answer or fails.
  public mutating func arrivesWhole(_ path: [UInt8]) -> Bool {
    guard excluding?.answersMayDiffer == true || including?.answersMayDiffer == true else { return true }
    do throws(IgnoreFileError) {
      if let answer = try including?.decide(path), !answer.ignored { return false }
      if let answer = try excluding?.decide(path), answer.ignored { return false }
      return true
    } catch {
      return false
    }
  }
}

internal import Dockerignore

/// Chooses among the entries below a source by what it includes and excludes.
///
/// Source: moby/buildkit, cache/contenthash/checksum.go, `shouldIncludePath` (H10).
struct SelectorFilter {
  /// What a directory hands down; nil where it was not asked.
  struct State {
    var included: IgnoreMatcher.WalkState?
    var excluded: IgnoreMatcher.WalkState?
  }

  private var including: IgnoreMatcher?
  private var excluding: IgnoreMatcher?

  /// - Throws: ``CopyFailure`` for a pattern that is refused before it is compared with any path.
  init(_ selector: CopySelector) throws(CopyFailure) {
    if !selector.includes.isEmpty {
      do throws(IgnoreFileError) {
        including = IgnoreMatcher(try IgnoreFile(patterns: selector.includes))
      } catch {
        throw .include(error)
      }
    }
    if !selector.excludes.isEmpty {
      do throws(IgnoreFileError) {
        excluding = IgnoreMatcher(try IgnoreFile(patterns: selector.excludes))
      } catch {
        throw .exclude(error)
      }
    }
  }

  /// Whether the entry is selected.
  ///
  /// - Parameters:
  ///   - path: relative to what is copied; empty for that itself.
  ///   - parent: what the directory above it handed down; nil when it is not part of what is copied.
  ///   - state: what this entry hands down. An entry that is not included is not asked for the excludes, and then
  ///     those below it are compared as if there were nothing above them.
  mutating func selects(_ path: [UInt8], under parent: State?, _ state: inout State) throws(CopyFailure) -> Bool {
    do throws(IgnoreFileError) {
      if let above = parent?.included ?? including?.root {
        state.included = try including?.decide(path, under: above)
        // What matches is, to the matcher, what its patterns drop.
        if state.included?.ignored == false { return false }
      }
    } catch {
      throw .include(error)
    }
    do throws(IgnoreFileError) {
      if let above = parent?.excluded ?? excluding?.root {
        state.excluded = try excluding?.decide(path, under: above)
        if state.excluded?.ignored == true { return false }
      }
    } catch {
      throw .exclude(error)
    }
    return true
  }
}

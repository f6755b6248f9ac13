internal import Dockerignore
internal import Glob

/// kaniko: every entry is judged alone, by what moby calls deprecated.
///
/// Besides the path each rule is compared with only one directory above it: the one that has as many names as the
/// rule. Nothing makes the build fail once the lines are read; an entry that cannot be judged is kept. Sources:
/// kaniko, pkg/util/fs_util.go, `FileContext.ExcludesFile`; moby/patternmatcher, `PatternMatcher.Matches`.
struct KanikoRules: EngineRules {
  /// What holds for a directory and all that is below it.
  struct Above: Sendable {
    fileprivate let place: PathReader.Place
    /// How many names the directory's path has.
    fileprivate let depth: Int
    /// The rules that match the directory above with as many names as they have; ascending.
    fileprivate let matches: [Int32]
  }

  private var reader: PathReader
  private let rules: [EngineRule]
  private let nameCounts: [Int]

  /// The rules of an ignore file; with one mistake in it every file is kept, because kaniko compiles all rules anew
  /// for each file and counts a mistake as a failure to match.
  ///
  /// (Its successor osscontainertools/kaniko can be told to compile them once, and then fails.)
  /// - Throws: ``IgnoreFileError`` for a line that is too long.
  static func reading(_ bytes: [UInt8]) throws(IgnoreFileError) -> any EngineRules {
    do throws(IgnoreFileError) {
      return KanikoRules(try IgnoreFile(bytes))
    } catch {
      switch error.problem {
      case .lineTooLong, .tooComplex, .matching: throw error
      case .exclamationMarkAlone, .patternSyntax:
        let line = try IgnoreLine.read(bytes).first { $0.line == error.line }
        return KeepingEverything(
          because: line.map {
            EngineRule(line: $0.line, source: $0.source, negated: $0.source.first == UInt8(ascii: "!"))
          })
      }
    }
  }

  private init(_ file: IgnoreFile) {
    reader = PathReader(file.rules.map(\.pattern))
    rules = file.rules.map(EngineRule.init)
    nameCounts = file.rules.map { rule in rule.pattern.text.count { $0 == UInt8(ascii: "/") } + 1 }
  }

  var root: HandedDown { .kaniko(top) }

  private var top: Above { Above(place: reader.start, depth: 0, matches: []) }

  mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: HandedDown
  ) throws(IgnoreFileError) -> EngineVerdict {
    var above = top
    if case .kaniko(let known) = parent { above = known }
    let (matches, end) = reader.read(path, from: above.place)
    let depth = above.depth + 1
    let reaching = matches.filter { nameCounts[Int($0)] == depth }
    let below = Above(
      place: end, depth: depth, matches: reaching.isEmpty ? above.matches : (above.matches + reaching).sorted())
    let (isKept, rule) = verdict(matches, above.matches)
    let decidingDirectory = rule.flatMap { above.matches.contains($0) ? nameCounts[Int($0)] : nil }
    return EngineVerdict(
      isKept: isKept, rule: rule.map { rules[Int($0)] },
      decidedAt: decidingDirectory.map { length(of: $0, namesOf: path) } ?? path.count, handedDown: .kaniko(below))
  }

  private func length(of count: Int, namesOf path: [UInt8]) -> Int {
    let ends = path.indices.lazy.filter { path[$0] == UInt8(ascii: "/") }
    return ends.dropFirst(count - 1).first ?? path.count
  }

  private func verdict(_ own: [Int32], _ inherited: [Int32]) -> (isKept: Bool, rule: Int32?) {
    let broken = reader.broken
    var isKept = true
    var deciding: Int32?
    for index in (own + inherited + broken).sorted() {
      // A rule that could not change the answer is not asked, so that it cannot fail either.
      guard rules[Int(index)].negated != isKept else { continue }
      deciding = index
      // The file is kept whatever the rules before had decided.
      if broken.contains(index) { return (true, index) }
      isKept.toggle()
    }
    return (isKept, deciding)
  }
}

/// What an ignore file says that is refused as a whole without anyone minding.
private struct KeepingEverything: EngineRules {
  private let rule: EngineRule?

  init(because rule: EngineRule?) { self.rule = rule }

  var root: HandedDown { .nothing }

  func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: HandedDown
  ) throws(IgnoreFileError) -> EngineVerdict {
    EngineVerdict(isKept: true, rule: rule, decidedAt: path.count, handedDown: .nothing)
  }
}

/// Comments such as `# [linux64]` behind a line of an environment: conda-lock keeps the line for such platforms alone.
///
/// To conda itself they are comments. The names are those of conda-lock's `filter_platform_selectors`, which takes one
/// name and no expression, and drops a line with any other name everywhere.
struct CondaSelectors {
  struct Selector {
    /// As it is written, with brackets.
    let text: String
    /// Sorted; nil when conda-lock knows no such name.
    let platforms: [String]?

    /// Nil when the name is unknown, so that the line counts for every platform as it does for conda.
    var condition: TargetCondition? { platforms.map { TargetCondition.any($0.map(TargetCondition.condaPlatform)) } }
  }

  private let lines: [[UInt8]]

  init(_ text: String) { lines = FileText.pythonLines(text) }

  /// The selector at the end of a line; nil when there is none.
  ///
  /// - Parameter line: counted from 1.
  func selector(at line: Int?) -> Selector? {
    guard let line, line >= 1, line <= lines.count, let name = Self.name(lines[line - 1]) else { return nil }
    return Selector(text: "[" + name + "]", platforms: Self.platforms[name])
  }

  /// What stands in the last brackets of the comment; behind them there may be no round ones.
  private static func name(_ line: [UInt8]) -> String? {
    guard let comment = line.indices.dropFirst().first(where: { line[$0] == UInt8(ascii: "#") && line[$0 - 1].isBlank })
    else { return nil }
    let lastRound = line.lastIndex { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") } ?? 0
    var close: Int?
    for index in stride(from: line.count - 1, to: comment, by: -1) {
      if line[index] == UInt8(ascii: "]") { close = index }
      if line[index] == UInt8(ascii: "[") {
        if let close, close > index + 1, close > lastRound { return line[(index + 1)..<close].text }
        close = nil
      }
    }
    return nil
  }

  private static let linux = ["linux-64", "linux-aarch64", "linux-ppc64le"]
  private static let osx = ["osx-64", "osx-arm64"]

  private static let platforms: [String: [String]] = [
    "unix": linux + osx, "linux": linux, "linux64": ["linux-64"], "aarch64": ["linux-aarch64"],
    "ppc64le": ["linux-ppc64le"], "osx": osx, "osx64": ["osx-64"], "arm64": ["osx-arm64"], "win": ["win-64"],
    "win64": ["win-64"],
  ]
}

internal import Fingerprints

/// What an `environment.yml` asks for.
struct CondaEnvironment {
  struct Dependency {
    let match: CondaMatch
    let selector: CondaSelectors.Selector?
    let line: Int?
  }

  struct PipLine {
    let text: String
    let selector: CondaSelectors.Selector?
    let line: Int
  }

  private(set) var dependencies: [Dependency] = []
  private(set) var pipLines: [PipLine] = []
  /// Where the first list for pip begins.
  private(set) var pipLine: Int?
  private(set) var findings: [LockFinding] = []
  let root: DataValue
  let selectors: CondaSelectors

  /// - Throws: when the text is no environment at all; what is wrong with a dependency is a finding.
  init(_ text: String) throws(SyntaxFailure) {
    root = try YAMLText.parse(text)
    selectors = CondaSelectors(text)
    // conda takes an environment without dependencies; a file that has nothing of one is something else.
    guard let list = root["dependencies"] ?? (root["channels"] == nil ? nil : .null) else {
      throw SyntaxFailure(line: 1, message: "there are no dependencies, so this is no environment of conda")
    }
    guard let items = list.array ?? (list.isTruthy ? nil : []) else {
      throw SyntaxFailure(line: list.line, message: "dependencies is no list")
    }
    for item in items {
      if item.table != nil {
        for (key, value) in item.members { add(key, value) }
      } else {
        add(item)
      }
    }
  }

  /// The texts below `key`: a list of them, or one alone.
  func texts(_ key: String) -> [String] { root[key].map { $0.string.map { [$0] } ?? $0.strings } ?? [] }

  private mutating func add(_ item: DataValue) {
    guard let text = item.string, let match = CondaMatch(text) else {
      // What was not understood may hold a password.
      let shown = item.string.map {
        $0.holds("@") || $0.holds("//") ? "the address" : $0.isEmpty ? "an empty text" : $0
      }
      refuse(item.line, "\(shown ?? "what stands here") is no dependency")
      return
    }
    let selector = selectors.selector(at: item.line)
    dependencies.append(Dependency(match: match, selector: selector, line: item.line))
    if let selector, selector.platforms == nil {
      findings.append(
        LockFinding(
          "selector.unknown", line: item.line,
          "\(match.name): conda-lock knows no selector \(selector.text) and leaves the package out, conda installs it"))
    }
    if !match.extras.isEmpty {
      findings.append(
        LockFinding(
          "extras.ignored", line: item.line,
          "\(match.name): conda has no extras and ignores [\(match.extras.joined(separator: ","))]"))
    }
  }

  private mutating func add(_ key: String, _ value: DataValue) {
    guard key.hasSameBytes(as: "pip") else {
      refuse(value.line, "\(key) is no part of an environment")
      return
    }
    guard let lines = value.array ?? (value.isTruthy ? nil : []) else {
      refuse(value.line, "pip is no list of requirements")
      return
    }
    if !lines.isEmpty, pipLine == nil { pipLine = value.line }
    for line in lines {
      guard let text = line.string, let number = line.line else {
        refuse(line.line, "what stands here is no requirement")
        continue
      }
      pipLines.append(PipLine(text: text, selector: selectors.selector(at: number), line: number))
    }
  }

  private mutating func refuse(_ line: Int?, _ message: String) {
    findings.append(LockFinding("syntax", line: line, message, grade: .unreadable))
  }
}

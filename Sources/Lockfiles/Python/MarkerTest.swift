/// One comparison of a marker as a question about one variable.
///
/// Variables that say the same are one: `python_version` is read off `python_full_version`, and `platform_system` is
/// `sys_platform` where the values correspond, as uv has it (`uv-pep508/src/marker/algebra.rs`).
struct MarkerTest {
  enum Question {
    /// Whether the first two numbers of the version, or all three, are among some.
    case version(clauses: [PEP440Clause], isMinor: Bool)
    case text(String)
    /// Nothing else is known about it than that it holds or not.
    case fact
  }

  /// What is asked about; of facts the whole question.
  let variable: String
  let question: Question
  let isNegated: Bool

  init(_ comparison: MarkerComparison) {
    switch (comparison.left, comparison.right) {
    case (.variable(let name), .text(let value)):
      self.init(name, comparison.comparison, value, isFlipped: false)
    case (.text(let value), .variable(let name)):
      self.init(name, comparison.comparison, value, isFlipped: true)
    default:
      let isNegated = comparison.comparison == "not in"
      self.init(
        fact: "\(comparison.left.text) \(isNegated ? "in" : comparison.comparison) \(comparison.right.text)",
        isNegated: isNegated)
    }
  }

  private init(fact: String, isNegated: Bool) {
    variable = fact
    question = .fact
    self.isNegated = isNegated
  }

  private init(_ variable: String, _ question: Question, isNegated: Bool) {
    self.variable = variable
    self.question = question
    self.isNegated = isNegated
  }

  private init(_ name: String, _ comparison: String, _ value: String, isFlipped: Bool) {
    switch name {
    case "python_version", "python_full_version", "implementation_version":
      if let (clauses, isNegated) = Self.clauses(comparison, value, isFlipped: isFlipped) {
        let variable = name == "implementation_version" ? name : "python_full_version"
        self.init(
          variable, .version(clauses: clauses, isMinor: name == "python_version"), isNegated: isNegated)
        return
      }
    case "extra":
      if comparison == "==" || comparison == "!=" {
        self.init(fact: "extra " + PackageName.normalized(value), isNegated: comparison == "!=")
        return
      }
    default:
      if comparison == "==" || comparison == "!=" {
        let (variable, value) = Self.canonical(name, value)
        self.init(variable, .text(value), isNegated: comparison == "!=")
        return
      }
    }
    let plain = isFlipped ? Self.flipped[comparison] ?? comparison : comparison
    let opposite = Self.opposites[plain]
    let direction = isFlipped && (comparison == "in" || comparison == "not in") ? "holds" : opposite ?? plain
    self.init(fact: "\(name) \(direction) \(value)", isNegated: opposite != nil)
  }

  /// The clauses one of which must hold; nil when the value is no version, or several where one is asked for.
  private static func clauses(
    _ comparison: String, _ value: String, isFlipped: Bool
  ) -> (clauses: [PEP440Clause], isNegated: Bool)? {
    if comparison == "in" || comparison == "not in" {
      guard !isFlipped else { return nil }
      let words = value.utf8.split { $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "|") }
      let clauses = words.compactMap { PEP440Clause("==" + $0.text) }
      return clauses.count == words.count && words.count <= 64 ? (clauses, comparison == "not in") : nil
    }
    let plain = isFlipped ? flipped[comparison] ?? comparison : comparison
    guard plain != "===", let clause = PEP440Clause(plain + value), clause.smallRelease != nil else { return nil }
    return ([clause], false)
  }

  private static func canonical(_ name: String, _ value: String) -> (String, String) {
    guard name == "platform_system", let platform = platforms[value] else { return (name, value) }
    return ("sys_platform", platform)
  }

  private static let platforms = [
    "Windows": "win32", "Darwin": "darwin", "Linux": "linux", "AIX": "aix", "Emscripten": "emscripten",
    "Android": "android",
  ]

  private static let flipped = ["<": ">", ">": "<", "<=": ">=", ">=": "<="]

  private static let opposites = ["not in": "in", "<": ">=", ">": "<=", "!=": "=="]
}

extension PEP440Clause {
  /// The first three numbers of the release; nil when there are more, or large ones, as no Python has.
  var smallRelease: [Int]? {
    guard let release = bound?.version.release, release.count <= 3 else { return nil }
    let numbers = release.compactMap { Int($0.digits) }.filter { $0 < 1_000_000 }
    return numbers.count == release.count ? numbers + Array(repeating: 0, count: 3 - numbers.count) : nil
  }
}

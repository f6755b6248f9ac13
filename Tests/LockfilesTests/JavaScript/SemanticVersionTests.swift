import Foundation
import TestSupport
import Testing

@testable import Lockfiles

@Suite("versions and ranges as node-semver reads them")
struct SemanticVersionTests {
  @Test(
    "a range allows a version or not",
    arguments: [
      ("^1.2.3", "1.9.0", true), ("^1.2.3", "2.0.0", false), ("^0.2.3", "0.3.0", false), ("^0.0.3", "0.0.4", false),
      ("^1", "1.0.0", true), ("^0", "0.9.9", true), ("~1.2", "1.2.9", true), ("~1.2", "1.3.0", false),
      ("~>1.2.3", "1.2.4", true), ("1.x", "1.5.0", true), ("1.x", "2.0.0", false), ("*", "0.0.1", true),
      ("", "9.9.9", true), ("*", "1.0.0-rc.1", false), ("1.2 - 2.3", "2.3.9", true), ("1.2 - 2.3", "2.4.0", false),
      ("1 - 2.3.4", "2.3.5", false), (">=1.2 <1.4 || >3", "4.0.0", true), (">=1.2 <1.4 || >3", "3.9.9", false),
      (">1.2", "1.2.9", false), ("<=1.2", "1.2.9", true), ("> 1.2.3", "1.2.4", true), ("=v1.2.3", "1.2.3", true),
      ("^1.2.3-beta.2", "1.2.3-beta.10", true), ("^1.2.3-beta.2", "1.2.4-beta.3", false),
      ("^1.2.3-beta.2", "1.2.3-beta.1", false), ("1.2.3+build", "1.2.3+other", true), (">x", "1.0.0", false),
      ("1.2.3-alpha || *", "1.2.3-alpha", false),
    ])
  func ranges(_ range: String, _ version: String, _ isAllowed: Bool) throws {
    let bounds = try #require(SemanticVersionRange(range))
    #expect(try bounds.contains(#require(SemanticVersion(version))) == isAllowed)
  }

  @Test(
    "what is no range is refused",
    arguments: [
      "latest", "1.2.3.4", "01.2.3", "1.2.3-01", "^1.2.3 foo", ">", "1.2.3-", "1.2.3+", "github:a/b", "^^1", "1.2.y",
      "9007199254740992.0.0", String(repeating: "1 ", count: 3_000), "v", "=", "1..2", "\u{0}", "1.2.3 -2", "é",
    ])
  func notRanges(_ text: String) { #expect(SemanticVersionRange(text) == nil) }

  @Test(
    "what is no version is refused", arguments: ["", "1", "1.2", "1.2.x", "=1.2.3", "vv1.2.3", "1.2.3.4", "1.2.3-a..b"])
  func notVersions(_ text: String) { #expect(SemanticVersion(text) == nil) }

  @Test("versions have an order")
  func order() throws {
    let ascending = [
      "0.0.1-0", "0.0.1", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
      "1.0.0-beta", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ].compactMap(SemanticVersion.init)
    #expect(ascending.count == 14)
    #expect(ascending.shuffled().sorted() == ascending)
  }

  /// Where npm keeps node-semver; nil without node.
  static let library: String? = {
    guard let root = try? Node.output("console.log(require('child_process').execSync('npm root -g').toString())") else {
      return nil
    }
    let path = root.trimmingCharacters(in: .whitespacesAndNewlines) + "/npm/node_modules/semver"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  @Test("node-semver says the same", .enabled(if: library != nil, "needs node with npm"))
  func differential() throws {
    let path = try #require(Self.library)
    var generator = SeededGenerator(seed: 20_240_817)
    let pairs = (0..<6_000).map { _ in (Self.range(&generator), Self.version(&generator)) }
    let json = try JSONEncoder().encode(pairs.map { [$0.0, $0.1] })
    let script = """
      const semver = require(\(String(reflecting: path)));
      const pairs = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      console.log(pairs.map(([range, version]) =>
        (semver.validRange(range) === null ? 'x' : semver.satisfies(version, range) ? 'y' : 'n')
        + (semver.valid(version) === null ? 'x' : 'v')).join(' '));
      """
    let answers = try Node.output(script, input: json).split(whereSeparator: \.isWhitespace)
    try #require(answers.count == pairs.count)
    var different: [String] = []
    for ((range, version), answer) in zip(pairs, answers) {
      let bounds = SemanticVersionRange(range)
      let parsed = SemanticVersion(version)
      let isAllowed = bounds.flatMap { bounds in parsed.map(bounds.contains) } ?? false
      let ours = (bounds == nil ? "x" : isAllowed ? "y" : "n") + (parsed == nil ? "x" : "v")
      if ours != answer { different.append("\(range.debugDescription) with \(version): \(ours), not \(answer)") }
    }
    #expect(different.isEmpty, "\(different.count), such as \(different.prefix(5))")
    // Most ranges are to be such that can be read, and some are to allow their version.
    #expect(answers.count { $0.hasPrefix("x") } < pairs.count / 2)
    #expect(answers.count { $0.hasPrefix("y") } > pairs.count / 50)
  }

  private static func version(_ generator: inout SeededGenerator) -> String {
    let numbers = ["0", "0", "0", "1", "1", "1", "2", "2", "3", "3", "4", "10", "11", "20", "01"]
    let labels = ["", "", "", "", "-alpha", "-alpha.1", "-beta.2", "-0", "-01", "-rc.1+b.2", "+5", "-", "-a_b"]
    return (0..<3).map { _ in numbers.randomElement(using: &generator) ?? "" }.joined(separator: ".")
      + (labels.randomElement(using: &generator) ?? "")
  }

  private static func range(_ generator: inout SeededGenerator) -> String {
    let signs = [
      "", "", "^", "~", ">", ">=", "<", "<=", "=", "~>", "^ ", "~ ", "> ", ">= ", "v", "=v", "^v", ">==", "> =",
    ]
    let parts = ["x", "X", "*", "0", "0", "1", "1", "2", "3"]
    func bound() -> String {
      let sign = signs.randomElement(using: &generator) ?? ""
      if Int.random(in: 0..<2, using: &generator) == 0 { return sign + version(&generator) }
      let count = Int.random(in: 1...3, using: &generator)
      return sign + (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined(separator: ".")
    }
    var text = bound()
    let joints = [" ", " ", "  ", " || ", "||", " - ", ",", "\t"]
    for _ in 0..<(Int.random(in: 0..<6, using: &generator) / 2) {
      text += (joints.randomElement(using: &generator) ?? "") + bound()
    }
    if Int.random(in: 0..<40, using: &generator) == 0 {
      text += ["*", " ", "||", "a", "-"].randomElement(using: &generator) ?? ""
    }
    return text
  }
}

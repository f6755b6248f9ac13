import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import Lockfiles

/// Random versions and specifiers, each judged by PyPI's `packaging` as well.
@Suite("versions against packaging", .enabled(if: PackagingOracle.isPresent, "needs python3 with packaging"))
struct PEP440DifferentialTests {
  @Test("random versions and specifiers")
  func random() throws {
    var generator = SeededGenerator.fresh()
    let cases = (0..<2_000).map { _ in
      [Self.version(&generator), Self.version(&generator), Self.specifier(&generator)]
    }
    let answers = try PackagingOracle.answers(cases)
    #expect(answers.count == cases.count)
    for (texts, answer) in zip(cases, answers) {
      #expect(Self.answer(texts) == answer, "\(texts), seed \(generator.seed)")
    }
  }

  /// As `PackagingOracle.script` prints it.
  static func answer(_ texts: [String]) -> String {
    let versions = texts.prefix(2).map { PEP440Version($0) }
    var words = versions.map { $0?.canonical ?? "?" }
    if let first = versions[0], let second = versions[1] {
      words.append(first == second ? "=" : first < second ? "<" : ">")
    } else {
      words.append("?")
    }
    if let specifier = PEP440Specifier(texts[2]), let version = versions[0] {
      words.append(specifier.contains(version, prereleases: true) ? "1" : "0")
      words.append(specifier.contains(version, prereleases: false) ? "1" : "0")
    } else {
      words.append(PEP440Specifier(texts[2]) == nil ? "?" : "!")
    }
    return words.joined(separator: " ")
  }

  private static func version(_ generator: inout SeededGenerator) -> String {
    func number() -> String { ["0", "1", "2", "3", "10", "01", "99999999999999999999"][generator.below(7)] }
    func maybe(_ odds: Int, _ text: () -> String) -> String { generator.below(odds) == 0 ? text() : "" }
    func separator() -> String { ["", "", ".", "-", "_"][generator.below(5)] }
    func mark(_ words: [String]) -> String {
      separator() + words[generator.below(words.count)] + separator() + maybe(2, number)
    }
    var text = maybe(8) { "v" } + maybe(6) { number() + "!" } + number()
    while generator.below(2) == 0 { text += "." + number() }
    text += maybe(3) { mark(["a", "b", "rc", "c", "alpha", "Beta", "pre", "preview"]) }
    text += maybe(4) { generator.below(2) == 0 ? "-" + number() : mark(["post", "r", "rev", "POST"]) }
    text += maybe(4) { mark(["dev"]) }
    text += maybe(6) { "+" + ["a", "1", "ab.1", "1-a", "02", "A_b", "a..b", "cu118"][generator.below(8)] }
    // What is nearly a version.
    guard generator.below(8) == 0 else { return text }
    var bytes = Array(text.utf8)
    bytes[generator.below(bytes.count)] = Array(".-+!a1 *".utf8)[generator.below(8)]
    return bytes.text
  }

  private static func specifier(_ generator: inout SeededGenerator) -> String {
    var clauses: [String] = []
    repeat {
      let comparison = ["==", "!=", "<=", ">=", "<", ">", "~=", "==="][generator.below(8)]
      var text = version(&generator)
      // packaging takes the operand of `~=` apart as it is written, so that `~=v1.0` allows nothing.
      if comparison == "~=", let version = PEP440Version(text) { text = version.canonical }
      // Mostly plain ones: the grammar leaves little room for more.
      let plain = text.split(separator: "+").first.map(String.init) ?? ""
      clauses.append(comparison + (generator.below(4) == 0 ? text : plain) + (generator.below(6) == 0 ? ".*" : ""))
    } while generator.below(3) == 0
    return clauses.joined(separator: ",")
  }
}

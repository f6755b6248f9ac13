import Foundation
import TestSupport
import Testing

@testable import Lockfiles

@Suite(
  "targets against packaging", .enabled(if: TargetOracle.isPresent, "needs python3 with packaging 26 or newer"),
  .serialized)
struct TargetDifferentialTests {
  @Test("tags of random targets")
  func tags() throws {
    var random = SeededGenerator.fresh()
    let seed = random.seed
    let asked = try (0..<40).map { _ in try RandomTarget(&random) }
    let answers = try TargetOracle.ask(asked.map { ["ask": "tags", "target": $0.question] })
    for (asked, answer) in zip(asked, try #require(answers as? [[String]])) {
      #expect(asked.target.wheelTags?.all == answer, "seed \(seed), \(asked.target)")
    }
  }

  @Test("the best of random wheels")
  func wheels() throws {
    var random = SeededGenerator.fresh()
    let seed = random.seed
    let asked = try (0..<20).map { _ in
      let target = try RandomTarget(&random)
      let tags = try #require(target.target.wheelTags).all
      return (target, lists: (0..<60).map { _ in (0...random.below(8)).map { _ in Self.wheel(tags, &random) } })
    }
    let answers = try TargetOracle.ask(
      asked.map { ["ask": "wheels", "target": $0.0.question, "lists": $0.lists] })
    for ((target, lists), best) in zip(asked, try #require(answers as? [[[String]]])) {
      let chooser = ArtifactChooser(target.target)
      for (names, expected) in zip(lists, best) {
        let choice = chooser.choice(for: ArtifactChoiceTests.package(names))
        // Where packaging has several of equal rank, ours is the first by name.
        let text = expected.min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } ?? "nothing"
        #expect(ArtifactChoiceTests.text(choice) == text, "seed \(seed), \(target.target), \(names)")
      }
    }
  }

  private static func wheel(_ tags: [String], _ random: inout SeededGenerator) -> String {
    let others = [
      "cp311-cp311-manylinux2014_x86_64", "py3-none-any", "cp39-abi3-win32", "py2-none-any", "cp312-cp312t-win_amd64",
      "pp310-pypy310_pp73-macosx_11_0_arm64", "cp38-abi3-linux_aarch64",
    ]
    func tag() -> [String] {
      let text = random.below(3) == 0 ? others[random.below(others.count)] : tags[random.below(tags.count)]
      return text.split(separator: "-").map(String.init)
    }
    var parts = tag()
    if random.below(4) == 0 {
      let other = tag()
      for index in 0..<3 where parts[index] != other[index] { parts[index] += "." + other[index] }
    }
    let build = ["", "", "", "1-", "2-", "10-", "10a-", "010b-", "x-"][random.below(9)]
    let version = ["1.0", "1.0", "1.0", "one"][random.below(4)]
    return "foo-\(version)-\(build)\(parts.joined(separator: "-")).whl"
  }

  @Test("random markers")
  func markers() throws {
    var random = SeededGenerator.fresh()
    let seed = random.seed
    let asked = try (0..<8).map { _ in
      (try RandomTarget(&random), markers: (0..<120).map { _ in Self.marker(&random, depth: 0) })
    }
    let answers = try TargetOracle.ask(
      asked.map {
        [
          "ask": "markers", "target": $0.0.question, "markers": $0.markers, "unknown": Self.literals + ["", "5", "zz"],
        ]
      })
    for ((target, markers), results) in zip(asked, try #require(answers as? [[[Any]]])) {
      for (marker, possible) in zip(markers, results) {
        check(marker, target.target, possible, "seed \(seed), \(target.target), \(marker): \(possible)")
      }
    }
  }

  /// - Parameter possible: what packaging says for all values of what the target does not tell.
  private func check(_ marker: String, _ target: Target, _ possible: [Any], _ place: Comment) {
    let found = target.satisfies(.marker(marker))
    // An error of packaging's is null, and allows any answer.
    if possible.contains(where: { $0 is NSNull }) { return }
    let bools = possible.compactMap { $0 as? Bool }
    if let found {
      #expect(bools == [found], place)
    } else if bools.count == 1, target.python?.patch != nil {
      // Not told here, though packaging always says the same: only where it is about what no target tells.
      #expect(Self.unknown.contains { marker.contains($0) }, place)
    }
  }

  private static let unknown = ["platform_release", "platform_version", "extra"]
  private static let literals = [
    "3.8", "3.11", "3.11.4", "3.9.*", "3", "linux", "win32", "x86_64 aarch64", "posix", "CPython", "3.10, 3.12", "abc",
    "3.12.0rc1", "1!3", "3.11.2+local", "",
  ]

  private static func marker(_ random: inout SeededGenerator, depth: Int) -> String {
    if depth < 4, random.below(2) == 0 {
      let operands = (0...(1 + random.below(2))).map { _ in marker(&random, depth: depth + 1) }
      let text = operands.joined(separator: random.below(2) == 0 ? " and " : " or ")
      return depth > 0 && random.below(3) > 0 ? "(\(text))" : text
    }
    let variables = [
      "python_version", "python_full_version", "python_version", "python_full_version", "implementation_version",
      "os_name", "sys_platform", "platform_machine", "platform_system", "implementation_name",
      "platform_python_implementation", "sys.platform",
    ]
    let isRare = random.below(8) == 0
    let variable = isRare ? unknown[random.below(unknown.count)] : variables[random.below(variables.count)]
    let operators = ["<", "<=", ">", ">=", "==", "!=", "~=", "===", " in ", " not in ", ">=", "<", "=="]
    let comparison = operators[random.below(operators.count)]
    let quote = ["'", "\""][random.below(2)]
    let literal = quote + literals[random.below(literals.count)] + quote
    return random.below(5) == 0 ? literal + comparison + variable : variable + comparison + literal
  }
}

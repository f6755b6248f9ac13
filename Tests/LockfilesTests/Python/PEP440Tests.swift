import Fingerprints
import Testing

@testable import Lockfiles

/// Versions and specifiers against what PyPI's `packaging` said; `Fixtures/python/pep440/record.py` made the tables.
@Suite("versions of Python distributions")
struct PEP440Tests {
  static func rows(_ name: String) throws -> [[String]] {
    try Fixture.text("python/pep440/\(name).txt").split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("each version has its normal form")
  func canonical() throws {
    for row in try Self.rows("versions") {
      let version = PEP440Version(row[1])
      #expect(version?.canonical == (row.count > 2 ? row[2] : nil), "\(row)")
      #expect(PEP440Version(" \(row[1]) ")?.canonical == version?.canonical)
    }
  }

  @Test("versions have their order")
  func order() throws {
    let known = try Self.rows("versions").compactMap { row in
      Int(row[0]).flatMap { rank in PEP440Version(row[1]).map { (rank, $0) } }
    }
    #expect(known.count > 60)
    for (leftRank, left) in known {
      for (rightRank, right) in known {
        #expect((left < right) == (leftRank < rightRank), "\(left.text) \(right.text)")
        #expect((left == right) == (leftRank == rightRank), "\(left.text) \(right.text)")
        if leftRank == rightRank { #expect(left.hashValue == right.hashValue) }
      }
    }
  }

  @Test("specifiers allow versions")
  func specifiers() throws {
    let versions = try Self.rows("versions").filter { $0.count > 2 }.compactMap { PEP440Version($0[1]) }
    for row in try Self.rows("specifiers") {
      let specifier = PEP440Specifier(row[1])
      guard row[0] != "-" else {
        #expect(specifier == nil, "\(row[1])")
        continue
      }
      let specified = try #require(specifier, "\(row[1])")
      #expect(versions.count == row[0].count)
      for (version, letter) in zip(versions, row[0]) {
        #expect(specified.contains(version, prereleases: true) == (letter != "."), "\(row[1]) \(version.text)")
        #expect(specified.contains(version, prereleases: false) == (letter == "a"), "\(row[1]) \(version.text)")
      }
    }
  }

  @Test("clauses have their normal form", arguments: [(" == v1.0-Alpha ", "==1.0a0"), ("!=01.*", "!=1.*")])
  func clauses(_ text: String, _ canonical: String) {
    #expect(PEP440Clause(text)?.canonical == canonical)
  }

  @Test("long input ends")
  func long() {
    let digits = String(repeating: "1", count: 100_000)
    #expect(PEP440Version(digits)?.canonical == digits)
    #expect(PEP440Version(String(repeating: "1.", count: 100_000)) == nil)
    #expect(PEP440Specifier(String(repeating: ">=1,", count: 20_000))?.clauses.count == 20_000)
  }
}

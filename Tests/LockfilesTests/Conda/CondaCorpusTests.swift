import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles of conda", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct CondaCorpusTests {
  @Test("the dependencies are those conda-lock reads", arguments: SharedCorpus.entries("environment.yml"))
  func conda(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let found = lock.packages.map { package in
      let version = package.version + (package.build.map { " " + $0 } ?? "")
      return package.ecosystem == "pypi"
        ? "pip:\(package.name) \(package.isExact ? "==" : "")\(package.version)" : "conda:\(package.name) \(version)"
    }
    let expected = (entry.json["parsed"] as? [String] ?? []).map { fact in
      // We sort the clauses of a range.
      guard let blank = fact.firstIndex(of: " ") else { return fact }
      let range = fact[fact.index(after: blank)...]
      return fact[...blank] + range.split(separator: ",").sorted().joined(separator: ",")
    }
    // conda-lock adds pip itself where a `pip:` list stands without it.
    #expect(Set(found).symmetricDifference(expected).subtracting(["conda:pip *"]).isEmpty)
  }
}

import Fingerprints
import Foundation
import Testing

@testable import Lockfiles

/// Where packages are installed, against what `uv export` says of the same locks.
@Suite("what uv exports")
struct UVExportTests {
  static let exports: [String: [String]] = {
    guard let bytes = try? Fixture.bytes("python/uv/exports.json") else { return [:] }
    return (try? JSONDecoder().decode([String: [String]].self, from: Data(bytes))) ?? [:]
  }()

  @Test("markers hold where uv's do", arguments: exports.keys.sorted())
  func markers(_ name: String) throws {
    let source = try Fixture.source("python/uv/" + name)
    let path = name == "script" ? "tool.py.lock" : "uv.lock"
    let lock = try LockfileReader.read(path, bytes: try #require(source.files[path]), from: source)
    let range = try #require(lock.facts.first { $0.name == "requires-python" }.flatMap { PythonBounds([$0.value]) })
    var packages = lock.packages.filter { !($0.source?.starts(with: "file:") ?? false) }
    for line in Self.exports[name] ?? [] {
      let requirement = try #require(Requirement(line))
      let marker = MarkerFormula(requirement.marker.flatMap(Marker.tree))
      // The same version may stand there twice, from two indexes.
      let index = packages.firstIndex { package in
        package.name == requirement.name && package.version == requirement.specifier.exact
          && MarkerEquivalence.areEqual(Self.formula(package.condition), marker, pythons: range) == true
      }
      let found = try #require(index, "\(line); here \(packages.filter { $0.name == requirement.name }.map(\.marker))")
      packages.remove(at: found)
    }
    #expect(packages.isEmpty, "\(packages.map(\.name))")
  }

  private static func formula(_ condition: TargetCondition?) -> MarkerFormula {
    switch condition {
    case .marker(let text): MarkerFormula(Marker.tree(text))
    case .all(let parts): .all(parts.map { formula($0) })
    default: .always
    }
  }
}

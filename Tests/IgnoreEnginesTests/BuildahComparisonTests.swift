import Foundation
import IgnoreEngines
import Testing

@Suite(
  "compared with the real buildah",
  .enabled(if: BuildahOracle.isInstalled, "needs buildah"),
  .enabled(if: BuildahOracle.works, "buildah cannot build here"))
struct BuildahComparisonTests {
  @Test("a build copies what the engine keeps, or fails as it does", .timeLimit(.minutes(30)))
  func builds() throws {
    let oracle = try BuildahOracle()
    defer { oracle.remove() }
    let refused = ["a\n!", "[", "a{1001}*", "*\na{1001}*", "a)", "a++", "a*\\"].map { ($0, ["a", "b/c"]) }
    for (rules, files) in Difference.all.map({ ($0.rules, $0.files) }) + refused {
      let arrived = try oracle.copied(
        Dictionary(uniqueKeysWithValues: files.map { ($0, []) }), ignoring: Array(rules.utf8))
      #expect(arrived == kept(files, rules), "rules \(rules.debugDescription)")
    }
  }

  @Test("the ignore file is the one that the engine names first", .timeLimit(.minutes(30)))
  func names() throws {
    let oracle = try BuildahOracle()
    defer { oracle.remove() }
    let names = IgnoreEngine.buildah.ignoreFileNames(dockerfile: "x/web.file")
    for first in names.indices {
      var files = ["x/web.file": BuildahOracle.containerfile]
      for (index, name) in names.enumerated() {
        files["kept-\(index)"] = []
        if index >= first { files[name] = Array("*\n!kept-\(index)".utf8) }
      }
      #expect(try oracle.copied(files, ignoring: nil, containerfile: "x/web.file") == ["kept-\(first)"])
    }
  }

  /// Nil when the engine refuses the rules.
  private func kept(_ files: [String], _ rules: String) -> [String]? {
    guard var filter = try? EngineFilter(.buildah, ignoreFile: Array(rules.utf8)),
      let kept = try? Tree(files: files).kept(by: &filter)
    else { return nil }
    return kept.map { String(decoding: $0, as: UTF8.self) }.sorted()
  }
}

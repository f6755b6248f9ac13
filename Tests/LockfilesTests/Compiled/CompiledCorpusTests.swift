import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles of compiled languages", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct CompiledCorpusTests {
  @Test("registries and members are told apart", arguments: SharedCorpus.entries("Cargo.lock"))
  func cargo(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let facts = entry.json
    #expect(lock.formatVersion == (facts["lock_version"] as? Int).map(String.init))
    #expect(lock.packages.count { $0.source == nil } == facts["registry"] as? Int)
    // The facts do not count [root] among the paths.
    let paths = lock.packages.count { $0.source == "path" }
    #expect(paths == facts["path"] as? Int || (lock.formatVersion == "1" && paths - 1 == facts["path"] as? Int))
    #expect(lock.grade == .a)
  }

  @Test("what the facts of ripgrep's first lock leave out is its own package")
  func root() throws {
    let entry = try #require(SharedCorpus.entries("Cargo.lock").first { $0.id.contains("cf3a33ce") })
    let listed = Set(CorpusFacts.expected(in: entry))
    #expect(CorpusFacts.pins(of: try entry.read(), in: entry).filter { !listed.contains($0) } == ["ripgrep==0.1.0"])
  }

  @Test("a whole workspace is fresh, one with parts missing is not judged")
  func workspaces() throws {
    let verdicts = try SharedCorpus.entries("Cargo.lock").map { try $0.read().verdict }
    #expect(verdicts.filter { $0 == "fresh" }.count == 1)
    #expect(verdicts.filter { $0 == "unknown" }.count == verdicts.count - 1)
  }

  @Test("every line of go.sum is kept", arguments: SharedCorpus.entries("go.sum"))
  func goSum(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.packages.flatMap(\.artifacts).count == entry.json["entry_count"] as? Int)
    let zips = lock.packages.filter { $0.artifacts.contains { $0.name.hasSuffix(".zip") } }
    #expect(zips.count == entry.json["modules_with_zip_hash"] as? Int)
    #expect(Set(zips.map { "\($0.name)==\($0.version)" }) == Set(entry.json["zip_packages"] as? [String] ?? []))
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
  }

  @Test("go.mod names what is used, and go.sum has its hashes", arguments: SharedCorpus.entries("go.sum"))
  func goModule(_ entry: SharedCorpus.Entry) throws {
    let source = entry.source()
    let path = entry.path.replacing("go.sum", with: "go.mod")
    let lock = try LockfileReader.read(path, bytes: source.files[path] ?? [], from: source)
    #expect(lock.grade == .a, "\(lock.findings)")
    #expect(lock.verdict == "fresh")
    #expect(Set(lock.pins).isSubset(of: Set(entry.json["zip_packages"] as? [String] ?? [])))
  }

  @Test("platforms and the version of bundler", arguments: SharedCorpus.entries("Gemfile.lock"))
  func gemfile(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let platforms = (entry.json["platforms"] as? [String] ?? []).sorted().joined(separator: ",")
    #expect(lock.facts.first { $0.name == "platforms" }?.value == platforms)
    #expect(lock.verdict == (entry.id.contains("CocoaPods") ? "unknown" : "fresh"), "\(lock.freshness.summary)")
    if lock.verdict == "fresh" { #expect(lock.freshness.tool == "bundler \(entry.json["bundler_version"] ?? "")") }
    #expect(lock.grade == .b)
  }

  @Test("archives without shasum and the keys of development", arguments: SharedCorpus.entries("composer.lock"))
  func composer(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.packages.filter(\.hashes.isEmpty).count == entry.json["without_dist_shasum"] as? Int)
    #expect(lock.packages.filter { $0.groups == ["dev"] }.count == entry.json["packages_dev"] as? Int)
    #expect((lock.grade == .b) == (entry.json["all_have_dist_reference"] as? Bool))
  }

  @Test("as many entries as Elixir reads", arguments: [("phoenix", 40, "fresh"), ("plug", 9, "unknown")])
  func mix(_ name: String, _ count: Int, _ verdict: String) throws {
    let entry = try #require(SharedCorpus.entries("mix.lock").first { $0.id.contains(name) })
    let lock = try entry.read()
    #expect(lock.packages.count == count)
    #expect(lock.packages.allSatisfy { $0.hashes.count == 2 })
    #expect(lock.grade == .a)
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
  }

  @Test("what pub locked for itself is fresh", arguments: SharedCorpus.entries("pubspec.lock"))
  func pub(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.grade == .a)
  }

  @Test(
    "grades of the others", arguments: [("renv.lock", "B"), ("packages.lock.json", "A"), ("Cartfile.resolved", "B")])
  func grades(_ format: String, _ grade: String) throws {
    for entry in SharedCorpus.entries(format) { #expect(try entry.read().grade.rawValue == grade) }
  }
}

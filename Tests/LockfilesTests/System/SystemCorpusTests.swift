import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles of build systems and images", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct SystemCorpusTests {
  private func strings(_ value: Any?) -> [String] { value as? [String] ?? [] }

  @Test("each file of a registry is known", arguments: SharedCorpus.entries("MODULE.bazel.lock"))
  func bazel(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.formatVersion == (entry.json["lock_version"] as? Int).map(String.init))
    let files = lock.packages.flatMap(\.artifacts).count + lock.facts.count { $0.name == "registry-file" }
    #expect(files == entry.json["package_count"] as? Int)
    let extensions = Set(lock.facts.map(\.name).filter { $0.hasPrefix("extension:") })
    #expect(extensions.count == entry.json["module_extensions"] as? Int)
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.packages.allSatisfy { $0.artifacts.map(\.name).sorted() == ["MODULE.bazel", "source.json"] })
  }

  @Test(
    "what is pinned and what is not", arguments: SharedCorpus.entries("Dockerfile") + SharedCorpus.entries("compose"))
  func grades(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let isHashed = lock.packages.allSatisfy { !$0.hashes.isEmpty }
    #expect((lock.grade == .a) == isHashed)
    // The facts call a file without images not hashed.
    if !lock.packages.isEmpty, entry.json["build_services"] == nil {
      #expect(isHashed == entry.json["all_artifacts_hashed"] as? Bool)
    }
  }

  @Test("the image of # syntax= is one, too")
  func syntax() throws {
    let entry = try #require(SharedCorpus.entries.first { $0.id == "pypi__warehouse__Dockerfile__6b621571" })
    let lock = try entry.read()
    #expect(
      lock.pins == [
        "docker.io/docker/dockerfile==1", "docker.io/library/node==26.7.0-trixie",
        "docker.io/library/python==3.14.7-slim-trixie",
      ])
    #expect(lock.codes == ["hash.missing:1", "hash.missing:5", "hash.missing:45"])
  }

  @Test("flakes are fresh beside their flake.nix", arguments: SharedCorpus.entries("flake.lock"))
  func flakes(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.grade == .a)
  }

  @Test("the rule that decides for charts", arguments: SharedCorpus.entries("Chart.lock"))
  func charts(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.freshness.summary == "digest by the rule of helm 3 or newer")
    #expect(lock.grade == .b)
  }
}

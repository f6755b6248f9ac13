import Fingerprints
import Lockfiles
import Testing

@Suite("locks of CocoaPods")
struct PodfileTests {
  static let commit = String(repeating: "c", count: 40)
  static let sum = String(repeating: "a", count: 40)

  static let text = """
    PODS:
      - Alamofire (5.8.1)
      - Firebase/Core (10.0.0):
        - Firebase/CoreOnly
      - Firebase/CoreOnly (10.0.0)
      - Local (0.1.0)
      - Gitty (1.0.0)
      - Ours (2.0)

    DEPENDENCIES:
      - Alamofire (~> 5.0)
      - Firebase/Core
      - Gitty (from `https://h/g.git`, branch `main`)
      - Local (from `./Local`)
      - Ours

    SPEC REPOS:
      https://specs.example.org/ours.git:
        - Ours
      trunk:
        - Alamofire
        - Firebase

    EXTERNAL SOURCES:
      Gitty:
        :branch: main
        :git: https://me:pw@h/g.git
      Local:
        :path: "./Local"

    CHECKOUT OPTIONS:
      Gitty:
        :commit: \(commit)
        :git: https://me:pw@h/g.git

    SPEC CHECKSUMS:
      Alamofire: \(sum)
      Firebase: \(sum)
      Gitty: \(sum)
      Local: \(sum)
      Ours: \(sum)

    PODFILE CHECKSUM: d8d87fb1d1d2ffdbeeff16e0df0b62afcea4c5b1

    COCOAPODS: 1.15.2
    """

  @Test("pods from everywhere")
  func lock() throws {
    let lock = try read("ios/Podfile.lock", Self.text)
    #expect(
      lock.pins == [
        "Alamofire==5.8.1", "Firebase/Core==10.0.0", "Firebase/CoreOnly==10.0.0", "Local0.1.0", "Gitty==1.0.0",
        "Ours==2.0",
      ])
    #expect(
      lock.packages.map(\.source) == [
        nil, nil, nil, "file:./Local", "git+https://h/g.git@\(Self.commit)", "https://specs.example.org/ours.git",
      ])
    #expect(lock.packages.allSatisfy { $0.hashes == ["sha1:" + Self.sum] })
    #expect(lock.codes == ["path.local:6", "hash.weak:2"])
    #expect(lock.references.map(\.path) == ["ios/Podfile", "ios/Local"])
    #expect(lock.freshness.summary == "there is no Podfile beside the lock")
  }

  @Test("the checksum is that of the Podfile's bytes")
  func freshness() throws {
    let podfile = "pod 'Alamofire', '~> 5.0'\n"
    let sum = "d8d87fb1d1d2ffdbeeff16e0df0b62afcea4c5b1"
    let text = Self.text.replacing(sum, with: "DBEBE1F37FDB0D0D7C3B2A3B8B9D15B0A1B1C1D1")
    let stale = try read("Podfile.lock", text, others: ["Podfile": podfile + "  pod \"New\"\npod 'x#{y}'\n"])
    #expect(stale.freshness.summary.contains("Podfile has changed since the lock was written"))
    #expect(stale.freshness.changes == ["New is not locked"])
    let empty = Self.text.replacing(sum, with: "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(
      try read("Podfile.lock", empty, others: ["Podfile": ""]).freshness.summary
        == "PODFILE CHECKSUM by the rule of CocoaPods 1.15.2")
    let old = Self.text.replacing("PODFILE CHECKSUM", with: "X")
    #expect(try read("Podfile.lock", old, others: ["Podfile": podfile]).verdict == "unknown")
  }

  @Test(
    "pods are graded",
    arguments: [
      (":commit: \(commit)", ":tag: 1.0.0", "unpinned:7", "C"),
      ("  :path: \"./Local\"", "  :path: ../Local", "unpinned:6", "C"),
      ("  :path: \"./Local\"", "  :podspec: https://h/x.podspec", "unpinned:6", "C"),
      ("Ours: \(sum)", "Ours: x", "hash.invalid:8", "U"), ("  Ours: \(sum)\n", "", "hash.mixed:8", "B"),
      ("- Ours (2.0)", "- Ours", "syntax:8", "U"), ("PODS:", "PODS: [", "syntax", "U"),
    ])
  func findings(_ old: String, _ new: String, _ code: String, _ grade: String) throws {
    try #require(Self.text.contains(old))
    let lock = try read("Podfile.lock", Self.text.replacing(old, with: new))
    #expect(lock.codes.contains { $0 == code || $0.hasPrefix(code + ":") }, "\(lock.codes)")
    #expect(lock.grade.rawValue == grade)
  }

  @Test(
    "what does not count and what does",
    arguments: [
      ("COCOAPODS: 1.15.2", "COCOAPODS: 1.16.0", true), ("  - Ours\n\nSPEC", "\nSPEC", true),
      ("  trunk:", "  https://github.com/CocoaPods/Specs.git:", true),
      ("https://me:pw@h", "https://h", true), ("PODFILE CHECKSUM: d", "PODFILE CHECKSUM: e", true),
      ("5.8.1", "5.8.2", false), ("Ours: a", "Ours: b", false), (":commit: c", ":commit: d", false),
      ("specs.example.org", "x.org", false),
    ])
  func semantic(_ old: String, _ new: String, _ isSame: Bool) throws {
    try #require(Self.text.contains(old))
    let base = try read("Podfile.lock", Self.text)
    #expect(
      (try read("Podfile.lock", Self.text.replacing(old, with: new)).semantic?.digest == base.semantic?.digest)
        == isSame)
  }

  @Test("what is no lock is refused", arguments: ["", "a: b", "- a", "PODS:\n  - a\n"])
  func refused(_ text: String) throws {
    #expect(try read("Podfile.lock", text).grade == .unreadable)
  }
}

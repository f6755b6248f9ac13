import Fingerprints
import Lockfiles
import Testing

@Suite("locks of the Swift package manager")
struct SwiftPackageTests {
  /// The files are kept under other names: git passes over `Package.resolved`, and the formatter over no `.swift`.
  static func read(_ folder: String, edit: (old: String, new: String)? = nil) throws -> Lockfile {
    var source = MemorySource()
    for (path, bytes) in try Fixture.source("compiled/" + folder).files {
      var text = String(decoding: bytes, as: UTF8.self)
      if let edit { text = text.replacing(edit.old, with: edit.new) }
      let name = path == "resolved.json" ? "Package.resolved" : path.replacing(".txt", with: "")
      source.files[name] = Array(text.utf8)
    }
    return try LockfileReader.read("Package.resolved", bytes: source.files["Package.resolved"] ?? [], from: source)
  }

  @Test(
    "all versions of the format mean the same", arguments: [("swift-5.5", "1"), ("swift-5.9", "2"), ("swift-6.1", "3")])
  func versions(_ folder: String, _ version: String) throws {
    let lock = try Self.read(folder)
    #expect(lock.formatVersion == version)
    #expect(lock.grade == .a)
    #expect(lock.codes.map { $0.prefix(15) } == ["branch.followed"])
    #expect(
      lock.semantic?.text == """
        1.4.0 git+https://git.example.org/lockfix/LockfixAlpha.git@1e1a0c50afd4d0a1741f5cf7b3c173fbaa93121a - - -  lockfixalpha
        main git+https://git.example.org/lockfix/lockfix-beta@3eb0e529258c01a95c9c232a7dccdf80c3d5c7a0 - - -  lockfix-beta

        """)
  }

  @Test("the hash is that of the manifest that was used")
  func freshness() throws {
    #expect(try Self.read("swift-6.0").freshness.rule == "originHash of Package.swift")
    #expect(try Self.read("swift-6.0").freshness.tool == "Swift 5.10 or newer")
    #expect(try Self.read("swift-6.1").freshness.rule == "originHash of Package@swift-6.1.swift")
    #expect(try Self.read("swift-5.9").freshness.rule == "version 2 does not record what it was made from")
    let changed = try Self.read("swift-6.0", edit: ("lockfix-beta\",\n", "x\",\n"))
    #expect(changed.verdict == "fresh")
    let stale = try Self.read(
      "swift-6.0",
      edit: ("    .package(url", "    .package(url: \"https://h/New.git\", from: \"1.0.0\"),\n    .package(url"))
    #expect(stale.verdict == "stale")
    #expect(stale.freshness.changes == ["new is not locked"])
  }

  @Test("a lock without manifest is not judged")
  func unknown() throws {
    let text = "{\"version\": 3, \"originHash\": \"x\", \"pins\": []}"
    #expect(
      try LockfilesTests.read("Package.resolved", text).freshness.rule == "there is no Package.swift beside the lock")
    let path = "App.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved"
    #expect(try LockfilesTests.read(path, text).freshness.rule == "the lock is that of an Xcode project")
  }

  static let pin = """
    {"identity": "a", "kind": "remoteSourceControl", "location": "https://me:pw@h/A.git",
      "state": {"revision": "\(String(repeating: "c", count: 40))", "version": "1.0.0"}}
    """

  @Test(
    "pins are graded",
    arguments: [
      (pin, [], "A"), (pin.replacing("remoteSourceControl", with: "registry"), ["hash.missing:1"], "B"),
      (pin.replacing("\"revision\": \"\(String(repeating: "c", count: 40))\",", with: ""), ["unpinned:1"], "C"),
      (pin.replacing(String(repeating: "c", count: 40), with: "main"), ["unpinned:1"], "C"),
      (pin.replacing("https://me:pw@h/A.git", with: "/home/me/A"), ["unpinned:1"], "C"),
      (pin + "," + pin, ["conflict:2"], "U"), ("{\"identity\": \"a\"}", ["syntax:1"], "U"), ("1", ["syntax:1"], "U"),
      (pin.replacing("\"version\": \"1.0.0\"", with: "\"branch\": \"main\""), ["branch.followed:1"], "A"),
    ])
  func grades(_ pins: String, _ codes: [String], _ grade: String) throws {
    let lock = try LockfilesTests.read("Package.resolved", "{\"version\": 2, \"pins\": [\(pins)]}")
    #expect(lock.codes == codes)
    #expect(lock.grade.rawValue == grade)
    #expect(lock.semantic?.text.contains("pw") != true)
  }

  @Test(
    "what is no lock is refused",
    arguments: [
      "", "{}", "{\"version\": 4, \"pins\": []}", "{\"version\": 0}", "{\"version\": 1, \"pins\": []}",
      "{\"version\": 3}",
    ])
  func refused(_ text: String) throws {
    #expect(try LockfilesTests.read("Package.resolved", text).grade == .unreadable)
  }
}

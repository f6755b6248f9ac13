import Fingerprints
import Foundation
import Lockfiles
import Testing

/// A change of `Fixtures/pylock/base.toml` with what `packaging.pylock` says about it.
struct PylockVerdict: Decodable, Sendable, CustomStringConvertible {
  let old: String
  let new: String
  /// Nil when it accepts the file.
  let error: String?

  var description: String { old + " becomes " + new }

  static let all =
    (try? JSONDecoder().decode([PylockVerdict].self, from: Data(Fixture.bytes("pylock/verdicts.json")))) ?? []

  func read() throws -> Lockfile {
    try LockfilesTests.read("pylock.toml", Fixture.text("pylock/base.toml").replacing(old, with: new))
  }
}

@Suite("pylock.toml")
struct PylockTests {
  @Test("what packaging refuses is refused or named, and nothing else", arguments: PylockVerdict.all)
  func verdicts(_ verdict: PylockVerdict) throws {
    // A date without time is no other kind of value here.
    guard verdict.new != "2025-01-25" else { return }
    let lock = try verdict.read()
    let faults = lock.findings.filter { $0.code == "nonconforming" || $0.lowersGradeTo == .unreadable }
    #expect(faults.isEmpty == (verdict.error == nil), "\(verdict.error ?? "accepted"): \(lock.findings)")
    #expect(PylockVerdict.all.count > 60)
    if let fault = faults.first, fault.lowersGradeTo == nil {
      #expect(fault.line != nil || verdict.old.contains("created"))
    }
  }

  @Test(
    "what leaves open what is installed is refused",
    arguments: [
      "lock-version = \"1.0\"", "name = \"attrs\"", "directory = {path = \"./lib\", editable = true}",
    ])
  func refused(_ part: String) throws {
    let text = try Fixture.text("pylock/base.toml").replacing(part, with: "")
    let lock = try read("pylock.toml", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.semantic == nil)
  }

  @Test("all that the standard knows")
  func base() throws {
    let lock = try read("a/pylock.dev.toml", Fixture.text("pylock/base.toml"))
    #expect(lock.format == "pylock.toml")
    #expect(lock.formatVersion == "1.0")
    #expect(lock.codes == ["path.local:27"])
    #expect(lock.grade == .b)
    #expect(lock.pins == ["attrs==25.1.0", "from-git==1.0", "from-folder", "from-archive"])
    #expect(
      lock.packages.first?.artifacts.map(\.name) == [
        "attrs-25.1.0-py3-none-any.whl",
        "attrs-25.1.0-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "attrs-25.1.0.tar.gz",
      ])
    #expect(
      lock.references.map { "\($0.kind.rawValue) \($0.path)" } == [
        "package a/dist/attrs-25.1.0-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "package a/lib",
      ])
    let text = lock.semantic?.text ?? ""
    #expect(!text.contains("secret"))
    for line in [
      "- file:lib - - -  from-folder", "- https://h/a.zip#subdirectory=x sha256:67c7",
      "1.0 git+https://h/o/r.git@0123456789012345678901234567890123456789#subdirectory=sub - - -  from-git",
      "- - - - sys_platform%20==%20\"darwin\",sys_platform%20==%20\"linux\"  @environments",
      "<4,>=3.9 - - - -  @requires-python", "- - - - web  @extras", "- - - - dev  @default-groups",
      ">=3.8 - - - -  @requires-python:attrs==25.1.0", "true - - - -  @editable:from-folder",
    ] { #expect(text.contains(line), "\(line)") }
  }

  @Test(
    "what only describes does not count",
    arguments: [
      ("created-by = \"hand\"", "created-by = \"other\""), ("size = 810562", "size = 1"),
      ("upload-time = 2025-01-25T11:30:07Z, ", ""), ("tool = {any = \"thing\"}", ""), ("x = 1", "x = 2"),
      ("attestation-identities = [{kind = \"GitHub\", repository = \"python-attrs/attrs\"}]", ""),
      ("dependencies = [{name = \"idna\"}]", ""), ("index = \"https://pypi.org/simple\"", ""),
      ("name = \"attrs-25.1.0.tar.gz\", ", ""), ("lock-version = \"1.0\"", "lock-version = \"1\""),
      ("https://h/attrs-25.1.0.tar.gz", "https://mirror/attrs-25.1.0.tar.gz"),
    ])
  func cosmetic(_ old: String, _ new: String) throws {
    let base = try Fixture.text("pylock/base.toml")
    #expect(base.contains(old))
    #expect(try read("pylock.toml", base.replacing(old, with: new)).semantic == read("pylock.toml", base).semantic)
  }

  @Test(
    "what decides about what is installed counts",
    arguments: [
      ("'linux'", "'win32'"), (">=3.9,<4", ">=3.9"), ("extras = [\"web\"]", ""), ("default-groups = [\"dev\"]", ""),
      ("version = \"25.1.0\"", ""), (">=3.8", ">=3.7"), ("and 'web' in extras", ""),
      ("01234567890123", "01234567890124"),
      ("pypi.org", "example.org"), ("1c97", "1c98"), ("./lib", "./lib2"), (", editable = true", ""), ("a.zip", "b.zip"),
    ])
  func semantic(_ old: String, _ new: String) throws {
    let base = try Fixture.text("pylock/base.toml")
    #expect(base.contains(old))
    #expect(try read("pylock.toml", base.replacing(old, with: new)).semantic != read("pylock.toml", base).semantic)
  }

  @Test(
    "hashes and places decide about the grade",
    arguments: [
      (
        "hashes = {sha256 = \"c75a69e28a550a7e93789579c22aa26b0f5b83b75dc4e08fe092980051e1090a\", md5", "hashes = {md5",
        "hash.weak:10", Grade.b
      ),
      ("{sha256 = \"1c97078a80c814273a76b2a298a932eb681c87415c11dee0a6921de7f1b02c3e\"}", "{}", "hash.mixed:10", .b),
      ("./lib", "../lib", "unpinned:27", .c), ("0123456789012345678901234567890123456789", "main", "unpinned:22", .c),
      (
        "hashes = {sha256 = \"67c7495b760168d931a10233f979b28dc04daf853b30752246f4f8471c6d68d0\"}, subdir", "subdir",
        "unpinned:31", .c
      ),
    ])
  func grades(_ old: String, _ new: String, _ code: String, _ grade: Grade) throws {
    let base = try Fixture.text("pylock/base.toml")
    #expect(base.contains(old))
    let lock = try read("pylock.toml", base.replacing(old, with: new))
    #expect(lock.codes.contains(code), "\(lock.codes)")
    #expect(lock.grade == grade)
  }

  @Test("a file of any name is recognised by its content")
  func content() throws {
    func format(_ text: String) -> String? { LockfileReader.format(ofPath: "x.toml", bytes: Array(text.utf8)) }
    #expect(format(try Fixture.text("pylock/base.toml")) == "pylock.toml")
    #expect(format("\u{FEFF}lock-version='1.0'\r\n  [[packages]]\r\n") == "pylock.toml")
    #expect(format("lock-version = '1.0'\n[[package]]\n") == nil)
    #expect(format("lock-versions = '1.0'\n[[packages]]\n") == nil)
    #expect(format("[[packages]]\n") == nil)
    #expect(format("version = 1\n[[packages]]\n") == nil)
  }

  @Test("what pdm and uv wrote")
  func tools() throws {
    let pdm = try lock(in: "pdm/pylock")
    #expect(pdm.grade == .a)
    #expect(pdm.codes.isEmpty)
    #expect(pdm.freshness.summary == "content_hash by the rule of pdm 2.20 or newer")
    #expect(pdm.references.map(\.path) == ["pyproject.toml"])
    let uv = try lock(in: "pip/uv-pylock")
    #expect(uv.grade == .a)
    #expect(uv.freshness.summary == "the pins answer pyproject.toml by the rule of uv pip compile")
    #expect(uv.references.map(\.path) == ["pyproject.toml"])
  }

  private func lock(in folder: String) throws -> Lockfile {
    let source = try Fixture.source(folder)
    return try LockfileReader.read("pylock.toml", bytes: source.files["pylock.toml"] ?? [], from: source)
  }
}

import Fingerprints
import Lockfiles
import Testing

@Suite("lists of package files")
struct CondaExplicitTests {
  private static let md5 = String(repeating: "a", count: 32)
  private static let sha = String(repeating: "b", count: 64)
  private static let address = "https://conda.anaconda.org/conda-forge/linux-64/a-b-1.2-h0_1.conda"

  @Test("what conda-lock wrote is read, and says what its lock says")
  func fixture() throws {
    let text = try Fixture.text("conda/conda-lock/conda-linux-64.lock")
    let lock = try read("conda-linux-64.lock", text)
    #expect(lock.pins == ["beta==0.4", "epsilon==3.1", "pip==24.0", "alpha==1.2.3", "delta==2.0"])
    #expect(lock.packages.last?.hashes.first?.hasPrefix("sha256:48902447") == true)
    #expect(lock.grade == .b)
    #expect(lock.codes == ["hash.weak:5"])
    #expect(lock.freshness.summary.hasPrefix("its input_hash"))
    let environment = try read("conda-linux-64.lock.yml", try Fixture.text("conda/conda-lock/conda-linux-64.lock.yml"))
    #expect(Set(environment.pins) == Set(lock.pins))
    #expect(environment.grade == .b, "\(environment.findings)")
    #expect(environment.facts.contains { $0.name == "platform" && $0.value == "linux-64" })
  }

  @Test(
    "a line is an address with a hash",
    arguments: [
      (address, "", Grade.b), (address + "#" + md5, "md5:" + md5, .b), (address + "#" + sha, "sha256:" + sha, .a),
      (address + "#sha256:" + sha, "sha256:" + sha, .a), (address + "#sha256=" + sha, "sha256:" + sha, .a),
    ])
  func hashes(_ line: String, _ hash: String, _ grade: Grade) throws {
    let lock = try read("x.txt", "@EXPLICIT\n\(line)\n")
    #expect(lock.packages.map(\.name) == ["a-b"])
    #expect(lock.packages.first?.build == "h0_1")
    #expect(lock.packages.first?.hashes == (hash.isEmpty ? [] : [hash]))
    #expect(lock.grade == grade)
  }

  @Test(
    "what is no package is refused, and secrets stay inside",
    arguments: [
      ("https://u:secret@h/c/linux-64/a.conda", "syntax:2"), ("numpy=1.2=py_0", "syntax:2"),
      (address + "#secret", "hash.invalid:2"), ("https://h/secret/a-1-2.zip", "syntax:2"), ("# pip a>=1", "syntax:2"),
      ("@EXPLICIT x", "syntax:2"),
    ])
  func refused(_ line: String, _ code: String) throws {
    let lock = try read("spec-file.txt", "@EXPLICIT\n\(line)\n")
    #expect(lock.grade == .unreadable)
    #expect(lock.codes.contains(code), "\(lock.codes)")
    #expect(!lock.findings.contains { $0.message.contains("secret") })
  }

  @Test("credentials and tokens are stripped")
  func secrets() throws {
    let lock = try read("x", "@EXPLICIT\nhttps://u:p@h.org:443/x/t/<TOKEN>/c/noarch/a-1%212.0-0.tar.bz2#\(Self.md5)\n")
    #expect(lock.packages.first?.source == "https://h.org/x/c/noarch/a-1%212.0-0.tar.bz2")
    #expect(lock.pins == ["a==1!2.0"])
  }

  @Test(
    "the platform comes from a comment, the name, or the addresses",
    arguments: [
      ("conda-win-64.lock", "# platform: osx-64\n", "osx-64"), ("conda-win-64.lock", "", "win-64"),
      ("spec-file.txt", "", "linux-64"),
    ])
  func platform(_ name: String, _ comment: String, _ platform: String) throws {
    let lock = try read(name, comment + "@EXPLICIT\n\(Self.address)#\(Self.md5)\n")
    #expect(lock.facts.map(\.value) == [platform])
    #expect(lock.codes.contains("conflict:\(comment.isEmpty ? 2 : 3)") == (platform != "linux-64"))
  }

  @Test("order and comments are cosmetic, requirements for pip are not")
  func semantics() throws {
    let one = "@EXPLICIT\n\(Self.address)#\(Self.md5)\nhttps://h/c/noarch/z-1-0.conda#\(Self.md5)\n"
    let other =
      "\u{FEFF}# x\r\n@EXPLICIT\r\n\r\nhttps://h/c/noarch/z-1-0.conda#\(Self.md5.uppercased())\r\n\(Self.address)#\(Self.md5)"
    let base = try read("conda-linux-64.lock", one).semantic
    #expect(try read("conda-linux-64.lock", other).semantic == base)
    #expect(try read("conda-osx-64.lock", one).semantic != base)
    #expect(
      try read("conda-linux-64.lock", one + "# pip q @ https://h/q-1.tar.gz#sha256=\(Self.sha)\n").semantic != base)
  }

  @Test("one package twice is a conflict")
  func conflict() throws {
    let lock = try read("x", "@EXPLICIT\nhttps://h/c/noarch/a-1-0.conda\nhttps://h/c/noarch/a-2-0.conda\n")
    #expect(lock.codes.contains("conflict:3"))
    #expect(lock.grade == .c)
  }

  @Test("a list without the mark is solved")
  func export() throws {
    let lock = try read("spec-file.txt", "# platform: linux-64\nnumpy=1.2=py_0\nzlib=1.3=h1_0\n")
    #expect(lock.pins == ["numpy==1.2", "zlib==1.3"])
    #expect(lock.grade == .b)
    #expect(lock.codes == ["explicit.missing", "hash.missing:2"])
    #expect(try read("spec-file.txt", "numpy=1.2\n").grade == .unreadable)
    #expect(try read("spec-file.txt", "@EXPLICIT\n").codes == ["empty"])
  }

  @Test(
    "any file with the mark on a line of its own is such a list",
    arguments: [
      ("# x\n@EXPLICIT\n", true), ("\u{FEFF}@EXPLICIT", true), ("  @EXPLICIT \r\n", true), ("x @EXPLICIT\n", false),
      ("@EXPLICITLY\n", false),
    ])
  func content(_ text: String, _ isList: Bool) throws {
    #expect(LockfileReader.format(ofPath: "notes", bytes: Array(text.utf8)) == (isList ? "conda-linux-64.lock" : nil))
  }
}

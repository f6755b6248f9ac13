import Fingerprints
import Lockfiles
import Testing

@Suite("repro-get's lists of packages")
struct PackageListTests {
  static let hash = String(repeating: "a", count: 64)

  @Test(
    "the name and version of a package",
    arguments: [
      ("pool/main/h/hello/hello_2.10-2_amd64.deb", "deb", "hello==2.10-2"),
      ("pool/x/libc6_2%3a2.36-9_arm64.deb", "deb", "libc6==2:2.36-9"),
      (
        "v3.16/main/x86_64/ncurses-terminfo-base-6.3_p20220521-r0.apk", "apk", "ncurses-terminfo-base==6.3_p20220521-r0"
      ),
      ("Packages/b/bash-5.1.8-4.fc36.x86_64.rpm", "rpm", "bash==5.1.8-4.fc36"),
      ("core/os/gcc-libs-12.2.0-1-x86_64.pkg.tar.zst", "pacman", "gcc-libs==12.2.0-1"),
      ("x.tar.gz", "file", "x.tar.gz"),
      ("odd.deb", "deb-less", "odd.deb"),
    ])
  func names(_ path: String, _ ecosystem: String, _ pin: String) throws {
    let lock = try read("SHA256SUMS-amd64", "\(Self.hash)  \(path)\n")
    #expect(lock.pins == [pin])
    #expect(lock.packages.map(\.ecosystem) == [ecosystem == "deb-less" ? "file" : ecosystem])
    #expect(lock.packages.first?.hashes == ["sha256:" + Self.hash])
    #expect(lock.grade == .a)
  }

  @Test("the architecture counts, and comments, blanks and markers do not")
  func semantic() throws {
    let base = try read("a/SHA256SUMS-amd64", "\(Self.hash)  p/hello_1_amd64.deb\n")
    #expect(
      base.semantic?.text == """
        1 p sha256:\(Self.hash) - -  hello
        amd64 - - - -  @architecture

        """)
    for text in [
      "\(Self.hash) *p/hello_1_amd64.deb", "# x\n\n\(Self.hash)  p/hello_1_amd64.deb\r\n",
      "\(Self.hash)  p/hello_1_amd64.deb\n\(Self.hash)  /ipfs/QmX\n",
      "\(Self.hash)  p/hello_1_amd64.deb\n\(Self.hash)  p/hello_1_amd64.deb\n",
    ] {
      #expect(try read("SHA256SUMS-amd64", text).semantic?.text == base.semantic?.text)
    }
    #expect(
      try read("a/SHA256SUMS-arm64", "\(Self.hash)  p/hello_1_amd64.deb\n").semantic?.digest != base.semantic?.digest)
  }

  @Test(
    "what is refused or graded down",
    arguments: [
      ("\(hash)", "syntax:1", "U"), ("abc  x.deb", "syntax:1", "U"), ("\(hash)  /abs/x.deb", "syntax:1", "U"),
      ("\(hash)  a/../x.deb", "syntax:1", "U"), ("\(hash)  a//x.deb", "syntax:1", "U"),
      ("\(hash)  .x", "syntax:1", "U"),
      ("z\(hash.dropFirst())  x.deb", "syntax:1", "U"), ("", "syntax", "U"), ("# nothing", "syntax", "U"),
      ("\(hash)  x.deb\n\(hash.replacing("a", with: "b"))  x.deb", "conflict:2", "C"),
    ])
  func findings(_ text: String, _ code: String, _ grade: String) throws {
    let lock = try read("SHA256SUMS-amd64", text)
    #expect(lock.codes == [code])
    #expect(lock.grade.rawValue == grade)
  }
}

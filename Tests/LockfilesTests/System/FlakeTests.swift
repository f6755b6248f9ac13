import Fingerprints
import Lockfiles
import Testing

@Suite("locks of Nix")
struct FlakeTests {
  private func fixture(_ edit: (String) -> String = { $0 }) throws -> Lockfile {
    var source = try Fixture.source("system/nix-2.8")
    source.files["flake.nix"] = Array(edit(try Fixture.text("system/nix-2.8/flake.nix")).utf8)
    return try LockfileReader.read("flake.lock", bytes: source.files["flake.lock"] ?? [], from: source)
  }

  @Test("what Nix locked")
  func locked() throws {
    let lock = try fixture()
    #expect(lock.formatVersion == "7")
    #expect(lock.packages.map(\.name) == ["data", "lib", "tool"])
    #expect(lock.packages.map(\.extras) == [["flake=false"], [], []])
    #expect(lock.packages.allSatisfy { $0.isExact && $0.hashes.count == 1 })
    #expect(lock.codes.isEmpty)
    #expect(lock.freshness.summary == "the inputs of flake.nix by the rule of nix 2.4 or newer")
    #expect(lock.references.map(\.path) == ["flake.nix", "tool", "lib", "tool"])
    #expect(
      lock.facts.map { "\($0.name) \($0.value)" } == [
        "input:root/data data", "input:root/lib lib", "input:root/tool tool", "input:tool/lib follows:lib",
      ])
  }

  /// Nix 2.8 only looks at where an input comes from, not at `flake = false`.
  @Test(
    "fresh is what Nix need not lock anew",
    arguments: [
      ("", "", ""), ("path:./lib\"", "path:./lib2\"", "lib was path:./lib and is path:./lib2"),
      ("inputs.lib.follows = \"lib\";", "", "tool/lib followed lib"), ("flake = false;", "", ""),
      (
        "inputs.lib.follows = \"lib\"", "inputs.lib.url = \"path:./lib2\"",
        "tool/lib followed another input and does not"
      ),
      ("data = { url = \"path:./tool\"; flake = false; };", "", "data is locked, but no input"),
      ("lib.url", "extra.url = \"path:./lib2\"; lib.url", "extra is not locked"),
      ("lib.url = \"path:./lib\";", "lib = { type = \"path\"; path = \"./lib\"; };", ""),
      ("follows = \"lib\"", "follows = \"data\"", "tool/lib followed lib and follows data"),
      ("inputs.lib.follows", "inputs.nothing.follows = \"lib\"; inputs.lib.follows", ""),
      ("tool, data }", "tool, data, nixpkgs }", "nixpkgs is not locked"),
      ("tool, data }: { }", "... }@all: let a = 1; in with all; { b = ''x ${toString (\"}\" + ''y'')} ''; }", ""),
      ("inputs = {", "inputs.self.submodules = true;\n  inputs = {", ""),
      ("description", "# outputs = {\n /* inputs */ nixConfig = { a = [ 1 ]; };\n description", ""),
    ])
  func freshness(_ old: String, _ new: String, _ change: String) throws {
    let lock = try fixture { old.isEmpty ? $0 : $0.replacing(old, with: new) }
    // What is removed from the inputs is still taken by the outputs, which makes it one.
    let isImplicit = change.hasPrefix("data is locked")
    let expected = isImplicit ? ["data was path:./tool and is data"] : change.isEmpty ? [] : [change]
    #expect(lock.freshness.changes == expected, "\(lock.freshness.summary)")
    #expect(lock.verdict == (expected.isEmpty ? "fresh" : "stale"))
  }

  @Test(
    "what is computed leaves it unknown",
    arguments: [
      ("\"path:./lib\";", "\"path:\" + \"./lib\";"), ("\"path:./lib\";", "./lib;"), ("\"path:./lib\";", "\"${x}\";"),
      ("inputs = {", "inputs = import ./inputs.nix; other = {"), ("lib.url", "inherit (x) y; lib.url"),
      ("\"path:./lib\"", "\"zip+ftp://x\""), ("};", ""), ("{\n  description", "let x = 1; in {\n  description"),
      ("description = \"x", "description = \"${"), ("lib.url", "${x}.url"),
      ("\"path:./lib\";", "\"path:./lib\"; lib.odd = [ ];"),
    ])
  func unknown(_ old: String, _ new: String) throws {
    #expect(try fixture { $0.replacing(old, with: new) }.verdict == "unknown")
  }

  @Test(
    "addresses stand for the attributes that Nix gives them",
    arguments: [
      ("github:NixOS/nixpkgs", #""owner": "NixOS", "repo": "nixpkgs", "type": "github""#),
      (
        "github:NixOS/nixpkgs/nixos-23.11",
        #""owner": "NixOS", "ref": "nixos-23.11", "repo": "nixpkgs", "type": "github""#
      ),
      (
        "github:NixOS/nixpkgs/release/23.11",
        #""owner": "NixOS", "ref": "release/23.11", "repo": "nixpkgs", "type": "github""#
      ),
      (
        "github:NixOS/nixpkgs/46db2e09e1d3f113a13c0d7b81e2f221c63b8ce9",
        #""owner": "NixOS", "repo": "nixpkgs", "rev": "46db2e09e1d3f113a13c0d7b81e2f221c63b8ce9", "type": "github""#
      ),
      ("github:o/r?ref=main", #""owner": "o", "ref": "main", "repo": "r", "type": "github""#),
      (
        "github:o/r/main?dir=sub&host=gh.example.org",
        #""dir": "sub", "host": "gh.example.org", "owner": "o", "ref": "main", "repo": "r", "type": "github""#
      ),
      ("gitlab:veloren%2Fdev/rfcs", #""owner": "veloren%2Fdev", "repo": "rfcs", "type": "gitlab""#),
      ("sourcehut:~misterio/nix-colors", #""owner": "~misterio", "repo": "nix-colors", "type": "sourcehut""#),
      (
        "git+https://git.example.org/x.git?ref=main",
        #""ref": "main", "type": "git", "url": "https://git.example.org/x.git""#
      ),
      (
        "git+ssh://git@github.com/o/r?rev=46db2e09e1d3f113a13c0d7b81e2f221c63b8ce9",
        #""rev": "46db2e09e1d3f113a13c0d7b81e2f221c63b8ce9", "type": "git", "url": "ssh://git@github.com/o/r""#
      ),
      (
        "git+https://h/x?dir=d&submodules=1&shallow=1",
        #""dir": "d", "shallow": true, "submodules": true, "type": "git", "url": "https://h/x?dir=d""#
      ),
      ("git+https://h/x?dir=d", #""dir": "d", "type": "git", "url": "https://h/x""#),
      ("https://example.org/x.tar.gz", #""type": "tarball", "url": "https://example.org/x.tar.gz""#),
      (
        "https://example.org/x.tar.gz?dir=a",
        #""dir": "a", "type": "tarball", "url": "https://example.org/x.tar.gz?dir=a""#
      ),
      ("https://example.org/a.txt", #""type": "file", "url": "https://example.org/a.txt""#),
      ("tarball+https://example.org/foo", #""type": "tarball", "url": "https://example.org/foo""#),
      ("path:/abs/x", #""path": "/abs/x", "type": "path""#), ("./rel", #""path": "./rel", "type": "path""#),
      ("nixpkgs", #""id": "nixpkgs", "type": "indirect""#),
      ("flake:nixpkgs/x", #""id": "nixpkgs", "ref": "x", "type": "indirect""#),
      (
        "nixpkgs/main/46db2e09e1d3f113a13c0d7b81e2f221c63b8ce9",
        #""id": "nixpkgs", "ref": "main", "rev": "46db2e09e1d3f113a13c0d7b81e2f221c63b8ce9", "type": "indirect""#
      ),
      ("hg+https://h/x?ref=default", #""ref": "default", "type": "hg", "url": "https://h/x""#),
      ("git://h/x.git", #""type": "git", "url": "git://h/x.git""#),
      (
        "https://flakehub.com/f/NixOS/nixpkgs/0.1.*.tar.gz",
        #""type": "tarball", "url": "https://flakehub.com/f/NixOS/nixpkgs/0.1.*.tar.gz""#
      ),
    ])
  func addresses(_ address: String, _ original: String) throws {
    let text = Self.lock(original: original)
    let flake = "{ inputs.a.url = \"\(address)\"; outputs = { self, a }: { }; }"
    #expect(try read("flake.lock", text, others: ["flake.nix": flake]).freshness.changes == [])
    let other = text.replacing("\"original\": {", with: "\"original\": { \"x\": \"y\",")
    #expect(try read("flake.lock", other, others: ["flake.nix": flake]).verdict == "stale")
  }

  static let rev = String(repeating: "c", count: 40)
  static let narHash = "sha256-" + String(repeating: "A", count: 43) + "="

  static func lock(
    locked: String =
      "\"type\": \"github\", \"owner\": \"o\", \"repo\": \"r\", \"rev\": \"\(rev)\", \"narHash\": \"\(narHash)\", "
      + "\"lastModified\": 1",
    original: String = "\"type\": \"github\", \"owner\": \"o\", \"repo\": \"r\""
  ) -> String {
    "{\"nodes\": {\"a\": {\"locked\": {\(locked)},\n\"original\": {\(original)}}, "
      + "\"root\": {\"inputs\": {\"a\": \"a\"}}}, "
      + "\"root\": \"root\", \"version\": 7}"
  }

  @Test("the commit, the hash, the source and the edges count; dates and what was asked for do not")
  func semantic() throws {
    func semantic(_ text: String) throws -> String? { try read("flake.lock", text).semantic?.text }
    let base = try semantic(Self.lock())
    #expect(
      base == """
        a - - - -  @input:root/a
        \(Self.rev) github:o/r sha256:\(String(repeating: "0", count: 64)) - -  a

        """)
    for (old, new) in [
      ("\"lastModified\": 1", "\"lastModified\": 2"), ("original\": {", "original\": {\"ref\": \"x\", "),
      ("\"version\": 7", "\"version\": 5"), (", ", " ,\n"),
    ] {
      #expect(try semantic(Self.lock().replacing(old, with: new)) == base)
    }
    let label = Self.lock().replacing("\"root\": {", with: "\"top\": {").replacing("\"root\",", with: "\"top\",")
    #expect(try semantic(label) == base)
    for (old, new) in [
      ("cc\"", "cd\""), ("AA=", "AE="), ("\"repo\": \"r\"", "\"repo\": \"s\""),
      ("{\"locked\"", "{\"flake\": false, \"locked\""),
      ("\"lastModified\": 1", "\"dir\": \"x\""), ("\"inputs\": {\"a\": \"a\"}", "\"inputs\": {\"b\": \"a\"}"),
      ("{\"locked\"", "{\"inputs\": {\"x\": [\"a\"]}, \"locked\""),
    ] {
      #expect(try semantic(Self.lock().replacing(old, with: new)) != base, "\(new)")
    }
  }

  @Test(
    "grades of single inputs",
    arguments: [
      ("\"type\": \"github\", \"owner\": \"o\", \"repo\": \"r\", \"rev\": \"\(rev)\"", "A", []),
      ("\"type\": \"github\", \"owner\": \"o\", \"repo\": \"r\"", "C", ["unpinned:1"]),
      ("\"type\": \"github\", \"owner\": \"o\", \"repo\": \"r\", \"rev\": \"abc\"", "C", ["unpinned:1"]),
      ("\"type\": \"git\", \"url\": \"https://u:p@h/x\", \"narHash\": \"\(narHash)\"", "A", []),
      ("\"type\": \"tarball\", \"url\": \"https://h/x.tar\", \"narHash\": \"\(narHash)\"", "A", []),
      ("\"type\": \"tarball\", \"url\": \"https://h/x.tar\"", "C", ["unpinned:1"]),
      ("\"type\": \"path\", \"path\": \"./x\"", "B", ["path.local:1"]),
      ("\"type\": \"path\", \"path\": \"/x\"", "C", ["unpinned:1"]),
      ("\"type\": \"path\", \"path\": \"./x\", \"narHash\": \"\(narHash)\"", "A", []),
      ("\"type\": \"path\", \"path\": \"./x\", \"narHash\": \"md5-x\"", "U", ["hash.invalid:1", "path.local:1"]),
    ] as [(String, String, [String])])
  func grades(_ locked: String, _ grade: String, _ codes: [String]) throws {
    let lock = try read("flake.lock", Self.lock(locked: locked))
    #expect(lock.grade.rawValue == grade)
    #expect(lock.codes == codes)
    #expect(lock.semantic?.text.contains("u:p") != true)
  }

  @Test(
    "what is no lock is refused",
    arguments: [
      ("\"version\": 7", "\"version\": 8", "version.unsupported:2"),
      ("\"version\": 7", "\"version\": 4", "version.unsupported:2"),
      (", \"version\": 7", "", "version.unsupported"), ("\"root\": \"root\"", "\"root\": \"x\"", "syntax:2"),
      ("\"locked\"", "\"lock\"", "syntax:1"), ("\"inputs\": {\"a\": \"a\"}", "\"inputs\": {\"a\": \"b\"}", "syntax:2"),
      ("\"inputs\": {\"a\": \"a\"}", "\"inputs\": {\"a\": 1}", "syntax:2"), ("}}", "}", "syntax:2"),
      ("\"root\": \"root\"", "\"root\": \"root\", \"root\": \"root\"", "key.repeated:2"),
    ])
  func refused(_ old: String, _ new: String, _ code: String) throws {
    let lock = try read("flake.lock", Self.lock().replacing(old, with: new))
    #expect(lock.grade == .unreadable)
    #expect(lock.codes.contains(code), "\(lock.codes)")
  }
}

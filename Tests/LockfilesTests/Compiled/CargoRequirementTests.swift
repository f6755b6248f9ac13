import Lockfiles
import Testing

@Suite("requirements of cargo")
struct CargoRequirementTests {
  static let versions = [
    "0.0.3", "0.0.4", "0.3.0", "0.3.9", "1.0.0", "1.2.0", "1.2.3", "1.2.3-alpha.2", "1.3.0", "2.0.0", "2.0.0-rc.1",
    "10.0.0",
  ]

  /// What cargo 1.95 took from a registry that holds the one version.
  @Test(
    "a requirement allows what cargo takes",
    arguments: [
      ("1", "1.0.0 1.2.0 1.2.3 1.3.0"),
      ("1.2", "1.2.0 1.2.3 1.3.0"),
      ("1.2.3", "1.2.3 1.3.0"),
      ("^0.3", "0.3.0 0.3.9"),
      ("^0.0.3", "0.0.3"),
      ("^0.0", "0.0.3 0.0.4"),
      ("^0", "0.0.3 0.0.4 0.3.0 0.3.9"),
      ("~1", "1.0.0 1.2.0 1.2.3 1.3.0"),
      ("~1.2", "1.2.0 1.2.3"),
      ("~1.2.3", "1.2.3"),
      ("=1", "1.0.0 1.2.0 1.2.3 1.3.0"),
      ("=1.2", "1.2.0 1.2.3"),
      ("=1.2.3", "1.2.3"),
      (">1", "2.0.0 10.0.0"),
      (">1.2", "1.3.0 2.0.0 10.0.0"),
      (">=1.2", "1.2.0 1.2.3 1.3.0 2.0.0 10.0.0"),
      ("<1.2", "0.0.3 0.0.4 0.3.0 0.3.9 1.0.0"),
      ("<=1", "0.0.3 0.0.4 0.3.0 0.3.9 1.0.0 1.2.0 1.2.3 1.3.0"),
      ("<=1.2", "0.0.3 0.0.4 0.3.0 0.3.9 1.0.0 1.2.0 1.2.3"),
      ("*", "0.0.3 0.0.4 0.3.0 0.3.9 1.0.0 1.2.0 1.2.3 1.3.0 2.0.0 10.0.0"),
      ("1.*", "1.0.0 1.2.0 1.2.3 1.3.0"),
      ("1.2.*", "1.2.0 1.2.3"),
      (">=1, <2", "1.0.0 1.2.0 1.2.3 1.3.0"),
      (">=1.2.3-alpha", "1.2.3 1.2.3-alpha.2 1.3.0 2.0.0 10.0.0"),
      ("^1.2.3-alpha.1", "1.2.3 1.2.3-alpha.2 1.3.0"),
      ("=2.0.0-rc.1", "2.0.0-rc.1"),
      (">=1.2.3-alpha.1, <2", "1.2.3 1.2.3-alpha.2 1.3.0"),
      ("x", "0.0.3 0.0.4 0.3.0 0.3.9 1.0.0 1.2.0 1.2.3 1.3.0 2.0.0 10.0.0"),
      ("^1.2.x", "1.2.0 1.2.3 1.3.0"),
      ("> 1.2.0", "1.2.3 1.3.0 2.0.0 10.0.0"),
      ("1.*.*", "1.0.0 1.2.0 1.2.3 1.3.0"),
      ("~1.2.3-alpha.2", "1.2.3 1.2.3-alpha.2"),
      ("2.0.0-rc.1", "2.0.0 2.0.0-rc.1"),
      ("<2.0.0", "0.0.3 0.0.4 0.3.0 0.3.9 1.0.0 1.2.0 1.2.3 1.3.0"),
    ])
  func requirements(_ requirement: String, _ allowed: String) throws {
    let manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\nprobe = \"\(requirement)\""
    let found = try Self.versions.filter { version in
      let source = "registry+https://github.com/rust-lang/crates.io-index"
      let text = """
        version = 4
        [[package]]
        name = "app"
        version = "0.1.0"
        dependencies = ["probe"]
        [[package]]
        name = "probe"
        version = "\(version)"
        source = "\(source)"
        """
      return try read("Cargo.lock", text, others: ["Cargo.toml": manifest]).verdict == "fresh"
    }
    #expect(found.joined(separator: " ") == allowed)
  }

  @Test(
    "what is no requirement is not judged", arguments: ["", "a", "1.2.3.4", "1.a", ">", "^-1", "99999999999999999999"])
  func unknown(_ requirement: String) throws {
    let manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\nprobe = \"\(requirement)\""
    let text =
      "version = 4\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\"probe\"]\n"
      + "[[package]]\nname = \"probe\"\nversion = \"1.0.0\"\nsource = \"sparse+https://index.crates.io/\""
    #expect(try read("Cargo.lock", text, others: ["Cargo.toml": manifest]).verdict == "unknown")
  }
}

import Fingerprints
import Lockfiles
import Testing

/// Expected is what conda's own `MatchSpec` and `VersionSpec` (as conda-lock 4.0.3 carries them) say.
@Suite("dependencies of conda")
struct CondaMatchTests {
  @Test(
    "a dependency is read as conda reads it",
    arguments: [
      ("numpy = 1.2", "1.2.* - - - -  numpy"), ("numpy == 1.2", "1.2 - - - -  numpy"),
      ("numpy 1.2*", "1.2.* - - - -  numpy"), ("numpy==1.2.*", "1.2.* - - - -  numpy"),
      ("numpy >=1,<2|==3", "<2,>=1|3 - - - -  numpy"), ("numpy * py_0", "=py_0 - - - -  numpy"),
      ("blas=*=openblas", "=openblas - - - -  blas"), ("numpy=1.2=py*", "1.2=py* - - - -  numpy"),
      ("numpy=1.2.*=py_0", "1.2.*=py_0 - - - -  numpy"), ("numpy>=1.2=py_0", ">=1.2=py_0 - - - -  numpy"),
      ("numpy >=1.0 , < 2.0 py34_0", "<2.0,>=1.0=py34_0 - - - -  numpy"), ("numpy=", "- - - - -  numpy"),
      ("numpy=1.2-3", "1.2-3.* - - - -  numpy"), ("numpy 1!2.0", "1!2.0 - - - -  numpy"),
      ("numpy ^1.*$", "^1.*$ - - - -  numpy"), ("numpy[version=1.2]", "1.2 - - - -  numpy"),
      ("numpy >=1[build=py_0]", ">=1=py_0 - - - -  numpy"),
      ("uvicorn[standard] >=0.12", ">=0.12 - - - standard  uvicorn"),
      ("conda-forge/linux-64::numpy", "- conda-forge/linux-64 - - -  numpy"),
      ("https://u:p@h/t/secret/forge::numpy 1.2", "1.2 https://h/forge - - -  numpy"),
      ("defaults::numpy", "- defaults - - -  numpy"), ("ns:numpy", "- - - - -  numpy"),
      ("numpy[channel=conda-forge]", "- conda-forge - - -  numpy"), ("'numpy  # x'", "- - - - -  numpy"),
      ("python_abi 3.10.* *_cp310", "3.10.*=*_cp310 - - - -  python_abi"),
      ("numpy =1.2|2.0", "=1.2|2.0 - - - -  numpy"),
      ("numpy[md5=0123456789abcdef0123456789ABCDEF]", "- - md5:0123456789abcdef0123456789abcdef - -  numpy"),
      ("https://h/c/linux-64/a-b-1.2-h0_1.conda", "1.2=h0_1 https://h/c/linux-64/a-b-1.2-h0_1.conda - - -  a-b"),
    ])
  func dependency(_ item: String, _ expected: String) throws {
    let lock = try read(
      "environment.yml",
      "dependencies:\n  - \"\(item.replacing("\"", with: "\\\""))\"\n".replacing("\"'", with: "\"").replacing(
        "'\"", with: "\""))
    #expect(lock.semantic?.text == expected + "\n", "\(lock.findings)")
  }

  @Test(
    "what conda refuses is refused",
    arguments: [
      "numpy==", "numpy>=", "numpy >=1 <2", "numpy~=1.2.*", "numpy<>1.2", "numpy=1.2=py_0=x", "numpy 1.2,",
      "numpy ,1.2", "[version=1]", "numpy[version=1", "numpy (1", "1.2|", "", "https://user:secret@h/x.whl",
      "numpy " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
    ])
  func refused(_ item: String) throws {
    let lock = try read("environment.yml", "dependencies:\n  - '\(item)'\n")
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == ["syntax:2"])
    #expect(!lock.findings.contains { $0.message.contains("secret") })
  }

  @Test(
    "versions are ordered as conda orders them",
    arguments: [
      ("==1.1", "1.1.0", true), ("==1.1", "1.1.1", false), ("=1.1", "1.1.5", true), ("=1.1", "1.10", false),
      ("=1.1", "1.1rc1", true), ("1.1.*", "1.1", true), ("=1.1.0", "1.1", true), (">=1.1", "1.1rc1", false),
      (">1.1", "1.1post1", true), (">=1.1a1", "1.1dev1", false), ("<1.1", "1.1dev1", true),
      (">=1.1,<1.2", "1.1.9", true), (">=1.1,<1.2", "1.2", false), ("<1.0|>=1.1,<1.2", "0.9", true),
      ("<1.0|>=1.1,<1.2", "1.05", false), ("~=1.4.2", "1.4.9", true), ("~=1.4.2", "1.5", false),
      ("~=1.4.2", "1.4.1", false), ("!=1.4", "1.4.0", false), ("!=1.4.*", "1.4.7", false), ("!=1.4.*", "1.5", true),
      ("==1!1.0", "1.0", false), (">2024", "1!1.0", true), ("==1.0+cu1", "1.0+cu1", true),
      ("==1.0", "1.0+cu1", false), ("=1.0", "1.0+cu1", true), ("=1.0+cu", "1.0+cu1", true),
      (">=1.0.1a", "1.0.1_", false), (">=1.0.1_", "1.0.1a", true), ("=1.1.1", "1.1.1w", true),
      ("<=99999999999999999999", "100000000000000000000", false), (">=2023.09", "2023.9.1", true),
      ("==2023.09.01", "2023.9.1", true), ("=9b", "9b", true), ("=9b", "9c", false), (">=1.2.*", "1.2.3", true),
      (">=1.2.*", "1.1", false), ("=1.5|>=2", "1.5.3", true), ("==1.5.0RC1", "1.5.0rc1", true),
      ("=2.0.post1", "2.0.post1", true), ("<2.0", "2.0.post1", false), (">=3.9,<3.14.0a0", "3.14.0a1", false),
      ("=1_2", "1.2.3", true), ("==1-2", "1_2", true),
    ])
  func order(_ pattern: String, _ version: String, _ isAllowed: Bool) throws {
    let lock = try read(
      "conda-lock.yml",
      """
      version: 1
      metadata: {content_hash: {}, channels: [], platforms: [linux-64], sources: [environment.yml]}
      package:
      - {name: a, version: '\(version)', manager: conda, platform: linux-64, url: 'https://h/c/linux-64/a-1-0.conda',
         hash: {md5: 0123456789abcdef0123456789abcdef}}
      """, others: ["environment.yml": "dependencies:\n- a \(pattern)\n"])
    #expect(lock.verdict == (isAllowed ? "unknown" : "stale"), "\(lock.freshness.summary)")
  }
}

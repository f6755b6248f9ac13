import Lockfiles
import Testing

@Suite("upgrades and downgrades")
struct VersionOrderTests {
  @Test(
    "the first is older",
    arguments: [
      ("1.0", "1.1", "npm"), ("1.9", "1.10", "npm"), ("1.0.0-rc.1", "1.0.0", "npm"), ("1.0.0-foo", "1.0.0", "cargo"),
      ("1.0rc1", "1.0", "pypi"), ("1.0", "1.0.post1", "pypi"), ("2!1.0", "2!1.1", "pypi"), ("1.0", "1.0+cpu", "pypi"),
      ("1.0.0-alpha", "1.0.0-beta", "npm"), ("v0.0.0-20240101000000-aa", "v0.0.0-20250101000000-aa", "go"),
      ("9", "18446744073709551616", "npm"), ("1.0", "1.0.1", "gem"), ("1.2~rc1", "1.2", "deb"), ("1.0", "2.0", ""),
    ])
  func older(_ old: String, _ new: String, _ ecosystem: String) {
    #expect(VersionOrder.isUpgrade(from: old, to: new, ecosystem: ecosystem) == true)
    #expect(VersionOrder.isUpgrade(from: new, to: old, ecosystem: ecosystem) == false)
  }

  @Test(
    "neither is newer",
    arguments: [
      ("1.0", "1.0.0", "pypi"), ("v1.0", "1.0", "go"), ("1.0", "1.0", "npm"), ("1.01", "1.1", "npm"), ("", "", ""),
    ])
  func same(_ one: String, _ other: String, _ ecosystem: String) {
    #expect(VersionOrder.isUpgrade(from: one, to: other, ecosystem: ecosystem) == nil)
  }
}

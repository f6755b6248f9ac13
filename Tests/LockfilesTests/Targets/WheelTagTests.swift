import Fingerprints
import Testing

@testable import Lockfiles

/// The rows are what `packaging` 26.2 answers; see `Fixtures/targets/README.md`.
@Suite("tags of wheels")
struct WheelTagTests {
  @Test(
    "platforms, the best first",
    arguments: [
      (
        "macos13-arm64",
        "13_0_arm64 13_0_universal2 12_0_arm64 12_0_universal2 11_0_arm64 11_0_universal2 10_16_universal2 "
          + "10_15_universal2 10_14_universal2 10_13_universal2 10_12_universal2 10_11_universal2 10_10_universal2 "
          + "10_9_universal2 10_8_universal2 10_7_universal2 10_6_universal2 10_5_universal2 10_4_universal2", "macosx_"
      ),
      (
        "macos10.5-x86_64",
        "10_5_x86_64 10_5_intel 10_5_fat64 10_5_fat32 10_5_universal2 10_5_universal 10_4_x86_64 10_4_intel 10_4_fat64 "
          + "10_4_fat32 10_4_universal2 10_4_universal", "macosx_"
      ),
      (
        "linux-aarch64-glibc2.19",
        "manylinux_2_19_aarch64 manylinux_2_18_aarch64 manylinux_2_17_aarch64 manylinux2014_aarch64 linux_aarch64", ""
      ),
      (
        "linux-x86_64-glibc2.13",
        "manylinux_2_13_x86_64 manylinux_2_12_x86_64 manylinux2010_x86_64 manylinux_2_11_x86_64 manylinux_2_10_x86_64 "
          + "manylinux_2_9_x86_64 manylinux_2_8_x86_64 manylinux_2_7_x86_64 manylinux_2_6_x86_64 "
          + "manylinux_2_5_x86_64 manylinux1_x86_64 linux_x86_64", ""
      ),
      ("linux-armv7l-glibc2.16", "linux_armv7l", ""), ("linux-armv6l", "linux_armv6l", ""),
      ("linux-armv7l-musl", "musllinux_1_2_armv7l musllinux_1_1_armv7l musllinux_1_0_armv7l linux_armv7l", ""),
      ("windows-x86_64", "win_amd64", ""), ("windows-i686", "win32", ""), ("windows-arm64", "win_arm64", ""),
    ])
  func platforms(_ text: String, _ expected: String, _ prefix: String) throws {
    let names = expected.split(separator: " ").map { prefix + $0 }
    #expect(try Target(text).wheelPlatforms == names)
  }

  @Test(
    "all tags in their order, by number and digest",
    arguments: [
      ("py3.11-linux-x86_64", 714, "d4b8df81c19ae364274f377de56eb56e0d052108a6ae5bbdf62f92dd3a903531"),
      ("py3.11-linux-aarch64-glibc2.31", 439, "04aac59194e9067349ee989dbb16d41b7dd3782272ecaf383ba32cc12ff079ef"),
      ("py3.7-linux-armv7l", 248, "2f62af18c19b536771eb8b806a4b043b0e7170ceb806adfb265d5c253b9052a0"),
      ("py3.13-linux-aarch64-musl", 132, "4ed3f18390b564e70be887f145ac340d23d5434230d6e9266f6e9779d2293cd2"),
      ("py3.12-macos-aarch64", 528, "f328d2fbc79263901f4e8e16164518d98c5523c95c8567863bc4c7e6b0a9c9d8"),
      ("py3.8-macos10.15-x86_64", 1379, "64ba6e060f4bb066db57bd46c8ce2291acaf90adcfe28b2d02a7346925212ec0"),
      ("py3.14-windows-arm64", 48, "e93380cec4363db2a9c8dc5498c150e5bd926779aafd3d0e54a57e60dc2dfd27"),
      ("py3.9-windows-i686", 33, "28ccb2bf02033f002e0dad7462f21f5ab5b9da317d820be8802cb8268e526b5a"),
    ])
  func order(_ text: String, _ count: Int, _ digest: String) throws {
    let tags = try #require(try Target(text).wheelTags)
    #expect(tags.all.count == count)
    #expect(try SHA256Digest.of(Array(tags.all.joined(separator: "\n").utf8)).hex == digest)
    for (rank, tag) in tags.all.enumerated() {
      let wheel = try #require(WheelName("a-1-\(tag).whl"))
      #expect(tags.rank(of: wheel) == rank)
    }
  }

  @Test("without a Python there are none")
  func withoutPython() throws {
    #expect(try Target("linux-x86_64").wheelTags == nil)
  }

  @Test(
    "names of wheels",
    arguments: [
      ("Foo_Bar-1.0-py3-none-any.whl", "foo-bar", nil), ("a-1.0-1-py2.py3-none-any.whl", "a", "1/"),
      ("a-1.0-007local-cp311-cp311-win32.whl", "a", "7/local"), ("a.b-1!1.0+x.1-py3-none-any.whl", "a-b", nil),
      ("A-1-CP311-CP311-WIN32.whl", "a", nil), ("a-1-0-py3-none-any.whl", "a", "/"),
    ] as [(String, String, String?)])
  func names(_ file: String, _ name: String, _ build: String?) throws {
    let wheel = try #require(WheelName(file))
    #expect(wheel.name == name)
    #expect(wheel.build.map { $0.number + "/" + $0.rest } == build)
  }

  @Test(
    "what is no wheel",
    arguments: [
      "", ".whl", "a.whl", "a-1.0.whl", "a-1.0-py3-none.whl", "a-1.0-x-py3-none-any.whl", "a-1.0-1-2-py3-none-any.whl",
      "a__b-1.0-py3-none-any.whl", "a b-1.0-py3-none-any.whl", "a-one-py3-none-any.whl", "-1.0-py3-none-any.whl",
      "a-1.0-py3-none-any.WHL", "a-1.0-py3-none-any.whl.asc", "a-1.0.tar.gz",
      "a-1-" + String(repeating: "py3.", count: 200) + "py3-" + String(repeating: "none.", count: 200) + "none-any.whl",
      String(repeating: "-", count: 100_000) + ".whl",
    ])
  func refused(_ file: String) {
    #expect(WheelName(file) == nil)
  }
}

import CopyDigests
import Fingerprints
import Testing

@Suite("records of single entries")
struct RecordTests {
  @Test("the bytes of a file's header, and its digest")
  func file() throws {
    let entry = ContentEntry(path: BytePath("x"), kind: .file(size: 2), mode: 0o644)
    #expect(
      String(decoding: entry.recordHeader, as: UTF8.self)
        == "namemode420uid0gid0size2typeflag0linknameunamegnamedevmajor0devminor0")
    var hasher = try RecordHasher()
    #expect(
      hasher.record(entry, content: Array("hi".utf8)).digest.text
        == "sha256:2422d1ec0ede58ebcfa1e7b9501ef1db829240321133847e10cf75103b0212c2")
  }

  @Test("content comes in pieces, and a file that was given up leaves nothing behind")
  func pieces() throws {
    let entry = ContentEntry(path: BytePath("x"), kind: .file(size: 2), mode: 0o644)
    var hasher = try RecordHasher()
    hasher.start(entry)
    hasher.update([0x21])
    hasher.start(entry)
    hasher.update(Array("h".utf8).span.bytes)
    hasher.update(Array("i".utf8))
    #expect(hasher.finish().text == "sha256:2422d1ec0ede58ebcfa1e7b9501ef1db829240321133847e10cf75103b0212c2")
    #expect(hasher.finish() == RootHeader.digest)
  }

  @Test(
    "each kind has its letter and its own fields",
    arguments: [
      (.directory, 0o2755, "mode1517uid0gid0size0typeflag5linknameunamegnamedevmajor0devminor0"),
      (
        .symlink(target: Array("../t".utf8)), 0o777,
        "mode511uid0gid0size0typeflag2linkname../tunamegnamedevmajor0devminor0"
      ),
      (.fifo, 0o600, "mode384uid0gid0size0typeflag6linknameunamegnamedevmajor0devminor0"),
      (
        .characterDevice(major: 1, minor: 3), 0o666,
        "mode438uid0gid0size0typeflag3linknameunamegnamedevmajor1devminor3"
      ),
      (
        .blockDevice(major: 8, minor: 17), 0o660,
        "mode432uid0gid0size0typeflag4linknameunamegnamedevmajor8devminor17"
      ),
    ] as [(ContentEntry.Kind, UInt16, String)])
  func kinds(_ kind: ContentEntry.Kind, _ mode: UInt16, _ expected: String) {
    let header = ContentEntry(path: BytePath("x"), kind: kind, mode: mode).recordHeader
    #expect(String(decoding: header, as: UTF8.self) == "name" + expected)
  }

  @Test("owners and extended attributes count, but for those of the system")
  func attributes() {
    let names = ["user.b", "user.a", "security.selinux", "security.capability", "system.posix_acl_access", "trusted.x"]
    let entry = ContentEntry(
      path: BytePath("x"), kind: .file(size: 0), mode: 0o4755, userID: 1000, groupID: 100,
      extendedAttributes: Dictionary(
        uniqueKeysWithValues: names.map { (Array($0.utf8), Array("=\($0.utf8.count);".utf8)) }))
    #expect(
      String(decoding: entry.recordHeader, as: UTF8.self)
        == "namemode2541uid1000gid100size0typeflag0linknameunamegnamedevmajor0devminor0"
        + "security.capability=19;trusted.x=9;user.a=6;user.b=6;")
  }
}

import Foundation
import Testing

@testable import DigestSchemes

@Suite("tar headers")
struct TarHeaderTests {
  @Test(
    "sizes about 8 GiB are written as GNU tar writes them", .enabled(if: Tools.hasGNUTar, "needs GNU tar 1.28"),
    arguments: [(1 << 33) - 1, 1 << 33, (1 << 33) + 513, 1 << 36] as [UInt64])
  func hugeFiles(size: UInt64) throws {
    try Tools.withTemporaryDirectory { place in
      let file = place + "/f"
      _ = FileManager.default.createFile(atPath: file, contents: nil)
      try #require(truncate(file, off_t(size)) == 0)
      let tar = try Tools.documented("oci-layer").replacing(/\. \|\n.*\n/, with: "f | head -c 512")
      let header = try Tools.shell(tar, in: place)
      #expect(header.bytes.count == 512, "\(header.errors)")
      #expect(header.bytes == TarHeader.blocks(name: [0x66], kind: .file(executable: false, size: size)))
    }
  }
}

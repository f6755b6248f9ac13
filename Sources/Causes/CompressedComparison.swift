internal import Archives
internal import Fingerprints

/// Looks through the compression of single files.
struct CompressedComparison {
  let contents: ContentComparison

  /// Notes why the two, which differ, do; false when they are not both compressed in one way, or cannot be read.
  func compare(
    _ left: [UInt8], _ right: [UInt8], _ path: [UInt8], _ depth: Int, _ shown: String, _ found: inout FindingCollector
  ) -> Bool {
    guard let ending = Self.ending(left), ending == Self.ending(right),
      let before = plain(left), let after = plain(right)
    else { return false }
    let headers = GzipHeader(left).flatMap { first in GzipHeader(right).map { (first, $0) } }
    let header = headers.flatMap { GzipHeader.values($0.0, $0.1) }
    if let header { found.add(.gzipHeader, shown, header) }
    guard before != after else {
      // What follows the header, with the byte in it that tells how strongly was compressed.
      let isSame = headers.map { left[8] == right[8] && left[$0.0.length...] == right[$0.1.length...] } ?? false
      if !isSame { found.add(.archiveEncoding, shown) }
      return true
    }
    if ArchiveComparison(contents: contents).compare(before, after, depth, shown, &found) { return true }
    let name = path.hasSuffix(ending) ? Array(path.dropLast(ending.count)) : path
    let last = BytePath(name).lastComponent
    var inside = FindingCollector()
    contents.compare(
      ContentPiece(path: name, bytes: before, digest: nil), ContentPiece(path: name, bytes: after, digest: nil),
      depth: depth + 1, shown: shown + "!" + PathText.escaped(last), into: &inside)
    found.add(inside: inside, of: shown)
    return true
  }

  private func plain(_ bytes: [UInt8]) -> [UInt8]? {
    try? ArchiveMembers.decompressed(bytes, limit: contents.limits.fileBytes)
  }

  /// The usual ending of names of files that are compressed in this way; nil when `bytes` are not compressed.
  private static func ending(_ bytes: [UInt8]) -> [UInt8]? {
    let kinds: [(magic: [UInt8], ending: String)] = [
      ([0x1F, 0x8B, 8], ".gz"), (Array("BZh".utf8), ".bz2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], ".xz"),
      ([0x28, 0xB5, 0x2F, 0xFD], ".zst"),
    ]
    return kinds.first { bytes.starts(with: $0.magic) }.map { Array($0.ending.utf8) }
  }
}

extension [UInt8] {
  func hasSuffix(_ ending: [UInt8]) -> Bool { suffix(ending.count).elementsEqual(ending) }
}

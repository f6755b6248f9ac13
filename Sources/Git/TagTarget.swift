internal import Fingerprints

/// What a tag stands for.
enum TagTarget {
  /// The object that the tag with this content names; nil when the content does not begin with one.
  static func of(_ tag: [UInt8]) -> ObjectID? {
    guard tag.starts(with: Array("object ".utf8)), tag.count > 48, tag[47] == 0x0A else { return nil }
    return ObjectID(hex: String(decoding: tag[7..<47], as: UTF8.self))
  }
}

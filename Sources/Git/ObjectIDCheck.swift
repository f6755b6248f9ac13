internal import Fingerprints

/// Holds contents against object ids.
enum ObjectIDCheck {
  /// Whether `content` as an object of `type` gives `id`; `hasher` is a SHA-1.
  static func holds(
    _ content: RawSpan, _ type: ObjectStore.ObjectType, _ id: ObjectID, by hasher: borrowing MessageDigest
  ) -> Bool {
    hasher.update(type.header(size: content.byteCount))
    hasher.update(content)
    return hasher.finish() == id.bytes
  }
}

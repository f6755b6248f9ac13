internal import Files
public import Fingerprints

/// Keeps finished answers under the digest of the question.
///
/// Each question has one of 4,096 places, which it may have to give up to another. What is found is checked: the
/// question's whole digest is stored with the answer, and the SHA-256 of both before them.
public struct AnswerStore: Sendable {
  /// Longer answers are not kept, in bytes.
  public static let maximumLength = 64 << 10

  private let directory: String

  /// - Parameter cache: the directory of the cache, absolute.
  public init(cache: String) { directory = cache + "/answers-v1" }

  /// - Throws: ``DigestUnavailable``.
  public func find(_ question: SHA256Digest) throws(DigestUnavailable) -> [UInt8]? {
    guard let bytes = try read(path(question)), question.bytes.elementsEqual(bytes.prefix(32)) else { return nil }
    return Array(bytes.dropFirst(32))
  }

  /// All that are kept; nil for one that is damaged.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func all() throws(DigestUnavailable) -> [[UInt8]?] {
    var all: [[UInt8]?] = []
    for path in CacheFiles.list(directory).sorted() where !path.contains(".tmp-") {
      all.append(try read(path).map { Array($0.dropFirst(32)) })
    }
    return all
  }

  /// The question's digest and the answer.
  private func read(_ path: String) throws(DigestUnavailable) -> ArraySlice<UInt8>? {
    guard case .success(let bytes) = BoundedFile.read(path, limit: Self.maximumLength + 64), bytes.count >= 64 else {
      return nil
    }
    let hasher = try MessageDigest(.sha256)
    hasher.update(bytes.span.extracting(droppingFirst: 32).bytes)
    return hasher.finish().elementsEqual(bytes.prefix(32)) ? bytes.dropFirst(32) : nil
  }

  /// - Throws: ``DigestUnavailable``.
  public func keep(_ answer: [UInt8], for question: SHA256Digest) throws(DigestUnavailable) {
    guard answer.count <= Self.maximumLength else { return }
    let body = question.bytes + answer
    CacheFiles.write(try SHA256Digest.of(body).bytes + body, to: path(question))
  }

  private func path(_ question: SHA256Digest) -> String { directory + "/" + question.hex.prefix(3) }
}

public import Fingerprints
internal import PackFiles

/// Size and SHA-256 of many blobs, as git holds them, read on several threads in the order of the packs.
public enum BlobDigests {
  /// What is found out of a blob.
  public struct Digest: Hashable, Sendable {
    /// Bytes.
    public let size: UInt64
    public let content: SHA256Digest
  }

  /// The digest of each of `ids`, every content checked against its id.
  ///
  /// Nil for a blob that lies in no pack, or whose content could not be read, is no blob's or does not give its id:
  /// ``ObjectStore`` says what is the matter, or reads it all the same.
  /// - Throws: ``GitFailure`` when libcrypto offers no digest.
  public static func read(
    _ ids: [ObjectID], objectsDirectory: String, threads: Int
  ) throws(GitFailure) -> [Digest?] {
    do {
      return try BulkReader.read(
        ids, from: ObjectFiles(objectsDirectory: objectsDirectory), threads: threads, makeWorker: { try Hashers() }
      ) { hashers, position, type, content in
        guard type == .blob, ObjectIDCheck.holds(content, .blob, ids[position], by: hashers.id) else { return nil }
        hashers.content.update(content)
        return Digest(size: UInt64(content.byteCount), content: hashers.content.finishSHA256())
      }
    } catch {
      throw GitFailure(kind: .machine, operation: "hash blobs", detail: "\(error)")
    }
  }

  private struct Hashers: ~Copyable {
    let id: MessageDigest
    let content: MessageDigest

    init() throws {
      let id = try MessageDigest(.sha1)
      content = try MessageDigest(.sha256)
      self.id = id
    }
  }
}

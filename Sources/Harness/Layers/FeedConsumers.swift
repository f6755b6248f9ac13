internal import CopyDigests
internal import DigestSchemes
internal import Fingerprints

/// Makes the entries of the manifest, and the schemes for which the SHA-256 of each file is enough.
final class ManifestConsumer: FeedConsumer {
  private(set) var entries: [ContextEntry] = []
  private let plain: MessageDigest
  /// Nil once finished.
  private var schemes: SchemeHasher?
  private var current: FedEntry?

  /// - Throws: ``DigestUnavailable``.
  init(_ schemes: Set<DigestScheme>) throws(DigestUnavailable) {
    plain = try MessageDigest(.sha256)
    self.schemes = SchemeHasher(schemes)
  }

  func begin(_ entry: FedEntry) { current = entry }

  func update(_ bytes: RawSpan) { plain.update(bytes) }

  func end() {
    guard let current, let entry = ContextEntry(current, hasher: plain) else { return }
    entries.append(entry)
    schemes?.add(entry)
  }

  func finish() -> [DigestScheme: SchemeResult] { schemes.take()?.finish() ?? [:] }
}

/// Computes schemes that want the bytes of files.
final class SchemeConsumer: FeedConsumer {
  /// Nil once finished.
  private var schemes: SchemeHasher?

  init(_ schemes: Set<DigestScheme>) { self.schemes = SchemeHasher(schemes) }

  func begin(_ entry: FedEntry) {
    if let scheme = SchemeEntry(entry) { schemes?.begin(scheme) }
  }

  func update(_ bytes: RawSpan) { schemes?.update(bytes) }

  func end() { schemes?.end() }

  func finish() -> [DigestScheme: SchemeResult] { schemes.take()?.finish() ?? [:] }
}

/// Makes what BuildKit stores of each entry.
final class RecordConsumer: FeedConsumer {
  private(set) var records: [ContentRecord] = []
  private var hasher: RecordHasher
  private var current: FedEntry?
  private var sendsContent = false

  /// - Throws: ``DigestUnavailable``.
  init() throws(DigestUnavailable) { hasher = try RecordHasher() }

  func begin(_ entry: FedEntry) {
    current = entry
    hasher.start(entry.content)
    sendsContent = !entry.arrivesEmpty
    if case .hardLink = entry.content.kind { sendsContent = false }
  }

  func update(_ bytes: RawSpan) { if sendsContent { hasher.update(bytes) } }

  func end() {
    guard let current else { return }
    records.append(ContentRecord(current.content, digest: hasher.finish()))
  }
}

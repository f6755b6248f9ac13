public import Fingerprints

/// Computes any number of digest schemes in one pass over a context.
///
/// Entries come as a walk gives them: a directory right before its entries, names in byte order. Of a file,
/// ``begin(_:known:)`` gives all but its bytes, ``update(_:)-(RawSpan)`` the bytes in pieces of any size, ``end()``
/// closes it. A scheme that cannot represent what comes is given up with a reason and costs nothing from then on; the
/// others go on.
///
/// `lockstep-v1` and `h1` keep a digest for each file until ``finish()``, `git-tree` one for each entry of the open
/// directories, `nar` and `oci-layer` nothing. A hasher stays on the thread that made it.
public struct SchemeHasher: ~Copyable {
  private var schemes: ActiveSchemes
  private var position = WalkPosition()
  /// The SHA-256 of each file, which several schemes share.
  private var content: MessageDigest?
  private var file: OpenFile?

  /// A file between ``begin(_:known:)`` and ``end()``.
  private struct OpenFile {
    let entry: SchemeEntry
    let name: [UInt8]
    let executable: Bool
    let size: UInt64
    let known: KnownDigests
    /// Bytes so far.
    var received: UInt64 = 0
  }

  /// Starts on a context. A scheme whose digest function libcrypto does not offer has that as its result.
  public init(_ schemes: Set<DigestScheme>) {
    self.schemes = ActiveSchemes(schemes)
    guard self.schemes.needSHA256 else { return }
    do throws(DigestUnavailable) {
      content = try MessageDigest(.sha256)
    } catch {
      self.schemes.refuse([.lockstep, .h1], error.description)
    }
  }

  /// Whether the schemes still in play want the bytes of a file of which only `known` is known.
  public func needsBytes(_ known: KnownDigests = KnownDigests()) -> Bool {
    schemes.needBytes || schemes.needSHA256 && known.sha256 == nil
      || schemes.gitTree != nil && known.gitBlob == nil
  }

  /// Adds a directory or a link, or a file whose bytes are not wanted: see ``needsBytes(_:)``.
  public mutating func add(_ entry: SchemeEntry, known: KnownDigests = KnownDigests()) {
    begin(entry, known: known)
    end()
  }

  /// Adds an entry that was hashed before; enough for the schemes whose need is ``DigestScheme/Need/sha256``.
  public mutating func add(_ entry: ContextEntry) {
    var known = KnownDigests()
    if case .file(_, let content) = entry.kind { known.sha256 = content }
    add(SchemeEntry(entry), known: known)
  }

  /// Begins an entry. What is `known` of a file is not computed again.
  public mutating func begin(_ entry: SchemeEntry, known: KnownDigests = KnownDigests()) {
    end()
    let step: WalkPosition.Step
    do throws(SchemeRefusal) {
      step = try position.move(to: entry.path, isDirectory: entry.kind == .directory)
    } catch {
      schemes.refuse(DigestScheme.allCases, error.reason)
      return
    }
    leave(step.closed)
    schemes.attempt(.gitTree) { active throws(SchemeRefusal) in try active.gitTree?.check(entry, name: step.name) }
    switch entry.kind {
    case .directory: addDirectory(entry, step.name)
    case .symlink(let target): addLink(entry, step.name, target)
    case .file(let executable, let size):
      beginFile(OpenFile(entry: entry, name: step.name, executable: executable, size: size, known: known))
    }
  }

  /// The next bytes of the file that was begun.
  public mutating func update(_ bytes: RawSpan) {
    guard let known = file?.known else { return }
    file?.received &+= UInt64(bytes.byteCount)
    if schemes.needSHA256, known.sha256 == nil { content?.update(bytes) }
    if known.gitBlob == nil { schemes.gitTree?.update(bytes) }
    schemes.nixArchive?.update(bytes)
    schemes.layer?.update(bytes)
  }

  public mutating func update(_ bytes: [UInt8]) { update(bytes.span.bytes) }

  /// Closes the file that was begun; of a directory and a link there is nothing to close.
  public mutating func end() {
    guard let file else { return }
    self.file = nil
    let digest = file.known.sha256 ?? content?.finishSHA256()
    let blob = file.known.gitBlob ?? schemes.gitTree?.endBlob()
    if file.received != file.size { schemes.refuse(Self.unserved(by: file.known), Self.wrongSize(file)) }
    if let digest {
      schemes.lockstep?.addFile(file.entry, executable: file.executable, size: file.size, content: digest)
      schemes.directoryHash?.addFile(file.entry.path, content: digest)
    }
    if let blob { schemes.gitTree?.addFile(file.name, executable: file.executable, blob: blob) }
    schemes.nixArchive?.endFile(size: file.size)
    schemes.layer?.endFile()
  }

  /// The results, one for each scheme that was asked for.
  public consuming func finish() -> [DigestScheme: SchemeResult] {
    end()
    leave(position.depth)
    return schemes.finish()
  }

  private mutating func beginFile(_ file: OpenFile) {
    self.file = file
    let path = file.entry.path
    schemes.attempt(.h1) { active throws(SchemeRefusal) in try active.directoryHash?.checkFile(path) }
    if file.known.gitBlob == nil { schemes.gitTree?.beginBlob(size: file.size) }
    schemes.nixArchive?.beginFile(file.name, executable: file.executable, size: file.size)
    schemes.attempt(.ociLayer) { active throws(SchemeRefusal) in
      try active.layer?.beginFile(path, file.name, executable: file.executable, size: file.size)
    }
  }

  private mutating func addLink(_ entry: SchemeEntry, _ name: [UInt8], _ target: [UInt8]) {
    if schemes.lockstep != nil {
      content?.update(target)
      if let digest = content?.finishSHA256() { schemes.lockstep?.addLink(entry, target: target, content: digest) }
    }
    schemes.attempt(.h1) { active throws(SchemeRefusal) in try active.directoryHash?.addLink(entry.path) }
    schemes.gitTree?.addLink(name, target: target)
    schemes.attempt(.nar) { active throws(SchemeRefusal) in
      try active.nixArchive?.addLink(entry.path, name, target: target)
    }
    schemes.attempt(.ociLayer) { active throws(SchemeRefusal) in
      try active.layer?.addLink(entry.path, name, target: target)
    }
  }

  private mutating func addDirectory(_ entry: SchemeEntry, _ name: [UInt8]) {
    schemes.lockstep?.addDirectory(entry)
    schemes.gitTree?.enter(name)
    schemes.nixArchive?.enter(name)
    schemes.attempt(.ociLayer) { active throws(SchemeRefusal) in try active.layer?.addDirectory(entry.path, name) }
  }

  private mutating func leave(_ directories: Int) {
    for _ in 0..<directories {
      schemes.gitTree?.leave()
      schemes.nixArchive?.leave()
    }
  }

  /// The schemes that `known` does not serve.
  private static func unserved(by known: KnownDigests) -> [DigestScheme] {
    DigestScheme.allCases.filter { scheme in
      switch scheme.need {
      case .sha256: known.sha256 == nil
      case .gitBlob: known.gitBlob == nil
      case .bytes: true
      }
    }
  }

  private static func wrongSize(_ file: OpenFile) -> String {
    let path = PathText.visible(file.entry.path)
    return file.received == 0
      ? "the bytes of \(path) were not read"
      : "\(path) has \(file.size) bytes, and \(file.received) were read: it changed meanwhile"
  }
}

internal import Fingerprints

/// The schemes that were asked for: those still in play, and why the others were given up.
struct ActiveSchemes: ~Copyable {
  var lockstep: LockstepScheme?
  var directoryHash: DirectoryHashScheme?
  var gitTree: GitTreeScheme?
  var nixArchive: NixArchiveScheme?
  var layer: LayerScheme?
  private(set) var refused: [DigestScheme: String] = [:]

  init(_ schemes: Set<DigestScheme>) {
    for scheme in schemes {
      do throws(DigestUnavailable) {
        switch scheme {
        case .lockstep: lockstep = LockstepScheme()
        case .h1: directoryHash = DirectoryHashScheme()
        case .gitTree: gitTree = try GitTreeScheme()
        case .nar: nixArchive = try NixArchiveScheme()
        case .ociLayer: layer = try LayerScheme()
        case .buildkit: refused[scheme] = "this version does not compute it"
        }
      } catch {
        refused[scheme] = error.description
      }
    }
  }

  /// Whether a scheme wants the SHA-256 of each file.
  var needSHA256: Bool { lockstep != nil || directoryHash != nil }
  /// Whether a scheme hashes the bytes of each file where they come.
  var needBytes: Bool { nixArchive != nil || layer != nil }

  /// Takes a step of one scheme, which may end in giving it up.
  mutating func attempt(_ scheme: DigestScheme, _ step: (inout ActiveSchemes) throws(SchemeRefusal) -> Void) {
    do throws(SchemeRefusal) { try step(&self) } catch { refuse([scheme], error.reason) }
  }

  /// Gives up those of `schemes` that are still in play.
  mutating func refuse(_ schemes: [DigestScheme], _ reason: String) {
    for scheme in schemes where isInPlay(scheme) {
      refused[scheme] = reason
      switch scheme {
      case .lockstep: lockstep = nil
      case .h1: directoryHash = nil
      case .gitTree: gitTree = nil
      case .nar: nixArchive = nil
      case .ociLayer: layer = nil
      case .buildkit: break
      }
    }
  }

  /// The results, once every directory was left.
  consuming func finish() -> [DigestScheme: SchemeResult] {
    var results = refused.mapValues { SchemeResult.unavailable(reason: $0) }
    if let digest = gitTree?.finish() { results[.gitTree] = .digest(digest) }
    if let digest = nixArchive?.finish() { results[.nar] = .digest(digest) }
    if let digest = layer?.finish() { results[.ociLayer] = .digest(digest) }
    if let lockstep { results[.lockstep] = Self.result(of: lockstep.finish) }
    if let directoryHash { results[.h1] = Self.result(of: directoryHash.finish) }
    return results
  }

  private func isInPlay(_ scheme: DigestScheme) -> Bool {
    switch scheme {
    case .lockstep: lockstep != nil
    case .h1: directoryHash != nil
    case .gitTree: gitTree != nil
    case .nar: nixArchive != nil
    case .ociLayer: layer != nil
    case .buildkit: false
    }
  }

  private static func result(of finish: () throws(DigestUnavailable) -> String) -> SchemeResult {
    do throws(DigestUnavailable) { return .digest(try finish()) } catch {
      return .unavailable(reason: error.description)
    }
  }
}

internal import Fingerprints

/// Whether a `composer.lock` belongs to a `composer.json`.
///
/// The lock holds an MD5 over some keys of the manifest as PHP prints them (`Composer\Package\Locker::getContentHash`),
/// before 1.0 one over the whole file.
enum ComposerFreshness {
  static func judge(lock: DataValue, manifest: [UInt8]?) -> FreshnessJudgement {
    let (content, whole) = (recorded(lock["content-hash"]), recorded(lock["hash"]))
    guard content != nil || whole != nil else { return .unknown("the lock has no content-hash") }
    guard let manifest else { return .unknown("there is no composer.json beside the lock") }
    let json: DataValue
    do {
      json = try JSONText.parse(try FileText.decode(manifest))
    } catch {
      return .unknown(error.reason(reading: "composer.json"))
    }
    guard json.table != nil else { return .unknown("composer.json is no object") }
    do {
      let hasher = try MessageDigest(.md5)
      if let content {
        hasher.update(Array(try PHPJSON.text(hashed(json)).utf8))
        if Hex.string(hasher.finish()) == content { return .fresh("content-hash", tool: "composer 1.0 or newer") }
      } else {
        hasher.update(manifest)
        if Hex.string(hasher.finish()) == whole { return .fresh("hash", tool: "composer before 1.0") }
      }
    } catch let error as DigestUnavailable {
      return .unknown(error.description)
    } catch {
      return .unknown("composer.json holds a number that PHP cannot print")
    }
    return .stale(
      "composer.json has changed since the lock was written", changes: ComposerChanges.between(lock: lock, json))
  }

  private static func recorded(_ value: DataValue?) -> String? {
    value?.string.flatMap { $0.isEmpty ? nil : $0.lowercased() }
  }

  private static let keys = [
    "name", "version", "require", "require-dev", "conflict", "replace", "provide", "minimum-stability", "prefer-stable",
    "repositories", "extra",
  ]

  /// Sorted at the top level only.
  private static func hashed(_ json: DataValue) -> DataValue {
    var members = keys.map { ($0, json[$0]) }
    if let platform = json["config"]?["platform"] {
      if case .null = platform.kind {} else { members.append(("config", .table([("platform", platform)]))) }
    }
    return .table(members.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) })
  }
}

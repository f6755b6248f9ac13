internal import Fingerprints
internal import PlainYAML

/// Whether a lock of Helm belongs to a chart: by the digest of both lists, as `helm dependency build` checks it.
///
/// Follows Helm's `resolver.HashReq` and, for locks of Helm 2, `HashV2Req`.
struct ChartFreshness {
  let locked: [HelmDependency]
  let digest: String?
  /// `Chart.yaml` or `requirements.yaml`.
  let manifestName: String

  func judge(manifest: [UInt8]?) throws(DigestUnavailable) -> FreshnessJudgement {
    guard let digest, !digest.isEmpty else { return .unknown("the lock has no digest") }
    guard let manifest else { return .unknown("there is no \(manifestName) beside the lock") }
    let root: YAMLTree
    do { root = try ChartFormat.parse(manifest) } catch {
      let place = error.line.map { " in line \($0)" } ?? ""
      return .unknown("\(manifestName) cannot be read: \(error.message)\(place)")
    }
    let wanted = root["dependencies"]?.items?.map(HelmDependency.init)
    var json = GoJSON()
    json.open("[")
    Self.append(wanted, to: &json)
    Self.append(locked.isEmpty ? nil : locked, to: &json)
    json.close("]")
    if try SHA256Digest.of(json.text).text.hasSameBytes(as: digest) { return .fresh("digest", tool: "helm 3 or newer") }
    var old = GoJSON()
    old.open("{")
    old.key("dependencies")
    Self.append(wanted, to: &old)
    old.close("}")
    if try SHA256Digest.of(old.text).text.hasSameBytes(as: digest) { return .fresh("digest", tool: "helm 2") }
    return .stale("\(manifestName) has changed since the lock was written", changes: changes(wanted ?? []))
  }

  private static func append(_ dependencies: [HelmDependency]?, to json: inout GoJSON) {
    guard let dependencies else { return json.literal("null") }
    json.open("[")
    for dependency in dependencies { dependency.appendJSON(to: &json) }
    json.close("]")
  }

  /// What differs in names, repositories and versions. A chart may be wanted several times, by aliases.
  private func changes(_ wanted: [HelmDependency]) -> [String] {
    var changes: [String] = []
    var open: [TextKey: ArraySlice<HelmDependency>] = [:]
    for dependency in locked { open[TextKey(dependency.name), default: []].append(dependency) }
    for dependency in wanted {
      guard let entry = open[TextKey(dependency.name)]?.popFirst() else {
        changes.append("\(dependency.name) is not locked")
        continue
      }
      if !entry.repository.hasSameBytes(as: dependency.repository) {
        changes.append(
          "the repository of \(dependency.name) was \(Self.shown(entry.repository)) "
            + "and is \(Self.shown(dependency.repository))")
      }
      if ReleaseRange(dependency.version, .helm)?.allows(entry.version) == false {
        changes.append(
          "\(dependency.name) is locked at \(entry.version), which \(dependency.version) does not allow")
      }
    }
    for dependency in locked where open[TextKey(dependency.name)]?.popFirst() != nil {
      changes.append("\(dependency.name) is locked, but not asked for")
    }
    guard changes.isEmpty else { return changes }
    return ["a range, condition, tag, alias or import, or the order, of a dependency that is still locked"]
  }

  private static func shown(_ repository: String) -> String {
    repository.isEmpty ? "empty" : WebAddress.canonicalIndex(repository)
  }
}

internal import Fingerprints

extension PinnedPackage {
  /// The same package with its marker and the selector of its line as a condition.
  ///
  /// - Parameters:
  ///   - selector: already the last part of ``marker``.
  ///   - platform: the one everything in the file is for, if there is one.
  func conditioned(by selector: CondaSelectors.Selector?, else platform: String?) -> PinnedPackage {
    var conditions: [TargetCondition] = []
    if let own = ownMarker(without: selector?.text) { conditions.append(.marker(own)) }
    if let condition = selector?.condition ?? platform.map(TargetCondition.condaPlatform) {
      conditions.append(condition)
    }
    return PinnedPackage(
      ecosystem: ecosystem, name: name, version: version, hasNominalVersion: hasNominalVersion, isExact: isExact,
      build: build, source: source,
      hashes: hashes, artifacts: artifacts, marker: marker,
      condition: conditions.count > 1 ? .all(conditions) : conditions.first, extras: extras, groups: groups,
      isConstraint: isConstraint, file: file, line: line)
  }

  private func ownMarker(without selector: String?) -> String? {
    guard let marker, let selector else { return marker }
    if marker.hasSameBytes(as: selector) { return nil }
    let tail = " and " + selector
    return marker.ends(with: tail) ? marker.utf8.dropLast(tail.utf8.count).text : marker
  }
}

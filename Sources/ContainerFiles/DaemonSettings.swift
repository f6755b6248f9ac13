internal import PlainYAML

/// What the Docker daemon's `daemon.json` says that bears on builds.
public struct DaemonSettings: Hashable, Sendable {
  /// A setting's value and where its name stands.
  public struct Setting: Hashable, Sendable {
    /// As written; the items of a list.
    public let values: [String]
    /// Counted from 1.
    public let line: Int
  }

  /// `registry-mirrors`; nil when it is not there.
  public let registryMirrors: Setting?
  /// `features`, by name.
  public let features: [String: Setting]

  /// - Throws: when the text is no JSON; for what of YAML goes beyond it, nothing is thrown.
  public init(_ text: String) throws(UnreadableText) {
    let root = try YAMLTree.reading(text)
    var mirrors: Setting?
    var features: [String: Setting] = [:]
    for (key, value) in root.pairs ?? [] {
      switch key.scalar {
      case "registry-mirrors":
        mirrors = Setting(values: (value.items ?? []).compactMap(\.scalar), line: key.line)
      case "features":
        for (key, feature) in value.pairs ?? [] {
          guard let name = key.scalar else { continue }
          features[name] = Setting(values: feature.scalar.map { [$0] } ?? [], line: key.line)
        }
      default: continue
      }
    }
    registryMirrors = mirrors
    self.features = features
  }
}

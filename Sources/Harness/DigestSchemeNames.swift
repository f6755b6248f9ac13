internal import DigestSchemes

/// The digest schemes of contexts by name, in the order to show them.
public enum DigestSchemeNames {
  public static let all = DigestScheme.allCases.map(\.rawValue)
}

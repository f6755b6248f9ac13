internal import Fingerprints

extension MarkerTree {
  /// Whether it asks for nothing but what PEP 508 and PEP 751 define; installers refuse other variables.
  var hasKnownVariables: Bool {
    switch self {
    case .comparison(let comparison): [comparison.left, comparison.right].allSatisfy(\.isKnown)
    case .any(let trees), .all(let trees): trees.allSatisfy(\.hasKnownVariables)
    }
  }
}

extension MarkerComparison.Operand {
  fileprivate var isKnown: Bool {
    guard case .variable(let name) = self else { return true }
    return Self.variables.contains(TextKey(name))
  }

  private static let variables = Set(
    [
      "python_version", "python_full_version", "os_name", "sys_platform", "platform_release", "platform_system",
      "platform_version", "platform_machine", "platform_python_implementation", "implementation_name",
      "implementation_version", "extra", "extras", "dependency_groups",
    ].map { TextKey($0) })
}

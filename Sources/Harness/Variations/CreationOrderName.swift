internal import Git

/// The names of creation orders in plans and reports.
enum CreationOrderName {
  static let all = CreationOrder.allCases.map(\.rawValue)

  static func order(_ name: String?) -> CreationOrder { name.flatMap(CreationOrder.init(rawValue:)) ?? .sorted }
}
